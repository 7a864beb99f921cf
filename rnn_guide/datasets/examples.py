"""The running example of the book and the thirteen windows of the forecasting chapter."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from rnn_guide.checks import ArgumentError, even_rows

train_X: npt.NDArray[np.float32] = np.array(  # noqa: N816 (the name it has in every notebook)
    [
        [0.1, 4.2, 1.5, 1.1, 2.8],
        [1.0, 3.1, 2.5, 0.7, 1.1],
        [0.3, 2.1, 1.5, 2.1, 0.1],
        [2.2, 1.4, 0.5, 0.9, 1.1],
    ],
    dtype=np.float32,
)
"""One sentence of 4 words with 5-dimensional word vectors, (timesteps, features) = (4, 5), read-only."""
train_X.setflags(write=False)


def batch_of_one(sequence: npt.ArrayLike) -> npt.NDArray[Any]:
    """Put the batch axis before one sequence, as recurrent layers want it.

    Args:
        sequence: one sequence, (timesteps, features).

    Returns:
        The same numbers as (1, timesteps, features), in their dtype; a copy, so that it may be changed.

    Raises:
        ArgumentError: if `sequence` has not exactly two axes.

    Example:
        >>> from rnn_guide.datasets import batch_of_one, train_X
        >>> train_X.shape, batch_of_one(train_X).shape
        ((4, 5), (1, 4, 5))
    """
    array = even_rows("sequence", sequence)
    if array.ndim != 2:
        raise ArgumentError(
            "sequence",
            "(timesteps, features)",
            f"shape {array.shape}",
            "For one number per time step write sequence[:, None]; a batch already has its axis.",
        )
    return array[None].copy()


class ForecastingWindows(NamedTuple):
    """Windows of a numeric series with the number that follows each.

    Attributes:
        inputs: (13, 3, 1) = (batch, timesteps, features), float32.
        targets: (13, 1), float32; the number that follows each window.
        query: (1, 3, 1), float32; the window 25, 35, 45 that no training window resembles.
        answer: what the rule of the training data gives for the query.

    Example:
        >>> from rnn_guide.datasets import forecasting_windows
        >>> forecasting_windows().answer
        55.0
    """

    inputs: npt.NDArray[np.float32]
    targets: npt.NDArray[np.float32]
    query: npt.NDArray[np.float32]
    answer: float


def forecasting_windows() -> ForecastingWindows:
    """Return the 13 windows 1,2,3→4 … 10,11,12→13 and 20,30,40→50 … 40,50,60→70, and the query 25,35,45.

    All of them satisfy y = 2·x₃ − x₂ exactly, so a linear model is perfect and the query's answer is 55.

    Returns:
        A `ForecastingWindows`.

    Example:
        >>> from rnn_guide.datasets import forecasting_windows
        >>> data = forecasting_windows()
        >>> data.inputs.shape, data.targets.shape, data.query.shape
        ((13, 3, 1), (13, 1), (1, 3, 1))
        >>> print(data.inputs[-1, :, 0], data.targets[-1], data.query[0, :, 0], data.answer)
        [40. 50. 60.] [70.] [25. 35. 45.] 55.0
    """
    starts = np.concatenate([np.arange(1, 11), np.array([20, 30, 40])])  # (13,)
    steps = np.where(starts < 20, 1, 10)
    runs = (starts[:, None] + steps[:, None] * np.arange(4)).astype(np.float32)  # (13, 4)
    query = np.array([25, 35, 45], dtype=np.float32)
    return ForecastingWindows(
        inputs=runs[:, :3, None],
        targets=runs[:, 3:],
        query=query[None, :, None],
        answer=float(2 * query[2] - query[1]),
    )
