"""Matrices as coloured squares."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from rnn_guide._arguments import choice
from rnn_guide.checks import ArgumentError, Array, numbers
from rnn_guide.plots.axes import axes_or_new, drawable, labels_of, whole_numbers

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
    matrix = _matrix("values", values, "(rows, columns)", scale, "For a vector write values[None].")
    texts = drawable("label", label), drawable("title", title)
    return _squares(matrix, ax, {"rows": rows, "columns": columns}, scale, annotate, *texts)


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
        ArgumentError: if `gate` is no such matrix of finite numbers; else as `heatmap` does.

    Example:
        >>> import matplotlib
        >>> matplotlib.use("agg")
        >>> from rnn_guide.plots import gates_over_time
        >>> ax = gates_over_time([[0.1, 0.9], [0.2, 0.8], [0.3, 0.7]], title="$f$")
        >>> ax.get_xlabel(), ax.get_ylabel(), ax.images[0].get_array().shape
        ('time step', 'unit', (2, 3))
    """
    matrix = _matrix(
        "gate", gate, "(timesteps, units)", scale, "For one sequence of a batch write gate[0]."
    ).T
    ax = _squares(matrix, ax, {"rows": None, "steps": steps}, scale, False, "", drawable("title", title))
    ax.set_xlabel("time step")
    ax.set_ylabel("unit")
    return ax


def _matrix(name: str, value: ArrayLike, axes: str, scale: str, remedy: str) -> Array:
    """Return what is to be drawn if it is a matrix of finite numbers that fit the scale."""
    matrix = numbers(name, value)
    if matrix.ndim != 2 or not matrix.size:
        raise ArgumentError(name, f"a matrix {axes} of finite numbers", f"shape {matrix.shape}", remedy)
    if not np.isfinite(matrix).all():
        remedy = "Leave out what is not finite, or fill it: np.nan_to_num."
        raise ArgumentError(name, f"a matrix {axes} of finite numbers", "NaN or infinity", remedy)
    if choice("scale", scale, ("signed", "unit")) == "unit" and (matrix.min() < 0 or matrix.max() > 1):
        came = f"{matrix.min():g} … {matrix.max():g}"
        raise ArgumentError(name, "in [0, 1] with scale='unit'", came, "Use scale='signed'.")
    return matrix


def _squares(
    matrix: Array,
    ax: "Axes | None",
    labels: dict[str, Sequence[str] | None],
    scale: str,
    annotate: bool,
    label: str,
    title: str,
) -> "Axes":
    """Draw a matrix that was checked; `labels` are those of its two axes, by the caller's argument."""
    ticks = [
        None if texts is None else labels_of(name, texts, count)
        for (name, texts), count in zip(labels.items(), matrix.shape, strict=True)
    ]
    ax = axes_or_new(ax)  # after all that may be refused: no figure is left half drawn
    reach = float(np.abs(matrix).max()) or 1.0
    low, high, colours = (-reach, reach, "PuOr") if scale == "signed" else (0.0, 1.0, "cividis")
    image = ax.imshow(matrix, cmap=colours, vmin=low, vmax=high, aspect="auto", interpolation="nearest")
    for axis, texts in zip((ax.yaxis, ax.xaxis), ticks, strict=True):
        if texts is None:
            whole_numbers(axis)
        else:
            axis.set_ticks(range(len(texts)), texts)
    if annotate:
        for (i, j), value in np.ndenumerate(matrix):
            red, green, blue, _ = image.cmap(image.norm(value))
            ink = "black" if 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 else "white"
            ax.text(j, i, f"{value:.2f}", ha="center", va="center", color=ink)
    bar = ax.get_figure(root=True).colorbar(image, ax=ax)  # type: ignore[union-attr]
    bar.set_label(label)
    ax.set_title(title)
    return ax
