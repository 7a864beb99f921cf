"""Sequences of different lengths in one array."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from rnn_guide._arguments import choice, whole
from rnn_guide.checks import ArgumentError, Array, as_array

SIDES = ("pre", "post")


class PaddedBatch(NamedTuple):
    """Sequences padded to one length.

    Attributes:
        values: (batch, timesteps) or (batch, timesteps, features).
        mask: (batch, timesteps) bool, True where `values` is data, False where it is padding.

    Example:
        >>> from rnn_guide.text import pad_with_mask
        >>> pad_with_mask([[1, 2], [3]]).mask
        array([[ True,  True],
               [ True, False]])
    """

    values: npt.NDArray[Any]
    mask: npt.NDArray[np.bool_]


def pad_sequences(
    sequences: Sequence[npt.ArrayLike],
    maxlen: int | None = None,
    dtype: npt.DTypeLike = "int32",
    padding: str = "pre",
    truncating: str = "pre",
    value: float = 0,
) -> npt.NDArray[Any]:
    """Pad or cut sequences to one length; equal to ``keras.utils.pad_sequences``.

    Args:
        sequences: each (timesteps,) or (timesteps, features).
        maxlen: the length; None for that of the longest.
        dtype: dtype of the result. An integer dtype, as the default, cuts fractions off; for a series pass
            ``"float32"``.
        padding: where padding goes, ``"pre"`` or ``"post"``.
        truncating: where longer sequences are cut, ``"pre"`` or ``"post"``.
        value: what is filled in.

    Returns:
        (batch, maxlen) or (batch, maxlen, features).

    Raises:
        ArgumentError: if there is no sequence, sequences differ in features, `dtype` cannot hold what they
            hold, or an argument is unknown.

    Example:
        >>> from rnn_guide.text import pad_sequences
        >>> print(pad_sequences([[1, 2, 3], [4]]))
        [[1 2 3]
         [0 0 4]]
    """
    return pad_with_mask(sequences, maxlen, dtype, padding, truncating, value).values


def pad_with_mask(
    sequences: Sequence[npt.ArrayLike],
    maxlen: int | None = None,
    dtype: npt.DTypeLike = "int32",
    padding: str = "post",
    truncating: str = "post",
    value: float = 0,
) -> PaddedBatch:
    """Pad or cut sequences to one length and say where the data is. Arguments as in `pad_sequences`.

    The mask comes from the lengths, so an id 0 in the data is not taken for padding. Padding is at the end by
    default, where a masked recurrent layer keeps its last real state.

    Returns:
        `PaddedBatch` of values and mask.

    Raises:
        ArgumentError: as in `pad_sequences`.

    Example:
        >>> from rnn_guide.text import pad_with_mask
        >>> values, mask = pad_with_mask([[5, 0, 3], [4]])
        >>> print(values.tolist(), mask.tolist())
        [[5, 0, 3], [4, 0, 0]] [[True, True, True], [True, False, False]]
    """
    choice("padding", padding, SIDES)
    choice("truncating", truncating, SIDES)
    kind = _dtype(dtype)
    rows = [as_array(sequence) for sequence in sequences] if isinstance(sequences, Iterable) else []
    features = {row.shape[1:] for row in rows if len(row.shape) != 1 or row.size} or {()}
    if not rows or any(row.ndim not in (1, 2) for row in rows) or len(features) > 1:
        raise ArgumentError(
            "sequences",
            "a list of at least one array, all (timesteps,) or all (timesteps, features)",
            f"shapes {[row.shape for row in rows[:5]]}" if rows else repr(sequences),
            "Give all sequences the same features.",
        )
    length = max(map(len, rows)) if maxlen is None else whole("maxlen", maxlen)
    filling = _held("value", as_array(value), kind)
    rows = [_held("sequences", row, kind) for row in rows]
    values = np.full((len(rows), length, *features.pop()), filling, kind)
    mask = np.zeros((len(rows), length), np.bool_)
    for index, row in enumerate(rows):
        kept = row[max(0, len(row) - length) :] if truncating == "pre" else row[:length]
        place = slice(length - len(kept), length) if padding == "pre" else slice(0, len(kept))
        values[index, place], mask[index, place] = kept if len(kept) else filling, True
    return PaddedBatch(values, mask)


def _dtype(dtype: npt.DTypeLike) -> np.dtype[Any]:
    try:
        return np.dtype(dtype)
    except TypeError:
        remedy = "Pass for example dtype='int32'."
        raise ArgumentError("dtype", "a NumPy dtype", repr(dtype), remedy) from None


def _held(argument: str, array: Array, dtype: np.dtype[Any]) -> Array:
    """Return an array in `dtype`, else raise `ArgumentError`: a number without room would wrap around."""
    came, holds = f"dtype {array.dtype}", dtype.kind not in "biuf" or array.dtype.kind in "biuf"
    if holds and dtype.kind in "iu" and array.size:
        low, high, room = array.min(), array.max(), np.iinfo(dtype)
        came, holds = f"{low} … {high}", bool(room.min <= low and high <= room.max)  # False for NaN too
    if not holds:
        remedy = "Turn words into ids first; for large ids pass dtype='int64'."
        raise ArgumentError(argument, f"numbers that {dtype} can hold", came, remedy)
    return array.astype(dtype, copy=False)
