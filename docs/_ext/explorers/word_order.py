"""Explorer of the first page: change the order of the words, or take the memory away."""

from collections.abc import Mapping
from typing import Any

from diagrams.example import TRAIN_X, simple_run

from explorers.controls import Buttons, Panel, Slider
from explorers.explorer import Explorer


def data() -> Mapping[str, Any]:
    """Return the sentence, its weights and the states in the order of the page."""
    run = simple_run()
    weights = [run.kernel, run.recurrent_kernel, run.bias]
    return {
        "x": TRAIN_X.tolist(),
        "weights": [weight.astype(float).round(6).tolist() for weight in weights],
        "expected": run.h[1:].tolist(),
    }


EXPLORERS = {
    "word-order": Explorer(
        diagram="unrolled-rnn",
        data=data,
        controls=(
            Buttons("swap", ("1", "2", "3"), titled=True),
            Slider("memory", 0, 0.5, 0.1, 0.05),
            Panel("result", 4, code=False),
        ),
        opens=False,
    )
}
