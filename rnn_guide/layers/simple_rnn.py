"""The simple recurrent network (Elman 1990): h = tanh(x W + h_prev U + b)."""

from typing import NamedTuple

import numpy as np

from rnn_guide.activations import ActivationLike
from rnn_guide.checks import Array
from rnn_guide.initializers import InitializerLike, Seed
from rnn_guide.layers.cell import Cell
from rnn_guide.layers.columns import stacked
from rnn_guide.layers.rnn import RNN


class SimpleRNNTape(NamedTuple):
    """What a sequence computes, (timesteps, ..., batch) each."""

    v: Array  # x, one and h_prev below each other
    h_prev: Array
    h: Array


class SimpleRNNTrace(NamedTuple):
    """What a step computes, (batch, units) each; of a layer (batch, timesteps, units)."""

    h_prev: Array
    a: Array  # before the activation
    h: Array


class SimpleRNNCell(Cell[SimpleRNNTape]):
    """One time step of `SimpleRNN`; see there for the arguments.

    Example:
        >>> cell = SimpleRNNCell(2, kernel_initializer="ones", recurrent_initializer="ones")
        >>> h, states = cell(np.array([[0.5]], np.float32))
        >>> h.round(3)
        array([[0.462, 0.462]], dtype=float32)
    """

    tape_type = SimpleRNNTape

    def tape(self, x: Array, states: list[Array]) -> SimpleRNNTape:
        """Makes room for a sequence x (timesteps, batch, features) that starts from `states`."""
        self._stack = self.stack()
        return SimpleRNNTape(*stacked(x, states[0]))

    def update(self, step: SimpleRNNTape) -> None:
        """The equation: h = activation(x W + b + h_prev U)."""
        h = np.matmul(self._stack, step.v, out=step.h)
        self.activation(h, out=h, axis=0)

    def step_back(self, step: SimpleRNNTape, d_z: Array, d_states: list[Array]) -> None:
        """Its derivative: d_h_prev = (d_h * activation') U^T."""
        (d_h,) = d_states
        self.activation.backward(step.h, d_h, out=d_z, axis=0)
        np.matmul(self.recurrent_kernel, d_z, out=d_h)

    def explain(self, tape: SimpleRNNTape) -> SimpleRNNTrace:
        """Names what the tape holds by the paper's letters, for `trace`."""
        return SimpleRNNTrace(tape.h_prev, self._stack @ tape.v, tape.h)


class SimpleRNN(RNN):
    """Fully connected recurrent network: h = activation(x W + h_prev U + b) at every step.

    Args:
        units: Size of the hidden state.
        activation: Keras name or `Activation`.
        use_bias: Whether there is a bias.
        kernel_initializer: For the kernel W (features, units).
        recurrent_initializer: For the recurrent kernel U (units, units).
        bias_initializer: For the bias (units,).
        return_sequences: Return h of every step instead of the last.
        return_state: Return the last state too.
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
        that and the last state (batch, units).

    Raises:
        ArgumentError: If an argument has the wrong shape, dtype or value.

    Source:
        Elman (1990); Keras 3 `SimpleRNN`.

    Example:
        >>> x = np.ones((8, 2, 10), np.float32)
        >>> rnn = SimpleRNN(3, return_sequences=True, seed=0)
        >>> rnn(x).shape, rnn.count_params()
        ((8, 2, 3), 42)
    """

    def __init__(
        self,
        units: int,
        activation: ActivationLike = "tanh",
        use_bias: bool = True,
        kernel_initializer: InitializerLike = "glorot_uniform",
        recurrent_initializer: InitializerLike = "orthogonal",
        bias_initializer: InitializerLike = "zeros",
        *,
        return_sequences: bool = False,
        return_state: bool = False,
        go_backwards: bool = False,
        stateful: bool = False,
        zero_output_for_mask: bool = False,
        seed: Seed = None,
        name: str | None = None,
    ) -> None:
        cell = SimpleRNNCell(
            units,
            activation,
            use_bias,
            kernel_initializer,
            recurrent_initializer,
            bias_initializer,
            seed=seed,
        )
        super().__init__(
            cell, return_sequences, return_state, go_backwards, stateful, zero_output_for_mask, name
        )
