"""A bidirectional LSTM with every state that it computes, and which of them come back in which tensor."""

from dataclasses import dataclass

import numpy as np

from diagrams.canvas import SMALL, Canvas, number_text
from diagrams.example import ALL_TENTHS, TRAIN_X, UNITS, Array
from diagrams.figure import Figure
from diagrams.labels import Labels
from rnn_guide import LSTM, Bidirectional

FIRST, PITCH, WIDE, HIGH, END, ENDS = 60.5, 74.4, 64.0, 32.0, 18.0, (10.0, 334.2)
# Top to bottom: the forward pass, the inputs that both passes read, the backward pass.
ROWS = {"forward_c": 62.0, "forward_h": 122.0, "backward_h": 238.0, "backward_c": 298.0}
MARKS = {"forward_c": 35.0, "forward_h": 95.0, "backward_h": 265.0, "backward_c": 325.0}
INPUTS, BACKWARD, LIST, LINE = 180.0, 350.0, 384.0, 25.0
MOST = 6  # tensors: a bidirectional LSTM whose two outputs are not joined


@dataclass(frozen=True)
class Tensor:
    """One returned tensor.

    Args:
        name: What the page calls it.
        values: Its numbers, (batch, …).
        states: The drawn states that it is made of: (row, position) each.
    """

    name: str
    values: Array
    states: list[tuple[str, int]]


@dataclass(frozen=True)
class Returned:
    """What a call computes and what it returns.

    Args:
        states: The first unit of each row of states by position, (timesteps,) each.
        tensors: What comes back, in order.
    """

    states: dict[str, Array]
    tensors: list[Tensor]


def returned() -> Returned:
    """Call Bidirectional(LSTM(3, return_state=True)) on train_X, every weight 0.1."""
    layer = Bidirectional(LSTM(UNITS, return_state=True, **ALL_TENTHS)).astype(np.float64)
    tensors = [np.asarray(tensor) for tensor in layer(TRAIN_X[None])]
    states = _every_state(layer, "forward") | _every_state(layer, "backward")
    last = len(TRAIN_X)
    came = [[("forward_h", last), ("backward_h", 1)]]
    came += [[("forward_h", last)], [("forward_c", last)], [("backward_h", 1)], [("backward_c", 1)]]
    names = ("output", "forward_h", "forward_c", "backward_h", "backward_c")
    return Returned(states, [Tensor(*parts) for parts in zip(names, tensors, came, strict=True)])


def _every_state(layer: Bidirectional, way: str) -> dict[str, Array]:
    trace = getattr(layer, f"{way}_layer").trace(TRAIN_X[None])
    step = 1 if way == "forward" else -1  # the backward pass has read its first position last
    return {f"{way}_{name}": np.asarray(getattr(trace, name))[0, ::step, 0] for name in ("h", "c")}


def draw(data: Returned, labels: Labels) -> Canvas:
    """Draw all states; those that come back are bold and carry the numbers of their tensors."""
    canvas = Canvas(LIST + LINE * MOST - 8)
    canvas.text(4, 12, labels["forward-pass"], SMALL, "start", classes="dg-k-h dg-strong")
    for t in range(1, len(data.states["forward_h"]) + 1):
        x = FIRST + PITCH * (t - 1)
        with canvas.part("x", "x", t=t):
            canvas.shape("box", x, INPUTS, 40, 28)
            canvas.text(x, INPUTS, f"x_{t}")
    for row in ROWS:
        with canvas.part("row", row[-1], row=row):
            _row(canvas, row, data, labels)
    for index in range(1, MOST + 1):
        y, came = LIST + LINE * (index - 1), index <= len(data.tensors)
        words = f"{data.tensors[index - 1].name} {data.tensors[index - 1].values.shape}" if came else " "
        with canvas.part("tensor", "", index=index):
            canvas.text(14, y, str(index) if came else " ", SMALL, classes="dg-strong dg-k-f")
            canvas.text(30, y, f'"{words}"', SMALL, "start")
    return canvas


def _row(canvas: Canvas, row: str, data: Returned, labels: Labels) -> None:
    values, y, kind, name, forward = (
        data.states[row],
        ROWS[row],
        row[-1],
        row.replace("_", "-"),
        row[0] == "f",
    )
    timesteps, end = len(values), ENDS[0 if forward else 1]
    if row == "backward_h":
        canvas.text(340, BACKWARD, labels["backward-pass"], SMALL, "end", classes="dg-k-h dg-strong")
    start = 0 if forward else timesteps + 1
    with canvas.part(name, kind, "dg-idle", t=start):
        canvas.shape("circle", end, y, END, END)
        canvas.text(end, y, kind, SMALL)
        edge, anchor = (1, "start") if forward else (343, "end")
        canvas.value(edge, MARKS[row], 0.0, row, SMALL, anchor, t=start, unit=0)
    for t, amount in enumerate(values, 1):
        x = FIRST + PITCH * (t - 1)
        carried = [str(index) for index, tensor in enumerate(data.tensors, 1) if (row, t) in tensor.states]
        with canvas.part(name, kind, "dg-new" if carried else "dg-idle", t=t):
            canvas.shape("pill", x, y, WIDE, HIGH)
            canvas.value(x, y, float(amount), row, SMALL, t=t, unit=0)
        with canvas.part("mark", "", row=row, t=t):
            corner, anchor = (x + WIDE / 2 - 2, "end") if forward else (x - WIDE / 2 + 2, "start")
            words = ", ".join(carried) or " "
            canvas.text(corner, MARKS[row], words, SMALL, anchor, classes="dg-strong dg-k-f")
        left = end + END / 2 if t == 1 else x - PITCH + WIDE / 2
        right = end - END / 2 if t == timesteps else x + PITCH - WIDE / 2
        path = [(left, y), (x - WIDE / 2, y)] if forward else [(right, y), (x + WIDE / 2, y)]
        canvas.edge(f"{name}-{t - 1 if forward else t + 1}", f"{name}-{t}", path, kind)
        if kind == "h":
            way = -1 if forward else 1
            path = [(x, INPUTS + 14 * way), (x, y - HIGH / 2 * way)]
            canvas.edge(f"x-{t}", f"{name}-{t}", path, "x")


def facts(data: Returned) -> dict[str, object]:
    """Name the tensors and the states they hold for the description."""
    ends = {"forward_h": -1, "forward_c": -1, "backward_h": 0, "backward_c": 0}
    shapes = ", ".join(f"{tensor.name} {tensor.values.shape}" for tensor in data.tensors)
    numbers = {row: number_text(float(data.states[row][at])) for row, at in ends.items()}
    return numbers | {"tensors": len(data.tensors), "shapes": shapes, "steps": len(data.states["forward_h"])}


FIGURES = {"returned-tensors": Figure(returned, draw, facts)}
