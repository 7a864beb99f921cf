"""One step of the LSTM: its equations, their derivatives, and what it keeps of a sequence."""

from typing import Any, NamedTuple

import numpy as np

from rnn_guide import activations
from rnn_guide.activations import ActivationLike
from rnn_guide.checks import Array, flag
from rnn_guide.initializers import Initializer, InitializerLike, Seed, Shape
from rnn_guide.layers.cell import Cell
from rnn_guide.layers.columns import room, stacked
from rnn_guide.layers.weights import made


class LSTMTape(NamedTuple):
    """What a sequence computes, (timesteps, ..., batch) each. The gates i, f, g, o are views of z."""

    v: Array  # x, one and h_prev below each other
    h_prev: Array
    c_prev: Array
    z: Array  # (timesteps, 4 * units, batch)
    i_f: Array  # (timesteps, 2, units, batch)
    i: Array
    f: Array
    g: Array
    o: Array
    c: Array
    tanh_c: Array
    h: Array


class LSTMTrace(NamedTuple):
    """What a step computes, (batch, units) each; of a layer (batch, timesteps, units)."""

    h_prev: Array
    c_prev: Array
    a_i: Array  # the a_ are what the gates were before their activation
    a_f: Array
    a_g: Array
    a_o: Array
    i: Array  # input gate
    f: Array  # forget gate
    g: Array  # candidate
    o: Array  # output gate
    c: Array  # cell state
    tanh_c: Array
    h: Array  # hidden state


class LSTMCell(Cell[LSTMTape]):
    """One time step of `LSTM`; see there for the arguments.

    Example:
        >>> from rnn_guide.initializers import Constant
        >>> cell = LSTMCell(3, kernel_initializer=Constant(0.1))
        >>> h, (h, c) = cell(np.array([[0.1, 4.2, 1.5, 1.1, 2.8]], np.float32))
        >>> c.round(4)
        array([[0.5429, 0.5429, 0.5429]], dtype=float32)
    """

    state_names = ("h", "c")
    gate_names = ("i", "f", "g", "o")
    blocks = 4
    tape_type = LSTMTape

    def __init__(
        self,
        units: int,
        activation: ActivationLike = "tanh",
        recurrent_activation: ActivationLike = "sigmoid",
        use_bias: bool = True,
        kernel_initializer: InitializerLike = "glorot_uniform",
        recurrent_initializer: InitializerLike = "orthogonal",
        bias_initializer: InitializerLike = "zeros",
        unit_forget_bias: bool = True,
        *,
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
        self.unit_forget_bias = flag("unit_forget_bias", unit_forget_bias)

    def get_config(self) -> dict[str, Any]:
        """Arguments that make this cell anew."""
        more = {"recurrent_activation": self.recurrent_activation, "unit_forget_bias": self.unit_forget_bias}
        return super().get_config() | more

    def initializers(self) -> list[Initializer]:
        """Initializers of the weights; the forget part of the bias is ones with `unit_forget_bias`."""

        def forget_ones(shape: Shape, dtype: Any = np.float32) -> Array:
            units, initial = self.units, self.bias_initializer
            i, c_o = (made("bias", initial, (size,), dtype) for size in (units, 2 * units))
            return np.concatenate([i, np.ones(units, dtype), c_o])

        given = super().initializers()
        return [*given[:2], forget_ones] if self.use_bias and self.unit_forget_bias else given

    def tape(self, x: Array, states: list[Array]) -> LSTMTape:
        """Makes room for a sequence x (timesteps, batch, features) that starts from `states`."""
        self._stack = self.stack()
        v, h_prev, h = stacked(x, states[0])
        c_prev, c = room(states[1], len(x))
        gates = np.empty((len(x), 4, *states[0].shape), x.dtype)
        z = gates.reshape(len(x), -1, x.shape[1])
        i, f, g, o = (gates[:, k] for k in range(4))
        return LSTMTape(v, h_prev, c_prev, z, gates[:, :2], i, f, g, o, c, np.empty_like(c), h)

    def gates(self, step: LSTMTape) -> None:
        """The gates: i, f, o = sigmoid(x W + b + h_prev U), g = tanh(x W + b + h_prev U)."""
        np.matmul(self._stack, step.v, out=step.z)
        self.recurrent_activation(step.i_f, out=step.i_f, axis=1)
        self.activation(step.g, out=step.g, axis=0)
        self.recurrent_activation(step.o, out=step.o, axis=0)

    def update(self, step: LSTMTape) -> None:
        """The equations: c = f * c_prev + i * g, h = o * tanh(c)."""
        c = step.c
        np.multiply(step.f, step.c_prev, out=c)
        c += step.i * step.g
        self.activation(c, out=step.tanh_c, axis=0)
        np.multiply(step.o, step.tanh_c, out=step.h)

    def step_back(self, step: LSTMTape, d_z: Array, d_states: list[Array]) -> None:
        """Their derivatives, from d_h and d_c back to the gates and the previous states."""
        d_h, d_c = d_states
        d_gates = d_z.reshape(4, *d_h.shape)
        d_i_f, (d_i, d_f, d_g, d_o) = d_gates[:2], d_gates
        np.multiply(d_h, step.tanh_c, out=d_o)
        d_h *= step.o
        d_c += self.activation.backward(step.tanh_c, d_h, out=d_h, axis=0)
        np.multiply(d_c, step.g, out=d_i)
        np.multiply(d_c, step.c_prev, out=d_f)
        np.multiply(d_c, step.i, out=d_g)
        self.recurrent_activation.backward(step.i_f, d_i_f, out=d_i_f, axis=1)
        self.activation.backward(step.g, d_g, out=d_g, axis=0)
        self.recurrent_activation.backward(step.o, d_o, out=d_o, axis=0)
        np.matmul(self.recurrent_kernel, d_z, out=d_h)
        d_c *= step.f

    def explain(self, tape: LSTMTape) -> LSTMTrace:
        """Names what the tape holds by the paper's letters, for `trace`."""
        a_i, a_f, a_g, a_o = np.split(self._stack @ tape.v, 4, axis=1)
        gates = tape.i, tape.f, tape.g, tape.o
        return LSTMTrace(tape.h_prev, tape.c_prev, a_i, a_f, a_g, a_o, *gates, tape.c, tape.tanh_c, tape.h)
