"""Times rnn_guide against Keras (eager, tf.function) and, where installed, torch.nn, on the same work.

Run by `nox -s bench`. Every library computes the final state of a float32 layer on one batch; the backward
pass gives the gradients of inputs and weights. Printed are the minimum and the median of repeated calls,
taken in turns so that a busy moment of the machine hits all libraries alike, and the ratio of the minima.
Every library has one thread unless told otherwise (`--threads 2`, `--threads default`): on a busy machine
OpenBLAS' threads wait for each other.
"""

import argparse
import math
import os
import time
import tracemalloc
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

THREAD_OPTION = argparse.ArgumentParser(add_help=False)
THREAD_OPTION.add_argument("--threads", default="1", help="for every library; `default`: as each one likes")
THREADS = THREAD_OPTION.parse_known_args()[0].threads
LIMITED = THREADS != "default"
if LIMITED:
    os.environ |= dict.fromkeys(
        ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS"), THREADS
    )
os.environ |= {"TF_NUM_INTEROP_THREADS": "1", "TF_CPP_MIN_LOG_LEVEL": "1", "TF_ENABLE_ONEDNN_OPTS": "0"}

import numpy as np  # noqa: E402  (NumPy reads the number of threads when it is imported)

import rnn_guide  # noqa: E402

SIZES = [(1, 4, 5, 3), (1, 10, 4, 8), (16, 20, 16, 32), (32, 30, 100, 128), (64, 100, 128, 256)]
KINDS = ["SimpleRNN", "LSTM", "GRU"]
Work = Callable[[], Any]


def numpy_work(kind: str, x: np.ndarray, units: int, weights: list[np.ndarray]) -> tuple[Work, Work]:
    layer = getattr(rnn_guide, kind)(units)
    layer.set_weights(weights)
    ones = np.ones((len(x), units), np.float32)

    def train() -> None:
        layer(x)
        layer.backward(ones)

    return lambda: layer(x), train


def keras_work(
    kind: str, x: np.ndarray, units: int, weights: list[np.ndarray]
) -> Iterator[tuple[str, Work, Work]]:
    import keras
    import tensorflow as tf

    layer = getattr(keras.layers, kind)(units)
    layer.build(x.shape)
    layer.set_weights(weights)
    inputs = tf.constant(x)
    variables = [variable.value for variable in layer.weights]

    def train(inputs: Any) -> Any:
        with tf.GradientTape() as tape:
            tape.watch(inputs)
            loss = tf.reduce_sum(layer(inputs))
        return tape.gradient(loss, [inputs, *variables])

    compiled, compiled_train = tf.function(layer), tf.function(train)
    yield "keras eager", lambda: layer(inputs).numpy(), lambda: train(inputs)[0].numpy()
    yield "tf.function", lambda: compiled(inputs).numpy(), lambda: compiled_train(inputs)[0].numpy()


def torch_work(kind: str, x: np.ndarray, units: int) -> Iterator[tuple[str, Work, Work]]:
    try:
        import torch
    except ImportError:
        return
    if LIMITED:
        torch.set_num_threads(int(THREADS))
    layer = getattr(torch.nn, {"SimpleRNN": "RNN"}.get(kind, kind))(x.shape[-1], units, batch_first=True)
    inputs = torch.from_numpy(x).requires_grad_()

    def forward() -> Any:
        with torch.no_grad():
            return layer(inputs)[0][:, -1]

    def train() -> None:
        layer.zero_grad()
        inputs.grad = None
        layer(inputs)[0][:, -1].sum().backward()

    yield "torch.nn", forward, train


