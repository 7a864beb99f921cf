"""Is a backward pass right? Its gradients against central differences, in float64."""

import copy
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from rnn_guide._arguments import generator, real, whole
from rnn_guide._naming import weight_labels
from rnn_guide.checks import ArgumentError, Array, as_array, numbers
from rnn_guide.losses import Loss, get


class GradientMismatchError(AssertionError):
    """Raised when a gradient is not the derivative of the forward pass.

    Example:
        >>> from rnn_guide.gradient_check import GradientMismatchError
        >>> issubclass(GradientMismatchError, AssertionError)
        True
    """


@dataclass(frozen=True)
class GradientReport:
    """The relative error of every gradient: ‖analytic − numeric‖ / (‖analytic‖ + ‖numeric‖).

    Gradients so small that rounding shows in the numeric ones are compared with the size where it would not.

    Attributes:
        errors: relative error by name of the array.
        tolerance: the greatest error that counts as right.

    Example:
        >>> from rnn_guide.gradient_check import GradientReport
        >>> print(GradientReport({"kernel": 2e-10, "bias": 0.3}, tolerance=1e-6))
        kernel  2.0e-10
        bias    3.0e-01  wrong
    """

    errors: dict[str, float]
    tolerance: float

    @property
    def wrong(self) -> list[str]:
        """Names of the arrays whose error is above the tolerance (or not a number)."""
        return [name for name, error in self.errors.items() if not error <= self.tolerance]

    @property
    def worst(self) -> float:
        """The greatest error."""
        return max(self.errors.values())

    def __str__(self) -> str:
        wide = max(map(len, self.errors))
        return "\n".join(
            f"{name:<{wide}}  {error:.1e}{'  wrong' if name in self.wrong else ''}"
            for name, error in self.errors.items()
        )


def check_gradients(
    layer: Any,
    inputs: ArrayLike,
    *,
    targets: ArrayLike | None = None,
    loss: str | Loss = "mse",
    tolerance: float = 1e-6,
    step: float = 1e-5,
    samples: int = 40,
    seed: int | np.random.Generator = 0,
    **call_arguments: Any,
) -> GradientReport:
    """Compare the gradients of a layer or model with central differences of its forward pass.

    A copy in float64 is examined; the layer itself stays as it is. Without `targets` the number that is
    differentiated is the sum of all outputs (states too, if they are returned), each times a random factor,
    so that no error can cancel out. Kinks, as in ReLU at 0, can show as errors though the gradient is right.

    Args:
        layer: a layer, a cell or a model: anything with a call, ``backward``, ``weights``, ``gradients`` and
            ``weight_names``.
        inputs: what the layer is called on. Integers (token ids) are not differentiated.
        targets: if given, `loss` of these targets is differentiated instead.
        loss: a loss or its name, used with `targets`.
        tolerance: greatest relative error.
        step: each number is moved this far both ways.
        samples: at most so many elements of each array are tried, drawn at random.
        seed: of that draw and the random factors.
        **call_arguments: passed to the call, for example ``mask`` or ``initial_state`` (``states`` of a
            cell); the latter is differentiated too.

    Returns:
        `GradientReport`.

    Raises:
        GradientMismatchError: if an error is above the tolerance; the message is the report.
        ArgumentError: if an argument is out of its range.

    Example:
        >>> import numpy as np
        >>> from rnn_guide import SimpleRNN
        >>> from rnn_guide.gradient_check import check_gradients
        >>> report = check_gradients(SimpleRNN(3, seed=1), np.random.default_rng(0).normal(size=(2, 4, 5)))
        >>> list(report.errors), report.worst < 1e-6
        (['kernel', 'recurrent_kernel', 'bias', 'inputs'], True)
    """
    tolerance, step = real("tolerance", tolerance, 0), real("step", step, 0)
    if step == 0:
        raise ArgumentError("step", "above 0", step, "Pass for example step=1e-5.")
    rng, samples, examined = generator(seed), whole("samples", samples), copy.deepcopy(layer)
    x = np.array(inputs) if as_array(inputs).dtype.kind in "iu" else _doubles("inputs", inputs)
    argument = "states" if "states" in call_arguments else "initial_state"
    states = _states(argument, call_arguments.get(argument))
    if states:
        call_arguments = {**call_arguments, argument: list(states.values())}
    examined(x, **call_arguments)
    examined.astype(np.float64)

    objective = _Objective(examined, x, call_arguments, targets, get(loss), rng)
    checked = dict(objective.gradients(states))
    errors = {}
    for name, (array, analytic) in checked.items():
        chosen = rng.permutation(array.size)[:samples]
        numeric = np.array([objective.slope(array, index, step) for index in chosen])
        errors[name] = _relative_error(analytic.ravel()[chosen], numeric, step)
    report = GradientReport(errors, tolerance)
    if report.wrong:
        raise GradientMismatchError(
            f"gradients of {type(layer).__name__} must be central differences (to {tolerance:g}), got\n"
            f"{report}\nLook at the terms of backward that make {', '.join(report.wrong)}."
        )
    return report


