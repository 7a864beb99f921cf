"""Pieces that several figures share: a named node, a small operation, the row of an input's numbers."""

from diagrams.canvas import NORMAL, SMALL, Canvas
from diagrams.example import Array

OP = 26.0  # diameter of × and +


def node(
    canvas: Canvas,
    name: str,
    kind: str,
    form: str,
    x: float,
    y: float,
    width: float,
    height: float,
    markup: str = "",
    size: float = NORMAL,
    **data: object,
) -> None:
    """Draw a part that is one shape with one word in it."""
    with canvas.part(name, kind, "", **data):
        canvas.shape(form, x, y, width, height)
        if markup:
            canvas.text(x, y, markup, size)


def operation(canvas: Canvas, name: str, sign: str, x: float, y: float, **data: object) -> None:
    """Draw × or + in a small circle."""
    node(canvas, name, "op", "circle", x, y, OP, OP, sign, 19, **data)


def input_row(canvas: Canvas, y: float, values: Array, t: int, left: float = 47) -> None:
    """Draw the input of step t as a row of numbers."""
    width = 50 + 40.0 * len(values)
    with canvas.part("x", "x", t=t):
        canvas.shape("box", left + width / 2, y, width, 32)
        canvas.text(left + 22, y, f"x_{t}", classes="dg-strong")
        for feature, amount in enumerate(values):
            place = (left + 64 + 40 * feature, y)
            canvas.value(*place, float(amount), "x", SMALL, least=1, t=t, feature=feature)
