"""The GRU cell: one state on top, mixed by the update gate from what was there and a candidate."""

from dataclasses import dataclass
from functools import partial

from diagrams.canvas import LARGE, SMALL, Canvas, number_text
from diagrams.example import Array, gru_run
from diagrams.figure import Figure
from diagrams.labels import Labels
from diagrams.parts import OP, input_row, node, operation

STEPS = ("1", "2", "3", "4")
Z, R, RESET, CANDIDATE = 48.0, 126.0, 200.0, 274.0  # columns
STATE, MIX, GATE, BUS, INPUT = 60.0, 140.0, 234.0, 330.0, 396.0  # heights
WIDE, HIGH = 58.0, 42.0
LOWER = 293.0  # the lower of the two things on the way of the old state into the candidate
ENTRY = 178.0  # where the input joins the bus


@dataclass(frozen=True)
class GRUStep:
    """One step of a GRU, seen from its first unit.

    Args:
        t: The step, counted from 1.
        x: The input, (features,).
        h_prev: The previous state.
        a_z: The update gate before its sigmoid.
        a_r: The reset gate before its sigmoid.
        p: What lies between the product with U_g and the reset gate: h_{t-1} U_g + b', or r h_{t-1}.
        a_g: The candidate before its tanh.
        z: The update gate.
        r: The reset gate.
        g: The candidate.
    """

    t: int
    x: Array
    h_prev: float
    a_z: float
    a_r: float
    p: float
    a_g: float
    z: float
    r: float
    g: float
    reset_after: bool

    @property
    def kept(self) -> float:
        """What stays of the old state: z h_{t-1}."""
        return self.z * self.h_prev

    @property
    def written(self) -> float:
        """What comes in: (1 - z) times the candidate."""
        return (1 - self.z) * self.g

    @property
    def h(self) -> float:
        """The new state."""
        return self.kept + self.written


def gru_step(step: str = "1", reset_after: bool = True) -> GRUStep:
    """Take one step of the running example apart."""
    run, t = gru_run(reset_after=reset_after), int(step)
    row = {name: float(values[t - 1, 0]) for name, values in run.trace.items()}
    row.pop("h")
    return GRUStep(t, run.x[t - 1], **row, reset_after=reset_after)


def draw(step: GRUStep, labels: Labels) -> Canvas:
    """Draw the whole cell."""
    canvas = Canvas(INPUT + 18)
    canvas.text(172, 16, labels["hidden-state"], SMALL, classes="dg-muted")
    node(canvas, "cell", "cell", "cell", 172, 197, 328, 330)
    _state(canvas, step)
    _bus(canvas, step)
    _gate(canvas, Z, "z", "slant", step.z, step.a_z)
    _gate(canvas, R, "r", "octagon", step.r, step.a_r)
    _candidate(canvas, step)
    for x, name in ((Z, "update"), (R, "reset"), (CANDIDATE, "candidate")):
        canvas.text(x, BUS + 17, labels[name], SMALL, classes="dg-muted")
    return canvas


def _state(canvas: Canvas, step: GRUStep) -> None:
    t = step.t
    with canvas.part("h-prev", "h", t=t):
        canvas.value(4, 16, step.h_prev, "h_prev", anchor="start", before=f"h_{t - 1} = ")
    with canvas.part("h", "h", t=t):
        canvas.value(340, 16, step.h, "h", anchor="end", before=f"h_{t} = ")
    for source, target, left, right in (
        (f"h-prev-{t}", "keep", 3, Z - OP / 2),
        ("keep", "add", Z + OP / 2, CANDIDATE - OP / 2),
        ("add", f"h-{t}", CANDIDATE + OP / 2, 341),
    ):
        canvas.edge(source, target, [(left, STATE), (right, STATE)], "h", "dg-thick")
    operation(canvas, "keep", "×", Z, STATE)
    operation(canvas, "add", "+", CANDIDATE, STATE)
    canvas.value((Z + CANDIDATE) / 2, STATE - 15, step.kept, "kept", SMALL)
    canvas.edge("z", "keep", [(Z, GATE - HIGH / 2), (Z, STATE + OP / 2)], "z")
    canvas.edge("z", "one-minus", [(Z, MIX), (R - 26, MIX)], "z")
    with canvas.part("tap", "z"):
        canvas.dot(Z, MIX)
    node(canvas, "one-minus", "z", "pill", R, MIX, 52, 28, "1 − z", SMALL)
    canvas.edge("one-minus", "write", [(R + 26, MIX), (CANDIDATE - OP / 2, MIX)], "z")
    canvas.value((R + CANDIDATE) / 2 + 6, MIX - 15, 1 - step.z, "one_minus_z", SMALL)
    operation(canvas, "write", "×", CANDIDATE, MIX)
    canvas.edge("write", "add", [(CANDIDATE, MIX - OP / 2), (CANDIDATE, STATE + OP / 2)], "h")
    canvas.value(CANDIDATE - 8, 100, step.written, "written", SMALL, "end")


