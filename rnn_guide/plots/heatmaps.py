"""Matrices as coloured squares."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from rnn_guide._arguments import choice
from rnn_guide.checks import ArgumentError, numbers
from rnn_guide.plots.axes import axes_or_new, drawable, whole_numbers

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def heatmap(
    values: ArrayLike,
    *,
    ax: "Axes | None" = None,
    rows: Sequence[str] | None = None,
    columns: Sequence[str] | None = None,
    scale: str = "signed",
    annotate: bool = False,
    label: str = "",
    title: str = "",
) -> "Axes":
    """Draw a matrix, for example a kernel, as coloured squares with a colour bar.

    Args:
        values: (rows, columns).
        ax: axes to draw on; None for new ones.
        rows: a label for each row; None for numbers.
        columns: a label for each column; None for numbers.
        scale: ``"signed"``: white is 0, orange below, purple above, with equal reach; ``"unit"``: dark is 0,
            light is 1, for gates and probabilities.
        annotate: whether to write each number into its square.
        label: of the colour bar.
        title: of the axes.

    Returns:
        The axes.

    Raises:
        ArgumentError: if `values` is no matrix of finite numbers, labels do not fit or hold Hangul, or a
            number is outside [0, 1] with ``scale="unit"``.

    Example:
        >>> import matplotlib
        >>> matplotlib.use("agg")
        >>> from rnn_guide.plots import heatmap
        >>> ax = heatmap([[0.5, -1.0]], columns=["$x_1$", "$x_2$"], annotate=True)
        >>> [text.get_text() for text in ax.texts], ax.images[0].get_clim()
        (['0.50', '-1.00'], (-1.0, 1.0))
    """
    matrix = numbers("values", values)
    if matrix.ndim != 2 or not matrix.size or not np.isfinite(matrix).all():
        came = f"shape {matrix.shape}" if matrix.ndim != 2 or not matrix.size else "NaN or infinity"
        remedy = "For a vector write values[None]."
        raise ArgumentError("values", "a matrix (rows, columns) of finite numbers", came, remedy)
    reach = float(np.abs(matrix).max()) or 1.0
    low, high, colours = -reach, reach, "PuOr"
    if choice("scale", scale, ("signed", "unit")) == "unit":
        if matrix.min() < 0 or matrix.max() > 1:
            came = f"{matrix.min():g} … {matrix.max():g}"
            raise ArgumentError("values", "in [0, 1] with scale='unit'", came, "Use scale='signed'.")
        low, high, colours = 0.0, 1.0, "cividis"
    ax = axes_or_new(ax)
    image = ax.imshow(matrix, cmap=colours, vmin=low, vmax=high, aspect="auto", interpolation="nearest")
    for axis, name, labels, count in (
        (ax.yaxis, "rows", rows, matrix.shape[0]),
        (ax.xaxis, "columns", columns, matrix.shape[1]),
    ):
        if labels is None:
            whole_numbers(axis)
            continue
        if len(labels) != count:
            raise ArgumentError(name, f"{count} labels", len(labels), "Give one label for each.")
        axis.set_ticks(range(count), [drawable(name, text) for text in labels])
    if annotate:
        for (i, j), value in np.ndenumerate(matrix):
            red, green, blue, _ = image.cmap(image.norm(value))
            ink = "black" if 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 else "white"
            ax.text(j, i, f"{value:.2f}", ha="center", va="center", color=ink)
    bar = ax.get_figure(root=True).colorbar(image, ax=ax)  # type: ignore[union-attr]
    bar.set_label(drawable("label", label))
    ax.set_title(drawable("title", title))
    return ax


def gates_over_time(
    gate: ArrayLike,
    *,
    ax: "Axes | None" = None,
    steps: Sequence[str] | None = None,
    scale: str = "unit",
    title: str = "",
) -> "Axes":
    """Draw a gate, or with ``scale="signed"`` a state, of one sequence: time to the right, units downwards.

    Args:
        gate: (timesteps, units).
        ax: axes to draw on; None for new ones.
        steps: a label for each time step, for example its word; None for numbers.
        scale: as in `heatmap`.
        title: of the axes.

    Returns:
        The axes.

    Raises:
        ArgumentError: as `heatmap` does.

    Example:
        >>> import matplotlib
        >>> matplotlib.use("agg")
        >>> from rnn_guide.plots import gates_over_time
        >>> ax = gates_over_time([[0.1, 0.9], [0.2, 0.8], [0.3, 0.7]], title="$f$")
        >>> ax.get_xlabel(), ax.get_ylabel(), ax.images[0].get_array().shape
        ('time step', 'unit', (2, 3))
    """
    ax = heatmap(np.asarray(gate).T, ax=ax, columns=steps, scale=scale, title=title)
    ax.set_xlabel("time step")
    ax.set_ylabel("unit")
    return ax
