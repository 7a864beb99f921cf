"""Explorer of the unrolled network: read word by word, roll up and unroll, open every state."""

from collections.abc import Mapping
from typing import Any

from diagrams.example import TRAIN_X

from explorers.controls import Choice, Slider
from explorers.explorer import Explorer
from explorers.weights import drawn, lists, tenths
from rnn_guide import SimpleRNN


def data() -> Mapping[str, Any]:
    """Return the sentence, two sets of weights, and the states that each gives."""
    layers = {"tenths": tenths(SimpleRNN), "drawn": drawn(SimpleRNN, seed=1)}
    return {
        "x": TRAIN_X.tolist(),
        "weights": {name: lists(layer) for name, layer in layers.items()},
        "expected": {name: layer(TRAIN_X[None])[0].tolist() for name, layer in layers.items()},
    }


EXPLORERS = {
    "unrolled-rnn": Explorer(
        diagram="unrolled-rnn",
        data=data,
        controls=(
            Slider("step", 0, len(TRAIN_X), len(TRAIN_X)),
            Choice("view", ("unrolled", "rolled")),
            Choice("weights", ("tenths", "drawn")),
        ),
    )
}
