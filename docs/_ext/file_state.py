"""By what a build knows that files have changed."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def state_of(paths: Iterable[Path]) -> str:
    """Name the state of files and of all that is in folders: it changes when a name or a content does."""
    state = hashlib.sha256()
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inside:
            if file.is_file() and file.suffix != ".pyc":
                name = file.relative_to(path.parent).as_posix()
                state.update(name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return state.hexdigest()
