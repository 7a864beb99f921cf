"""Lighthouse: accessibility, best practices and SEO are perfect, and a page is quick.

In `nox -s audit` on every page; in `nox -s browser` on the five heaviest and the search, languages by turns.

Accessibility, best practices and SEO do not depend on the machine. Performance does. So the network and the
processor are simulated; the slowdown of the processor is calibrated by the benchmark that Lighthouse runs
itself; and the best of up to three runs counts. On a busy machine a phone's score still varies by some
points: the checks before a change ask for less than the audit, but for more than a page gets that is laid out
at once or whose explorers start at once.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from ..built_site import AUDIT, LANGUAGES, SITE
from .conftest import OPTIONS, chromium, names
from .lighthouse import Lighthouse

pytestmark = pytest.mark.browser

FORMS = ("mobile", "desktop")
PERFORMANCE = {"mobile": 98, "desktop": 100} if AUDIT else {"mobile": 90, "desktop": 95}
SEARCH = {"mobile": 95 if AUDIT else 90, "desktop": PERFORMANCE["desktop"]}
RUNS = 3


def heaviest() -> list[str]:
    """List the five pages with the largest HTML, and the search, in both languages by turns."""

    def weight(file: Path) -> int:
        return sum((SITE / language / file).stat().st_size for language in LANGUAGES)

    files = [file.relative_to(SITE / "ko") for file in (SITE / "ko").glob("*/*.html")]
    pages = [file.with_suffix("").as_posix() for file in sorted(files, key=weight, reverse=True)[:5]]
    return [f"{LANGUAGES[turn % 2]}/{page}" for turn, page in enumerate([*pages, "search"])]


def measured() -> list[str]:
    """List the pages to measure."""
    if not (SITE / "index.html").exists():
        return []
    return names() if AUDIT else heaviest()


@pytest.fixture(scope="module")
def lighthouse(browser: Browser) -> Iterator[Lighthouse]:
    running = Lighthouse(chromium() or browser.browser_type.executable_path, OPTIONS)
    yield running
    running.close()


def wanted(name: str, form: str) -> dict[str, int]:
    """Return the least score of each category."""
    performance = (SEARCH if name.endswith("/search") else PERFORMANCE)[form]
    return {"performance": performance, "accessibility": 100, "best-practices": 100, "seo": 100}


def faults(answer: dict[str, Any], least: dict[str, int]) -> dict[str, str]:
    """Name the categories that fall short, and what lost the points."""
    return {
        category: f"{category} {found['score']} < {least[category]}: {'; '.join(found['lost'])}"
        for category, found in answer["categories"].items()
        if (found["score"] or 0) < least[category]
    }


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("measured_page", measured() or [pytest.param("", id="no-site")])
def test_lighthouse(lighthouse: Lighthouse, site: Path, address: str, measured_page: str, form: str) -> None:
    least, left = wanted(measured_page, form), {"performance": "never measured"}
    for _ in range(RUNS):
        answer = lighthouse.ask(f"{address}{measured_page}.html", form)
        assert not answer["fault"], f"{measured_page}: {answer['fault']}"
        left = faults(answer, least)
        scores = {category: found["score"] for category, found in answer["categories"].items()}
        print(measured_page, form, scores, f"benchmark {answer['index']:.0f}")
        if set(left) != {"performance"}:
            break
    assert left == {}, f"{measured_page}.html, {form}:\n" + "\n".join(left.values())
