"""Drawing primitives: a canvas on drawsvg whose parts and numbers carry names that a script can find.

Colours never appear here. A shape has a *kind* (``x``, ``h``, ``f`` …) that becomes a CSS class, and the
style sheet decides what that kind looks like on a light page, on a dark page and on paper.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape

import drawsvg

from diagrams import shapes

Point = tuple[float, float]

SMALL, NORMAL, LARGE = 14.5, 15.5, 18.0  # at 280 px, the width a 320 px phone leaves, 14.5 becomes 11.8 px
DIGITS = 5  # decimals of every number in every figure; final zeros are dropped
WIDTH = 344.0  # every figure is drawn for a phone and grows from there

_MARKUP = re.compile(
    r"_\{([^}]*)\}|_(\S)"  # lowered
    r"|((?<![A-Za-z])[B-HJ-Zb-z](?![A-Za-z]))"  # a letter alone is a variable, but not the words a and I
    r"|([^_A-Za-z]+|[A-Za-z]+|_)"
)


def number_text(value: float, digits: int = DIGITS, least: int = 0) -> str:
    """Round a number, write a real minus sign, keep final zeros only up to ``least`` decimals."""
    whole, _, decimals = f"{value:.{digits}f}".partition(".")
    decimals = decimals.rstrip("0").ljust(least, "0")
    text = f"{whole}.{decimals}" if decimals else whole
    return text.removeprefix("-") if not text.strip("-0.") else text.replace("-", "\u2212")


class Canvas:
    """A figure under construction.

    Args:
        width: Width of the view box; 344 unless the figure must scroll on a phone.
        height: Height of the view box.
        top: Its upper edge; negative to leave room above the origin.
    """

    def __init__(self, height: float, width: float = WIDTH, top: float = 0.0) -> None:
        self.width, self.height, self.top = width, height, top
        self._root = drawsvg.Group()
        self._open = [self._root]
        self._parts: dict[str, drawsvg.Group] = {}

    @contextmanager
    def part(self, name: str, kind: str = "", classes: str = "", **data: object) -> Iterator[None]:
        """Group what is drawn inside under a name: ``data-part``, more ``data-*``, an id made of both."""
        local = "-".join([name, *(str(value) for value in data.values())])
        if local in self._parts:
            raise ValueError(f"part {local!r} is drawn twice; give it another name or another data value.")
        css = " ".join(filter(None, ["dg-part", f"dg-{kind}" if kind else "", classes]))
        attributes = {f"data_{key}": escape(str(value)) for key, value in data.items()}
        group = drawsvg.Group(class_=css, data_part=name, **attributes)
        self._parts[local] = group
        self._open[-1].append(group)
        self._open.append(group)
        try:
            yield
        finally:
            self._open.pop()

    def shape(self, form: str, x: float, y: float, width: float, height: float, classes: str = "") -> None:
        """Draw one of the forms of `shapes`, centred at (x, y)."""
        path = shapes.outline(form, x, y, width, height)
        self._add(drawsvg.Path(path, class_=f"dg-shape dg-form-{form} {classes}".strip()))

    def wire(self, points: Sequence[Point], classes: str = "", head: bool = True) -> None:
        """Draw a line through the points with round corners and, unless told otherwise, an arrow head."""
        end = shapes.shortened(points, 6) if head else list(points)
        self._add(drawsvg.Path(shapes.rounded(end), class_=f"dg-wire {classes}".strip()))
        if head:
            self._add(drawsvg.Path(shapes.arrow_head(points[-2], points[-1]), class_="dg-head"))

    def path(self, outline: str, classes: str) -> None:
        """Draw an outline that is neither a form of `shapes` nor a wire."""
        self._add(drawsvg.Path(outline, class_=classes))

    def dot(self, x: float, y: float) -> None:
        """Mark the place where wires join."""
        self._add(drawsvg.Circle(number(x), number(y), 3.2, class_="dg-head"))

    def edge(
        self,
        source: str,
        target: str,
        points: Sequence[Point],
        kind: str = "",
        classes: str = "",
        head: bool = True,
    ) -> None:
        """Draw a wire that says which part it leaves and which it enters (``data-from``, ``data-to``)."""
        with self.part("edge", kind, from_=source, to=target):
            self.wire(points, classes, head)

    def text(
        self, x: float, y: float, markup: str, size: float = NORMAL, anchor: str = "middle", classes: str = ""
    ) -> None:
        """Write words centred on y. ``_t`` lowers, a lone letter is a variable, ``"a_t"`` stays plain."""
        css = f"dg-text {classes}".strip()
        node = drawsvg.Text("", size, number(x), number(y + 0.35 * size), text_anchor=anchor, class_=css)
        self._spans(node, markup, size)
        self._add(node)

    def value(
        self,
        x: float,
        y: float,
        amount: float,
        name: str,
        size: float = NORMAL,
        anchor: str = "middle",
        before: str = "",
        least: int = 0,
        classes: str = "",
        **data: object,
    ) -> None:
        """Write a number that a script can find and open: ``data-name``, ``data-value``, more ``data-*``."""
        attributes: dict[str, object] = {f"data_{key}": escape(str(item)) for key, item in data.items()}
        css = f"dg-text dg-number {classes}".strip()
        place = {"text_anchor": anchor, "class_": css}
        node = drawsvg.Text("", size, number(x), number(y + 0.35 * size), **place)
        if before:
            self._spans(node, before, size)
        attributes |= {"data_name": name, "data_value": repr(float(amount)), "data_digits": DIGITS}
        node.append(drawsvg.TSpan(number_text(amount, least=least), class_="dg-value", **attributes))
        self._add(node)

    def _spans(self, node: drawsvg.Text, markup: str, size: float) -> None:
        lowered = False
        if markup.startswith('"'):
            node.append(drawsvg.TSpan(markup.strip('"')))
            return
        for match in _MARKUP.finditer(markup):
            braced, single, variable, plain = match.groups()
            low = braced if braced is not None else single
            shift = 0.24 * size * ((low is not None) - lowered)
            lowered = low is not None
            attributes: dict[str, object] = {"dy": number(shift)} if shift else {}
            if lowered:
                node.append(drawsvg.TSpan(low, class_="dg-sub", font_size=number(0.76 * size), **attributes))
            elif variable:
                node.append(drawsvg.TSpan(variable, class_="dg-var", **attributes))
            else:
                node.append(drawsvg.TSpan(plain, **attributes))

    def _add(self, element: drawsvg.DrawingElement) -> None:
        self._open[-1].append(element)

    def svg(self, figure: str, prefix: str, title: str, description: str, **data: object) -> str:
        """Return the picture as an inline element whose ids all begin with the prefix."""
        for local, group in self._parts.items():
            group.args["id"] = f"{prefix}--{re.sub('[^A-Za-z0-9]+', '-', local)}"
        drawing = drawsvg.Drawing(
            number(self.width),
            number(self.height),
            (0, number(self.top)),
            role="img",
            class_="dg",
            id=f"{prefix}-svg",
            aria_labelledby=f"{prefix}-title",
            aria_describedby=f"{prefix}-desc",
            data_diagram=figure,
            style=f"--dg-width:{number(self.width)}",
            **{f"data_{key}": escape(str(value)) for key, value in data.items()},
        )
        drawing.svg_args.update(width=None, height=None)  # the style sheet sets the size
        drawing.append(drawsvg.Title(title, id=f"{prefix}-title"))
        drawing.append(_Description(description, id=f"{prefix}-desc"))
        drawing.append(self._root)
        text: str = drawing.as_svg(header="", skip_js=True)
        return text.replace("<defs>\n</defs>\n", "")


class _Description(drawsvg.Title):  # type: ignore[misc]
    TAG_NAME = "desc"


def number(value: float) -> float | int:
    """Round a coordinate to a hundredth and drop the fraction of a whole one."""
    rounded = round(float(value), 2)
    return int(rounded) if rounded == int(rounded) else rounded
