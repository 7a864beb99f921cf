"""What every page may load and run: the site's own files, and the one script that sets the colours."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from policy import COLOR_MODE, digest, with_policy

pytestmark = pytest.mark.site

NOTHING_MORE = {"'self'", "'none'", "data:"}


def rules(soup: BeautifulSoup) -> dict[str, list[str]]:
    """Read a page's policy."""
    tags = soup.select("head > meta[http-equiv=Content-Security-Policy]")
    assert len(tags) == 1, "a page has one policy"
    parts = (part.split() for part in str(tags[0]["content"]).split(";"))
    return {name: sources for name, *sources in parts}


def check(soup: BeautifulSoup, scripts: int, styles: int) -> dict[str, list[str]]:
    """Check what all pages have in common; return the rules."""
    found = rules(soup)
    assert found["default-src"] == found["base-uri"] == ["'none'"]
    assert found["style-src-attr"] == ["'unsafe-inline'"]
    for name, sources in found.items():
        digests = [source for source in sources if source.startswith("'sha256-")]
        assert len(digests) == {"script-src": scripts, "style-src": styles}.get(name, 0)
        assert name == "style-src-attr" or set(sources) - set(digests) <= NOTHING_MORE, (name, sources)
    tag = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert isinstance(tag, Tag)
    earlier = [str(other) for other in tag.find_previous_siblings()]
    assert all("charset" in other for other in earlier), f"nothing may come before the policy: {earlier}"
    return found


def test_every_page_has_the_policy(site: Path, soup: BeautifulSoup, name: str) -> None:
    found = check(soup, scripts=1, styles=0)
    assert digest(COLOR_MODE) in found["script-src"]
    data = "application/json"  # which nobody runs
    inside = [tag.get_text() for tag in soup.find_all("script", src=False) if tag.get("type") != data]
    assert inside == [COLOR_MODE]
    assert not soup.find_all("style") and not soup.find_all(["iframe", "object", "embed", "base"])
    assert not [key for tag in soup.find_all(True) for key in tag.attrs if key.startswith("on")]


@pytest.mark.parametrize(("file", "scripts"), [("index.html", 1), ("404.html", 0)])
def test_pages_above_the_languages_have_it_too(site: Path, file: str, scripts: int) -> None:
    soup = BeautifulSoup((site / file).read_text("utf-8"), "html.parser")
    found = check(soup, scripts=scripts, styles=1)
    for tag in soup.find_all(["script", "style"]):
        assert digest(tag.get_text()) in found[f"{tag.name}-src"]


@pytest.mark.parametrize(
    ("code", "named"),
    [
        ("<script>alert(1)</script>", "alert(1)"),
        ("<style>p { color: red }</style>", "color: red"),
        ('<p onclick="alert(1)">', "onclick"),
    ],
)
def test_code_inside_a_page_fails_the_build(code: str, named: str) -> None:
    page = f'<meta charset="utf-8">\n<script src="a.js"></script>{code}'
    with pytest.raises(RuntimeError, match=re.escape(named)) as caught:
        with_policy(page, "ko/page.html")
    assert "docs/_static" in str(caught.value) and "ko/page.html" in str(caught.value)


def test_a_page_without_a_character_set_fails_the_build() -> None:
    with pytest.raises(RuntimeError, match="character set"):
        with_policy("<title>x</title>", "ko/page.html")
