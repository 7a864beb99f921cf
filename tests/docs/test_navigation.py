"""The list of a page's sections, made from Sphinx' own."""

import pytest
from navigation import page_contents

ENTRY = '<li><a class="reference internal" href="#{0}">{0}</a>'


def nested(*names: str) -> str:
    """Write the list that Sphinx makes of sections, each inside the one before."""
    return "".join(f"<ul>\n{ENTRY.format(name)}" for name in names) + "</li>\n</ul>\n" * len(names)


def test_the_title_is_left_out_and_levels_have_names() -> None:
    assert page_contents(nested("title", "a", "b", "c")) == (
        '<ul class="pst-show_toc_level nav section-nav flex-column">\n'
        '<li class="toc-h2 nav-item toc-entry"><a class="reference internal nav-link" href="#a">a</a>'
        '<ul class="pst-show_toc_level nav section-nav flex-column">\n'
        '<li class="toc-h3 nav-item toc-entry"><a class="reference internal nav-link" href="#b">b</a>'
        '<ul class="nav section-nav flex-column">\n'
        '<li class="toc-h4 nav-item toc-entry"><a class="reference internal nav-link" href="#c">c</a>'
        "</li>\n</ul>\n</li>\n</ul>\n</li>\n</ul>"
    )


@pytest.mark.parametrize("toc", ["", nested("title")])
def test_a_page_without_sections_has_no_list(toc: str) -> None:
    assert page_contents(toc) == ""
