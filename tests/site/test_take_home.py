"""What readers take home: the archive, the pages' sources, and the day of their last change."""

import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import last_change
import pytest
from bs4 import BeautifulSoup
from editions import is_generated
from kept import Kept
from offline import pack, worker

from ..built_site import LANGUAGES, ROOT

pytestmark = pytest.mark.site
ARCHIVE = "downloads/rnn-guide.zip"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first day that an archive can name


@pytest.fixture(scope="module")
def packed(site: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(site / ARCHIVE) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {EARLIEST}
        assert archive.namelist() == sorted(archive.namelist(), key=lambda name: Path(name).parts)
        return {name.removeprefix("rnn-guide/"): archive.read(name) for name in archive.namelist()}


def test_the_archive_holds_the_site_and_not_itself(site: Path, packed: dict[str, bytes]) -> None:
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert files - set(packed) == {ARCHIVE, ".nojekyll", "404.html", "robots.txt", "sitemap.xml"}
    assert set(packed) <= files
    differing = [name for name, data in packed.items() if (site / name).read_bytes() != data]
    assert differing and all(name.endswith(".html") for name in differing)
    named = [name for name, data in packed.items() if name.endswith(".html") and b"rnn-guide.zip" in data]
    assert named == [], "no page of the archive links to the archive"


def test_every_page_links_to_the_archive_and_says_its_size(
    site: Path, soup: BeautifulSoup, name: str
) -> None:
    (link,) = soup.select('.book-footer a[href$="rnn-guide.zip"]')
    size = f"{(site / ARCHIVE).stat().st_size / 1e6:.1f} MB"
    words = link.get_text()
    assert size in words
    assert ("책 전체" if name.startswith("ko/") else "whole book") in words


def test_no_comment_of_the_templates_is_left(site: Path, soup: BeautifulSoup, name: str) -> None:
    assert "<!--book:" not in (site / f"{name}.html").read_text("utf-8")


def test_every_page_links_to_its_source(site: Path, soup: BeautifulSoup, name: str) -> None:
    links = soup.select('a[href$=".md.txt"]')
    language, _, rest = name.partition("/")
    if is_generated(rest):
        assert links == []
        return
    assert len({str(link["href"]) for link in links}) == 1 and len(links) == 2
    shipped = ((site / f"{name}.html").parent / str(links[0]["href"])).resolve()
    source = ROOT / "docs" / language / f"{rest}.md"
    assert shipped.read_bytes() == b"\xef\xbb\xbf" + source.read_bytes()


def test_every_page_says_when_it_was_changed(site: Path, soup: BeautifulSoup, name: str) -> None:
    language, _, rest = name.partition("/")
    said = soup.select(".book-footer time")
    day = None if is_generated(rest) else last_change.last_change(language, rest)
    assert [str(tag["datetime"]) for tag in said] == ([day.isoformat()] if day else [])
    for tag in said:
        assert re.search(
            r"\d{4}년 \d{1,2}월 \d{1,2}일" if language == "ko" else r"\d{1,2} [A-Z]\w+ \d{4}", tag.get_text()
        )


def test_packing_repeats_to_the_byte(tmp_path: Path) -> None:
    names = ["index.html", "ko/a.html", "ko/b.html", "ko/가.js", "robots.txt"]
    site = {name: f"{name} {'again ' * 99}".encode() for name in names}
    kept = Kept(tmp_path / "kept")
    first = pack(site, kept)
    kept.save()
    assert pack(dict(reversed(site.items())), Kept(tmp_path / "kept")) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [f"rnn-guide/{name}" for name in names[:-1]]
        for entry in archive.infolist():
            assert archive.read(entry) == site[entry.filename.removeprefix("rnn-guide/")]
            assert entry.compress_size < entry.file_size and entry.date_time == EARLIEST
            assert entry.external_attr >> 16 == 0o100644 and not entry.is_dir()


def test_a_new_site_is_a_new_worker() -> None:
    site = {"a": b"1", "b": b"2"}
    assert worker(site) == worker(dict(reversed(site.items())))
    others = [{"a": b"1", "b": b"3"}, {"a": b"1", "c": b"2"}, {"a": b"1"}]
    assert len({worker(other) for other in [site, *others]}) == 1 + len(others)


def commit(folder: Path, file: str, day: str) -> None:
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text(day, encoding="utf-8")
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", folder, "add", "."], check=True)
    when = ["commit", "--quiet", "--message", day, "--date", f"{day}T12:00:00+00:00"]
    subprocess.run(["git", "-C", folder, *who, *when], check=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = (tmp_path / "repository").resolve()
    folder.mkdir()
    subprocess.run(["git", "init", "--quiet", folder], check=True)
    commit(folder, "docs/ko/page.md", "2024-01-02")
    commit(folder, "docs/ko/reference/glossary.md", "2024-02-03")
    commit(folder, "docs/terms.toml", "2024-03-04")
    monkeypatch.setattr(last_change, "ROOT", folder)
    last_change.changes.cache_clear()
    yield folder
    last_change.changes.cache_clear()


def test_the_day_is_that_of_the_last_commit(repository: Path) -> None:
    assert last_change.last_change("ko", "page") == date(2024, 1, 2)
    assert last_change.last_change("ko", "reference/glossary") == date(2024, 3, 4), "it is made of the terms"
    assert last_change.last_change("ko", "new") is None
    assert last_change.in_words(date(2024, 1, 2), "ko") == '<time datetime="2024-01-02">2024년 1월 2일</time>'


def test_nothing_is_said_where_git_cannot_know(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", repository.as_uri(), shallow], check=True)
    inside, outside = repository / "docs", tmp_path / "nowhere"
    outside.mkdir()
    for folder in (shallow, inside, outside):
        last_change.changes.cache_clear()
        monkeypatch.setattr(last_change, "ROOT", folder.resolve())
        assert last_change.changes() == {}, folder
    monkeypatch.setenv("PATH", str(outside))
    last_change.changes.cache_clear()
    assert last_change.changes() == {}, "there is no git"


def test_both_languages_are_packed(packed: dict[str, bytes]) -> None:
    for language in LANGUAGES:
        assert f"{language}/index.html" in packed and f"{language}/search-index.js" in packed
