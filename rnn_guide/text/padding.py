"""Sequences of different lengths in one array."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from rnn_guide._arguments import choice, whole
from rnn_guide.checks import ArgumentError

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
        dtype: dtype of the result.
        padding: where padding goes, ``"pre"`` or ``"post"``.
        truncating: where longer sequences are cut, ``"pre"`` or ``"post"``.
        value: what is filled in.

    Returns:
        (batch, maxlen) or (batch, maxlen, features).

    Raises:
        ArgumentError: if there is no sequence, sequences differ in features, or an argument is unknown.

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
    rows = [np.asarray(sequence) for sequence in sequences]
    features = {row.shape[1:] for row in rows if len(row.shape) != 1 or row.size} or {()}
    if not rows or any(row.ndim not in (1, 2) for row in rows) or len(features) > 1:
        raise ArgumentError(
            "sequences",
            "a list of at least one array, all (timesteps,) or all (timesteps, features)",
            f"shapes {[row.shape for row in rows[:5]]}",
            "Give all sequences the same features.",
        )
    length = max(map(len, rows)) if maxlen is None else whole("maxlen", maxlen)
    values = np.full((len(rows), length, *features.pop()), value, dtype)
    mask = np.zeros((len(rows), length), np.bool_)
    for index, row in enumerate(rows):
        kept = row[max(0, len(row) - length) :] if truncating == "pre" else row[:length]
        place = slice(length - len(kept), length) if padding == "pre" else slice(0, len(kept))
        values[index, place], mask[index, place] = kept if len(kept) else value, True
    return PaddedBatch(values, mask)
