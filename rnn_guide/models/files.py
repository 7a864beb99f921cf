"""Weights in files."""

from os import PathLike
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from rnn_guide.checks import ArgumentError, Array


def save(path: str | Path, arrays: dict[str, Array]) -> None:
    """Write arrays by their names into a ``.npz`` file."""
    np.savez(_with_ending(path), **arrays)  # type: ignore[arg-type]


def load(path: str | Path) -> dict[str, Array]:
    """Return the arrays of a ``.npz`` file by their names, in the order in which they were written."""
    file = _with_ending(path)
    try:
        # opened here, for NumPy leaves a broken archive open; a single array is a TypeError
        with file.open("rb") as stream, np.load(stream) as stored:
            return dict(stored)
    except (BadZipFile, EOFError, TypeError, ValueError):
        remedy = "Write it anew with model.save_weights(path)."
        raise ArgumentError("path", "a file that save_weights wrote", repr(str(file)), remedy) from None


def _with_ending(path: str | Path) -> Path:
    """Return the path with the ending that NumPy gives to files of several arrays."""
    if not isinstance(path, (str, PathLike)) or not Path(path).name:
        raise ArgumentError("path", "the name of a file", repr(path), "Pass for example 'weights.npz'.")
    path = Path(path)
    return path if path.suffix == ".npz" else path.with_name(f"{path.name}.npz")
