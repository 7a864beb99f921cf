"""Every fact, number and topic of content.toml stands in its section, in both languages.

`shows` is looked for in the prose, tables and outputs of the built section, `runs` in its executed code.
A formula is compared as the TeX that it was written in, without its &; white space counts as one space.
"""

import copy
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from ..built_site import LANGUAGES, ROOT, SITE

CONTENT = Path(__file__).with_name("content.toml")
FACTS: list[dict[str, Any]] = tomllib.loads(CONTENT.read_text(encoding="utf-8"))["fact"]
TOPICS = {f"topic {number}" for number in range(1, 17)}
PARTS = TOPICS | {"reader", "numbers", "old calls", "complaints", "yardsticks"}

each_fact = pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.get("what", "nameless"))
each_language = pytest.mark.parametrize("language", LANGUAGES)


def flat(text: str) -> str:
    return " ".join(text.split())


@cache
def read(file: Path) -> BeautifulSoup:
    """Return a page with every formula as TeX."""
    soup = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
    for formula in soup.select(".katex"):
        formula.replace_with(formula.select_one("annotation").get_text().replace("&", ""))
    return soup


@cache
def section(file: Path, label: str) -> dict[str, str] | None:
    """Return what the section of a label shows and what it runs."""
    target = read(file).find(id=label)
    if target is None:
        return None
    whole = copy.copy(target if target.name == "section" else target.find_parent("section"))
    code = [cell.extract().get_text() for cell in whole.select("div.cell_input")]
    return {"shows": flat(whole.get_text()), "runs": flat("\n".join(code))}


@pytest.mark.site
@each_language
@each_fact
def test_the_section_shows_the_fact(fact: dict[str, Any], language: str) -> None:
    file = SITE / language / f"{fact['page']}.html"
    assert file.is_file(), f"There is no {file}. Build it: python -m nox -s docs"
    found = section(file, fact["label"])
    assert found is not None, (
        f"{fact['what']}: {file} has no id {fact['label']!r}. Put ({fact['label']})= before the section in "
        f"docs/{language}/{fact['page']}.md or correct {CONTENT.name}; then: python -m nox -s docs tests"
    )
    missing = [text for key in found for text in fact.get(key, []) if flat(text) not in found[key]]
    assert not missing, (
        f"{fact['what']}: the section {fact['label']} of {file} lacks {missing}. Have "
        f"docs/{language}/{fact['page']}.md compute and show it, or, if the page shows the fact in another "
        f"way, correct {CONTENT.name}; then: python -m nox -s docs tests"
    )


@each_fact
def test_an_entry_is_whole_and_its_label_is_in_both_sources(fact: dict[str, Any]) -> None:
    lacking = {"part", "what", "page", "label"} - fact.keys()
    assert not lacking, f"{fact} lacks {lacking}: add it in {CONTENT}"
    unknown = fact.keys() - {"part", "what", "page", "label", "shows", "runs"}
    assert not unknown, f"{fact['what']}: unknown {unknown}, remove it in {CONTENT}"
    assert fact.get("shows") or fact.get("runs"), f"{fact['what']}: say what it shows or runs in {CONTENT}"
    for language in LANGUAGES:
        source = ROOT / "docs" / language / f"{fact['page']}.md"
        lines = source.read_text(encoding="utf-8").splitlines() if source.is_file() else []
        assert f"({fact['label']})=" in lines, (
            f"{fact['what']}: {source} has no line ({fact['label']})=. Add it or correct {CONTENT.name}; "
            "then: python -m pytest tests/docs/test_content.py -m 'not site'"
        )


def test_every_part_has_facts_and_no_fact_comes_twice() -> None:
    parts = {fact.get("part") for fact in FACTS}
    assert parts == PARTS, f"{CONTENT}: without a fact {PARTS - parts}, unknown {parts - PARTS}; correct it"
    names = [fact["what"] for fact in FACTS]
    twice = {name for name in names if names.count(name) > 1}
    assert not twice, f"{CONTENT}: give these a name of their own: {twice}"
