"""Metrics that a model can be compiled with."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from rnn_guide.checks import ArgumentError, Array
from rnn_guide.losses import (
    BinaryCrossentropy,
    CategoricalCrossentropy,
    Loss,
    SparseCategoricalCrossentropy,
)


def accuracy(loss: Loss, y_true: ArrayLike, y_pred: Array, mask: Array | None) -> tuple[float, int]:
    """Return how many predictions are right, and how many there are; masked ones do not count.

    The threshold of yes/no predictions is probability 0.5 (logit 0).
    """
    target = loss.targets(y_true, y_pred)
    if isinstance(loss, BinaryCrossentropy):
        right = np.mean((y_pred > (0 if loss.from_logits else 0.5)) == (target > 0.5), axis=-1)
    elif isinstance(loss, CategoricalCrossentropy):
        right = y_pred.argmax(axis=-1) == target.argmax(axis=-1)
    else:
        right = y_pred.argmax(axis=-1) == target
    counted = np.ones(right.shape, np.bool_) if mask is None else mask
    return float(np.sum(right * counted)), int(np.sum(counted))


def check_metrics(metrics: Sequence[str] | None, loss: Loss) -> tuple[str, ...]:
    """Return the metrics if they are known and fit the loss, else raise `ArgumentError`; None means none."""
    metrics = () if metrics is None else metrics
    if not isinstance(loss, (BinaryCrossentropy, CategoricalCrossentropy, SparseCategoricalCrossentropy)):
        known: tuple[str, ...] = ()
        remedy = f"Accuracy has no meaning for {type(loss).__name__}; leave metrics out."
    else:
        known, remedy = ("accuracy",), "Pass metrics=['accuracy']."
    if not isinstance(metrics, (list, tuple)) or any(metric not in known for metric in metrics):
        raise ArgumentError("metrics", f"a list from {list(known)}", repr(metrics), remedy)
    return tuple(metrics)
