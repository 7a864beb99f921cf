"""The recurrent network seen twice: rolled up with its loop, and unrolled along time."""

from diagrams.canvas import SMALL, Canvas, number_text
from diagrams.example import Array, SimpleRun, simple_run
from diagrams.figure import Figure
from diagrams.labels import Labels

LINE = 18.0  # from one number of a column to the next
FIRST, PITCH, BOX = 83.0, 76.0, 64.0


def column(canvas: Canvas, x: float, top: float, values: Array, name: str, t: int, least: int = 0) -> None:
    """Write a vector as a column of numbers, each a part of its own."""
    for unit, amount in enumerate(values):
        canvas.value(x, top + LINE * unit, float(amount), name, SMALL, least=least, t=t, unit=unit)


def draw_unrolled(run: SimpleRun, labels: Labels) -> Canvas:
    """Draw the cell once per step, its vectors as columns of numbers."""
    timesteps, features = run.x.shape
    units = run.h.shape[1]
    state_height, input_height = LINE * units + 34, LINE * features + 10
    state_y = 36 + state_height / 2
    input_top = state_y + state_height / 2 + 44
    width = FIRST + PITCH * (timesteps - 1) + BOX / 2 + 1
    canvas = Canvas(input_top + input_height + 84, width)
    with canvas.part("column", t=0), canvas.part("h", "h", t=0):
        canvas.shape("cell", 20, state_y, 38, state_height)
        canvas.text(20, state_y - state_height / 2 + 16, "h_0")
        column(canvas, 20, state_y - state_height / 2 + 40, run.h[0], "h", 0)
    for t in range(1, timesteps + 1):
        x = FIRST + PITCH * (t - 1)
        with canvas.part("column", t=t):
            canvas.text(x, 14, f"t = {t}", SMALL, classes="dg-muted")
            with canvas.part("h", "h", t=t):
                canvas.shape("cell", x, state_y, BOX, state_height)
                canvas.text(x, state_y - state_height / 2 + 16, f"h_{t}")
                column(canvas, x, state_y - state_height / 2 + 40, run.h[t], "h", t)
            with canvas.part("x", "x", t=t):
                canvas.shape("box", x, input_top + input_height / 2, BOX, input_height)
                column(canvas, x, input_top + 14, run.x[t - 1], "x", t, least=1)
            canvas.text(x, input_top + input_height + 14, f"x_{t}")
            left = 39 if t == 1 else x - PITCH + BOX / 2
            canvas.edge(f"h-{t - 1}", f"h-{t}", [(left, state_y), (x - BOX / 2, state_y)], "h")
            canvas.edge(f"x-{t}", f"h-{t}", [(x, input_top), (x, state_y + state_height / 2)], "x")
    _legend(canvas, labels, input_top + input_height + 44, features, units)
    return canvas


def _legend(canvas: Canvas, labels: Labels, y: float, features: int, units: int) -> None:
    for row, (kind, weights, rows) in enumerate([("x", "W_x", features), ("h", "W_h", units)]):
        with canvas.part("legend", kind, weights=weights[-1]):
            canvas.wire([(6, y + 26 * row), (44, y + 26 * row)])
            words = labels["same-weights"].format(weights=weights, rows=rows, columns=units)
            canvas.text(54, y + 26 * row, words, SMALL, "start")


def draw_rolled(run: SimpleRun, labels: Labels) -> Canvas:
    """Draw the one cell and the loop that carries its state to the next step."""
    units, features = run.h.shape[1], run.x.shape[1]
    canvas = Canvas(height=262)
    x, y = 118.0, 130.0
    with canvas.part("cell", "h"):
        canvas.shape("cell", x, y, 104, 62)
        canvas.text(x, y - 12, labels["rnn-cell"], SMALL)
        canvas.text(x, y + 13, "tanh", SMALL, classes="dg-muted")
    with canvas.part("x", "x"):
        canvas.shape("box", x, 232, 52, 40)
        canvas.text(x, 232, "x_t")
    with canvas.part("h", "h"):
        canvas.shape("circle", x, 26, 44, 44)
        canvas.text(x, 26, "h_t")
    canvas.edge("x", "cell", [(x, 212), (x, y + 31)], "x")
    canvas.edge("cell", "h", [(x, y - 31), (x, 48)], "h")
    loop = [(x, 74), (214, 74), (214, y), (x + 52, y)]
    canvas.edge("h", "cell", loop, "h")
    canvas.text(x + 12, 187, "W_x", anchor="start", classes="dg-k-x")
    canvas.text(226, 90, "W_h", anchor="start", classes="dg-k-h")
    canvas.text(226, 118, labels["one-step-later"], SMALL, "start", classes="dg-muted")
    canvas.text(156, 222, labels["one-word"], SMALL, "start", classes="dg-muted")
    canvas.text(156, 242, labels["n-numbers"].format(n=features), SMALL, "start", classes="dg-muted")
    canvas.text(152, 16, labels["hidden-state"], SMALL, "start", classes="dg-muted")
    canvas.text(152, 36, labels["n-numbers"].format(n=units), SMALL, "start", classes="dg-muted")
    return canvas


def facts(run: SimpleRun) -> dict[str, object]:
    """Name the states and sizes for the description."""
    return {
        "steps": len(run.x),
        "features": run.x.shape[1],
        "units": run.h.shape[1],
        "states": ", ".join(f"h{t} = {number_text(run.h[t, 0])}" for t in range(1, len(run.h))),
    }


FIGURES = {
    "rolled-rnn": Figure(simple_run, draw_rolled, facts),
    "unrolled-rnn": Figure(simple_run, draw_unrolled, facts),
}
