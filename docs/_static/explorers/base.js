// What every explorer shares: its controls, the numbers of its figure, the arithmetic behind an opened number.
// Global RnnGuide: `define(name, class extends RnnGuide.Explorer)`; docs/_ext/explorers/__init__.py says how.
(function (root) {
  "use strict";

  const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";
  const LOWERED = /_\{([^}]*)\}|_(\S)/g;

  // As diagrams.canvas.number_text: rounded, a real minus sign, final zeros only up to `least` decimals.
  function n(value, digits = 5, least = 0) {
    let [whole, decimals = ""] = value.toFixed(digits).split(".");
    decimals = decimals.replace(/0+$/, "").padEnd(least, "0");
    const text = decimals ? `${whole}.${decimals}` : whole;
    return /[1-9]/.test(text) ? text.replace("-", "\u2212") : text.replace("-", "");
  }

  // A factor: a negative one stands in brackets.
  const factor = (value) => (value < 0 && n(value) !== "0" ? `(${n(value)})` : n(value));
  const products = (a, b) => a.map((value, k) => `${factor(value)} × ${factor(b[k])}`).join(" + ");

  // Fills {name} and chooses each Korean particle by the digit before it, as diagrams.labels.fill does.
  function fill(template, facts) {
    const text = template.replace(/\{(\w+)\}/g, (whole, name) => (name in facts ? String(facts[name]) : whole));
    return text.replace(/(\d)\[([^/\]]+)\/([^\]]+)\]/g, (_, digit, closed, open) => {
      const consonant = (open === "로" ? "036" : "013678").includes(digit);
      return digit + (consonant ? closed : open);
    });
  }

  // "c_2" as plain text: c₂; what has no lowered sign in Unicode keeps its line: a_f.
  const plain = (markup) => markup.replace(LOWERED, (whole, many, one) => {
    const low = many === undefined ? one : many;
    return /^\d+$/.test(low) ? low.replace(/\d/g, (digit) => SUBSCRIPTS[digit]) : `_${low}`;
  });

  // Writes markup into an element: `_2` and `_{10}` are lowered, a letter alone is a variable.
  function write(element, markup) {
    element.replaceChildren();
    const parts = markup.replace(/ × /g, "\u00a0×\u00a0").split(/(_\{[^}]*\}|_\S|(?<![\p{L}])[A-Za-zσ](?![\p{L}]))/u);
    parts.forEach((part, index) => {
      if (index % 2 === 0) return element.append(part);
      const made = document.createElement(part[0] === "_" ? "sub" : "var");
      made.textContent = part[0] === "_" ? part.replace(/[_{}]/g, "") : part;
      return element.append(made);
    });
  }

  class Explorer extends HTMLElement {
    // It comes alive when it comes near the screen. Until then its figure is a picture, and the page is read sooner.
    connectedCallback() {
      // the Tab key must find the lists of an explorer it has not come near
      document.addEventListener("keydown", () => this.bringLists(), { once: true, capture: true });
      this.ready ||= new Promise((resolve) => {
        const watcher = new IntersectionObserver((entries) => {
          if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
          watcher.disconnect();
          resolve();
        }, { rootMargin: "50% 0px" });
        watcher.observe(this);
      }).then(() => this.wake());
    }

    bringLists() {
      for (const late of this.querySelectorAll("template")) late.replaceWith(late.content);
    }

    wake() {
      this.bringLists();
      this.svg = this.querySelector("svg.dg");
      Object.assign(this, JSON.parse(this.querySelector("script[type='application/json']").textContent));
      this.opening = this.querySelector(".rg-open select");
      this.panel = this.querySelector(".rg-work");
      this.status = this.querySelector("[role='status']");
      this.hint = this.panel ? this.panel.textContent : "";
      this.spans = new Map();
      for (const span of this.querySelectorAll(".dg-value")) this.spans.set(this.keyOf(span), span);
      this.works = new Map();
      this.opened = "";
      this.addEventListener("input", (event) => this.changed(event));
      this.addEventListener("click", (event) => this.clicked(event));
      // A reload may restore these two kinds, which cannot be told not to (autocomplete is for the others).
      for (const input of this.querySelectorAll("[type=radio], [type=checkbox]")) input.checked = input.defaultChecked;
      const loaded = this.start();
      this.redraw();
      this.classList.add("rg-alive");
      return loaded;
    }

    // The name of a number: data-name, then half, t, unit, feature where it has them. In a figure of one step
    // (data-step) t is left out, because the step changes.
    keyOf(span) {
      const { name, half, t, unit, feature } = span.dataset, svg = span.closest("svg.dg");
      const parts = [name, half, svg && svg.dataset.step ? undefined : t, unit, feature];
      return parts.filter((part) => part !== undefined).join("-");
    }

    // --- for the explorers to fill in ---------------------------------------------------------------------------
    start() {} // once, before the first draw; returns a promise if it loads something
    draw() {} // puts every number; returns the sentence that tells the state
    act() {} // a button with data-action was pressed
    shown(name, value) { return n(value); } // what stands beside a slider

    // --- controls -----------------------------------------------------------------------------------------------
    inputs(name) { return [...this.querySelectorAll(`[data-control="${name}"]`)]; }

    // The value of a control: a number of a slider, true or false of a switch, else a string.
    get(name) {
      const inputs = this.inputs(name), [first] = inputs;
      if (first.type === "radio") return inputs.find((input) => input.checked).value;
      if (first.type === "checkbox") return first.checked;
      return first.type === "range" ? first.valueAsNumber : first.value;
    }

    // Sets controls as a reader would, and draws: set({step: 3, f: "shut"}).
    set(values) {
      for (const [name, value] of Object.entries(values)) {
        const inputs = this.inputs(name), [first] = inputs;
        if (first.type === "radio") for (const input of inputs) input.checked = input.value === String(value);
        else if (first.type === "checkbox") first.checked = value;
        else first.value = value;
      }
      this.redraw();
    }

    changed({ target }) {
      if (target === this.opening) this.open(target.value);
      else if (target.dataset.control) this.say(this.redraw());
    }

    clicked(event) {
      const button = event.target.closest("button");
      if (button && button.dataset.of) {
        const [slider] = this.inputs(button.dataset.of), before = slider.value;
        slider[button.dataset.by === "1" ? "stepUp" : "stepDown"]();
        if (slider.value !== before) this.say(this.redraw());
      } else if (button && button.dataset.action) {
        this.act(button.dataset.action);
      } else if (event.target.closest("svg.dg")) {
        const key = this.nearest(event);
        if (key) this.open(key === this.opened ? "" : key);
      }
    }

    // The number under the pointer, or the nearest one that a finger may mean.
    nearest({ clientX, clientY }) {
      let found = "", least = 22;
      for (const key of this.works.keys()) {
        const span = this.spans.get(key);
        if (!span) continue;
        const { left, right, top, bottom } = span.getBoundingClientRect();
        const away = Math.hypot(Math.max(left - clientX, 0, clientX - right), Math.max(top - clientY, 0, clientY - bottom));
        if (away < least) [found, least] = [key, away];
      }
      return found;
    }

    // --- drawing ------------------------------------------------------------------------------------------------
    redraw() {
      this.works.clear();
      const sentence = this.draw() || "";
      for (const output of this.querySelectorAll("output[data-of]")) {
        const name = output.dataset.of, value = this.get(name), [slider] = this.inputs(name);
        output.textContent = this.shown(name, value);
        slider.setAttribute("aria-valuetext", output.textContent);
        for (const button of this.querySelectorAll(`button[data-of="${name}"]`)) {
          button.setAttribute("aria-disabled", String(value === Number(button.dataset.by === "1" ? slider.max : slider.min)));
        }
      }
      for (const [key, span] of this.spans) span.classList.toggle("rg-opens", this.works.has(key));
      if (this.classList.contains("rg-alive") && sentence) this.svg.querySelector("desc").textContent = sentence;
      this.offer();
      this.open(this.works.has(this.opened) ? this.opened : "", true);
      return sentence;
    }

    // Puts a number into the figure. `symbol` names it ("c_2"). `work`, if it can be opened, returns the right
    // side in symbols, the right side in numbers, the keys of the numbers that go into it, and more lines if needed;
    // for a number that is not computed, one string that says so:
    //   this.number("c", c, "c_2", () => ["f·c_1 + i·g", `${n(f)} × …`, ["f", "c_prev", "i", "g"]]);
    number(key, amount, symbol, work) {
      const span = this.spans.get(key);
      if (span) {
        const text = n(amount, Number(span.dataset.digits), key.startsWith("x-") ? 1 : 0);
        span.dataset.value = String(amount);
        if (span.textContent !== text) {
          span.textContent = text;
          if (this.classList.contains("rg-alive")) this.flash(span);
        }
      }
      if (work) this.works.set(key, { amount, symbol, work });
    }

    flash(span) {
      span.classList.remove("rg-changed");
      requestAnimationFrame(() => span.classList.add("rg-changed"));
    }

    // The parts of the figure of this name (data-part), all or those with the data given: part("h", {t: 2}).
    parts(name, where = {}) {
      return [...this.svg.querySelectorAll(`[data-part="${name}"]`)].filter(({ dataset }) =>
        Object.entries(where).every(([key, value]) => dataset[key] === String(value)));
    }

    // Sets or takes a class of elements: mark(this.parts("f"), "rg-ghost", true).
    mark(elements, name, on) {
      for (const element of elements) element.classList.toggle(name, on);
    }

    // Changes the lowered letters that are written in the parts of a name: lower("c", 2) makes c_1 into c_2.
    lower(name, text) {
      for (const low of this.svg.querySelectorAll(`[data-part="${name}"] > .dg-text > .dg-sub`)) low.textContent = text;
    }

    // Makes a choice impossible where it would change nothing.
    allow(name, allowed) {
      for (const input of this.inputs(name)) input.disabled = !allowed;
    }

    // Writes into a `Panel`: words as they are, numbers with five decimals, and in full for whoever reads the span.
    show(name, ...parts) {
      const place = this.querySelector(`[data-panel="${name}"]`);
      place.replaceChildren(...parts.map((part) => {
        if (typeof part !== "number") return part;
        const span = document.createElement("span");
        span.dataset.value = String(part);
        span.textContent = n(part, 5, 5);
        return span;
      }));
    }

    // --- opening a number ---------------------------------------------------------------------------------------
    offer() {
      if (!this.opening) return;
      const keys = [...this.works.keys()];
      const old = [...this.opening.options].slice(1);
      if (keys.join() !== old.map((option) => option.value).join()) {
        for (const option of old) option.remove();
        for (const key of keys) this.opening.add(new Option("", key));
      }
      for (const option of [...this.opening.options].slice(1)) {
        const { symbol, amount } = this.works.get(option.value);
        option.text = `${plain(symbol)} = ${n(amount)}`;
      }
    }

    open(key, quietly = false) {
      this.opened = key;
      if (!this.opening) return;
      this.opening.value = key;
      const found = this.works.get(key);
      const [symbols, numbers, uses = [], ...more] = found ? found.work() : [];
      for (const [name, span] of this.spans) {
        span.classList.toggle("rg-opened", name === key);
        span.classList.toggle("rg-used", uses.includes(name));
      }
      this.panel.replaceChildren();
      const lines = found ? [`${found.symbol} = ${symbols}`] : [this.hint];
      if (numbers !== undefined) lines.push(`${n(found.amount)} = ${numbers}`, ...more);
      for (const line of lines) {
        const paragraph = document.createElement("p");
        if (found) write(paragraph, line);
        else paragraph.textContent = line;
        this.panel.append(paragraph);
      }
      const scrolls = this.panel.scrollHeight > this.panel.clientHeight + 1;
      if (scrolls) this.panel.tabIndex = 0;
      else this.panel.removeAttribute("tabindex");
      if (found && !quietly) this.say(lines.map(plain).join("; "));
    }

    // Tells those who do not see the figure what has changed.
    say(sentence) {
      if (sentence) this.status.textContent = sentence;
    }
  }

  // Throws unless what the script computes is what the package computed when the page was built.
  function agree(what, ours, theirs) {
    const flat = (value) => [value].flat(Infinity);
    const [a, b] = [flat(ours), flat(theirs)];
    const differs = a.length !== b.length || a.some((value, k) => !(Math.abs(value - b[k]) < 1e-9));
    if (differs) throw new Error(`${what}: expected ${b}, computed ${a}. The page and its script are of different builds: build again.`);
  }

  function define(name, explorer) {
    customElements.define(`rnn-${name}`, explorer);
  }

  root.RnnGuide = { Explorer, define, agree, n, factor, products, fill, plain, write };
})(globalThis);
