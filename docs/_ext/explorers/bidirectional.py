"""Explorer of the bidirectional layer: point at a position, see both passes and what is joined."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from diagrams.example import TRAIN_X, UNITS

from explorers.controls import Choice, Readout
from explorers.explorer import Explorer
from explorers.weights import drawn, lists, tenths
from rnn_guide import LSTM


def data() -> Mapping[str, Any]:
    """Return the sentence, the weights of both layers, and the states of both passes by position."""
    layers = {
        "tenths": (tenths(LSTM), tenths(LSTM)),
        "drawn": (drawn(LSTM, seed=1), drawn(LSTM, seed=2)),
    }
    expected = {
        name: [forward(TRAIN_X[None])[0].tolist(), np.flip(backward(TRAIN_X[None, ::-1])[0], 0).tolist()]
        for name, (forward, backward) in layers.items()
    }
    weights = {name: [lists(layer) for layer in pair] for name, pair in layers.items()}
    return {"x": TRAIN_X.tolist(), "weights": weights, "expected": expected}


EXPLORERS = {
    "bidirectional": Explorer(
        diagram="bidirectional-sequence",
        data=data,
        controls=(
            Choice("sequences", ("true", "false")),
            Choice("position", ("all", *(str(t) for t in range(1, len(TRAIN_X) + 1)))),
            Choice("merge", ("concat", "sum", "mul", "ave")),
            Choice("weights", ("tenths", "drawn")),
            Readout("joined", 2 * UNITS),
        ),
    )
}
