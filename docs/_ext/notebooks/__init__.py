"""Each page with code as a notebook to download, in the page's language: plain Markdown, and no outputs.

It is made from the page as Sphinx has resolved it, so that links, numbers and titles are those of the page,
and from the cells of its source.
"""

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from notebooks.cells import has_code, notebook
from notebooks.page import Page

FOLDER = "notebooks"
LABELS = {"ko": "노트북 내려받기", "en": "Download notebook"}


def export(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Write a page's notebook beside the pages, and tell the template of it."""
    if doctree is None or app.builder.format != "html":
        return
    file = f"{FOLDER}/{page}.ipynb"
    path = Path(app.outdir, file)
    if not has_code(doctree):
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(notebook(Page(app, page), doctree), ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
    context["notebook"] = file
    context["notebook_label"] = LABELS[app.config.language]


def setup(app: Sphinx) -> dict[str, bool]:
    """Export while the pages are written, since only what changed is written."""
    app.connect("html-page-context", export)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
