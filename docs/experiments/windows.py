"""What does the LSTM of old notes predict after 25, 35, 45, and what mends it?

LSTM(20), Dense(5), Dense(1), trained on thirteen windows one at a time, until the loss has not fallen for
`patience` epochs. The variants change the activation, divide all numbers by `scale`, or subtract the last
number of each window from its numbers and its target (`relative`).
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from rnn_guide.datasets import forecasting_windows
from rnn_guide.layers import LSTM, Dense
from rnn_guide.models import EarlyStopping, Input, Sequential
from rnn_guide.optimizers import global_norm

SETTINGS: dict[str, Any] = {
    "variants": {
        "as in the notes": {"activation": "relu", "scale": 1, "relative": False, "patience": 10},
        "tanh": {"activation": "tanh", "scale": 1, "relative": False, "patience": 10},
        "scaled": {"activation": "relu", "scale": 70, "relative": False, "patience": 10},
        "tanh, scaled": {"activation": "tanh", "scale": 70, "relative": False, "patience": 50},
        "tanh, relative": {"activation": "tanh", "scale": 10, "relative": True, "patience": 50},
    },
    "epochs": 500,
    "seeds": {"as in the notes": 20, "tanh": 5, "scaled": 8, "tanh, scaled": 8, "tanh, relative": 8},
}
QUICK = {"variant": "scaled", "seed": 0}


def network(variant: str, seed: int) -> Sequential:
    """Return an untrained network; every layer draws its own weights from the seed."""
    activation = SETTINGS["variants"][variant]["activation"]
    net = Sequential(
        [
            Input((3, 1)),
            LSTM(20, activation=activation, seed=[seed, 0]),
            Dense(5, activation, seed=[seed, 1]),
            Dense(1, seed=[seed, 2]),
        ],
        seed=seed,
    )
    net.compile("adam", "mse")
    return net


def alive(net: Sequential, inputs: npt.NDArray[Any]) -> int:
    """Return how many units of the Dense(5) layer are not zero for all inputs."""
    return int(np.any(net.layers[1](net.layers[0](inputs)) != 0, axis=0).sum())  # type: ignore[operator]


def gradient(net: Sequential, inputs: npt.NDArray[Any], targets: npt.NDArray[Any]) -> float:
    """Return the norm of the gradient of the mean squared error by the LSTM's weights."""
    error = net(inputs) - targets
    net.backward(2 * error / error.size)
    return global_norm(net.layers[0].gradients)


def cases() -> list[dict[str, Any]]:
    """Return every variant with every seed."""
    return [
        {"variant": variant, "seed": seed}
        for variant, seeds in SETTINGS["seeds"].items()
        for seed in range(seeds)
    ]


def run(case: dict[str, Any]) -> dict[str, Any]:
    """Train once; return the prediction, and what is left of the network."""
    data, variant = forecasting_windows(), SETTINGS["variants"][case["variant"]]
    scale, relative = variant["scale"], variant["relative"]
    inputs, targets = data.inputs / scale, data.targets / scale
    query, last = data.query / scale, 0.0
    if relative:
        last = float(query[0, -1, 0])
        inputs, targets, query = inputs - inputs[:, -1:], targets - inputs[:, -1], query - query[:, -1:]
    net = network(case["variant"], case["seed"])
    before = alive(net, inputs)
    losses = net.fit(
        inputs,
        targets,
        epochs=SETTINGS["epochs"],
        batch_size=1,
        callbacks=[EarlyStopping(monitor="loss", patience=variant["patience"])],
        verbose=0,
    ).history["loss"]
    return {
        "prediction": (float(net(query)[0, 0]) + last) * scale,
        "error": float(np.sqrt(np.mean((net(inputs) - targets) ** 2))) * scale,
        "epochs": len(losses),
        "alive_before": before,
        "alive_after": alive(net, inputs),
        "gradient": gradient(net, inputs, targets),
    }
