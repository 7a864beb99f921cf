"""Which pages' code has run with this package, these versions and the stored results, and how long it took.

A note beside the cache: reading it costs nothing, so that a build with nothing to run need not load Jupyter.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path

import stored_results
from execution import cache_folder
from whole_files import put

CELL = re.compile(r"^(`{3,})\{code-cell\}.*?^\1$", flags=re.DOTALL | re.MULTILINE)


def cells(page: Path) -> str | None:
    """Name the code of a page and the results that it reads, or return None where it has none."""
    code = "\0".join(match[0] for match in CELL.finditer(page.read_text(encoding="utf-8")))
    if not code:
        return None
    name, results = hashlib.sha256(code.encode()).hexdigest()[:16], stored_results.digest(code)
    return f"{name}-{results}" if results else name


def known() -> dict[str, tuple[str, float]]:
    """Return the page and the seconds of each code that has run."""
    file = cache_folder() / "runs.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def stale(pages: Iterable[Path]) -> list[Path]:
    """Return the pages whose code has not run."""
    have = known()
    return [page for page in pages if (code := cells(page)) and code not in have]


def note(ran: dict[Path, float]) -> None:
    """Note the seconds that pages took, in place of what the same code did with other results."""
    names = {
        code: ("/".join(page.with_suffix("").parts[-2:]), seconds)
        for page, seconds in ran.items()
        if (code := cells(page))
    }
    programs = {code.partition("-")[0] for code in names}
    others = {code: run for code, run in known().items() if code.partition("-")[0] not in programs}
    text = json.dumps({**others, **names}, indent=1)
    put(cache_folder() / "runs.json", text.encode("utf-8"))


def slowest(pages: Iterable[Path], count: int) -> list[tuple[float, str]]:
    """Return the seconds and names of the pages whose code takes longest."""
    wanted = {cells(page) for page in pages}
    return sorted(
        ((seconds, name) for code, (name, seconds) in known().items() if code in wanted), reverse=True
    )[:count]
