"""Both languages beside each other: on every page every block finds its pair, and the page stays whole."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from editions import is_generated
from playwright.sync_api import Browser, Page, expect

from ..built_site import LANGUAGES

if TYPE_CHECKING:
    from .conftest import Watch

pytestmark = pytest.mark.browser
NAME = "basics/simple-rnn"
OTHER = {"ko": "en", "en": "ko"}
SHOWN = {"ko": "영어를 함께 보입니다", "en": "Korean is shown"}
HIDDEN = {"ko": "한국어만 보입니다", "en": "Only English is shown"}

STATE = """() => {
  const blocks = [...document.querySelectorAll("article [data-block]")];
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  const texts = [...document.querySelectorAll("article .pair-text")];
  // Without what changes when it comes near the screen: what scrolls gets the focus, explorers come alive.
  const still = document.querySelector("article").cloneNode(true);
  for (const one of still.querySelectorAll("[tabindex]")) one.removeAttribute("tabindex");
  for (const one of still.querySelectorAll(".rg-explorer")) one.remove();
  return {
    keys: blocks.map((one) => one.dataset.block),
    paired: blocks.filter((one) => one.hasAttribute("data-paired")).map((one) => one.dataset.block),
    texts: texts.length,
    empty: texts.filter((one) => !one.textContent.trim()).length,
    languages: [...new Set(texts.map((one) => one.lang))],
    twice: ids.filter((id, place) => ids.indexOf(id) !== place),
    code: document.querySelectorAll("article pre").length,
    figures: document.querySelectorAll("article :is(figure, .dg, img)").length,
    headings: document.querySelectorAll("article :is(h1, h2, h3, h4)").length,
    formulas: document.querySelectorAll("article .katex-display").length,
    html: still.innerHTML,
  };
}"""
LINKS = """() => [...document.querySelectorAll("article .pair-text a[href]")].map((one) => one.href)"""


def read_blocks(file: Path) -> dict[str, object]:
    text = file.read_text("utf-8").removeprefix("window.rnnGuideBlocks = ").rstrip("\n;")
    found = json.loads(text)
    assert isinstance(found, dict)
    return found


def test_every_block_finds_its_pair(page: Page, watch: "Watch", site: Path, address: str, name: str) -> None:
    language, _, rest = name.partition("/")
    page.goto(f"{address}{name}.html")
    button = page.locator("#side-by-side")
    if is_generated(rest):
        expect(button).to_have_count(0)
        return
    here, there = (read_blocks(site / code / "blocks" / f"{rest}.js") for code in (language, OTHER[language]))
    before = page.evaluate(STATE)
    assert len(before["keys"]) == len(set(before["keys"])) == here["count"] == there["count"] > 0
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    after = page.evaluate(STATE)
    assert isinstance(there["texts"], dict)
    assert set(after["paired"]) == set(there["texts"]) <= set(after["keys"])
    assert after["texts"] == len(there["texts"]) > 0 and after["empty"] == 0
    assert after["languages"] == [OTHER[language]] and after["twice"] == []
    for same in ("keys", "code", "figures", "headings", "formulas"):
        assert after[same] == before[same], f"the other language's text adds {same}"
    strange = [url for url in page.evaluate(LINKS) if url.startswith(f"{address}{language}/")]
    assert all(url.startswith(f"{address}{name}.html#") for url in strange), strange
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    unchanged = page.evaluate(STATE)["html"] == before["html"]  # not asserted at once: too long to be told
    assert unchanged, "the page is not what it was"
    assert watch.faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_choice_is_announced(page: Page, watch: "Watch", root: str, language: str) -> None:
    page.goto(f"{root}{language}/{NAME}.html")
    assert not any("side-by-side-text" in url or "/blocks/" in url for url in watch.requests)
    button, status = page.locator("#side-by-side"), page.locator("main [role=status]").first
    button.focus()
    page.keyboard.press("Enter")
    expect(status).to_contain_text(SHOWN[language])
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(status).to_contain_text(HIDDEN[language])
    expect(page.locator(".pair-text")).to_have_count(0)
    assert watch.faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_choice_is_remembered(page: Page, watch: "Watch", address: str, language: str) -> None:
    """Over http: now and then Chromium 156 opens a page from disk with an empty storage, ours or not."""
    page.goto(f"{address}{language}/{NAME}.html")
    button, texts = page.locator("#side-by-side"), page.locator(".pair-text")
    button.click()
    expect(texts.first).to_be_visible()
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(texts.first).to_be_visible()
    page.locator(".prev-next .next").click()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(texts).to_have_count(0)
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert watch.faults == []


@pytest.mark.parametrize("width", [390, 1280])
def test_other_text_is_beside_where_there_is_room_else_below(page: Page, site: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((site / "ko" / f"{NAME}.html").as_uri())
    page.locator("#side-by-side").click()
    one, other = (page.locator(f"article .pair > p >> nth={place}").bounding_box() for place in (0, 1))
    assert one is not None and other is not None
    if width == 1280:
        assert other["x"] >= one["x"] + one["width"] and abs(other["y"] - one["y"]) < 2
    else:
        assert other["y"] >= one["y"] + one["height"] and abs(other["x"] - one["x"]) < 20


def test_what_is_read_stays_in_place(page: Page, site: Path) -> None:
    page.goto((site / "ko" / f"{NAME}.html").as_uri() + "#simple-rnn-keras")
    heading = page.locator("#simple-rnn-keras h2").first
    expect(heading).to_be_in_viewport()
    before = heading.bounding_box()
    # Not a click of the driver, which scrolls before it clicks.
    page.evaluate("document.getElementById('side-by-side').click()")
    expect(page.locator("#side-by-side")).to_have_attribute("aria-pressed", "true")
    after = heading.bounding_box()
    assert before is not None and after is not None and abs(before["y"] - after["y"]) < 80


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_paragraph_by_keyboard(page: Page, watch: "Watch", site: Path, language: str) -> None:
    page.goto((site / language / f"{NAME}.html").as_uri())
    button = page.locator("#pair-button")
    button.focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(page.locator(".pair-here")).to_have_count(1)
    key = page.locator(".pair-here").get_attribute("data-block")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    text = page.locator(".pair-text")
    expect(text).to_have_count(1)
    expect(text).to_have_attribute("lang", OTHER[language])
    assert page.locator("[data-paired]").get_attribute("data-block") == key
    page.keyboard.press("Enter")
    expect(text).to_have_count(0)
    assert watch.faults == []


def test_one_paragraph_by_pointer(page: Page, site: Path) -> None:
    page.goto((site / "ko" / f"{NAME}.html").as_uri())
    key = page.locator("article section > p").nth(2).get_attribute("data-block")
    block = page.locator(f"[data-block='{key}']")
    block.scroll_into_view_if_needed()
    block.hover()
    button = page.locator("#pair-button")
    button.hover()
    button.click()
    expect(page.locator(".pair-text")).to_have_count(1)
    assert block.get_attribute("data-paired") is not None
    box, frame = button.bounding_box(), page.locator("article .pair").bounding_box()
    assert (
        box is not None and frame is not None and frame["y"] - 5 <= box["y"] <= frame["y"] + frame["height"]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_degrades_to_the_switch(page: Page, address: str, language: str) -> None:
    page.context.route("**/blocks/**", lambda route: route.abort())
    page.goto(f"{address}{language}/{NAME}.html")
    page.locator("#side-by-side").click()
    words = page.locator(".pair-failure")
    expect(words).to_be_visible()
    expect(words).to_contain_text({"ko": "English 링크", "en": "The link to 한국어"}[language])
    expect(page.locator("#side-by-side")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("a.language-switch")).to_be_visible()


def test_is_not_there_without_scripts_and_works_without_storage(browser: Browser, site: Path) -> None:
    where = (site / "ko" / f"{NAME}.html").as_uri()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(where)
    expect(page.locator("#side-by-side")).to_be_hidden()
    context.close()
    context = browser.new_context()
    page = context.new_page()
    blocked = (
        """Object.defineProperty(window, "localStorage", { get() { throw new DOMException("blocked"); } })"""
    )
    page.add_init_script(blocked)
    page.goto(where)
    page.locator("#side-by-side").click()
    expect(page.locator(".pair-text").first).to_be_visible()
    context.close()


def test_paper_shows_no_buttons(page: Page, site: Path) -> None:
    page.goto((site / "ko" / f"{NAME}.html").as_uri())
    page.locator("#side-by-side").click()
    page.emulate_media(media="print")
    for hidden in ("#pair-button", "#side-by-side"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator(".pair-text").first).to_be_visible()
