"""The search: right answers in both languages, nothing loaded before a search, from disk as from a server."""

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from ..built_site import LANGUAGES

if TYPE_CHECKING:
    from .conftest import Watch

pytestmark = pytest.mark.browser
TABLE = tomllib.loads(Path(__file__).with_name("searches.toml").read_text(encoding="utf-8"))
FIRST, QUERIES = 0.9, 40  # the share of the answers that come first; the least number of queries

# What the page shows for each query, as its reader sees it, when the field is filled.
SHOWN = """async (queries) => {
  const field = document.getElementById("query"), status = document.getElementById("search-status");
  const list = document.getElementById("search-results"), shown = [];
  for (const query of queries) {
    list.replaceChildren();
    status.textContent = "";
    field.value = query;
    field.dispatchEvent(new Event("input"));
    while (!status.textContent) await new Promise((done) => setTimeout(done, 5));
    shown.push([...list.querySelectorAll("h2 a")].map((link) => link.getAttribute("href")));
  }
  return shown;
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_shows_the_right_pages(page: Page, address: str, language: str) -> None:
    table = TABLE[language]
    assert len(table) >= QUERIES
    page.goto(f"{address}{language}/search.html")
    shown = page.evaluate(SHOWN, list(table))
    ranks = {
        query: urls.index(f"{wanted}.html") + 1 if f"{wanted}.html" in urls else 0
        for (query, wanted), urls in zip(table.items(), shown, strict=True)
    }
    first = sum(rank == 1 for rank in ranks.values()) / len(ranks)
    wrong = [
        f"{query!r}: wanted {table[query]}, shown {urls[:4]}"
        for (query, urls) in zip(table, shown, strict=True)
        if ranks[query] != 1
    ]
    print(f"{language}: {len(ranks)} queries, first {first:.0%}")
    assert all(1 <= rank <= 3 for rank in ranks.values()) and first >= FIRST, "\n".join(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_lacks_a_word_is_shown_and_says_so(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}{language}/search.html?q=LSTM " + {"ko": "시계열", "en": "time series"}[language])
    lacking = page.locator("#search-results > li", has=page.locator("h2 a[href='gated/lstm.html']"))
    missing = {"ko": "없는 낱말: 시계열", "en": "Does not occur: time series"}[language]
    expect(lacking.locator(".missing")).to_have_text(missing)
    expect(page.locator("#search-results > li").first.locator(".missing")).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_says_how_many_pages_of_many_are_shown(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}{language}/search.html?q=RNN")
    expect(page.locator("#search-results > li")).to_have_count(15)
    expect(page.locator("#search-status")).to_contain_text("15쪽" if language == "ko" else "best 15")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_that_only_asks_counts_when_it_is_alone(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}{language}/search.html")
    ask = {"ko": "왜", "en": "why"}[language]
    alone, beside, without = page.evaluate(SHOWN, [ask, f"{ask} LSTM", "LSTM"])
    assert alone and beside == without


@pytest.mark.parametrize("language", LANGUAGES)
def test_shows_answers(page: Page, watch: "Watch", root: str, language: str) -> None:
    page.goto(f"{root}{language}/search.html", wait_until="load")
    assert not any("search-index" in url for url in watch.requests), "the index is loaded before a search"
    query = {"ko": "은닉 상태를", "en": "hidden states"}[language]
    page.locator("#query").fill(query)
    answer = page.locator("#search-results h2 a").first
    expect(answer).to_have_attribute("href", "basics/simple-rnn.html")
    expect(page.locator("#search-status")).to_contain_text("찾은 쪽" if language == "ko" else "Pages found")
    marked = page.locator("#search-results mark").first
    assert (
        marked.inner_text()
        .lower()
        .replace(" ", "")
        .startswith({"ko": "은닉상태", "en": "hiddenstate"}[language])
    )
    page.keyboard.press("ArrowDown")
    expect(answer).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#query")).to_be_focused()
    page.locator("#search-results ul a").first.click()
    page.wait_for_url("**/*.html#*")
    assert watch.faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_query_comes_from_the_address_and_markup_stays_text(
    page: Page, watch: "Watch", address: str, language: str
) -> None:
    page.goto(f"{address}{language}/search.html?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%20LSTM")
    expect(page.locator("#query")).to_have_value("<img src=x onerror=alert(1)> LSTM")
    expect(page.locator("#search-status")).not_to_be_empty()
    assert page.locator(".search-page img").count() == 0
    page.locator("#query").fill("zzzzqqq")
    expect(page.locator("#search-status")).to_contain_text("없습니다" if language == "ko" else "Nothing")
    assert watch.faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_says_how_to_serve_where_the_index_cannot_be_loaded(page: Page, address: str, language: str) -> None:
    page.context.route("**/search-index.js*", lambda route: route.abort())
    page.goto(f"{address}{language}/search.html?q=LSTM")
    expect(page.locator("#search-status")).to_contain_text("python -m http.server")
    expect(page.locator("#search-status")).to_contain_text(
        "사이트 폴더" if language == "ko" else "Serve the folder"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_other_language_searches_for_the_same(
    page: Page, watch: "Watch", root: str, language: str
) -> None:
    other, typed = {"ko": "en", "en": "ko"}[language], "은닉 상태 & LSTM"
    page.goto(f"{root}{language}/search.html?q=GRU")
    page.locator("a.language-switch").click()
    page.wait_for_url(f"**/{other}/search.html?q=GRU")
    expect(page.locator("#search-results h2 a").first).to_have_attribute("href", "gated/gru.html")
    page.locator("#query").fill(typed)
    expect(page.locator("#search-results h2 a").first).not_to_have_attribute("href", "gated/gru.html")
    page.locator("a.language-switch").click()
    page.wait_for_url(f"**/{language}/search.html?q=*")
    expect(page.locator("#query")).to_have_value(typed)
    page.locator("#query").fill("")
    expect(page.locator("#search-status")).to_be_empty()
    page.locator("a.language-switch").click()
    page.wait_for_url(f"**/{other}/search.html")
    assert watch.faults == []
