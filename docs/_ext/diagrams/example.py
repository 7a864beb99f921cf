"""The running example of the book: one sentence of four words, and what the layers make of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

TRAIN_X: Array = np.array(
    [
        [0.1, 4.2, 1.5, 1.1, 2.8],
        [1.0, 3.1, 2.5, 0.7, 1.1],
        [0.3, 2.1, 1.5, 2.1, 0.1],
        [2.2, 1.4, 0.5, 0.9, 1.1],
    ]
)
UNITS = 3
WEIGHT = 0.1  # every kernel of the example; biases are zero


@dataclass(frozen=True)
class SimpleRun:
    """A simple RNN over a sequence; row t - 1 belongs to step t.

    Args:
        x: Inputs, (timesteps, features).
        h: Hidden states with h_0 in front, (timesteps + 1, units).
        kernel: W_x, (features, units).
        recurrent_kernel: W_h, (units, units).
        bias: b, (units,).
    """

    x: Array
    h: Array
    kernel: Array
    recurrent_kernel: Array
    bias: Array


def simple_run(x: Array = TRAIN_X, units: int = UNITS, weight: float = WEIGHT) -> SimpleRun:
    """Run the layer SimpleRNN(3) over train_X with every weight 0.1 and no bias."""
    kernel, recurrent_kernel = np.full((x.shape[1], units), weight), np.full((units, units), weight)
    h = [np.zeros(units)]
    for x_t in x:
        h.append(np.tanh(x_t @ kernel + h[-1] @ recurrent_kernel))
    return SimpleRun(x, np.array(h), kernel, recurrent_kernel, np.zeros(units))
