"""What the one-step cells share beside their weights: the call of a single step, and showing their work."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Generic, TypeVar

import numpy as np

from rnn_guide._arguments import real
from rnn_guide.checks import ArgumentError, Array, axes_of, exact_shape, numbers
from rnn_guide.layers.cell_weights import CellWeights
from rnn_guide.layers.columns import state_list, summed_products
from rnn_guide.layers.layer import OutputShape
from rnn_guide.layers.time_loop import run_backward, run_forward

T = TypeVar("T", bound=tuple[Any, ...])


class Cell(CellWeights, Generic[T]):
    """Base of SimpleRNNCell, LSTMCell and GRUCell: one time step.

    The arguments are those of `CellWeights`.

    Call arguments:
        inputs: (batch, features).
        states: Array (batch, units) per state, in a list if there are several; default zeros.

    Returns:
        The output (batch, units) and the list of the new states.

    Raises:
        ArgumentError: If an argument has the wrong shape, dtype or value.
    """

    state_names: ClassVar[tuple[str, ...]] = ("h",)
    gate_names: ClassVar[tuple[str, ...]] = ()  # what `trace` can force
    tape_type: ClassVar[type[Any]]

    _stack: Array  # what `stack` returned at the start of the sequence
    _tape: T | None = None
    _d_initial_state: list[Array] | None = None

    @property
    def slots(self) -> int:
        """How many arrays (batch, units) of gradients a step leaves for `collect`."""
        return self.blocks

    # One step, in the paper's letters: each cell writes its own. Inside, a state is (units, batch), a column
    # for every sequence as in the papers: so the rows of each gate are one contiguous block. The input, a one
    # and the previous state of a step lie below each other, as v: so x W + b + h_prev U is one product.

    @abstractmethod
    def tape(self, x: Array, states: list[Array]) -> T:
        """Makes room for a sequence x (timesteps, batch, features) that starts from `states`."""

    def stack(self) -> Array:
        """Kernel, bias and recurrent kernel, to meet v: (blocks * units, features + 1 + units)."""
        bias = np.zeros_like(self.kernel[0]) if self.bias is None else self.early_bias(self.bias)
        stack = np.concatenate([self.kernel, bias[None], self.recurrent_kernel]).T
        return np.ascontiguousarray(stack)  # long rows one below the other would be read slowly

    def early_bias(self, bias: Array) -> Array:
        """What of the bias is added before any gate acts, (blocks * units,): all of it, but in a GRU."""
        return bias

    def gates(self, step: T) -> None:
        """Computes the gates of a step."""

    @abstractmethod
    def update(self, step: T) -> None:
        """Computes the new states of a step from its gates."""

    @abstractmethod
    def step_back(self, step: T, d_z: Array, d_states: list[Array]) -> None:
        """Fills d_z (slots * units, batch); turns d_states into those of the previous states, in place."""

    def collect(self, tape: T, d_z: Array) -> Array:
        """Sets `gradients` from all steps at once.

        Args:
            tape: What the forward pass left.
            d_z: What `step_back` filled, as rows: (timesteps * batch, slots * units).

        Returns:
            The gradients with respect to x, as rows: (timesteps * batch, features).
        """
        d_stack = summed_products(tape.v, d_z)  # type: ignore[attr-defined]
        d_kernel, d_bias, d_recurrent_kernel = np.split(d_stack, [len(self.kernel), len(self.kernel) + 1])
        self._gradients = [d_kernel, d_recurrent_kernel, *([d_bias[0]] if self.use_bias else [])]
        return np.asarray(d_z @ self.kernel.T)

    @abstractmethod
    def explain(self, tape: T) -> Any:
        """Names what the tape holds by the paper's letters, for `trace`."""

    # A single step, for readers.

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> OutputShape:
        """Shape of the output of one step."""
        return (axes_of(input_shape, "(batch, features)", 2)[0], self.units)

    def __call__(self, inputs: Array, states: Any = None) -> tuple[Array, Any]:
        """Computes one step; see the class."""
        self._tape = tape = self._start(inputs, states)
        run_forward(self, tape)
        new = [state[0].T.copy() for state in self.new_states(tape)]
        return new[0].copy(), new[0] if isinstance(states, np.ndarray) else new

    def backward(self, d_output: Array | None, d_states: Any = None) -> Array:
        """Goes back through one step; sets `gradients` and `d_initial_state`.

        Args:
            d_output: Gradient of the loss with respect to the output (batch, units); None for zero.
            d_states: Gradients with respect to the new states; default zeros.

        Returns:
            The gradient with respect to inputs, (batch, features).

        Raises:
            ArgumentError: Before a call, or if a gradient has the wrong shape.
        """
        tape = self.require_call(self._tape)
        _, units, batch = self.new_states(tape)[0].shape
        d_past = self.states_from("d_states", d_states, batch)
        if d_output is not None:
            d_h = numbers("d_output", d_output, self.dtype)
            exact_shape("d_output", d_h, (batch, units), "(batch, units)", "It has the shape of the output.")
            d_past[0] += d_h.T
        d_z = run_backward(self, tape, d_past)
        self._d_initial_state = [d_state.T.copy() for d_state in d_past]
        return self.collect(tape, d_z)

    @property
    def d_initial_state(self) -> list[Array]:
        """Gradients of the states before the step, (batch, units) each, from the last `backward`."""
        return self.require_backward("d_initial_state", self._d_initial_state)

    def trace(self, inputs: Array, states: Any = None, gates: Mapping[str, float] | None = None) -> Any:
        """Shows one step's work: every gate and intermediate by the paper's letter.

        Args:
            inputs: (batch, features).
            states: As for the call.
            gates: Gates to force, for example {"f": 0.0} to shut the forget gate.

        Returns:
            A tuple with named fields, arrays (batch, units) each.

        Raises:
            ArgumentError: If an argument has the wrong shape, or there is no such gate.
        """
        tape = self._start(inputs, states)
        run_forward(self, tape, forced=self.check_gates(gates))
        trace = self.explain(tape)
        return type(trace)(*(array[0].T.copy() for array in trace))

    def _start(self, inputs: Array, states: Any) -> T:
        x = self._accept(inputs, "(batch, features)", ndim=2)
        return self.tape(x[None], self.states_from("states", states, len(x)))

    def check_gates(self, gates: Mapping[str, float] | None) -> Mapping[str, float]:
        """Returns the gates to force, if the cell has them."""
        remedy = 'Example: gates={"f": 0.0}.'
        if not isinstance(gates, (Mapping, type(None))):
            raise ArgumentError("gates", "a dictionary from letters to numbers", repr(gates), remedy)
        for letter in gates or {}:
            if letter not in self.gate_names:
                known = ", ".join(self.gate_names) or "none in this cell"
                raise ArgumentError("gates", f"some of: {known}", repr(letter), remedy)
        return {letter: real(f"gates[{letter!r}]", value) for letter, value in (gates or {}).items()}

    # What the time loop needs to know about a tape.

    def steps(self, arrays: Iterable[Array]) -> Iterator[T]:
        """Yields the same tuple of arrays at one time step after another."""
        return map(self.tape_type._make, zip(*arrays, strict=True))

    def old_states(self, step: T) -> tuple[Array, ...]:
        """States before the step."""
        return tuple(getattr(step, f"{name}_prev") for name in self.state_names)

    def new_states(self, step: T) -> tuple[Array, ...]:
        """States after the step."""
        return tuple(getattr(step, name) for name in self.state_names)

    def states_from(self, argument: str, states: Any, batch: int) -> list[Array]:
        """Checks `states`, (batch, units) each; None means zeros. Returns new arrays (units, batch)."""
        return state_list(argument, states, self.state_names, self.units, batch, self.dtype)
