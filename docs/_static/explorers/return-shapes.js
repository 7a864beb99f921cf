// What a recurrent layer returns: the states that come back light up, with shapes, values and the line of code.
(function () {
  "use strict";
  const { n, fill } = RnnGuide;
  const CELLS = { LSTM: "lstm", GRU: "gru", SimpleRNN: "simpleRnn" };
  const shapeOf = (values) => {
    const shape = [1];
    for (let value = values; Array.isArray(value); [value] = value) shape.push(value.length);
    return shape;
  };

  const WIDE = 38; // signs in a line of code

  // A call in Python, broken where a narrow screen ends.
  function call(name, args, indent = 0, wide = WIDE) {
    const pad = " ".repeat(indent), line = `${name}(${args.join(", ")})`;
    if (indent + line.length <= wide && !line.includes("\n")) return line;
    return `${name}(\n${args.map((arg) => `${pad}    ${arg},\n`).join("")}${pad})`;
  }

  RnnGuide.define("return-shapes", class extends RnnGuide.Explorer {
    start() {
      const { weights, x, expected } = this.data;
      const last = RnnGuideCells.run("lstm", weights.LSTM[2], x).pop();
      RnnGuide.agree("the states of the LSTM", [last.h, last.c], expected);
      this.slots = this.parts("tensor").map((group) => group.querySelectorAll("text"));
    }

    draw() {
      const choice = Object.fromEntries(["layer", "bidirectional", "merge_mode", "return_sequences", "return_state",
        "initial_state", "units"].map((name) => [name, this.get(name)]));
      const letters = choice.layer === "LSTM" ? ["h", "c"] : ["h"];
      const { passes, given } = this.compute(choice, letters);
      const tensors = this.tensors(choice, letters, passes);
      this.allow("merge_mode", choice.bidirectional);
      this.light(choice, letters, passes, given, tensors);
      this.show("code", this.code(choice, letters, tensors));
      this.list(tensors);
      const names = tensors.map(({ name, shape }) => `${name} ${shape}`).join(", ");
      return fill(this.words.summary, { count: tensors.length, names });
    }

    // Every state of both passes by position; where they start from what a first call left, that as well.
    compute({ layer, initial_state, units }, letters) {
      const cell = CELLS[layer], weights = this.data.weights[layer][units - 1], { x } = this.data;
      const both = (options) => RnnGuideCells.bidirectional(cell, weights, weights, x, options);
      let given = { forward: {}, backward: {} }, passes = both();
      if (initial_state !== "None") {
        const swap = initial_state === "swapped" && letters.length === 2;
        const left = { forward: passes.forward[x.length - 1], backward: passes.backward[0] };
        given = Object.fromEntries(Object.entries(left).map(([way, { h, c }]) => [way, swap ? { h: c, c: h } : { h, c }]));
        passes = {
          forward: both({ initial: given.forward }).forward,
          backward: both({ initial: given.backward }).backward,
        };
      }
      return { passes, given };
    }

    // What comes back, in order: a name, values with the batch axis left out, the states that are in it.
    tensors({ bidirectional, merge_mode, return_sequences, return_state }, letters, { forward, backward }) {
      const last = forward.length, all = forward.map((_, k) => k + 1), found = [];
      const add = (name, values, ...states) => {
        const shape = `(${shapeOf(values).join(", ")})`;
        found.push({ name, values, states, shape });
      };
      const taken = (run, end) => (return_sequences ? run.map(({ h }) => h) : run[end - 1].h);
      const from = (way, end) => (return_sequences ? all : [end]).map((t) => `${way}_h-${t}`);
      const y = taken(forward, last), y_rev = taken(backward, 1);
      if (!bidirectional) add(return_sequences ? "every_h" : "last_h", y, ...from("forward", last));
      else if (merge_mode === "None") {
        add("forward_output", y, ...from("forward", last));
        add("backward_output", y_rev, ...from("backward", 1));
      } else {
        const join = (a, b) => RnnGuideCells.merge(merge_mode, a, b);
        const joined = return_sequences ? y.map((row, k) => join(row, y_rev[k])) : join(y, y_rev);
        add("output", joined, ...from("forward", last), ...from("backward", 1));
      }
      if (!return_state) return found;
      for (const letter of letters) add(`${bidirectional ? "forward" : "state"}_${letter}`, forward[last - 1][letter], `forward_${letter}-${last}`);
      if (bidirectional) for (const letter of letters) add(`backward_${letter}`, backward[0][letter], `backward_${letter}-1`);
      return found;
    }

    // Puts the states of the first unit into the figure and marks those that come back.
    light({ bidirectional }, letters, passes, given, tensors) {
      for (const row of this.parts("row")) {
        const [way, letter] = row.dataset.row.split("_"), run = passes[way];
        const there = letters.includes(letter) && (way === "forward" || bidirectional);
        row.classList.toggle("rg-away", !there);
        if (!there) continue;
        const start = way === "forward" ? 0 : run.length + 1;
        this.number(`${way}_${letter}-${start}-0`, (given[way][letter] || [0])[0]);
        run.forEach((step, index) => {
          const t = index + 1, key = `${way}_${letter}-${t}`;
          const carried = tensors.flatMap(({ states }, k) => (states.includes(key) ? [k + 1] : []));
          this.number(`${key}-0`, step[letter][0]);
          this.mark(this.parts(`${way}-${letter}`, { t }), "dg-new", carried.length > 0);
          this.mark(this.parts(`${way}-${letter}`, { t }), "dg-idle", carried.length === 0);
          this.parts("mark", { row: row.dataset.row, t })[0].firstElementChild.textContent = carried.join(", ");
        });
      }
      this.slots.forEach(([index, name], k) => {
        index.textContent = tensors[k] ? String(k + 1) : "";
        name.textContent = tensors[k] ? `${tensors[k].name} ${tensors[k].shape}` : "";
      });
    }

    code({ layer, bidirectional, merge_mode, return_sequences, return_state, initial_state, units }, letters, tensors) {
      const args = [String(units)];
      if (return_sequences) args.push("return_sequences=True");
      if (return_state) args.push("return_state=True");
      let made = call(layer, args);
      if (bidirectional) {
        const outer = [call(layer, args, 4)];
        if (merge_mode !== "concat") outer.push(`merge_mode=${merge_mode === "None" ? "None" : `"${merge_mode}"`}`);
        made = call("Bidirectional", outer);
      }
      const swapped = letters.length === 1 ? "states" : bidirectional ? "[c, h, c_2, h_2]" : "[c, h]";
      const initial = { None: [], states: ["initial_state=states"], swapped: [`initial_state=${swapped}`] }[initial_state];
      const names = tensors.map(({ name }) => name), short = `${names.join(", ")} = layer(batch)`.length <= WIDE;
      const rows = [];
      for (const name of names) {
        const row = rows.length ? `${rows[rows.length - 1]}, ${name}` : "";
        if (row && row.length <= WIDE - 5) rows[rows.length - 1] = row;
        else rows.push(name);
      }
      const left = short ? names.join(", ") : `(\n${rows.map((row) => `    ${row},\n`).join("")})`;
      return `layer = ${made}\n${left} = ${call("layer", ["batch", ...initial], 0, WIDE - (short ? left.length + 3 : 4))}`;
    }

    // All numbers of all tensors, as NumPy prints them.
    list(tensors) {
      const lines = [];
      tensors.forEach(({ name, values, shape }, index) => {
        const rows = Array.isArray(values[0]) ? values : [values], short = rows.length === 1 && values.length <= 3;
        lines.push(`${index + 1} ${name} ${shape}${short ? "  " : "\n"}`);
        rows.forEach((row, k) => lines.push(k ? "\n[" : "[", ...row.flatMap((value, unit) => (unit ? [" ", value] : [value])), "]"));
        lines.push("\n");
      });
      this.show("values", ...lines.slice(0, -1));
    }
  });
})();
