"""The feed-forward network, for review: everything flows one way, nothing is remembered."""

from dataclasses import dataclass
from itertools import pairwise

from diagrams.canvas import SMALL, Canvas, number_text
from diagrams.example import TRAIN_X, UNITS, Array, dense
from diagrams.figure import Figure
from diagrams.labels import Labels

TOP, ROW = 70.0, 50.0


@dataclass(frozen=True)
class FeedForward:
    """The values of the three layers."""

    x: Array
    hidden: Array
    output: Array


def feed_forward() -> FeedForward:
    """Send the first word through Dense(3, tanh) and Dense(1, sigmoid) with every weight 0.1 and no bias."""
    hidden = dense(TRAIN_X[0], UNITS, "tanh")
    return FeedForward(TRAIN_X[0], hidden[0], dense(hidden, 1, "sigmoid")[0])


def draw(data: FeedForward, labels: Labels) -> Canvas:
    """Draw three columns of nodes, each joined to all of the next column."""
    layers = [("x", data.x, 42.0), ("hidden", data.hidden, 172.0), ("y", data.output, 302.0)]
    rows = max(len(values) for _, values, _ in layers)
    canvas = Canvas(height=TOP + ROW * rows - 30)
    middle = TOP + ROW * (rows - 1) / 2
    for (source, values, x), (target, next_values, next_x) in pairwise(layers):
        for i, y in enumerate(_rows(len(values), middle)):
            for j, next_y in enumerate(_rows(len(next_values), middle)):
                ends = [(x, y), (next_x, next_y)]
                canvas.edge(f"{source}-{i}", f"{target}-{j}", ends, classes="dg-thin", head=False)
    heads = (("x", "input", "x"), ("h", "hidden-layer", "tanh"), ("y", "output", "σ"))
    for (name, values, x), (kind, words, function) in zip(layers, heads, strict=True):
        canvas.text(x, 12, labels[words], SMALL)
        canvas.text(x, 33, function, SMALL, classes="dg-muted")
        for unit, y in enumerate(_rows(len(values), middle)):
            with canvas.part(name, kind, unit=unit):
                form, width = ("box", 48) if kind == "x" else ("pill", 72)
                canvas.shape(form, x, y, width, 36)
                canvas.value(x, y, float(values[unit]), name, SMALL, least=1, unit=unit)
    return canvas


def _rows(count: int, middle: float) -> list[float]:
    return [middle + ROW * (index - (count - 1) / 2) for index in range(count)]


def facts(data: FeedForward) -> dict[str, object]:
    """Name the values of each layer for the description."""
    return {
        "x": ", ".join(number_text(value, least=1) for value in data.x),
        "hidden": ", ".join(number_text(value) for value in data.hidden),
        "y": ", ".join(number_text(value) for value in data.output),
    }


FIGURES = {"feed-forward": Figure(feed_forward, draw, facts)}
