"""Gated recurrent unit (Cho et al. 2014), in both variants that Keras has."""

from typing import Any, NamedTuple, Unpack

import numpy as np

from rnn_guide import activations
from rnn_guide.activations import ActivationLike
from rnn_guide.checks import Array, flag
from rnn_guide.initializers import InitializerLike, Seed, Shape
from rnn_guide.layers.cell import Cell, CellOptions
from rnn_guide.layers.rnn import RNN, RNNOptions


class GRUTape(NamedTuple):
    """What a sequence computes; every array begins with (timesteps, batch). z, r, g are views of a."""

    x: Array
    h_prev: Array
    a: Array  # (timesteps, batch, 3 * units)
    z_r: Array  # (timesteps, batch, 2, units)
    z: Array
    r: Array
    g: Array
    p: Array  # what meets r: h_prev U + b if reset_after, else r * h_prev
    h: Array


class GRUTrace(NamedTuple):
    """What a step computes, (batch, units) each; of a layer (batch, timesteps, units)."""

    h_prev: Array
    a_z: Array  # the a_ are what z, r, g were before their activation
    a_r: Array
    a_g: Array
    z: Array  # update gate: how much of h_prev stays
    r: Array  # reset gate
    p: Array  # h_prev U + b (reset_after) or r * h_prev
    g: Array  # candidate
    h: Array  # hidden state


class GRUCell(Cell[GRUTape]):
    """One time step of `GRU`; see there for the arguments.

    Example:
        >>> cell = GRUCell(2, kernel_initializer="zeros", recurrent_initializer="zeros")
        >>> h, states = cell(np.ones((1, 3), np.float32), np.ones((1, 2), np.float32))
        >>> h  # both gates are half open and the candidate is 0
        array([[0.5, 0.5]], dtype=float32)
    """

    gate_names = ("z", "r")
    blocks = 3
    tape_type = GRUTape

    def __init__(
        self,
        units: int,
        activation: ActivationLike = "tanh",
        *,
        recurrent_activation: ActivationLike = "sigmoid",
        reset_after: bool = True,
        **options: Unpack[CellOptions],
    ) -> None:
        super().__init__(units, activation, **options)
        self.recurrent_activation = activations.get(recurrent_activation, "recurrent_activation")
        self.reset_after = flag("reset_after", reset_after)

    def get_config(self) -> dict[str, Any]:
        """Arguments that make this cell anew."""
        more = {"recurrent_activation": self.recurrent_activation, "reset_after": self.reset_after}
        return super().get_config() | more

    @property
    def slots(self) -> int:
        """Gradients of z, r, g before their activation, and of p if reset_after."""
        return 4 if self.reset_after else 3

    @property
    def bias_shape(self) -> Shape:
        """(2, 3 * units) if reset_after: one bias for the inputs, one for the previous state."""
        return (2, 3 * self.units) if self.reset_after else (3 * self.units,)

    def tape(self, x: Array, states: list[Array]) -> GRUTape:
        """Makes room for a sequence x (timesteps, batch, features) and multiplies it by the kernel."""
        h_prev, h = self._room(states[0], len(x))
        a = self._project(x, self._early_bias())
        gates = a.reshape(*h.shape[:2], 3, self.units)
        z, r, g = (gates[:, :, k] for k in range(3))
        return GRUTape(x, h_prev, a, gates[:, :, :2], z, r, g, np.empty_like(h), h)

    def _early_bias(self) -> Array | None:
        """The biases that are added before any gate acts: all but the recurrent one of the candidate."""
        if self.bias is None or not self.reset_after:
            return self.bias
        early = self.bias[0].copy()
        early[: 2 * self.units] += self.bias[1, : 2 * self.units]
        return early

    def gates(self, step: GRUTape) -> None:
        """z, r = sigmoid(x W + b + h_prev U)."""
        z_r = step.a[:, : 2 * self.units]
        z_r += step.h_prev @ self.recurrent_kernel[:, : 2 * self.units]
        self.recurrent_activation(step.z_r, out=step.z_r)

    def update(self, step: GRUTape) -> None:
        """G = tanh(x W + b + r * (h_prev U + b)) or tanh(x W + b + (r * h_prev) U); h = z h_prev + (1 - z) g."""
        U, p, g, h = self.recurrent_kernel[:, 2 * self.units :], step.p, step.g, step.h
        if self.reset_after:
            np.matmul(step.h_prev, U, out=p)
            if self.bias is not None:
                p += self.bias[1, 2 * self.units :]
            g += step.r * p
        else:
            np.multiply(step.r, step.h_prev, out=p)
            g += p @ U
        self.activation(g, out=g)
        np.subtract(step.h_prev, g, out=h)  # z h_prev + (1 - z) g = g + z (h_prev - g)
        h *= step.z
        h += g

    def step_back(self, step: GRUTape, d_z: Array, d_states: list[Array]) -> None:
        """Their derivatives, from d_h back to the gates and h_prev."""
        (d_h,) = d_states
        U, units = self.recurrent_kernel, self.units
        np.multiply(d_h, step.h_prev - step.g, out=d_z[:, 0])
        d_g = d_z[:, 2]
        np.multiply(d_h, 1 - step.z, out=d_g)
        self.activation.backward(step.g, d_g, out=d_g)
        d_h *= step.z
        if self.reset_after:
            np.multiply(d_g, step.p, out=d_z[:, 1])
            np.multiply(d_g, step.r, out=d_z[:, 3])
            d_h += d_z[:, 3] @ U[:, 2 * units :].T
        else:
            d_p = d_g @ U[:, 2 * units :].T
            np.multiply(d_p, step.h_prev, out=d_z[:, 1])
            d_h += d_p * step.r
        self.recurrent_activation.backward(step.z_r, d_z[:, :2], out=d_z[:, :2])
        d_h += d_z[:, :2].reshape(len(d_h), -1) @ U[:, : 2 * units].T

    def collect(self, tape: GRUTape, d_z: Array) -> Array:
        """Sets `gradients` from all steps at once; returns d_x (timesteps, batch, features)."""
        x, h_prev, p, units = self._flat(tape.x), self._flat(tape.h_prev), self._flat(tape.p), self.units
        d = d_z.reshape(len(x), -1)
        d_x, d_zr, d_g = d[:, : 3 * units], d[:, : 2 * units], d[:, -units:]
        d_candidate = (h_prev if self.reset_after else p).T @ d_g
        self._gradients = [x.T @ d_x, np.hstack([h_prev.T @ d_zr, d_candidate])]
        if self.use_bias:
            d_bias = d_x.sum(axis=0)
            d_recurrent_bias = np.concatenate([d_bias[: 2 * units], d_g.sum(axis=0)])
            self._gradients.append(np.stack([d_bias, d_recurrent_bias]) if self.reset_after else d_bias)
        return (d_x @ self.kernel.T).reshape(*d_z.shape[:2], -1)

    def explain(self, tape: GRUTape) -> GRUTrace:
        """Names what the tape holds by the paper's letters, for `trace`."""
        U, units = self.recurrent_kernel, self.units
        a = self._project(tape.x, self._early_bias())
        a[..., : 2 * units] += tape.h_prev @ U[:, : 2 * units]
        a[..., 2 * units :] += tape.r * tape.p if self.reset_after else tape.p @ U[:, 2 * units :]
        a_z, a_r, a_g = np.split(a, 3, axis=-1)
        return GRUTrace(tape.h_prev, a_z, a_r, a_g, tape.z, tape.r, tape.p, tape.g, tape.h)


