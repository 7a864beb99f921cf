"""What all plots need: axes, and labels that every font can draw."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rnn_guide.checks import ArgumentError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7ff]")


def axes_or_new(ax: "Axes | None") -> "Axes":
    """Return `ax`, or the axes of a new figure."""
    if ax is not None:
        return ax
    from matplotlib import pyplot as plt

    return plt.subplots(layout="constrained")[1]


def whole_numbers(axis: "Axis") -> None:
    """Put ticks at whole numbers only: there is no time step 1.5."""
    from matplotlib.ticker import MaxNLocator

    axis.set_major_locator(MaxNLocator(integer=True))


def drawable(name: str, text: str) -> str:
    """Return the text if there is no Hangul in it, else raise `ArgumentError`."""
    if _HANGUL.search(str(text)):
        remedy = "Say it in the caption; plots get empty boxes where the font has no Hangul."
        raise ArgumentError(name, "English or symbols", repr(text), remedy)
    return str(text)


def labels_of(name: str, labels: object, count: int) -> list[str]:
    """Return the labels if there are `count` of them and all can be drawn, else raise `ArgumentError`."""
    given = list(labels) if isinstance(labels, Iterable) else []
    if len(given) != count:
        came = len(given) if isinstance(labels, Iterable) else repr(labels)
        raise ArgumentError(name, f"{count} labels", came, "Give one label for each.")
    return [drawable(name, text) for text in given]
