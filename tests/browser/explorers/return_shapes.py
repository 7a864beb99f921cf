"""What a layer returns: the states of the figure, for every choice of layer and arguments."""

from itertools import product
from typing import Any

import numpy as np

from rnn_guide import GRU, LSTM, Bidirectional, SimpleRNN

from .case import Case, State

LAYERS = {"LSTM": LSTM, "GRU": GRU, "SimpleRNN": SimpleRNN}
MODES = ("concat", "sum", "mul", "ave", "None")


def states(data: Any) -> list[State]:
    """Every combination; the ways of joining only where there is something to join."""
    joined = [(True, mode) for mode in MODES] + [(False, "concat")]
    found = []
    for layer, (both, mode), sequences, state, initial, units in product(
        LAYERS, joined, (False, True), (False, True), ("None", "states", "swapped"), (1, 3)
    ):
        found.append(
            {
                "layer": layer,
                "bidirectional": both,
                "merge_mode": mode,
                "return_sequences": sequences,
                "return_state": state,
                "initial_state": initial,
                "units": units,
            }
        )
    return found


def build(data: Any, state: State, **options: Any) -> Any:
    """Make the package's layer with the page's weights."""
    weights = [np.array(weight) for weight in data["weights"][state["layer"]][state["units"] - 1]]
    layer = LAYERS[state["layer"]](state["units"], **options)
    if state["bidirectional"]:
        mode = None if state["merge_mode"] == "None" else state["merge_mode"]
        layer = Bidirectional(layer, merge_mode=mode)
        weights = weights * 2
    layer.astype(np.float64)
    layer.set_weights(weights)
    return layer


def initial(data: Any, state: State) -> list[Any] | None:
    """Return what a first call left, in the right or in the wrong order; None for zeros."""
    if state["initial_state"] == "None":
        return None
    returned = build(data, state, return_state=True)(np.array(data["x"])[None])
    count = (2 if state["layer"] == "LSTM" else 1) * (2 if state["bidirectional"] else 1)
    left = list(returned[-count:])
    if state["initial_state"] == "swapped" and state["layer"] == "LSTM":
        left = [left[k ^ 1] for k in range(count)]
    return left


def tensors(data: Any, state: State) -> list[np.ndarray]:
    """Return what the package returns, as a list."""
    options = {name: state[name] for name in ("return_sequences", "return_state")}
    came = build(data, state, **options)(np.array(data["x"])[None], initial_state=initial(data, state))
    return list(came) if isinstance(came, list | tuple) else [came]


def numbers(data: Any, state: State) -> dict[str, float]:
    """The first unit of every state of the figure, and what each pass starts from."""
    x, given = np.array(data["x"])[None], initial(data, state)
    layer = build(data, state)
    letters = ("h", "c") if state["layer"] == "LSTM" else ("h",)
    found = {}
    for index, way in enumerate(("forward", "backward")[: 1 + state["bidirectional"]]):
        own = getattr(layer, f"{way}_layer") if state["bidirectional"] else layer
        starts = given[index * len(letters) : (index + 1) * len(letters)] if given else None
        trace = own.trace(x, initial_state=starts)
        for k, letter in enumerate(letters):
            by_position = getattr(trace, letter)[0, :: 1 if way == "forward" else -1, 0]
            start = 0 if way == "forward" else len(by_position) + 1
            found[f"{way}_{letter}-{start}-0"] = float(starts[k][0, 0]) if starts else 0.0
            found |= {f"{way}_{letter}-{t}-0": float(h) for t, h in enumerate(by_position, 1)}
    return found


CASE = Case("keras/outputs", states, numbers)
