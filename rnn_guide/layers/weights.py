"""The check of weights, given or made, before a layer takes them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from rnn_guide.checks import ArgumentError, Array, exact_shape, numbers
from rnn_guide.initializers import Initializer, Shape

if TYPE_CHECKING:
    from rnn_guide.layers.layer import Layer


def check_count(weights: object, names: Sequence[str]) -> None:
    """Refuses weights that are not one array for each name."""
    if not isinstance(weights, (list, tuple)) or len(weights) != len(names):
        came = len(weights) if isinstance(weights, (list, tuple)) else type(weights).__name__
        expected = f"{len(names)} arrays: {', '.join(names)}"
        raise ArgumentError("weights", expected, came, "layer.weight_names has the names.")


def check_weight(argument: str, array: Array, name: str, shape: Shape, remedy: str) -> Array:
    """Returns `array` if it has the shape of the weight `name` and is finite."""
    exact_shape(argument, array, shape, name, remedy)
    if np.isfinite(array).all():
        return array
    expected = f"finite numbers ({name})"
    raise ArgumentError(argument, expected, "NaN or infinity", "Look where they became so.")


def made(name: str, initializer: Initializer, shape: Shape, dtype: np.dtype[Any]) -> Array:
    """Returns a copy of what an initializer makes: it may hand out an array of the caller's."""
    argument = f"{name.removesuffix('_kernel')}_initializer(shape, dtype)"
    array = numbers(argument, initializer(shape, dtype), dtype)
    return check_weight(argument, array, name, shape, "It is to return an array of the shape it gets.").copy()


def check_shares(
    layers: Sequence["Layer"], names: Sequence[str], weights: Sequence[Array], first: int = 0
) -> list[Array]:
    """Returns the weights of several layers as arrays that each of them can take."""
    check_count(weights, names)
    each = shares(layers, list(weights))
    return [array for layer, k, share in each for array in layer.check_weights(share, first + k)]


def shares(layers: Sequence["Layer"], weights: list[Array]) -> Iterator[tuple["Layer", int, list[Array]]]:
    """Yields each layer, the number of its first weight among all, and its weights."""
    start = 0
    for layer in layers:
        end = start + len(layer.weight_names)
        yield layer, start, weights[start:end]
        start = end
