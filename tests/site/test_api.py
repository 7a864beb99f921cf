"""The reference names everything that is public."""

from pathlib import Path

import pytest

from ..built_site import LANGUAGES
from ..public_names import public_names
from .conftest import read

pytestmark = pytest.mark.site


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_public_name_has_an_entry(site: Path, language: str) -> None:
    page = read(site / language / "reference" / "api.html")
    entries = {str(tag["id"]): tag for tag in page.select('dt[id^="rnn_guide."]')}
    missing = [name for name in public_names() if name not in entries]
    assert not missing, "Name them in docs/ko/reference/api.md and docs/en/reference/api.md."


@pytest.mark.parametrize("language", LANGUAGES)
def test_data_is_described_by_its_own_words(site: Path, language: str) -> None:
    page = read(site / language / "reference" / "api.html")
    for entry in page.select("dl.py.data"):
        name, words = entry.dt["id"], entry.dd.get_text(" ", strip=True)
        assert words, f"{name}: write a string after its definition, or below its autodata directive."
        kind = type(public_names()[name]).__doc__ or ""
        assert words[:20] != kind[:20], f"{name} shows the docstring of its type."