def _bus(canvas: Canvas, step: GRUStep) -> None:
    t = step.t
    canvas.edge(f"h-prev-{t}", "bus", [(14, STATE), (14, BUS), (CANDIDATE, BUS)], "h", head=False)
    canvas.edge(f"x-{t}", "bus", [(ENTRY, INPUT - 16), (ENTRY, BUS)], "x", head=False)
    with canvas.part("bus"):
        for x in (Z, R, RESET, ENTRY, CANDIDATE):
            canvas.dot(x, BUS)
    input_row(canvas, INPUT, step.x, t)


def _gate(canvas: Canvas, x: float, letter: str, form: str, amount: float, before: float) -> None:
    canvas.edge("bus", letter, [(x, BUS), (x, GATE + HIGH / 2)])
    canvas.value(x + 3, 313, before, f"a_{letter}", SMALL, "start")
    with canvas.part(letter, letter):
        canvas.shape(form, x, GATE, WIDE - 2 * (letter == "z"), HIGH)
        canvas.text(x - 8, GATE, letter, LARGE, classes="dg-strong")
        canvas.text(x + 9, GATE + 1, "σ", SMALL)
    canvas.value(*((x + 5, 190) if letter == "z" else (x + 18, 203)), amount, letter, SMALL, "start")


def _candidate(canvas: Canvas, step: GRUStep) -> None:
    (_reset_after if step.reset_after else _reset_first)(canvas, step)
    canvas.edge("bus", "g", [(CANDIDATE, BUS), (CANDIDATE, GATE + HIGH / 2)])
    canvas.value(CANDIDATE - 5, 313, step.a_g, "a_g", SMALL, "end")
    with canvas.part("g", "g"):
        canvas.shape("hexagon", CANDIDATE, GATE, WIDE, HIGH)
        canvas.text(CANDIDATE - 17, GATE, "g", LARGE, classes="dg-strong")
        canvas.text(CANDIDATE + 9, GATE + 1, "tanh", SMALL)
    canvas.value(CANDIDATE - 6, 186, step.g, "g", SMALL, "end")
    canvas.edge("g", "write", [(CANDIDATE, GATE - HIGH / 2), (CANDIDATE, MIX + OP / 2)], "g")


def _reset_after(canvas: Canvas, step: GRUStep) -> None:
    canvas.edge("bus", "Ug", [(RESET, BUS), (RESET, LOWER + 13)], "h")
    node(canvas, "Ug", "h", "box", RESET, LOWER, 38, 26, "U_g", SMALL)
    canvas.edge("Ug", "reset", [(RESET, LOWER - 13), (RESET, GATE + OP / 2)], "h")
    canvas.value(RESET - 6, 268, step.p, "p", SMALL, "end")
    canvas.edge("r", "reset", [(R + WIDE / 2, GATE), (RESET - OP / 2, GATE)], "r")
    operation(canvas, "reset", "×", RESET, GATE)
    canvas.edge("reset", "g", [(RESET + OP / 2, GATE), (CANDIDATE - WIDE / 2, GATE)], "r")


def _reset_first(canvas: Canvas, step: GRUStep) -> None:
    canvas.edge("bus", "reset", [(RESET, BUS), (RESET, LOWER + OP / 2)], "h")
    turn = R + 41
    canvas.edge(
        "r", "reset", [(R + WIDE / 2, GATE), (turn, GATE), (turn, LOWER), (RESET - OP / 2, LOWER)], "r"
    )
    operation(canvas, "reset", "×", RESET, LOWER)
    canvas.edge("reset", "Ug", [(RESET, LOWER - OP / 2), (RESET, GATE + 13)], "r")
    canvas.value(RESET + 6, 268, step.p, "p", SMALL, "start")
    node(canvas, "Ug", "h", "box", RESET, GATE, 38, 26, "U_g", SMALL)
    canvas.edge("Ug", "g", [(RESET + 19, GATE), (CANDIDATE - WIDE / 2, GATE)], "r")


def facts(step: GRUStep) -> dict[str, object]:
    """Name every number of the step for the description."""
    names = ("h_prev", "a_z", "a_r", "p", "a_g", "z", "r", "g", "kept", "written", "h")
    numbers = {name: number_text(getattr(step, name)) for name in names}
    return {"t": step.t, "one_minus_z": number_text(1 - step.z)} | numbers


FIGURES = {
    "gru-cell": Figure(gru_step, draw, facts, {"step": STEPS}),
    "gru-cell-reset-first": Figure(partial(gru_step, reset_after=False), draw, facts, {"step": STEPS}),
}
