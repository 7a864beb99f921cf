"""What a check reports: the place, what is wrong there, and what to do."""

from dataclasses import dataclass
from pathlib import Path

AGAIN = "then: python -m nox -s lint"


def shorten(text: str, limit: int = 110) -> str:
    """Return the text on one line, cut at the limit."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def place(file: Path | str, line: int) -> str:
    """Return file:line, the file relative to the working folder where it is inside."""
    path, here = Path(file), Path.cwd()
    return f"{path.relative_to(here) if path.is_relative_to(here) else path}:{line}"


@dataclass(frozen=True)
class Problem:
    """One failure. ``excerpts`` are (label, text) pairs, one per language where two are compared."""

    place: str
    rule: str
    message: str
    excerpts: tuple[tuple[str, str], ...]
    remedy: str

    def __str__(self) -> str:
        shown = "".join(f"\n    {label}: {shorten(text)}" for label, text in self.excerpts)
        return f"{self.place}: {self.message} [{self.rule}]{shown}\n    → {self.remedy}\n      {AGAIN}"


def report(problems: list[Problem]) -> str:
    """Return what a failing test prints."""
    return "\n\n".join(["", *map(str, problems), f"{len(problems)} problem(s)"])
