"""The package as a wheel, which the notebooks install from the site."""

import hashlib
import os
import shutil
from pathlib import Path

from execution import ROOT, build_folder


def state() -> str:
    """Name the state of all that is in the wheel, and of the time that its files are given."""
    digest = hashlib.sha256(os.environ.get("SOURCE_DATE_EPOCH", "").encode())
    sources = (path for path in (ROOT / "rnn_guide").rglob("*") if path.is_file() and path.suffix != ".pyc")
    for path in [*sorted(sources), *(ROOT / name for name in ("pyproject.toml", "README.md", "LICENSE"))]:
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def wheel() -> Path:
    """Return the wheel; build it where the package has changed. The same sources give the same bytes."""
    folder = build_folder() / "wheel" / state()
    if not list(folder.glob("*.whl")):
        from hatchling.builders.wheel import WheelBuilder

        shutil.rmtree(folder.parent, ignore_errors=True)
        folder.mkdir(parents=True)
        list(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"]))
    return next(folder.glob("*.whl"))
