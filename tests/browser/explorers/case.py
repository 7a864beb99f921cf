"""What the tests need to know of an explorer: the states it can reach, and the numbers it must show there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

State = Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """One explorer.

    Args:
        page: The page that it is on, without the language.
        states: Control values by control name, at least 200 of them; given the data of the page's JSON block.
        numbers: What the figure shows in a state, by key, and nothing else; computed with `rnn_guide`.
    """

    page: str
    states: Callable[[Any], list[State]]
    numbers: Callable[[Any, State], dict[str, float]]


def product_of(**values: list[Any]) -> list[State]:
    """List every combination of control values."""
    states: list[dict[str, Any]] = [{}]
    for name, choices in values.items():
        states = [{**state, name: choice} for state in states for choice in choices]
    return list(states)
