"""Two recurrent layers that read a sequence from both ends (Schuster & Paliwal 1997)."""

from typing import Any

from rnn_guide.checks import ArgumentError, Array
from rnn_guide.initializers import spawn
from rnn_guide.layers.layer import OutputShape
from rnn_guide.layers.merging import MERGE_MODES, merge, split
from rnn_guide.layers.rnn import RNN
from rnn_guide.layers.wrapper import Wrapper


class Bidirectional(Wrapper):
    """Reads a sequence forwards and backwards and joins what both say.

    With `return_sequences` the backward outputs are put back into the order of the sequence, so that both
    halves of a position belong to that position, and masked positions are zero. Without it, the output
    joins the forward state at the last position and the backward state at the first, where each has read
    everything.

    Args:
        layer: `SimpleRNN`, `LSTM` or `GRU`; its copy without weights becomes the forward layer.
        merge_mode: "concat", "sum", "mul", "ave", or None for a pair of outputs.
        backward_layer: Reads backwards (`go_backwards=True`); default a second copy of `layer`.
        name: Name of the layer.

    Call arguments:
        inputs: (batch, timesteps, features).
        initial_state: The forward states, then the backward states.
        mask: Booleans (batch, timesteps); False steps are skipped.

    Returns:
        (batch, 2 * units) for "concat", (batch, units) for "sum", "mul" and "ave", two of these for None;
        with `return_sequences` there is an axis of timesteps. With `return_state` a tuple of that (or those
        two), the forward states and the backward states.

    Raises:
        ArgumentError: If an argument has the wrong shape, dtype or value.

    Source:
        Schuster & Paliwal (1997); Keras 3 `Bidirectional`.

    Example:
        >>> import numpy as np
        >>> from rnn_guide import LSTM
        >>> both = Bidirectional(LSTM(3, return_state=True))
        >>> [array.shape for array in both(np.ones((1, 4, 5), np.float32))]
        [(1, 6), (1, 3), (1, 3), (1, 3), (1, 3)]
    """

    def __init__(
        self,
        layer: RNN,
        merge_mode: str | None = "concat",
        backward_layer: RNN | None = None,
        name: str | None = None,
    ) -> None:
        super().__init__(name)
        for argument, given in (("layer", layer), ("backward_layer", backward_layer or layer)):
            if not isinstance(given, RNN):
                raise ArgumentError(
                    argument, "a SimpleRNN, LSTM or GRU", repr(given), "Example: Bidirectional(LSTM(3))."
                )
        if not isinstance(merge_mode, (str, type(None))) or merge_mode not in MERGE_MODES:
            modes = ", ".join(map(repr, MERGE_MODES))
            raise ArgumentError("merge_mode", f"one of {modes}", repr(merge_mode), "Pass one of these.")
        config = layer.get_config()
        self.merge_mode = merge_mode
        self.forward_layer = type(layer)(**config, name=f"forward_{layer.name}")
        if backward_layer is None:
            again = {
                "go_backwards": True,
                "name": f"backward_{layer.name}",
                "seed": spawn(config["seed"], 4)[3],
            }
            backward_layer = type(layer)(**config | again)
        self.backward_layer = backward_layer
        self.parts = (self.forward_layer, self.backward_layer)
        self._verify()
        for part in self.parts:
            part.zero_output_for_mask = part.return_sequences
        self.return_sequences, self.return_state = layer.return_sequences, layer.return_state
        self.stateful = layer.stateful
        self._outputs: tuple[Array, Array] | None = None

    def _verify(self) -> None:
        forward, backward = self.forward_layer, self.backward_layer
        if type(forward) is not type(backward):
            kinds = type(forward).__name__, type(backward).__name__
            expected = f"a {kinds[0]} like the forward layer"
            raise ArgumentError("backward_layer", expected, f"a {kinds[1]}", "Use two layers of a kind.")
        if self.merge_mode in ("sum", "mul", "ave") and forward.units != backward.units:
            raise ArgumentError(
                "backward_layer",
                f"a layer with {forward.units} units for merge_mode={self.merge_mode!r}",
                f"{backward.units}",
                'Use the same units, or merge_mode="concat".',
            )
        if forward.go_backwards == backward.go_backwards:
            raise ArgumentError(
                "backward_layer",
                f"a layer with go_backwards={not forward.go_backwards}",
                f"go_backwards={backward.go_backwards}",
                "One of the two layers must read from the end.",
            )
        for option in ("return_sequences", "return_state", "stateful"):
            if getattr(forward, option) != getattr(backward, option):
                raise ArgumentError(
                    "backward_layer",
                    f"a layer with {option}={getattr(forward, option)}, like the forward layer",
                    f"{option}={getattr(backward, option)}",
                    "Give both layers the same value.",
                )

    @property
    def states(self) -> list[Array] | None:
        """Remembered states of a stateful layer, the forward ones first."""
        forward, backward = self.forward_layer.states, self.backward_layer.states
        return forward + backward if forward and backward else None

    def reset_state(self) -> None:
        """Sets the remembered states of a stateful layer back to zero."""
        self.forward_layer.reset_state()
        self.backward_layer.reset_state()

    @property
    def d_initial_state(self) -> list[Array]:
        """Gradients of the initial states, the forward ones first."""
        return self.forward_layer.d_initial_state + self.backward_layer.d_initial_state

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> OutputShape:
        """Shape of the output; with `return_state` or `merge_mode=None` a tuple of shapes."""
        shapes = [part.compute_output_shape(input_shape) for part in self.parts]
        heads = [shape[0] if self.return_state else shape for shape in shapes]
        states = [state for shape in shapes for state in shape[1:]] if self.return_state else []
        if self.merge_mode == "concat":
            heads = [(*heads[0][:-1], heads[0][-1] + heads[1][-1])]
        elif self.merge_mode is not None:
            heads = heads[:1]
        return (*heads, *states) if self.return_state or self.merge_mode is None else heads[0]

    def compute_mask(self, mask: Array | None) -> Array | None:
        """The mask of the output: that of the input, if the output is still a sequence."""
        return mask if self.return_sequences else None

    def __call__(self, inputs: Array, initial_state: Any = None, mask: Array | None = None) -> Any:
        """Runs both layers and merges their outputs; see the class."""
        forward, backward = self.forward_layer, self.backward_layer
        first, second = self._halves("initial_state", initial_state)
        y, y_rev = forward(inputs, first, mask), backward(inputs, second, mask)
        states = []
        if self.return_state:
            states = [*y[1:], *y_rev[1:]]
            y, y_rev = y[0], y_rev[0]
        if self.return_sequences:
            y_rev = y_rev[:, ::-1]
        self._outputs = y, y_rev
        if self.merge_mode is None:
            return (y, y_rev, *states)
        output = merge(self.merge_mode, y, y_rev)
        return (output, *states) if self.return_state else output

    def _halves(self, argument: str, states: Any) -> tuple[Any, Any]:
        if states is None:
            return None, None
        count = len(self.forward_layer.cell.state_names) + len(self.backward_layer.cell.state_names)
        if not isinstance(states, (list, tuple)) or len(states) != count:
            came = f"{len(states)}" if isinstance(states, (list, tuple)) else type(states).__name__
            raise ArgumentError(
                argument,
                f"a list of {count} arrays",
                came,
                "The forward states come first, then the backward ones.",
            )
        return list(states[: count // 2]), list(states[count // 2 :])

    def backward(self, d_outputs: Any, d_state: Any = None) -> Array:
        """Backpropagates through both directions; sets `gradients` and `d_initial_state`.

        Args:
            d_outputs: Gradient of the loss with respect to the output, of its shape; a pair for
                merge_mode=None, of which one may be None; None for zero.
            d_state: Gradients with respect to the final states: forward, then backward.

        Returns:
            The gradient with respect to inputs, (batch, timesteps, features).

        Raises:
            ArgumentError: Before a call, or if a gradient has the wrong shape.
        """
        outputs = self.require_call(self._outputs)
        first, second = self._halves("d_state", d_state)
        d_y, d_y_rev = split(self.merge_mode, d_outputs, *outputs)
        if self.return_sequences and d_y_rev is not None:
            d_y_rev = d_y_rev[:, ::-1]
        return self.forward_layer.backward(d_y, first) + self.backward_layer.backward(d_y_rev, second)
