"""Rules for Korean: one level of politeness, and particles that stay with their word."""

import re
from collections.abc import Iterator

from .inline import OBJECT
from .page import Page
from .problem import Problem

END = re.compile(r"(?P<word>[가-힣]+)[)\]」』]*(?P<end>[.!?…:]+(?=\s|$|[)\]”’\"'])|$)")
QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|「[^」]*」|『[^』]*』|\"[^\"]*\"")
# Nouns that end like a verb.
NOUNS = ("필요", "불필요", "중요", "수요", "개요", "소요", "주요", "강요", "동요", "고요", "바다")
QUESTION = re.compile(r"(?:[^니]까|[는은인한던런된운른]가|냐|느냐)$")
ORDER = re.compile(r"(?:[하보두쓰내]자|[하보두쓰]라|[해봐둬써]라|[으아어여]라)$")
PIEUP = 17
# Titles are free; a fragment is a sentence only where it ends in a stop.
TITLES = {"heading", "title", "th", "fieldlist_name"}
FRAGMENTS = {"dt", "td", "alt", "caption", "description", "header", "summary"}
# A particle that is not also a word, after a Latin word, a number, code or math.
LOOSE = re.compile(
    rf"(?<=[A-Za-z0-9{OBJECT}]) (은|는|을|를|의|와|과|으로|에서|에게|까지|부터|처럼)(?=[\s.,]|$)"
)


def is_formal(word: str) -> bool:
    """Return whether a word ends in 합니다체: …ㅂ니다, or the invitation …ㅂ시다."""
    return word[-2:] in ("니다", "시다") and len(word) > 2 and (ord(word[-3]) - 0xAC00) % 28 == PIEUP


def level_of(word: str, end: str) -> str | None:
    """Return the level of a sentence that ends in this word, None where it is 합니다체 or no sentence."""
    if word.endswith(NOUNS):
        return None
    if word.endswith("까요") and "?" in end:
        return None  # 합니다체 has no form of its own for asking oneself: …할까요?
    if word.endswith(("요", "죠")):
        return "해요체"
    if word.endswith("다") and not is_formal(word):
        return "반말"
    if "?" in end:
        return "반말" if QUESTION.search(word) else None
    return "반말" if end and ORDER.search(word) else None


def politeness(page: Page) -> Iterator[Problem]:
    """Every sentence is in 합니다체, also in lists and tables; headings and quotations are free."""
    for block, run in page.runs():
        if run.kind in TITLES or "quotation" in block.path:
            continue
        text = QUOTED.sub(lambda quote: OBJECT * len(quote[0]), run.text)
        for match in END.finditer(text):
            if not match["end"] and run.kind in FRAGMENTS:
                continue
            word, at = match["word"], match.start()
            if word == "다" and (at == 0 or text[at - 1].isspace()):
                continue
            level = level_of(word, match["end"])
            if level is not None:
                message = f"“…{word}{match['end']}” is {level}"
                remedy = "End the sentence in 합니다체: …합니다, …입니다, …합니까?, …하십시오, …합시다."
                yield page.problem_at("politeness", run, at, message, remedy)


def particles(page: Page) -> Iterator[Problem]:
    """A particle is written onto the word before it, also onto code, math and Latin words."""
    for _, run in page.runs():
        for match in LOOSE.finditer(run.text):
            message = f"the particle {match[1]} stands apart from the word before it"
            yield page.problem_at("particles", run, match.start(), message, "Remove the space before it.")
