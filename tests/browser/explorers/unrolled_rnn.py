"""The unrolled network: each state that has been read, and the words."""

from typing import Any

import numpy as np

from rnn_guide import SimpleRNN

from .case import Case, State, product_of


def states(data: Any) -> list[State]:
    """Every step, in both views, with both sets of weights; opened at ten places, one after another."""
    every = product_of(step=list(range(5)), view=["unrolled", "rolled"], weights=["tenths", "drawn"])
    return every * 10


def numbers(data: Any, state: State) -> dict[str, float]:
    """The states up to the step; rolled up, only the present one."""
    x = np.array(data["x"])
    layer = SimpleRNN(3, return_sequences=True)
    layer.set_weights([np.array(weight) for weight in data["weights"][state["weights"]]])
    h = np.concatenate([np.zeros((1, 3)), layer.astype(np.float64)(x[None])[0]])
    step, rolled = state["step"], state["view"] == "rolled"
    shown = {f"h-{t}-{unit}": h[t, unit] for t in range(step + 1) for unit in range(3)}
    shown |= {f"x-{t}-{k}": x[t - 1, k] for t in range(1, 5) for k in range(5)}
    return {key: value for key, value in shown.items() if not rolled or int(key.split("-")[1]) == step}


CASE = Case("basics/simple-rnn", states, numbers)
