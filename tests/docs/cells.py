"""The code cells of a page, as tests run them."""

from dataclasses import dataclass
from pathlib import Path

from .blocks import read_page


@dataclass(frozen=True)
class Cell:
    """A code cell: its tags, its code, and the label of the section in which it stands."""

    section: str
    line: int
    tags: tuple[str, ...]
    code: str


def read_cells(page: Path) -> list[Cell]:
    """Return the code cells of a page in their order."""
    found, section, target = [], "", ""
    for block in read_page(page):
        if block.kind == "target":
            target = block.facts["content"][0]
        elif block.kind.startswith("heading of level"):
            section, target = target, ""
        elif block.is_cell and block.directive is not None:
            tags = tuple(block.directive.options.get("tags", []))
            found.append(Cell(section, block.line, tags, block.directive.body))
    return found
