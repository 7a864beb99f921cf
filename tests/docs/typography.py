"""Rules for what a reader sees of the markup and of punctuation, in both languages."""

import re
from collections.abc import Iterator

from .inline import Run
from .page import Page
from .problem import Problem

STARS = re.compile(r"\*\*|(?<=[\w)\]}\"”’.,!?%])\*(?=[가-힣])")
WIDE = re.compile("[\uff01-\uff5e\u3000-\u3002]")
SPACES = re.compile(r"(?<=\S) {2,}(?=\S)")
BEFORE = re.compile(r"(?<=\S)[ \n][,.;!?](?=\s|$)")


def emphasis(page: Page) -> Iterator[Problem]:
    """No star is left over: CommonMark does not close ``**…)**은``, between a sign and a letter."""
    for block, run in page.runs():
        for match in STARS.finditer(run.text):
            star = match[0]
            if rf"\{star[0]}" in block.source:
                continue
            message = f"{star} is shown to the reader instead of making the words bold or slanted"
            remedy = "Keep signs and code outside: **순환 신경망**(RNN)은, not **순환 신경망(RNN)**은."
            yield page.problem_at("emphasis", run, match.start(), message, remedy)
            break


def punctuation(page: Page) -> Iterator[Problem]:
    """No full-width signs, no double spaces, no space before a stop, and quotation marks in pairs."""
    for _, run in page.runs():
        for match in WIDE.finditer(run.text):
            message = f"{match[0]} is a full-width sign"
            yield page.problem_at(
                "punctuation", run, match.start(), message, "Write the ASCII sign, or “ ” ‘ ’."
            )
        for match in SPACES.finditer(run.text):
            message = "more than one space between words"
            yield page.problem_at("punctuation", run, match.start(), message, "Leave one space.")
        for match in BEFORE.finditer(run.text):
            message = f"a space before “{match[0].strip()}”"
            yield page.problem_at("punctuation", run, match.start(), message, "Remove the space.")
        yield from quotation_marks(page, run)


def quotation_marks(page: Page, run: Run) -> Iterator[Problem]:
    """Curly marks come in pairs and do not meet straight ones in one block."""
    text = run.text
    if text.count("“") != text.count("”"):
        message = f"{text.count('“')} opening “ and {text.count('”')} closing ”"
        at = max(text.find("“"), text.find("”"))
        yield page.problem_at("punctuation", run, at, message, "Write the marks as a pair: “…”.")
    elif "“" in text and '"' in text:
        message = 'both “ and " in one block'
        yield page.problem_at("punctuation", run, text.index('"'), message, "Write “…” throughout.")
