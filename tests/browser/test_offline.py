"""Reading without a network: the service worker over http, the archive from disk."""

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ..built_site import LANGUAGES
from .conftest import BASE, Handler, serving, unfold
from .first_visit import KEPT

if TYPE_CHECKING:
    from .conftest import Watch

pytestmark = pytest.mark.browser
NAME = "basics/simple-rnn"
FAR_PICTURE = "gated/lstm"  # a page whose plots stand far below its beginning
OLD, NEW = "RNN Guide authors", "RNN Guide authors, once more"

IN_CACHE = """async () => {
  const [name] = await caches.keys();
  return (await (await caches.open(name)).keys()).map((request) => request.url);
}"""
FONTS = """() => Object.fromEntries([...document.fonts]
  .filter((font) => font.status !== "unloaded")
  .map((font) => [font.family.replaceAll('"', ""), font.status]))"""


@pytest.fixture
def deployed(site: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Serve a copy of the site that the test may change; give its address and folder."""
    folder = tmp_path / "site"
    shutil.copytree(
        site, folder, ignore=shutil.ignore_patterns("downloads", "_modules", "notebooks", "blocks")
    )
    with serving(type("Copy", (Handler,), {"site": folder})) as host:
        yield host + BASE, folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_opens_again_without_a_network(
    page: Page, watch: "Watch", address: str, language: str
) -> None:
    page.goto(f"{address}{language}/{NAME}.html")
    assert len(page.evaluate(KEPT)) == 1
    watch.faults.clear()
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("article h1")).to_be_visible()
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.bd-article-container')).paddingLeft")
        == "20px"
    )
    assert page.evaluate(
        "document.fonts.ready.then((fonts) => [...fonts].some((font) =>"
        " font.family.includes('KaTeX') && font.status === 'loaded'))"
    )
    page.locator("#color-mode").click()
    expect(page.locator("html")).to_have_attribute("data-mode", "light")
    with pytest.raises(Exception, match="ERR_"):
        page.goto(f"{address}{language}/basics/parameters.html")  # never opened before


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_that_was_never_near_is_there_without_a_network(
    page: Page, watch: "Watch", address: str, language: str
) -> None:
    page.goto(f"{address}{language}/{FAR_PICTURE}.html")
    assert not any(".svg" in url and "/_images/" in url for url in watch.requests), "loaded at the beginning"
    assert len(page.evaluate(KEPT)) == 1
    page.context.set_offline(True)
    page.reload()
    picture = page.locator("article img").first
    picture.scroll_into_view_if_needed()
    page.wait_for_function("(picture) => picture.complete", arg=picture.element_handle())
    assert picture.evaluate("(picture) => picture.naturalWidth") > 0


def unfold_with_fonts(page: Page) -> None:
    """Show everything at once, and wait for the fonts that it asks for."""
    unfold(page)
    page.evaluate("document.body.offsetHeight")  # lays out the page, and so asks for its fonts
    for _ in range(2):
        page.evaluate("new Promise(requestAnimationFrame)")
    page.evaluate("document.fonts.ready.then(() => true)")


@pytest.mark.parametrize(
    ("where", "far"),
    [
        ("ko/gated/lstm", "KaTeX_Size1"),
        ("en/gated/gru", "KaTeX_Typewriter"),
        ("en/basics/sequences", "KaTeX_Math"),
    ],
)
def test_one_visit_brings_all_fonts_of_a_page(page: Page, address: str, where: str, far: str) -> None:
    page.goto(f"{address}{where}.html")
    assert len(page.evaluate(KEPT)) == 1
    page.context.set_offline(True)
    page.reload()
    unfold_with_fonts(page)
    found = page.evaluate(FONTS)
    assert "error" not in found.values() and found[far] == "loaded", found


def test_one_visit_brings_the_other_language(page: Page, address: str) -> None:
    page.goto(f"{address}ko/{NAME}.html")
    assert len(page.evaluate(KEPT)) == 1
    page.context.set_offline(True)
    page.reload()
    page.locator("#side-by-side").click()
    expect(page.locator(".pair-text").first).to_be_visible()


def test_one_visit_brings_the_weights_of_an_explorer(page: Page, watch: "Watch", address: str) -> None:
    page.goto(f"{address}en/applications/generation.html")
    assert not any("/model-" in url for url in watch.requests), "loaded at the beginning"
    assert len(page.evaluate(KEPT)) == 1
    page.context.set_offline(True)
    page.reload()
    explorer = page.locator("rnn-language-model")
    explorer.scroll_into_view_if_needed()
    for language in LANGUAGES:
        explorer.locator(f"input[value={language}]").check()
        page.wait_for_function("(language) => window.RnnGuideModels?.[language]", arg=language)


def test_the_first_page_of_the_site_opens_again_too(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(address)
    page.wait_for_url(f"{address}en/index.html")
    assert len(page.evaluate(KEPT)) == 1
    context.set_offline(True)
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_url(f"{address}en/index.html")
    expect(page.locator("article h1")).to_be_visible()
    context.close()


def deploy(folder: Path) -> None:
    """Put a new edition of one page in the place of the old one."""
    file, worker = folder / "ko" / f"{NAME}.html", folder / "service-worker.js"
    file.write_text(file.read_text("utf-8").replace(OLD, NEW), encoding="utf-8")
    worker.write_text(worker.read_text("utf-8").replace('VERSION = "', 'VERSION = "new'), encoding="utf-8")


def test_the_search_index_is_not_fetched_before_a_search(page: Page, address: str) -> None:
    page.goto(f"{address}ko/search.html")
    assert len(page.evaluate(KEPT)) == 1
    kept = page.evaluate(IN_CACHE)
    assert any("search.html" in url for url in kept)
    assert not any("search-index" in url for url in kept)


def test_a_new_deployment_is_seen_at_once(context: BrowserContext, deployed: tuple[str, Path]) -> None:
    address, folder = deployed
    page = context.new_page()
    where = f"{address}ko/{NAME}.html"
    page.goto(where)
    (before,) = page.evaluate(KEPT)

    deploy(folder)
    page.goto("about:blank")  # a reload would pass by the browser's own cache
    page.goto(where)
    expect(page.locator(".book-footer")).to_contain_text(NEW)
    (after,) = page.evaluate(KEPT, before)
    assert "new" in after
    context.set_offline(True)
    page.reload()
    expect(page.locator(".book-footer")).to_contain_text(NEW)


def test_a_deployment_under_an_open_page_keeps_the_new_one(
    context: BrowserContext, deployed: tuple[str, Path]
) -> None:
    address, folder = deployed
    page = context.new_page()
    page.goto(f"{address}ko/{NAME}.html")
    (before,) = page.evaluate(KEPT)

    deploy(folder)
    page.evaluate("navigator.serviceWorker.ready.then((registration) => { registration.update(); })")
    assert "new" in page.evaluate(KEPT, before)[0]
    context.set_offline(True)
    page.reload()
    expect(page.locator(".book-footer")).to_contain_text(NEW)


def test_without_storage_the_network_serves(page: Page, watch: "Watch", deployed: tuple[str, Path]) -> None:
    address, folder = deployed
    worker = folder / "service-worker.js"
    broken = "CacheStorage.prototype.open = () => Promise.reject(new Error('no storage'));\n"
    worker.write_text(broken + worker.read_text("utf-8"), encoding="utf-8")
    page.goto(f"{address}ko/index.html")
    page.wait_for_function("() => navigator.serviceWorker.controller")
    page.goto(f"{address}ko/{NAME}.html")
    expect(page.locator("article h1")).to_be_visible()
    assert watch.faults == []


def test_it_leaves_other_sites_of_the_host_alone(page: Page, address: str) -> None:
    page.goto(f"{address}ko/index.html")
    names = page.evaluate("async () => { await caches.open('of another site'); return caches.keys(); }")
    assert "of another site" in names
    page.evaluate("navigator.serviceWorker.ready")
    page.reload()
    assert page.evaluate("navigator.serviceWorker.ready.then((one) => one.scope)") == address
    kept = page.evaluate("caches.keys()")
    assert "of another site" in kept and len(kept) == 2


def test_nothing_is_registered_from_disk(page: Page, watch: "Watch", site: Path) -> None:
    page.goto((site / "ko" / "index.html").as_uri(), wait_until="load")
    page.wait_for_timeout(300)
    assert watch.faults == []
    assert not any("service-worker" in url for url in watch.requests)


@pytest.fixture(scope="session")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    with zipfile.ZipFile(site / "downloads" / "rnn-guide.zip") as archive:
        archive.extractall(folder)
    return folder / "rnn-guide"


@pytest.mark.parametrize(
    "file",
    ["index.html", *(f"{code}/{name}.html" for code in LANGUAGES for name in ("index", "search", NAME))],
)
def test_the_archive_opens_from_disk(page: Page, watch: "Watch", unpacked: Path, file: str) -> None:
    page.goto((unpacked / file).as_uri(), wait_until="load")
    expect(page.locator("main h1").first).to_be_visible()
    assert watch.faults == []
    assert all(url.startswith(("file:", "data:")) for url in watch.requests), watch.requests


def test_the_archive_has_all_that_pages_need(browser: Browser, unpacked: Path) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto((unpacked / "ko" / f"{NAME}.html").as_uri())
    page.locator("#side-by-side").click()
    expect(page.locator(".pair-text").first).to_be_visible()
    page.locator("a.language-switch").click()
    page.wait_for_url(f"**/en/{NAME}.html")
    page.goto((unpacked / "en" / "search.html").as_uri() + "?q=LSTM")
    expect(page.locator("#search-results h2 a").first).to_be_visible()
    context.close()
