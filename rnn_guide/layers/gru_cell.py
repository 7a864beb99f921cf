"""One step of the GRU: its equations, their derivatives, and what it keeps of a sequence."""

from typing import Any, NamedTuple

import numpy as np

from rnn_guide import activations
from rnn_guide.activations import ActivationLike
from rnn_guide.checks import Array, flag
from rnn_guide.initializers import InitializerLike, Seed, Shape
from rnn_guide.layers.cell import Cell
from rnn_guide.layers.columns import stacked, summed_products


class GRUTape(NamedTuple):
    """What a sequence computes, (timesteps, ..., batch) each. The gates z, r are views of a_z_r."""

    v: Array  # x, one and h_prev below each other
    one_h_prev: Array  # and without x
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

    _candidate: Array  # what the candidate's h_prev meets: b' and U, or U

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
        """Makes room for a sequence x (timesteps, batch, features) that starts from `states`."""
        (timesteps, batch, features), units = x.shape, self.units
        self._stack = self.stack()
        self._candidate = self.candidate()
        v, h_prev, h = stacked(x, states[0])
        gates = np.empty((timesteps, 3, units, batch), x.dtype)
        z, r, g = (gates[:, k] for k in range(3))
        np.matmul(self._stack[2 * units :, : features + 1], v[:, : features + 1], out=g)  # x W + b
        a_z_r = gates[:, :2].reshape(timesteps, -1, batch)
        return GRUTape(v, v[:, features:], h_prev, a_z_r, gates[:, :2], z, r, g, np.empty_like(g), h)

    def early_bias(self, bias: Array) -> Array:
        """What of the bias is added before any gate acts: all but the recurrent one of the candidate."""
        if not self.reset_after:
            return bias
        return np.concatenate([bias.sum(axis=0)[: 2 * self.units], bias[0, 2 * self.units :]])

    def candidate(self) -> Array:
        """What is left to meet h_prev: if reset_after, b' and U to meet one_h_prev, else U to meet p."""
        U = self.recurrent_kernel[:, 2 * self.units :]
        if not self.reset_after:
            return np.ascontiguousarray(U.T)
        bias = np.zeros_like(U[0]) if self.bias is None else self.bias[1, 2 * self.units :]
        return np.ascontiguousarray(np.concatenate([bias[None], U]).T)

    def gates(self, step: GRUTape) -> None:
        """The gates: z, r = sigmoid(x W + b + h_prev U)."""
        np.matmul(self._stack[: 2 * self.units], step.v, out=step.a_z_r)
        self.recurrent_activation(step.z_r, out=step.z_r, axis=1)

    def update(self, step: GRUTape) -> None:
        """The equations: h = z * h_prev + (1 - z) * g with the candidate g.

        If reset_after, g = tanh(x W + b + r * (h_prev U + b')), else g = tanh(x W + b + (r * h_prev) U).
        """
        p, g, h = step.p, step.g, step.h  # until here, g is x W + b
        if self.reset_after:
            np.matmul(self._candidate, step.one_h_prev, out=p)
            g += step.r * p
        else:
            np.multiply(step.r, step.h_prev, out=p)
            g += self._candidate @ p
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
        v, features, units = tape.v, len(self.kernel), self.units
        d_early = summed_products(v[:, : features + 1], d_z[:, : 3 * units])  # of kernel and bias
        d_z_r = summed_products(v[:, features + 1 :], d_z[:, : 2 * units])
        d_candidate = summed_products(tape.one_h_prev if self.reset_after else tape.p, d_z[:, -units:])
        self._gradients = [d_early[:-1], np.hstack([d_z_r, d_candidate[-units:]])]
        if self.use_bias:
            d_bias = d_early[-1]
            d_recurrent_bias = np.concatenate([d_bias[: 2 * units], d_candidate[0]])
            self._gradients.append(np.stack([d_bias, d_recurrent_bias]) if self.reset_after else d_bias)
        return np.asarray(d_z[:, : 3 * units] @ self.kernel.T)

    def explain(self, tape: GRUTape) -> GRUTrace:
        """Names what the tape holds by the paper's letters, for `trace`."""
        V, before = self._stack, self.units * 2
        a_z, a_r = np.split(V[:before] @ tape.v, 2, axis=1)
        a_g = V[before:, : -self.units] @ tape.v[:, : -self.units]
        a_g += tape.r * tape.p if self.reset_after else self._candidate @ tape.p
        return GRUTrace(tape.h_prev, a_z, a_r, a_g, tape.z, tape.r, tape.p, tape.g, tape.h)
