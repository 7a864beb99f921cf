"""Backpropagation through time: the way of the gradient through every step, and into the shared weights."""

from dataclasses import dataclass

import numpy as np

from diagrams.canvas import SMALL, Canvas, number_text
from diagrams.example import Array, simple_run
from diagrams.figure import Figure
from diagrams.labels import Labels
from diagrams.parts import node

FIRST, PITCH = 72.0, 80.0
LOSS, STATE, NUMBER, WEIGHTS = 30.0, 108.0, 152.0, 226.0


@dataclass(frozen=True)
class Paths:
    """How strongly the last state depends on each state: the norm of dh_T/dh_t, (timesteps,)."""

    norms: Array


def paths() -> Paths:
    """Measure it on the running example."""
    run = simple_run()
    jacobian, norms = np.eye(run.h.shape[1]), [1.0]
    for h in run.h[:1:-1]:
        jacobian = (run.recurrent_kernel * (1 - h**2)) @ jacobian
        norms.append(float(np.linalg.norm(jacobian, 2)))
    return Paths(np.array(norms[::-1]))


def draw(data: Paths, labels: Labels) -> Canvas:
    """Draw the forward arrows thin, the gradient's way back dashed, and its branches into the weights."""
    timesteps = len(data.norms)
    last = FIRST + PITCH * (timesteps - 1)
    canvas = Canvas(WEIGHTS + 104)
    node(canvas, "h", "h", "circle", 16, STATE, 26, 26, "0", SMALL, t=0)
    node(canvas, "L", "y", "box", last, LOSS, 44, 32, "L")
    canvas.edge(f"h-{timesteps}", "L", [(last - 9, STATE - 22), (last - 9, LOSS + 16)], "h")
    canvas.edge("L", f"h-{timesteps}", [(last + 9, LOSS + 16), (last + 9, STATE - 22)], "f", "dg-dashed")
    node(canvas, "W", "b", "box", (FIRST + last) / 2, WEIGHTS, last - FIRST + 56, 36, "W_x,  W_h,  b")
    for t in range(1, timesteps + 1):
        x = FIRST + PITCH * (t - 1)
        node(canvas, "h", "h", "circle", x, STATE, 48, 48, f"h_{t}", t=t)
        left = 29 if t == 1 else x - PITCH + 24
        canvas.edge(f"h-{t - 1}", f"h-{t}", [(left, STATE - 8), (x - 23, STATE - 8)], "h")
        if t > 1:
            back = [(x - 23, STATE + 8), (x - PITCH + 23, STATE + 8)]
            canvas.edge(f"h-{t}", f"h-{t - 1}", back, "f", "dg-dashed")
        canvas.value(x - 8, NUMBER, float(data.norms[t - 1]), "norm", SMALL, "end", t=t)
        canvas.edge(f"h-{t}", "W", [(x, STATE + 24), (x, WEIGHTS - 18)], "f", "dg-dashed")
    _legend(canvas, labels, timesteps)
    return canvas


def _legend(canvas: Canvas, labels: Labels, timesteps: int) -> None:
    rows = (("h", "", "forward-way"), ("f", "dg-dashed", "gradient-way"))
    for row, (kind, style, words) in enumerate(rows):
        y = WEIGHTS + 42 + 24 * row
        with canvas.part("legend", kind, way=words):
            canvas.wire([(6, y), (44, y)], style)
        canvas.text(54, y, labels[words], SMALL, "start")
    canvas.text(
        6, WEIGHTS + 92, labels["norm-meaning"].format(last=timesteps), SMALL, "start", classes="dg-muted"
    )


def facts(data: Paths) -> dict[str, object]:
    """Name the norms for the description."""
    return {"steps": len(data.norms), "norms": ", ".join(number_text(norm) for norm in data.norms)}


FIGURES = {"bptt-paths": Figure(paths, draw, facts)}
