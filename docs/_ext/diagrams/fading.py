"""Information fades with distance: what is left of the first word, step by step."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from diagrams.canvas import SMALL, Canvas, number_text
from diagrams.example import TRAIN_X, Array, simple_run
from diagrams.figure import Figure
from diagrams.labels import Labels
from diagrams.parts import node
from rnn_guide.initializers import Constant

WEIGHTS: dict[str, Any] = {"kernel_initializer": Constant(0.05), "recurrent_initializer": Constant(0.2)}
ROW, TOP, CELL, BAR_LEFT, BAR_FULL = 42.0, 64.0, 132.0, 166.0, 104.0


@dataclass(frozen=True)
class Fading:
    """How strongly each state still depends on the first: the norm of dh_t/dh_1, (timesteps,)."""

    share: Array


def fading() -> Fading:
    """Measure it on train_X read twice, with W_x = 0.05 and W_h = 0.2 everywhere."""
    run = simple_run(np.concatenate([TRAIN_X, TRAIN_X]), **WEIGHTS)
    jacobian, share = np.eye(run.h.shape[1]), [1.0]
    for h in run.h[2:]:
        jacobian = jacobian @ (run.recurrent_kernel * (1 - h**2))
        share.append(float(np.linalg.norm(jacobian, 2)))
    return Fading(np.array(share))


def draw(data: Fading, labels: Labels) -> Canvas:
    """Draw the sentence from top to bottom, a bar beside each state."""
    words = labels["fading-sentence"].split()
    if len(words) != len(data.share):
        raise ValueError(f"fading-sentence must have {len(data.share)} words, got {len(words)}.")
    canvas = Canvas(TOP + ROW * len(words) + 34)
    canvas.text(BAR_LEFT - 6, 14, labels["left-of-first"], SMALL, "start", classes="dg-muted")
    canvas.text(BAR_LEFT - 6, 35, "|∂h_t/∂h_1|", SMALL, "start", classes="dg-muted")
    for t, (word, share) in enumerate(zip(words, data.share, strict=True), 1):
        y = TOP + ROW * (t - 1)
        key = "dg-strong" if t == 1 else ""
        node(canvas, "h", "h", "circle", CELL, y, 28, 28, f"h_{t}", SMALL, t=t)
        with canvas.part("word", "y" if t == 1 else "x", t=t):
            canvas.shape("box", 46, y, 88, 28)
            canvas.text(46, y, word, SMALL, classes=key)
        canvas.edge(f"word-{t}", f"h-{t}", [(90, y), (CELL - 14, y)], "y" if t == 1 else "x")
        if t > 1:
            canvas.edge(f"h-{t - 1}", f"h-{t}", [(CELL, y - ROW + 14), (CELL, y - 14)], "h")
        width = max(1.5, BAR_FULL * float(share))
        with canvas.part("share", "y", t=t):
            canvas.shape("bar", BAR_LEFT + width / 2, y, width, 18)
            canvas.value(BAR_LEFT + width + 8, y, float(share), "share", SMALL, "start", t=t)
    canvas.text(46, TOP + ROW * len(words) - 4, labels["fading-next"], SMALL, classes="dg-strong")
    return canvas


def facts(data: Fading) -> dict[str, object]:
    """Name the distance and what is left at its end."""
    return {"steps": len(data.share) - 1, "left": number_text(data.share[-1])}


FIGURES = {"fading": Figure(fading, draw, facts)}
