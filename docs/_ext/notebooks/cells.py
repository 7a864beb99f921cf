"""The cells of a page's notebook, in the order of the page."""

from typing import Any

from docutils import nodes
from editions import HAS_ADDRESS, SITE_URL, TITLES
from myst_nb.core.read import read_myst_markdown_notebook

from notebooks.blocks import BlockWriter
from notebooks.page import Page
from notebooks.requirements import imported, missing_names, requirements

Cell = dict[str, Any]

INTRO = {
    "ko": (
        "이 노트북은 **{book}**의 [{title}]({url}) 페이지에서 만들었습니다. "
        "그림은 페이지에서 볼 수 있습니다.",
        "맨 위부터 셀을 차례로 실행합니다(`Shift + Enter`). 다음 셀은 이 페이지에 필요한 패키지를 "
        "책과 같은 버전으로 설치합니다. 이미 설치했다면 건너뛰어도 됩니다. 설치가 끝난 뒤 커널이나 런타임을 "
        "다시 시작하라는 안내가 나오면 그대로 따릅니다.",
    ),
    "en": (
        "This notebook was made from the page [{title}]({url}) of **{book}**. The figures are on the page.",
        "Run the cells in order, from the top (`Shift + Enter`). The next cell installs what this page "
        "needs, in the book's versions; skip it if you have installed that. If you are then asked to restart "
        "the kernel or the runtime, do so.",
    ),
}
# For a site that nobody has given an address: there is nowhere to install the package from.
WITHOUT_PACKAGE = {
    "ko": "다음 셀은 `rnn_guide`를 설치하지 않습니다. 사이트의 주소를 정하지 않고 만든 책이라 내려받을 곳이 "
    "없기 때문입니다. 셀을 실행하기 전에 같은 환경에 직접 설치하십시오. 책 저장소의 폴더에서 "
    "`python -m pip install .`을 실행하면 됩니다. Colab에서는 사이트 폴더 안 `downloads` 폴더에 있는 "
    "`{wheel}` 파일을 올리고, 셀에서 `%pip install {wheel}`을 실행합니다.",
    "en": "The next cell does not install `rnn_guide`: the book was built without an address of its site, so "
    "there is nowhere to fetch it from. Install it yourself, into the same environment, before you run the "
    "cells: run `python -m pip install .` in the folder of the book's repository. In Colab, upload "
    "`{wheel}` from the folder `downloads` of the site and run `%pip install {wheel}` in a cell.",
}
REMOVED = {"remove-cell", "remove_cell"}
HIDDEN = {"hide-input", "hide_input", "hide-cell", "hide_cell"}


