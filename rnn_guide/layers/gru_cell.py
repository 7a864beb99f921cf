"""One step of the GRU: its equations, their derivatives, and what it keeps of a sequence."""

from typing import Any, NamedTuple

import numpy as np

from rnn_guide import activations
from rnn_guide.activations import ActivationLike
from rnn_guide.checks import Array, flag
from rnn_guide.initializers import InitializerLike, Seed, Shape
from rnn_guide.layers.cell import Cell
from rnn_guide.layers.columns import columns, room, rows


class GRUTape(NamedTuple):
    """What a sequence computes; x is (timesteps, batch, features), all else (timesteps, ..., batch).

    The gates z, r are views of a_z_r.
    """

    x: Array
    h_prev: Array
    a_z_r: Array  # (timesteps, 2 * units, batch)
    z_r: Array  # (timesteps, 2, units, batch)
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
        recurrent_activation: ActivationLike = "sigmoid",
        use_bias: bool = True,
        kernel_initializer: InitializerLike = "glorot_uniform",
        recurrent_initializer: InitializerLike = "orthogonal",
        bias_initializer: InitializerLike = "zeros",
        *,
        reset_after: bool = True,
        seed: Seed = None,
        name: str | None = None,
    ) -> None:
        super().__init__(
            units,
            activation,
            use_bias,
            kernel_initializer,
            recurrent_initializer,
            bias_initializer,
            seed=seed,
            name=name,
        )
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
        """With `reset_after` (2, 3 * units), as inputs and previous state have a bias each."""
        return (2, 3 * self.units) if self.reset_after else (3 * self.units,)

    def tape(self, x: Array, states: list[Array]) -> GRUTape:
        """Makes room for a sequence x (timesteps, batch, features) and multiplies it by the kernel."""
        h_prev, h = room(states[0], len(x))
        a = self.project(x, self._early_bias())
        gates = a.reshape(len(x), 3, *states[0].shape)
        z, r, g = (gates[:, k] for k in range(3))
        return GRUTape(x, h_prev, a[:, : 2 * self.units], gates[:, :2], z, r, g, np.empty_like(h), h)

    def _early_bias(self) -> Array | None:
        """The biases that are added before any gate acts: all but the recurrent one of the candidate."""
        if self.bias is None or not self.reset_after:
            return self.bias
        early: Array = self.bias[0].copy()
        early[: 2 * self.units] += self.bias[1, : 2 * self.units]
        return early

    def gates(self, step: GRUTape) -> None:
        """The gates: z, r = sigmoid(x W + b + h_prev U)."""
        a_z_r = step.a_z_r
        a_z_r += self.recurrent_kernel[:, : 2 * self.units].T @ step.h_prev
        self.recurrent_activation(step.z_r, out=step.z_r, axis=1)

    def update(self, step: GRUTape) -> None:
        """The equations: h = z * h_prev + (1 - z) * g with the candidate g.

        If reset_after, g = tanh(x W + b + r * (h_prev U + b')), else g = tanh(x W + b + (r * h_prev) U).
        """
        U, p, g, h = self.recurrent_kernel[:, 2 * self.units :], step.p, step.g, step.h
        if self.reset_after:
            np.matmul(U.T, step.h_prev, out=p)
            if self.bias is not None:
                p += self.bias[1, 2 * self.units :, None]
            g += step.r * p
        else:
            np.multiply(step.r, step.h_prev, out=p)
            g += U.T @ p
        self.activation(g, out=g, axis=0)
        np.subtract(step.h_prev, g, out=h)  # z * h_prev + (1 - z) * g = z * (h_prev - g) + g
        h *= step.z
        h += g

    def step_back(self, step: GRUTape, d_z: Array, d_states: list[Array]) -> None:
        """Their derivatives, from d_h back to the gates and h_prev."""
        (d_h,) = d_states
        U_zr, U = np.split(self.recurrent_kernel, [2 * self.units], axis=1)
        d_gates = d_z.reshape(self.slots, *d_h.shape)
        d_z_r, d_g = d_gates[:2], d_gates[2]
        np.multiply(d_h, step.h_prev - step.g, out=d_gates[0])
        np.multiply(d_h, 1 - step.z, out=d_g)
        self.activation.backward(step.g, d_g, out=d_g, axis=0)
        d_h *= step.z
        if self.reset_after:
            np.multiply(d_g, step.p, out=d_gates[1])
            d_p = np.multiply(d_g, step.r, out=d_gates[3])
            d_h += U @ d_p
        else:
            d_p = U @ d_g
            np.multiply(d_p, step.h_prev, out=d_gates[1])
            d_h += d_p * step.r
        self.recurrent_activation.backward(step.z_r, d_z_r, out=d_z_r, axis=1)
        d_h += U_zr @ d_z[: 2 * self.units]

    def collect(self, tape: GRUTape, d_z: Array) -> Array:
        """Sets `gradients` from all steps at once; see `Cell.collect`."""
        h_prev, units = columns(tape.h_prev), self.units
        d_x, d_z_r, d_last = d_z[:, : 3 * units], d_z[:, : 2 * units], d_z[:, -units:]
        d_candidate = (h_prev if self.reset_after else columns(tape.p)).T @ d_last
        self._gradients = [rows(tape.x).T @ d_x, np.hstack([h_prev.T @ d_z_r, d_candidate])]
        if self.use_bias:
            d_bias = d_x.sum(axis=0)
            d_recurrent_bias = np.concatenate([d_bias[: 2 * units], d_last.sum(axis=0)])
            self._gradients.append(np.stack([d_bias, d_recurrent_bias]) if self.reset_after else d_bias)
        return np.asarray(d_x @ self.kernel.T)

    def explain(self, tape: GRUTape) -> GRUTrace:
        """Names what the tape holds by the paper's letters, for `trace`."""
        units, U = self.units, self.recurrent_kernel.T
        a = self.project(tape.x, self._early_bias())
        a[:, : 2 * units] += U[: 2 * units] @ tape.h_prev
        a[:, 2 * units :] += tape.r * tape.p if self.reset_after else U[2 * units :] @ tape.p
        a_z, a_r, a_g = np.split(a, 3, axis=1)
        return GRUTrace(tape.h_prev, a_z, a_r, a_g, tape.z, tape.r, tape.p, tape.g, tape.h)
