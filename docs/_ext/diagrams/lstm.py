"""The LSTM cell: a memory line on top, and under it one candidate and three valves, added one at a time."""

from dataclasses import dataclass

import numpy as np

from diagrams.canvas import LARGE, SMALL, Canvas, number_text
from diagrams.example import Array, lstm_run
from diagrams.figure import Figure
from diagrams.labels import Labels
from diagrams.parts import OP, input_row, node, operation

STEPS = ("1", "2", "3", "4")
COLUMN = {"f": 43.0, "i": 111.0, "g": 179.0, "o": 247.0}
FORM = {"f": "octagon", "i": "house", "g": "hexagon", "o": "tent"}
LANE = 313.0  # where the hidden state leaves
ENTRY = 137.0  # where the input joins the bus
JOIN = (COLUMN["i"] + COLUMN["g"]) / 2
MEMORY, VALVE, GATE, BUS, INPUT = 60.0, 150.0, 234.0, 330.0, 414.0  # heights
WIDE, HIGH = 58.0, 42.0
GATES = {"f": "forget", "i": "input", "g": "candidate", "o": "output"}
ADDED = ("g", "i", "f", "o")  # which gate each stage adds


@dataclass(frozen=True)
class LSTMStep:
    """One step of an LSTM, seen from its first unit; ``a_`` is what a gate was before its function."""

    t: int
    x: Array
    h_prev: float
    c_prev: float
    before: dict[str, float]
    gate: dict[str, float]
    stage: int = 4

    @property
    def kept(self) -> float:
        """What is left of the old memory: f c_prev, all of it before stage 3."""
        return self.c_prev * (self.gate["f"] if self.stage >= 3 else 1)

    @property
    def written(self) -> float:
        """What is added to the memory: i g, all of g before stage 2."""
        return self.gate["g"] * (self.gate["i"] if self.stage >= 2 else 1)

    @property
    def c(self) -> float:
        """The new memory."""
        return self.kept + self.written

    @property
    def tanh_c(self) -> float:
        """The memory, brought between -1 and 1."""
        return float(np.tanh(self.c))

    @property
    def h(self) -> float:
        """What the cell shows of its memory: o tanh(c)."""
        return self.gate["o"] * self.tanh_c


def lstm_step(step: str = "1", stage: str = "4") -> LSTMStep:
    """Take one step of the running example apart."""
    run, t = lstm_run(), int(step)
    row = {name: float(values[t - 1, 0]) for name, values in run.trace.items()}
    before = {letter: row[f"a_{letter}"] for letter in ADDED}
    gate = {letter: row[letter] for letter in ADDED}
    return LSTMStep(t, run.x[t - 1], row["h_prev"], row["c_prev"], before, gate, int(stage))


def draw_cell(step: LSTMStep, labels: Labels) -> Canvas:
    """Draw the whole cell."""
    canvas = Canvas(INPUT + 18)
    canvas.text(172, 16, labels["cell-state"], SMALL, classes="dg-muted")
    canvas.text(150, 379, labels["hidden"], SMALL, "start", classes="dg-muted")
    _cell(canvas, step, labels, ADDED)
    return canvas


def draw_stage(step: LSTMStep, labels: Labels) -> Canvas:
    """Draw the cell as far as it is built, with a heading and the equation of the stage."""
    canvas = Canvas(INPUT + 18 + 58, top=-58)
    canvas.text(4, -46, labels[f"lstm-stage-{step.stage}"], anchor="start", classes="dg-strong")
    with canvas.part("equation"):
        canvas.text(4, -20, _equation(step), anchor="start")
    gates = ADDED[: step.stage]
    _cell(canvas, step, labels, gates, newest=gates[-1])
    return canvas


def _equation(step: LSTMStep) -> str:
    t = step.t
    kept = f"f·c_{t - 1}" if step.stage >= 3 else f"c_{t - 1}"
    written = "i·g" if step.stage >= 2 else "g"
    return f"h_{t} = o·tanh(c_{t})" if step.stage == 4 else f"c_{t} = {kept} + {written}"


def _cell(canvas: Canvas, step: LSTMStep, labels: Labels, gates: tuple[str, ...], newest: str = "") -> None:
    node(canvas, "cell", "cell", "cell", 172, 197, 328, 330)
    _memory(canvas, step, gates)
    _bus(canvas, step, gates)
    for letter in gates:
        with canvas.part("gate", letter=letter):
            _gate(canvas, step, letter, new=letter == newest)
            canvas.text(COLUMN[letter], BUS + 17, labels[GATES[letter]], SMALL, classes="dg-muted")
    if "i" in gates:
        operation(canvas, "write", "×", JOIN, VALVE)
    if "o" in gates:
        _output(canvas, step)


