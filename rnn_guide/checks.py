"""The one shape of every error: argument, expectation, what came, remedy."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]


class ArgumentError(ValueError):
    """Says what is wrong with an argument and how to put it right.

    Args:
        argument: Name of the argument (or of the call) that is wrong.
        expected: What it must be.
        got: What came instead.
        remedy: A sentence that says what to do.

    Example:
        >>> raise ArgumentError("units", "a positive integer", 0, "Try units=3.")
        Traceback (most recent call last):
        rnn_guide.checks.ArgumentError: units must be a positive integer, got 0. Try units=3.
    """

    def __init__(self, argument: str, expected: str, got: object, remedy: str) -> None:
        super().__init__(f"{argument} must be {expected}, got {got}. {remedy}")
        self.argument, self.expected, self.got, self.remedy = argument, expected, got, remedy

    def __reduce__(self) -> tuple[type["ArgumentError"], tuple[str, str, object, str]]:
        # an exception is copied and pickled from its arguments, which are four here and not the message
        return type(self), (self.argument, self.expected, self.got, self.remedy)


def positive_int(argument: str, value: object) -> int:
    """Returns `value` as an int if it is a positive whole number (NumPy integers count).

    Example:
        >>> positive_int("units", 3)
        3
    """
    if isinstance(value, (int, np.integer)) and not isinstance(value, bool) and value > 0:
        return int(value)
    raise ArgumentError(argument, "a positive integer", repr(value), f"Choose for example {argument}=3.")


def flag(argument: str, value: object) -> bool:
    """Returns `value` if it is True or False.

    Example:
        >>> flag("use_bias", True)
        True
    """
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    raise ArgumentError(argument, "True or False", repr(value), f"Write {argument}=True or {argument}=False.")


def as_array(value: object) -> Array:
    """Returns `value` as an array; what is none, such as rows of different lengths, has dtype object.

    Example:
        >>> as_array([[1], [1, 2]]).dtype
        dtype('O')
    """
    try:
        return np.asarray(value)
    except ValueError:
        return np.asarray(None)


def numbers(argument: str, value: object, dtype: np.dtype[Any] | None = None) -> Array:
    """Returns `value` as an array of floats: `dtype`, or float64 for arrays of 64 bits or more, else float32.

    Example:
        >>> numbers("inputs", [1, 2]).dtype, numbers("inputs", np.ones(2)).dtype
        (dtype('float32'), dtype('float64'))
    """
    array = as_array(value)
    if array.dtype.kind not in "fiub":
        came = (
            "rows of different lengths or no numbers" if array.dtype.kind == "O" else f"dtype {array.dtype}"
        )
        raise ArgumentError(
            argument, "an array of real numbers", came, "Pad the rows to one length, then np.array(...)."
        )
    if dtype is None:
        wide = hasattr(value, "dtype") and array.dtype.kind == "f" and array.dtype.itemsize > 4
        dtype = np.dtype(np.float64 if wide else np.float32)
    return cast(argument, array, dtype)


def exact_shape(argument: str, array: Array, shape: tuple[int, ...], axes: str, remedy: str) -> Array:
    """Returns `array` if it has `shape`; `axes` says in words what the axes are.

    Example:
        >>> exact_shape("mask", np.ones((2, 3)), (2, 3), "(batch, timesteps)", "").shape
        (2, 3)
    """
    if array.shape == shape:
        return array
    raise ArgumentError(argument, f"{axes} = {shape}", f"shape {array.shape}", remedy)


def check_mask(mask: object, shape: tuple[int, ...]) -> Array:
    """Returns `mask` if it is a boolean array (batch, timesteps) of `shape`.

    Example:
        >>> check_mask([[True, False]], (1, 2))
        array([[ True, False]])
    """
    array = as_array(mask)
    if array.dtype != np.bool_:
        raise ArgumentError("mask", "booleans", f"dtype {array.dtype}", "Convert it: mask.astype(bool).")
    return exact_shape("mask", array, shape, "(batch, timesteps)", "True keeps a step, False skips it.")


def axes_of(shape: object, expected: str, ndim: int | None = None) -> tuple[int | None, ...]:
    """Returns the axes of an `input_shape`, None for what is not known; `ndim` of them, if given.

    Example:
        >>> axes_of([None, 4, 5], "(batch, timesteps, features)", 3)
        (None, 4, 5)
    """
    axes = tuple(shape) if isinstance(shape, (tuple, list)) else ()
    known = [axis for axis in axes if axis is not None]
    whole = all(isinstance(axis, (int, np.integer)) and not isinstance(axis, bool) for axis in known)
    if not axes or not whole or min(known, default=0) < 0 or len(axes) != (ndim or len(axes)):
        remedy = "Pass a tuple; None stands for what is not known."
        raise ArgumentError("input_shape", expected, repr(shape), remedy)
    return axes


def float_type(dtype: object) -> np.dtype[Any]:
    """Returns `dtype` as a NumPy dtype if it is float32 or float64.

    Example:
        >>> float_type("float64")
        dtype('float64')
    """
    for known in (np.dtype(np.float32), np.dtype(np.float64)):
        if dtype is not None and known == dtype:  # NumPy takes None for float64
            return known
    raise ArgumentError("dtype", "float32 or float64", repr(dtype), 'Example: layer.astype("float64").')


def even_rows(argument: str, value: object) -> Array:
    """Returns `value` as an array, if all its rows have one length.

    Example:
        >>> even_rows("x", [[1, 2], [3, 4]]).shape
        (2, 2)
    """
    array = as_array(value)
    if array.dtype.kind != "O":
        return array
    came = "rows of different lengths or no numbers"
    remedy = "For rows of token ids: rnn_guide.text.pad_sequences(rows)."
    raise ArgumentError(argument, "an array", came, remedy)


def model_inputs(argument: str, value: object) -> Array:
    """Returns what a model reads as an array; Python's floats become float32, as in a call of a layer.

    Example:
        >>> model_inputs("x", [[0.5]]).dtype, model_inputs("x", [[1]]).dtype.kind
        (dtype('float32'), 'i')
    """
    array = even_rows(argument, value)
    python = not hasattr(value, "dtype") and array.dtype.kind == "f"
    return array.astype(np.float32, copy=False) if python else array


def cast(argument: str, array: Array, dtype: np.dtype[Any]) -> Array:
    """Returns `array` in `dtype`, if no finite number of it becomes infinite.

    Example:
        >>> cast("weights", np.ones(2), np.dtype("float32")).dtype
        dtype('float32')
    """
    if array.dtype == dtype:
        return array
    try:
        with np.errstate(over="raise"):
            return array.astype(dtype)
    except FloatingPointError:
        expected = f"numbers in the range of {dtype}"
        remedy = 'Look where they became so large, or compute in float64: layer.astype("float64").'
        raise ArgumentError(argument, expected, "greater ones", remedy) from None
