"""The language model in the page: it loads late, is the stored one in both languages, and writes Hangul."""

import gzip
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from diagrams.character_model import load, read
from playwright.sync_api import Page, expect

from .explorers import CASES, language_model
from .test_explorers import VISIT, data_of, open_page

if TYPE_CHECKING:
    from .conftest import Watch

pytestmark = pytest.mark.browser

KILOBYTES = 150


def test_both_models_are_those_of_the_experiment(page: Page, watch: "Watch", site: Path) -> None:
    for language in ("ko", "en"):
        element = open_page(page, site, "language-model", language)
        states = language_model.states(data_of(element), language)
        for state, found in zip(states, element.evaluate(VISIT, states), strict=True):
            expected = language_model.numbers(None, state)
            assert set(found["numbers"]) == set(expected), state
            for key, (value, _, _) in found["numbers"].items():
                assert abs(value - expected[key]) <= 1e-5, f"{key} in {state}"
    assert watch.faults == []


def test_models_are_small_and_come_late(page: Page, watch: "Watch", site: Path) -> None:
    files = sorted((site / "_static" / "explorers").glob("model-*.js"))
    assert [file.name for file in files] == ["model-en.js", "model-ko.js"]
    assert all(len(file.read_bytes()) <= KILOBYTES * 1000 for file in files)
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= KILOBYTES * 1000
    page.goto((site / "ko" / f"{CASES['language-model'].page}.html").as_uri(), wait_until="load")
    assert not any("model-" in url for url in watch.requests), "loaded before the reader came near"
    page.locator("rnn-language-model").scroll_into_view_if_needed()
    page.locator("rnn-language-model").evaluate("element => element.ready")
    loaded = [Path(urlsplit(url).path).name for url in watch.requests if "model-" in url]
    assert loaded == ["model-ko.js"]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_it_writes_what_its_model_can_write(page: Page, watch: "Watch", site: Path, language: str) -> None:
    element = open_page(page, site, "language-model", language)
    start = element.evaluate("element => element.get('text')")
    element.evaluate("element => element.set({ temperature: 0.5 })")
    element.locator("[data-action='line']").press("Enter")
    text = element.evaluate("element => element.get('text')")
    assert text.startswith(start[:-1]) and len(text) > len(start)
    assert element.locator("[data-panel='written']").text_content() == text
    assert text in (element.locator("[role='status']").text_content() or "")
    tokens = read(language, text.replace("↵", "\n")).letters
    assert set(tokens) <= set(load(language).tokens)
    if language == "ko":
        assert re.search("[가-힣]", text) and not re.search("[\u1100-\u11ff][가-힣]", text[len(start) :])
    before = len(text)
    element.locator("[data-action='letter']").click()
    assert len(element.evaluate("element => element.get('text')")) >= before
    element.locator("[data-action='again']").click()
    assert element.evaluate("element => element.get('text')") == start
    assert watch.faults == []


def test_typing_is_read_letter_by_letter(page: Page, site: Path) -> None:
    element = open_page(page, site, "language-model", "ko")
    field = element.locator("[data-control='text']")
    field.fill("하")
    assert element.locator("[data-part='token'] text").all_text_contents()[:3] == ["ㅎ", "ㅏ", ""]
    field.fill("학")
    assert element.locator("[data-part='token'] text").all_text_contents()[:3] == ["ㅎ", "ㅏ", "ㄱ"]
    element.locator("label", has_text="영어").click()
    expect(element.locator("[data-part='token'] text").first).to_have_text("M")  # when its model has come
