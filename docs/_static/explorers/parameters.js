// Every weight of a layer as a square: features and units change the matrices, the length of the sequence does not.
(function () {
  "use strict";
  const { fill } = RnnGuide;
  const ARRAYS = ["kernel", "recurrent_kernel", "bias"];
  const grouped = (value) => value.toLocaleString("en-US");
  const tuple = (shape) => (shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`);

  // As diagrams.shapes.squares: one path of all squares; where they are tiny, of their area.
  function squares(x, y, rows, columns, size, smallest) {
    const n = (value) => Math.round(value * 100) / 100;
    if (size < smallest) return `M${n(x)} ${n(y)} h${n(columns * size)} v${n(rows * size)} h${n(-columns * size)} Z`;
    const side = n(size - 2), path = [];
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        path.push(`M${n(x + size * column + 1)} ${n(y + size * row + 1)} h${side} v${side} h${-side} Z`);
      }
    }
    return path.join(" ");
  }

  // As rnn_guide.parameters: the arrays' shapes, their number, and the sum in numbers.
  function count({ gates, biases }, features, units) {
    const wide = gates.length * units, many = gates.length;
    const shapes = [[features, wide], [units, wide], biases === 1 ? [wide] : [biases, wide]];
    const [f, u] = [grouped(features), grouped(units)];
    const sum = `${u}·${f} + ${u}·${u} + ${biases === 1 ? "" : `${biases}·`}${u}`;
    const total = many * units * (features + units + biases);
    return { shapes, total, text: `${many === 1 ? sum : `${many}·(${sum})`} = ${grouped(total)}` };
  }

  RnnGuide.define("parameters", class extends RnnGuide.Explorer {
    start() {
      for (const [name, total] of Object.entries(this.data.expected)) {
        RnnGuide.agree(`the weights of ${name}`, count(this.data.layers[name], 10, 3).total, total);
      }
      [this.heading, this.sum] = this.parts("total")[0].querySelectorAll("text");
      this.matrices = ARRAYS.map((array) => {
        const [group] = this.parts("matrix", { array });
        return { caption: group.querySelector("text"), blocks: this.parts("block", { array }) };
      });
      this.letters = this.parts("gate");
    }

    draw() {
      const layer = this.data.layers[this.get("layer")];
      const [features, units, timesteps] = ["features", "units", "timesteps"].map((name) => this.get(name));
      const { shapes, total, text } = count(layer, features, units);
      this.heading.textContent = fill(this.words.title, { layer: layer.name, features, units });
      this.sum.textContent = text;
      this.arrange(layer.gates, shapes.map((shape) => [shape.length === 1 ? 1 : shape[0], tuple(shape), units]));
      const before = this.get("layer") === "gru-reset-before" ? ", reset_after=False" : "";
      this.show("code", [
        `layer = ${layer.name}(${units}${before})`,
        `outputs = layer(np.zeros((1, ${timesteps}, ${features})))`,
        `outputs.shape         # (1, ${units})`,
        `layer.count_params()  # ${total}`,
      ].join("\n"));
      return fill(this.words.summary, { layer: layer.name, features, units, timesteps, total: grouped(total) });
    }

    arrange(gates, arrays) {
      const { left, top, width, room, largest, smallest, gap, caption, letters } = this.data.measures;
      const units = arrays[0][2], rows = arrays.reduce((sum, [count]) => sum + count, 0);
      const size = Math.min(largest, (width - 2 * left - gap * (gates.length - 1)) / (units * gates.length), room / rows);
      let above = top;
      arrays.forEach(([count, shape], index) => {
        const matrix = this.matrices[index], y = above + caption + (index ? 0 : letters);
        const size15 = Number(matrix.caption.getAttribute("font-size"));
        matrix.caption.setAttribute("y", above + 12 + 0.35 * size15);
        matrix.caption.lastElementChild.textContent = ` ${shape}: ${grouped(count * units * gates.length)}`;
        matrix.blocks.forEach((block, gate) => {
          const x = left + gate * (size * units + gap), there = gate < gates.length;
          block.setAttribute("class", `dg-part dg-${there ? gates[gate] : "b"}`);
          block.firstElementChild.setAttribute("d", there ? squares(x, y, count, units, size, smallest) : "");
          if (index) return;
          const letter = this.letters[gate].firstElementChild;
          letter.firstElementChild.textContent = there ? gates[gate] : "";
          letter.setAttribute("x", x + (size * units) / 2);
        });
        above = y + count * size;
      });
    }
  });
})();
