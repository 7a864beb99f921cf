"""The picture shown where the book's address is shared: a recurrent network over five time steps."""

import hashlib
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from whole_files import put

SIZE = (1200, 630)  # what OpenGraph asks for
PAPER, INK, LINE, CELL, SIGNAL = "#0f1a2b", "#f3f6fb", "#9fb6d6", "#1f63c4", "#f0a83c"
STEPS = 5


def draw() -> bytes:
    """Return the picture; it has Latin letters and symbols only, so that it needs no font of the machine."""
    # Imported here: nearly every build finds the picture drawn, and need not wait for matplotlib.
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

    figure = Figure(figsize=(SIZE[0] / 100, SIZE[1] / 100), dpi=100, facecolor=PAPER)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, SIZE[0]), ylim=(0, SIZE[1]))
    axes.axis("off")

    def arrow(start: tuple[float, float], end: tuple[float, float], color: str, width: float) -> None:
        patch = FancyArrowPatch(start, end, arrowstyle="-|>", mutation_scale=22, lw=width, color=color)
        patch.shrinkA = patch.shrinkB = 0
        axes.add_patch(patch)

    def symbol(x: float, y: float, name: str, size: int) -> None:
        axes.text(x, y, name, color=INK, size=size, ha="center", va="center", math_fontfamily="stix")

    for step in range(STEPS):
        x = 170 + 215 * step
        # What came first fades from step to step: the memory the book is about.
        strength = 1 - 0.17 * step
        rounded = "round,pad=0,rounding_size=20"
        axes.add_patch(FancyBboxPatch((x - 62, 215), 124, 104, boxstyle=rounded, fc=CELL, ec=INK, lw=2.5))
        symbol(x, 267, rf"$h_{step + 1}$", 33)
        symbol(x, 80, rf"$x_{step + 1}$", 27)
        arrow((x, 116), (x, 208), LINE, 3)
        arrow((x, 326), (x, 402), LINE, 3)
        if step < STEPS - 1:
            arrow((x + 66, 267), (x + 149, 267), SIGNAL, 7 * strength)
    axes.text(108, 505, "RNN Guide", color=INK, size=58, weight="bold", va="center")
    axes.text(1092, 505, "RNN · LSTM · GRU", color=SIGNAL, size=27, ha="right", va="center")
    drawn = BytesIO()
    figure.savefig(drawn, format="png", dpi=100, facecolor=PAPER, metadata={"Software": None})
    return drawn.getvalue()


def picture(folder: Path) -> Path:
    """Return the picture; draw it where this file or matplotlib has changed."""
    state = hashlib.sha256(Path(__file__).read_bytes() + version("matplotlib").encode()).hexdigest()[:16]
    file = folder / f"{state}.png"
    if not file.exists():
        put(file, draw())
    return file
