"""The structure of a model: layers in a row, their shapes, weights and gradients."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from numpy.typing import ArrayLike, DTypeLike

from rnn_guide._naming import weight_labels
from rnn_guide.checks import ArgumentError, Array, axes_of, model_inputs
from rnn_guide.layers import Embedding, Layer
from rnn_guide.layers.weights import check_shares, shares
from rnn_guide.models.files import load, save
from rnn_guide.models.input import Input, ShapeLike
from rnn_guide.models.masking import Masking


class Network:
    """Layers one after the other; base of `Sequential`."""

    def __init__(self, layers: Iterable[Layer | Input]) -> None:
        example = "Pass for example [SimpleRNN(3), Dense(1)]."
        if not isinstance(layers, Iterable):
            raise ArgumentError("layers", "a list of layers", repr(layers), example)
        given = list(layers)
        self.input_shape: tuple[int | None, ...] | None = None
        if given and isinstance(given[0], Input):
            self.input_shape, given = given[0].batch_shape, given[1:]
        parts = [part for part in given if isinstance(part, Layer)]
        wrong = [part for part in given if not isinstance(part, Layer)]
        if wrong or not parts:
            expected = "a list of at least one layer, with Input only as the first"
            raise ArgumentError("layers", expected, wrong or "none", example)
        for k, part in enumerate(parts):
            if any(part is earlier for earlier in parts[:k]):  # it keeps what backward needs of one call only
                remedy = "Make a second layer; set_weights gives it the same weights."
                raise ArgumentError("layers", "different layers", f"{part.name} twice", remedy)
            _check_one_output(part)
        self.layers = parts
        self.output_mask: Array | None = None
        if self.input_shape is not None:
            self.build(self.input_shape)

    def output_shapes(self, input_shape: ShapeLike) -> list[tuple[int | None, ...]]:
        """Return the output shape of every layer."""
        shapes = [axes_of(input_shape, "a shape with the batch axis")]
        for layer in self.layers:
            shapes.append(tuple(layer.compute_output_shape(shapes[-1])))
        return shapes[1:]

    def build(self, input_shape: ShapeLike) -> None:
        """Create all weights for inputs of a shape, batch axis included; None where it may vary."""
        shapes = self.output_shapes(input_shape)
        self.input_shape = tuple(input_shape)
        for layer, shape in zip(self.layers, [self.input_shape, *shapes], strict=False):
            if not layer.built:
                layer.build(shape)

    @property
    def built(self) -> bool:
        """Whether all layers have their weights."""
        return all(layer.built for layer in self.layers)

    def __call__(self, inputs: ArrayLike, mask: Array | None = None) -> Array:
        """Run all layers; a mask goes along to those that take one, as in Keras.

        Args:
            inputs: (batch, …) as the first layer wants it.
            mask: (batch, timesteps) booleans, False at steps to skip; Embedding and Masking make their own.

        Returns:
            The output of the last layer. Its mask, if it still is a masked sequence, is ``output_mask``.
        """
        x = model_inputs("inputs", inputs)
        shape = (None, *x.shape[1:])
        layer: Any  # the base class has no call: each layer declares its own
        for layer in self.layers:
            if isinstance(layer, (Embedding, Masking)):
                found = layer.compute_mask(x)
                x, mask = layer(x), mask if found is None else found
            elif hasattr(layer, "compute_mask"):
                x, mask = layer(x, mask=mask), layer.compute_mask(mask)
            else:
                x = layer(x)
        self.input_shape, self.output_mask = self.input_shape or shape, mask
        return x

    def backward(self, d_outputs: Array) -> Array:
        """Backpropagate through all layers, after a call; return the gradient by the inputs."""
        for layer in reversed(self.layers):
            d_outputs = layer.backward(d_outputs)  # type: ignore[attr-defined]
        return d_outputs

    def astype(self, dtype: DTypeLike) -> "Network":
        """Convert all weights, for example to float64 for a gradient check."""
        for layer in self.layers:
            layer.astype(dtype)
        return self

    @property
    def weights(self) -> list[Array]:
        """The live arrays of all layers."""
        return [weight for layer in self.layers for weight in layer.weights]

    @property
    def weight_names(self) -> list[str]:
        """A name for each array: layer's number, layer's name, weight's name."""
        return [
            f"{index}/{layer.name}/{label}"
            for index, layer in enumerate(self.layers)
            for label in weight_labels(layer)
        ]

    @property
    def gradients(self) -> list[Array]:
        """The gradients of the last backward pass, aligned with `weights`."""
        return [gradient for layer in self.layers for gradient in layer.gradients]

    def get_weights(self) -> list[Array]:
        """Return copies of all arrays, in Keras' order."""
        return [weight.copy() for weight in self.weights]

    def set_weights(self, weights: Sequence[Array]) -> None:
        """Copy arrays into the layers, in the order of `get_weights` (and of Keras).

        Raises:
            ArgumentError: if their number or a shape is wrong, or one is not finite; then none is copied.
        """
        for layer, _, share in shares(self.layers, check_shares(self.layers, self.weight_names, weights)):
            layer.set_weights(share)

    def count_params(self) -> int:
        """Return the number of weights of all layers."""
        return sum(weight.size for weight in self.weights)

    def save_weights(self, path: str | Path) -> None:
        """Write all weights into a ``.npz`` file; this ending is added where it is missing."""
        if not self.built:
            raise ArgumentError(
                "model", "built before saving", "no weights", "Call it on data or build(input_shape)."
            )
        save(path, dict(zip(self.weight_names, self.weights, strict=True)))

    def load_weights(self, path: str | Path) -> None:
        """Read weights that `save_weights` wrote for a model of the same layers.

        Raises:
            ArgumentError: if the file is of another model, or was not written by `save_weights`.
            FileNotFoundError: if there is no such file.
        """
        stored = load(path)
        if list(stored) != self.weight_names:
            remedy = "Make the model with the layers it was saved with."
            raise ArgumentError("path", f"weights {self.weight_names}", list(stored), remedy)
        self.set_weights(list(stored.values()))

    def summary(self, print_fn: Callable[[str], object] = print) -> None:
        """Print a table: each layer's output shape and number of weights; the total.

        Raises:
            ArgumentError: if the model is not built.
        """
        if self.input_shape is None or not self.built:
            remedy = "Put Input(shape=...) first, or call the model on data."
            raise ArgumentError("model", "built before its summary", "an unknown input shape", remedy)
        lines = [("layer", "output shape", "parameters")]
        for layer, shape in zip(self.layers, self.output_shapes(self.input_shape), strict=True):
            count = sum(weight.size for weight in layer.weights)
            lines.append((f"{layer.name} ({type(layer).__name__})", str(shape), f"{count:,}"))
        lines.append(("total", "", f"{self.count_params():,}"))
        a, b, c = (max(len(line[k]) for line in lines) for k in range(3))
        print_fn("\n".join(f"{line[0]:<{a}}  {line[1]:<{b}}  {line[2]:>{c}}" for line in lines))


def _check_one_output(layer: Layer) -> None:
    """Refuse a layer that returns several arrays, which the next layer would take for a batch."""
    for option, several in (("return_state", True), ("merge_mode", None)):
        if getattr(layer, option, not several) is several:
            remedy = "Call the layer itself to see all that it returns."
            came = f"{option}={several} in {layer.name}"
            raise ArgumentError("layers", "layers with one output", came, remedy)
