"""Entry points that are read once are those that Python finds."""

import importlib.metadata

import entry_points
import importlib_metadata
import pytest


def test_what_is_read_once_is_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.metadata.entry_points
    for module in (importlib.metadata, importlib_metadata):
        monkeypatch.setattr(module, "entry_points", module.entry_points)  # put back after the test
    entry_points.read_once()
    monkeypatch.setattr(importlib.metadata, "distributions", lambda: pytest.fail("read again"))
    asked = importlib.metadata.entry_points
    assert asked is not found and asked is importlib_metadata.entry_points
    themes = asked(group="sphinx.html_themes")
    assert {"sphinx_book_theme", "pydata_sphinx_theme"} <= {theme.name for theme in themes}
    assert [theme.name for theme in asked(group="sphinx.html_themes", name="alabaster")] == ["alabaster"]
    assert list(asked(group="sphinx.html_themes", name="no such theme")) == []
    assert set(asked().select(group="sphinx.html_themes")) == set(themes)
