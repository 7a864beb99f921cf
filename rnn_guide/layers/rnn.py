"""What SimpleRNN, LSTM and GRU share around the time loop: sequences, masks, states, directions."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from rnn_guide.checks import ArgumentError, Array, axes_of, check_mask, exact_shape, flag, numbers
from rnn_guide.layers.cell import Cell
from rnn_guide.layers.layer import OutputShape
from rnn_guide.layers.time_loop import run_backward, run_forward
from rnn_guide.layers.wrapper import Wrapper


class RNN(Wrapper):
    """Base of SimpleRNN, LSTM and GRU: runs a cell over time.

    Args:
        cell: The cell of one time step.
        return_sequences: Return the output of every step instead of the last.
        return_state: Return the final states too.
        go_backwards: Read the sequence from its end; outputs come in the order of reading.
        stateful: Start each batch from the states in which the last one ended.
        zero_output_for_mask: Output zeros at masked steps instead of repeating the previous output.
        name: Name of the layer.

    Call arguments:
        inputs: (batch, timesteps, features).
        initial_state: Array (batch, units) per state, in a list if there are several; default zeros.
        mask: Booleans (batch, timesteps); False steps are skipped.

    Returns:
        (batch, units), or (batch, timesteps, units) with `return_sequences`; with `return_state` a tuple of
        that and the final states, (batch, units) each.

    Raises:
        ArgumentError: If an argument has the wrong shape, dtype or value.
    """

    cell: Cell[Any]

    def __init__(
        self,
        cell: Cell[Any],
        return_sequences: bool,
        return_state: bool,
        go_backwards: bool,
        stateful: bool,
        zero_output_for_mask: bool,
        name: str | None,
    ) -> None:
        super().__init__(name)
        self.cell, self.parts = cell, (cell,)
        self.return_sequences = flag("return_sequences", return_sequences)
        self.return_state = flag("return_state", return_state)
        self.go_backwards = flag("go_backwards", go_backwards)
        self.stateful = flag("stateful", stateful)
        self.zero_output_for_mask = flag("zero_output_for_mask", zero_output_for_mask)
        self.states: list[Array] | None = None
        self._tape: Any = None
        self._mask: Array | None = None
        self._keep: Array | None = None  # where the output is h and not zero
        self._d_initial_state: list[Array] | None = None

    @property
    def units(self) -> int:
        """Size of the state."""
        return self.cell.units

    def get_config(self) -> dict[str, Any]:
        """Arguments that make this layer anew."""
        return self.cell.get_config() | {
            "return_sequences": self.return_sequences,
            "return_state": self.return_state,
            "go_backwards": self.go_backwards,
            "stateful": self.stateful,
            "zero_output_for_mask": self.zero_output_for_mask,
        }

    def reset_state(self) -> None:
        """Sets the remembered states of a stateful layer back to zero."""
        if self.states is not None:
            self.states = [np.zeros_like(state) for state in self.states]

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> OutputShape:
        """Shape of the output; with `return_state` a tuple of shapes."""
        batch, timesteps, _ = axes_of(input_shape, "(batch, timesteps, features)", 3)
        output = (batch, timesteps, self.units) if self.return_sequences else (batch, self.units)
        return (
            (output, *[(batch, self.units) for _ in self.cell.state_names]) if self.return_state else output
        )

    def compute_mask(self, mask: Array | None) -> Array | None:
        """The mask of the output: that of the input, if the output is still a sequence."""
        return mask if self.return_sequences else None

    def __call__(self, inputs: Array, initial_state: Any = None, mask: Array | None = None) -> Any:
        """Runs over a batch of sequences; see the class."""
        self._tape, self._mask = self._start(inputs, initial_state, mask)
        run_forward(self.cell, self._tape, self._mask)
        self._keep = self._mask
        if self._mask is not None and not self.zero_output_for_mask:
            # A masked step repeats the previous output: h, or zeros if there was none before.
            self._keep = np.logical_or.accumulate(self._mask)

        final = [state[-1].T.copy() for state in self.cell.new_states(self._tape)]
        if self.stateful:
            self.states = [state.copy() for state in final]
        h = self.cell.new_states(self._tape)[0]  # (timesteps, units, batch)
        if not self.return_sequences:
            h = h[-1:]
        if self._keep is not None:
            h = np.where(self._keep[-len(h) :], h, h.dtype.type(0))
        output = h.transpose(2, 0, 1).copy() if self.return_sequences else h[0].T.copy()
        return (output, *final) if self.return_state else output

    def backward(self, d_outputs: Array | None, d_state: Any = None) -> Array:
        """Backpropagates through time; sets `gradients` and `d_initial_state`.

        Args:
            d_outputs: Gradient of the loss with respect to the output, of its shape; None for zero.
            d_state: Gradient with respect to the final states: an array, or a list if there are several.

        Returns:
            The gradient with respect to inputs, (batch, timesteps, features).

        Raises:
            ArgumentError: Before a call, or if a gradient has the wrong shape.
        """
        tape, cell = self.require_call(self._tape), self.cell
        timesteps, units, batch = cell.new_states(tape)[0].shape
        d_states = cell.states_from("d_state", d_state, batch)
        d_h = None
        if d_outputs is not None:
            axes = "(batch, timesteps, units)" if self.return_sequences else "(batch, units)"
            shape = (batch, timesteps, units) if self.return_sequences else (batch, units)
            d_h = numbers("d_outputs", d_outputs, self.dtype)
            exact_shape("d_outputs", d_h, shape, axes, "It has the shape of the layer's output.")
            d_h = d_h.transpose(1, 2, 0) if self.return_sequences else d_h.T[None]
            if self._keep is not None:
                d_h = np.where(self._keep[-len(d_h) :], d_h, d_h.dtype.type(0))
            if not self.return_sequences:
                d_states[0] += d_h[0]
                d_h = None
        d_z = run_backward(cell, tape, d_states, d_h, self._mask)
        self._d_initial_state = [d_state.T.copy() for d_state in d_states]
        d_x = cell.collect(tape, d_z).reshape(timesteps, batch, -1)
        return np.ascontiguousarray((d_x[::-1] if self.go_backwards else d_x).swapaxes(0, 1))

    @property
    def d_initial_state(self) -> list[Array]:
        """Gradients of the initial states, (batch, units) each, from the last `backward`."""
        return self.require_backward("d_initial_state", self._d_initial_state)

    def trace(
        self,
        inputs: Array,
        initial_state: Any = None,
        mask: Array | None = None,
        gates: Mapping[str, float] | None = None,
    ) -> Any:
        """Shows the work of a sequence: every gate and intermediate of every step by the paper's letter.

        Args:
            inputs: (batch, timesteps, features).
            initial_state: As for the call.
            mask: As for the call.
            gates: Gates to force, for example {"f": 0.0} to shut the forget gate.

        Returns:
            A tuple with named fields, arrays (batch, timesteps, units) each, in the order of reading.

        Raises:
            ArgumentError: If an argument has the wrong shape, or there is no such gate.
        """
        tape, mask = self._start(inputs, initial_state, mask)
        run_forward(self.cell, tape, mask, self.cell.check_gates(gates))
        trace = self.cell.explain(tape)
        return type(trace)(*(array.transpose(2, 0, 1).copy() for array in trace))

    def _start(self, inputs: Array, initial_state: Any, mask: Any) -> tuple[Any, Array | None]:
        """Checks the arguments; returns a tape and the mask (timesteps, 1, batch)."""
        x = self._accept(inputs, "(batch, timesteps, features)", ndim=3)
        states = self._initial_states(x.shape[0], initial_state)
        if mask is not None:
            mask = self._time_first(check_mask(mask, x.shape[:2]))[:, None]
        return self.cell.tape(self._time_first(x), states), mask

    def _time_first(self, array: Array) -> Array:
        """(batch, timesteps, ...) to (timesteps, batch, ...), in the order of reading."""
        array = array.swapaxes(0, 1)
        return array[::-1] if self.go_backwards else array

    def _initial_states(self, batch: int, given: Any) -> list[Array]:
        if given is None and self.stateful and self.states is not None:
            given = self.states
        if self.stateful and self.states is not None and len(self.states[0]) != batch:
            raise ArgumentError(
                "inputs",
                f"a batch of {len(self.states[0])} for this stateful layer",
                f"a batch of {batch}",
                "Keep the batch size, or make a new layer.",
            )
        return self.cell.states_from("initial_state", given, batch)
