"""The bibliography's labels: author and year, as in the text."""

from collections.abc import Iterator
from typing import Any

from pybtex.plugin import register_plugin
from pybtex.style.formatting.unsrt import Style
from pybtex.style.labels import BaseLabelStyle
from sphinx.application import Sphinx


class AuthorYearLabels(BaseLabelStyle):  # type: ignore[misc]  # pybtex has no types
    """`Elman, 1990`; `Pascanu et al., 2013`."""

    def format_labels(self, sorted_entries: list[Any]) -> Iterator[str]:
        """Name each work as the text does."""
        for entry in sorted_entries:
            names = [" ".join(author.last_names) for author in entry.persons["author"]]
            who = " and ".join(names) if len(names) <= 2 else f"{names[0]} et al."
            yield f"{who}, {entry.fields['year']}"


class AuthorYearStyle(Style):  # type: ignore[misc]
    """Entries in the order of their labels."""

    default_label_style = AuthorYearLabels
    default_sorting_style = "author_year_title"


def setup(app: Sphinx) -> dict[str, bool]:
    """Make the style known by the name `author-year`."""
    register_plugin("pybtex.style.formatting", "author-year", AuthorYearStyle)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
