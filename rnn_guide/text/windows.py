"""Inputs and targets cut from long sequences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from rnn_guide._arguments import whole
from rnn_guide.checks import ArgumentError, even_rows

Pair = tuple[npt.NDArray[Any], npt.NDArray[Any]]


def next_token_pairs(ids: npt.ArrayLike) -> Pair:
    """Return inputs and, one step later, targets: at every step the next token is to be predicted.

    Args:
        ids: (timesteps,) or (batch, timesteps), at least two steps.

    Returns:
        inputs and targets, each one step shorter than `ids`.

    Raises:
        ArgumentError: if there are fewer than two steps.

    Example:
        >>> from rnn_guide.text import next_token_pairs
        >>> inputs, targets = next_token_pairs([5, 6, 7, 8])
        >>> print(inputs, targets)
        [5 6 7] [6 7 8]
    """
    array = even_rows("ids", ids)
    if array.ndim not in (1, 2) or array.shape[-1] < 2:
        raise ArgumentError(
            "ids",
            "(timesteps,) or (batch, timesteps) with at least 2 timesteps",
            f"shape {array.shape}",
            "Leave out shorter sequences.",
        )
    return array[..., :-1].copy(), array[..., 1:].copy()


def fixed_windows(values: npt.ArrayLike, width: int, *, horizon: int = 1) -> Pair:
    """Return all windows of a fixed width and what comes `horizon` steps after each: for tokens or a series.

    Args:
        values: (timesteps,), ids or numbers.
        width: values in a window.
        horizon: 1 for the value right after the window.

    Returns:
        inputs (n, width) and targets (n,), n = timesteps − width − horizon + 1.

    Raises:
        ArgumentError: if `values` has not one axis or is too short for one window.

    Example:
        >>> from rnn_guide.text import fixed_windows
        >>> inputs, targets = fixed_windows([1, 2, 3, 4, 5], width=3)
        >>> print(inputs.tolist(), targets)
        [[1, 2, 3], [2, 3, 4]] [4 5]
    """
    array = even_rows("values", values)
    needed = whole("width", width) + whole("horizon", horizon)
    if array.ndim != 1 or len(array) < needed:
        raise ArgumentError(
            "values",
            f"(timesteps,) with at least width + horizon = {needed} timesteps",
            f"shape {array.shape}",
            "Pass a longer sequence or a smaller width.",
        )
    windows = np.lib.stride_tricks.sliding_window_view(array, width)
    return windows[: len(array) - needed + 1].copy(), array[needed - 1 :].copy()


def continuous_batches(ids: npt.ArrayLike, batch_size: int, timesteps: int) -> Iterator[Pair]:
    """Cut one long text into batches for truncated backpropagation with a carried state.

    The text is laid in `batch_size` equal rows, and each batch is the next `timesteps` columns: row b of a
    batch goes on exactly where row b of the batch before ended, so a stateful layer may keep its state
    between them. Targets are the next tokens. What does not fill a batch at the end is left out.

    Args:
        ids: (n,) ids of the text.
        batch_size: rows.
        timesteps: columns in a batch.

    Returns:
        An iterator of (inputs, targets), each (batch_size, timesteps). Begin every pass with
        ``reset_state()``.

    Raises:
        ArgumentError: if the text is too short for one batch.

    Example:
        >>> import numpy as np
        >>> from rnn_guide.text import continuous_batches
        >>> for inputs, targets in continuous_batches(np.arange(10), batch_size=2, timesteps=2):
        ...     print(inputs.tolist(), targets.tolist())
        [[0, 1], [4, 5]] [[1, 2], [5, 6]]
        [[2, 3], [6, 7]] [[3, 4], [7, 8]]
    """
    array = even_rows("ids", ids)
    batch_size, timesteps = whole("batch_size", batch_size), whole("timesteps", timesteps)
    if array.ndim != 1 or len(array) < batch_size * timesteps + 1:
        raise ArgumentError(
            "ids",
            f"(n,) with at least batch_size·timesteps + 1 = {batch_size * timesteps + 1} tokens",
            f"shape {array.shape}",
            "Pass a longer text or a smaller batch_size or timesteps.",
        )
    per_row = (len(array) - 1) // batch_size // timesteps * timesteps
    inputs = array[: batch_size * per_row].reshape(batch_size, per_row)
    targets = array[1 : batch_size * per_row + 1].reshape(batch_size, per_row)
    columns = range(0, per_row, timesteps)
    return ((inputs[:, t : t + timesteps].copy(), targets[:, t : t + timesteps].copy()) for t in columns)
