"""The ways in which `Bidirectional` joins its two outputs, and their derivatives."""

from typing import Any

import numpy as np

from rnn_guide.checks import ArgumentError, Array, exact_shape, numbers

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


def split(mode: str | None, d_outputs: Any, y: Array, y_rev: Array) -> tuple[Array | None, Array | None]:
    """Checks the gradient of what was returned for y and y_rev, and turns it into theirs; None means zero."""
    if d_outputs is None:
        return None, None
    if mode is not None:
        expected, remedy = merge(mode, y, y_rev).shape, "Both directions are in it, as merged."
        return merge_back(mode, _gradient("d_outputs", d_outputs, expected, y.dtype, remedy), y, y_rev)
    if not isinstance(d_outputs, (list, tuple)) or len(d_outputs) != 2:
        came = type(d_outputs).__name__
        raise ArgumentError("d_outputs", "a pair of arrays", came, "One for each direction: [d_y, d_y_rev].")
    first, second = (
        None if d is None else _gradient(f"d_outputs[{k}]", d, half.shape, y.dtype, "None would mean zero.")
        for k, (d, half) in enumerate(zip(d_outputs, (y, y_rev), strict=True))
    )
    return first, second


def _gradient(argument: str, value: Any, shape: tuple[int, ...], dtype: Any, remedy: str) -> Array:
    return exact_shape(argument, numbers(argument, value, dtype), shape, "the output's shape", remedy)
