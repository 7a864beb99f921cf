"""What the page's frame (`_templates/layout.html`) needs to know, and what Sphinx need not load.

The frame has its own small scripts, so none of the theme's and of Sphinx' are on the pages; the book has its
own search (`search_index`), so Sphinx builds no index.
"""

import re
from typing import Any

from docutils import nodes
from editions import REPOSITORY
from execution import build_folder
from jinja2 import FileSystemBytecodeCache
from sphinx.application import Sphinx
from sphinx.jinja2glue import BuiltinTemplateLoader

# What Sphinx and the theme would put on every page.
UNUSED_SCRIPTS = {
    "documentation_options.js",
    "doctools.js",
    "sphinx_highlight.js",
    "translations.js",
    "scripts/sphinx-book-theme.js",
}
TABS = "design-tabs.js"


def wanted(script: Any, body: str) -> bool:
    """Tell whether a page with this body needs a script; the one for tabs only where there are tabs."""
    name = str(getattr(script, "filename", None) or "").removeprefix("_static/")
    if not name:
        return "DOCUMENTATION_OPTIONS" not in script.attributes.get("body", "")
    return name not in UNUSED_SCRIPTS and (name != TABS or "sd-tab-set" in body)


def frame(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Drop the scripts that nobody uses, let none block the first paint, and say a page's viewport once."""
    scripts = [script for script in context["script_files"] if wanted(script, context.get("body") or "")]
    for script in scripts:
        if script.filename and not {"async", "defer"} & set(script.attributes):
            script.attributes["defer"] = "defer"
    context["script_files"] = scripts
    context["metatags"] = re.sub(r'<meta name="viewport"[^>]*>\n?', "", context.get("metatags", ""))
    context["repository"] = REPOSITORY
    body = context.get("body") or ""
    # What the button says is its name; myst-nb gives it another one, in English.
    body = body.replace(' aria-label="Toggle hidden content"', "")
    # docutils makes a list whose entries have a role that no entry of a list may have.
    context["body"] = body.replace(' role="doc-biblioentry"', ' role="listitem"')


def no_search(app: Sphinx) -> None:
    """Keep Sphinx from building its own index."""
    vars(app.builder)["search"] = False  # of the HTML builders; the others have no such thing to turn off


def keep_templates(app: Sphinx) -> None:
    """Let Jinja keep what it has compiled: otherwise every build compiles the templates again."""
    templates = getattr(app.builder, "templates", None)
    if isinstance(templates, BuiltinTemplateLoader):
        folder = build_folder() / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        templates.environment.bytecode_cache = FileSystemBytecodeCache(str(folder))


def setup(app: Sphinx) -> dict[str, bool]:
    """Take part after the themes, which add their scripts page by page."""
    app.connect("builder-inited", no_search)
    app.connect("builder-inited", keep_templates)
    app.connect("html-page-context", frame, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
