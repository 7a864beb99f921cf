"""The LSTM cell at every step and stage, each gate free, shut or open."""

from typing import Any

import numpy as np

from rnn_guide import LSTM

from .case import Case, State, product_of

ADDED = {"i": 2, "f": 3, "o": 4}
FORCED = {"shut": 0.0, "open": 1.0}


def states(data: Any) -> list[State]:
    """Every combination of the controls."""
    choices = ["free", "shut", "open"]
    return product_of(
        step=[1, 2, 3, 4],
        stage=["1", "2", "3", "4"],
        f=choices,
        i=choices,
        o=choices,
        weights=["tenths", "drawn"],
    )


def numbers(data: Any, state: State) -> dict[str, float]:
    """The trace of the package's layer, the gates forced that are forced or not there."""
    x, stage, row = np.array(data["x"]), int(state["stage"]), state["step"] - 1
    layer = LSTM(3)
    layer.set_weights([np.array(weight) for weight in data["weights"][state["weights"]]])
    gates = {letter: FORCED[state[letter]] for letter in ADDED if state[letter] in FORCED}
    gates |= {letter: 1.0 for letter, added in ADDED.items() if stage < added}
    trace = layer.astype(np.float64).trace(x[None], gates=gates)
    shown = {name: float(values[0, row, 0]) for name, values in trace._asdict().items()}
    shown |= {"kept": shown["f"] * shown["c_prev"], "written": shown["i"] * shown["g"]}
    absent = {name for letter, added in ADDED.items() if stage < added for name in (letter, f"a_{letter}")}
    shown |= {f"x-{k}": float(value) for k, value in enumerate(x[row])}
    return {name: value for name, value in shown.items() if name not in absent}


CASE = Case("gated/lstm", states, numbers)
