"""How to cite the book: entries that the usual programs read, with the day of the sources."""

from collections import defaultdict
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from cite import DAY, bibtex, citation_file, last_day, of_another_day
from pybtex.database import parse_string

NOON = str(1_700_000_000)  # 2023-11-14


def test_bibtex_is_read_by_a_program_for_bibliographies() -> None:
    text = bibtex("The authors", "1.2", date(2023, 11, 14), "https://book.test/")
    (entry,) = parse_string(text, "bibtex").entries.values()
    assert [str(person) for person in entry.persons["author"]] == ["{The authors}"]
    assert {name: entry.fields[name] for name in ("version", "year", "month", "url")} == {
        "version": "1.2",
        "year": "2023",
        "month": "November",
        "url": "https://book.test/",
    }


def test_citation_file_is_yaml_with_what_the_format_demands() -> None:
    found = yaml.safe_load(citation_file("The authors", "1.2", date(2023, 11, 14), ""))
    assert {"cff-version", "message", "title", "authors"} <= set(found)
    assert found["date-released"] == date(2023, 11, 14)
    assert "url" not in found


def test_a_page_that_says_another_day_is_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOON)
    pages: dict[str, Any] = defaultdict(dict)
    pages["about/cite"][DAY] = str(last_day())
    pages["index"] = {}
    env: Any = SimpleNamespace(metadata=pages)
    app: Any = None
    assert of_another_day(app, env) == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOON) + 86_400))
    assert of_another_day(app, env) == ["about/cite"]
