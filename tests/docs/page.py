"""A page as the prose rules see it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from . import front_matter
from .block import Block
from .blocks import read_page
from .inline import OBJECT, Run
from .problem import Problem, place

CHAPTERS = ("basics/", "gated/", "keras/", "applications/")


@dataclass(frozen=True)
class Page:
    """One page: its name below the language's folder, its language and its text."""

    file: str
    name: str
    language: str
    text: str

    @classmethod
    def read(cls, file: Path, folder: Path) -> "Page":
        """Return the page of a file; the folder's name is the language."""
        name = file.relative_to(folder).as_posix()
        return cls(str(file), name, folder.name, file.read_text(encoding="utf-8"))

    @cached_property
    def blocks(self) -> list[Block]:
        """The blocks of the page."""
        return read_page(self.text)

    @cached_property
    def front_matter(self) -> dict[str, Any]:
        """The front matter of the page."""
        return front_matter.of_page(self.text)

    @property
    def is_chapter(self) -> bool:
        """Whether the page teaches, and so has objectives and exercises."""
        return self.name.startswith(CHAPTERS) and not self.name.endswith("/index.md")

    def runs(self) -> Iterator[tuple[Block, Run]]:
        """Return every piece of prose with the block that holds it."""
        return ((block, run) for block in self.blocks for run in block.runs)

    def inside(self, index: int) -> range:
        """Return the indices of the blocks nested in this one."""
        depth, end = len(self.blocks[index].path), index + 1
        while end < len(self.blocks) and len(self.blocks[end].path) > depth:
            end += 1
        return range(index + 1, end)

    def problem(self, rule: str, line: int, message: str, excerpt: str, remedy: str) -> Problem:
        """Return a problem on a line of this page."""
        return Problem(place(self.file, line), rule, message, ((self.language, excerpt),), remedy)

    def problem_at(self, rule: str, run: Run, offset: int, message: str, remedy: str) -> Problem:
        """Return a problem at a character of the page's prose."""
        excerpt = run.text[max(0, offset - 30) : offset + 40].replace(OBJECT, "□")
        return self.problem(rule, run.line_at(offset), message, excerpt, remedy)