class _Objective:
    """A number that depends on everything a layer returns, and its derivatives."""

    def __init__(
        self,
        layer: Any,
        inputs: Array,
        arguments: dict[str, Any],
        targets: ArrayLike | None,
        loss: Loss,
        rng: np.random.Generator,
    ) -> None:
        self.layer, self.inputs, self.arguments = layer, inputs, arguments
        self.targets, self.loss = targets, loss
        self.factors = [rng.normal(size=output.shape) for output in self._outputs()]

    def _outputs(self) -> list[Array]:
        for part in getattr(self.layer, "layers", [self.layer]):
            if hasattr(part, "reset_state"):
                part.reset_state()
        return _flat(self.layer(self.inputs, **self.arguments))

    def value(self) -> float:
        outputs = self._outputs()
        if self.targets is not None:
            return self.loss(self.targets, outputs[0])
        return float(
            sum(np.vdot(output, factor) for output, factor in zip(outputs, self.factors, strict=True))
        )

    def slope(self, array: Array, index: int, step: float) -> float:
        """Return the central difference by one element of `array`."""
        kept = array.flat[index]
        array.flat[index] = kept + step
        above = self.value()
        array.flat[index] = kept - step
        below = self.value()
        array.flat[index] = kept
        return (above - below) / (2 * step)

    def gradients(self, states: dict[str, Array]) -> Iterator[tuple[str, tuple[Array, Array]]]:
        """Yield each array's name, the array, and its gradient by the layer's backward pass."""
        outputs, layer = self._outputs(), self.layer
        pair = getattr(layer, "merge_mode", "one") is None  # a Bidirectional that does not merge
        d_outputs: list[Any] = list(self.factors)
        if self.targets is not None:
            d_outputs = [self.loss.gradient(self.targets, outputs[0]), *([None] if pair else [])]
        head, d_states = (d_outputs[:2], d_outputs[2:]) if pair else (d_outputs[0], d_outputs[1:])
        d_inputs = layer.backward(head, *([d_states] if d_states else []))
        yield from zip(weight_labels(layer), zip(layer.weights, layer.gradients, strict=True), strict=True)
        if np.issubdtype(self.inputs.dtype, np.floating):
            yield "inputs", (self.inputs, d_inputs)
        if states:
            yield from zip(states, zip(states.values(), layer.d_initial_state, strict=True), strict=True)


def _doubles(name: str, value: object) -> Array:
    """A copy of `value` in float64."""
    return np.array(numbers(name, value, np.dtype(np.float64)))


def _states(argument: str, given: Any) -> dict[str, Array]:
    """Copies of the states with which a layer is called, by name."""
    listed = given if isinstance(given, (list, tuple)) else [] if given is None else [given]
    names = [f"{argument}[{k}]" for k in range(len(listed))]
    return {name: _doubles(name, state) for name, state in zip(names, listed, strict=True)}


def _flat(outputs: Any) -> list[Array]:
    """All arrays that a layer returns, in their order: a cell returns its output and a list of states."""
    if isinstance(outputs, (list, tuple)):
        return [array for several in outputs for array in _flat(several)]
    return [np.asarray(outputs)]


def _relative_error(analytic: Array, numeric: Array, step: float) -> float:
    difference = float(np.linalg.norm(analytic - numeric))
    size = float(np.linalg.norm(analytic) + np.linalg.norm(numeric))
    # two float64 values of size 1 are rounded by about 1e-16 each: below this size a slope is mostly that
    smallest = 1e-9 / step * math.sqrt(analytic.size)
    return difference / max(size, smallest)
