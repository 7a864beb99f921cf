// The first page's figure: the same words in another order, or without a memory, leave another last state.
(function () {
  "use strict";
  const { n, fill, plain } = RnnGuide;

  RnnGuide.define("word-order", class extends RnnGuide.Explorer {
    start() {
      this.order = this.data.x.map((_, k) => k);
      const states = this.run(this.data.weights[1][0][0]).map(({ h }) => h);
      RnnGuide.agree("the states of the sentence", states, this.data.expected);
      this.mark(this.parts("h", { t: this.order.length }), "dg-new", true);
      this.names = this.parts("column").slice(1).map((column) => [...column.children].find((child) => child.matches("text") && child.querySelector(".dg-sub")));
    }

    run(memory) {
      const [kernel, recurrent, bias] = this.data.weights;
      const weights = [kernel, recurrent.map((row) => row.map(() => memory)), bias];
      return RnnGuideCells.run("simpleRnn", weights, this.order.map((word) => this.data.x[word]));
    }

    draw() {
      const memory = this.get("memory"), run = this.run(memory);
      run.forEach(({ h }, index) => {
        const t = index + 1, x = this.data.x[this.order[index]];
        h.forEach((value, unit) => this.number(`h-${t}-${unit}`, value));
        x.forEach((value, feature) => this.number(`x-${t}-${feature}`, value));
      });
      this.names.forEach((name, index) => { name.querySelector(".dg-sub").textContent = String(this.order[index] + 1); });
      const last = run[run.length - 1].h[0], before = this.data.expected[run.length - 1][0];
      const same = this.order.every((word, k) => word === k);
      const order = this.order.map((word) => plain(`x_${word + 1}`)).join(" ");
      const kind = memory === 0 ? "forgets" : same ? "same" : "other";
      const sentence = fill(this.words[kind], { order, last: n(last), before: n(before) });
      this.show("result", sentence);
      return sentence;
    }

    // Besides the controls, the order of the words can be set: set({order: [1, 0, 2, 3]}).
    set({ order = this.order, ...values }) {
      this.order = order.slice();
      super.set(values);
    }

    act(action) {
      const left = Number(action) - 1;
      [this.order[left], this.order[left + 1]] = [this.order[left + 1], this.order[left]];
      this.say(this.redraw());
    }
  });
})();
