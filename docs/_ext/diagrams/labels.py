"""The words of all figures, in both languages, from one file."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_PARTICLE = re.compile(r"(\d)\[([^/\]]+)/([^\]]+)\]")
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
        return fill(self._look_up("figures", figure, "title"), facts)

    def description(self, figure: str, facts: Mapping[str, object]) -> str:
        """Return the text alternative of a figure, its numbers filled in."""
        return fill(self._look_up("figures", figure, "description"), facts)

    def _look_up(self, *path: str) -> str:
        entry: Any = table()
        for key in (*path, self.language):
            if key not in entry:
                raise KeyError(f"{' / '.join((*path, self.language))} is not in {FILE.name}; add it there.")
            entry = entry[key]
        return str(entry)


def fill(template: str, facts: Mapping[str, object]) -> str:
    """Put facts into a template and choose each Korean particle by the digit before it: ``{h}[이/가]``.

    Example:
        >>> fill("{h}[을/를] 더합니다", {"h": "0.35906"})
        '0.35906을 더합니다'
        >>> fill("{t}[으로/로] 갑니다", {"t": 1})
        '1로 갑니다'
    """
    return _PARTICLE.sub(_with_particle, template.format(**facts))


def _with_particle(match: re.Match[str]) -> str:
    digit, closed, opened = match.groups()
    # 영, 일, 삼, 육, 칠, 팔 end in a consonant; before 로 the ㄹ of 일, 칠, 팔 counts as a vowel.
    ends_closed = digit in ("036" if opened == "로" else "013678")
    return digit + (closed if ends_closed else opened)


@cache
def table() -> dict[str, Any]:
    """Return the parsed file of labels."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
