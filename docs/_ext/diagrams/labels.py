"""The words of all figures, in both languages, from one file."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("labels.toml")
LANGUAGES = ("ko", "en")


class Labels:
    """The words of one language: ``labels["hidden-state"]``, a figure's title and its description.

    Args:
        language: One of `LANGUAGES`.
    """

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, got {language!r}.")
        self.language = language

    def __getitem__(self, key: str) -> str:
        return self._look_up("words", key)

    def title(self, figure: str, **facts: object) -> str:
        """Return the short name of a figure."""
        return self._look_up("figures", figure, "title").format(**facts)

    def description(self, figure: str, facts: Mapping[str, object]) -> str:
        """Return the text alternative of a figure, its numbers filled in."""
        return self._look_up("figures", figure, "description").format(**facts)

    def _look_up(self, *path: str) -> str:
        entry: Any = table()
        for key in (*path, self.language):
            if key not in entry:
                raise KeyError(f"{' / '.join((*path, self.language))} is not in {FILE.name}; add it there.")
            entry = entry[key]
        return str(entry)


@cache
def table() -> dict[str, Any]:
    """Return the parsed file of labels."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
