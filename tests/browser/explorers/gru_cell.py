"""The GRU cell at every step: gates free, shut or open, both meanings of z, both places of the reset gate."""

from typing import Any

import numpy as np

from rnn_guide import GRU

from .case import Case, State, product_of

FORCED = {"shut": 0.0, "open": 1.0}


def states(data: Any) -> list[State]:
    """Every combination of the controls."""
    choices = ["free", "shut", "open"]
    return product_of(
        step=[1, 2, 3, 4],
        z=choices,
        r=choices,
        convention=["keeps", "renews", "turned"],
        place=["after", "before"],
        weights=["tenths", "drawn"],
    )


def numbers(data: Any, state: State) -> dict[str, float]:
    """The trace of the package's layer; where z renews, z and 1 - z have changed places."""
    x, row, other = np.array(data["x"]), state["step"] - 1, state["convention"] != "keeps"
    weights = [np.array(weight) for weight in data["weights"][state["place"]][state["weights"]]]
    if state["convention"] == "renews":
        for weight in weights:
            weight[..., :3] *= -1
    layer = GRU(3, reset_after=state["place"] == "after")
    layer.set_weights(weights)
    gates = {letter: FORCED[state[letter]] for letter in "zr" if state[letter] in FORCED}
    if other and "z" in gates:
        gates["z"] = 1 - gates["z"]
    trace = layer.astype(np.float64).trace(x[None], gates=gates)
    shown = {name: float(values[0, row, 0]) for name, values in trace._asdict().items()}
    shown |= {"one_minus_z": 1 - shown["z"], "kept": shown["z"] * shown["h_prev"]}
    shown["written"] = shown["one_minus_z"] * shown["g"]
    if other:
        shown |= {"z": shown["one_minus_z"], "one_minus_z": shown["z"], "a_z": -shown["a_z"]}
    return shown | {f"x-{k}": float(value) for k, value in enumerate(x[row])}


CASE = Case("gated/gru", states, numbers)
