"""Pages as PDF: the cheat sheet on two pages of A4, nothing wider than the paper, no buttons."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from ..built_site import LANGUAGES

pytestmark = pytest.mark.browser
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
A4_BETWEEN_MARGINS = 672  # pixels: 210 mm less twice 16 mm
# What runs over the right edge of the paper is cut off there; a PDF does not scroll.
CUT_OFF = """(width) => [...document.querySelectorAll("article *")]
  .filter((one) => one.checkVisibility() && !one.closest(".katex-mathml, .visually-hidden"))
  .filter((one) => one.getBoundingClientRect().right > width + 1)
  .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_cheat_sheet_prints_on_two_pages(page: Page, site: Path, language: str) -> None:
    page.goto((site / language / "reference" / "cheatsheet.html").as_uri())
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(PAGE.findall(pdf)) == 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("which", ["basics/simple-rnn", "gated/lstm", "reference/cheatsheet"])
def test_nothing_is_cut_off_at_the_edge_of_the_paper(
    page: Page, site: Path, language: str, which: str
) -> None:
    page.set_viewport_size({"width": A4_BETWEEN_MARGINS, "height": 1000})
    page.emulate_media(media="print")
    page.goto((site / language / f"{which}.html").as_uri())
    assert page.evaluate(CUT_OFF, A4_BETWEEN_MARGINS) == []
