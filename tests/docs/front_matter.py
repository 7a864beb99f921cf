"""The front matter of a page: which of it is words, and which is the same in both languages."""

from collections.abc import Iterator
from typing import Any

import yaml

WORDS = {"html_meta", "plain_numbers", "title", "subtitle"}


def read(block: str) -> dict[str, Any]:
    """Return the front matter, given without its ``---`` lines."""
    try:
        data = yaml.safe_load(block)
    except yaml.YAMLError:
        return {"unreadable front matter": block}
    return data if isinstance(data, dict) else {}


def of_page(text: str) -> dict[str, Any]:
    """Return the front matter of a page's text."""
    if not text.startswith("---\n"):
        return {}
    return read(text[4:].split("\n---", 1)[0])


def facts(data: dict[str, Any]) -> tuple[str, ...]:
    """Return what the other language has to equal: the keys, and the values that are not words."""
    return tuple(sorted(_flat(data)))


def descriptions(data: dict[str, Any]) -> list[str]:
    """Return what the page tells search engines about itself."""
    meta = section(section(data, "myst"), "html_meta")
    return [str(value) for key, value in meta.items() if str(key).startswith("description")]


def section(data: dict[str, Any], key: str) -> dict[str, Any]:
    """Return a mapping inside the front matter, empty where there is none."""
    inner = data.get(key)
    return inner if isinstance(inner, dict) else {}


def _flat(value: Any, name: str = "", words: bool = False) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{name}.{key}".lstrip("."), words or key in WORDS)
    else:
        yield name if words else f"{name}: {value!r}"
