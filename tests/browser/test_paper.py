"""Pages as PDF: the cheat sheet on two pages of A4, nothing wider than the paper, all of it dark on white."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from ..built_site import LANGUAGES

pytestmark = pytest.mark.browser
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
A4_BETWEEN_MARGINS = 672  # pixels: 210 mm less twice 16 mm
# What runs over the right edge of the paper is cut off there; a PDF does not scroll.
CUT_OFF = """(width) => [...document.querySelectorAll("article *")]
  .filter((one) => one.checkVisibility() && !one.closest(".katex-mathml, .visually-hidden"))
  .filter((one) => one.getBoundingClientRect().right > width + 1)
  .map((one) => one.outerHTML.slice(0, 120))"""
# What stands in the print is measured when the page's own scripts have made it ready.
MEASURE = """() => addEventListener("beforeprint", () => {
  const brightness = (color) => Math.max(...color.match(/[0-9.]+/g).slice(0, 3).map(Number));
  const code = [...document.querySelectorAll("article .highlight span, article .cell_output pre span")];
  const pale = code.filter((one) => brightness(getComputedStyle(one).color) > 200);
  window.printed = {
    pale: [...new Set(pale.map((one) => one.outerHTML))],
    folded: document.querySelectorAll("details:not([open])").length,
    late: document.querySelectorAll("img[loading=lazy]").length,
  };
})"""
# What fades in is not there yet when it is printed.
FADING = """() => {
  dispatchEvent(new Event("beforeprint"));
  const fading = document.getAnimations().length;
  dispatchEvent(new Event("afterprint"));
  return fading;
}"""
FOLDED = "() => document.querySelectorAll('details:not([open])').length"


@pytest.mark.parametrize("which", ["gated/lstm", "keras/outputs"])
def test_paper_is_white_and_holds_what_was_folded(browser: Browser, site: Path, which: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto((site / "ko" / f"{which}.html").as_uri())
    folded = page.evaluate(FOLDED)
    assert folded > 1
    page.evaluate(MEASURE)
    page.pdf(format="A4")
    assert page.evaluate("window.printed") == {"pale": [], "folded": 0, "late": 0}
    page.wait_for_function("document.documentElement.dataset.theme === 'dark'")
    assert page.evaluate(FOLDED) == folded
    page.emulate_media(media="print")
    assert page.evaluate(FADING) == 0
    context.close()


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
