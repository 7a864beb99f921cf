"""What stands above the pages, and what no file may contain."""

import hashlib
import re
import struct
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from editions import is_generated

from ..built_site import LANGUAGES, ROOT

pytestmark = pytest.mark.site

TEXT = {".html", ".css", ".js", ".svg", ".json", ".xml", ".txt", ".ipynb"}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def test_sitemap_lists_exactly_the_pages(site: Path) -> None:
    tree = ET.parse(site / "sitemap.xml").getroot()
    home = BeautifulSoup((site / "index.html").read_text("utf-8"), "html.parser")
    canonical = home.find("link", rel="canonical")
    assert canonical is not None
    root = str(canonical["href"])
    entries = {
        str(url.findtext("s:loc", namespaces=SITEMAP)): {
            str(link.get("hreflang")): str(link.get("href")) for link in url.findall("x:link", SITEMAP)
        }
        for url in tree.findall("s:url", SITEMAP)
    }
    names = {
        f"{name}.html"
        for file in (site / "ko").rglob("*.html")
        if not is_generated(name := file.relative_to(site / "ko").with_suffix("").as_posix())
    }
    assert set(entries) == {f"{root}{language}/{name}" for language in LANGUAGES for name in names}
    for address, alternates in entries.items():
        name = address.removeprefix(root).partition("/")[2]
        assert alternates == {language: f"{root}{language}/{name}" for language in LANGUAGES}
    assert f"Sitemap: {root}sitemap.xml" in (site / "robots.txt").read_text("utf-8")


def test_root_and_lost_page_speak_both_languages(site: Path) -> None:
    home = BeautifulSoup((site / "index.html").read_text("utf-8"), "html.parser")
    assert {(str(a["href"]), str(a["lang"])) for a in home.select("main a")} == {
        (f"{language}/index.html", language) for language in LANGUAGES
    }
    lost = BeautifulSoup((site / "404.html").read_text("utf-8"), "html.parser")
    assert all(str(a["href"]).startswith("/") for a in lost.select("a")), "it answers at any depth"
    for page in (home, lost):
        assert page.html is not None and page.html["lang"] == "ko"
        assert page.title is not None and page.title.get_text() and page.h1 is not None
        assert page.find("meta", attrs={"name": "viewport"}) and page.find("link", rel="icon")


def test_no_file_shows_the_machine_that_built_it(site: Path) -> None:
    traces = re.compile(
        rf" at 0x[0-9a-f]+|{re.escape(str(ROOT))}|/home/\w+/|/Users/\w+/|/root/|/tmp/|site-packages/"
    )
    found = [
        f"{file.relative_to(site)}: …{text[max(0, match.start() - 40) : match.end() + 40]}…"
        for file in sorted(site.rglob("*"))
        if file.suffix in TEXT
        for text in [file.read_text(encoding="utf-8")]
        for match in traces.finditer(text)
    ]
    assert found == []


def test_only_what_pages_use_is_there(site: Path) -> None:
    assert (
        not list(site.rglob("*.map"))
        and not list(site.rglob("searchindex.js"))
        and not list(site.rglob("_search"))
    )
    assert not any((site / language / "_static").exists() for language in LANGUAGES)
    text = "".join(file.read_text("utf-8") for file in [*site.rglob("*.html"), *site.glob("_static/*.css")])
    unused = [file.name for file in (site / "_static").rglob("*") if file.is_file() and file.name not in text]
    assert unused == []


def test_sheet_finds_its_fonts_and_keeps_our_rules(site: Path) -> None:
    sheet = (site / "_static" / "site.css").read_text("utf-8")
    fonts = sorted((site / "_static").rglob("*.woff2"))
    version = hashlib.sha256(b"".join(font.read_bytes() for font in fonts)).hexdigest()[:8]
    for address in re.findall(r'url\("?([^")]+)"?\)', sheet):
        name, _, query = address.partition("?")
        assert address.startswith(("data:", "#")) or (site / "_static" / name).is_file(), address
        assert address.startswith(("data:", "#")) or query == f"v={version}", address
    assert "KaTeX_Main" in sheet and "Font Awesome" in sheet
    book = (ROOT / "docs" / "_static" / "book.css").read_text("utf-8")
    used = set(re.findall(r"var\((--pst-[\w-]+)", book))
    assert {name for name in used if f"{name}:" not in sheet.replace(" ", "")} == set()


def test_scripts_and_sheets_have_their_versions(site: Path, name: str) -> None:
    page = site / f"{name}.html"
    addresses = re.findall(r'="([^":]+\.(?:js|css))(?:\?v=([^"]*))?"', page.read_text("utf-8"))
    assert any(address.endswith("site.css") for address, _ in addresses)
    for address, version in addresses:
        content = (page.parent / address).read_bytes()
        assert version == hashlib.sha256(content).hexdigest()[:8], address


def test_picture_has_the_size_that_sites_ask_for(site: Path) -> None:
    data = (site / "og.png").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", data[16:24]) == (1200, 630)
    assert len(data) < 200_000
