"""The weights of a layer, from the smallest sizes to the largest; counts are not numbers of the figure."""

from typing import Any

from .case import Case, State, product_of

SIZES = [1, 2, 3, 10, 47, 100, 128]


def states(data: Any) -> list[State]:
    """Every layer with small and large sizes."""
    return product_of(layer=list(data["layers"]), features=SIZES, units=SIZES, timesteps=[1, 100])


def numbers(data: Any, state: State) -> dict[str, float]:
    """None in the figure: its squares are counted in words."""
    return {}


CASE = Case("basics/parameters", states, numbers)
