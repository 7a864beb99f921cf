"""Lines: states over time, gradient norms over lag, losses over epochs."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from rnn_guide._arguments import real
from rnn_guide.checks import ArgumentError, Array, as_array, numbers
from rnn_guide.plots.axes import axes_or_new, drawable, labels_of, whole_numbers

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#c4709f")
"""Blue, vermilion, green, purple after Okabe and Ito: told apart with every kind of colour vision."""
Lines = Sequence[Any] | Array
DASHES = ("-", "--", ":", "-.")


def _style(index: int) -> dict[str, str]:
    """Return colour and dash: 16 different pairs, neighbours differ in both."""
    return {
        "color": COLOURS[index % len(COLOURS)],
        "linestyle": DASHES[(index + index // len(COLOURS)) % len(DASHES)],
    }


def state_trajectories(
    states: ArrayLike, *, ax: "Axes | None" = None, labels: Sequence[str] | None = None, title: str = ""
) -> "Axes":
    """Draw each unit of a state as a line over time.

    Args:
        states: (timesteps, units) of one sequence.
        ax: axes to draw on; None for new ones.
        labels: a name for each unit; None for unit 0, unit 1 …
        title: of the axes.

    Returns:
        The axes.

    Raises:
        ArgumentError: if `states` has not two axes, or labels do not fit or hold Hangul.

    Example:
        >>> import matplotlib
        >>> matplotlib.use("agg")
        >>> from rnn_guide.plots import state_trajectories
        >>> ax = state_trajectories([[0.0, 1.0], [0.5, 0.8]], labels=["$h_1$", "$h_2$"])
        >>> [line.get_label() for line in ax.lines], ax.lines[0].get_ydata()
        (['$h_1$', '$h_2$'], array([0. , 0.5], dtype=float32))
    """
    array = numbers("states", states)
    if array.ndim != 2 or not array.size:
        raise ArgumentError(
            "states", "(timesteps, units)", array.shape, "For one sequence of a batch write states[0]."
        )
    units = array.shape[1]
    names = [f"unit {k}" for k in range(units)] if labels is None else labels_of("labels", labels, units)
    title = drawable("title", title)
    ax = axes_or_new(ax)
    for index, (unit, name) in enumerate(zip(array.T, names, strict=True)):
        ax.plot(np.arange(len(unit)), unit, label=name, **_style(index))  # type: ignore[arg-type]
    whole_numbers(ax.xaxis)
    return _finish(ax, "time step", "state", title)


def gradient_norms(norms: Mapping[str, Lines], *, ax: "Axes | None" = None, title: str = "") -> "Axes":
    """Draw how large ∂h_T/∂h_t still is, on a logarithmic scale, over the lag T − t.

    Args:
        norms: for each name (a layer, an initialisation) norms by lag 0, 1, 2 …, (lags,) or (seeds, lags). Of
            several seeds the median is drawn and the range shaded. Zeros, having no logarithm, are left out.
        ax: axes to draw on; None for new ones.
        title: of the axes.

    Returns:
        The axes.

    Raises:
        ArgumentError: if nothing or a wrong shape is given, a norm is negative, or a name holds Hangul.

    Example:
        >>> import matplotlib
        >>> matplotlib.use("agg")
        >>> from rnn_guide.plots import gradient_norms
        >>> ax = gradient_norms({"SimpleRNN": [1.0, 0.1, 0.01], "LSTM": [1.0, 0.9, 0.8]})
        >>> ax.get_yscale(), len(ax.lines)
        ('log', 2)
    """
    runs, title = _runs("norms", norms), drawable("title", title)
    for name, array in runs.items():
        if np.any(array < 0):
            came = f"{np.nanmin(array):g} in {name!r}"
            raise ArgumentError("norms", "not negative", came, "Take np.linalg.norm.")
    ax = axes_or_new(ax)
    ax.set_yscale("log")
    for index, (name, array) in enumerate(runs.items()):
        _spread(ax, np.arange(array.shape[1]), np.where(array > 0, array, np.nan), name, index)
    whole_numbers(ax.xaxis)
    return _finish(ax, "lag $T - t$", r"$\|\partial h_T / \partial h_t\|$", title)


def loss_curves(
    losses: Mapping[str, Lines],
    *,
    ax: "Axes | None" = None,
    floor: float | None = None,
    log: bool = False,
    ylabel: str = "loss",
    title: str = "",
) -> "Axes":
    """Draw losses over epochs: the median of all seeds, their range shaded, never one lucky run.

    Args:
        losses: for each name (epochs,) or a list of such, one a seed. They may end at different epochs.
        ax: axes to draw on; None for new ones.
        floor: what no model can go below, drawn as a thin line.
        log: whether the scale is logarithmic.
        ylabel: of the axes.
        title: of the axes.

    Returns:
        The axes.

    Raises:
        ArgumentError: if nothing or a wrong shape is given, or a text holds Hangul.

    Example:
        >>> import matplotlib
        >>> matplotlib.use("agg")
        >>> from rnn_guide.plots import loss_curves
        >>> ax = loss_curves({"GRU": [[3.0, 2.0, 1.0], [5.0, 4.0]]})
        >>> ax.lines[0].get_label(), ax.lines[0].get_ydata()
        ('GRU (2 seeds)', array([4., 3., 1.], dtype=float32))
    """
    runs, ylabel, title = _runs("losses", losses), drawable("ylabel", ylabel), drawable("title", title)
    lowest = None if floor is None else real("floor", floor)
    ax = axes_or_new(ax)
    if log:
        ax.set_yscale("log")
    for index, (name, array) in enumerate(runs.items()):
        name = f"{name} ({len(array)} seeds)" if len(array) > 1 else name
        _spread(ax, np.arange(1, array.shape[1] + 1), array, name, index)
    if lowest is not None:
        ax.axhline(lowest, color="#767676", linewidth=1, linestyle="-", label="floor")
    whole_numbers(ax.xaxis)
    return _finish(ax, "epoch", ylabel, title)


def _runs(name: str, series: Mapping[str, Lines]) -> dict[str, Array]:
    """Return each series as (seeds, steps), shorter runs filled up with NaN."""
    if not isinstance(series, Mapping) or not series:
        raise ArgumentError(name, "a dict of name: numbers", repr(series), "Pass {'LSTM': numbers}.")
    found = {}
    for label, value in series.items():
        array = as_array(value)
        # a list of lines is taken line by line: they may differ in length, and then are no array
        nested = array.ndim > 1 or (array.ndim == 0 and isinstance(value, (list, tuple)))
        lines = [as_array(line) for line in (value if nested else [value])]
        if not lines or any(line.ndim != 1 or not line.size for line in lines):
            came = f"shapes {[line.shape for line in lines]} in {label!r}"
            remedy = "Give one line for each seed, for example history.history['loss']."
            raise ArgumentError(name, "lines of at least one number", came, remedy)
        runs = [numbers(name, line) for line in (value if nested else [value])]
        table = np.full((len(runs), max(map(len, runs))), np.nan, runs[0].dtype)
        for row, run in zip(table, runs, strict=True):
            row[: len(run)] = run
        found[drawable(name, label)] = table
    return found


def _spread(ax: "Axes", x: Array, runs: Array, name: str, index: int) -> None:
    """Draw the median over seeds and shade from the least to the greatest, where there is any value."""
    some = ~np.isnan(runs).all(axis=0)
    x, runs, style = x[some], runs[:, some], _style(index)
    ax.plot(x, np.nanmedian(runs, axis=0), label=name, **style)  # type: ignore[arg-type]
    if len(runs) > 1:
        low, high = np.nanmin(runs, axis=0), np.nanmax(runs, axis=0)
        ax.fill_between(x, low, high, color=style["color"], alpha=0.2, linewidth=0)


def _finish(ax: "Axes", xlabel: str, ylabel: str, title: str) -> "Axes":
    ax.set_xlabel(xlabel)
    ax.set_ylabel(ylabel)
    ax.set_title(title)
    ax.legend(frameon=False)
    return ax
