"""Rules for images: each says what it shows, and none carries words of one language only."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from .page import Page
from .problem import Problem
from .terms import HANGUL

IMAGE_FILE = re.compile(r"[\w./-]+\.(?:svg|png|jpe?g|gif|webp)", re.IGNORECASE)
# Sphinx uses the path as text alternative where the option is missing, with or without a caption.
NEEDS_ALT = {"image", "figure", "glue:figure"}
# These describe themselves; they need a caption.
NEEDS_WORDS = {"diagram", "explorer"}
PLOTTERS = re.compile(r"^(?:plt|ax|axes|axs|fig|figure|matplotlib|plots)\d*$")


def alternatives(page: Page) -> Iterator[Problem]:
    """Every image has a text alternative that is not the name of its file."""
    for i, block in enumerate(page.blocks):
        for source, alt, line in block.images:
            yield from _judge(
                page, line, alt, source, "Say between the brackets what the image shows: ![…](…)."
            )
        directive = block.directive
        if directive is None:
            continue
        alt = str(directive.options.get("alt", "") or "")
        if directive.name in NEEDS_ALT:
            remedy = "Say what the image shows: :alt: …"
            yield from _judge(page, block.line, alt, directive.argument, remedy)
        elif directive.name in NEEDS_WORDS and not alt.strip() and not page.inside(i):
            message = f"the {directive.name} has neither a caption nor a text alternative"
            remedy = "Write its caption as the body of the directive."
            yield page.problem("alt", block.line, message, block.source, remedy)


def _judge(page: Page, line: int, alt: str, source: str, remedy: str) -> Iterator[Problem]:
    if not alt.strip():
        yield page.problem("alt", line, "the image has no text alternative", source, remedy)
    elif IMAGE_FILE.fullmatch(alt.strip()) or alt.strip() in (source, PurePosixPath(source).stem):
        yield page.problem(
            "alt", line, f"the text alternative {alt!r} is the name of the file", source, remedy
        )


def words_in_plots(page: Page) -> Iterator[Problem]:
    """No Hangul in a cell that draws: both languages show the same plot, and its font has no Hangul."""
    for block in page.blocks:
        directive = block.directive
        if not block.is_cell or directive is None:
            continue
        tree = parse_cell(directive.body)
        if tree is not None and draws(tree):
            for node in ast.walk(tree):
                if (
                    isinstance(node, ast.Constant)
                    and isinstance(node.value, str)
                    and HANGUL.search(node.value)
                ):
                    line = block.line + directive.body_line + node.lineno - 1
                    message = f"Hangul in a cell that draws a plot: {node.value!r}"
                    remedy = "Label the plot in English or symbols; make Hangul data in a cell of its own."
                    yield page.problem("plot-text", line, message, node.value, remedy)


def parse_cell(code: str) -> ast.Module | None:
    """Return a cell as Python, its IPython magics blanked out; None when it is not Python."""
    lines = ["pass" if line.lstrip().startswith(("%", "!")) else line for line in code.split("\n")]
    try:
        return ast.parse("\n".join(lines))
    except SyntaxError:
        return None


def draws(tree: ast.Module) -> bool:
    """Return whether a cell calls matplotlib or the package's plots."""
    names = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[-1] in ("plots", "pyplot")
        for alias in node.names
    }
    roots = (_root(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(root in names or PLOTTERS.match(root) for root in roots)


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        if isinstance(node, ast.Attribute) and node.attr in ("plots", "pyplot"):
            return "plots"
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def shared_images(page: Page, folder: Path) -> Iterator[Problem]:
    """An image file outside the language's folder, so shown in both, is an SVG without Korean words."""
    for source, line in image_files(page):
        start = folder if source.startswith("/") else Path(page.file).parent
        file = (start / source.lstrip("/")).resolve()
        if not file.exists() or file.is_relative_to(folder.resolve()):
            continue
        if file.suffix != ".svg":
            message = f"{source} is shown in both languages, and nothing can tell whether it has words in it"
            remedy = "Draw it as SVG, or put one for each language beside its pages."
            yield page.problem("image-text", line, message, source, remedy)
        elif HANGUL.search(file.read_text(encoding="utf-8")):
            message = f"{source} is shown in both languages but has Korean words in it"
            remedy = "Draw it per language, with {diagram}, or use symbols only."
            yield page.problem("image-text", line, message, source, remedy)


def image_files(page: Page) -> Iterator[tuple[str, int]]:
    """Return the image files that a page shows, as it names them."""
    for block in page.blocks:
        yield from ((source, line) for source, _, line in block.images if "://" not in source)
        if block.directive is not None and block.directive.name in ("image", "figure"):
            yield block.directive.argument, block.line
