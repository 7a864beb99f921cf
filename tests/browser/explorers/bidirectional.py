"""The bidirectional layer at every position, in all merge modes, with and without return_sequences."""

from typing import Any

import numpy as np

from rnn_guide import LSTM, Bidirectional

from .case import Case, State, product_of


def states(data: Any) -> list[State]:
    """Every combination of the controls; opened at three places, one after another."""
    every = product_of(
        sequences=["true", "false"],
        position=["all", "1", "2", "3", "4"],
        merge=["concat", "sum", "mul", "ave"],
        weights=["tenths", "drawn"],
    )
    return every * 3


def outputs(data: Any, state: State, merge_mode: str, return_sequences: bool) -> Any:
    """What the package's layer returns for the sentence, without the batch axis."""
    layer = Bidirectional(LSTM(3, return_sequences=return_sequences), merge_mode=merge_mode)
    weights = [weight for half in data["weights"][state["weights"]] for weight in half]
    layer.set_weights([np.array(weight) for weight in weights])
    return layer.astype(np.float64)(np.array(data["x"])[None])[0]


def numbers(data: Any, state: State) -> dict[str, float]:
    """Both passes, both halves of the output, and the joined vector if one is pointed at."""
    both = outputs(data, state, "concat", True)
    shown = {}
    for layer, half in zip(("forward", "backward"), np.split(both, 2, axis=-1), strict=True):
        for t, h in enumerate(half[:, 0], 1):
            shown |= {f"{layer}-{t}-0": h, f"output_{layer}-{t}-0": h}
    if state["sequences"] == "false":
        joined = outputs(data, state, state["merge"], False)
    elif state["position"] == "all":
        joined = []
    else:
        joined = outputs(data, state, state["merge"], True)[int(state["position"]) - 1]
    return shown | {f"joined-{k}": float(value) for k, value in enumerate(joined)}


CASE = Case("keras/bidirectional", states, numbers)