class GRU(RNN):
    """Gated recurrent unit: h = z * h_prev + (1 - z) * g, with 3/4 of the LSTM's weights.

    z, r = sigmoid(x W + h_prev U + b); the candidate g = tanh(x W + b + r * (h_prev U + b')) if reset_after,
    else tanh(x W + b + (r * h_prev) U), each with its own columns of W, U and b.

    Args:
        units: Size of the hidden state.
        activation: For the candidate g; Keras name or `Activation`.
        recurrent_activation: For the gates z and r.
        reset_after: Whether r acts after the product with U (Keras' default) or before (the paper).
        use_bias: Whether there is a bias.
        kernel_initializer: For the kernel (features, 3 * units), columns in the order z, r, g.
        recurrent_initializer: For the recurrent kernel (units, 3 * units).
        bias_initializer: For the bias, (2, 3 * units) if reset_after else (3 * units,).
        return_sequences: Return h of every step instead of the last.
        return_state: Return the last h too.
        go_backwards: Read the sequence from its end; outputs come in the order of reading.
        stateful: Start each batch from the states in which the last one ended.
        zero_output_for_mask: Output zeros at masked steps instead of repeating the previous output.
        seed: Makes initializers that are given by name reproducible.
        name: Name of the layer.

    Call arguments:
        inputs: (batch, timesteps, features).
        initial_state: (batch, units); default zeros.
        mask: Booleans (batch, timesteps); False steps are skipped.

    Returns:
        (batch, units), or (batch, timesteps, units) with `return_sequences`; with `return_state` a tuple of
        that and the last h (batch, units).

    Raises:
        ArgumentError: If an argument has the wrong shape, dtype or value.

    Source:
        Cho et al. (2014); Keras 3 `GRU`.

    Example:
        >>> gru = GRU(128, seed=0)
        >>> gru(np.ones((2, 30, 100), np.float32)).shape, gru.count_params()
        ((2, 128), 88320)
    """

    def __init__(
        self,
        units: int,
        activation: ActivationLike = "tanh",
        *,
        recurrent_activation: ActivationLike = "sigmoid",
        reset_after: bool = True,
        use_bias: bool = True,
        kernel_initializer: InitializerLike = "glorot_uniform",
        recurrent_initializer: InitializerLike = "orthogonal",
        bias_initializer: InitializerLike = "zeros",
        seed: Seed = None,
        **options: Unpack[RNNOptions],
    ) -> None:
        cell = GRUCell(
            units,
            activation,
            recurrent_activation=recurrent_activation,
            reset_after=reset_after,
            use_bias=use_bias,
            kernel_initializer=kernel_initializer,
            recurrent_initializer=recurrent_initializer,
            bias_initializer=bias_initializer,
            seed=seed,
        )
        super().__init__(cell, **options)
