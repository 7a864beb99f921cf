"""What all layers have in common: weights, gradients, and the check of what comes in."""

import re
from abc import abstractmethod
from typing import Any, Self

import numpy as np
from numpy.typing import DTypeLike

from rnn_guide.checks import ArgumentError, Array, axes_of, cast, float_type, numbers
from rnn_guide.initializers import Initializer, Shape
from rnn_guide.layers.weights import check_count, check_weight, made

OutputShape = tuple[Any, ...]
_BEFORE_CAPITAL = re.compile("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")  # Simple_RNN, LSTM_Cell


class Layer:
    """Base of every layer: a callable that builds its weights from the first input it meets.

    A layer computes in float32 until it meets float64 inputs; then its weights become float64 and stay so.

    Attributes:
        name: The class name in Keras' spelling (`lstm`, `simple_rnn`), unless given.
        gradients: After `backward`: the gradients, aligned with `weights`.

    Example:
        >>> from rnn_guide import Dense
        >>> dense = Dense(2)
        >>> dense.built
        False
        >>> dense(np.ones((1, 3))).shape, dense.count_params()
        ((1, 2), 8)
    """

    def __init__(self, name: str | None = None) -> None:
        if not isinstance(name, (str, type(None))):
            raise ArgumentError("name", "a string or None", repr(name), 'Example: name="encoder".')
        self.name = name or _BEFORE_CAPITAL.sub("_", type(self).__name__).lower()
        self._dtype: np.dtype[Any] | None = None
        self._weights: list[Array] = []
        self._gradients: list[Array] | None = None

    @property
    @abstractmethod
    def weight_names(self) -> tuple[str, ...]:
        """Names of the weights, in Keras' order."""

    def weight_shapes(self, features: int) -> list[Shape]:
        """Shapes of the layer's own weights for so many `features`, in the order of their names."""
        return []

    def initializers(self) -> list[Initializer]:
        """Initializers of the layer's own weights, in the order of their names."""
        return []

    @property
    def dtype(self) -> np.dtype[Any] | None:
        """What the layer computes in; None as long as it is open."""
        return self._dtype

    @property
    def built(self) -> bool:
        """Whether the layer has its weights."""
        return bool(self._weights)

    @property
    def weights(self) -> list[Array]:
        """The live arrays; who changes them in place changes the layer."""
        return self._weights

    @property
    def gradients(self) -> list[Array]:
        """Gradients of the loss with respect to `weights`, from the last `backward`."""
        return self.require_backward("gradients", self._gradients)

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        """Creates the weights for inputs of `input_shape`, of which only the last axis matters."""
        if self.built:
            return
        expected = "a shape with a known last axis"
        features = axes_of(input_shape, expected)[-1]
        if not features:
            raise ArgumentError("input_shape", expected, input_shape, "Give the number of features.")
        dtype = self.dtype or np.dtype(np.float32)
        shapes = self.weight_shapes(features)
        parts = zip(self.weight_names, self.initializers(), shapes, strict=True)
        self._weights = [made(name, initializer, shape, dtype) for name, initializer, shape in parts]

    def astype(self, dtype: DTypeLike) -> Self:
        """Converts the weights; from now on the layer computes in `dtype`, float32 or float64."""
        known = float_type(dtype)
        self._weights = [cast("weights", weight, known) for weight in self._weights]
        self._dtype = known
        return self

    def get_weights(self) -> list[Array]:
        """Returns copies of the weights in Keras' order and layout."""
        return [weight.copy() for weight in self.weights]

    def set_weights(self, weights: list[Array]) -> None:
        """Copies `weights` into the layer, also before the first call.

        Args:
            weights: One array per name in `weight_names`, in Keras' layout.

        Raises:
            ArgumentError: If the count or a shape is wrong, or a weight is not finite.
        """
        arrays = self.check_weights(weights)
        if not self.built:
            self._weights = [array.copy() for array in arrays]
        for weight, array in zip(self._weights, arrays, strict=True):
            weight[...] = array

    def check_weights(self, weights: list[Array], first: int = 0) -> list[Array]:
        """Returns `weights` as arrays that the layer can take; errors call the first one weights[`first`]."""
        names = self.weight_names
        check_count(weights, names)
        if not names:
            return []
        dtype = self._weights[0].dtype if self.built else self.dtype
        arguments = [f"weights[{first + k}]" for k in range(len(names))]
        arrays = [numbers(name, weight, dtype) for name, weight in zip(arguments, weights, strict=True)]
        kernel = self._weights[0] if self.built else arrays[0]
        features = (kernel.shape[0] if kernel.ndim == 2 else 1) or 1
        remedy = "Keras' get_weights() has the same layout."
        parts = zip(arguments, arrays, names, self.weight_shapes(features), strict=True)
        return [check_weight(argument, array, name, shape, remedy) for argument, array, name, shape in parts]

    def count_params(self) -> int:
        """Number of weights, once the layer is built."""
        if not self.built:
            raise ArgumentError(
                f"{self.name}.count_params()",
                "called on a built layer",
                "a layer without weights",
                "Call the layer on data, or layer.build((None, features)).",
            )
        return sum(weight.size for weight in self.weights)

    @abstractmethod
    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> OutputShape:
        """Shape of the output for inputs of `input_shape`; unknown axes are None."""

    def require_call(self, left: Any) -> Any:
        """Returns what the last call left for `backward`, if there was one."""
        if left is None:
            raise ArgumentError(
                f"{self.name}.backward",
                "called after a call of the layer",
                "no call",
                "Call layer(inputs) first.",
            )
        return left

    def require_backward(self, what: str, left: list[Array] | None) -> list[Array]:
        """Returns what the last `backward` left, if there was one."""
        if left is None:
            raise ArgumentError(
                f"{self.name}.{what}",
                "read after backward",
                "no backward yet",
                "Call layer.backward(...) first.",
            )
        return left

    def _accept(self, inputs: object, axes: str, ndim: int | None = None) -> Array:
        """Checks inputs, builds on the first call, and settles the dtype."""
        array = numbers("inputs", inputs)
        if (array.ndim != ndim) if ndim else (array.ndim < 2):
            add = " For one sequence add an axis: inputs[None]." if ndim == 3 and array.ndim == 2 else ""
            raise ArgumentError("inputs", axes, array.shape, f"Check inputs.shape.{add}")
        if not all(array.shape):
            raise ArgumentError(
                "inputs", f"{axes} without empty axes", array.shape, "Drop empty sequences first."
            )
        features = self.weights[0].shape[0] if self.built else array.shape[-1]
        if array.shape[-1] != features:
            raise ArgumentError(
                "inputs",
                f"{axes} with {features} features",
                f"shape {array.shape}",
                f"This layer was built for {features} features; make a new layer for {array.shape[-1]}.",
            )
        if self.dtype is None or (array.dtype == np.float64 and self.dtype != np.float64):
            self.astype(array.dtype)
        self.build(array.shape)
        return array.astype(self.dtype, copy=False)
