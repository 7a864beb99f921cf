"""Fonts with the characters in use and no others: icons, and the letters of formulas."""

import re
from collections.abc import Iterable
from pathlib import Path

ICONS, FORMULAS = "fontawesome", "katex/fonts"  # the folders of the two kinds

ICON = re.compile(r"[\ue000-\uf8ff]|\\([ef][0-9a-f]{3})\b")
ASCII = range(0x20, 0x7F)  # some of which pages write as entities
KOREAN = range(0x3000, 0xE000)  # which the fonts of formulas do not have


def icons_in(css: str) -> list[int]:
    """List the code points of the icons that a style sheet draws."""
    return sorted({int(found[1], 16) if found[1] else ord(found[0]) for found in ICON.finditer(css)})


def letters_in(pages: Iterable[str]) -> list[int]:
    """List the code points that a formula on these pages may need."""
    return sorted({ord(letter) for letter in set().union(*pages)}.difference(KOREAN).union(ASCII))


def subset_font(source: Path, characters: list[int], target: Path) -> None:
    """Write a font with these characters."""
    from fontTools import subset  # takes a while to load, and is seldom needed

    options = subset.Options(flavor="woff2", notdef_outline=False, drop_tables=["FFTM", "GSUB", "GPOS"])
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    subset.save_font(font, str(target), options)
