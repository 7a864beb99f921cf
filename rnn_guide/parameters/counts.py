"""What a count of weights consists of: arrays, layers, models."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Weight:
    """One weight array of a layer.

    Attributes:
        name: Keras' name, for example ``kernel``; ``forward/kernel`` and ``backward/kernel`` in
        Bidirectional.
        shape: its shape in Keras' layout.

    Example:
        >>> from rnn_guide.parameters import count_lstm
        >>> kernel = count_lstm(features=5, units=3).weights[0]
        >>> kernel.name, kernel.shape, kernel.size
        ('kernel', (5, 12), 60)
    """

    name: str
    shape: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many numbers it holds."""
        return math.prod(self.shape)


@dataclass(frozen=True)
class ParameterCount:
    """The weights of one layer and the arithmetic of their number.

    Attributes:
        layer: the layer's class, for example ``SimpleRNN``.
        weights: its `Weight` arrays in the order of ``get_weights()``.
        symbols: the formula in words, for example ``units·features + units·units + units``.
        numbers: the same formula with the numbers, for example ``3·10 + 3·3 + 3``.

    Example:
        >>> from rnn_guide.parameters import count_simple_rnn
        >>> count = count_simple_rnn(features=10, units=3)
        >>> print(count)
        3·10 + 3·3 + 3 = 42
        >>> count.total, count.shapes
        (42, ((10, 3), (3, 3), (3,)))
    """

    layer: str
    weights: tuple[Weight, ...]
    symbols: str
    numbers: str

    @property
    def total(self) -> int:
        """The number of weights, all arrays together."""
        return sum(weight.size for weight in self.weights)

    @property
    def shapes(self) -> tuple[tuple[int, ...], ...]:
        """The shape of each array, in the order of ``get_weights()``."""
        return tuple(weight.shape for weight in self.weights)

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Yield (weight, shape, count) as text for a table."""
        for weight in self.weights:
            yield weight.name, str(weight.shape), f"{weight.size:,}"

    def __int__(self) -> int:
        return self.total

    def __str__(self) -> str:
        return f"{self.numbers} = {self.total:,}"


@dataclass(frozen=True)
class ModelCount:
    """Layers one after the other, their counts added up.

    Example:
        >>> from rnn_guide.parameters import count_dense, count_embedding, count_model, count_simple_rnn
        >>> model = count_model(count_embedding(5000, 100), count_simple_rnn(100, 128), count_dense(128, 1))
        >>> print(model)
        500,000 + 29,312 + 129 = 529,441
        >>> print(model.table())
        layer      weights                  parameters
        Embedding  5,000·100                   500,000
        SimpleRNN  128·100 + 128·128 + 128      29,312
        Dense      1·128 + 1                       129
        total                                  529,441
    """

    layers: tuple[ParameterCount, ...]

    @property
    def total(self) -> int:
        """The number of weights of the whole model."""
        return sum(layer.total for layer in self.layers)

    def table(self) -> str:
        """Return a plain-text table, one line a layer, that pages print."""
        lines = [("layer", "weights", "parameters")]
        lines += [(layer.layer, layer.numbers, f"{layer.total:,}") for layer in self.layers]
        lines += [("total", "", f"{self.total:,}")]
        wide = [max(len(line[k]) for line in lines) for k in range(3)]
        return "\n".join(f"{a:<{wide[0]}}  {b:<{wide[1]}}  {c:>{wide[2]}}" for a, b, c in lines)

    def __int__(self) -> int:
        return self.total

    def __str__(self) -> str:
        return f"{' + '.join(f'{layer.total:,}' for layer in self.layers)} = {self.total:,}"
