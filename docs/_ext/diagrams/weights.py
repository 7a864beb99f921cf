"""Every weight of a recurrent layer as a square: the two kernels and the bias, to scale."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from diagrams.canvas import SMALL, WIDTH, Canvas
from diagrams.figure import Figure
from diagrams.labels import Labels
from diagrams.shapes import squares
from rnn_guide.parameters import ParameterCount, count_gru, count_lstm, count_simple_rnn

LEFT, TOP, HEIGHT = 4.0, 58.0, 400.0
LARGEST, CAPTION, GAP = 20.0, 26.0, 4.0  # a square, the line above a matrix, between two gates
LETTERS = 20.0  # the line with the gates' letters
ROOM = HEIGHT - TOP - 3 * CAPTION - LETTERS - 2
GATES = {"SimpleRNN": ("h",), "GRU": ("z", "r", "g"), "LSTM": ("i", "f", "g", "o")}
SYMBOLS = {"kernel": "W_x", "recurrent_kernel": "W_h", "bias": "b"}
COUNTS: dict[str, Callable[[int, int], ParameterCount]] = {
    "simple-rnn": count_simple_rnn,
    "gru": count_gru,
    "gru-reset-before": partial(count_gru, reset_after=False),
    "lstm": count_lstm,
}


@dataclass(frozen=True)
class Weights:
    """The weights of a layer.

    Args:
        count: The arrays and the arithmetic of their number.
        features: Numbers in an input.
        units: Numbers in the state.
    """

    count: ParameterCount
    features: int
    units: int

    @property
    def gates(self) -> tuple[str, ...]:
        """The kinds of the layer's parts, side by side in Keras' order."""
        return GATES[self.count.layer]

    @property
    def matrices(self) -> list[tuple[str, tuple[int, ...], int, int]]:
        """Name, shape, rows and columns of each array; a vector is one row."""
        arrays = [(weight.name, weight.shape) for weight in self.count.weights]
        return [(name, shape, 1 if len(shape) == 1 else shape[0], shape[-1]) for name, shape in arrays]

    @property
    def square(self) -> float:
        """The side of one weight's square, so that everything fits."""
        rows, columns = sum(rows for _, _, rows, _ in self.matrices), self.units * len(self.gates)
        return min(LARGEST, (WIDTH - 2 * LEFT - GAP * (len(self.gates) - 1)) / columns, ROOM / rows)


def weights(layer: str = "lstm", features: int = 10, units: int = 3) -> Weights:
    """Count the weights of a layer; the default has the sizes of the page's first count."""
    return Weights(COUNTS[layer](features, units), features, units)


def draw(data: Weights, labels: Labels) -> Canvas:
    """Draw each matrix as squares, one colour for each gate, and the sum of all squares."""
    canvas = Canvas(HEIGHT)
    with canvas.part("total"):
        words = labels["weights"].format(layer=data.count.layer, units=data.units, features=data.features)
        canvas.text(LEFT, 12, f'"{words}"', anchor="start", classes="dg-strong")
        canvas.text(LEFT, 38, f'"{data.count}"', anchor="start", classes="dg-muted")
    top, size = TOP, data.square
    for name, shape, rows, columns in data.matrices:
        with canvas.part("matrix", "", array=name):
            words = f"{SYMBOLS[name]} {tuple(shape)}: {rows * columns:,}"
            canvas.text(LEFT, top + 12, words, SMALL, "start")
            y = top + CAPTION + (LETTERS if name == "kernel" else 0)
            for index, gate in enumerate(data.gates):
                x = LEFT + index * (size * data.units + GAP)
                if name == "kernel":
                    with canvas.part("gate", "", index=index):
                        canvas.text(x + size * data.units / 2, y - 10, gate, SMALL)
                with canvas.part("block", gate, array=name, gate=index):
                    canvas.path(squares(x, y, rows, data.units, size), "dg-shape dg-squares")
        top = y + rows * size
    return canvas


def facts(data: Weights) -> dict[str, object]:
    """Name the shapes and the sum for the description."""
    shapes: dict[str, object] = {f"{name}_shape": str(tuple(shape)) for name, shape, _, _ in data.matrices}
    return shapes | {"layer": data.count.layer, "sum": str(data.count), "total": f"{data.count.total:,}"}


FIGURES = {"weight-matrices": Figure(weights, draw, facts)}
