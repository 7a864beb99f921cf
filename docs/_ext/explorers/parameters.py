"""Explorer of a layer's weights: its sizes change the squares, the length of the sequence does not."""

from collections.abc import Mapping
from typing import Any

from diagrams.canvas import WIDTH
from diagrams.shapes import SMALLEST_SQUARE
from diagrams.weights import CAPTION, COUNTS, GAP, GATES, LARGEST, LEFT, LETTERS, ROOM, TOP

from explorers.controls import Choice, Panel, Slider
from explorers.explorer import Explorer

LAYERS = ("lstm", "gru", "gru-reset-before", "simple-rnn")


def data() -> Mapping[str, Any]:
    """Return the parts of each layer, the drawing's measures, and counts that the script must reproduce."""
    counts = {name: COUNTS[name](10, 3) for name in LAYERS}
    return {
        "layers": {
            name: {"name": count.layer, "gates": GATES[count.layer], "biases": _biases(count.shapes[2])}
            for name, count in counts.items()
        },
        "measures": {
            "left": LEFT,
            "top": TOP,
            "width": WIDTH,
            "room": ROOM,
            "largest": LARGEST,
            "smallest": SMALLEST_SQUARE,
            "gap": GAP,
            "caption": CAPTION,
            "letters": LETTERS,
        },
        "expected": {name: count.total for name, count in counts.items()},
    }


def _biases(shape: tuple[int, ...]) -> int:
    return 1 if len(shape) == 1 else shape[0]


EXPLORERS = {
    "parameters": Explorer(
        diagram="weight-matrices",
        data=data,
        controls=(
            Choice("layer", LAYERS),
            Slider("features", 1, 128, 10),
            Slider("units", 1, 128, 3),
            Slider("timesteps", 1, 100, 2),
            Panel("code", 4, narrow=6),
        ),
        opens=False,
    )
}
