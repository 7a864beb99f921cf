"""What the assembly must know of every page before it can finish any: the files, words and letters in use."""

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import unquote

from image_sizes import sources

PLACE = r"(?P<up>(?:\.\.?/)*)_static/"
STYLESHEET = re.compile(rf'<link rel="stylesheet"[^>]*?href="{PLACE}(?P<name>[^"?]+)[^"]*"[^>]*>\n?')
STATIC = re.compile(rf'="{PLACE}(?P<name>[^"?#]+)(?P<query>[^"#]*)')
TAG = re.compile(r"<[a-zA-Z][^>]*>")
WORD = re.compile(r"[\w-]+")
FONTS = "katex/fonts/"  # a folder, of which a script chooses
SHOWN = re.compile(r"_(?:images|downloads)/[^\"'?# )]+")


class Facts(NamedTuple):
    """What a page uses.

    Args:
        sheets: Its style sheets, by their names in `_static`.
        files: Everything that it names in `_static`, style sheets too.
        words: The words in its tags, which rules of a style sheet may be about, between spaces.
        letters: Its characters, each once.
        shown: The pictures and downloads of its language that it names.
        pictures: The addresses of the pictures whose sizes it does not say.
    """

    sheets: list[str]
    files: list[str]
    words: str
    letters: str
    shown: list[str]
    pictures: list[str]


def words_of(texts: Iterable[str]) -> str:
    """Write the words of texts, each once, between spaces."""
    return " ".join(sorted({word for text in texts for word in WORD.findall(text)}))


def facts(content: bytes) -> Facts:
    """Read what a page uses."""
    page = content.decode("utf-8")
    return Facts(
        sheets=[link["name"] for link in STYLESHEET.finditer(page)],
        files=sorted({found["name"] for found in STATIC.finditer(page)} - {FONTS}),
        words=words_of(set(TAG.findall(page))),
        letters="".join(sorted(set(page))),
        shown=sorted({unquote(name) for name in SHOWN.findall(page)}),
        pictures=sorted(set(sources(page))),
    )
