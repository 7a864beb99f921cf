"""Every page in a real browser: it asks nobody else, is accessible, fits a narrow screen, weighs little."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

import pytest
from editions import SITE_URL
from playwright.sync_api import Browser, Page

from .conftest import BASE, Handler, serving, unfold
from .first_visit import KEPT, VISITS, Visit, heaviest_in_words

if TYPE_CHECKING:
    from .conftest import Watch

pytestmark = pytest.mark.browser

KILOBYTES, REQUESTS = 170, 20
WIDTHS = (390, 1280)
# WCAG 2.2 AA and what axe calls best practice. axe takes a minute for a page of thousands of elements, so
# most of those that tell it nothing new are left out: the drawing of a formula, which is hidden from readers,
# who get MathML, and has the colours of the text; and all but the first of the code's words of one colour.
AXE = """async (only) => {
  for (const drawing of document.querySelectorAll(".katex-html")) drawing.remove();
  const seen = new Set();
  for (const word of document.querySelectorAll(".highlight span")) {
    if (word.children.length) continue;
    if (seen.has(word.className)) word.replaceWith(...word.childNodes);
    seen.add(word.className);
  }
  document.body.normalize();
  const { violations } = await axe.run(document, { runOnly: only });
  const why = (node) => node.failureSummary.split("\\n").pop().trim();
  const say = (id, node) => `${id}: ${node.target.join(" ")}: ${node.html.slice(0, 120)}: ${why(node)}`;
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => say(id, node)));
}"""
WHAT = {
    "light": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    # the dark pages differ in their colours alone
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const clipped = (element) => {
    for (let box = element.parentElement; box; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== "visible") return true;
    }
    return false;
  };
  return [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > wide + 1 && !clipped(element))
    .map((element) => element.outerHTML.slice(0, 120));
}"""

BROKEN_WORDS = """() => [...document.querySelectorAll("article td code .pre")]
  .filter((word) => word.getClientRects().length > 1)
  .map((word) => word.textContent)"""


class Counting(Handler):
    """Notes what it sends, whoever asks: the page or its service worker."""

    sent: ClassVar[dict[str, int]]

    def send_header(self, keyword: str, value: str) -> None:
        if keyword == "Content-Length":
            self.sent[self.path] = int(value)
        super().send_header(keyword, value)


def test_opens_alone_over_http(
    page: Page, watch: "Watch", pytestconfig: pytest.Config, any_name: str
) -> None:
    parts: dict[str, int] = {}
    urls: dict[str, str] = {}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on(
        "Network.responseReceived", lambda event: urls.update({event["requestId"]: event["response"]["url"]})
    )

    def add(event: dict[str, Any]) -> None:
        url = urls.get(event["requestId"], "?")
        parts[url] = parts.get(url, 0) + event["encodedDataLength"]

    session.on("Network.loadingFinished", add)
    # The 404 page answers at any depth, so its links begin at the root of the host that it is built for.
    base = urlsplit(SITE_URL).path if any_name == "404" else BASE
    counting = type("CountingThis", (Counting,), {"base": base, "sent": {}})
    with serving(counting) as host:
        page.goto(f"{host}{base}{any_name}.html", wait_until="networkidle")
        shown = {url.removeprefix(host + base): size for url, size in parts.items()}
        if page.evaluate("navigator.serviceWorker.getRegistration().then(Boolean)"):
            assert len(page.evaluate(KEPT)) == 1
    assert watch.faults == []
    visit = Visit(any_name, shown, sum(counting.sent.values()))
    pytestconfig.stash.setdefault(VISITS, []).append(visit)
    assert len(shown) <= REQUESTS, sorted(shown)
    assert visit.weight <= KILOBYTES * 1000, "\n".join(heaviest_in_words([visit]))


def test_opens_from_disk(page: Page, watch: "Watch", site: Path, any_name: str) -> None:
    page.goto((site / f"{any_name}.html").as_uri(), wait_until="load")
    assert watch.faults == []
    assert all(url.startswith(("file:", "data:")) for url in watch.requests), watch.requests


def open_still(page: Page, site: Path, name: str) -> None:
    """Open a page from disk; the first one without its script, which goes on to the reader's language."""
    url = (site / f"{name}.html").as_uri()
    if name == "index":
        html = re.sub(r"<script>.*?</script>", "", (site / "index.html").read_text("utf-8"), flags=re.DOTALL)
        page.route(url, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.goto(url, wait_until="load")


@pytest.mark.parametrize("scheme", WHAT)
def test_is_accessible(browser: Browser, axe: str, site: Path, any_name: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.add_init_script(axe)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        open_still(page, site, any_name)
        unfold(page)
        page.keyboard.press("Tab")  # from now on what scrolls can be reached without a mouse
        faults = page.evaluate(AXE, WHAT[scheme])
        assert faults == [], f"{any_name} at {width} pixels, {scheme}:\n" + "\n".join(faults)
    context.close()


def test_fits_320_pixels_and_400_percent(page: Page, site: Path, any_name: str) -> None:
    # 1280 pixels at 400 % are 320 pixels to the page.
    page.set_viewport_size({"width": 320, "height": 256})
    open_still(page, site, any_name)
    unfold(page)
    assert page.evaluate(OVERFLOW) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(BROKEN_WORDS) == [], "a name in a table is cut in two"


def test_language_switch_keeps_page_and_anchor(page: Page, watch: "Watch", address: str, name: str) -> None:
    language, _, rest = name.partition("/")
    other = {"ko": "en", "en": "ko"}[language]
    page.goto(f"{address}{name}.html")
    anchor = page.evaluate("(document.querySelectorAll('article section[id]')[1] || {}).id || ''")
    if anchor:
        page.goto(f"{address}{name}.html#{anchor}")
    page.locator("a.language-switch").click()
    page.wait_for_url(f"{address}{other}/{rest}.html" + (f"#{anchor}" if anchor else ""))
    assert page.evaluate("document.documentElement.lang") == other
    if anchor:
        assert page.locator(f"[id='{anchor}']").count() == 1, f"{other}/{rest} has no section {anchor}"
    assert watch.faults == []
