"""The first page's figure: every order of the words, with every strength of the memory."""

from itertools import permutations
from typing import Any

import numpy as np

from rnn_guide import SimpleRNN

from .case import Case, State, product_of


def states(data: Any) -> list[State]:
    """Every order and every weight of the slider."""
    orders = [list(order) for order in permutations(range(4))]
    return product_of(order=orders, memory=[round(0.05 * k, 2) for k in range(11)])


def numbers(data: Any, state: State) -> dict[str, float]:
    """Words in their order, and the states that follow."""
    x = np.array(data["x"])[state["order"]]
    kernel, recurrent_kernel, bias = (np.array(weight) for weight in data["weights"])
    layer = SimpleRNN(3, return_sequences=True).astype(np.float64)
    layer.set_weights([kernel, np.full_like(recurrent_kernel, state["memory"]), bias])
    h = np.concatenate([np.zeros((1, 3)), layer(x[None])[0]])
    shown = {f"h-{t}-{unit}": h[t, unit] for t in range(5) for unit in range(3)}
    return shown | {f"x-{t}-{k}": x[t - 1, k] for t in range(1, 5) for k in range(5)}


CASE = Case("index", states, numbers)
