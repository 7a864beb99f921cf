"""Explorer of what a recurrent layer returns: the tensors, their values, the line that unpacks them."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from diagrams.example import ALL_TENTHS, TRAIN_X, UNITS

from explorers.controls import Choice, Menu, Panel, Switch
from explorers.explorer import Explorer
from rnn_guide import GRU, LSTM, SimpleRNN

LAYERS = {"LSTM": LSTM, "GRU": GRU, "SimpleRNN": SimpleRNN}
MERGE_MODES = ("concat", "sum", "mul", "ave", "None")


def weights(layer: str, units: int) -> list[np.ndarray]:
    """Return the weights of the running example for a number of units: 0.1, and the biases of the layer."""
    made = LAYERS[layer](units, **ALL_TENTHS)
    made.build((None, *TRAIN_X.shape))
    return [weight.astype(np.float64).round(6) for weight in made.get_weights()]


def data() -> Mapping[str, Any]:
    """Return the sentence, the weights for every number of units, and the states at the start."""
    layer = LSTM(UNITS, return_state=True).astype(np.float64)
    layer.set_weights(weights("LSTM", UNITS))
    return {
        "x": TRAIN_X.tolist(),
        "weights": {
            name: [[array.tolist() for array in weights(name, units)] for units in range(1, UNITS + 1)]
            for name in LAYERS
        },
        "expected": [state[0].tolist() for state in layer(TRAIN_X[None])[1:]],
    }


EXPLORERS = {
    "return-shapes": Explorer(
        diagram="returned-tensors",
        data=data,
        controls=(
            Choice("layer", tuple(LAYERS)),
            Switch("bidirectional", on=True),
            Switch("return_sequences"),
            Switch("return_state", on=True),
            Choice("units", tuple(str(units) for units in range(1, UNITS + 1)), chosen=str(UNITS)),
            Menu("merge_mode", MERGE_MODES),
            Menu("initial_state", ("None", "states", "swapped")),
            Panel("code", 15),
            Panel("values", 15, narrow=18),
        ),
        opens=False,
    )
}
