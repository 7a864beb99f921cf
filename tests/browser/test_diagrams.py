"""The figures in a real browser: no text is cut, no text meets another, none is too small on a phone.

Every figure is laid out in both languages as wide as a phone of 320 px allows, and as wide as a desktop page.
"""

from itertools import product
from pathlib import Path

import pytest
from diagrams import FIGURES, LANGUAGES
from diagrams.figure import render
from diagrams.labels import Labels
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

DOCS = Path(__file__).parents[2] / "docs"
FONTS = ("Noto Sans CJK KR", "DejaVu Sans")  # a narrow and a wide one: every system has its own

# Returns the faults of all pictures on the page, in words. A line of text keeps clear of other text, of the
# edge of the picture, of shapes that it does not lie in, and of wires. What an explorer hides is not there.
FIND_FAULTS = """
() => {
  const faults = [];
  const meet = (a, b, slack) => a.left + slack < b.right && b.left + slack < a.right
                             && a.top + slack < b.bottom && b.top + slack < a.bottom;
  const inside = (a, b, slack) => a.left >= b.left - slack && a.right <= b.right + slack
                               && a.top >= b.top - slack && a.bottom <= b.bottom + slack;
  const seen = node => !node.closest(".rg-none, .rg-away") && getComputedStyle(node).visibility === "visible";
  for (const svg of document.querySelectorAll("svg.dg")) {
    const frame = svg.getBoundingClientRect(), scale = svg.getScreenCTM().a;
    const written = [...svg.querySelectorAll("text")].filter(node => seen(node) && node.textContent.trim());
    const texts = written.map(node => {
      const whole = node.getBoundingClientRect();
      // a line's box is taller than its letters: keep the middle part
      const trim = whole.height * 0.22;
      const box = {left: whole.left, right: whole.right, top: whole.top + trim, bottom: whole.bottom - trim};
      return {node, box, words: node.textContent};
    });
    const points = [];
    for (const wire of [...svg.querySelectorAll(".dg-wire:not(.dg-thin)")].filter(seen)) {
      const length = wire.getTotalLength(), matrix = wire.getScreenCTM();
      for (let at = 0; at <= length; at += 3) {
        const {x, y} = wire.getPointAtLength(at).matrixTransform(matrix);
        points.push({x, y, wire});
      }
    }
    const shapes = [...svg.querySelectorAll(".dg-shape")].filter(seen)
      .map(shape => shape.getBoundingClientRect());
    const report = (kind, words) => faults.push(`${svg.id}: ${kind}: ${words}`);
    for (const [index, {node, box, words}] of texts.entries()) {
      if (!inside(box, frame, 0.5)) report("cut", words);
      const size = parseFloat(node.getAttribute("font-size")) * scale;
      if (size < 11.75) report("too small", `${words} (${size.toFixed(1)} px)`);
      for (const other of texts.slice(index + 1))
        if (meet(box, other.box, 0.5)) report("two texts meet", `${words} | ${other.words}`);
      for (const outline of shapes)
        if (meet(box, outline, 1) && !inside(box, outline, 1)) report("text on the edge of a shape", words);
      const under = node.parentElement.querySelector(":scope > .dg-shape"); // hides the wires drawn before it
      const hidden = wire => under && under.compareDocumentPosition(wire) & Node.DOCUMENT_POSITION_PRECEDING;
      if (points.some(p => p.x > box.left + 1 && p.x < box.right - 1 && p.y > box.top && p.y < box.bottom
                      && !hidden(p.wire)))
        report("text on a wire", words);
    }
  }
  return faults;
}
"""


def gallery(language: str, font: str = FONTS[0]) -> str:
    figures = []
    for name, figure in sorted(FIGURES.items()):
        choices = product(*figure.options.values()) if figure.options else [()]
        for choice in choices:
            options = dict(zip(figure.options, choice, strict=True))
            prefix = "-".join([name, *choice])
            panels = render(name, figure, options, Labels(language), prefix)
            body = "".join(panel.svg for panel in panels)
            figures.append(f'<div class="dg-panels" data-panels="{len(panels)}">{body}</div>')
    style = (DOCS / "_static" / "diagrams.css").read_text(encoding="utf-8")
    body = f"body {{ margin: 0; font-family: '{font}', sans-serif }}"
    return f'<!doctype html><html lang="{language}"><style>{body}{style}</style>{"".join(figures)}'


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("width", [280, 800])
@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_stand_clear(browser: Browser, language: str, width: int, font: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.set_content(gallery(language, font))
    assert page.evaluate("document.querySelectorAll('svg.dg').length") > len(FIGURES)
    faults = page.evaluate(FIND_FAULTS)
    page.close()
    assert faults == [], "\n".join(faults)


def test_paper_is_white_in_every_theme(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(gallery("en").replace("<html", '<html data-theme="dark"', 1))
    paper = "getComputedStyle(document.querySelector('.dg')).getPropertyValue('--dg-paper')"
    assert page.evaluate(paper) != "#ffffff"
    page.emulate_media(media="print")
    assert page.evaluate(paper) == "#ffffff"
    page.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_shape_has_its_colours(browser: Browser, theme: str) -> None:
    page = browser.new_page()
    page.set_content(gallery("en").replace("<html", f'<html data-theme="{theme}"', 1))
    black = page.evaluate("""() => [...document.querySelectorAll(".dg-shape, .dg-wire, .dg-head, .dg-text")]
        .filter(node => { const s = getComputedStyle(node);
                          return s.fill === "rgb(0, 0, 0)" || s.stroke === "rgb(0, 0, 0)"; })
        .map(node => node.getAttribute("class"))""")
    page.close()
    assert black == [], "these fell back to black: a class has no colour in diagrams.css"
