"""Plots show the numbers, the whole numbers, and colours that everybody can tell apart."""

import doctest
import io
import subprocess
import sys

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import colors
from matplotlib import pyplot as plt

from rnn_guide import plots
from rnn_guide.models import History
from rnn_guide.plots import gates_over_time, gradient_norms, heatmap, loss_curves, state_trajectories

mpl.use("agg")


@pytest.fixture(autouse=True)
def _closed_figures():
    yield
    plt.close("all")


@pytest.mark.parametrize("module", [plots.curves, plots.heatmaps])
def test_examples_in_docstrings(module):
    assert doctest.testmod(module).failed == 0


def test_matplotlib_is_imported_only_for_a_plot():
    code = "import sys, rnn_guide.plots, rnn_guide.models; assert 'matplotlib' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_heatmap_shows_the_matrix():
    values = np.array([[1.0, -2.0, 0.0], [0.5, 0.25, 2.0]])
    ax = heatmap(values, rows=["a", "b"], annotate=True, label="weight", title="$W$")
    image = ax.images[0]
    np.testing.assert_allclose(image.get_array(), values)
    assert image.get_clim() == (-2, 2) and ax.get_title() == "$W$"
    middle = image.cmap(image.norm(0.0))
    assert min(middle[:3]) > 0.95  # 0 is white
    assert image.cmap(image.norm(2.0))[2] > image.cmap(image.norm(2.0))[1]  # purple above
    assert image.cmap(image.norm(-2.0))[0] > image.cmap(image.norm(-2.0))[2]  # orange below
    assert [t.get_text() for t in ax.texts] == ["1.00", "-2.00", "0.00", "0.50", "0.25", "2.00"]
    assert ax.texts[2].get_color() == "black" and ax.texts[5].get_color() == "white"
    assert [t.get_position() for t in ax.texts][1] == (1, 0)
    assert [t.get_text() for t in ax.get_yticklabels()] == ["a", "b"]
    assert all(float(tick).is_integer() for tick in ax.get_xticks())
    assert ax.figure.axes[1].get_ylabel() == "weight"
    assert heatmap(np.zeros((2, 2))).images[0].get_clim() == (-1, 1)


def test_gates_run_to_the_right():
    gate = np.linspace(0, 1, 12).reshape(4, 3)
    mine = plt.subplots()[1]
    ax = gates_over_time(gate, ax=mine, steps=["I", "work", "at", "google"])
    assert ax is mine and ax.images[0].get_clim() == (0, 1)
    np.testing.assert_allclose(ax.images[0].get_array(), gate.T, atol=1e-6)
    assert [t.get_text() for t in ax.get_xticklabels()] == ["I", "work", "at", "google"]


def test_state_trajectories():
    states = np.arange(12.0).reshape(6, 2)
    ax = state_trajectories(states, title="h")
    assert [line.get_label() for line in ax.lines] == ["unit 0", "unit 1"]
    np.testing.assert_array_equal(ax.lines[1].get_ydata(), states[:, 1])
    assert ax.lines[0].get_xdata().tolist() == [0, 1, 2, 3, 4, 5] and ax.get_xlabel() == "time step"


def test_gradient_norms_of_several_seeds():
    ax = gradient_norms({"RNN": np.array([[1, 0.1, 0.0], [1, 0.3, 0.0], [1, 0.2, 0.0]]), "LSTM": [1, 1, 0.5]})
    assert ax.get_yscale() == "log"
    np.testing.assert_allclose(ax.lines[0].get_ydata(), [1, 0.2])  # zeros are left out
    np.testing.assert_allclose(ax.lines[1].get_ydata(), [1, 1, 0.5])
    (band,) = ax.collections
    low, high = band.get_paths()[0].get_extents().get_points()
    np.testing.assert_allclose([low, high], [[0, 0.1], [1, 1]], atol=1e-6)
    assert ax.lines[1].get_xdata().tolist() == [0, 1, 2]


def test_loss_curves_of_several_seeds():
    ax = loss_curves(
        {"a": [[4.0, 2.0], [6.0, 4.0, 3.0], [5.0]], "b": np.array([1.0, 0.5])}, floor=0.25, log=True
    )
    first, second, floor = ax.lines
    assert [line.get_label() for line in ax.lines] == ["a (3 seeds)", "b", "floor"]
    np.testing.assert_allclose(first.get_ydata(), [5, 3, 3])
    assert first.get_xdata().tolist() == [1, 2, 3] and second.get_ydata().tolist() == [1, 0.5]
    assert floor.get_ydata() == [0.25, 0.25] and ax.get_yscale() == "log" and ax.get_xlabel() == "epoch"
    assert ax.get_legend() is not None
    own = plt.subplots()[1]
    assert loss_curves({"a": np.ones((2, 3))}, ax=own, ylabel="bits") is own and own.get_ylabel() == "bits"
    assert own.get_yscale() == "linear"


def _luminance(colour: str) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colors.to_rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


