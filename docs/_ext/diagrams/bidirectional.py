"""A bidirectional layer: the forward pass above, the backward pass below, what is joined in between."""

from dataclasses import dataclass

from diagrams.canvas import SMALL, Canvas, number_text
from diagrams.example import Array, bidirectional_run
from diagrams.figure import Figure
from diagrams.labels import Labels
from diagrams.parts import node

FIRST, PITCH, WIDE, HIGH, START = 60.5, 74.4, 64.0, 34.0, 18.0
X_TOP, FORWARD, JOIN, BACKWARD, X_BOTTOM = 46.0, 112.0, 204.0, 296.0, 362.0


@dataclass(frozen=True)
class Bidirectional:
    """Hidden states of both passes by position in the sentence, (timesteps, units) each."""

    forward: Array
    backward: Array


def bidirectional() -> Bidirectional:
    """Run Bidirectional(LSTM(3)) over train_X with every weight 0.1 and Keras' forget bias of 1."""
    return Bidirectional(*bidirectional_run())


def draw_last(data: Bidirectional, labels: Labels) -> Canvas:
    """Draw the join for return_sequences=False: the last step of each pass."""
    canvas = Canvas(X_BOTTOM + 46)
    timesteps = len(data.forward)
    _passes(canvas, data, used={("forward", timesteps), ("backward", 1)}, labels=labels)
    last = FIRST + PITCH * (timesteps - 1)
    for name, kind, values, y in (
        ("forward", "h", data.forward[-1], JOIN - 17),
        ("backward", "o", data.backward[0], JOIN + 17),
    ):
        with canvas.part("output", kind, half=name):
            canvas.shape("box", 172, y, 200, 32)
            for unit, amount in enumerate(values):
                x = 172 + 200 / len(values) * (unit - (len(values) - 1) / 2)
                canvas.value(x, y, float(amount), f"output_{name}", SMALL, unit=unit)
    down = [(last, FORWARD + HIGH / 2), (last, JOIN - 17), (272, JOIN - 17)]
    canvas.edge(f"forward-{timesteps}", "output-forward", down, "h", "dg-thick")
    up = [(FIRST, BACKWARD - HIGH / 2), (FIRST, JOIN + 17), (72, JOIN + 17)]
    canvas.edge("backward-1", "output-backward", up, "o", "dg-thick")
    return canvas


def draw_sequence(data: Bidirectional, labels: Labels) -> Canvas:
    """Draw the join for return_sequences=True: both states of each position."""
    canvas = Canvas(X_BOTTOM + 46)
    timesteps = len(data.forward)
    _passes(canvas, data, set(), labels)
    for t in range(1, timesteps + 1):
        x = FIRST + PITCH * (t - 1)
        for name, kind, values, y in (
            ("forward", "h", data.forward, JOIN - 15),
            ("backward", "o", data.backward, JOIN + 15),
        ):
            with canvas.part("output", kind, half=name, t=t):
                canvas.shape("box", x, y, WIDE + 4, 30)
                canvas.value(x, y, float(values[t - 1, 0]), f"output_{name}", SMALL, t=t, unit=0)
        down = [(x, FORWARD + HIGH / 2), (x, JOIN - 30)]
        canvas.edge(f"forward-{t}", f"output-forward-{t}", down, "h", "dg-thick")
        up = [(x, BACKWARD - HIGH / 2), (x, JOIN + 30)]
        canvas.edge(f"backward-{t}", f"output-backward-{t}", up, "o", "dg-thick")
    return canvas


def _passes(canvas: Canvas, data: Bidirectional, used: set[tuple[str, int]], labels: Labels) -> None:
    timesteps = len(data.forward)
    canvas.text(4, 14, labels["forward-pass"], SMALL, "start", classes="dg-k-h dg-strong")
    canvas.text(340, X_BOTTOM + 32, labels["backward-pass"], SMALL, "end", classes="dg-k-o dg-strong")
    end = FIRST + PITCH * (timesteps - 1) + WIDE / 2 + 18.5
    node(canvas, "forward", "h", "circle", 10, FORWARD, START, START, "0", SMALL, t=0)
    node(canvas, "backward", "o", "circle", end, BACKWARD, START, START, "0", SMALL, t=timesteps + 1)
    for t in range(1, timesteps + 1):
        x = FIRST + PITCH * (t - 1)
        for name, kind, values, y, x_y in (
            ("forward", "h", data.forward, FORWARD, X_TOP),
            ("backward", "o", data.backward, BACKWARD, X_BOTTOM),
        ):
            node(canvas, "x", "x", "box", x, x_y, 40, 28, f"x_{t}", read=name, t=t)
            with canvas.part(name, kind, "dg-new" if (name, t) in used else "", t=t):
                canvas.shape("cell", x, y, WIDE, HIGH)
                canvas.value(x, y, float(values[t - 1, 0]), name, SMALL, t=t, unit=0)
            ways = ((x_y + 14, y - HIGH / 2), (x_y - 14, y + HIGH / 2))[name == "backward"]
            canvas.edge(f"x-{name}-{t}", f"{name}-{t}", [(x, ways[0]), (x, ways[1])], "x")
        left = 10 + START / 2 if t == 1 else x - PITCH + WIDE / 2
        canvas.edge(f"forward-{t - 1}", f"forward-{t}", [(left, FORWARD), (x - WIDE / 2, FORWARD)], "h")
        right = end - START / 2 if t == timesteps else x + PITCH - WIDE / 2
        canvas.edge(f"backward-{t + 1}", f"backward-{t}", [(right, BACKWARD), (x + WIDE / 2, BACKWARD)], "o")


def facts(data: Bidirectional) -> dict[str, object]:
    """Name the states of both passes for the description."""
    forward, backward = ([number_text(h) for h in half[:, 0]] for half in (data.forward, data.backward))
    return {
        "steps": len(forward),
        "size": 2 * data.forward.shape[1],
        "forward": ", ".join(forward),
        "backward": ", ".join(backward),
        "forward_last": forward[-1],
        "backward_first": backward[0],
    }


FIGURES = {
    "bidirectional-last": Figure(bidirectional, draw_last, facts),
    "bidirectional-sequence": Figure(bidirectional, draw_sequence, facts),
}
