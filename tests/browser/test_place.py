"""Sections laid out late are in nobody's way: of a reload, of Back, of who asks where something is."""

import time
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from .conftest import add_style, serving

pytestmark = pytest.mark.browser

# The first block below the toolbar, and where it stands.
READ = """() => {
  const { left, width } = document.getElementById("main-content").getBoundingClientRect();
  for (let y = 64; y < innerHeight; y += 8) {
    const found = document.elementFromPoint(left + width / 2, y);
    const block = found && found.closest(".bd-article section > :not(section)");
    if (block) return [block.textContent.trim().slice(0, 60), block.getBoundingClientRect().top];
  }
}"""
SETTLED = """() => new Promise((resolve) => {
  let last, frames = 0;
  const look = () => {
    frames = scrollY === last ? frames + 1 : 0;
    last = scrollY;
    if (frames < 20) requestAnimationFrame(look); else resolve();
  };
  look();
})"""

ESTIMATED = """() => [...document.querySelectorAll(".bd-article > section > section")].map((section) =>
  [section.id, parseFloat(section.style.containIntrinsicBlockSize.replace("auto ", ""))])"""
REAL = """() =>
  [...document.querySelectorAll(".bd-article > section > section")].map((section) => section.offsetHeight)"""

STICKS_OUT = """() => [...document.querySelectorAll(".bd-article > section > section")].filter((section) => {
  const blocks = [...section.querySelectorAll("p, pre, dt")];
  return blocks.pop().getBoundingClientRect().bottom > section.getBoundingClientRect().bottom;
}).map((section) => section.id)"""


class Halting(SimpleHTTPRequestHandler):
    """Serves a site whose API reference comes in two parts, cut inside its second section."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        content = source.read()
        if self.path.endswith("/reference/api.html"):
            cut = content.index(b'id="api-activations"') + 1500
            outputfile.write(content[:cut])
            time.sleep(1)
            content = content[cut:]
        outputfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def read(page: Page) -> Any:
    page.evaluate(SETTLED)
    return page.evaluate(READ)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("way", ["reload", "back"])
@pytest.mark.parametrize(
    "start", ["ko/basics/simple-rnn#simple-rnn-exercises", "en/gated/lstm#lstm-exercises", "ko/gated/gru"]
)
def test_the_place_is_kept(browser: Browser, address: str, start: str, way: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    name, _, anchor = start.partition("#")
    page.goto(f"{address}{name}.html", wait_until="load")
    page.evaluate("anchor => { location.hash = anchor; }", anchor)
    read(page)
    for _ in range(1 if anchor else 25):
        page.mouse.wheel(0, -130 if anchor else 400)
        page.evaluate(SETTLED)
    words, top = read(page)
    assert page.evaluate("scrollY") > 2000
    if way == "reload":
        page.reload(wait_until="load")
    else:
        page.goto(f"{address}{name.partition('/')[0]}/index.html", wait_until="load")
        page.go_back(wait_until="load")
    assert read(page) == [words, pytest.approx(top, abs=2)]
    context.close()


def test_no_section_lies_over_the_next_one(page: Page, address: str, name: str) -> None:
    """A section that is taller than estimated would have links where others are, before both are seen."""
    page.set_viewport_size({"width": 412, "height": 823})
    page.goto(f"{address}{name}.html", wait_until="load")
    estimated = page.evaluate(ESTIMATED)
    add_style(page, "* { content-visibility: visible !important; }")
    real = page.evaluate(REAL)
    assert [
        f"#{section}: {height:.0f} estimated, {found} tall"
        for (section, height), found in zip(estimated, real, strict=True)
        if not found <= height <= 6 * found
    ] == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_section_that_comes_in_parts_keeps_no_height_of_a_part(
    page: Page, site: Path, language: str
) -> None:
    page.set_viewport_size({"width": 1350, "height": 940})
    with serving(partial(Halting, directory=site)) as host:
        page.goto(f"{host}/{language}/reference/api.html", wait_until="load")
        page.evaluate(SETTLED)
        assert page.evaluate(STICKS_OUT) == []
