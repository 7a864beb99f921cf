"""One configuration for both languages.

    sphinx-build -c docs -D language=ko docs/ko _build/ko/html

`docs/build.py` runs it for every language and assembles the site.
"""

import atexit
import gc
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE / "_ext")]

import entry_points  # noqa: E402  (found through the line above)
import execution  # noqa: E402
import languages  # noqa: E402

# A build ends long before its garbage matters: a fifth of its time, for 400 MB at most.
gc.disable()
atexit.register(gc.freeze)
entry_points.read_once()

project = "RNN Guide"
author = "The RNN Guide authors"
copyright = f"2026, {author}"
version = release = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"][
    "version"
]

extensions = [
    "myst_nb",
    "sphinx.ext.doctest",
    "sphinx_design",
    "sphinxcontrib.bibtex",
    "citations",
    "cite",
    "languages",
    "machinery",
    "navigation",
    "figure_numbers",
    "foreign",
    "reference",
    "page_frame",
    "search_index",
    "katex",
    "diagrams",
    "explorers",
    "notebooks",
    "stored_results",
    "terms",
]
exclude_patterns = ["**/.ipynb_checkpoints"]
templates_path = ["_templates"]
locale_dirs = [languages.compile_catalogs(HERE / "_locale")]
numfig = True
bibtex_bibfiles = [str(HERE / "references.bib")]
bibtex_default_style = "author-year"
bibtex_reference_style = "author_year"

# --- pages -------------------------------------------------------------------------------------------------
myst_enable_extensions = [
    "amsmath",
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
]
myst_dmath_double_inline = True
html_math_renderer = "katex"

# --- running the pages' code -------------------------------------------------------------------------------
# The cells of both languages are byte-equal, so one cache serves both and each program runs once.
execution.join_printed_lines()
doctest_test_doctest_blocks = ""  # pytest runs the examples of the docstrings
nb_execution_mode = "cache"
nb_execution_cache_path = str(execution.cache_folder())
nb_execution_timeout = execution.TIMEOUT
# A failing cell is a warning, which fails the build, so that every failing cell of every page is shown.
nb_execution_raise_on_error = False
nb_execution_show_tb = True

# --- the site ----------------------------------------------------------------------------------------------
html_theme = "sphinx_book_theme"
UNUSED_PARTS = (
    *("navbar_start", "navbar_center", "navbar_persistent", "navbar_end"),
    *("article_header_start", "article_header_end", "article_footer_items", "content_footer_items"),
    *("footer_start", "footer_center", "footer_end", "primary_sidebar_end", "secondary_sidebar_items"),
)
# The themes give class names, styles and the trees of contents; the page's frame is _templates/layout.html.
html_theme_options = {
    "show_toc_level": 2,
    "use_download_button": False,
    "use_fullscreen_button": False,
    # The theme would draw each part that our frame does not show, to see whether it is empty.
    **{part: [] for part in UNUSED_PARTS},
}
html_sidebars: dict[str, list[str]] = {"**": []}
html_context = {"default_mode": "light"}  # without scripts; color-mode.js decides otherwise
html_additional_pages = {"search": "search.html"}
html_use_index = html_domain_indices = False  # the search finds names, too
html_favicon = "_static/favicon.svg"
html_static_path = ["_static"]
html_css_files = ["book.css", "diagrams.css", "explorers.css"]
html_show_sourcelink = False  # the assembly links to the sources, which Sphinx copies
html_show_sphinx = False
