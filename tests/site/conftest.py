"""The built site as text."""

import os
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).resolve().parents[2]
SITE = Path(os.environ.get("RNN_GUIDE_SITE", ROOT / "_build" / "site")).resolve()
LANGUAGES = ("ko", "en")


def page_names() -> list[str]:
    """List every page of both languages, as `ko/basics/simple-rnn`."""
    return [
        file.relative_to(SITE).with_suffix("").as_posix()
        for language in LANGUAGES
        for file in sorted((SITE / language).rglob("*.html"))
    ]


@cache
def read(file: Path) -> BeautifulSoup:
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "name" in metafunc.fixturenames:
        metafunc.parametrize("name", page_names() or [pytest.param("", id="no-site")])


@pytest.fixture(scope="session", autouse=True)
def site() -> Path:
    if not (SITE / "index.html").exists():
        pytest.fail(f"There is no site at {SITE}. Build it: python -m nox -s docs")
    return SITE


@pytest.fixture
def soup(site: Path, name: str) -> BeautifulSoup:
    return read(site / f"{name}.html")
