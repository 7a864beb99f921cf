// The LSTM cell: build it gate by gate, step through time, force a gate open or shut.
(function () {
  "use strict";
  const { n, factor, products, fill } = RnnGuide;
  const BLOCK = { i: 0, f: 1, g: 2, o: 3 };
  const STAGE = { i: 2, f: 3, o: 4 }; // which stage adds the gate
  const FORCED = { shut: 0, open: 1 };

  RnnGuide.define("lstm-cell", class extends RnnGuide.Explorer {
    start() {
      const { x, weights, expected } = this.data;
      for (const name of Object.keys(weights)) {
        const run = RnnGuideCells.run("lstm", weights[name], x);
        RnnGuide.agree(`the LSTM with weights ${name}`, [run.map((step) => step.c), run.map((step) => step.h)], expected[name]);
      }
    }

    draw() {
      const step = this.get("step"), stage = Number(this.get("stage"));
      const gates = {};
      for (const letter of Object.keys(STAGE)) {
        const there = stage >= STAGE[letter], choice = this.get(letter);
        // A gate that is not there lets everything through.
        if (!there) gates[letter] = 1;
        else if (choice in FORCED) gates[letter] = FORCED[choice];
        this.allow(letter, there);
        this.mark(this.parts(letter), "rg-forced", there && choice in FORCED);
      }
      this.arrange(step, stage);
      const weights = this.data.weights[this.get("weights")];
      const now = RnnGuideCells.run("lstm", weights, this.data.x, { gates })[step - 1];
      this.put(step, stage, now, weights);
      const facts = Object.fromEntries(Object.entries(now).map(([name, values]) => [name, n(values[0])]));
      return fill(this.words[`stage-${stage}`], { step, previous: step - 1, ...facts });
    }

    arrange(step, stage) {
      for (const [name, low] of [["c-prev", step - 1], ["h-prev", step - 1], ["c", step], ["h", step], ["x", step]]) this.lower(name, low);
      this.svg.querySelector("title").textContent = fill(this.words.title, { step });
      const absent = Object.keys(STAGE).filter((letter) => stage < STAGE[letter]);
      const operation = { f: "keep", i: "write", o: "show" };
      for (const letter of Object.keys(STAGE)) {
        const off = absent.includes(letter);
        this.mark([...this.parts("gate", { letter }), ...this.parts(operation[letter])], "rg-ghost", off);
        for (const key of [letter, `a_${letter}`]) this.spans.get(key).classList.toggle("rg-none", off);
      }
    }

    // Every number of the first unit, and how it comes about.
    put(step, stage, now, weights) {
      const x = this.data.x[step - 1], t = step, last = step - 1;
      const value = (name) => now[name][0];
      x.forEach((amount, k) => this.number(`x-${k}`, amount, `x_${t}[${k + 1}]`));
      this.number("c_prev", value("c_prev"), `c_${last}`);
      this.number("h_prev", value("h_prev"), `h_${last}`);
      for (const letter of ["f", "i", "g", "o"]) {
        if (stage < (STAGE[letter] || 1)) continue;
        this.number(`a_${letter}`, value(`a_${letter}`), `a_${letter}`, () => this.sum(letter, step, now, weights));
        const forced = letter !== "g" && this.get(letter) in FORCED;
        const squash = letter === "g" ? "tanh" : "σ";
        this.number(letter, value(letter), letter, () => (forced ? [`${n(value(letter))} (${this.words.forced})`]
          : [`${squash}(a_${letter})`, `${squash}(${n(value(`a_${letter}`))})`, [`a_${letter}`]]));
      }
      const through = (letter, other, shown) => (stage < STAGE[letter] ? [shown, n(value(other)), [other]]
        : [`${letter}·${shown}`, `${n(value(letter))} × ${factor(value(other))}`, [letter, other]]);
      const kept = through("f", "c_prev", `c_${last}`), written = through("i", "g", "g");
      // Without a gate the number is the one before, and there is nothing to open.
      this.number("kept", value("kept"), kept[0], stage < STAGE.f ? undefined : () => kept);
      this.number("written", value("written"), written[0], stage < STAGE.i ? undefined : () => written);
      this.number("c", value("c"), `c_${t}`, () =>
        [`${kept[0]} + ${written[0]}`, `${kept[1]} + ${written[1]}`, [...kept[2], ...written[2]]]);
      const squashed = [`tanh(c_${t})`, `tanh(${n(value("c"))})`, ["c"]];
      this.number("tanh_c", value("tanh_c"), `tanh(c_${t})`, () => squashed);
      this.number("h", value("h"), `h_${t}`, () => (stage < STAGE.o ? squashed : through("o", "tanh_c", `tanh(c_${t})`)));
    }

    sum(letter, step, { h_prev }, [kernel, recurrent, bias]) {
      const x = this.data.x[step - 1], column = BLOCK[letter] * h_prev.length;
      const [W, U] = [kernel, recurrent].map((matrix) => matrix.map((row) => row[column]));
      return [`x_${step}·W_${letter} + h_${step - 1}·U_${letter} + b_${letter}`,
        `${products(x, W)} + ${products(h_prev, U)} + ${n(bias[column])}`, [...x.map((_, k) => `x-${k}`), "h_prev"]];
    }
  });
})();
