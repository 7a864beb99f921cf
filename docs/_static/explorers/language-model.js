// A small character model at work: what is typed is read letter by letter, the gates show, and it can write on. Its
// weights are loaded when the reader comes near.
(function () {
  "use strict";
  const { n, fill } = RnnGuide;
  const LONGEST = 240; // letters; then the beginning is forgotten
  const LINE = 40; // letters that "write on" adds at most

  // Stored as signed bytes with a scale for each column; becomes an array of rows, a vector an array of numbers.
  function unpack({ shape, scales, int8 }) {
    const bytes = Int8Array.from(atob(int8), (sign) => sign.charCodeAt(0)), wide = scales.length, rows = [];
    for (let start = 0; start < bytes.length; start += wide) {
      rows.push(scales.map((scale, column) => bytes[start + column] * scale));
    }
    return shape.length === 1 ? rows[0] : rows;
  }

  class Model {
    constructor({ tokens, arrays, expected }) {
      this.tokens = tokens;
      const [kernel, recurrent, bias, ...dense] = arrays.map(unpack);
      Object.assign(this, { gru: [kernel, recurrent, bias], dense });
      for (const { prompt, probabilities } of expected) {
        const ours = this.next(this.read(this.cut(prompt)), 1);
        if (ours.some((p, k) => Math.abs(p - probabilities[k]) > 1e-6)) {
          throw new Error(`The stored model does not give what it gave when it was made, after ${prompt}. Build the site again.`);
        }
      }
    }

    // Hangul in its jamo (Unicode's normal form D); what the model does not know is passed over.
    cut(text) { return [...text.normalize("NFD")].filter((token) => this.tokens.includes(token)); }

    read(letters) {
      const inputs = letters.map((letter) => this.tokens.map((token) => Number(token === letter)));
      return RnnGuideCells.run("gru", this.gru, inputs);
    }

    // The probability of each token to come next.
    next(steps, temperature) {
      const h = steps.length ? steps[steps.length - 1].h : this.gru[1].map(() => 0);
      return RnnGuideCells.softmax(RnnGuideCells.affine(h, ...this.dense), temperature);
    }
  }

  RnnGuide.define("language-model", class extends RnnGuide.Explorer {
    start() {
      this.models = {};
      this.inputs("model").forEach((input) => { input.checked = input.value === this.language; });
      this.chosen = this.language;
      return this.load(this.language);
    }

    // Loads a model once; then the figure is drawn anew.
    load(language) {
      this.models[language] ||= new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = this.getAttribute(`data-model-${language}`);
        script.onload = resolve;
        script.onerror = () => reject(new Error(`${script.src} did not load.`));
        document.head.append(script);
      }).then(() => {
        this.models[language] = new Model(globalThis.RnnGuideModels[language]);
        this.redraw();
      }).catch((error) => {
        delete this.models[language];
        this.say(this.words.failed);
        throw error;
      });
      return Promise.resolve(this.models[language]);
    }

    get model() {
      const found = this.models[this.get("model")];
      return found instanceof Model ? found : undefined;
    }

    shown(name, value) { return n(value, 1, 1); }

    // Letters typed with a Korean keyboard that are not a syllable yet count as jamo too.
    letters() {
      const jamo = new Map(this.data.jamo.slice().reverse().flatMap(([start, signs]) =>
        [...signs].map((sign, k) => [sign, String.fromCharCode(start + k)])));
      const typed = this.get("text").replaceAll(this.data.signs["\n"], "\n");
      return this.model.cut([...typed].map((sign) => jamo.get(sign) || sign).join(""));
    }

    // A jamo as one types it; blanks and line ends as signs.
    visible(token) {
      for (const [start, signs] of this.data.jamo) {
        const k = token.charCodeAt(0) - start;
        if (k >= 0 && k < signs.length) return signs[k];
      }
      return this.data.signs[token] || token;
    }

    draw() {
      if (this.get("model") !== this.chosen) {
        this.chosen = this.get("model");
        this.inputs("text")[0].value = this.data.prompts[this.chosen];
      }
      this.show("written", this.get("text"));
      if (!this.model) {
        if (this.classList.contains("rg-alive")) this.load(this.chosen);
        return this.words.loading;
      }
      const letters = this.letters(), steps = this.model.read(letters);
      const probabilities = this.model.next(steps, this.get("temperature"));
      this.heat(letters, steps);
      const order = probabilities.map((_, k) => k).sort((a, b) => probabilities[b] - probabilities[a] || a - b);
      this.bars(order, probabilities);
      const [best] = order;
      return fill(this.words.summary, { count: letters.length, letter: this.visible(this.model.tokens[best]), probability: n(probabilities[best]) });
    }

    heat(letters, steps) {
      const { columns, units, levels, left, wide, high } = this.data.measures;
      const last = steps.slice(-columns), seen = letters.slice(-columns);
      this.parts("token").forEach((part, k) => { part.firstElementChild.textContent = k < seen.length ? this.visible(seen[k]) : ""; });
      for (const [gate, top] of Object.entries(this.data.gates)) {
        const paths = new Array(levels).fill("");
        last.forEach((step, column) => step[gate].slice(0, units).forEach((value, unit) => {
          const level = Math.min(Math.floor(value * levels), levels - 1);
          paths[level] += `M${left + wide * column} ${top + high * unit}h${wide - 1}v${high - 1}h${1 - wide}Z`;
        }));
        paths.forEach((path, k) => this.parts("heat", { gate, level: k + 1 })[0].firstElementChild.setAttribute("d", path));
        const key = `mean_${gate}`, values = last.length ? last[last.length - 1][gate] : [];
        this.spans.get(key).classList.toggle("rg-none", !values.length);
        if (values.length) this.number(key, values.reduce((sum, value) => sum + value, 0) / values.length);
      }
    }

    bars(order, probabilities) {
      const { likely, next, line, bar, barLeft, barWidth } = this.data.measures;
      for (let rank = 0; rank < likely; rank++) {
        const amount = probabilities[order[rank]], [part] = this.parts("likely", { rank });
        const y = next + line * (rank + 1) - bar / 2, length = Math.max(1.5, barWidth * amount);
        part.querySelector("text").textContent = this.visible(this.model.tokens[order[rank]]);
        part.querySelector(".dg-shape").setAttribute("d", `M${barLeft} ${y}h${length}v${bar}h${-length}Z`);
        this.number(`p-${rank}`, amount);
      }
    }

    // Draws the next letter by its probability.
    sample() {
      const probabilities = this.model.next(this.model.read(this.written), this.get("temperature"));
      let left = Math.random();
      const index = probabilities.findIndex((p) => (left -= p) < 0);
      return this.model.tokens[index < 0 ? probabilities.length - 1 : index];
    }

    act(action) {
      if (!this.model) return;
      this.written = action === "again" ? this.model.cut(this.data.prompts[this.chosen]) : this.letters();
      for (let left = { letter: 1, line: LINE, again: 0 }[action]; left > 0; left--) {
        const letter = this.sample();
        this.written.push(letter);
        if (letter === "\n") break;
      }
      const text = this.written.slice(-LONGEST).join("").normalize("NFC");
      this.inputs("text")[0].value = text.replaceAll("\n", this.data.signs["\n"]); // a line to type in has no ends
      this.say(`${this.redraw()} ${this.get("text")}`);
    }
  });
})();
