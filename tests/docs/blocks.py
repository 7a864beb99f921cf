"""A page as a flat sequence of blocks, read by the parser that builds the book.

The bodies of directives are read like the page itself.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from . import front_matter
from .block import Block, Facts, TeX
from .directives import (
    CODE_AS_BODY,
    MATH,
    TOC,
    WORDS_AS_ARGUMENT,
    Directive,
    line_of_key,
    read_directive,
)
from .inline import Inline, Run, plain, read_inline, same_tex

# Equal to myst_enable_extensions and myst_dmath_double_inline of docs/conf.py; a test compares them.
EXTENSIONS = {"amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist"}
DOUBLE_INLINE = True
CONTAINERS = {
    "bullet_list": "bullet list",
    "ordered_list": "ordered list",
    "list_item": "list item",
    "blockquote": "quotation",
    "dl": "definition list",
    "dd": "definition",
    "tr": "table row",
    "footnote_reference": "footnote",
    "field_list": "field list",
    "fieldlist_body": "field body",
}
TEXTS = {"heading": "heading", "paragraph": "paragraph", "th": "table cell", "td": "table cell"}
TEXTS |= {"dt": "term", "fieldlist_name": "field name"}


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """Return MyST's parser, set up as in docs/conf.py."""
    config = MdParserConfig(enable_extensions=set(EXTENSIONS), dmath_double_inline=DOUBLE_INLINE)
    return create_md_parser(config, RendererHTML)


def read_page(page: Path | str) -> list[Block]:
    """Return the blocks of a page, given as a file or as its text."""
    return list(_read(page.read_text(encoding="utf-8") if isinstance(page, Path) else page))


@lru_cache(maxsize=256)
def _read(text: str) -> tuple[Block, ...]:
    # Parity, prose and terms read the same pages.
    return tuple(_Walker(text, 0, ()).blocks())


class _Walker:
    def __init__(self, text: str, first_line: int, path: tuple[str, ...]) -> None:
        self.lines, self.first_line = text.splitlines(), first_line
        self.tokens = parser().parse(text + "\n")
        self.path = list(path)
        self.row_line = first_line

    def line(self, token: Token) -> int:
        return self.first_line + token.map[0] + 1 if token.map else self.row_line

    def source(self, token: Token) -> str:
        return "\n".join(self.lines[slice(*token.map)]) if token.map else ""

    def blocks(self) -> Iterator[Block]:
        for i, token in enumerate(self.tokens):
            name = token.type.removesuffix("_open").removesuffix("_close")
            if token.nesting == -1:
                if name not in TEXTS:
                    self.path.pop()
            elif name in TEXTS:
                yield self.text(token, self.tokens[i + 1])
            elif token.nesting == 1:
                yield self.container(name, token, self.tokens[i + 1 :])
            elif token.type in ("fence", "colon_fence"):
                yield from self.fence(token)
            elif token.type not in ("inline", "myst_line_comment"):
                yield self.single(token)

    def text(self, token: Token, content: Token) -> Block:
        name = token.type.removesuffix("_open")
        kind = f"heading of level {token.tag[1:]}" if name == "heading" else TEXTS[name]
        if token.map:
            self.row_line = self.line(token)
        found = read_inline(content.content, content.children or [], self.line(token), name)
        facts = {"attributes": _attributes(token, keep={"id", "class"}), **_facts(found)}
        return self.block(kind, token, facts, found, source=content.content)

    def container(self, name: str, token: Token, rest: list[Token]) -> Block:
        if token.map:
            self.row_line = self.line(token)
        kind = CONTAINERS.get(name, name)
        facts: Facts = {"attributes": _attributes(token, keep={"start", "id", "class"})}
        if name == "footnote_reference":
            facts["label"] = (str(token.meta["label"]),)
        if name == "table":
            end = next(i for i, other in enumerate(rest) if other.type == "tr_close")
            columns = (other for other in rest[:end] if other.type == "th_open")
            facts["columns"] = tuple(str(other.attrs.get("style", "text-align:none")) for other in columns)
        block = self.block(kind, token, facts)
        self.path.append(kind)
        return block

    def single(self, token: Token) -> Block:
        if token.type == "front_matter":
            return self.front_matter(token)
        kind = token.type.replace("_", " ").removeprefix("myst ")
        if token.type in ("math_block", "math_block_label", "amsmath"):
            facts: Facts = {"label": (token.info,), "TeX": (same_tex(token.content),)}
            return self.block("math block", token, facts, math=((token.content, self.line(token)),))
        content: Facts = {"content": (token.content.strip(),)}
        return self.block(kind, token, content)

    def front_matter(self, token: Token) -> Block:
        data = front_matter.read(token.content)
        line = self.line(token) + 1 + line_of_key(token.content, "description")
        runs = tuple(plain(text, line, "description") for text in front_matter.descriptions(data))
        facts: Facts = {"values": front_matter.facts(data)}
        return self.block("front matter", token, facts, runs=runs)

    def fence(self, token: Token) -> Iterator[Block]:
        directive = read_directive(token.info, token.content)
        if directive is None:
            language = token.info.strip() or "no language"
            yield self.block(f"code ({language})", token, {"code": (token.content,)})
            return
        line, name = self.line(token), directive.name
        facts = directive.facts()
        title = Inline(plain("", line, "title"))
        math: TeX = ()
        if name in WORDS_AS_ARGUMENT:
            (words,) = parser().parseInline(directive.argument)
            title = read_inline(words.content, words.children or [], line, "title")
            facts |= _facts(title)
        if name in MATH:
            math = ((directive.body, line + directive.body_line),)
        runs = tuple(
            plain(text, line + directive.line_of(name), name) for name, text in directive.words().items()
        )
        yield self.block(f"directive {name}", token, facts, title, runs=runs, math=math, directive=directive)
        if name not in CODE_AS_BODY | MATH | TOC:
            inner = _Walker(directive.body, line - 1 + directive.body_line, (*self.path, name))
            yield from inner.blocks()

    def block(
        self,
        kind: str,
        token: Token,
        facts: Facts,
        found: Inline | None = None,
        *,
        source: str = "",
        runs: tuple[Run, ...] = (),
        math: TeX = (),
        directive: Directive | None = None,
    ) -> Block:
        shown = {name: values for name, values in facts.items() if values}
        found = found or Inline(plain("", self.line(token), kind))
        texts = (found.run, *runs) if found.run.text else runs
        return Block(
            kind,
            self.line(token),
            tuple(self.path),
            source or self.source(token),
            shown,
            texts,
            (*math, *found.math),
            tuple(found.images),
            directive,
        )


def _attributes(token: Token, keep: set[str]) -> tuple[str, ...]:
    return tuple(f"{key}={value}" for key, value in sorted(token.attrs.items()) if key in keep)


def _facts(found: Inline) -> Facts:
    # The languages order their words differently, so each kind of reference is compared as a bag.
    return {
        "references": tuple(sorted(found.references)),
        "inline code": tuple(sorted(found.code)),
        "inline math": tuple(sorted(same_tex(tex) for tex, _ in found.math)),
    }
