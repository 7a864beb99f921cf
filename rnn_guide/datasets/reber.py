"""The Reber grammar and the embedded Reber grammar of the long short-term memory paper."""

from __future__ import annotations

from rnn_guide.datasets.automaton import Arcs
from rnn_guide.datasets.grammar import Grammar

REBER = Grammar(
    symbols="BTPSXVE",
    arcs=(
        (("B", 1),),
        (("T", 2), ("P", 3)),
        (("S", 2), ("X", 4)),
        (("T", 3), ("V", 5)),
        (("X", 3), ("S", 6)),
        (("P", 4), ("V", 6)),
        (("E", 7),),
        (),
    ),
)
"""Reber's grammar: B, then a walk with two ways at every state, then E; 8 symbols and 6 bits on average."""


def _embed(inner: Grammar) -> Grammar:
    """Wrap a grammar as B T … T E or B P … P E: the symbol before the last E repeats the second one."""
    n = len(inner.arcs)
    before_last = 2 + 2 * n

    def copy(offset: int, key: str) -> Arcs:
        moved = tuple(tuple((symbol, state + offset) for symbol, state in arcs) for arcs in inner.arcs[:-1])
        return (*moved, ((key, before_last),))

    return Grammar(
        symbols=inner.symbols,
        arcs=(
            (("B", 1),),
            (("T", 2), ("P", 2 + n)),
            *copy(2, "T"),
            *copy(2 + n, "P"),
            (("E", before_last + 1),),
            (),
        ),
        twins=tuple((2 + state, 2 + n + state) for state in range(n)),
    )


EMBEDDED_REBER = _embed(REBER)
"""B, T or P, a whole Reber string, the *same* T or P again, E (Hochreiter & Schmidhuber 1997).

12 symbols and 7 bits on average. The copy is certain for who remembers the second symbol and costs one more
bit for who does not, whatever else is known.
"""
