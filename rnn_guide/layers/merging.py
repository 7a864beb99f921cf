"""The ways in which `Bidirectional` joins its two outputs, and their derivatives."""

import numpy as np

from rnn_guide.checks import Array

MERGE_MODES = ("concat", "sum", "mul", "ave", None)


def merge(mode: str | None, y: Array, y_rev: Array) -> Array:
    """Joins the outputs of both directions, (..., units) each; for "concat" (..., 2 * units)."""
    if mode == "concat":
        return np.concatenate([y, y_rev], axis=-1)
    if mode == "mul":
        return np.asarray(y * y_rev)
    return np.asarray(y + y_rev if mode == "sum" else (y + y_rev) / 2)


def merge_back(mode: str | None, d: Array, y: Array, y_rev: Array) -> tuple[Array, Array]:
    """Turns the gradient d of the joined output into those of y and y_rev."""
    if mode == "concat":
        units = y.shape[-1]
        return d[..., :units], d[..., units:]
    if mode == "mul":
        return d * y_rev, d * y
    return (d, d) if mode == "sum" else (d / 2, d / 2)
