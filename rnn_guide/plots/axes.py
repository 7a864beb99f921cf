"""What all plots need: axes, and labels that every font can draw."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rnn_guide.checks import ArgumentError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7ff]")


def axes_or_new(ax: "Axes | None") -> "Axes":
    """Return `ax`, or the axes of a new figure."""
    if ax is not None:
        return ax
    from matplotlib import pyplot as plt

    return plt.subplots(layout="constrained")[1]


def drawable(name: str, labels: Iterable[str]) -> list[str]:
    """Return the labels if there is no Hangul in them, else raise `ArgumentError`."""
    texts = [str(label) for label in labels]
    for text in texts:
        if _HANGUL.search(text):
            remedy = "Say it in the caption; plots get empty boxes where the font has no Hangul."
            raise ArgumentError(name, "English or symbols", repr(text), remedy)
    return texts
