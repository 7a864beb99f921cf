"""Outlines of the visual grammar as SVG path data: one form for each thing that a figure shows.

box (input), circle (hidden state), pill (a function), octagon (forget, reset), house (input gate), tent
(output gate), slant (update gate), hexagon (candidate): a reader can draw each of them with a pencil.
"""

import math
from collections.abc import Sequence

Point = tuple[float, float]

# Corners in a square from -1 to 1; y grows downwards.
_CORNERS: dict[str, list[Point]] = {
    "octagon": [(-0.55, -1), (0.55, -1), (1, -0.5), (1, 0.5), (0.55, 1), (-0.55, 1), (-1, 0.5), (-1, -0.5)],
    "hexagon": [(-0.84, -1), (0.84, -1), (1.04, 0), (0.84, 1), (-0.84, 1), (-1.04, 0)],
    "house": [(0, -1.25), (1, -0.7), (1, 1), (-1, 1), (-1, -0.7)],
    "tent": [(-1, -1), (1, -1), (1, 0.7), (0, 1.25), (-1, 0.7)],
    "slant": [(-0.9, -1), (1.06, -1), (0.9, 1), (-1.06, 1)],
}
_RADIUS = {"bar": 1.0, "box": 3.0, "cell": 10.0, "pill": 1e9, "circle": 1e9}
SMALLEST_SQUARE = 5.0  # a matrix of smaller squares is drawn as one area
FORMS = (*_RADIUS, *_CORNERS)


def outline(form: str, x: float, y: float, width: float, height: float) -> str:
    """Return the closed path of a form centred at (x, y)."""
    if form in _CORNERS:
        corners = [(x + a * width / 2, y + b * height / 2) for a, b in _CORNERS[form]]
        return "M" + " L".join(_pair(corner) for corner in corners) + " Z"
    if form not in _RADIUS:
        raise ValueError(f"form must be one of {', '.join(FORMS)}, got {form!r}.")
    radius = min(_RADIUS[form], width / 2, height / 2)
    left, top, right, bottom = x - width / 2, y - height / 2, x + width / 2, y + height / 2
    arc = f"A{_n(radius)} {_n(radius)} 0 0 1 "
    return (
        f"M{_pair((left + radius, top))} L{_pair((right - radius, top))} {arc}{_pair((right, top + radius))} "
        f"L{_pair((right, bottom - radius))} {arc}{_pair((right - radius, bottom))} "
        f"L{_pair((left + radius, bottom))} {arc}{_pair((left, bottom - radius))} "
        f"L{_pair((left, top + radius))} {arc}{_pair((left + radius, top))} Z"
    )


def squares(x: float, y: float, rows: int, columns: int, size: float) -> str:
    """Return one path of rows × columns squares from the corner (x, y) on; tiny ones melt together."""
    if size < SMALLEST_SQUARE:
        return f"M{_pair((x, y))} h{_n(columns * size)} v{_n(rows * size)} h{_n(-columns * size)} Z"
    side = size - 2
    return " ".join(
        f"M{_pair((x + size * column + 1, y + size * row + 1))} h{_n(side)} v{_n(side)} h{_n(-side)} Z"
        for row in range(rows)
        for column in range(columns)
    )


def rounded(points: Sequence[Point], radius: float = 7.0) -> str:
    """Return the path through the points, its corners rounded."""
    path = f"M{_pair(points[0])}"
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        bend = min(radius, math.dist(before, corner) / 2, math.dist(corner, after) / 2)
        start, end = _towards(corner, before, bend), _towards(corner, after, bend)
        path += f" L{_pair(start)} Q{_pair(corner)} {_pair(end)}"
    return f"{path} L{_pair(points[-1])}"


def polyline(points: Sequence[Point]) -> str:
    """Return the path through many points, to a tenth of a unit, its corners sharp."""
    return "M" + " L".join(f"{round(x, 1):g} {round(y, 1):g}" for x, y in points)


def shortened(points: Sequence[Point], length: float) -> list[Point]:
    """Return the points with the last one moved back, to leave room for an arrow head."""
    return [*points[:-1], _towards(points[-1], points[-2], length)]


def arrow_head(before: Point, tip: Point, length: float = 9.0, half: float = 4.5) -> str:
    """Return the triangle at the end of a wire that comes from ``before``."""
    base = _towards(tip, before, length)
    span = math.dist(before, tip)
    across = ((before[1] - tip[1]) / span * half, (tip[0] - before[0]) / span * half)
    left, right = (base[0] + across[0], base[1] + across[1]), (base[0] - across[0], base[1] - across[1])
    return f"M{_pair(tip)} L{_pair(left)} L{_pair(right)} Z"


def _towards(start: Point, goal: Point, length: float) -> Point:
    span = math.dist(start, goal)
    return (start[0] + (goal[0] - start[0]) * length / span, start[1] + (goal[1] - start[1]) * length / span)


def _n(value: float) -> str:
    return f"{round(value, 2):g}"


def _pair(point: Point) -> str:
    return f"{_n(point[0])} {_n(point[1])}"
