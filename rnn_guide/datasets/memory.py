"""Tests of long memory after Hochreiter & Schmidhuber (1997)."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from rnn_guide._arguments import generator, whole


class MemoryTask(NamedTuple):
    """One batch of a memory test.

    Attributes:
        inputs: (batch, timesteps, features), float32.
        targets: float32 (batch, 1) for the adding problem, int64 class numbers (batch,) for temporal order.
        positions: (batch, 2) int64, the two time steps (counted from 0) that decide the target.

    Example:
        >>> from rnn_guide.datasets import adding_problem
        >>> adding_problem(3, 20, seed=0)._fields
        ('inputs', 'targets', 'positions')
    """

    inputs: npt.NDArray[np.float32]
    targets: npt.NDArray[Any]
    positions: npt.NDArray[np.int64]


def adding_problem(batch: int, timesteps: int, *, seed: int | np.random.Generator) -> MemoryTask:
    """Draw sequences of (value, marker) whose two marked values are to be added at the end.

    Values are uniform in [−1, 1]. Markers are 0 except: −1 at the first and the last step, and 1 at two
    steps, one drawn from steps 1 to min(10, T/2 − 2), the other from the rest of steps 1 to T/2 − 1. The
    target is 0.5 + (X₁ + X₂)/4, in [0, 1], as in the paper; there an error below 0.04 counts as correct. In
    this version all sequences have the same length and the first step is never marked.

    Whoever always answers 0.5 has a mean squared error of 1/24 = 0.0417; whoever knows one value only, 1/48.

    Args:
        batch: number of sequences.
        timesteps: T, their length, at least 6.
        seed: an int or a generator.

    Returns:
        `MemoryTask` with inputs (batch, timesteps, 2) and targets (batch, 1).

    Raises:
        ArgumentError: if an argument is out of its range.

    Example:
        >>> from rnn_guide.datasets import adding_problem
        >>> inputs, targets, positions = adding_problem(2, 20, seed=0)
        >>> inputs.shape, targets.shape
        ((2, 20, 2), (2, 1))
        >>> first, second = inputs[0, positions[0], 0]
        >>> bool(abs(0.5 + (first + second) / 4 - targets[0, 0]) < 1e-6)
        True
    """
    batch, timesteps, rng = whole("batch", batch), whole("timesteps", timesteps, minimum=6), generator(seed)
    half = timesteps // 2
    inputs = np.zeros((batch, timesteps, 2), np.float32)
    inputs[..., 0] = rng.uniform(-1, 1, (batch, timesteps))
    inputs[:, [0, -1], 1] = -1
    early = rng.integers(1, min(11, half - 1), batch)  # one of the first ten after the first step
    other = rng.integers(1, half - 1, batch)
    other += other >= early  # skip the marked one: uniform over the rest of 1 … half − 1
    positions = np.sort(np.stack([early, other], axis=1), axis=1)
    rows = np.arange(batch)[:, None]
    inputs[rows, positions, 1] = 1
    targets = 0.5 + inputs[rows, positions, 0].sum(axis=1, keepdims=True) / 4
    return MemoryTask(inputs, targets, positions.astype(np.int64))


TEMPORAL_SYMBOLS = "abcdXYBE"


def temporal_order(batch: int, timesteps: int, *, seed: int | np.random.Generator) -> MemoryTask:
    """Draw symbol sequences whose class is the *order* of two far-apart symbols, each X or Y.

    A sequence begins with E and ends with B; between are random distractors a, b, c, d, but for one X or Y at
    a step in [T/10, T/5] and one in [T/2, 3T/5]. Classes: 0 = XX, 1 = XY, 2 = YX, 3 = YY. XY and YX have the
    same bag of symbols. A guess is right in 1/4, a bag of symbols in 3/4 of all cases.

    Args:
        batch: number of sequences.
        timesteps: T, their length, at least 10.
        seed: an int or a generator.

    Returns:
        `MemoryTask` with one-hot inputs (batch, timesteps, 8), symbols in the order a b c d X Y B E, and
        int64 targets (batch,).

    Raises:
        ArgumentError: if an argument is out of its range.

    Example:
        >>> from rnn_guide.datasets import temporal_order
        >>> inputs, targets, positions = temporal_order(3, 12, seed=1)
        >>> inputs.shape, targets.shape
        ((3, 12, 8), (3,))
        >>> "".join("abcdXYBE"[k] for k in inputs[0].argmax(axis=1)), int(targets[0])
        ('EcXdaadXabdB', 0)
    """
    batch, timesteps, rng = whole("batch", batch), whole("timesteps", timesteps, minimum=10), generator(seed)
    ids = rng.integers(0, 4, (batch, timesteps))
    ids[:, 0], ids[:, -1] = TEMPORAL_SYMBOLS.index("E"), TEMPORAL_SYMBOLS.index("B")
    early = rng.integers(-(-timesteps // 10), timesteps // 5 + 1, batch)
    late = rng.integers(-(-timesteps // 2), 3 * timesteps // 5 + 1, batch)
    positions = np.stack([early, late], axis=1)
    which = rng.integers(0, 2, (batch, 2))  # 0 = X, 1 = Y
    ids[np.arange(batch)[:, None], positions] = TEMPORAL_SYMBOLS.index("X") + which
    inputs = np.eye(len(TEMPORAL_SYMBOLS), dtype=np.float32)[ids]
    return MemoryTask(inputs, 2 * which[:, 0] + which[:, 1], positions)
