"""Figures are numbered by outlines of the pages just as Sphinx numbers them by the pages."""

from pathlib import Path

import pytest
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

INDEX = """
Book
====

.. toctree::
   {option}

   one
   two
"""
ONE = """
One
===

.. figure:: a.svg
   :name: first

   In the page's section

Part
----

.. note::

   .. figure:: a.svg
      :name: inside

      Inside a box

   .. math::
      :label: inside-a-box

      a

.. figure:: a.svg
   :name: bare

.. code-block:: python
   :name: listing
   :caption: Code

   pass

.. table:: Numbers
   :name: table

   === ===
   1   2
   === ===

.. math::
   :label: equation

   b
"""
TWO = """
Two
===

.. figure:: a.svg
   :name: last

   See :numref:`first`

.. code-block:: python
   :name: without-caption

   pass
"""


def build(
    folder: Path, *extensions: str, place: str = "built"
) -> dict[str, dict[str, dict[str, tuple[int, ...]]]]:
    """Build a book and return the numbers of each page."""
    app = Sphinx(
        folder,
        None,
        folder / place / "html",
        folder / place / "doctrees",
        "html",
        {"extensions": list(extensions), "numfig": True, "exclude_patterns": ["built", "other"]},
        status=None,
        warning=None,
        warningiserror=True,
    )
    app.build()
    return app.env.toc_fignumbers


@pytest.fixture(params=["", ":numbered:"])
def book(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    for name, text in {"index": INDEX.format(option=request.param), "one": ONE, "two": TWO}.items():
        (tmp_path / f"{name}.rst").write_text(text)
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')
    return tmp_path


def test_outlines_count_as_pages_do(book: Path) -> None:
    numbers = build(book, "figure_numbers")
    assert numbers == build(book, place="other")
    assert set(numbers["one"]) == {"figure", "code-block", "table", "displaymath"}
    assert set(numbers["one"]["figure"]) == {"first", "inside"}, "what has no caption has no number"


def test_a_new_figure_moves_the_numbers_of_pages_that_are_not_read_again(book: Path) -> None:
    before = build(book, "figure_numbers")
    one = book / "one.rst"
    one.write_text(one.read_text().replace(".. note::", ".. figure:: a.svg\n\n   New\n\n.. note::"))
    after = build(book, "figure_numbers")
    assert after != before
    assert after == build(book, place="other")
    number = ".".join(map(str, after["two"]["figure"]["last"]))
    assert f'<span class="caption-number">Fig. {number} </span>' in (book / "built/html/two.html").read_text()
    one.unlink()
    (book / "index.rst").write_text((book / "index.rst").read_text().replace("   one\n", ""))
    (book / "two.rst").write_text(TWO.replace("See :numref:`first`", "Alone"))
    assert build(book, "figure_numbers") == build(book, place="other")


def test_an_edit_loads_no_page_that_is_not_written(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(book, "figure_numbers")
    loaded, load = set(), BuildEnvironment.get_doctree

    def noted(env: BuildEnvironment, docname: str) -> nodes.document:
        loaded.add(docname)
        return load(env, docname)

    monkeypatch.setattr(BuildEnvironment, "get_doctree", noted)
    (book / "two.rst").write_text(TWO.replace("See :numref:`first`", "Alone"))
    build(book, "figure_numbers")
    assert loaded == {"index"}
