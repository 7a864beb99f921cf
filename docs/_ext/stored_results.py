"""Which stored results a page reads: it is run and read anew when one of them changes, or what reads them."""

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the build asks for digests before it needs Sphinx
    from sphinx.application import Sphinx

FOLDER = Path(__file__).resolve().parents[1] / "experiments" / "results"
READER = (FOLDER.parent / "__init__.py", FOLDER.parent / "_results.py")  # all that `experiments.read` runs
READ = re.compile(r"\bexperiments\.read\(\s*(?:\"([\w-]+)\"\s*\)|([^\n]*))")


def files(text: str) -> list[Path]:
    """Return the files of results that a page's cells read, in the order of their names.

    Raises:
        ValueError: A cell asks for results by another way than a literal name.
    """
    found = set()
    for name, other in READ.findall(text):
        if not name:
            raise ValueError(
                f"experiments.read({other}: the build must know which results a page reads. "
                'Write the name as it is, in double quotes: experiments.read("memory")'
            )
        found.add(FOLDER / f"{name}.json")
    return sorted(found)


def digest(text: str) -> str:
    """Name the state of the results that a page reads; "" where it reads none."""
    state = hashlib.sha256()
    read = files(text)
    for file in (*READER, *read):
        state.update(
            file.name.encode() + b"\0" + (file.read_bytes() if file.exists() else b"missing") + b"\0"
        )
    return state.hexdigest()[:16] if read else ""


def note(app: "Sphinx", page: str, source: list[str]) -> None:
    """Make Sphinx read a page anew when results that it reads have changed."""
    read = files(source[0])
    for file in (*READER, *read) if read else ():
        app.env.note_dependency(file, docname=page)


def setup(app: "Sphinx") -> dict[str, bool]:
    """Look at every page that is read."""
    app.connect("source-read", note)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
