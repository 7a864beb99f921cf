"""Every page of the built site, without a browser: links, head, images, the words around the text."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, NavigableString, Tag
from editions import is_generated

from ..built_site import LANGUAGES
from .conftest import read

pytestmark = pytest.mark.site

# English that stands in the Korean frame on purpose: names, keys.
ALLOWED_ENGLISH = {"English", "Ctrl", "K", "RNN", "Guide", "The", "authors", "Keras", "NumPy", "Colab"}
SPOKEN = ("title", "aria-label", "placeholder", "alt", "data-copy", "data-copied", "data-failed")
# Elements whose text is not read as words of a language.
NO_WORDS = {"script", "style", "code", "pre", "math", "svg", "template", "kbd"}
# Elements of formulas that have a fixed number of parts.
PARTS = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}


@cache
def anchors(file: Path) -> frozenset[str]:
    return frozenset(re.findall(r'\sid="([^"]+)"', file.read_text(encoding="utf-8")))


def links(soup: BeautifulSoup) -> list[str]:
    pairs = (("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"))
    return [str(tag[key]) for name, key in pairs for tag in soup.find_all(name, attrs={key: True})]


def test_links_and_anchors_lead_somewhere(site: Path, soup: BeautifulSoup, name: str) -> None:
    here, lost = site / f"{name}.html", []
    for link in links(soup):
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        target = (here.parent / unquote(parts.path)).resolve() if parts.path else here
        if not target.is_file() or not target.is_relative_to(site):
            lost.append(f"{link}: no such file")
        elif parts.fragment and target.suffix == ".html" and unquote(parts.fragment) not in anchors(target):
            lost.append(f"{link}: no such anchor")
    assert lost == [], f"{name}.html"


def test_nothing_is_loaded_from_another_host(site: Path, soup: BeautifulSoup, name: str) -> None:
    loaded = [str(tag["src"]) for tag in soup.find_all(src=True)]
    loaded += [
        str(tag["href"])
        for tag in soup.find_all("link", rel=["stylesheet", "icon", "preload", "modulepreload"])
    ]
    assert [url for url in loaded if urlsplit(url).netloc] == []


def test_nothing_is_loaded_in_advance(soup: BeautifulSoup, name: str) -> None:
    """A browser may load what these name; the reader has not asked for it, and the policy forbids it."""
    assert soup.select("link[rel~=next], link[rel~=prev], link[rel~=prefetch], link[rel~=prerender]") == []


def test_formulas_are_whole_for_who_hears_them(soup: BeautifulSoup, name: str) -> None:
    """Of `_{\\max}` KaTeX makes three parts for screen readers; of `_{\\mathrm{max}}` two."""
    wrong = [
        str(tag)
        for tag in soup.find_all(list(PARTS))
        if len(tag.find_all(recursive=False)) != PARTS[tag.name]
    ]
    assert wrong == []


def test_head_names_the_page_in_both_languages(site: Path, soup: BeautifulSoup, name: str) -> None:
    language, _, rest = name.partition("/")
    assert soup.html is not None and soup.html["lang"] == language
    canonical = [str(tag["href"]) for tag in soup.find_all("link", rel="canonical")]
    assert len(canonical) == 1 and canonical[0].endswith(f"/{name}.html")
    root = canonical[0].removesuffix(f"{name}.html")
    alternates = {
        str(tag["hreflang"]): str(tag["href"]) for tag in soup.select("head link[rel=alternate][hreflang]")
    }
    assert {code: alternates[code] for code in LANGUAGES} == {
        code: f"{root}{code}/{rest}.html" for code in LANGUAGES
    }
    assert alternates["x-default"] in {f"{root}en/{rest}.html", root}
    switch = soup.select("a.language-switch")
    assert [str(tag["hreflang"]) for tag in switch] == [code for code in LANGUAGES if code != language]
    assert all(tag["lang"] == tag["hreflang"] for tag in switch)


def test_head_describes_the_page(site: Path, soup: BeautifulSoup, name: str) -> None:
    assert soup.title is not None and soup.title.get_text(strip=True)
    descriptions = [str(tag["content"]) for tag in soup.find_all("meta", attrs={"name": "description"})]
    assert len(descriptions) == 1 and len(descriptions[0]) >= 15, descriptions
    assert len(soup.find_all("meta", attrs={"name": "viewport"})) == 1
    assert soup.find("link", rel="icon")
    if not is_generated(name.partition("/")[2]):
        said = {str(tag["property"]): str(tag["content"]) for tag in soup.find_all("meta", property=True)}
        assert said["og:description"] == descriptions[0]
        assert said["og:url"].endswith(f"/{name}.html") and said["og:image"].endswith("/og.png")
        assert said["og:title"] and said["og:site_name"] and said["og:locale"]


def test_one_heading_leads_and_ids_are_unique(site: Path, soup: BeautifulSoup, name: str) -> None:
    assert len(soup.select("main h1")) == 1
    ids = [str(tag["id"]) for tag in soup.find_all(id=True)]
    assert sorted({one for one in ids if ids.count(one) > 1}) == []


def test_images_have_words_and_a_size(site: Path, soup: BeautifulSoup, name: str) -> None:
    faults = []
    for image in soup.find_all("img"):
        alt, source = str(image.get("alt", "")), str(image["src"])
        if not alt or alt.endswith((".png", ".svg", ".jpg")) or alt == source:
            faults.append(f"{source}: the alt text is {alt!r}; describe the picture with :alt:")
        if not (image.get("width") and image.get("height")):
            faults.append(f"{source}: no width and height, so the text jumps when it comes")
        if image.get("loading") != "lazy":
            faults.append(f"{source}: it is loaded at once, however far from the beginning it stands")
    assert faults == []


def passages(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """Yield what a page says in words, not in code or formulas, and in which language by its mark."""

    def language(tag: Tag) -> str:
        return next(str(one["lang"]) for one in [tag, *tag.parents] if one.get("lang"))

    for text in (soup.body or soup).find_all(string=True):
        is_word = type(text) is NavigableString and not text.find_parent([*NO_WORDS])
        if is_word and text.parent is not None and not text.find_parent(class_="katex"):
            yield language(text.parent), text.strip()
    for tag in (soup.body or soup).find_all(True):
        assert isinstance(tag, Tag)
        yield from ((language(tag), str(tag[key])) for key in ("title", "aria-label", "alt") if tag.get(key))


def test_what_is_in_the_other_language_says_so(soup: BeautifulSoup, name: str) -> None:
    faults = set()
    for language, text in passages(soup):
        korean = re.search("[ㄱ-ㅎㅏ-ㅣ가-힣]", text)
        english = not korean and re.search("[A-Za-z][a-z']*([ ,;:]+[A-Za-z][a-z']*){3}", text)
        if (language == "ko" and english) or (language == "en" and korean):
            faults.add(f"{text[:80]!r} is marked as {language}")
    assert faults == set(), "docs/_ext/foreign.py marks what is in the other language"


def frame_words(soup: BeautifulSoup) -> list[str]:
    """List what the frame shows or says: not the article, the contents, other languages."""
    frame = BeautifulSoup(str(soup.body), "html.parser")
    for tag in frame.select(
        "article, script, style, nav.bd-links a, nav.page-toc ul, .prev-next span, [lang]"
    ):
        tag.decompose()
    said = list(frame.stripped_strings)
    # Attributes count in the article too: the theme and Sphinx write them.
    for tag in (soup.body or soup).find_all(True):
        assert isinstance(tag, Tag)
        in_english = tag.find_parent(lang="en") is not None or tag.get("lang") == "en"
        if tag.name != "img" and not in_english:
            said += [str(tag[key]) for key in SPOKEN if tag.get(key)]
    return said


def test_korean_frame_speaks_korean(site: Path, soup: BeautifulSoup, name: str) -> None:
    if not name.startswith("ko/"):
        return
    found = {
        phrase
        for text in frame_words(soup)
        if not re.search("[가-힣]", text)
        for phrase in [text.strip()]
        if set(re.findall("[A-Za-z]{2,}", phrase)) - ALLOWED_ENGLISH
    }
    assert found == set(), "translate these in docs/_locale/ko/LC_MESSAGES/sphinx.po"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_api_page_names_the_links_to_the_code_as_they_read(site: Path, language: str) -> None:
    page = read(site / language / "reference" / "api.html")
    links = {link.get_text() for link in page.select(".viewcode-link")}
    assert len(links) == 1, links
    assert links & {bold.get_text() for bold in page.select("p strong")}, (
        f"reference/api does not name {links}"
    )
