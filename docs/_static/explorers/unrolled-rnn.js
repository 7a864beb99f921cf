// The unrolled network: read the sentence word by word, roll the columns up into one cell and its loop.
(function () {
  "use strict";
  const { n, products, fill } = RnnGuide;
  const SVG = "http://www.w3.org/2000/svg";

  RnnGuide.define("unrolled-rnn", class extends RnnGuide.Explorer {
    start() {
      const { x, weights, expected } = this.data;
      this.runs = {};
      for (const name of Object.keys(weights)) {
        this.runs[name] = RnnGuideCells.run("simpleRnn", weights[name], x);
        RnnGuide.agree(`the states with weights ${name}`, this.runs[name].map((step) => step.h), expected[name]);
      }
      this.columns = this.parts("column").map((element) => {
        const { x: left, width } = element.querySelector("[data-part='h'] > .dg-shape").getBBox();
        return { element, t: Number(element.dataset.t), middle: left + width / 2 };
      });
      this.addLoop();
    }

    // The way of the state from a step to the next, which the rolled view has in place of the next column.
    addLoop() {
      const box = this.parts("h", { t: 1 })[0].querySelector(".dg-shape").getBBox();
      const { width } = this.svg.viewBox.baseVal;
      const [left, right, y] = [(width - box.width) / 2, (width + box.width) / 2, box.y + box.height / 2];
      const out = right + 26, back = left - 26, top = box.y - 10;
      const path = `M${right} ${y} L${out} ${y} L${out} ${top} L${back} ${top} L${back} ${y} L${left - 6} ${y}`;
      const head = `M${left} ${y} L${left - 9} ${y - 4.5} L${left - 9} ${y + 4.5} Z`;
      this.loop = document.createElementNS(SVG, "g");
      this.loop.setAttribute("class", "dg-part dg-h rg-loop");
      for (const [name, d] of [["dg-wire", path], ["dg-head", head]]) {
        const line = document.createElementNS(SVG, "path");
        line.setAttribute("class", name);
        line.setAttribute("d", d);
        this.loop.append(line);
      }
      this.columns[0].element.before(this.loop);
    }

    draw() {
      const step = this.get("step"), rolled = this.get("view") === "rolled";
      const weights = this.data.weights[this.get("weights")], run = this.runs[this.get("weights")];
      this.arrange(step, rolled);
      for (let t = 1; t <= step; t++) {
        const seen = !rolled || t === step;
        run[t - 1].h.forEach((h, unit) => this.number(`h-${t}-${unit}`, h, `h_${t}[${unit + 1}]`,
          seen ? () => this.work(t, unit, weights, run[t - 1]) : undefined));
      }
      if (step === 0) return this.words.unread;
      return fill(this.words.read, { step, h: run[step - 1].h.map((h) => n(h)).join(", ") });
    }

    work(t, unit, [kernel, recurrent, bias], { h_prev, a }) {
      const x = this.data.x[t - 1], column = (matrix) => matrix.map((row) => row[unit]);
      const uses = [...x.map((_, k) => `x-${t}-${k}`), ...h_prev.map((_, k) => `h-${t - 1}-${k}`)];
      const sum = `${products(x, column(kernel))} + ${products(h_prev, column(recurrent))} + ${n(bias[unit])}`;
      return [`tanh(x_${t}·W_x + h_${t - 1}·W_h + b)`, `tanh(${n(a[unit])})`, uses, `${n(a[unit])} = ${sum}`];
    }

    // Unrolled, what has not been read is pale; rolled, all steps lie on each other and the present one shows.
    arrange(step, rolled) {
      const middle = this.svg.viewBox.baseVal.width / 2;
      for (const { element, t, middle: own } of this.columns) {
        element.style.transform = rolled ? `translateX(${middle - own}px)` : "";
        element.classList.toggle("rg-ghost", !rolled && t > step);
        element.classList.toggle("rg-away", rolled && t !== step);
      }
      this.mark(this.columns.flatMap(({ element }) => [...element.querySelectorAll("[data-part='edge'][data-to^='h-'][data-from^='h-']")]), "rg-away", rolled);
      for (const [key, span] of this.spans) {
        if (key.startsWith("h-")) span.classList.toggle("rg-none", Number(span.dataset.t) > step);
      }
      this.loop.classList.toggle("rg-away", !rolled);
    }
  });
})();
