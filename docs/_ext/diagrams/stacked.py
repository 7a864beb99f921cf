"""Two recurrent layers on top of each other: the lower one must hand on every step."""

from dataclasses import dataclass

from diagrams.canvas import SMALL, Canvas, number_text
from diagrams.example import TRAIN_X, Array, simple_run
from diagrams.figure import Figure
from diagrams.labels import Labels
from diagrams.parts import node

FIRST, PITCH, WIDE, HIGH = 70.0, 80.0, 66.0, 36.0
OUTPUT, INPUT = 30.0, 300.0
ROWS = (214.0, 122.0)  # heights of layer 1 and layer 2
KINDS = ("h", "o")


@dataclass(frozen=True)
class Stacked:
    """States of both layers with the zero state in front, (timesteps + 1, units) each."""

    layers: list[Array]


def stacked() -> Stacked:
    """Run SimpleRNN(3, return_sequences=True) and SimpleRNN(3) on it, every weight 0.1."""
    lower = simple_run(TRAIN_X)
    return Stacked([lower.h, simple_run(lower.h[1:]).h])


def draw(data: Stacked, labels: Labels) -> Canvas:
    """Draw both layers unrolled; only the last state of the upper one leaves."""
    timesteps, units = len(data.layers[0]) - 1, data.layers[0].shape[1]
    canvas = Canvas(INPUT + 126)
    for layer, states in enumerate(data.layers, 1):
        y, kind = ROWS[layer - 1], KINDS[layer - 1]
        node(canvas, "h", kind, "circle", 14, y, 24, 24, "0", SMALL, layer=layer, t=0)
        for t in range(1, timesteps + 1):
            x = FIRST + PITCH * (t - 1)
            with canvas.part("h", kind, layer=layer, t=t):
                canvas.shape("cell", x, y, WIDE, HIGH)
                canvas.value(x, y, float(states[t, 0]), "h", SMALL, layer=layer, t=t, unit=0)
            left = 26 if t == 1 else x - PITCH + WIDE / 2
            canvas.edge(f"h-{layer}-{t - 1}", f"h-{layer}-{t}", [(left, y), (x - WIDE / 2, y)], kind)
            below = f"x-{t}" if layer == 1 else f"h-{layer - 1}-{t}"
            start = INPUT - 15 if layer == 1 else ROWS[layer - 2] - HIGH / 2
            canvas.edge(below, f"h-{layer}-{t}", [(x, start), (x, y + HIGH / 2)], "x" if layer == 1 else "h")
    for t in range(1, timesteps + 1):
        node(canvas, "x", "x", "box", FIRST + PITCH * (t - 1), INPUT, 44, 30, f"x_{t}", t=t)
    last = FIRST + PITCH * (timesteps - 1)
    node(canvas, "y", "y", "box", last, OUTPUT, WIDE, 30, labels["output"], SMALL)
    canvas.edge(f"h-2-{timesteps}", "y", [(last, ROWS[1] - HIGH / 2), (last, OUTPUT + 15)], "o")
    for layer, arguments, shape in (
        (2, f"{units}", f"(1, {units})"),
        (1, f"{units}, return_sequences=True", f"(1, {timesteps}, {units})"),
    ):
        y = INPUT + 42 + 52 * (2 - layer)
        with canvas.part("legend", KINDS[layer - 1], layer=layer):
            canvas.shape("pill", 14, y, 20, 14)
            canvas.text(30, y, f'"SimpleRNN({arguments})"', SMALL, "start")
            canvas.text(30, y + 21, f"→ {shape}", SMALL, "start", classes="dg-muted")
    return canvas


def facts(data: Stacked) -> dict[str, object]:
    """Name the last states for the description."""
    return {
        "steps": len(data.layers[0]) - 1,
        "lower": ", ".join(number_text(h) for h in data.layers[0][1:, 0]),
        "last": number_text(data.layers[1][-1, 0]),
    }


FIGURES = {"stacked-rnn": Figure(stacked, draw, facts)}
