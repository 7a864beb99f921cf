"""Mathematics rendered while the book is built: no script and no other host on the page.

One node process a Sphinx process renders every formula; a formula that KaTeX does not accept is a warning
with its file and line.
"""

import atexit
import html
import json
import os
import re
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import Any

from docutils import nodes
from node_tools import node, node_modules
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator

logger = logging.getLogger(__name__)
CSS = "katex/katex.min.css"


@lru_cache(maxsize=1)
def server(process_id: int, modules: str) -> "subprocess.Popen[str]":
    """Start KaTeX; once for each Sphinx process, since forked ones must not share pipes."""
    command = [node(), str(Path(__file__).with_name("katex_server.js")), str(Path(modules, "katex"))]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    atexit.register(process.kill)
    return process


def render(app: Sphinx, formula: nodes.Element, display: bool) -> str:
    """Return a formula as HTML, or as its source with a warning."""
    process = server(os.getpid(), app.config.katex_modules)
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps({"tex": formula.astext(), "display": display}) + "\n")
    process.stdin.flush()
    answer = json.loads(process.stdout.readline())
    if "error" in answer:
        logger.warning(
            "%s. Mend the formula: %s", answer["error"], formula.astext(), location=formula, type="katex"
        )
    return str(answer.get("html") or html.escape(formula.astext()))


def inline_math(translator: HTML5Translator, formula: nodes.math) -> None:
    """Write a formula inside a line."""
    app = translator.builder.app
    translator.body.append(f'<span class="math notranslate nohighlight">{render(app, formula, False)}</span>')
    raise nodes.SkipNode


def display_math(translator: HTML5Translator, formula: nodes.math_block) -> None:
    """Write a formula on lines of its own; a wide one scrolls, by keyboard too."""
    app = translator.builder.app
    translator.body.append(translator.starttag(formula, "div", CLASS="math notranslate nohighlight"))
    if formula["number"]:
        number = get_node_equation_number(translator, formula)
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(formula, app.config.katex_link_title)
        translator.body.append("</span>")
    scrolls = render(app, formula, True).replace('"katex-display"', '"katex-display" tabindex="0"', 1)
    translator.body.append(f"{scrolls}</div>\n")
    raise nodes.SkipNode


def set_modules(app: Sphinx) -> None:
    """Find KaTeX before any worker is forked."""
    if app.builder.format == "html":
        app.config.katex_modules = str(node_modules())


def add_css(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Ask for the style sheet only where there is a formula."""
    if context.get("has_maths_elements"):
        app.add_css_file(CSS)


def copy_assets(app: Sphinx, failed: Exception | None) -> None:
    """Copy the style sheet and its fonts, in the one format that every current browser reads."""
    if failed or app.builder.format != "html":
        return
    source = Path(app.config.katex_modules, "katex", "dist")
    target = Path(app.outdir, "_static", "katex")
    (target / "fonts").mkdir(parents=True, exist_ok=True)
    css = (source / "katex-swap.min.css").read_text(encoding="utf-8")
    css = re.sub(r',url\(fonts/[^)]*\.(?:woff|ttf)\) format\("[^"]*"\)', "", css)
    (target / "katex.min.css").write_text(css, encoding="utf-8")
    for font in (source / "fonts").glob("*.woff2"):
        shutil.copyfile(font, target / "fonts" / font.name)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the renderer."""
    app.add_config_value("katex_modules", "", "")
    app.add_config_value("katex_link_title", "Link to this equation", "html")
    app.add_html_math_renderer("katex", (inline_math, None), (display_math, None))
    app.connect("builder-inited", set_modules)
    app.connect("html-page-context", add_css)
    app.connect("build-finished", copy_assets)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
