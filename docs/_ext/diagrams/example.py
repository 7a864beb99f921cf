"""The running example of the book: one sentence of four words, and what the package's layers make of it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnn_guide import GRU, LSTM, Bidirectional, Dense, SimpleRNN
from rnn_guide.datasets import train_X
from rnn_guide.initializers import Constant

Array = NDArray[np.float64]

TRAIN_X: Array = train_X.astype(np.float64).round(6)  # 4.2, not the float32 next to it
UNITS = 3
WEIGHT = Constant(0.1)  # every kernel of the example
ALL_TENTHS: dict[str, Any] = {"kernel_initializer": WEIGHT, "recurrent_initializer": WEIGHT}


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


def simple_run(x: Array = TRAIN_X, mask: list[bool] | None = None, **weights: Any) -> SimpleRun:
    """Run SimpleRNN(3) over a sequence; every weight 0.1 and no bias unless told otherwise."""
    layer = SimpleRNN(UNITS, return_sequences=True, **(ALL_TENTHS | weights))
    return _simple_run(layer, x, mask)


def hand_set_run(x: Array, kernel: Array, recurrent_kernel: Array) -> SimpleRun:
    """Run a simple RNN without bias whose kernels were set by hand."""
    layer = SimpleRNN(len(recurrent_kernel), return_sequences=True)
    layer.set_weights([kernel, recurrent_kernel, np.zeros(len(recurrent_kernel))])
    return _simple_run(layer, x)


def _simple_run(layer: SimpleRNN, x: Array, mask: list[bool] | None = None) -> SimpleRun:
    layer.astype(np.float64)
    outputs = layer(x[None], mask=None if mask is None else np.array([mask]))
    h = np.concatenate([np.zeros((1, layer.units)), outputs[0]])
    return SimpleRun(x, h, *layer.get_weights())


def dense(x: Array, units: int, activation: str, kernel: Array | None = None) -> Array:
    """Apply a dense layer without bias to rows (…, features); its kernel is 0.1 everywhere unless given."""
    layer = Dense(units, activation, use_bias=False, kernel_initializer=WEIGHT)
    if kernel is not None:
        layer.set_weights([kernel])
    layer.astype(np.float64)
    return np.asarray(layer(np.atleast_2d(x)))


@dataclass(frozen=True)
class GatedRun:
    """An LSTM or GRU over a sequence.

    Args:
        x: Inputs, (timesteps, features).
        trace: Each quantity of the cell by the letter of the package's trace, (timesteps, units).
    """

    x: Array
    trace: dict[str, Array]


def lstm_run(x: Array = TRAIN_X) -> GatedRun:
    """Run LSTM(3) with every weight 0.1 and the bias that Keras makes of zeros: 1 at the forget gate."""
    return _gated_run(LSTM(UNITS, **ALL_TENTHS), x)


def gru_run(x: Array = TRAIN_X, reset_after: bool = True) -> GatedRun:
    """Run GRU(3) with every weight 0.1 and no bias."""
    return _gated_run(GRU(UNITS, reset_after=reset_after, **ALL_TENTHS), x)


def _gated_run(layer: LSTM | GRU, x: Array) -> GatedRun:
    trace = layer.astype(np.float64).trace(x[None])
    return GatedRun(x, {name: np.asarray(values[0]) for name, values in trace._asdict().items()})


def bidirectional_run(x: Array = TRAIN_X) -> tuple[Array, Array]:
    """Run Bidirectional(LSTM(3)); returns both halves by position, (timesteps, units) each."""
    layer = Bidirectional(LSTM(UNITS, return_sequences=True, **ALL_TENTHS)).astype(np.float64)
    forward, backward = np.split(np.asarray(layer(x[None]))[0], 2, axis=-1)
    return forward, backward
