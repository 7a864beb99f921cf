"""What does depth buy a stack of SimpleRNN layers with about as many parameters?

The parity of the last eight bits, measured by accuracy, and the Reber grammar, measured by perplexity: the
tasks of the page, with more seeds than a page may train.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from rnn_guide.datasets import REBER
from rnn_guide.layers import Dense, SimpleRNN
from rnn_guide.losses import perplexity
from rnn_guide.models import Sequential
from rnn_guide.optimizers import Adam

Array = npt.NDArray[Any]

SETTINGS: dict[str, Any] = {
    "widths": {"parity": [[12], [8, 6], [6, 6, 4]], "reber": [[12], [8, 8], [7, 7, 6]]},
    "timesteps": 16,
    "window": 8,
    "sequences": {"parity": 500, "reber": 300},  # as many for training as for the test
    "epochs": {"parity": 15, "reber": 12},
    "batch": 25,
    "learning_rate": 0.01,
    "seeds": {"parity": 40, "reber": 20},
}
QUICK = {"task": "reber", "layers": 1, "seed": 0}


def parity(seed: int) -> tuple[Array, Array, Array]:
    """Return signs (sequences, timesteps, 1), the parity of each last eight, and where eight were seen."""
    count, timesteps, window = SETTINGS["sequences"]["parity"], SETTINGS["timesteps"], SETTINGS["window"]
    bits = np.random.default_rng(seed).integers(0, 2, (count, timesteps))
    sums = np.cumsum(np.pad(bits, ((0, 0), (window, 0))), axis=1)
    odd = (sums[:, window:] - sums[:, :-window]) % 2
    seen = np.broadcast_to(np.arange(timesteps) >= window - 1, bits.shape)
    return (2 * bits - 1)[..., None].astype(np.float32), odd[..., None], seen


def strings(seed: int) -> tuple[Array, Array, Array]:
    """Return Reber strings as one-hot vectors, the next symbols, and where there is one."""
    batch = REBER.encode(REBER.generate(SETTINGS["sequences"]["reber"], seed=seed))
    return batch.inputs, batch.targets, batch.mask


def stack(widths: list[int], outputs: int, activation: str, seed: int) -> Sequential:
    """Return an untrained stack."""
    layers = [
        SimpleRNN(units, return_sequences=True, seed=[seed, depth]) for depth, units in enumerate(widths)
    ]
    return Sequential([*layers, Dense(outputs, activation, seed=100 * seed + 50)], seed=seed)


def cases() -> list[dict[str, Any]]:
    """Return one, two and three layers for every seed of both tasks."""
    return [
        {"task": task, "layers": len(widths), "seed": seed}
        for task, stacks in SETTINGS["widths"].items()
        for widths in stacks
        for seed in range(SETTINGS["seeds"][task])
    ]


def run(case: dict[str, Any]) -> dict[str, Any]:
    """Train; return the accuracy or the perplexity on other sequences."""
    task, seed = case["task"], case["seed"]
    widths = SETTINGS["widths"][task][case["layers"] - 1]
    if task == "parity":
        model, loss = stack(widths, 1, "sigmoid", seed), "binary_crossentropy"
        (x, y, seen), (test_x, test_y, test_seen) = parity(0), parity(1)
    else:
        model, loss = stack(widths, len(REBER.symbols), "softmax", seed), "sparse_categorical_crossentropy"
        (x, y, seen), (test_x, test_y, test_seen) = strings(0), strings(1)
    model.compile(Adam(SETTINGS["learning_rate"]), loss)
    model.fit(
        x, y, sample_weight=seen, epochs=SETTINGS["epochs"][task], batch_size=SETTINGS["batch"], verbose=0
    )
    answers = model(test_x)
    if task == "parity":
        return {"score": float(((answers > 0.5) == test_y)[test_seen].mean())}
    chosen = np.take_along_axis(answers, test_y[..., None], -1)
    return {"score": perplexity(-np.log(chosen[test_seen]).mean())}