def _memory(canvas: Canvas, step: LSTMStep, gates: tuple[str, ...]) -> None:
    t, f, left, right = step.t, COLUMN["f"], 3.0, 341.0
    with canvas.part("c-prev", "c", t=t):
        canvas.value(4, 16, step.c_prev, "c_prev", anchor="start", before=f"c_{t - 1} = ")
    with canvas.part("c", "c", t=t):
        canvas.value(340, 16, step.c, "c", anchor="end", before=f"c_{t} = ")
    forget = "f" in gates
    add_from = "keep" if forget else f"c-prev-{t}"
    start = f + OP / 2 if forget else left
    if forget:
        canvas.edge(f"c-prev-{t}", "keep", [(left, MEMORY), (f - OP / 2, MEMORY)], "c", "dg-thick")
        operation(canvas, "keep", "×", f, MEMORY)
        canvas.value((f + JOIN) / 2, MEMORY - 15, step.kept, "kept", SMALL)
    canvas.edge(add_from, "add", [(start, MEMORY), (JOIN - OP / 2, MEMORY)], "c", "dg-thick")
    canvas.edge("add", f"c-{t}", [(JOIN + OP / 2, MEMORY), (right, MEMORY)], "c", "dg-thick")
    operation(canvas, "add", "+", JOIN, MEMORY)
    canvas.value(JOIN + 8, 104, step.written, "written", SMALL, "start")


def _bus(canvas: Canvas, step: LSTMStep, gates: tuple[str, ...]) -> None:
    t, last = step.t, max(ENTRY, *(COLUMN[letter] for letter in gates))
    canvas.edge(f"h-prev-{t}", "bus", [(3, BUS), (last, BUS)], "h", head=False)
    canvas.edge(f"x-{t}", "bus", [(ENTRY, INPUT - 16), (ENTRY, BUS)], "x", head=False)
    with canvas.part("bus"):
        for letter in gates:
            canvas.dot(COLUMN[letter], BUS)
        canvas.dot(ENTRY, BUS)
    with canvas.part("h-prev", "h", t=t):
        canvas.value(4, 379, step.h_prev, "h_prev", anchor="start", before=f"h_{t - 1} = ")
    input_row(canvas, INPUT, step.x, t)


def _gate(canvas: Canvas, step: LSTMStep, letter: str, new: bool) -> None:
    x, form, top = COLUMN[letter], FORM[letter], GATE - HIGH / 2
    canvas.edge("bus", letter, [(x, BUS), (x, GATE + HIGH / 2 * (1.25 if letter == "o" else 1))])
    canvas.value(x + 4, 296, step.before[letter], f"a_{letter}", SMALL, "start")
    target, path = {
        "f": ("keep", [(x, top), (x, MEMORY + OP / 2)]),
        "i": ("write", [(x, top - 5), (x, VALVE), (JOIN - OP / 2, VALVE)]),
        "g": ("write", [(x, top), (x, VALVE), (JOIN + OP / 2, VALVE)]),
        "o": ("show", [(x, top), (x, VALVE + 14), (LANE - OP / 2, VALVE + 14)]),
    }[letter]
    if letter == "g" and step.stage == 1:
        target, path = "add", [(x, top), (x, VALVE), (JOIN, VALVE), (JOIN, MEMORY + OP / 2)]
    elif letter == "g":
        canvas.edge("write", "add", [(JOIN, VALVE - OP / 2), (JOIN, MEMORY + OP / 2)], "c")
    canvas.edge(letter, target, path, letter)
    with canvas.part(letter, letter, "dg-new" if new else ""):
        canvas.shape(form, x, GATE, WIDE, HIGH)
        canvas.text(x - (17 if letter == "g" else 8), GATE, letter, LARGE, classes="dg-strong")
        canvas.text(x + 9, GATE + 1, "tanh" if letter == "g" else "σ", SMALL)
    canvas.value(x + 4, 190, step.gate[letter], letter, SMALL, "start")


def _output(canvas: Canvas, step: LSTMStep) -> None:
    t, valve = step.t, VALVE + 14
    canvas.edge(f"c-{t}", "tanh", [(LANE, MEMORY), (LANE, 94)], "c")
    with canvas.part("tap", "c"):
        canvas.dot(LANE, MEMORY)
    node(canvas, "tanh", "c", "pill", LANE, 108, 40, 28, "tanh", SMALL)
    canvas.edge("tanh", "show", [(LANE, 122), (LANE, valve - OP / 2)], "c")
    canvas.value(LANE - 6, 138, step.tanh_c, "tanh_c", SMALL, "end")
    operation(canvas, "show", "×", LANE, valve)
    canvas.edge("show", f"h-{t}", [(LANE, valve + OP / 2), (LANE, BUS), (341, BUS)], "h")
    with canvas.part("h", "h", t=t):
        canvas.value(340, 379, step.h, "h", anchor="end", before=f"h_{t} = ")


def facts(step: LSTMStep) -> dict[str, object]:
    """Name every number of the step for the description."""
    names = {"h_prev": step.h_prev, "c_prev": step.c_prev, "c": step.c, "tanh_c": step.tanh_c, "h": step.h}
    names |= {"kept": step.kept, "written": step.written} | step.gate
    names |= {f"a_{letter}": amount for letter, amount in step.before.items()}
    return {"t": step.t, "previous": step.t - 1} | {name: number_text(value) for name, value in names.items()}


FIGURES = {
    "lstm-stages": Figure(
        lstm_step, draw_stage, facts, {"stage": ("all", "1", "2", "3", "4"), "step": STEPS}
    ),
    "lstm-cell": Figure(lstm_step, draw_cell, facts, {"step": STEPS}),
}
