"""Explorer of the LSTM cell: build it gate by gate, step through time, force a gate open or shut."""

from collections.abc import Mapping
from typing import Any

from diagrams.example import TRAIN_X

from explorers.controls import Choice, Slider
from explorers.explorer import Explorer
from explorers.weights import drawn, lists, tenths
from rnn_guide import LSTM

STATES = ("free", "shut", "open")


def data() -> Mapping[str, Any]:
    """Return the sentence, two sets of weights, and what each makes of it: c and h of every step."""
    layers = {"tenths": tenths(LSTM), "drawn": drawn(LSTM, seed=1)}
    traces = {name: layer.trace(TRAIN_X[None]) for name, layer in layers.items()}
    return {
        "x": TRAIN_X.tolist(),
        "weights": {name: lists(layer) for name, layer in layers.items()},
        "expected": {name: [trace.c[0].tolist(), trace.h[0].tolist()] for name, trace in traces.items()},
    }


EXPLORERS = {
    "lstm-cell": Explorer(
        diagram="lstm-cell",
        data=data,
        controls=(
            Slider("step", 1, len(TRAIN_X), 2),
            Choice("stage", ("1", "2", "3", "4"), chosen="4"),
            Choice("f", STATES),
            Choice("i", STATES),
            Choice("o", STATES),
            Choice("weights", ("tenths", "drawn")),
        ),
        options={"step": "2"},
    )
}
