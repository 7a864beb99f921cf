"""What stands inside a line, as plain Markdown."""

import re
from collections.abc import Callable, Iterable
from urllib.parse import urljoin

from docutils import nodes

from notebooks.page import Page

# What would be markup: anywhere; as an entity; `_` except inside a word; and at the start of a line.
MARKUP = re.compile(r"[\\`*\[\]<$~]|&(?=#?\w+;)|(?<!\w)_|_(?!\w)")
LINE_START = re.compile(r"^(?=#{1,6}(?:\s|$)|[-+](?:\s|$)|>|=+\s*$|-+\s*$)", re.MULTILINE)
LIST_NUMBER = re.compile(r"^(\d{1,9})(?=[.)](?:\s|$))", re.MULTILINE)
LEFT_OVER = re.compile(r"\{[a-zA-Z][\w:+-]*\}`|^:::|^\([\w-]+\)=\s*$|^%\s", re.MULTILINE)

# myst-nb names a cell's image after its content.
DRAWN = re.compile(r"/[0-9a-f]{64}\.\w+$")

DROPPED = (
    nodes.Invisible,  # comments, targets, pending things
    nodes.system_message,
    nodes.target,
    nodes.meta,
)


def longest_run(character: str, text: str) -> int:
    """Return how many times a character stands in a row at most."""
    return max((len(run) for run in re.findall(f"{re.escape(character)}+", text)), default=0)


class InlineWriter:
    """Turns inline nodes into Markdown: one method for each kind of node, found by its name."""

    def __init__(self, page: Page) -> None:
        """Write for a page."""
        self.page = page

    def method(self, prefix: str, node: nodes.Node) -> Callable[..., str] | None:
        """Find the method for a node: its own, else that of the kind it is derived from."""
        names = (f"_{prefix}_{kind.__name__.lower()}" for kind in type(node).__mro__)
        return next((getattr(self, name) for name in names if hasattr(self, name)), None)

    def inline(self, children: Iterable[nodes.Node]) -> str:
        """Write what stands inside a line."""
        return "".join(self.inline_node(child) for child in children)

    def inline_node(self, node: nodes.Node) -> str:
        """Write one inline node."""
        if isinstance(node, DROPPED):
            return ""
        method = self.method("inline", node)
        if method is None:
            self.page.warn(
                f"the page's notebook cannot show {type(node).__name__!r} inside a line. Write it in "
                "plain Markdown, or add a method to docs/_ext/notebooks/inline.py",
                node,
            )
            return ""
        return method(node)

    def line(self, node: nodes.Element) -> str:
        """Write an element's content as text that begins a line."""
        text = "\n".join(line.strip() for line in self.inline(node.children).strip().splitlines())
        text = LIST_NUMBER.sub(r"\1\\", LINE_START.sub(r"\\", text))
        if found := LEFT_OVER.search(text):
            self.page.warn(f"MyST is left over in the page's notebook: {found[0]!r}. Mend its syntax", node)
        return text

    def _inline_text(self, node: nodes.Text) -> str:
        return MARKUP.sub(r"\\\g<0>", node.astext())

    def _inline_emphasis(self, node: nodes.Element) -> str:
        return f"*{self.inline(node.children)}*"

    def _inline_strong(self, node: nodes.Element) -> str:
        return f"**{self.inline(node.children)}**"

    def _inline_subscript(self, node: nodes.Element) -> str:
        return f"<sub>{self.inline(node.children)}</sub>"

    def _inline_superscript(self, node: nodes.Element) -> str:
        return f"<sup>{self.inline(node.children)}</sup>"

    def _inline_inline(self, node: nodes.Element) -> str:
        return self.inline(node.children)

    _inline_abbreviation = _inline_passthroughtextelement = _inline_generated = _inline_inline

    def _inline_title_reference(self, node: nodes.Element) -> str:
        return self._inline_emphasis(node)

    def _inline_literal(self, node: nodes.Element) -> str:
        text = node.astext()
        ticks = "`" * (longest_run("`", text) + 1)
        space = " " if text.startswith("`") or text.endswith("`") else ""
        return f"{ticks}{space}{text}{space}{ticks}"

    def _inline_math(self, node: nodes.Element) -> str:
        return f"${' '.join(node.astext().split())}$"

    def _inline_reference(self, node: nodes.Element) -> str:
        text, url = self.inline(node.children), self.page.address(node)
        if url == node.astext():
            return f"<{url}>"
        return f"[{text}]({url})" if url else text

    def _inline_download_reference(self, node: nodes.Element) -> str:
        return f"[{self.inline(node.children)}]({self.page.file('_downloads', node['filename'])})"

    def _inline_footnote_reference(self, node: nodes.Element) -> str:
        return rf"[\[{self.inline(node.children)}\]]({self.page.address(node)})"

    _inline_citation_reference = _inline_footnote_reference

    def _inline_image(self, node: nodes.Element) -> str:
        if DRAWN.search(node["uri"]):  # by a cell, which the notebook has
            return ""
        return (
            f"![{self._inline_text(nodes.Text(node.get('alt', '')))}]({urljoin(self.page.url, node['uri'])})"
        )

    def _inline_raw(self, node: nodes.Element) -> str:
        html = node.astext().strip()
        if node["format"] != "html" or html.startswith("<!--"):
            return ""
        if html == "<br />":
            return "\\\n"
        self.page.warn(f"the page's notebook cannot show raw HTML: {html[:60]!r}. Write it in Markdown", node)
        return ""