def code_cell(source: str, **metadata: Any) -> Cell:
    """Return a cell of code that has not run."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": metadata,
        "outputs": [],
        "source": source,
    }


def text_cell(blocks: list[str]) -> Cell:
    """Return a cell of Markdown."""
    return {"cell_type": "markdown", "metadata": {}, "source": "\n\n".join(blocks)}


def source_cells(page: Page) -> dict[int, Cell]:
    """Return the page's code that a notebook keeps, by its index on the page.

    Code that the page folds is folded, and an error that the page expects may happen.
    """
    path = page.app.env.doc2path(page.name)
    parsing = page.app.env.myst_config  # type: ignore[attr-defined]  # set by myst-nb
    kept = {}
    for index, cell in enumerate(
        read_myst_markdown_notebook(path.read_text(encoding="utf-8"), parsing, path=path).cells
    ):
        tags = set(cell.metadata.get("tags", []))
        if cell.cell_type == "code" and not tags & REMOVED:
            metadata: dict[str, Any] = {"jupyter": {"source_hidden": True}} if tags & HIDDEN else {}
            if "raises-exception" in tags:
                metadata["tags"] = ["raises-exception"]
            kept[index] = code_cell(cell.source, **metadata)
    return kept


class CellWriter:
    """Cuts a page into cells: its pieces of code, and between them the text of each section."""

    def __init__(self, page: Page) -> None:
        """Begin with the page's own code."""
        self.page, self.writer = page, BlockWriter(page)
        self.code = source_cells(page)
        self.cells: list[Cell] = []
        self.seen: dict[str, int] = {}
        self.waiting: list[str] = []

    def add(self, cell: Cell, place: str) -> None:
        """Add a cell, named after its section and its number there: an edit elsewhere leaves the name."""
        place = place[:50]
        self.seen[place] = self.seen.get(place, 0) + 1
        self.cells.append({**cell, "id": f"{place}-{self.seen[place]}"})

    def flush(self, place: str) -> None:
        """End the cell of the text written so far."""
        if self.waiting:
            self.add(text_cell(self.waiting), place)
        self.waiting = []

    def add_code(self, last: int | None, place: str) -> None:
        """Add the page's code up to an index: myst-nb leaves no trace of a cell that shows nothing."""
        self.flush(place)
        for index in [index for index in self.code if last is None or index <= last]:
            self.add(self.code.pop(index), place)

    def section(self, section: nodes.Element, level: int) -> None:
        """Write a section and those inside it; the page's title is in the first cell."""
        place = place_name(section)
        for child in section.children:
            if isinstance(child, nodes.section):
                self.flush(place)
                self.section(child, level + 1)
            elif isinstance(child, nodes.title):
                self.waiting += [f"{'#' * level} {self.writer.line(child)}"] if level > 1 else []
            elif isinstance(child, nodes.container) and child.get("nb_element") == "cell_code":
                self.add_code(child["cell_index"], place)
            else:
                self.waiting += self.writer.blocks([child])
        self.flush(place)


def place_name(section: nodes.Element) -> str:
    """Name a section: by its label, which both languages share."""
    return next((str(name) for name in section["ids"] if not name.startswith("id")), "section")


def has_code(doctree: nodes.document) -> bool:
    """Tell whether a page shows cells."""
    return any(node.get("nb_element") == "cell_code" for node in doctree.findall(nodes.container))


def wheel_name(page: Page) -> str:
    """Return the name of the file that installs the package."""
    return f"rnn_guide-{page.app.config.version}-py3-none-any.whl"


def introduction(page: Page, title: str, sources: list[str]) -> Cell:
    """Return the first cell: where the notebook comes from, and how to run it."""
    lacks = not HAS_ADDRESS and any(name.partition(".")[0] == "rnn_guide" for name in imported(sources))
    texts = [*INTRO[page.language], *([WITHOUT_PACKAGE[page.language]] if lacks else [])]
    known = {"book": TITLES[page.language], "title": title, "url": page.url, "wheel": wheel_name(page)}
    return text_cell([f"# {title}", *(text.format(**known) for text in texts)])


def install_cell(page: Page, sources: list[str], place: nodes.Node) -> list[Cell]:
    """Return the cell that installs what the others import, where they import anything."""
    if missing := missing_names(sources):
        page.warn(
            f"the page's notebook uses {', '.join(missing)}, which no cell that it keeps defines. "
            "Define it in a cell without the tag `remove-cell`",
            place,
        )
    wheel = f"{SITE_URL}downloads/{wheel_name(page)}" if HAS_ADDRESS else None
    try:
        needed = requirements(sources, wheel)
    except ValueError as error:
        page.warn(str(error), place)
        return []
    command = " ".join(["%pip install -q", *(f'"{name}"' for name in needed)])
    return [code_cell(command, tags=["install"])] if needed else []


def notebook(page: Page, doctree: nodes.document) -> dict[str, Any]:
    """Return a page as a notebook without outputs, in nbformat 4.5."""
    writer = CellWriter(page)
    top = next(doctree.findall(nodes.section))
    title = writer.writer.line(next(top.findall(nodes.title)))
    code = [cell["source"] for cell in writer.code.values()]
    writer.add(introduction(page, title, code), "intro")
    for cell in install_cell(page, code, top):
        writer.add(cell, "install")
    for part in doctree.children:
        if isinstance(part, nodes.section):
            writer.section(part, 1)
    writer.add_code(None, "end")
    return {
        "cells": writer.cells,
        "metadata": {
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
