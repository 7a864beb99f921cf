"""The frame around a page: focus, colour mode, drawers, copying, keys, what happens without scripts."""

import re
from doctest import DocTestParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from rnn_guide import LSTM, checks

from ..built_site import LANGUAGES

if TYPE_CHECKING:
    from .conftest import Watch

pytestmark = pytest.mark.browser
NAME = "basics/simple-rnn"
LATE = "applications/forecasting"  # far down in the list of pages


@pytest.fixture(params=LANGUAGES)
def open_page(request: pytest.FixtureRequest, page: Page, address: str) -> Page:
    page.goto(f"{address}{request.param}/{NAME}.html")
    return page


def test_skip_link_is_the_first_stop(open_page: Page) -> None:
    open_page.keyboard.press("Tab")
    link = open_page.locator(".skip-link a")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    open_page.keyboard.press("Enter")
    expect(open_page.locator("#main-content")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colour_mode_changes_and_stays(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{address}ko/{NAME}.html")
    root, button = page.locator("html"), page.locator("#color-mode")
    expect(root).to_have_attribute("data-theme", scheme)
    expect(button).to_have_attribute("aria-label", "색상: 시스템 설정에 따름")
    for mode, label in (("light", "색상: 밝게"), ("dark", "색상: 어둡게")):
        button.click()
        expect(root).to_have_attribute("data-theme", mode)
        expect(button).to_have_attribute("aria-label", label)
        page.reload()
        expect(root).to_have_attribute("data-theme", mode)
    page.goto(f"{address}en/index.html")
    expect(root).to_have_attribute("data-theme", "dark")
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(map(int, background[4:-1].split(",")[:3])) < 60, background
    button.click()
    expect(root).to_have_attribute("data-theme", scheme)
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_side_bar_shows_where_the_page_stands(page: Page, address: str, language: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto(f"{address}{language}/{LATE}.html")
    current = page.locator("#site-sidebar .current.active > a")
    expect(current).to_be_in_viewport(ratio=1)
    expect(current).to_have_attribute("aria-current", "page")


def test_drawers_on_a_narrow_screen(open_page: Page) -> None:
    page = open_page
    page.set_viewport_size({"width": 390, "height": 800})
    for button, dialog in (("#open-site-drawer", "#site-drawer"), ("#open-toc-drawer", "#toc-drawer")):
        expect(page.locator(dialog)).to_be_hidden()
        page.locator(button).click()
        expect(page.locator(dialog)).to_be_visible()
        expect(page.locator(f"{dialog} a").first).to_be_in_viewport()
        page.keyboard.press("Escape")
        expect(page.locator(dialog)).to_be_hidden()
        expect(page.locator(button)).to_be_focused()
    page.locator("#open-toc-drawer").click()
    page.locator("#toc-drawer a").last.click()
    expect(page.locator("#toc-drawer")).to_be_hidden()


def test_copy_button_copies_the_code_alone(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}ko/{NAME}.html")
    cells = page.locator(".cell_input div.highlight:visible")
    assert page.locator(".cell_output .copy-button").count() == 0
    assert (
        page.locator(".cell_input .copy-button").count()
        == page.locator(".cell_input div.highlight").count()
        > 0
    )
    for index in range(min(3, cells.count())):
        cell = cells.nth(index)
        button = cell.locator(".copy-button")
        button.focus()
        page.keyboard.press("Enter")
        expect(button).to_have_attribute("title", "복사했습니다")
        assert (
            page.evaluate("navigator.clipboard.readText()")
            == cell.locator("pre").inner_text().rstrip("\n") + "\n"
        )
    context.close()


def test_copied_code_has_no_prompts_answers_and_links(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    for name, block, code in (
        (
            "reference/api",
            "dl:has(> dt[id='rnn_guide.layers.LSTM']) .doctest",
            "".join(example.source for example in DocTestParser().get_examples(str(LSTM.__doc__))),
        ),
        ("_modules/rnn_guide/checks", ".highlight", Path(checks.__file__).read_text(encoding="utf-8")),
    ):
        page.goto(f"{address}ko/{name}.html")
        page.locator(f"{block} .copy-button").first.click()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert re.sub(r"\n+", "\n", copied) == re.sub(r"\n+", "\n", code)
    context.close()


def test_copying_where_there_is_no_clipboard_object(open_page: Page) -> None:
    page = open_page
    page.evaluate("delete Navigator.prototype.clipboard")
    button = page.locator(".cell_input .copy-button").first
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_class("copy-button done")
    expect(button).to_be_focused()
    page.locator(".sidebar-search input").focus()
    page.keyboard.press("Control+v")
    pasted = page.locator(".sidebar-search input").input_value()
    assert pasted.startswith("import numpy as np")


def test_keys_lead_to_the_search(open_page: Page) -> None:
    page = open_page
    page.keyboard.press("Control+k")
    expect(page.locator("#sidebar-query")).to_be_focused()
    page.keyboard.type("LSTM")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=LSTM")
    expect(page.locator("#query")).to_have_value("LSTM")
    page.go_back()
    page.set_viewport_size({"width": 390, "height": 800})
    page.keyboard.press("Control+k")
    page.wait_for_url("**/search.html")
    expect(page.locator("#query")).to_be_focused()


def test_reads_without_scripts(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "ko" / f"{NAME}.html").as_uri())
    expect(page.locator("article h1")).to_be_visible()
    expect(page.locator("#color-mode")).to_be_hidden()
    page.locator("a.language-switch").click()
    assert page.url.endswith(f"/en/{NAME}.html")
    page.locator("#sidebar-query").fill("x")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search.html?q=x")
    context.close()


@pytest.mark.parametrize("width", [320, 800])
def test_chapters_are_reached_without_scripts_on_a_phone(browser: Browser, site: Path, width: int) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto((site / "ko" / f"{NAME}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".toolbar-brand").click()
    assert page.url.endswith("/ko/index.html")
    page.locator("#site-sidebar nav.bd-links a[href$='gated/lstm.html']").click()
    assert page.url.endswith("/ko/gated/lstm.html")
    context.close()


def test_root_goes_to_the_readers_language(browser: Browser, address: str) -> None:
    for locale, language in (("ko-KR", "ko"), ("en-GB", "en"), ("fr-FR", "en")):
        context = browser.new_context(locale=locale)
        page = context.new_page()
        page.goto(address)
        page.wait_for_url(f"**/{language}/index.html")
        context.close()


def test_lost_page_is_answered_in_both_languages(page: Page, address: str) -> None:
    response = page.goto(f"{address}ko/basics/nothing-here.html")
    assert response is not None and response.status == 404
    expect(page.locator("h1")).to_have_text("404")
    expect(page.locator("main")).to_contain_text("찾으시는 페이지가 없습니다")
    expect(page.locator("[lang=en]")).to_contain_text("There is no such page")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_prints_what_is_read(page: Page, watch: "Watch", site: Path) -> None:
    page.goto((site / "ko" / f"{NAME}.html").as_uri())
    page.emulate_media(media="print")
    for hidden in (
        ".bd-header-article",
        "#site-sidebar",
        "#toc-sidebar",
        ".copy-button",
        ".prev-next",
        "div.cell summary",
        ".sd-summary-state-marker",
    ):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator("article h1")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in {
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    }
    assert watch.faults == []
