"""Padding: without a mask the state goes on changing, with a mask it is carried over."""

from dataclasses import dataclass

import numpy as np

from diagrams.canvas import SMALL, Canvas, number_text
from diagrams.example import TRAIN_X, Array, simple_run
from diagrams.figure import Figure
from diagrams.labels import Labels
from diagrams.parts import node

FIRST, PITCH, WIDE, HIGH, BLOCK = 70.0, 80.0, 66.0, 36.0, 182.0


@dataclass(frozen=True)
class Masking:
    """A padded sequence, its mask, and the states that a layer makes of it in both ways.

    Args:
        mask: True where there is a word, (timesteps,).
        without: States with the zero state in front when no mask is given, (timesteps + 1, units).
        masked: The same with the mask.
    """

    mask: list[bool]
    without: Array
    masked: Array


def masking() -> Masking:
    """Run SimpleRNN(3), every weight 0.1, over two words and two steps of padding."""
    mask = [True, True, False, False]
    x = np.where(np.array(mask)[:, None], TRAIN_X, 0)
    return Masking(mask, simple_run(x).h, simple_run(x, mask=mask).h)


def draw(data: Masking, labels: Labels) -> Canvas:
    """Draw the network without a mask above the network with one."""
    canvas = Canvas(2 * BLOCK + 8)
    for index, (way, states) in enumerate((("without", data.without), ("masked", data.masked))):
        top = BLOCK * index
        canvas.text(4, top + 14, labels[f"mask-{way}"], SMALL, "start", classes="dg-strong")
        node(canvas, "h", "h", "circle", 14, top + 66, 24, 24, "0", SMALL, way=way, t=0)
        for t, word in enumerate(data.mask, 1):
            _step(canvas, way, t, word, float(states[t, 0]), top)
    return canvas


def _step(canvas: Canvas, way: str, t: int, word: bool, h: float, top: float) -> None:
    x, y, skipped = FIRST + PITCH * (t - 1), top + 66, way == "masked" and not word
    kind, style = ("cell", "dg-dashed") if skipped else ("h", "")
    with canvas.part("h", kind, style, way=way, t=t):
        canvas.shape("cell", x, y, WIDE, HIGH)
        canvas.value(x, y, h, f"h_{way}", SMALL, t=t, unit=0)
    left = 26 if t == 1 else x - PITCH + WIDE / 2
    canvas.edge(f"h-{way}-{t - 1}", f"h-{way}-{t}", [(left, y), (x - WIDE / 2, y)], kind, style)
    node(
        canvas,
        "x",
        "x" if word else "cell",
        "box",
        x,
        top + 132,
        44,
        30,
        f"x_{t}" if word else "0",
        way=way,
        t=t,
    )
    if not skipped:
        canvas.edge(f"x-{way}-{t}", f"h-{way}-{t}", [(x, top + 117), (x, y + HIGH / 2)], "x")
    if way == "masked":
        canvas.text(x, top + 162, f'"{word}"', SMALL, classes="dg-strong" if word else "dg-muted")


def facts(data: Masking) -> dict[str, object]:
    """Name the last word's state and what becomes of it."""
    words = sum(data.mask)
    return {
        "words": words,
        "padding": len(data.mask) - words,
        "state": number_text(data.masked[words, 0]),
        "without": ", ".join(number_text(h) for h in data.without[words + 1 :, 0]),
        "masked": ", ".join(number_text(h) for h in data.masked[words + 1 :, 0]),
    }


FIGURES = {"masking": Figure(masking, draw, facts)}
