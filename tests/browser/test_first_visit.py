"""The end of the tests names the heaviest page, and what weighs in it."""

from unittest.mock import Mock

import pytest

from .first_visit import VISITS, Visit, pytest_terminal_summary

LIGHT = Visit("ko/light", {"light.html": 30_000}, 90_000)
HEAVY = Visit("en/heavy", {f"{size}.js": size * 1000 for size in range(1, 11)}, 120_000)


def summary(*visits: Visit) -> list[str]:
    config, reporter = Mock(stash=pytest.Stash()), Mock()
    config.stash[VISITS] = list(visits)
    pytest_terminal_summary(reporter, config)
    return [call.args[0] for call in reporter.write_line.call_args_list]


def test_names_the_heaviest_page_and_its_parts() -> None:
    first, *parts = summary(LIGHT, HEAVY)
    assert first == (
        "en/heavy.html: 55.0 kB in 10 requests, of 2 pages; "
        "120.0 kB with what the service worker loads to keep it"
    )
    assert [part.split() for part in parts[:2]] == [["10.0", "kB", "10.js"], ["9.0", "kB", "9.js"]]
    assert parts[-1].split() == ["3.0", "kB", "all", "else"]
    assert sum(float(part.split()[0]) for part in parts) == 55


def test_says_nothing_where_no_page_was_opened() -> None:
    assert summary() == []
