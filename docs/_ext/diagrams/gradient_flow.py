"""How much a late state still changes with an early one, by their distance: three cells before training."""

import numpy as np

from diagrams.canvas import SMALL, Canvas
from diagrams.example import Array
from diagrams.figure import Figure
from diagrams.labels import Labels
from diagrams.shapes import polyline
from rnn_guide import GRU, LSTM, SimpleRNN
from rnn_guide.layers.rnn import RNN

NETWORKS, UNITS, FEATURES, LENGTH, LONGEST = 5, 8, 2, 50, 100
LEFT, RIGHT, TOP, BOTTOM = 50.0, 336.0, 14.0, 264.0  # the plot
HIGHEST, LOWEST, EVERY = 5, -20, 5  # powers of ten on the vertical axis
CELLS = {"simple": SimpleRNN, "gru": GRU, "lstm": LSTM}
CURVES = {"simple": "x", "gru": "i", "lstm-h": "h", "lstm-c": "c"}
STYLES = {"simple": "", "gru": "dg-dashed", "lstm-h": "", "lstm-c": "dg-dashed"}
NAMES = {"simple": "SimpleRNN ∂h/∂h", "gru": "GRU ∂h/∂h", "lstm-h": "LSTM ∂h/∂h", "lstm-c": "LSTM ∂c/∂c"}
SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def sequence() -> Array:
    """Draw what all networks read, (LONGEST + 1, FEATURES), rounded as the weights are."""
    return np.random.default_rng(0).normal(size=(LONGEST + 1, FEATURES)).round(2)


def networks() -> list[dict[str, list[Array]]]:
    """Draw the weights of each cell, one set a seed, as Keras' defaults do, with three decimals."""
    found, inputs = [], sequence()
    for seed in range(NETWORKS):
        weights = {}
        for name, make in CELLS.items():
            layer = make(UNITS, seed=seed)
            layer(inputs[np.newaxis])
            weights[name] = [array.astype(np.float64).round(3) for array in layer.get_weights()]
        found.append(weights)
    return found


def flow(length: int = LENGTH, scale: float = 1.0, forget_bias: float = 1.0) -> dict[str, Array]:
    """Measure the norms of the Jacobians across 0 … length steps, (networks, length + 1) for each curve."""
    curves: dict[str, list[Array]] = {name: [] for name in CURVES}
    inputs = sequence()[np.newaxis, : length + 1]
    for weights in networks():
        for name, make in CELLS.items():
            kernel, recurrent_kernel, bias = (array.copy() for array in weights[name])
            if make is LSTM:
                bias[UNITS : 2 * UNITS] = forget_bias
            layer = make(UNITS).astype(np.float64)
            layer.set_weights([kernel, scale * recurrent_kernel, bias])
            across = _products(_step_jacobians(layer, inputs))
            blocks = {name: across[:, :UNITS, :UNITS]}
            if make is LSTM:
                blocks = {"lstm-h": across[:, :UNITS, :UNITS], "lstm-c": across[:, UNITS:, UNITS:]}
            for curve, jacobians in blocks.items():
                curves[curve].append(np.linalg.norm(jacobians, 2, axis=(1, 2)))
    return {name: np.array(runs) for name, runs in curves.items()}


def _step_jacobians(layer: RNN, inputs: Array) -> Array:
    """Return the Jacobian of each step, (timesteps, size, size); the state of an LSTM is h and c together."""
    trace, names = layer.trace(inputs), layer.cell.state_names
    timesteps, size = inputs.shape[1], layer.units * len(names)
    before = [np.repeat(getattr(trace, f"{name}_prev")[0], size, axis=0) for name in names]
    layer(np.repeat(inputs[0][:, np.newaxis], size, axis=0), initial_state=before)
    asked = np.tile(np.eye(size), (timesteps, 1))  # each copy of a step asks for one number of its new state
    layer.backward(None, np.split(asked, len(names), axis=1))
    return np.hstack(layer.d_initial_state).reshape(timesteps, size, size)


def _products(jacobians: Array) -> Array:
    """Return the Jacobians across 0, 1, 2 … steps back from the last."""
    across = [np.eye(jacobians.shape[1])]
    for jacobian in jacobians[:0:-1]:
        across.append(across[-1] @ jacobian)
    return np.stack(across)


def scientific(value: float) -> str:
    """Write a number that may be tiny: 0.35, 4.1, 3.2·10⁻⁷."""
    mantissa, exponent = f"{value:.1e}".split("e")
    return f"{value:.2g}" if -3 <= int(exponent) <= 1 else f"{mantissa}·{power(int(exponent))}"


def power(exponent: int) -> str:
    """Write a power of ten."""
    return f"10{str(exponent).translate(SUPERSCRIPT)}"


def draw(norms: dict[str, Array], labels: Labels) -> Canvas:
    """Draw the middle network of each distance as a line, from the least to the greatest as a band."""
    canvas = Canvas(428)
    length = next(iter(norms.values())).shape[1] - 1
    with canvas.part("axes"):
        for exponent in range(HIGHEST, LOWEST - 1, -EVERY):
            y = _height(10.0**exponent)
            canvas.wire([(LEFT, y), (RIGHT, y)], "dg-thin" if exponent else "", head=False)
            canvas.text(LEFT - 6, y, power(exponent), SMALL, "end")
    for step in range(3):
        x = LEFT + (RIGHT - LEFT) * step / 2
        with canvas.part("tick", "", at=step):
            canvas.text(x, BOTTOM + 16, f"{length * step / 2:g}", SMALL, "end" if step == 2 else "middle")
    canvas.text((LEFT + RIGHT) / 2, BOTTOM + 38, labels["distance"], SMALL, classes="dg-muted")
    for name, runs in norms.items():
        with canvas.part("curve", CURVES[name], curve=name):
            low, high = (_points(row)[::2] for row in (runs.min(axis=0), runs.max(axis=0)))
            canvas.path(f"{polyline([*low, *high[::-1]])} Z", "dg-band")
            canvas.path(polyline(_points(np.median(runs, axis=0))), f"dg-wire {STYLES[name]}".strip())
    for row, (name, runs) in enumerate(norms.items()):
        y = BOTTOM + 70 + 25 * row
        with canvas.part("reading", CURVES[name], curve=name):
            canvas.wire([(6, y), (40, y)], STYLES[name], head=False)
            canvas.text(48, y, f'"{NAMES[name]}"', SMALL, "start")
            canvas.text(340, y, f'"{scientific(float(np.median(runs[:, -1])))}"', SMALL, "end")
    return canvas


def _points(norms: Array) -> list[tuple[float, float]]:
    step = (RIGHT - LEFT) / (len(norms) - 1)
    return [(LEFT + step * lag, _height(float(norm))) for lag, norm in enumerate(norms)]


def _height(norm: float) -> float:
    exponent = np.log10(max(norm, 1e-300))
    share = (HIGHEST - min(max(exponent, LOWEST), HIGHEST)) / (HIGHEST - LOWEST)
    return float(TOP + (BOTTOM - TOP) * share)


def facts(norms: dict[str, Array]) -> dict[str, object]:
    """Name the norms at the greatest distance for the description."""
    ends = {name.replace("-", "_"): scientific(float(np.median(runs[:, -1]))) for name, runs in norms.items()}
    return ends | {"networks": NETWORKS, "length": LENGTH}


FIGURES = {"gradient-flow": Figure(flow, draw, facts)}
