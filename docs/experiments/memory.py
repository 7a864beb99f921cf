"""Over what lengths do SimpleRNN, GRU and LSTM remember?

Three tasks whose answer depends on a symbol far back: the adding problem, temporal order, and Reber strings
between two equal symbols. Training is on fresh sequences only. It stops once 97 % of `check` sequences are
right, or after `steps` steps; a run is a success if 95 % of `test` other sequences are right in the end.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from experiments._jacobians import norm_across
from rnn_guide.datasets import REBER, adding_problem, temporal_order
from rnn_guide.layers import GRU, LSTM, Dense, SimpleRNN
from rnn_guide.losses import SparseCategoricalCrossentropy
from rnn_guide.models import Input, Sequential
from rnn_guide.optimizers import Adam

Array = npt.NDArray[Any]

SETTINGS: dict[str, Any] = {
    "units": {"SimpleRNN": 34, "GRU": 18, "LSTM": 16, "LSTM, forget bias 0": 16},  # about as many weights
    "learning_rate": 0.01,
    "clip": 1.0,
    "batch": 32,
    "steps": 800,
    "check": 500,
    "check_every": 50,
    "enough": 0.97,
    "test": 1000,
    "success": 0.95,
    "lengths": {"adding": [10, 20, 30], "order": [20, 40, 60], "reber": [1, 2, 3]},
    "seeds": 5,
}
QUICK = {"task": "order", "length": 20, "cell": "LSTM", "seed": 0}


class Data(NamedTuple):
    """Sequences of one task; `weights` says which steps count in the loss, None for all."""

    inputs: Array
    targets: Array
    weights: Array | None = None


def reber(count: int, strings: int, rng: np.random.Generator) -> Data:
    """Write B, T or P, that many Reber strings, the same T or P, and E, for prediction of the next symbol."""
    pool, symbols = REBER.generate(1000, seed=rng), REBER.symbols
    chosen, keys = rng.integers(len(pool), size=(count, strings)), rng.integers(2, size=count)
    texts = [
        f"B{'TP'[key]}{''.join(pool[k] for k in row)}{'TP'[key]}E"
        for key, row in zip(keys, chosen, strict=True)
    ]
    ids = np.zeros((count, max(map(len, texts))), np.int64)
    weights = np.zeros(ids.shape, np.float32)
    for row, text in enumerate(texts):
        ids[row, : len(text)] = [symbols.index(symbol) for symbol in text]
        weights[row, : len(text)] = 1
    return Data(np.eye(len(symbols), dtype=np.float32)[ids[:, :-1]], ids[:, 1:], weights[:, 1:])


def draw(task: str, count: int, length: int, rng: np.random.Generator) -> Data:
    """Draw sequences of a task. The length of the Reber task is its number of Reber strings."""
    if task == "reber":
        return reber(count, length, rng)
    return Data(*(adding_problem if task == "adding" else temporal_order)(count, length, seed=rng)[:2])


def right(data: Data, outputs: Array) -> float:
    """Return the share of sequences that are answered rightly."""
    if data.weights is not None:  # the symbol before the last, T or P
        rows, steps = np.arange(len(outputs)), data.weights.sum(axis=1).astype(int) - 2
        t, p = REBER.symbols.index("T"), REBER.symbols.index("P")
        says_t = outputs[rows, steps, t] > outputs[rows, steps, p]
        return float(np.mean(says_t == (data.targets[rows, steps] == t)))
    if outputs.shape[-1] == 1:
        return float(np.mean(np.abs(outputs - data.targets) < 0.04))
    return float(np.mean(outputs.argmax(axis=-1) == data.targets))


def network(case: dict[str, Any]) -> Sequential:
    """Return the untrained network of a case."""
    cell, seed, task = case["cell"], case["seed"], case["task"]
    units = SETTINGS["units"][cell]
    make: dict[str, Callable[[], Any]] = {
        "SimpleRNN": lambda: SimpleRNN(units, seed=seed, return_sequences=task == "reber"),
        "GRU": lambda: GRU(units, seed=seed, return_sequences=task == "reber"),
        "LSTM": lambda: LSTM(units, seed=seed, return_sequences=task == "reber"),
        "LSTM, forget bias 0": lambda: LSTM(
            units, seed=seed, return_sequences=task == "reber", unit_forget_bias=False
        ),
    }
    features, outputs = {"adding": (2, 1), "order": (8, 4), "reber": (7, 7)}[task]
    net = Sequential([Input((None, features)), make[cell](), Dense(outputs, seed=seed)])
    loss = "mse" if task == "adding" else SparseCategoricalCrossentropy(from_logits=True)
    net.compile(Adam(SETTINGS["learning_rate"], global_clipnorm=SETTINGS["clip"]), loss)
    return net


def cases() -> list[dict[str, Any]]:
    """Return every task at every length for every cell and seed."""
    return [
        {"task": task, "length": length, "cell": cell, "seed": seed}
        for task, lengths in SETTINGS["lengths"].items()
        for length in lengths
        for cell in SETTINGS["units"]
        for seed in range(SETTINGS["seeds"])
    ]


def run(case: dict[str, Any]) -> dict[str, Any]:
    """Train until it is learned or the steps are used up.

    `norm` is the norm of the Jacobian of the last state by the first, before and after training, on one
    sequence without what fills it up.
    """
    task, length, rng = case["task"], case["length"], np.random.default_rng([1, case["seed"]])
    check = draw(task, SETTINGS["check"], length, np.random.default_rng(2))
    test = draw(task, SETTINGS["test"], length, np.random.default_rng(3))
    net, every, batch = network(case), SETTINGS["check_every"], SETTINGS["batch"]
    sequence = check.inputs[:1] if check.weights is None else check.inputs[:1, check.weights[0] > 0]
    before, steps, score = norm_across(net.layers[0], sequence), 0, 0.0
    while score < SETTINGS["enough"] and steps < SETTINGS["steps"]:
        data = draw(task, every * batch, length, rng)
        net.fit(
            data.inputs,
            data.targets,
            sample_weight=data.weights,
            batch_size=batch,
            shuffle=False,
            verbose=0,
        )
        steps += every
        score = right(check, net.predict(check.inputs, SETTINGS["check"]))
    score = right(test, net.predict(test.inputs, SETTINGS["test"]))
    return {
        "success": score >= SETTINGS["success"],
        "score": score,
        "steps": steps,
        "norm_before": before,
        "norm_after": norm_across(net.layers[0], sequence),
    }
