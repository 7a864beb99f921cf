"""Is a GRU better with little data and an LSTM with much?

The adding problem and temporal order with fixed training sets of growing size, for a GRU and an LSTM with
about as many weights. Every `check_every` steps the loss of the validation set is computed; the weights with
the least are kept, and tested on sequences that were not used before.
"""

from typing import Any

import numpy as np

from experiments import memory

SETTINGS: dict[str, Any] = {
    "lengths": {"adding": 10, "order": 20},
    "amounts": [50, 200, 800, 3200],
    "cells": ["GRU", "LSTM"],
    "units": {cell: memory.SETTINGS["units"][cell] for cell in ("GRU", "LSTM")},
    "learning_rate": memory.SETTINGS["learning_rate"],
    "clip": memory.SETTINGS["clip"],
    "batch": 32,
    "steps": 800,
    "check_every": 20,
    "validation": 200,
    "test": 1000,
    "seeds": 6,
}
QUICK = {"task": "adding", "amount": 50, "cell": "LSTM", "seed": 0}


def cases() -> list[dict[str, Any]]:
    """Return every amount of both tasks for both cells and every seed."""
    return [
        {"task": task, "amount": amount, "cell": cell, "seed": seed}
        for task in SETTINGS["lengths"]
        for amount in SETTINGS["amounts"]
        for cell in SETTINGS["cells"]
        for seed in range(SETTINGS["seeds"])
    ]


def run(case: dict[str, Any]) -> dict[str, Any]:
    """Train on a fixed set; return the loss and the share of right answers on the test set."""
    task, amount, seed = case["task"], case["amount"], case["seed"]
    length, batch = SETTINGS["lengths"][task], SETTINGS["batch"]
    train = memory.draw(task, amount, length, np.random.default_rng([4, seed]))
    validation = memory.draw(task, SETTINGS["validation"], length, np.random.default_rng([5, seed]))
    test = memory.draw(task, SETTINGS["test"], length, np.random.default_rng(6))
    net, rng = memory.network(case), np.random.default_rng([7, seed])
    order = np.concatenate([rng.permutation(amount) for _ in range(SETTINGS["steps"] * batch // amount + 1)])
    best, weights, at, every = np.inf, net.get_weights(), 0, SETTINGS["check_every"]
    for step in range(0, SETTINGS["steps"], every):
        chosen = order[step * batch : (step + every) * batch]
        net.fit(train.inputs[chosen], train.targets[chosen], batch_size=batch, shuffle=False, verbose=0)
        loss = net.evaluate(validation.inputs, validation.targets, SETTINGS["validation"])["loss"]
        if loss < best:
            best, weights, at = loss, net.get_weights(), step + every
    net.set_weights(weights)
    return {
        "loss": net.evaluate(test.inputs, test.targets, SETTINGS["test"])["loss"],
        "score": memory.right(test, net.predict(test.inputs, SETTINGS["test"])),
        "steps": at,
    }
