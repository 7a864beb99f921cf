"""What must hold for arcs between states to be a grammar."""

from __future__ import annotations

from rnn_guide.checks import ArgumentError

Arc = tuple[str, int]
Arcs = tuple[tuple[Arc, ...], ...]


def check_arcs(symbols: str, arcs: Arcs) -> None:
    """Raise `ArgumentError` unless every state is left by different known symbols and can reach the end."""
    last = len(arcs) - 1
    for state, leaving in enumerate(arcs):
        letters = {symbol for symbol, _ in leaving}
        unknown = letters.difference(symbols)
        if unknown or len(letters) < len(leaving):
            came = f"{sorted(unknown)}" if unknown else f"{leaving}"
            remedy = "Each arc of a state needs a symbol of its own; name all of them in symbols."
            raise ArgumentError(f"arcs[{state}]", f"arcs with different symbols of {symbols!r}", came, remedy)
        if any(not 0 <= following <= last for _, following in leaving):
            remedy = "Give every state its arcs, the last one ()."
            raise ArgumentError(f"arcs[{state}]", f"arcs to states from 0 to {last}", f"{leaving}", remedy)
    stuck = _without_way_to(last, arcs)
    if stuck or last < 1 or arcs[last]:
        remedy = "The last state ends a string: it has no arcs, and every other state leads to it."
        came = f"states {stuck} without a way to it" if stuck else f"{arcs[-2:]} at the end"
        raise ArgumentError("arcs", "states that all lead to the last one, where a string ends", came, remedy)


def check_twins(twins: tuple[tuple[int, ...], ...], states: int) -> None:
    """Raise `ArgumentError` unless no state is in two groups, or twice in one, and all of them exist."""
    members = [state for group in twins for state in group]
    if len(set(members)) < len(members) or not set(members) <= set(range(states)):
        remedy = "Name each state once at most."
        raise ArgumentError("twins", f"groups of different states from 0 to {states - 1}", f"{twins}", remedy)


def _without_way_to(last: int, arcs: Arcs) -> list[int]:
    """Return the states from which no walk reaches the last one: grow the set of those that do."""
    ending: set[int] = set()
    found = {last}
    while found:
        ending |= found
        leading = {k for k, leaving in enumerate(arcs) if any(state in ending for _, state in leaving)}
        found = leading - ending
    return sorted(set(range(len(arcs))) - ending)
