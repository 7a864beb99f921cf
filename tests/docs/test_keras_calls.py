"""Every old Keras call still fails as its page says, every new one works, and the test would notice if not.

The cases are the cells of keras/keras2-to-keras3: an old call stands in a `with refused(…)` or `with
warned(…)` block, what replaces it stands below and ends in an assert. Both languages have the same cells.
"""

import ast
import contextlib
import io
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from .blocks import read_page
from .cells import read_cells

# Keras 3.15 meets NumPy 2.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

PAGE = Path(__file__).parents[2] / "docs" / "en" / "keras" / "keras2-to-keras3.md"
SETUP = "keras2-to-keras3-idea"
INDEX = "keras2-to-keras3-find"
EXERCISES = "keras2-to-keras3-exercises"
OLD = {"refused", "warned"}
REMEDY = (
    "Correct the section {section} in docs/ko and docs/en, then: "
    "python -m pytest tests/docs/test_keras_calls.py"
)


def sections() -> dict[str, str]:
    """Return the code of every section that runs something, by the section's label."""
    found: dict[str, list[str]] = defaultdict(list)
    for cell in read_cells(PAGE):
        if "remove-cell" not in cell.tags:
            found[cell.section].append(cell.code)
    return {section: "\n\n".join(codes) for section, codes in found.items()}


CODE = sections()
CASES = [section for section in CODE if section != SETUP]


def old_calls(tree: ast.AST) -> list[ast.With]:
    """Return the `with` blocks that hold old calls."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.With)
        and isinstance(call := node.items[0].context_expr, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in OLD
    ]


@cache
def setup() -> dict[str, Any]:
    """Return the names that the page's first cell defines."""
    namespace: dict[str, Any] = {"__name__": "page"}
    exec(compile(CODE[SETUP], SETUP, "exec"), namespace)
    return namespace


@cache
def run(section: str) -> str:
    """Run a section as its reader would, after the page's first cell; return what it prints."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(CODE[section], section, "exec"), dict(setup()))
    return printed.getvalue()


def same_words(text: str) -> str:
    """Return a message as the list shows it: without backticks and line breaks."""
    return " ".join(text.replace("`", "").split())


def messages() -> list[tuple[str, str]]:
    """Return (message, section that explains it) for each item of the list of messages."""
    items = [block.facts for block in read_page(PAGE) if "list item" in block.path]
    found = [
        (item["inline code"][0], item["references"][0].removeprefix("{ref} "))
        for item in items
        if {"inline code", "references"} <= set(item)
    ]
    return [(message, section) for message, section in found if section in CODE]


@pytest.mark.parametrize("section", CASES)
def test_old_call_fails_and_new_call_works(section: str) -> None:
    try:
        run(section)
    except Exception as error:
        where = REMEDY.format(section=section)
        raise AssertionError(f"Keras answers otherwise than the page says: {error!r}. {where}") from error


@pytest.mark.parametrize("section", CASES)
def test_an_old_call_that_works_again_is_noticed(section: str) -> None:
    for node in old_calls(ast.parse(CODE[section])):
        node.body = [ast.Pass()]  # a call that Keras neither refuses nor warns of
        tree = ast.fix_missing_locations(ast.Module([node], type_ignores=[]))
        with pytest.raises(AssertionError):
            exec(compile(tree, section, "exec"), dict(setup()))


@pytest.mark.parametrize("section", CASES)
def test_a_new_call_is_asserted(section: str) -> None:
    tree = ast.parse(CODE[section])
    ends = [node.end_lineno or 0 for node in old_calls(tree)]
    asserts = [node.lineno for node in tree.body if isinstance(node, ast.Assert)]
    where = REMEDY.format(section=section)
    assert asserts and max(asserts) > max(ends, default=0), f"Nothing checks the new call. {where}"


@pytest.mark.parametrize(("message", "section"), messages())
def test_keras_says_what_the_list_shows(message: str, section: str) -> None:
    pattern = ".*?".join(map(re.escape, same_words(message).split("…")))
    said = same_words(run(section))
    assert re.search(pattern, said), f"Keras says {said!r}. {REMEDY.format(section=INDEX)}"


def test_every_old_call_of_the_page_is_in_its_list() -> None:
    explained = {section for _, section in messages()}
    with_calls = {section for section in CASES if old_calls(ast.parse(CODE[section]))} - {EXERCISES}
    assert with_calls == explained, f"Some messages cannot be looked up. {REMEDY.format(section=INDEX)}"
