"""Checks of plain arguments that the modules beside the layers share."""

import math
import operator
from collections.abc import Iterable
from typing import Any

import numpy as np

from rnn_guide.checks import ArgumentError


def whole(name: str, value: object, minimum: int = 1) -> int:
    """Return `value` as an int of at least `minimum`, else raise `ArgumentError`."""
    try:
        number = operator.index(value)  # type: ignore[arg-type]
    except TypeError:
        number = None
    if number is None or isinstance(value, bool) or number < minimum:
        remedy = f"Pass {name}={minimum} or more."
        raise ArgumentError(name, f"an integer of at least {minimum}", repr(value), remedy)
    return number


def number(name: str, value: object) -> float:
    """Return `value` as a float, which may be NaN or infinite, else raise `ArgumentError`."""
    try:
        if not isinstance(value, (str, bytes)):
            return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        pass
    raise ArgumentError(name, "a number", repr(value), f"Pass for example {name}=1.0.")


def real(name: str, value: object, low: float = -math.inf, high: float = math.inf) -> float:
    """Return `value` as a finite float with low <= value <= high, else raise `ArgumentError`."""
    span = f"between {low:g} and {high:g}" if high < math.inf else f"of at least {low:g}"
    span, example = ("that is finite", 0.0) if low == -math.inf else (span, low)
    try:
        result = number(name, value)
    except ArgumentError:
        result = math.nan
    if not (math.isfinite(result) and low <= result <= high):
        raise ArgumentError(name, f"a number {span}", repr(value), f"Pass for example {name}={example:g}.")
    return result


def choice(name: str, value: object, options: Iterable[str]) -> str:
    """Return `value` if it is one of `options`, else raise `ArgumentError` listing them."""
    known = list(options)
    if not isinstance(value, str) or value not in known:
        listed = ", ".join(map(repr, known))
        raise ArgumentError(name, f"one of {listed}", repr(value), f"Pass for example {known[0]!r}.")
    return value


def text_of(name: str, value: object) -> str:
    """Return `value` if it is a string, else raise `ArgumentError`."""
    if isinstance(value, str):
        return value
    raise ArgumentError(name, "a string", repr(value), "Pass one string at a time.")


def texts_of(name: str, value: Any) -> list[str]:
    """Return the strings of a sequence, of a string its characters, else raise `ArgumentError`."""
    texts = list(value) if isinstance(value, Iterable) else [value]
    for text in texts:
        if not isinstance(text, str):
            raise ArgumentError(name, "a sequence of strings", repr(text), "Pass for example ['a', 'b'].")
    return texts


def generator(seed: object) -> np.random.Generator:
    """Return a NumPy generator for a non-negative int seed; a generator is passed through."""
    if isinstance(seed, np.random.Generator):
        return seed
    try:
        return np.random.default_rng(whole("seed", seed, minimum=0))
    except ArgumentError:
        expected = "an integer of at least 0 or a numpy.random.Generator"
        remedy = "Pass for example seed=0; the same seed gives the same numbers."
        raise ArgumentError("seed", expected, repr(seed), remedy) from None
