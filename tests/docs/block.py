"""One block of a page: a heading, a paragraph, a list item, a formula, a directive, …"""

from dataclasses import dataclass, field

from .directives import CELL, Directive
from .inline import Run

Facts = dict[str, tuple[str, ...]]
# Formulas with the lines on which they begin.
TeX = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Block:
    """What the checks know of a block.

    Attributes:
        kind: What it is, in words for a message.
        line: The line of the page on which it begins.
        path: The kinds of the blocks around it, the outermost first.
        source: Its text in the file, for an excerpt.
        facts: What the block of the other language has to equal, by name.
        runs: Its prose.
        math: Its formulas.
        images: Its images as (file, text alternative, line).
        directive: The directive it is, if it is one.
    """

    kind: str
    line: int
    path: tuple[str, ...]
    source: str
    facts: Facts = field(default_factory=dict)
    runs: tuple[Run, ...] = ()
    math: TeX = ()
    images: tuple[tuple[str, str, int], ...] = ()
    directive: Directive | None = None

    @property
    def signature(self) -> tuple[object, ...]:
        """What the block of the other language has to equal."""
        return (self.kind, self.path, tuple(sorted(self.facts.items())))

    @property
    def is_cell(self) -> bool:
        """Whether the block is a code cell."""
        return self.kind == f"directive {CELL}"
