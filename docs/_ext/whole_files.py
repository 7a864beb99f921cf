"""Files that are whole at every moment, whoever reads them and whenever the build was killed."""

import os
from pathlib import Path


def put(file: Path, content: bytes) -> None:
    """Give a file its content: written aside, then swapped in; nothing is done where it has that already.

    Both languages' Sphinx may put the same file while the other reads it.
    """
    if file.exists() and file.read_bytes() == content:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    # Sphinx copies no file whose name begins with a dot, should this one be among its static files.
    new = file.with_name(f".{file.name}.{os.getpid()}")
    new.write_bytes(content)
    new.replace(file)
