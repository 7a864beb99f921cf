"""The inside of a simple RNN cell: two products, a sum, one tanh; alone, and at two steps."""

from dataclasses import dataclass

import numpy as np

from diagrams.canvas import SMALL, Canvas, number_text
from diagrams.example import Array, simple_run
from diagrams.figure import Figure
from diagrams.labels import Labels, fill
from diagrams.parts import input_row

STEPS = ("1", "2", "3", "4")


@dataclass(frozen=True)
class CellStep:
    """One step of a simple RNN, seen from its first unit.

    Args:
        t: The step, counted from 1.
        x: The input, (features,).
        h_prev: First unit of the previous state.
        from_x: W_x x_t of the unit.
        from_h: W_h h_{t-1} of the unit.
        bias: b of the unit.
    """

    t: int
    x: Array
    h_prev: float
    from_x: float
    from_h: float
    bias: float

    @property
    def z(self) -> float:
        """The sum that enters tanh."""
        return self.from_x + self.from_h + self.bias

    @property
    def h(self) -> float:
        """The new state."""
        return float(np.tanh(self.z))


def cell_step(step: str = "1") -> CellStep:
    """Take one step of the running example apart."""
    run, t = simple_run(), int(step)
    from_x = float((run.x[t - 1] @ run.kernel)[0])
    from_h = float((run.h[t - 1] @ run.recurrent_kernel)[0])
    return CellStep(t, run.x[t - 1], float(run.h[t - 1, 0]), from_x, from_h, float(run.bias[0]))


def first_and_later() -> list[CellStep]:
    """Take the first two steps apart."""
    return [cell_step("1"), cell_step("2")]


def draw_cell(step: CellStep, labels: Labels) -> Canvas:
    """Draw one cell with its three kinds of weights and the numbers on every wire."""
    canvas = Canvas(height=282)
    _cell(canvas, step, 0)
    canvas.text(172, 268, labels["one-unit-shown"], SMALL, classes="dg-muted")
    return canvas


def draw_steps(steps: list[CellStep], labels: Labels) -> Canvas:
    """Draw the first step, whose previous state is zero, above a later one."""
    height = 322.0
    canvas = Canvas(height=height * len(steps) - 40)
    for index, step in enumerate(steps):
        top = height * index
        words = labels["first-step" if step.t == 1 else "later-step"]
        canvas.text(
            62,
            top + 14,
            fill(words, {"t": step.t, "previous": step.t - 1}),
            anchor="start",
            classes="dg-strong",
        )
        _cell(canvas, step, top + 30)
        if index:
            down = [(318, top - height + 168), (318, top - 22), (30, top - 22), (30, top + 124)]
            canvas.edge(f"h-{step.t - 1}", f"h-prev-{step.t}", down, "h", "dg-dashed")
    return canvas


def _cell(canvas: Canvas, step: CellStep, top: float) -> None:
    t, y = step.t, top + 116
    with canvas.part("cell", "cell", t=t):
        canvas.shape("cell", 169, top + 107, 214, 204)
    _ends(canvas, step, top, y)
    for kind, letter, x, at, amount in (("h", "h", 92, y, step.from_h), ("x", "x", 148, y + 60, step.from_x)):
        with canvas.part(f"W{letter}", kind, t=t):
            canvas.shape("box", x, at, 40, 30)
            canvas.text(x, at, f"W_{letter}")
        place = (92, y + 28, "middle") if letter == "h" else (156, y + 32, "start")
        canvas.value(*place[:2], amount, f"from_{letter}", SMALL, place[2], t=t)
    with canvas.part("b", "b", t=t):
        canvas.shape("pill", 148, top + 44, 74, 30)
        canvas.value(148, top + 44, step.bias, "b", before="b = ", t=t)
    with canvas.part("sum", "op", t=t):
        canvas.shape("circle", 148, y, 28, 28)
        canvas.text(148, y, "+", 20)
    with canvas.part("tanh", "h", t=t):
        canvas.shape("pill", 242, y, 52, 32)
        canvas.text(242, y, "tanh")
    canvas.value(191, y - 21, step.z, "z", SMALL, t=t)
    for source, target, points, kind in (
        (f"h-prev-{t}", f"Wh-{t}", [(52, y), (72, y)], "h"),
        (f"Wh-{t}", f"sum-{t}", [(112, y), (134, y)], "h"),
        (f"x-{t}", f"Wx-{t}", [(148, top + 216), (148, y + 75)], "x"),
        (f"Wx-{t}", f"sum-{t}", [(148, y + 45), (148, y + 14)], "x"),
        (f"b-{t}", f"sum-{t}", [(148, top + 59), (148, y - 14)], "b"),
        (f"sum-{t}", f"tanh-{t}", [(162, y), (216, y)], ""),
        (f"tanh-{t}", f"h-{t}", [(268, y), (296, y)], "h"),
    ):
        canvas.edge(source, target, points, kind)


def _ends(canvas: Canvas, step: CellStep, top: float, y: float) -> None:
    t = step.t
    with canvas.part("h-prev", "h", t=t):
        canvas.shape("circle", 30, y, 44, 44)
        canvas.text(30, y, f"h_{t - 1}")
        canvas.value(30, y + 36, step.h_prev, "h_prev", SMALL, t=t)
    with canvas.part("h", "h", t=t):
        canvas.shape("circle", 318, y, 44, 44)
        canvas.text(318, y, f"h_{t}")
        canvas.value(342, y - 36, step.h, "h", SMALL, "end", t=t)
    input_row(canvas, top + 232, step.x, t, left=23)


def facts(step: CellStep) -> dict[str, object]:
    """Name the numbers of one step for the description."""
    names = {"h_prev": step.h_prev, "from_x": step.from_x, "from_h": step.from_h, "b": step.bias, "z": step.z}
    return {"t": step.t, "previous": step.t - 1} | {
        name: number_text(amount) for name, amount in (names | {"h": step.h}).items()
    }


def steps_facts(steps: list[CellStep]) -> dict[str, object]:
    """Name the numbers of both steps for the description."""
    numbered = enumerate(steps, 1)
    return {f"{name}_{index}": fact for index, step in numbered for name, fact in facts(step).items()}


FIGURES = {
    "rnn-cell": Figure(cell_step, draw_cell, facts, {"step": STEPS}),
    "rnn-steps": Figure(first_and_later, draw_steps, steps_facts),
}
