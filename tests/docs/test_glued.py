"""Numbers that a cell computes are glued into the text of its page, never typed."""

from pathlib import Path

import pytest
from run_pages import client

from .bare_numbers import bare_numbers
from .page import Page
from .parity import pages
from .problem import report

DOCS = Path(__file__).parents[2] / "docs"
FILES = [
    pytest.param(DOCS / language, name, id=f"{language}-{name}")
    for language in ("ko", "en")
    for name in sorted(pages(DOCS / language))
    if name.endswith(".md")
]


@pytest.mark.site
@pytest.mark.parametrize(("folder", "name"), FILES)
def test_no_computed_number_is_typed(folder: Path, name: str) -> None:
    run = client(folder / name)
    if run is None:
        return  # a page without code
    with run:
        glued = {key: output["data"].get("text/plain", "") for key, output in run.glue_data.items()}
    raw = {key: text for key, text in glued.items() if text.startswith("np.")}
    assert not raw, f"the page would show {raw}: glue int(...) or float(...) of them"
    problems = bare_numbers(Page.read(folder / name, folder), glued)
    assert not problems, report(problems)
