"""The weights of the explorers: those of the running example, and others that tell the units apart."""

from typing import Any

import numpy as np
from diagrams.example import ALL_TENTHS, TRAIN_X, UNITS

from rnn_guide.layers.layer import Layer


def lists(layer: Layer) -> list[Any]:
    """Return ``get_weights()`` as lists, ready for JSON."""
    return [weight.tolist() for weight in layer.get_weights()]


def tenths(kind: type[Any], **options: Any) -> Any:
    """Make a layer of 3 units in double precision: every weight 0.1, the biases that the layer makes."""
    layer = kind(UNITS, return_sequences=True, **ALL_TENTHS, **options)
    layer.build((None, *TRAIN_X.shape))
    return layer.astype(np.float64)


def drawn(kind: type[Any], seed: int, **options: Any) -> Any:
    """Make the same layer with weights drawn between 0 and 0.2, two decimals each."""
    layer, rng = tenths(kind, **options), np.random.default_rng(seed)
    kernel, recurrent_kernel, bias = layer.get_weights()
    layer.set_weights(
        [*(rng.uniform(0, 0.2, weight.shape).round(2) for weight in (kernel, recurrent_kernel)), bias]
    )
    return layer
