"""One network, three uses: which steps get an input and which steps give an output."""

from dataclasses import dataclass

from diagrams.canvas import SMALL, Canvas
from diagrams.figure import Figure
from diagrams.labels import Labels
from diagrams.parts import node

FIRST, PITCH, BLOCK = 72.0, 80.0, 226.0


@dataclass(frozen=True)
class Mapping:
    """A use of a recurrent network: the steps that read and the steps that answer."""

    name: str
    timesteps: int
    reads: tuple[int, ...]
    answers: tuple[int, ...]


def mappings() -> list[Mapping]:
    """List the three uses over four steps."""
    every = (1, 2, 3, 4)
    return [
        Mapping("one-to-many", 4, (1,), every),
        Mapping("many-to-one", 4, every, (4,)),
        Mapping("many-to-many", 4, every, every),
    ]


def draw(uses: list[Mapping], labels: Labels) -> Canvas:
    """Draw the uses above each other."""
    canvas = Canvas(BLOCK * len(uses) - 20)
    for index, use in enumerate(uses):
        _use(canvas, use, BLOCK * index, labels)
    return canvas


def _use(canvas: Canvas, use: Mapping, top: float, labels: Labels) -> None:
    canvas.text(4, top + 12, labels[use.name], anchor="start", classes="dg-strong")
    canvas.text(4, top + 35, labels[f"{use.name}-example"], SMALL, "start", classes="dg-muted")
    answer_y, y, input_y = top + 72, top + 128, top + 186
    node(canvas, "h", "h", "circle", 16, y, 26, 26, "0", SMALL, use=use.name, t=0)
    for t in range(1, use.timesteps + 1):
        x = FIRST + PITCH * (t - 1)
        node(canvas, "h", "h", "circle", x, y, 40, 40, f"h_{t}", use=use.name, t=t)
        left = 29 if t == 1 else x - PITCH + 20
        ends = (f"h-{use.name}-{t - 1}", f"h-{use.name}-{t}")
        canvas.edge(*ends, [(left, y), (x - 20, y)], "h")
        if t in use.reads:
            node(canvas, "x", "x", "box", x, input_y, 44, 30, f"x_{t}", use=use.name, t=t)
            canvas.edge(f"x-{use.name}-{t}", ends[1], [(x, input_y - 15), (x, y + 20)], "x")
        if t in use.answers:
            mark = f"y_{t}" if len(use.answers) > 1 else "y"
            node(canvas, "y", "y", "box", x, answer_y, 44, 30, mark, use=use.name, t=t)
            canvas.edge(ends[1], f"y-{use.name}-{t}", [(x, y - 20), (x, answer_y + 15)], "y")


def facts(uses: list[Mapping]) -> dict[str, object]:
    """Name the number of inputs and outputs of each use."""
    return {
        f"{use.name.replace('-', '_')}_{what}": len(steps)
        for use in uses
        for what, steps in (("in", use.reads), ("out", use.answers))
    }


FIGURES = {"mappings": Figure(mappings, draw, facts)}
