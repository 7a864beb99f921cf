"""How much of word order do SimpleRNN, GRU and LSTM of one size learn from generated reviews?

The classifier of the page: an embedding, one recurrent layer, one sigmoid output, stopped once the validation
loss has risen. In the task `near` the words that count are among the last eight, in `far` anywhere. `pairs`
is the share of sentences answered rightly both as they are and with their two words of feeling exchanged.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from rnn_guide.datasets import Reviews, reviews
from rnn_guide.layers import GRU, LSTM, Dense, Embedding, SimpleRNN
from rnn_guide.models import EarlyStopping, Input, Sequential
from rnn_guide.optimizers import Adam

Array = npt.NDArray[Any]

CELLS = {"SimpleRNN": SimpleRNN, "GRU": GRU, "LSTM": LSTM}
KINDS = ("plain", "but", "not")
FEELING = (3, 203)  # ids of the words of feeling: from the first to before the second

SETTINGS: dict[str, Any] = {
    "units": {"SimpleRNN": 128, "GRU": 60, "LSTM": 49},  # about as many weights
    "tasks": {"near": {"span": 8, "epochs": 5}, "far": {"span": 30, "epochs": 2}},
    "embedding": 100,
    "train": 4000,
    "validation": 1000,
    "test": 2000,
    "batch": 64,
    "learning_rate": 0.003,
    "patience": 1,
    "seeds": 10,
}
QUICK = {"task": "far", "cell": "GRU", "seed": 0}


def network(cell: str, seed: int) -> Sequential:
    """Return an untrained classifier."""
    net = Sequential(
        [
            Input((30,)),
            Embedding(5000, SETTINGS["embedding"], seed=seed),
            CELLS[cell](SETTINGS["units"][cell], seed=seed),
            Dense(1, "sigmoid", seed=seed),
        ],
        seed=seed,
    )
    net.compile(Adam(SETTINGS["learning_rate"]), "binary_crossentropy", ["accuracy"])
    return net


def exchanged(inputs: Array) -> Array:
    """Return the sentences with their two words of feeling exchanged."""
    rows, places = (
        found.reshape(-1, 2) for found in np.nonzero((inputs >= FEELING[0]) & (inputs < FEELING[1]))
    )
    result = inputs.copy()
    result[rows, places] = inputs[rows, places[:, ::-1]]
    return result


def judge(net: Sequential, test: Reviews) -> dict[str, float]:
    """Return the accuracy on all sentences and on each kind, and the share of pairs."""
    right = (net.predict(test.inputs, 500).ravel() > 0.5) == test.targets
    ordered = test.kinds > 0  # exchanging turns the target of these round
    turned = (net.predict(exchanged(test.inputs[ordered]), 500).ravel() > 0.5) != test.targets[ordered]
    each = {name: float(right[test.kinds == kind].mean()) for kind, name in enumerate(KINDS)}
    return {"accuracy": float(right.mean()), **each, "pairs": float((right[ordered] & turned).mean())}


def cases() -> list[dict[str, Any]]:
    """Return both tasks for every cell and seed."""
    return [
        {"task": task, "cell": cell, "seed": seed}
        for task in SETTINGS["tasks"]
        for cell in SETTINGS["units"]
        for seed in range(SETTINGS["seeds"])
    ]


def run(case: dict[str, Any]) -> dict[str, Any]:
    """Train once; return what the test says, and the validation after every epoch."""
    task = SETTINGS["tasks"][case["task"]]
    train, validation, test = (
        reviews(SETTINGS[part], span=task["span"], seed=seed)
        for seed, part in enumerate(("train", "validation", "test"))
    )
    net = network(case["cell"], case["seed"])
    logs = net.fit(
        train.inputs,
        train.targets[:, None],
        validation_data=(validation.inputs, validation.targets[:, None]),
        epochs=task["epochs"],
        batch_size=SETTINGS["batch"],
        callbacks=[EarlyStopping(patience=SETTINGS["patience"], restore_best_weights=True)],
        verbose=0,
    ).history
    return {
        **judge(net, test),
        "epochs": len(logs["loss"]),
        "val_loss": logs["val_loss"],
        "val_accuracy": logs["val_accuracy"],
    }
