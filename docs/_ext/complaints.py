"""What Sphinx complains of, in the words and the order in which a writer mends it."""

import re
import signal
from collections.abc import Iterator
from pathlib import Path

COLOUR = re.compile(r"\x1b\[[\d;]*m")
FAILED = "WARNING: Executing notebook failed"
# myst-nb tells a failed cell with the frames of the program that ran it; the cell's own come after. A page
# that failed otherwise (a cell took too long, the kernel died) has no such part.
CELL = re.compile(
    rf"^(?P<page>\S[^\n]*\.md): {FAILED}: CellExecutionError[^\n]*\n"
    r"Traceback \(most recent call last\):\n.*?"
    r"^[^\n]*CellExecutionError: [^\n]*\n-+\n(?P<code>.*?)\n-+\n+",
    re.MULTILINE | re.DOTALL,
)
TWICE = re.compile(r"( \[[\w.-]+\])\1$", re.MULTILINE)
OF_FAILED = re.compile(r"WARNING: (?:No key '|Notebook exception traceback saved)")


def line_of(page: str, code: str) -> int:
    """Return the line of a page where a cell's code begins, 1 where it cannot be found."""
    source = Path(page).read_text(encoding="utf-8")
    return source[: max(source.find(code), 0)].count("\n") + 1


def without_echoes(lines: list[str], failed: set[str]) -> Iterator[str]:
    """Leave out that a page whose cell has failed has none of its numbers."""
    for line in lines:
        page = line.partition(".md")[0] + ".md"
        if not (page in failed and OF_FAILED.search(line)):
            yield line


def readable(text: str) -> str:
    """Put what Sphinx printed into a form that names places: the line of a cell, not of a library.

    Args:
        text: All that Sphinx printed as errors.
    """
    text = TWICE.sub(r"\1", COLOUR.sub("", text))
    failed = {found["page"] for found in CELL.finditer(text)}

    def told(found: re.Match[str]) -> str:
        place = f"{found['page']}:{line_of(found['page'], found['code'])}"
        return f"{place}: {FAILED}. Its cell says:\n"

    return "".join(without_echoes(CELL.sub(told, text).splitlines(keepends=True), failed))


def ended(code: int, language: str) -> str:
    """Say how Sphinx ended that did not end by itself; "" where it did."""
    if code >= 0:
        return ""
    name = signal.Signals(-code).name
    remedy = (
        "The system does so when memory runs out: close other programs, or build one language at a time "
        f"(python -m nox -s docs -- {language})."
        if name == "SIGKILL"
        else "Run the command again; if it ends so again, a compiled library has crashed."
    )
    return f"Sphinx was ended by {name} while it built {language}. {remedy}\n"
