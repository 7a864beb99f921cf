"""The Tab key reaches every control of a page, and at each stop something is seen to change.

In `nox -s audit` on every page; in `nox -s browser` on pages that have each kind of control between them.
"""

import pytest
from playwright.sync_api import FloatRect, Page

from ..built_site import AUDIT
from .conftest import add_style, names

pytestmark = pytest.mark.browser

MOVES = 20  # how often at most what has the focus may be found in another place than before
FEW = ["ko/basics/simple-rnn", "en/keras/outputs", "ko/search"]
# Of a group of radio buttons the key reaches the chosen one.
CONTROLS = """() =>
  [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.tabIndex >= 0 && !one.disabled)
    .filter((one) => one.type !== "radio" || one.checked).length"""
STOP = """() => {
  const one = document.activeElement, stops = (window.stops ||= new Set());
  if (one === document.body) return { what: "" };
  if (stops.has(one)) return { again: true };
  stops.add(one);
  return { what: one.outerHTML.slice(0, 120) };
}"""
# Where the focus is, with the label that shows it, and as much around as an outline takes. Two frames later,
# because a section that comes to the screen with the focus gets its true height; the skip link slides.
PLACE = """async () => {
  const one = document.activeElement;
  for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  await Promise.allSettled(one.getAnimations().map((animation) => animation.finished));
  const label = one.closest("label") || (one.matches(".sd-tab-set > input") ? one.nextElementSibling : one);
  const boxes = [one, label].flatMap((element) => [...element.getClientRects()]);
  const left = Math.max(0, Math.min(...boxes.map((box) => box.left)) - 6);
  const top = Math.max(0, Math.min(...boxes.map((box) => box.top)) - 6);
  const right = Math.min(innerWidth, Math.max(...boxes.map((box) => box.right)) + 6);
  const bottom = Math.min(innerHeight, Math.max(...boxes.map((box) => box.bottom)) + 6);
  const clip = { x: left, y: top, width: right - left, height: bottom - top };
  const shown = getComputedStyle(one.type === "radio" ? one.nextElementSibling : one);
  const outline = shown.outlineStyle !== "none" && parseFloat(shown.outlineWidth) >= 2;
  return { clip, outline };
}"""
LEAVE = "() => { window.left = document.activeElement; window.left.blur(); }"
RETURN = "() => window.left.focus({ preventScroll: true })"


def changes(page: Page, clip: FloatRect) -> bool:
    """Tell whether a part of the page looks otherwise without the focus."""
    with_focus = page.screenshot(clip=clip)
    page.evaluate(LEAVE)
    without = page.screenshot(clip=clip)
    page.evaluate(RETURN)
    return with_focus != without


def shows_focus(page: Page) -> bool:
    """Tell whether something is seen to change where the focus is, measured while it stays in its place."""
    for _ in range(MOVES):
        place = page.evaluate(PLACE)
        clip = place["clip"]
        seen = place["outline"] and clip["height"] > 0 and changes(page, clip)
        if page.evaluate(PLACE) == place:
            return bool(seen)
    return False


@pytest.mark.parametrize("walked", names() if AUDIT else FEW)
def test_tab_reaches_every_control_and_shows_where_it_is(page: Page, address: str, walked: str) -> None:
    page.goto(f"{address}{walked}.html", wait_until="load")
    add_style(page, "* { caret-color: transparent !important; }")
    unseen: list[str] = []
    page.keyboard.press("Tab")  # from now on what scrolls is a control, too
    controls = page.evaluate(CONTROLS)
    for _ in range(controls + 5):
        stop = page.evaluate(STOP)
        if "again" in stop:
            break
        if stop["what"] and not shows_focus(page):
            unseen.append(stop["what"])
        page.keyboard.press("Tab")  # from the end of the page it goes on at its beginning
    assert unseen == [], f"{walked}.html: nothing is seen to change where the focus is"
    stops = page.evaluate("window.stops.size")
    assert stops == controls, f"{walked}.html: {stops} stops for {controls} controls"
