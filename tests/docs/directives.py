"""Which parts of a directive are code, which are words, and which hold more MyST."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from myst_parser.parsers.options import TokenizeError, options_to_items

from .inline import same_tex

CELL = "code-cell"
FENCE = re.compile(r"^\{(?P<name>[^\s{}]+)\}[ \t]*(?P<argument>.*)$", re.DOTALL)
TITLED = """
    admonition attention caution danger error hint important note seealso tip warning topic sidebar margin
    epigraph versionadded versionchanged deprecated button-link button-ref card csv-table dropdown exercise
    grid-item-card list-table objectives rubric solution tab-item table
"""
VERBATIM = """
    autoclass autofunction automodule bibliography code code-block code-cell doctest eval-rst literalinclude
    parsed-literal raw raw-cell sourcecode testcleanup testcode testoutput testsetup
"""
# The argument is a title or the first words of the body.
WORDS_AS_ARGUMENT = frozenset(TITLED.split())
# The body is not MyST: it is the same in both languages to the byte.
CODE_AS_BODY = frozenset(VERBATIM.split())
MATH = frozenset({"math"})
TOC = frozenset({"toctree"})
WORDS_AS_OPTION = {"alt", "caption", "description", "header", "summary", "title"}
OPTION = re.compile(r"\s*:(?!::)")
TOC_ENTRY = re.compile(r"^.*<(?P<target>[^<>]+)>$")


@dataclass(frozen=True)
class Directive:
    """A fence such as ```` ```{name} argument ````, split into its parts.

    ``block`` is all that the fences hold; ``body_line`` counts the lines from the fence to the body.
    """

    name: str
    argument: str
    options: Mapping[str, Any]
    body: str
    body_line: int
    block: str

    def words(self) -> dict[str, str]:
        """Return the options that are prose. A cell has none: its options are code."""
        names = WORDS_AS_OPTION & set(self.options) if self.name != CELL else ()
        return {name: str(self.options[name]) for name in sorted(names)}

    def line_of(self, option: str) -> int:
        """Return how many lines after the fence an option stands."""
        return line_of_key(self.block, option) + 1

    def facts(self) -> dict[str, tuple[str, ...]]:
        """Return what the directive of the other language has to equal."""
        values = (f"{key}: {value!r}" for key, value in self.options.items() if key not in self.words())
        facts = {"options": tuple(sorted(self.options)), "values of options": tuple(sorted(values))}
        if self.name in WORDS_AS_ARGUMENT:
            facts["has a title"] = (str(bool(self.argument)),)
        else:
            facts["argument"] = (self.argument,)
        if self.name in MATH:
            facts["TeX"] = (same_tex(self.body),)
        elif self.name in TOC:
            facts["pages"] = (toc_targets(self.body),)
        elif self.name in CODE_AS_BODY:
            facts["code"] = (self.body,)
        return facts


def line_of_key(block: str, key: str) -> int:
    """Return the line, from 0, on which a key stands in a block of options or of front matter."""
    match = re.search(rf"^\s*:?[\"']?{re.escape(key)}\b", block, re.MULTILINE)
    return block.count("\n", 0, match.end()) if match else 0


def split_options(content: str) -> tuple[str, int]:
    """Return the option block, and how many lines precede the body."""
    lines = content.splitlines()
    if lines and lines[0].startswith("---"):
        ends = next((i for i, line in enumerate(lines[1:], 1) if line.startswith("---")), len(lines) - 1)
        return "\n".join(lines[1:ends]), ends + 1
    count = 0
    while count < len(lines) and OPTION.match(lines[count]):
        count += 1
    return "\n".join(line.lstrip()[1:] for line in lines[:count]), count


def read_options(block: str, is_cell: bool) -> dict[str, Any]:
    """Return the options as MyST reads them: full YAML for a cell, a restricted form elsewhere."""
    try:
        if is_cell:
            options = yaml.safe_load(block)
            return options if isinstance(options, dict) else {}
        return dict(options_to_items(block)[0])
    except (TokenizeError, yaml.YAMLError):
        return {"unreadable options": block}


def read_directive(info: str, content: str) -> Directive | None:
    """Return the directive that a fence holds, None when it is plain code."""
    match = FENCE.match(info.strip())
    if match is None:
        return None
    block, count = split_options(content)
    lines = content.splitlines()[count:]
    blank = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    options = read_options(block, match["name"] == CELL) if block.strip() else {}
    body, body_line = "\n".join(lines[blank:]), 1 + count + blank
    return Directive(match["name"], match["argument"].strip(), options, body, body_line, content)


def toc_targets(body: str) -> str:
    """Return the pages of a table of contents without the titles shown for them."""
    entries = [line.strip() for line in body.splitlines() if line.strip()]
    return "\n".join(match["target"] if (match := TOC_ENTRY.match(entry)) else entry for entry in entries)
