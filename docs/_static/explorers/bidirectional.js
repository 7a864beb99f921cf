// The bidirectional layer: point at a position, see what each pass has read there and what is joined.
(function () {
  "use strict";
  const { n, factor, fill } = RnnGuide;
  const LAYERS = { forward: 0, backward: 1 }, ARROW = { forward: "→", backward: "←" };

  RnnGuide.define("bidirectional", class extends RnnGuide.Explorer {
    start() {
      const { x, weights, expected } = this.data;
      this.runs = {};
      for (const name of Object.keys(weights)) {
        const run = RnnGuideCells.bidirectional("lstm", ...weights[name], x);
        RnnGuide.agree(`both passes with weights ${name}`, Object.keys(LAYERS).map((layer) => run[layer].map((step) => step.h)), expected[name]);
        this.runs[name] = run;
      }
    }

    // Pointing at anything that belongs to a position chooses it.
    clicked(event) {
      const part = event.target.closest("svg.dg [data-part][data-t]");
      const t = part && Number(part.dataset.t);
      const chosen = t >= 1 && t <= this.data.x.length && this.get("sequences") === "true" && this.get("position") !== String(t);
      if (chosen) this.set({ position: t });
      super.clicked(event);
      if (chosen && !this.opened) this.say(this.sentence);
    }

    draw() {
      const run = this.runs[this.get("weights")], last = this.data.x.length;
      const sequences = this.get("sequences") === "true", position = this.get("position");
      this.allow("position", sequences);
      const one = sequences ? Number(position) || null : null; // null: not one position, but all or the last steps
      // Where each pass stands when its state is joined, and so what it has read by then.
      const end = sequences ? { forward: one || last, backward: one || 1 } : { forward: last, backward: 1 };
      const joins = (layer, t) => (sequences ? one === null || t === one : t === end[layer]);
      this.pale(end, joins);
      for (const layer of Object.keys(LAYERS)) {
        run[layer].forEach((step, index) => this.state(layer, index + 1, step));
        run[layer].forEach((step, index) => {
          const name = `h_${index + 1}`;
          this.number(`output_${layer}-${index + 1}-0`, step.h[0], `${ARROW[layer]}${name}`);
        });
      }
      const joined = sequences && one === null ? [] : this.join(run, end);
      const text = joined.map((value) => n(value)).join(", ");
      const word = sequences ? (one === null ? "all" : "position") : "last";
      this.sentence = fill(this.words[word], { position, last, joined: text });
      return this.sentence;
    }

    // One state of one pass; of the first unit, as in the figure.
    state(layer, t, { i, f, g, o, c_prev, c, h }) {
      const before = t + (layer === "forward" ? -1 : 1), at = (vector) => n(vector[0]);
      this.number(`${layer}-${t}-0`, h[0], `${ARROW[layer]}h_${t}`, () => [
        "o·tanh(c)", `${at(o)} × tanh(${at(c)})`, [`${layer}-${before}-0`],
        `${at(c)} = ${at(f)} × ${factor(c_prev[0])} + ${at(i)} × ${factor(g[0])}`]);
    }

    join(run, end) {
      const mode = this.get("merge"), names = Object.keys(LAYERS);
      const [y, y_rev] = names.map((layer) => run[layer][end[layer] - 1].h);
      const joined = RnnGuideCells.merge(mode, y, y_rev), units = y.length;
      const symbol = (layer, unit) => `${ARROW[layer]}h_${end[layer]}[${unit + 1}]`;
      joined.forEach((value, k) => {
        const unit = k % units, both = names.map((layer) => symbol(layer, unit));
        const uses = unit ? [] : names.map((layer) => `${layer}-${end[layer]}-0`);
        const [a, b] = [n(y[unit]), factor(y_rev[unit])];
        const work = {
          concat: () => (k < units ? [both[0], a, uses.slice(0, 1)] : [both[1], n(y_rev[unit]), uses.slice(1)]),
          sum: () => [both.join(" + "), `${a} + ${b}`, uses],
          mul: () => [both.join(" × "), `${a} × ${b}`, uses],
          ave: () => [`(${both.join(" + ")}) / 2`, `(${a} + ${b}) / 2`, uses],
        }[mode];
        this.number(`joined-${k}`, value, `${this.words.joined}[${k + 1}]`, work);
      });
      this.showJoined(joined.length);
      return joined;
    }

    showJoined(count) {
      for (const [key, span] of this.spans) {
        if (key.startsWith("joined-")) span.classList.toggle("rg-none", Number(span.dataset.unit) >= count);
      }
    }

    // Pale is what the joined states have not read, and what is not joined.
    pale(end, joins) {
      this.showJoined(0);
      const read = { forward: (t) => t <= end.forward, backward: (t) => t >= end.backward };
      for (const layer of Object.keys(LAYERS)) {
        const parts = [...this.parts(layer), ...this.parts("x", { read: layer })];
        for (const part of parts) part.classList.toggle("rg-ghost", !read[layer](Number(part.dataset.t)));
        for (const part of this.parts("output", { half: layer })) {
          part.classList.toggle("rg-ghost", !joins(layer, Number(part.dataset.t)));
        }
        for (const part of this.parts("edge")) {
          const [to, t] = part.dataset.to.split(/-(?=\d+$)/);
          if (to === layer) part.classList.toggle("rg-ghost", !read[layer](Number(t)));
          if (to === `output-${layer}`) part.classList.toggle("rg-ghost", !joins(layer, Number(t)));
        }
      }
    }
  });
})();
