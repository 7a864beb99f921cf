"""A Korean page gives the English word once, at the first use of a term: 은닉 상태(hidden state)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .inline import Run
from .page import Page
from .problem import Problem
from .structure import objectives
from .terms import Vocabulary

RULE = "first-use"
TEXTS = {"paragraph", "td", "title"}
# 한국어(English), also where the Korean is in bold or a link.
PAIR = re.compile(r"(?<=[가-힣])\((?P<english>[A-Za-z][A-Za-z .,/-]+)\)")
BRACKET = re.compile(r"\s?\((?P<words>[^()]*)\)")


@dataclass(frozen=True)
class Use:
    """One use of a term; ``english`` tells whether its English stands behind it."""

    term: str
    run: Run
    offset: int
    english: bool
    in_objectives: bool


def running_text(page: Page) -> Iterator[tuple[int, Run]]:
    """Return the text that is read from beginning to end, without headings and alternative texts."""
    return ((i, run) for i, block in enumerate(page.blocks) for run in block.runs if run.kind in TEXTS)


def uses(page: Page, words: Vocabulary) -> Iterator[Use]:
    """Return every use of a term in the running text."""
    previews = objectives(page)
    for index, run in running_text(page):
        for start, end, name in words.find_korean(run.text):
            bracket = BRACKET.match(run.text, end)
            entry = words.terms[name]
            names = [entry[key].casefold() for key in ("en", "abbr") if key in entry]
            english = bracket is not None and any(one in bracket["words"].casefold() for one in names)
            yield Use(name, run, start, english, index in previews)


def first_use(page: Page, words: Vocabulary) -> Iterator[Problem]:
    """In a chapter a term that is no everyday word comes with its English at its first use."""
    seen: set[str] = set()
    for use in uses(page, words) if page.is_chapter else ():
        entry = words.terms[use.term]
        # The objectives look ahead: they may give the English, but need not.
        if use.term in seen or (use.in_objectives and not use.english):
            continue
        seen.add(use.term)
        if not use.english and not entry.get("everyday", False):
            message = f"the first use of {entry['ko']} does not give the English word"
            remedy = f"Write {entry['ko']}({entry['en']}) here, and {entry['ko']} alone after it."
            yield page.problem_at(RULE, use.run, use.offset, message, remedy)


def english_once(page: Page) -> Iterator[Problem]:
    """No English word stands in brackets behind Korean a second time."""
    seen: dict[str, int] = {}
    for _, run in running_text(page):
        for match in PAIR.finditer(run.text):
            word = " ".join(match["english"].casefold().split())
            if word in seen:
                message = f"({match['english']}) was already given in line {seen[word]}"
                remedy = (
                    f"Remove ({match['english']}) here: after the first use the Korean term stands alone."
                )
                yield page.problem_at(RULE, run, match.start(), message, remedy)
            seen.setdefault(word, run.line_at(match.start()))
