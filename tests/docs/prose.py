"""The prose rules: what is checked on every page, and on Korean pages."""

from collections.abc import Callable, Iterator
from pathlib import Path

from .bare_numbers import typed_decimals
from .first_use import english_once, first_use
from .images import alternatives, shared_images, words_in_plots
from .korean import particles, politeness
from .page import Page
from .parity import pages
from .problem import Problem
from .structure import description, exercises, nested_cells, starts_with_objectives
from .terms import Vocabulary
from .typography import emphasis, punctuation

Rule = Callable[[Page], Iterator[Problem]]
RULES: tuple[Rule, ...] = (
    *(description, starts_with_objectives, exercises, nested_cells),
    *(emphasis, punctuation, typed_decimals, alternatives, words_in_plots),
)
KOREAN_RULES: tuple[Rule, ...] = (politeness, particles, english_once)


def check_page(page: Page, words: Vocabulary) -> list[Problem]:
    """Return what is wrong with a page."""
    rules = RULES + KOREAN_RULES if page.language == "ko" else RULES
    problems = [problem for rule in rules for problem in rule(page)]
    problems += refused_words(page, words)
    if page.language == "ko":
        problems += first_use(page, words)
    return problems


def check_folder(folder: Path, words: Vocabulary) -> list[Problem]:
    """Return what is wrong with the pages of one language; the folder's name is the language."""
    found = [Page.read(folder / name, folder) for name in sorted(pages(folder)) if name.endswith(".md")]
    problems = [problem for page in found for problem in check_page(page, words)]
    return problems + [problem for page in found for problem in shared_images(page, folder)]


def refused_words(page: Page, words: Vocabulary) -> Iterator[Problem]:
    """No page uses a word to avoid (docs/terms.toml), nor a Korean term without its spaces."""
    for _, run in page.runs():
        for offset, written, instead in words.find_refused(run.text, page.language):
            message = f"“{written}” is not the book's word"
            remedy = f"Write “{instead}” (docs/terms.toml)."
            yield page.problem_at("terms", run, offset, message, remedy)
