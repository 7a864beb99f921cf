"""What the installed packages offer each other, read once.

Sphinx, its themes, pygments, pybtex and myst-nb ask for entry points some twenty times, and each time Python
reads those of every installed package: a quarter of a second for one edited sentence.
"""

import importlib.metadata
from typing import Any

import importlib_metadata  # the same for older versions of Python, which myst-nb uses


def read_once() -> None:
    """Answer all who ask from now on out of what is installed now."""
    installed = importlib.metadata.entry_points()

    def entry_points(**wanted: Any) -> Any:
        return installed.select(**wanted) if wanted else installed

    for module in (importlib.metadata, importlib_metadata):
        vars(module)["entry_points"] = entry_points
