"""Strings of symbols as arrays that a network reads."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt


class SymbolBatch(NamedTuple):
    """Strings as arrays for next-symbol prediction, padded at the end.

    Attributes:
        inputs: (batch, timesteps, symbols) one-hot, float32; zeros where padded.
        targets: (batch, timesteps) int64, the index of the symbol that came next; 0 where padded.
        allowed: (batch, timesteps, symbols) bool, every symbol that the grammar allows next.
        mask: (batch, timesteps) bool, True at real steps.

    Example:
        >>> from rnn_guide.datasets import REBER
        >>> REBER.encode(["BTXSE", "BPTVVE"]).mask.sum(axis=1)
        array([4, 5])
    """

    inputs: npt.NDArray[np.float32]
    targets: npt.NDArray[np.int64]
    allowed: npt.NDArray[np.bool_]
    mask: npt.NDArray[np.bool_]
