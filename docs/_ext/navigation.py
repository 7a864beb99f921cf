"""The book's contents beside every page, and the page's own.

The theme makes both by way of a parser and of selectors, at every page: a third of a second for one page that
is written. The class names are the theme's.
"""

import re
from html import escape
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx import addnodes
from sphinx.application import Sphinx

SHOWN = 3  # levels of sections, the title's among them
ENTRY = re.compile(r'</?ul>|<li>|<a class="[^"]*(?=")')


def title(app: Sphinx, page: str) -> str:
    """Return a page's title as HTML."""
    found = app.env.titles[page]
    if all(isinstance(part, nodes.Text) for part in found.children):
        return escape(found.astext(), quote=False)
    return app.builder.render_partial(found)["title"]  # type: ignore[attr-defined,no-any-return]


def book_contents(app: Sphinx, page: str) -> Markup:
    """List the pages of the book by chapters, as a page shows them: its own entry leads to its top."""
    lines = []
    for chapter in app.env.tocs[app.config.root_doc].findall(addnodes.toctree):
        if caption := chapter["caption"]:
            text = f'<span class="caption-text">{escape(caption, quote=False)}</span>'
            lines.append(f'<p aria-level="2" class="caption" role="heading">{text}</p>')
        names = [name for _, name in chapter["entries"]]
        lines.append(f'<ul class="{"current " if page in names else ""}nav bd-sidenav">')
        for name in names:
            here = name == page
            address = "#" if here else app.builder.get_relative_uri(page, name)
            current = ' aria-current="page"' if here else ""
            link = f'<a class="{"current " if here else ""}reference internal" href="{address}"{current}>'
            entry = f'<li class="toctree-l1{" current active" if here else ""}">'
            lines.append(f"{entry}{link}{title(app, name)}</a></li>")
        lines.append("</ul>")
    return Markup("\n".join(lines))


def page_contents(toc: str) -> Markup:
    """List the sections of a page.

    Args:
        toc: The list as Sphinx makes it; the title is in it.
    """
    level = 0

    def marked(found: re.Match[str]) -> str:
        nonlocal level
        if found[0] == "</ul>":
            level -= 1
        elif found[0] == "<ul>":
            level += 1
            shown = "pst-show_toc_level " if level <= SHOWN else ""
            return f'<ul class="{shown}nav section-nav flex-column">'
        elif found[0] == "<li>":
            return f'<li class="toc-h{level} nav-item toc-entry">'
        else:
            return f"{found[0]} nav-link"
        return found[0]

    text = ENTRY.sub(marked, toc)
    first, last = text.find("<ul", 1), text.rfind("</ul>", 0, text.rfind("</ul>"))
    return Markup(text[first : last + len("</ul>")] if first > 0 else "")


def add_context(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give both lists to the templates."""
    context["book_contents"] = book_contents(app, page)
    context["page_contents"] = page_contents(context.get("toc", "") if doctree is not None else "")


def setup(app: Sphinx) -> dict[str, bool]:
    """Take part when a page is written."""
    app.connect("html-page-context", add_context)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
