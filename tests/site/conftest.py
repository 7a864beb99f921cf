"""The built site as text."""

from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from ..built_site import SITE, page_names


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