def seconds(
    works: dict[str, Work], budget: float, clock: Callable[[], float]
) -> dict[str, tuple[float, float]]:
    """Minimum and median of each, in turns, until the budget of seconds for each is spent."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
        work()
    for name, work in works.items():
        start = time.perf_counter()
        work()
        inner = max(1, min(50, int(0.002 / max(time.perf_counter() - start, 1e-6))))
        times[name] = [float(inner)]
    rounds = 0
    end = time.perf_counter() + budget * len(works)
    while rounds < 5 or (time.perf_counter() < end and rounds < 200):
        rounds += 1
        for name, work in works.items():
            inner = int(times[name][0])
            start = clock()
            for _ in range(inner):
                work()
            times[name].append((clock() - start) / inner)
    return {name: (min(measured[1:]), median(measured[1:])) for name, measured in times.items()}


def memory(size: tuple[int, int, int, int]) -> None:
    """Prints the peak of BPTT against the activations that BPTT needs."""
    batch, timesteps, features, units = size
    x = np.ones((batch, timesteps, features), np.float32)
    # Per step and unit: states and gates of the forward pass, and the gradients before the activations.
    needed = {"SimpleRNN": 1 + 1, "LSTM": 4 + 1 + 1 + 1 + 4, "GRU": 3 + 1 + 1 + 4}
    for kind in KINDS:
        layer = getattr(rnn_guide, kind)(units)
        layer(x[:1, :1])
        tracemalloc.start()
        layer(x)
        layer.backward(np.ones((batch, units), np.float32))
        peak = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        steps = batch * timesteps * 4 / 2**20
        activations = steps * (needed[kind] * units + 2 * features)  # x and its gradient are (…, features)
        print(
            f"memory {kind:10}{size!s:22} peak {peak:8.2f} MiB, activations {activations:8.2f} MiB, "
            f"ratio {peak / activations:.2f}"
        )


def note(clock: str) -> str:
    """What a reader must know to judge the table."""
    threads = f"{THREADS} thread(s) for every library" if LIMITED else "as many threads as each library takes"
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{threads} on {os.cpu_count()} processor(s), {clock} time{load}; NumPy {np.__version__}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, parents=[THREAD_OPTION])
    parser.add_argument("--budget", type=float, default=1.0, help="seconds for each measurement")
    parser.add_argument("--without", nargs="*", default=[], help="libraries to leave out")
    parser.add_argument(
        "--clock",
        choices=["wall", "cpu"],
        default="wall",
        help="cpu time is disturbed less by other programs; it adds up all threads",
    )
    arguments = parser.parse_args()
    clock = time.process_time if arguments.clock == "cpu" else time.perf_counter
    print(note(arguments.clock))
    print("minimum/median in ms; × is how much longer than rnn_guide the minimum is")
    print(f"{'layer':10}{'(batch, time, features, units)':32}{'':17}{'rnn_guide':>18}  others")
    ratios: dict[tuple[str, str], list[float]] = {}
    for kind in KINDS:
        for size in SIZES:
            batch, timesteps, features, units = size
            rng = np.random.default_rng(0)
            x = rng.standard_normal((batch, timesteps, features), dtype=np.float32)
            layer = getattr(rnn_guide, kind)(units, seed=0)
            layer.build(x.shape)
            weights = layer.get_weights()
            rows = [("rnn_guide", *numpy_work(kind, x, units, weights))]
            if "keras" not in arguments.without:
                rows += keras_work(kind, x, units, weights)
            if "torch" not in arguments.without:
                rows += torch_work(kind, x, units)
            for what, column in (("forward", 1), ("forward+backward", 2)):
                measured = seconds({row[0]: row[column] for row in rows}, arguments.budget, clock)
                ours, middle = measured.pop("rnn_guide")
                cells = []
                for name, (low, mid) in measured.items():
                    cells.append(f"{name} {1e3 * low:8.3f}/{1e3 * mid:8.3f} ×{low / ours:5.2f}")
                    ratios.setdefault((name, f"{kind} {what}"), []).append(low / ours)
                own = f"{1e3 * ours:8.3f}/{1e3 * middle:8.3f}"
                print(f"{kind:10}{size!s:32}{what:17}{own:>18}  " + "  ".join(cells), flush=True)
    print("geometric means over the sizes:")
    for (name, what), each in ratios.items():
        mean = math.exp(sum(map(math.log, each)) / len(each))
        print(f"  {name:12} {what:27} ×{mean:.2f} (worst ×{min(each):.2f})")
    for size in SIZES[-2:]:
        memory(size)


if __name__ == "__main__":
    main()
