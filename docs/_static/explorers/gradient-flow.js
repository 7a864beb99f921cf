// How far gradients reach: the norm of ∂h_T/∂h_t by distance, in five untrained networks of each cell.
(function () {
  "use strict";
  const { fill } = RnnGuide;
  const CURVES = [["simple", "simpleRnn", "simple", "h"], ["gru", "gru", "gru", "h"], ["lstm-h", "lstm", "lstm", "h"], ["lstm-c", "lstm", "lstm", "c"]];
  const SUPERSCRIPTS = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

  // As diagrams.gradient_flow.scientific: 0.35, 4.1, 3.2·10⁻⁷.
  function scientific(value) {
    const [mantissa, exponent] = value.toExponential(1).split("e");
    if (exponent >= -3 && exponent <= 1) return String(Number(value.toPrecision(2)));
    return `${mantissa}·10${exponent.replace("+", "").replace(/[-\d]/g, (sign) => SUPERSCRIPTS[sign])}`;
  }

  const median = (values) => values.slice().sort((a, b) => a - b)[(values.length - 1) / 2];

  RnnGuide.define("gradient-flow", class extends RnnGuide.Explorer {
    start() {
      this.measured = new Map();
      this.curves = CURVES.map(([name]) => {
        const [group] = this.parts("curve", { curve: name });
        const line = group.querySelector(".dg-wire"), ghost = line.cloneNode();
        ghost.classList.add("dg-thin");
        group.prepend(ghost);
        const [reading] = this.parts("reading", { curve: name });
        return { name, line, ghost, band: group.querySelector(".dg-band"), reading: reading.lastElementChild };
      });
      this.ticks = this.parts("tick").map((tick) => tick.firstElementChild);
      const { scale, forget_bias, length } = this.settings();
      const measured = this.measure(scale, forget_bias, length);
      for (const [name, medians] of Object.entries(this.data.expected)) {
        RnnGuide.agree(`the norms of ${name}`, measured[name].map(median).filter((_, lag) => lag % 10 === 0), medians);
      }
    }

    settings() {
      return Object.fromEntries(["scale", "forget_bias", "length"].map((name) => [name, this.get(name)]));
    }

    // For each curve the norms of all networks by distance, [length + 1][networks]. What was measured is kept: most
    // movements of a slider leave some of the curves as they were.
    measure(scale, bias, length) {
      return Object.fromEntries(CURVES.map(([curve, cell, weights, state]) => {
        const key = [curve, scale, cell === "lstm" ? bias : "", length].join();
        if (!this.measured.has(key)) this.measured.set(key, this.curve(cell, weights, state, scale, bias, length));
        return [curve, this.measured.get(key)];
      }));
    }

    curve(cell, weights, state, scale, bias, length) {
      const runs = this.data.networks.map((network) => {
        const [kernel, recurrent, given] = network[weights], units = recurrent.length;
        const scaled = recurrent.map((row) => row.map((weight) => scale * weight));
        const biases = cell === "lstm" ? given.map((value, k) => (k >= units && k < 2 * units ? bias : value)) : given;
        const own = [kernel, scaled, biases], trace = RnnGuideCells.run(cell, own, this.data.inputs.slice(0, length + 1));
        return RnnGuideCells.gradientNorms(cell, own, trace, { state }).slice(1).reverse();
      });
      return runs[0].map((_, lag) => runs.map((norms) => norms[lag]));
    }

    draw() {
      const { scale, forget_bias, length } = this.settings();
      const before = this.measure(1, 1, length), norms = this.measure(scale, forget_bias, length);
      this.ticks.forEach((tick, step) => { tick.textContent = String((length * step) / 2); });
      const ends = {};
      for (const { name, line, ghost, band, reading } of this.curves) {
        const last = median(norms[name][length]);
        ghost.setAttribute("d", `M${this.points(before[name].map(median))}`);
        line.setAttribute("d", `M${this.points(norms[name].map(median))}`);
        const [low, high] = [Math.min, Math.max].map((of) =>
          this.points(norms[name].map((values) => of(...values))).split(" L").filter((_, lag) => lag % 2 === 0));
        band.setAttribute("d", `M${[...low, ...high.reverse()].join(" L")} Z`);
        reading.textContent = ends[name.replace("-", "_")] = scientific(last);
        reading.dataset.value = String(last);
      }
      return fill(this.words.summary, { length, ...ends });
    }

    points(norms) {
      const { left, right, top, bottom, highest, lowest } = this.data.plot;
      return norms.map((norm, lag) => {
        const exponent = Math.min(Math.max(Math.log10(norm), lowest), highest);
        const x = left + ((right - left) * lag) / (norms.length - 1);
        const y = top + ((bottom - top) * (highest - exponent)) / (highest - lowest);
        return `${x.toFixed(1)} ${y.toFixed(1)}`;
      }).join(" L");
    }
  });
})();
