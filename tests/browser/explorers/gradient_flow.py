"""Gradients by distance. The norms are not decimals, so they have a test of their own."""

from typing import Any

import numpy as np

from .case import Case, State


def states(data: Any) -> list[State]:
    """Two hundred places of the sliders, drawn with a fixed seed, the ends among them."""
    rng, found = np.random.default_rng(0), []
    for scale, bias, length in ((0.5, -2, 10), (3, 5, 100), (0.5, 5, 100), (3, -2, 100)):
        found.append({"scale": scale, "forget_bias": bias, "length": length})
    while len(found) < 200:
        scale = round(0.5 + 0.05 * int(rng.integers(51)), 2)
        bias, length = -2 + 0.5 * int(rng.integers(15)), 10 * int(rng.integers(1, 11))
        found.append({"scale": scale, "forget_bias": bias, "length": length})
    return found


def numbers(data: Any, state: State) -> dict[str, float]:
    """None in decimals."""
    return {}


CASE = Case("basics/vanishing-gradients", states, numbers)