# Machado et al. 2009, severity 1, on linear RGB
DEFICIENCIES = {
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def test_colours_are_seen_on_light_and_dark_and_by_everybody():
    for colour in (*plots.COLOURS, "#767676"):
        assert 1.05 / (_luminance(colour) + 0.05) >= 3
        assert (_luminance(colour) + 0.05) / (_luminance("#14181e") + 0.05) >= 3
    for matrix in DEFICIENCIES.values():
        seen = [
            np.clip(np.array(matrix) @ np.array(colors.to_rgb(c)) ** 2.2, 0, 1) ** (1 / 2.2)
            for c in plots.COLOURS
        ]
        for k, one in enumerate(seen):
            for other in seen[:k]:
                assert np.abs(one - other).max() > 0.1


def test_lines_differ_in_colour_or_dash():
    ax = state_trajectories(np.zeros((2, 16)))
    assert len({(line.get_color(), line.get_linestyle()) for line in ax.lines}) == 16
    assert len({line.get_linestyle() for line in ax.lines[:4]}) == 4


def test_output_is_deterministic():
    def svg():
        with mpl.rc_context({"svg.hashsalt": "x"}):
            ax = loss_curves({"a": [[3.0, 2.0], [4.0, 1.0]]})
            ax.figure.savefig(file := io.BytesIO(), format="svg", metadata={"Date": None})
        return file.getvalue()

    assert svg() == svg()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: heatmap([1, 2]),
            r"values must be a matrix .* got shape \(2,\). For a vector write values\[None\]",
        ),
        (lambda: heatmap(np.ones((0, 2))), r"got shape \(0, 2\)"),
        (lambda: heatmap([[np.nan]]), "got NaN or infinity"),
        (
            lambda: heatmap([[1.5]], scale="unit"),
            r"values must be in \[0, 1\] with scale='unit', got 1.5 … 1.5",
        ),
        (lambda: heatmap([[-0.5]], scale="unit"), "Use scale='signed'"),
        (lambda: heatmap([[1]], scale="log"), "scale must be one of 'signed', 'unit', got 'log'"),
        (lambda: heatmap([[1]], rows=["a", "b"]), "rows must be 1 labels, got 2"),
        (
            lambda: heatmap([[1]], columns=["가"]),
            "columns must be English or symbols, got '가'. Say it in the caption",
        ),
        (lambda: heatmap([[1, 2]], columns=3), "columns must be 2 labels, got 3. Give one label for each"),
        (lambda: gates_over_time([[0.1], [0.2]], steps=["a"]), "steps must be 2 labels, got 1"),
        (
            lambda: gates_over_time(np.ones((1, 4, 3))),
            r"gate must be a matrix \(timesteps, units\) .* got shape \(1, 4, 3\). .* write gate\[0\]",
        ),
        (lambda: gates_over_time([[0.1], [0.1, 0.2]]), "gate must be an array of real numbers, got rows of"),
        (lambda: gates_over_time([[1.5]]), r"gate must be in \[0, 1\] with scale='unit', got 1.5 … 1.5"),
        (lambda: heatmap([[1]], title="은닉 상태"), "title must be English or symbols"),
        (lambda: heatmap([[1]], label="ㄱ"), "label must be English or symbols"),
        (lambda: state_trajectories([1, 2]), r"states must be \(timesteps, units\), got \(2,\)"),
        (lambda: state_trajectories([[1, 2]], labels=["a"]), "labels must be 2 labels, got 1"),
        (lambda: state_trajectories([[1, 2]], labels=3), "labels must be 2 labels, got 3"),
        (lambda: state_trajectories([[1, 2]], title="상태"), "title must be English or symbols"),
        (lambda: state_trajectories(np.ones((3, 0))), r"states must be \(timesteps, units\), got \(3, 0\)"),
        (lambda: state_trajectories(np.ones((0, 3))), r"states must be \(timesteps, units\), got \(0, 3\)"),
        (
            lambda: gradient_norms({"a": None}),
            r"norms must be lines of at least one number, got shapes \[\(\)\]",
        ),
        (lambda: gradient_norms({"a": np.float32(3)}), "norms must be lines of at least one number"),
        (lambda: gradient_norms({"a": np.array(3.0)}), "norms must be lines of at least one number"),
        (lambda: gradient_norms({"a": np.ones((0, 3))}), r"lines of at least one number, got shapes \[\]"),
        (lambda: loss_curves({"a": [[1.0], []]}), r"lines .* got shapes \[\(1,\), \(0,\)\] in 'a'"),
        (lambda: loss_curves({"a": History()}), r"losses must be lines .* history.history\['loss'\]"),
        (lambda: loss_curves({"a": {"loss": [1.0]}}), r"losses must be lines .* history.history\['loss'\]"),
        (lambda: loss_curves({"a": [1.0]}, floor="low"), "floor must be a number that is finite, got 'low'"),
        (lambda: gradient_norms({}), "norms must be a dict of name: numbers, got {}"),
        (lambda: gradient_norms([1, 2]), "norms must be a dict"),
        (lambda: gradient_norms({"a": [-1.0]}), "norms must be not negative, got -1 in 'a'"),
        (lambda: gradient_norms({"a": []}), r"lines of at least one number, got shapes \[\(0,\)\] in 'a'"),
        (lambda: loss_curves({"a": 3.0}), r"got shapes \[\(\)\] in 'a'"),
        (lambda: loss_curves({"a": np.ones((2, 2, 2))}), "lines of at least one number"),
        (lambda: loss_curves({"손실": [1.0]}), "losses must be English or symbols"),
        (lambda: loss_curves({"a": [1.0]}, ylabel="손실"), "ylabel must be English or symbols"),
    ],
)
def test_bad_arguments_get_clear_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call()
    assert not plt.get_fignums()  # no figure is left half drawn
