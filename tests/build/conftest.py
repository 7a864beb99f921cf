from pathlib import Path

import pytest
from node_tools import node_modules

from .book import Book


@pytest.fixture(scope="session")
def npm() -> Path:
    """The npm packages of the real build, installed there if need be."""
    return node_modules().parent


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, npm: Path) -> Book:
    """A small book, built once. Every test leaves its sources as it found them."""
    book = Book(tmp_path_factory.mktemp("book"), npm)
    assert book.make() == 1, "the code that two languages share must run once, not once for each"
    return book
