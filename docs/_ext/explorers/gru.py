"""Explorer of the GRU cell: step, force a gate, turn the convention of z, move the reset gate."""

from collections.abc import Mapping
from typing import Any

from diagrams.example import TRAIN_X

from explorers.controls import Choice, Slider
from explorers.explorer import Explorer
from explorers.weights import drawn, lists, tenths
from rnn_guide import GRU

STATES = ("free", "shut", "open")


def data() -> Mapping[str, Any]:
    """Return the sentence, two sets of weights for each place of the reset gate, and the states they give."""
    weights: dict[str, Any] = {}
    expected: dict[str, Any] = {}
    for place, reset_after in (("after", True), ("before", False)):
        layers = {
            "tenths": tenths(GRU, reset_after=reset_after),
            "drawn": drawn(GRU, seed=1, reset_after=reset_after),
        }
        weights[place] = {name: lists(layer) for name, layer in layers.items()}
        expected[place] = {name: layer(TRAIN_X[None])[0].tolist() for name, layer in layers.items()}
    return {"x": TRAIN_X.tolist(), "weights": weights, "expected": expected}


EXPLORERS = {
    "gru-cell": Explorer(
        diagram="gru-cell",
        data=data,
        controls=(
            Slider("step", 1, len(TRAIN_X), 2),
            Choice("z", STATES),
            Choice("r", STATES),
            Choice("convention", ("keeps", "renews", "turned")),
            Choice("place", ("after", "before")),
            Choice("weights", ("tenths", "drawn")),
        ),
        options={"step": "2"},
    )
}
