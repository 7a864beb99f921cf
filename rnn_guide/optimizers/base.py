"""What all optimizers do: clip, then change the weights in place."""

import math
from collections.abc import Sequence

import numpy as np

from rnn_guide._arguments import real
from rnn_guide.checks import ArgumentError, Array
from rnn_guide.optimizers.clipping import clip_by_global_norm, float_arrays, positive


class Optimizer:
    """Base of the optimizers: clips gradients and updates weights in place.

    Attributes:
        learning_rate: may be changed between steps, for a schedule.
        iterations: steps taken.

    Example:
        >>> import numpy as np
        >>> from rnn_guide.optimizers import SGD, Optimizer
        >>> isinstance(SGD(), Optimizer)
        True
        >>> print(SGD(clipvalue=1.0).clip([np.array([3.0, -0.5])]))
        [array([ 1. , -0.5])]
    """

    def __init__(
        self,
        learning_rate: float,
        clipnorm: float | None,
        clipvalue: float | None,
        global_clipnorm: float | None,
    ) -> None:
        clips = {"clipnorm": clipnorm, "clipvalue": clipvalue, "global_clipnorm": global_clipnorm}
        given = {name: positive(name, value) for name, value in clips.items() if value is not None}
        if len(given) > 1:
            raise ArgumentError("clipping", f"only one of {', '.join(clips)}", given, "Keep one of them.")
        self.learning_rate = real("learning_rate", learning_rate, 0)
        self._clip = next(iter(given.items()), None)
        self.iterations = 0
        self._slots: list[list[Array]] = []

    def clip(self, gradients: Sequence[Array]) -> list[Array]:
        """Return the gradients as the chosen clipping leaves them."""
        name, limit = self._clip or ("", math.inf)
        if name == "global_clipnorm":
            return clip_by_global_norm(gradients, limit)
        if name == "clipnorm":
            return [clip_by_global_norm([gradient], limit)[0] for gradient in gradients]
        if name == "clipvalue":
            return [np.clip(gradient, -limit, limit) for gradient in gradients]
        return list(gradients)

    def apply(self, gradients: Sequence[Array], weights: Sequence[Array]) -> None:
        """Take one step: change the weights in place.

        Args:
            gradients: of the loss, aligned with `weights`.
            weights: the live arrays, the same ones at every step.

        Raises:
            ArgumentError: if counts or shapes do not fit, or a weight cannot be changed in place.
        """
        _check_weights(weights)
        gradients = float_arrays(gradients)
        came, wanted = [g.shape for g in gradients], [w.shape for w in weights]
        if came != wanted:
            remedy = "Pass layer.gradients with layer.weights of the same layers."
            raise ArgumentError("gradients", f"of the weights' shapes {wanted}", came, remedy)
        if not (self.slots and self._slots):  # what remembers nothing serves several models
            self._slots = [[np.zeros_like(w) for _ in range(self.slots)] for w in weights]
        if self.slots and [slots[0].shape for slots in self._slots] != wanted:
            remedy = "Make a new optimizer for another model."
            raise ArgumentError("weights", "those of the first step", wanted, remedy)
        self.iterations += 1
        for weight, gradient, slots in zip(weights, self.clip(gradients), self._slots, strict=True):
            self.update(weight, gradient.astype(weight.dtype, copy=False), slots)

    slots = 0
    """How many arrays an optimizer remembers for each weight."""

    def update(self, weight: Array, gradient: Array, slots: list[Array]) -> None:
        """Update one weight in place."""
        raise NotImplementedError


def _check_weights(weights: Sequence[Array]) -> None:
    """Refuse what a step could not change, or would change to whole numbers."""
    if not isinstance(weights, (list, tuple)):
        remedy = "Pass layer.weights, or put one array in a list."
        raise ArgumentError("weights", "a list of arrays", type(weights).__name__, remedy)
    for k, weight in enumerate(weights):
        array = isinstance(weight, np.ndarray)
        if not array or weight.dtype.kind != "f" or not weight.flags.writeable:
            came = (
                f"an array of {weight.dtype}, writeable={weight.flags.writeable}" if array else repr(weight)
            )
            remedy = "Pass np.array(weight, np.float32), which is changed in place."
            raise ArgumentError(f"weights[{k}]", "an array of floats that can be changed", came, remedy)
