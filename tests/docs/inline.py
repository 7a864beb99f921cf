"""What stands inside a paragraph, heading or table cell: its prose, and the parts that are not prose."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

# Stands in a run's text for code, math and references without words of their own.
OBJECT = "\ufffc"
# Roles whose content is shown to the reader as words of the page's language.
WORD_ROLES = {"abbr", "guilabel", "menuselection", "sub", "sup"}
ROLE_WITH_TEXT = re.compile(r"^(?P<text>.+?)\s*<(?P<target>[^<>]+)>$", re.DOTALL)
WORDS_IN_TEX = re.compile(r"(\\(?:text|textbf|textit|textrm|textsf|mbox))\s*\{[^{}]*\}")


@dataclass(frozen=True)
class Run:
    """Prose without its markup. ``pieces`` holds (offset, line) where a line of the page begins."""

    text: str
    pieces: tuple[tuple[int, int], ...]
    kind: str = "text"

    def line_at(self, offset: int) -> int:
        """Return the line of the page on which the character at this offset stands."""
        at = bisect_right(self.pieces, (offset, 10**9)) - 1
        return self.pieces[max(at, 0)][1]


@dataclass
class Inline:
    """The parts of one inline token; every list is in the order of the page."""

    run: Run
    references: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    math: list[tuple[str, int]] = field(default_factory=list)
    images: list[tuple[str, str, int]] = field(default_factory=list)


def same_tex(tex: str) -> str:
    r"""Return TeX without the words inside ``\text{…}`` and without differences of spacing."""
    return " ".join(WORDS_IN_TEX.sub(r"\1{}", tex).split())


def plain(text: str, line: int, kind: str) -> Run:
    """Return a run of text that carries no markup, such as an alternative text."""
    return Run(text, ((0, line),), kind)


class _Reader:
    def __init__(self, source: str, line: int) -> None:
        self.source, self.line, self.cursor = source, line, 0
        self.text: list[str] = []
        self.length = 0
        self.pieces: list[tuple[int, int]] = []
        self.found = Inline(Run("", ()))
        self.hidden_link = False
        self.link_start = 0

    def locate(self, content: str) -> int:
        """Return the line of the next part, which begins with this content."""
        words = content.split()
        at = self.source.find(words[0], self.cursor) if words else -1
        if at >= 0:
            self.cursor = at + len(words[0])
        return self.line + self.source.count("\n", 0, self.cursor)

    def add(self, text: str, line: int) -> None:
        if not self.pieces or self.pieces[-1][1] != line:
            self.pieces.append((self.length, line))
        self.text.append(text)
        self.length += len(text)

    def read(self, token: Token) -> None:
        handler = getattr(self, f"read_{token.type}", None)
        if handler is not None:
            handler(token)
        elif token.content and not token.nesting:
            self.found.references.append(f"{token.type} {token.content}")
            self.add(OBJECT, self.locate(token.content))

    def read_text(self, token: Token) -> None:
        line = self.locate(token.content)
        self.add(OBJECT if self.hidden_link else token.content, line)

    read_text_special = read_text

    def read_softbreak(self, token: Token) -> None:
        at = self.source.find("\n", self.cursor)
        self.add("\n", self.line + self.source.count("\n", 0, self.cursor))
        self.cursor = max(self.cursor, at + 1)

    read_hardbreak = read_softbreak

    def read_code_inline(self, token: Token) -> None:
        # `말뭉치`{.ko} and `corpus`{.en}: code that is meant to differ says so by a class.
        if not {"ko", "en"} & set(str(token.attrGet("class") or "").split()):
            self.found.code.append(token.content)
        self.add(OBJECT, self.locate(token.content))

    def read_math_inline(self, token: Token) -> None:
        line = self.locate(token.content)
        self.found.math.append((token.content, line))
        self.add(OBJECT, line)

    read_math_inline_double = read_math_inline

    def read_myst_role(self, token: Token) -> None:
        name, content, line = str(token.meta["name"]), token.content, self.locate(token.content)
        match = ROLE_WITH_TEXT.match(content)
        target = match["target"] if match else content
        shown = match["text"] if match else content if name == "term" or name in WORD_ROLES else OBJECT
        self.found.references.append(f"{{{name}}}" if name in WORD_ROLES else f"{{{name}}} {target}")
        self.add(shown, line)

    def read_link_open(self, token: Token) -> None:
        self.found.references.append(f"link {token.attrGet('href')}")
        self.hidden_link = token.markup == "autolink"

        self.link_start = self.length

    def read_link_close(self, token: Token) -> None:
        self.hidden_link = False
        if self.length == self.link_start:
            # [](#label) shows the title of what it refers to.
            self.add(OBJECT, self.locate(""))

    def read_image(self, token: Token) -> None:
        source, alt, line = str(token.attrGet("src")), token.content, self.locate(token.content)
        self.found.references.append(f"image {source}")
        self.found.images.append((source, alt, line))
        self.add(OBJECT, line)

    def read_footnote_ref(self, token: Token) -> None:
        self.found.references.append(f"footnote {token.meta['label']}")
        self.add(OBJECT, self.locate(""))

    def read_html_inline(self, token: Token) -> None:
        self.found.references.append(f"html {token.content}")


def read_inline(source: str, children: Sequence[Token], line: int, kind: str = "text") -> Inline:
    """Return the parts of an inline token that begins on this line of the page."""
    reader = _Reader(source, line)
    for child in children:
        reader.read(child)
    reader.found.run = Run("".join(reader.text), tuple(reader.pieces) or ((0, line),), kind)
    return reader.found
