"""From terms to a weighted mean and its gradient; and the squared error."""

import numpy as np
from numpy.typing import ArrayLike

from rnn_guide.checks import ArgumentError, Array, numbers


class Loss:
    """Base of the losses: turns the terms of a subclass into a mean and its gradient.

    Example:
        >>> import numpy as np
        >>> from rnn_guide.losses import Loss
        >>> class MeanAbsoluteError(Loss):
        ...     def terms(self, y_true, y_pred):
        ...         error = y_pred - y_true
        ...         return np.abs(error).mean(axis=-1), np.sign(error) / error.shape[-1]
        >>> MeanAbsoluteError()([[1.0], [2.0]], [[1.5], [1.0]])
        0.75
    """

    def terms(self, y_true: Array, y_pred: Array) -> tuple[Array, Array]:
        """Return each prediction's loss, y_pred.shape[:-1], and its derivative by y_pred, y_pred.shape."""
        raise NotImplementedError

    def targets(self, y_true: ArrayLike, y_pred: Array) -> Array:
        """Return the targets in the shape of the predictions; a last axis of size 1 may be missing."""
        target = numbers("y_true", y_true, y_pred.dtype)
        if y_pred.shape[-1:] == (1,) and target.shape == y_pred.shape[:-1]:
            target = target[..., None]
        if target.shape != y_pred.shape:
            remedy = "Reshape the targets, or give the last layer one unit for each number to predict."
            raise ArgumentError("y_true", f"of y_pred's shape {y_pred.shape}", target.shape, remedy)
        return target

    def value_and_gradient(
        self,
        y_true: ArrayLike,
        y_pred: ArrayLike,
        sample_weight: ArrayLike | None = None,
        mask: ArrayLike | None = None,
    ) -> tuple[float, Array]:
        """Return the loss and its gradient with respect to the predictions.

        Args:
            y_true: targets; see the class for their shape.
            y_pred: predictions, (batch, units) or (batch, timesteps, units).
            sample_weight: weight of each prediction, (batch,) or (batch, timesteps).
            mask: booleans, (batch,) or (batch, timesteps); False predictions do not count.

        Returns:
            The loss, in nats for the cross-entropies, and its gradient in the shape of `y_pred`.

        Raises:
            ArgumentError: if shapes do not fit.
        """
        predicted = numbers("y_pred", y_pred)
        if predicted.ndim < 2 or not predicted.size:
            remedy = "Keep the batch axis: y_pred[None] for one prediction."
            expected = "(batch, units) or (batch, timesteps, units) and not empty"
            raise ArgumentError("y_pred", expected, predicted.shape, remedy)
        values, slopes = self.terms(self.targets(y_true, predicted), predicted)
        weights = np.ones_like(values)
        if mask is not None:
            kept = _per_term("mask", mask, values) != 0
            weights = kept * values.dtype.type(kept.size / max(1, kept.sum()))
        if sample_weight is not None:
            weights = weights * _per_term("sample_weight", sample_weight, values)
        return float(np.mean(values * weights)), slopes * (weights / weights.dtype.type(weights.size))[
            ..., None
        ]

    def __call__(
        self,
        y_true: ArrayLike,
        y_pred: ArrayLike,
        sample_weight: ArrayLike | None = None,
        mask: ArrayLike | None = None,
    ) -> float:
        """Return the loss alone; arguments as in `value_and_gradient`."""
        return self.value_and_gradient(y_true, y_pred, sample_weight, mask)[0]

    def gradient(
        self,
        y_true: ArrayLike,
        y_pred: ArrayLike,
        sample_weight: ArrayLike | None = None,
        mask: ArrayLike | None = None,
    ) -> Array:
        """Return the gradient alone; arguments as in `value_and_gradient`."""
        return self.value_and_gradient(y_true, y_pred, sample_weight, mask)[1]


def _per_term(name: str, value: ArrayLike, values: Array) -> Array:
    """Return weights or a mask in the shape of the terms; one per sequence counts for all its steps."""
    array = numbers(name, value, values.dtype)
    if array.shape == values.shape:
        return array
    if values.ndim > 1 and array.shape == values.shape[:1]:
        return np.broadcast_to(array[:, None], values.shape)
    remedy = "Give one number a prediction or one a sequence."
    raise ArgumentError(name, f"of shape {values.shape} or {values.shape[:1]}", array.shape, remedy)


class MeanSquaredError(Loss):
    """Mean of (y_pred − y_true)², for numbers.

    Targets have the shape of the predictions, or lack their last axis of size 1.

    Example:
        >>> from rnn_guide.losses import MeanSquaredError
        >>> loss = MeanSquaredError()
        >>> loss([[1.0], [2.0]], [[1.0], [4.0]])
        2.0
        >>> print(loss.gradient([[1.0], [2.0]], [[1.0], [4.0]]).tolist())
        [[0.0], [2.0]]
    """

    def terms(self, y_true: Array, y_pred: Array) -> tuple[Array, Array]:
        """Return squared errors averaged over the last axis, and their derivatives."""
        error = y_pred - y_true
        return np.mean(error**2, axis=-1), error * error.dtype.type(2 / error.shape[-1])
