"""Cross-entropies, from probabilities or from logits."""

import numpy as np
from numpy.typing import ArrayLike

from rnn_guide.checks import ArgumentError, Array, even_rows
from rnn_guide.losses.base import Loss

EPSILON = 1e-7  # Keras keeps probabilities this far from 0 and 1


class _CrossEntropy(Loss):
    def __init__(self, from_logits: bool = False) -> None:
        if not isinstance(from_logits, bool):
            remedy = "True if the last layer has no activation."
            raise ArgumentError("from_logits", "True or False", repr(from_logits), remedy)
        self.from_logits = from_logits


class BinaryCrossentropy(_CrossEntropy):
    """Cross-entropy of yes/no predictions: −y log p − (1 − y) log(1 − p), in nats.

    Targets, 0 or 1, have the shape of the predictions, or lack their last axis of size 1.

    Args:
        from_logits: True if predictions are the inputs of a sigmoid, False if they are probabilities. Logits
            are exact where a probability rounds to 0 or 1.

    Example:
        >>> from rnn_guide.losses import BinaryCrossentropy
        >>> loss = BinaryCrossentropy()
        >>> f"{loss([1, 0], [[0.9], [0.5]]):.4f}"
        '0.3993'
        >>> f"{BinaryCrossentropy(from_logits=True)([1, 0], [[2.1972246], [0.0]]):.4f}"
        '0.3993'
    """

    def terms(self, y_true: Array, y_pred: Array) -> tuple[Array, Array]:
        """Return cross-entropies averaged over the last axis, and their derivatives."""
        if self.from_logits:
            small = np.exp(-np.abs(y_pred))  # never overflows
            values = np.maximum(y_pred, 0) - y_pred * y_true + np.log1p(small)
            slopes = np.where(y_pred >= 0, 1, small) / (1 + small) - y_true
        else:
            p = np.clip(y_pred, EPSILON, 1 - EPSILON)
            values = -(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))
            slopes = (p - y_true) / (p * (1 - p)) * (p == y_pred)
        return values.mean(axis=-1), slopes / slopes.dtype.type(slopes.shape[-1])


class CategoricalCrossentropy(_CrossEntropy):
    """Cross-entropy of a choice among classes, targets one-hot (or any distribution): −Σ y log p, in nats.

    Args:
        from_logits: True if predictions are the inputs of a softmax, False if they are probabilities.

    Example:
        >>> from rnn_guide.losses import CategoricalCrossentropy
        >>> f"{CategoricalCrossentropy()([[0, 1, 0]], [[0.2, 0.5, 0.3]]):.4f}"
        '0.6931'
    """

    def terms(self, y_true: Array, y_pred: Array) -> tuple[Array, Array]:
        """Return the cross-entropies and their derivatives."""
        if self.from_logits:
            log_p = _log_softmax(y_pred)
            slopes = np.exp(log_p) * y_true.sum(axis=-1, keepdims=True) - y_true
            return -np.sum(y_true * log_p, axis=-1), slopes
        total = y_pred.sum(axis=-1, keepdims=True)
        share = y_pred / total
        p = np.clip(share, EPSILON, 1 - EPSILON)
        slopes = -y_true / p * (p == share)
        inner = np.sum(slopes * share, axis=-1, keepdims=True)
        return -np.sum(y_true * np.log(p), axis=-1), (slopes - inner) / total


class SparseCategoricalCrossentropy(_CrossEntropy):
    """Cross-entropy of a choice among classes, targets class numbers: −log p of the right class, in nats.

    Targets are integers of shape y_pred.shape[:-1], with or without a last axis of size 1.

    Args:
        from_logits: True if predictions are the inputs of a softmax, False if they are probabilities.

    Example:
        >>> from rnn_guide.losses import SparseCategoricalCrossentropy
        >>> f"{SparseCategoricalCrossentropy()([1], [[0.2, 0.5, 0.3]]):.4f}"
        '0.6931'
        >>> loss = SparseCategoricalCrossentropy(from_logits=True)
        >>> print(loss.gradient([1], [[0.0, 0.0]]))
        [[ 0.5 -0.5]]
    """

    def targets(self, y_true: ArrayLike, y_pred: Array) -> Array:
        """Return the class numbers in the shape y_pred.shape[:-1]."""
        target = even_rows("y_true", y_true)
        if target.shape == (*y_pred.shape[:-1], 1):
            target = target[..., 0]
        whole = target.dtype.kind in "iuf" and bool(np.all(target == np.floor(target)))
        if target.shape != y_pred.shape[:-1] or not whole:
            remedy = "For one-hot targets use CategoricalCrossentropy."
            expected = f"class numbers of shape {y_pred.shape[:-1]}"
            raise ArgumentError("y_true", expected, f"{target.dtype} of shape {target.shape}", remedy)
        if np.any((target < 0) | (target >= y_pred.shape[-1])):
            remedy = "Give the last layer as many units as there are classes."
            got = f"{target.min():.0f} … {target.max():.0f}"
            raise ArgumentError("y_true", f"class numbers in [0, {y_pred.shape[-1]})", got, remedy)
        return target.astype(np.int64)

    def terms(self, y_true: Array, y_pred: Array) -> tuple[Array, Array]:
        """Return the cross-entropies and their derivatives."""
        right = y_true[..., None]
        if self.from_logits:
            inside, log_p = np.True_, _log_softmax(y_pred)
            slopes = np.exp(log_p)
            np.put_along_axis(slopes, right, np.take_along_axis(slopes, right, -1) - 1, -1)
        else:
            p = np.clip(y_pred, EPSILON, 1 - EPSILON)
            inside, total = p == y_pred, p.sum(axis=-1, keepdims=True)
            log_p = np.log(p / total)  # Keras scales the clipped probabilities to sum 1
            slopes = np.repeat(1 / total, p.shape[-1], axis=-1)
            np.put_along_axis(slopes, right, 1 / total - 1 / np.take_along_axis(p, right, -1), -1)
        return -np.take_along_axis(log_p, right, -1)[..., 0], slopes * inside


def _log_softmax(logits: Array) -> Array:
    shifted = logits - logits.max(axis=-1, keepdims=True)
    log_p: Array = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return log_p
