// The GRU cell: step through time, force a gate, turn the meaning of z, put the reset gate before the product.
(function () {
  "use strict";
  const { n, factor, products, fill } = RnnGuide;
  const BLOCK = { z: 0, r: 1, g: 2 };
  const FORCED = { shut: 0, open: 1 };
  const SVG = "http://www.w3.org/2000/svg";

  // The weights with the signs of the update gate's turned: then z becomes 1 - z.
  function turned([kernel, recurrent, bias]) {
    const units = recurrent.length;
    const turn = (row) => row.map((weight, k) => (k < units ? -weight : weight));
    return [kernel.map(turn), recurrent.map(turn), Array.isArray(bias[0]) ? bias.map(turn) : turn(bias)];
  }

  RnnGuide.define("gru-cell", class extends RnnGuide.Explorer {
    start() {
      const { x, weights, expected } = this.data;
      for (const place of Object.keys(weights)) {
        for (const name of Object.keys(weights[place])) {
          const run = RnnGuideCells.run("gru", weights[place][name], x, { resetAfter: place === "after" });
          RnnGuide.agree(`the GRU (${place}) with weights ${name}`, run.map((step) => step.h), expected[place][name]);
        }
      }
      this.measure();
    }

    draw() {
      const step = this.get("step"), convention = this.get("convention"), place = this.get("place");
      const plain = this.data.weights[place][this.get("weights")], other = convention !== "keeps";
      // Where z renews, the cell with z is Keras' cell with 1 - z: its weights have the opposite signs.
      const weights = convention === "renews" ? turned(plain) : plain;
      const gates = {};
      for (const letter of ["z", "r"]) {
        const choice = this.get(letter);
        if (choice in FORCED) gates[letter] = letter === "z" && other ? 1 - FORCED[choice] : FORCED[choice];
        this.mark(this.parts(letter), "rg-forced", choice in FORCED);
      }
      const trace = RnnGuideCells.run("gru", weights, this.data.x, { resetAfter: place === "after", gates });
      const now = { ...trace[step - 1] };
      if (other) {
        [now.z, now.one_minus_z] = [now.one_minus_z, now.z];
        now.a_z = now.a_z.map((a) => -a);
      }
      this.arrange(step, other, place);
      this.put(step, other, place, now, convention === "turned" ? turned(plain) : plain);
      const facts = Object.fromEntries(Object.entries(now).map(([name, values]) => [name, n(values[0])]));
      return fill(this.words[place], { step, previous: step - 1, ...facts });
    }

    // Every number of the first unit, and how it comes about.
    put(step, other, place, now, weights) {
      const x = this.data.x[step - 1], after = place === "after", last = `h_${step - 1}`;
      const value = (name) => now[name][0];
      const part = (letter) => {
        const [kernel, recurrent, bias] = weights, column = BLOCK[letter] * recurrent.length;
        const [early, late] = Array.isArray(bias[0]) ? bias : [bias, bias.map(() => 0)];
        const [W, U] = [kernel, recurrent].map((matrix) => matrix.map((row) => row[column]));
        return { W, U, early: early[column], late: late[column] };
      };
      const inputs = x.map((_, k) => `x-${k}`);
      x.forEach((amount, k) => this.number(`x-${k}`, amount, `x_${step}[${k + 1}]`));
      this.number("h_prev", value("h_prev"), last);
      for (const letter of ["z", "r"]) {
        const { W, U, early, late } = part(letter);
        this.number(`a_${letter}`, value(`a_${letter}`), `a_${letter}`, () => [
          `x_${step}·W_${letter} + ${last}·U_${letter} + b_${letter}`,
          `${products(x, W)} + ${products(now.h_prev, U)} + ${factor(early + late)}`, [...inputs, "h_prev"]]);
        this.number(letter, value(letter), letter, () => (this.get(letter) in FORCED
          ? [`${n(value(letter))} (${this.words.forced})`]
          : [`σ(a_${letter})`, `σ(${n(value(`a_${letter}`))})`, [`a_${letter}`]]));
      }
      this.number("one_minus_z", value("one_minus_z"), "1 − z", () => [`1 − ${n(value("z"))}`, `1 − ${n(value("z"))}`, ["z"]]);
      const { W, U, early, late } = part("g");
      this.number("p", value("p"), "p", () => (after
        ? [`${last}·U_g + b'_g`, `${products(now.h_prev, U)} + ${n(late)}`, ["h_prev"]]
        : [`r·${last}`, `${n(value("r"))} × ${factor(value("h_prev"))}`, ["r", "h_prev"]]));
      this.number("a_g", value("a_g"), "a_g", () => (after
        ? [`x_${step}·W_g + b_g + r·p`, `${products(x, W)} + ${n(early)} + ${n(value("r"))} × ${factor(value("p"))}`, [...inputs, "r", "p"]]
        : [`x_${step}·W_g + b_g + p·U_g`, `${products(x, W)} + ${n(early)} + ${products(now.p, U)}`, [...inputs, "p"]]));
      this.number("g", value("g"), "g", () => ["tanh(a_g)", `tanh(${n(value("a_g"))})`, ["a_g"]]);
      const [keeps, renews] = other ? ["one_minus_z", "z"] : ["z", "one_minus_z"];
      const symbol = (name) => (name === "z" ? "z" : "(1 − z)");
      const kept = [`${symbol(keeps)}·${last}`, `${n(value(keeps))} × ${factor(value("h_prev"))}`, [keeps, "h_prev"]];
      const written = [`${symbol(renews)}·g`, `${n(value(renews))} × ${factor(value("g"))}`, [renews, "g"]];
      this.number("kept", value("kept"), kept[0], () => kept);
      this.number("written", value("written"), written[0], () => written);
      this.number("h", value("h"), `h_${step}`, () =>
        [`${kept[0]} + ${written[0]}`, `${kept[1]} + ${written[1]}`, [...kept[2], ...written[2]]]);
    }

    // --- the two switches that change the picture ---------------------------------------------------------------
    // Where things are, read off the figure once.
    measure() {
      const middle = (element) => {
        const { x, y, width, height } = element.getBBox();
        return { x: x + width / 2, y: y + height / 2, width, height };
      };
      const shape = (name) => middle(this.parts(name)[0].querySelector(".dg-shape"));
      const edge = (from, to) => this.parts("edge", { from, to })[0];
      const text = (key) => this.spans.get(key).parentElement;
      const [pill, keep, tap] = [shape("one-minus"), shape("keep"), middle(this.parts("tap")[0])];
      const [box, reset, r] = [shape("Ug"), shape("reset"), shape("r")];
      this.swap = box.y - reset.y;
      this.up = { x: tap.x - pill.x, y: (keep.y + keep.height / 2 + tap.y) / 2 - pill.y };
      const label = middle(text("one_minus_z"));
      this.beside = { x: tap.x + pill.width / 2 + label.width / 2 + 6 - label.x, y: pill.y + this.up.y - label.y };
      // The wire that the pill covers until it moves.
      this.bridge = document.createElementNS(SVG, "path");
      this.bridge.setAttribute("class", "dg-wire rg-away");
      this.bridge.setAttribute("d", `M${pill.x - pill.width / 2 - 8} ${pill.y} L${pill.x + pill.width / 2} ${pill.y}`);
      edge("z", "one-minus").append(this.bridge);
      const way = edge("r", "reset").querySelector(".dg-wire");
      const [from, turn, to] = [r.x + r.width / 2, r.x + r.width / 2 + 12, reset.x - reset.width / 2 - 6];
      this.detour = {
        way, straight: way.getAttribute("d"),
        bent: `M${from} ${r.y} L${turn - 7} ${r.y} Q${turn} ${r.y} ${turn} ${r.y + 7} L${turn} ${box.y - 7} Q${turn} ${box.y} ${turn + 7} ${box.y} L${to} ${box.y}`,
      };
      const out = edge("reset", "g").querySelector(".dg-wire");
      const straight = out.getAttribute("d");
      this.exit = { out, straight, later: straight.replace(/^M[\d.]+/, `M${box.x + box.width / 2}`) };
      const p = text("p");
      this.side = { p, before: [box.x + 6, "start"], after: [p.getAttribute("x"), p.getAttribute("text-anchor")] };
      this.edge = edge;
      this.text = text;
    }

    arrange(step, other, place) {
      for (const [name, low] of [["h-prev", step - 1], ["h", step], ["x", step]]) this.lower(name, low);
      this.svg.querySelector("title").textContent = fill(this.words.title, { step });
      const move = (element, { x, y }, on) => { element.style.transform = on ? `translate(${x}px, ${y}px)` : ""; };
      move(this.parts("one-minus")[0], this.up, other);
      move(this.text("one_minus_z"), this.beside, other);
      this.bridge.classList.toggle("rg-away", !other);
      this.edge("z", "one-minus").querySelector(".dg-head").classList.toggle("rg-away", other);
      const before = place === "before", { way, straight, bent } = this.detour;
      move(this.parts("Ug")[0], { x: 0, y: -this.swap }, before);
      move(this.parts("reset")[0], { x: 0, y: this.swap }, before);
      way.setAttribute("d", before ? bent : straight);
      move(this.edge("r", "reset").querySelector(".dg-head"), { x: 0, y: this.swap }, before);
      this.exit.out.setAttribute("d", before ? this.exit.later : this.exit.straight);
      this.mark([this.edge("Ug", "reset")], "dg-r", before);
      this.mark([this.edge("Ug", "reset")], "dg-h", !before);
      const [x, anchor] = this.side[place];
      this.side.p.setAttribute("x", x);
      this.side.p.setAttribute("text-anchor", anchor);
    }
  });
})();
