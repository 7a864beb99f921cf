"""Losses with value and gradient, equal to the Keras losses of the same name, and the units they are told in.

A loss is a mean over all predictions: over the batch, and over time steps where every step predicts. With
`sample_weight` each term is multiplied by its weight and the sum still divided by the number of terms; with
`mask` the mean is over the unmasked terms only. Both are what Keras does.
"""

from rnn_guide.checks import ArgumentError
from rnn_guide.losses.base import Loss, MeanSquaredError
from rnn_guide.losses.cross_entropy import (
    BinaryCrossentropy,
    CategoricalCrossentropy,
    SparseCategoricalCrossentropy,
)
from rnn_guide.losses.units import bits_per_symbol, nats_to_bits, perplexity

__all__ = [
    "LOSSES",
    "BinaryCrossentropy",
    "CategoricalCrossentropy",
    "Loss",
    "MeanSquaredError",
    "SparseCategoricalCrossentropy",
    "bits_per_symbol",
    "get",
    "nats_to_bits",
    "perplexity",
]

LOSSES: dict[str, type[Loss]] = {
    "mse": MeanSquaredError,
    "mean_squared_error": MeanSquaredError,
    "binary_crossentropy": BinaryCrossentropy,
    "categorical_crossentropy": CategoricalCrossentropy,
    "sparse_categorical_crossentropy": SparseCategoricalCrossentropy,
}


def get(loss: str | Loss) -> Loss:
    """Return a loss from its Keras name; a loss is passed through.

    Raises:
        ArgumentError: if the name is unknown.

    Example:
        >>> from rnn_guide.losses import get
        >>> type(get("mse")).__name__
        'MeanSquaredError'
    """
    if isinstance(loss, Loss):
        return loss
    if not isinstance(loss, str) or loss not in LOSSES:
        expected = f"a Loss or one of {', '.join(LOSSES)}"
        raise ArgumentError("loss", expected, repr(loss), "Pass for example 'mse'.")
    return LOSSES[loss]()
