// The arithmetic of the package's cells, in double precision and by the paper's letters: global RnnGuideCells.
//
// A vector is an array, a matrix an array of its rows, and weights are what `layer.get_weights()` gives in Python:
// [kernel (features, units), recurrent_kernel (units, units), bias], the gates of LSTM (i, f, g, o) and of GRU
// (z, r, g) side by side. A step takes (weights, x, past, options) and returns every quantity of `layer.trace` as
// a vector; `past` is the step before, or nothing for states of zero.
(function (root) {
  "use strict";

  const sigmoid = (a) => 1 / (1 + Math.exp(-a));
  const zeros = (count) => new Array(count).fill(0);
  const add = (...vectors) => vectors[0].map((_, k) => vectors.reduce((sum, vector) => sum + vector[k], 0));
  const mul = (a, b) => a.map((value, k) => value * b[k]);

  // The columns of one gate: the kernel's block number `gate` of `units` columns.
  const block = (matrix, gate, units) => matrix.map((row) => row.slice(gate * units, (gate + 1) * units));

  // x @ matrix (+ bias)
  function affine(x, matrix, bias) {
    const out = bias ? bias.slice() : zeros(matrix[0].length);
    for (let row = 0; row < x.length; row++) {
      for (let k = 0; k < out.length; k++) out[k] += x[row] * matrix[row][k];
    }
    return out;
  }

  // matrix @ d: how a gradient goes back through a product.
  const back = (d, matrix) => matrix.map((row) => row.reduce((sum, weight, k) => sum + weight * d[k], 0));

  // options.gates forces gates to a value: {f: 0} shuts the forget gate.
  function force(gates, options) {
    for (const letter of Object.keys((options && options.gates) || {})) gates[letter].fill(options.gates[letter]);
    return gates;
  }

  // h = tanh(x W + h_prev U + b)
  function simpleRnn([kernel, recurrent, bias], x, past) {
    const h_prev = past ? past.h : zeros(recurrent.length);
    const a = add(affine(x, kernel, bias), affine(h_prev, recurrent));
    return { h_prev, a, h: a.map(Math.tanh) };
  }

  // c = f c_prev + i g, h = o tanh(c)
  function lstm([kernel, recurrent, bias], x, past, options) {
    const units = recurrent.length;
    const h_prev = past ? past.h : zeros(units), c_prev = past ? past.c : zeros(units);
    const a = add(affine(x, kernel, bias), affine(h_prev, recurrent));
    const [a_i, a_f, a_g, a_o] = [0, 1, 2, 3].map((gate) => a.slice(gate * units, (gate + 1) * units));
    const gates = { i: a_i.map(sigmoid), f: a_f.map(sigmoid), g: a_g.map(Math.tanh), o: a_o.map(sigmoid) };
    const { i, f, g, o } = force(gates, options);
    const kept = mul(f, c_prev), written = mul(i, g);
    const c = add(kept, written), tanh_c = c.map(Math.tanh);
    return { h_prev, c_prev, a_i, a_f, a_g, a_o, i, f, g, o, kept, written, c, tanh_c, h: mul(o, tanh_c) };
  }

  // h = z h_prev + (1 - z) g; options.resetAfter (true unless told otherwise) says where r acts. Only with it
  // the bias has two rows, and p is h_prev U + b'; without it p is r h_prev.
  function gru([kernel, recurrent, bias], x, past, options) {
    const units = recurrent.length, resetAfter = !options || options.resetAfter !== false;
    const h_prev = past ? past.h : zeros(units);
    const part = (matrix, gate) => block(matrix, gate, units);
    const [early, late] = resetAfter ? bias : [bias, zeros(3 * units)];
    const from_x = affine(x, kernel, early);
    const input = (gate) => from_x.slice(gate * units, (gate + 1) * units);
    const state = (gate) => affine(h_prev, part(recurrent, gate), late.slice(gate * units, (gate + 1) * units));
    const a_z = add(input(0), state(0)), a_r = add(input(1), state(1));
    const { z, r } = force({ z: a_z.map(sigmoid), r: a_r.map(sigmoid) }, options);
    const p = resetAfter ? state(2) : mul(r, h_prev);
    const a_g = add(input(2), resetAfter ? mul(r, p) : affine(p, part(recurrent, 2)));
    const g = a_g.map(Math.tanh), one_minus_z = z.map((value) => 1 - value);
    const kept = mul(z, h_prev), written = mul(one_minus_z, g);
    return { h_prev, a_z, a_r, z, r, p, a_g, g, one_minus_z, kept, written, h: add(kept, written) };
  }

  const steps = { simpleRnn, lstm, gru };

  // Every step of a sequence; options.initial, {h, c}, stands before the first.
  function run(cell, weights, inputs, options) {
    let past = options && options.initial;
    return inputs.map((x) => (past = steps[cell](weights, x, past, options)));
  }

  // Both passes by position in the sentence: the backward one has read its first position last.
  function bidirectional(cell, forward, backward, inputs, options) {
    return {
      forward: run(cell, forward, inputs, options),
      backward: run(cell, backward, inputs.slice().reverse(), options).reverse(),
    };
  }

  function merge(mode, y, y_rev) {
    if (mode === "concat") return [...y, ...y_rev];
    if (mode === "mul") return mul(y, y_rev);
    return add(y, y_rev).map((value) => (mode === "ave" ? value / 2 : value));
  }

  function softmax(values, temperature = 1) {
    const highest = Math.max(...values);
    const powers = values.map((value) => Math.exp((value - highest) / temperature));
    const sum = powers.reduce((total, power) => total + power, 0);
    return powers.map((power) => power / sum);
  }

  // --- backwards: the gradients {d_h, d_c} after a step become those before it -----------------------------------
  const slope = (gate) => gate.map((y) => y * (1 - y));
  const tanhSlope = (y) => y.map((value) => 1 - value * value);

  const stepsBack = {
    simpleRnn([, recurrent], step, { d_h }) {
      return { d_h: back(mul(d_h, tanhSlope(step.h)), recurrent) };
    },
    lstm([, recurrent], step, { d_h, d_c }) {
      const d = add(mul(mul(d_h, step.o), tanhSlope(step.tanh_c)), d_c || zeros(d_h.length));
      const d_a = [
        ...mul(mul(d, step.g), slope(step.i)), ...mul(mul(d, step.c_prev), slope(step.f)),
        ...mul(mul(d, step.i), tanhSlope(step.g)), ...mul(mul(d_h, step.tanh_c), slope(step.o)),
      ];
      return { d_h: back(d_a, recurrent), d_c: mul(d, step.f) };
    },
    gru([, recurrent], step, { d_h }, options) {
      const units = d_h.length, resetAfter = !options || options.resetAfter !== false;
      const part = (gate) => block(recurrent, gate, units);
      const d_g = mul(mul(d_h, step.one_minus_z), tanhSlope(step.g));
      const d_z = mul(mul(d_h, add(step.h_prev, step.g.map((g) => -g))), slope(step.z));
      const d_p = resetAfter ? mul(d_g, step.r) : back(d_g, part(2));
      const d_r = mul(resetAfter ? mul(d_g, step.p) : mul(d_p, step.h_prev), slope(step.r));
      const through = resetAfter ? back(d_p, part(2)) : mul(d_p, step.r);
      return { d_h: add(mul(d_h, step.z), back(d_z, part(0)), back(d_r, part(1)), through) };
    },
  };

  // The largest singular value: rows are turned against each other until all are at right angles (Jacobi).
  function norm(matrix) {
    const rows = matrix.map((row) => Float64Array.from(row)), wide = matrix[0].length;
    const dot = (a, b) => {
      let sum = 0;
      for (let k = 0; k < wide; k++) sum += a[k] * b[k];
      return sum;
    };
    for (let sweep = 0, turned = true; turned && sweep < 60; sweep++) {
      turned = false;
      for (let p = 0; p < rows.length; p++) {
        for (let q = p + 1; q < rows.length; q++) {
          const a = rows[p], b = rows[q], aa = dot(a, a), bb = dot(b, b), ab = dot(a, b);
          if (ab === 0 || Math.abs(ab) <= 1e-14 * Math.sqrt(aa * bb)) continue;
          turned = true;
          const zeta = (bb - aa) / (2 * ab);
          const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
          const cos = 1 / Math.sqrt(1 + t * t), sin = cos * t;
          for (let k = 0; k < wide; k++) [a[k], b[k]] = [cos * a[k] - sin * b[k], sin * a[k] + cos * b[k]];
        }
      }
    }
    return Math.sqrt(Math.max(...rows.map((row) => dot(row, row))));
  }

  // The norm of ∂h_T/∂h_t for t = 0 … T, given the steps of `run`; with options.state "c" that of ∂c_T/∂c_t. The
  // other state of an LSTM is held still at t.
  function gradientNorms(cell, weights, trace, options) {
    const units = weights[1].length, state = options && options.state === "c" ? "d_c" : "d_h";
    let gradients = zeros(units).map((_, k) => {
      const asked = zeros(units).map((__, j) => Number(j === k));
      return { d_h: zeros(units), d_c: zeros(units), [state]: asked };
    });
    const norms = [1];
    for (const step of trace.slice().reverse()) {
      gradients = gradients.map((d) => stepsBack[cell](weights, step, d, options));
      norms.unshift(norm(gradients.map((d) => d[state])));
    }
    return norms;
  }

  root.RnnGuideCells = {
    sigmoid, affine, simpleRnn, lstm, gru, run, bidirectional, merge, softmax, norm, gradientNorms,
  };
})(globalThis);
