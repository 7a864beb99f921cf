"""Times training with rnn_guide against Keras' fit, on the sizes of the book's chapters.

Run by `nox -s bench`. Both start from the same weights and take the same batches in the same order; the
losses of the last epoch are printed so that everybody sees that it is the same work. Printed is the fastest
of several epochs, taken in turns, and the ratio. Each library has one thread; Keras runs its compiled graph,
and the first epoch, which compiles it, is not counted.
"""

import argparse
import os
import time
from collections.abc import Callable
from typing import Any

os.environ |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS"), "1")
os.environ |= {"TF_NUM_INTEROP_THREADS": "1", "TF_CPP_MIN_LOG_LEVEL": "1", "TF_ENABLE_ONEDNN_OPTS": "0"}

import keras
import numpy as np

import rnn_guide
from rnn_guide.models import Sequential
from rnn_guide.optimizers import Adam

# what, layer, units, (examples, timesteps, features), batch, outputs at every step
SIZES = [
    ("13 windows", "LSTM", 20, (13, 3, 1), 1, False),
    ("Reber strings", "LSTM", 15, (1000, 20, 7), 20, True),
    ("letters", "GRU", 64, (1472, 16, 62), 16, True),
    ("jamo", "GRU", 64, (2560, 16, 74), 16, True),
    ("sentences", "SimpleRNN", 128, (2000, 30, 100), 64, False),
]
Epoch = Callable[[], float]


def numpy_epoch(model: Sequential, x: np.ndarray, y: np.ndarray, batch: int) -> Epoch:
    model.compile(Adam(0.001), "mse")
    return lambda: model.fit(x, y, batch_size=batch, shuffle=False, verbose=0).history["loss"][0]


def keras_epoch(model: Any, x: np.ndarray, y: np.ndarray, batch: int) -> Epoch:
    model.compile(keras.optimizers.Adam(0.001), "mse")
    return lambda: model.fit(x, y, batch_size=batch, shuffle=False, verbose=0).history["loss"][0]


def models(kind: str, units: int, shape: tuple[int, ...], steps: bool) -> tuple[Sequential, Any]:
    ours = Sequential(
        [getattr(rnn_guide, kind)(units, return_sequences=steps, seed=0), rnn_guide.Dense(shape[2], seed=1)]
    )
    ours.build((None, *shape[1:]))
    theirs = keras.Sequential(
        [
            keras.Input(shape[1:]),
            getattr(keras.layers, kind)(units, return_sequences=steps),
            keras.layers.Dense(shape[2]),
        ]
    )
    theirs.set_weights(ours.get_weights())
    return ours, theirs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=5, help="epochs that are timed")
    epochs = parser.parse_args().epochs
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"training, one thread each on {os.cpu_count()} processor(s){load}; fastest of {epochs} epochs")
    print(
        f"{'':14}{'layer':16}{'examples':18}{'batch':>6}{'rnn_guide':>12}{'keras fit':>12}   ×  last losses"
    )
    for what, kind, units, shape, batch, steps in SIZES:
        rng = np.random.default_rng(0)
        x = rng.standard_normal(shape, dtype=np.float32)
        y = np.roll(x, 1, axis=1) if steps else x[:, 0]
        ours, theirs = models(kind, units, shape, steps)
        both = [numpy_epoch(ours, x, y, batch), keras_epoch(theirs, x, y, batch)]
        times: list[list[float]] = [[], []]
        losses = [epoch() for epoch in both]
        for _ in range(epochs):
            for k, epoch in enumerate(both):
                start = time.perf_counter()
                losses[k] = epoch()
                times[k].append(time.perf_counter() - start)
        numpy_s, keras_s = min(times[0]), min(times[1])
        assert np.isclose(*losses, rtol=1e-3), losses
        work = f"{what:14}{f'{kind}({units})':16}{shape!s:18}{batch:6}"
        found = f"{1e3 * numpy_s:9.1f} ms{1e3 * keras_s:9.1f} ms  ×{keras_s / numpy_s:.2f}"
        print(f"{work}{found}  {losses[0]:.6f} {losses[1]:.6f}", flush=True)


if __name__ == "__main__":
    main()
