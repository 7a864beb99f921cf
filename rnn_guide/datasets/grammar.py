"""Finite-state grammars whose entropy is computed exactly, by one linear solve."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rnn_guide._arguments import generator, text_of, texts_of, whole
from rnn_guide.checks import ArgumentError
from rnn_guide.datasets.automaton import Arcs, check_arcs, check_twins
from rnn_guide.datasets.symbols import SymbolBatch


@dataclass(frozen=True)
class Grammar:
    """A deterministic automaton that writes strings; all arcs that leave a state are equally likely.

    Args:
        symbols: the alphabet; a symbol's index in it is its id.
        arcs: for each state the arcs (symbol, next state). State 0 begins, the last state ends and has none.
            The arcs of one state bear different symbols, so a prefix determines the state.
        twins: groups of states that are alike to a model that has forgotten how it came there.

    Raises:
        ArgumentError: if arcs have unknown or equal symbols, lead nowhere, or cannot reach the last state.

    Example:
        >>> from rnn_guide.datasets import Grammar
        >>> coin = Grammar("ab.", arcs=((("a", 0), ("b", 0), (".", 1)), ()))
        >>> coin.is_valid("abba."), coin.is_valid("abba")
        (True, False)
        >>> f"{coin.expected_length():.3f} symbols, {coin.entropy():.3f} bits"
        '3.000 symbols, 4.755 bits'
    """

    symbols: str
    arcs: Arcs
    twins: tuple[tuple[int, ...], ...] = ()

    def __post_init__(self) -> None:
        check_arcs(self.symbols, self.arcs)
        check_twins(self.twins, len(self.arcs))

    def generate(self, count: int, *, seed: int | np.random.Generator) -> list[str]:
        """Write `count` random strings.

        Example:
            >>> from rnn_guide.datasets import REBER
            >>> all(REBER.is_valid(string) for string in REBER.generate(100, seed=0))
            True
        """
        rng = generator(seed)
        return [self._write(rng) for _ in range(whole("count", count))]

    def _write(self, rng: np.random.Generator) -> str:
        state, string = 0, ""
        while self.arcs[state]:
            symbol, state = self.arcs[state][rng.integers(len(self.arcs[state]))]
            string += symbol
        return string

    def _state(self, prefix: str) -> int | None:
        state: int | None = 0
        for symbol in prefix:
            state = dict(self.arcs[state]).get(symbol) if state is not None else None
        return state

    def is_valid(self, string: str) -> bool:
        """Tell whether the grammar can write exactly this string."""
        return self._state(text_of("string", string)) == len(self.arcs) - 1

    def next_symbols(self, prefix: str) -> frozenset[str]:
        """Return the symbols that may follow a prefix; empty after a whole string.

        Raises:
            ArgumentError: if no string of the grammar begins with `prefix`.

        Example:
            >>> from rnn_guide.datasets import REBER
            >>> sorted(REBER.next_symbols("BT"))
            ['S', 'X']
        """
        state = self._state(text_of("prefix", prefix))
        if state is None:
            good = max(k for k in range(len(prefix)) if self._state(prefix[:k]) is not None)
            raise ArgumentError(
                "prefix",
                "the beginning of a string of the grammar",
                f"{prefix!r}: {prefix[good]!r} cannot follow {prefix[:good]!r}",
                f"Allowed there: {sorted(self.next_symbols(prefix[:good]))}.",
            )
        return frozenset(symbol for symbol, _ in self.arcs[state])

    def bits(self, string: str) -> float:
        """Return −log₂ of the probability that the grammar writes this string.

        Example:
            >>> from rnn_guide.datasets import REBER
            >>> REBER.bits("BTXSE")
            3.0
        """
        if not self.is_valid(string):
            raise ArgumentError(
                "string",
                "one that the grammar writes",
                f"{string!r}",
                "Check it with is_valid() first.",
            )
        return sum(math.log2(len(self.next_symbols(string[:k]))) for k in range(len(string)))

    def visits(self) -> npt.NDArray[np.float64]:
        """Return how often a string visits each state on average, (states,): v = e₀ + vP, solved for v."""
        P = np.zeros((len(self.arcs), len(self.arcs)))
        for state, arcs in enumerate(self.arcs):
            for _, following in arcs:
                P[state, following] += 1 / len(arcs)
        begin = np.eye(len(self.arcs))[0]
        return np.linalg.solve(np.eye(len(self.arcs)) - P.T, begin)

    def expected_length(self) -> float:
        """Return the mean number of symbols in a string: one for each visit of a state that has arcs."""
        return float(self.visits()[:-1].sum())

    def entropy(self, *, long_memory: bool = True) -> float:
        """Return the mean number of bits that predicting a string costs, when predicted as well as possible.

        Args:
            long_memory: False for the best model that cannot tell `twins` apart: in such a group it can only
                predict the mixture of the members' next symbols.

        Example:
            >>> from rnn_guide.datasets import EMBEDDED_REBER
            >>> f"{EMBEDDED_REBER.entropy():.3f}, without: {EMBEDDED_REBER.entropy(long_memory=False):.3f}"
            '7.000, without: 8.000'
        """
        visits, total = self.visits(), 0.0
        joined = () if long_memory else self.twins
        alone = set(range(len(self.arcs))).difference(*joined)
        for group in [*joined, *((state,) for state in sorted(alone))]:
            mixture = np.zeros(len(self.symbols))  # expected number of times each symbol is written from here
            for state in group:
                for symbol, _ in self.arcs[state]:
                    mixture[self.symbols.index(symbol)] += visits[state] / len(self.arcs[state])
            written = mixture[mixture > 0]
            total -= float(np.sum(written * np.log2(written / written.sum())))
        return total

    def perplexity_floor(self, *, given: int = 1, long_memory: bool = True) -> float:
        """Return the perplexity per symbol that no model can beat: 2^(bits per string / predicted symbols).

        Args:
            given: how many symbols at the beginning are given, not predicted. They must be certain, and
                leave one.
            long_memory: as in `entropy`.

        Example:
            >>> from rnn_guide.datasets import EMBEDDED_REBER, REBER
            >>> f"{REBER.perplexity_floor():.4f} {EMBEDDED_REBER.perplexity_floor():.4f}"
            '1.8114 1.5544'
            >>> f"{EMBEDDED_REBER.perplexity_floor(long_memory=False):.4f}"
            '1.6555'
        """
        certain, state = 0, 0
        while len(self.arcs[state]) == 1:
            certain, state = certain + 1, self.arcs[state][0][1]
        most = certain if self.arcs[state] else certain - 1  # there must be something to predict
        if whole("given", given, minimum=0) > most:
            came = f"{given}: only the first {certain} are certain, and one must be left to predict"
            raise ArgumentError("given", f"at most {most}", came, f"Pass given={most} or less.")
        return float(2 ** (self.entropy(long_memory=long_memory) / (self.expected_length() - given)))

    def encode(self, strings: Sequence[str]) -> SymbolBatch:
        """Turn strings into arrays for next-symbol prediction: n symbols give n − 1 steps.

        Raises:
            ArgumentError: if there is no string or one of them is not valid.

        Example:
            >>> from rnn_guide.datasets import REBER
            >>> batch = REBER.encode(["BTXSE", "BPVVE"])
            >>> batch.inputs.shape, batch.targets.shape
            ((2, 4, 7), (2, 4))
            >>> [REBER.symbols[k] for k in batch.targets[0]]
            ['T', 'X', 'S', 'E']
        """
        listed = [] if isinstance(strings, str) else texts_of("strings", strings)
        if not listed:
            remedy = "Pass for example ['BTXSE']."
            raise ArgumentError("strings", "a list of at least one string", f"{strings!r}", remedy)
        for string in listed:
            self.bits(string)
        shape = (len(listed), max(map(len, listed)) - 1)
        batch = SymbolBatch(
            inputs=np.zeros((*shape, len(self.symbols)), np.float32),
            targets=np.zeros(shape, np.int64),
            allowed=np.zeros((*shape, len(self.symbols)), np.bool_),
            mask=np.zeros(shape, np.bool_),
        )
        for row, string in enumerate(listed):
            for t, (symbol, following) in enumerate(itertools.pairwise(string)):
                batch.inputs[row, t, self.symbols.index(symbol)] = 1
                batch.targets[row, t] = self.symbols.index(following)
                legal = self.next_symbols(string[: t + 1])
                batch.allowed[row, t] = [s in legal for s in self.symbols]
                batch.mask[row, t] = True
        return batch
