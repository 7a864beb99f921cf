"""Keeping gradients from exploding."""

import math
from collections.abc import Iterable, Sequence

import numpy as np

from rnn_guide._arguments import real
from rnn_guide.checks import ArgumentError, Array, numbers


def float_arrays(gradients: Sequence[Array]) -> list[Array]:
    """Return gradients as arrays of floats, for whole numbers could not be shortened."""
    if not isinstance(gradients, Iterable):
        remedy = "Put them in a list: [gradient]."
        raise ArgumentError("gradients", "a list of arrays", repr(gradients), remedy)
    return [numbers(f"gradients[{k}]", gradient) for k, gradient in enumerate(gradients)]


def global_norm(gradients: Sequence[Array]) -> float:
    """Return the length of all gradients taken as one vector.

    Example:
        >>> from rnn_guide.optimizers import global_norm
        >>> import numpy as np
        >>> global_norm([np.array([3.0]), np.array([[4.0]])])
        5.0
    """
    return _norm(float_arrays(gradients))


def clip_by_global_norm(gradients: Sequence[Array], clip_norm: float) -> list[Array]:
    """Shorten all gradients by one factor, so that together they are no longer than `clip_norm`.

    The direction stays (Pascanu et al. 2013). Gradients that are short enough come back unchanged; an
    infinite or undefined norm gives NaN, as in Keras, because no direction is left to keep.

    Args:
        gradients: arrays of any shapes.
        clip_norm: the greatest length, above 0.

    Returns:
        New arrays of the same shapes.

    Raises:
        ArgumentError: if `clip_norm` is not a positive number, or a gradient no array of numbers.

    Example:
        >>> from rnn_guide.optimizers import clip_by_global_norm
        >>> import numpy as np
        >>> print(clip_by_global_norm([np.array([3.0]), np.array([4.0])], clip_norm=1.0))
        [array([0.6]), array([0.8])]
    """
    gradients = float_arrays(gradients)
    limit, norm = positive("clip_norm", clip_norm), _norm(gradients)
    scale = min(1.0, limit / norm) if norm > 0 else 1.0
    if not math.isfinite(norm):
        scale = math.nan
    return [gradient * gradient.dtype.type(scale) for gradient in gradients]


def _norm(arrays: list[Array]) -> float:
    return math.sqrt(sum(float(np.vdot(array, array)) for array in arrays))


def positive(name: str, value: float) -> float:
    """Return `value` if it is a finite number above 0."""
    number = real(name, value, 0)
    if number == 0:
        raise ArgumentError(name, "above 0", value, f"Pass for example {name}=1.")
    return number
