"""Numbers that code computes are glued into the text, never typed."""

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from .front_matter import section
from .inline import OBJECT
from .page import Page
from .problem import Problem

# A number on its own: no part of a name, a version, a date or a range of digits.
NUMBER = re.compile(r"(?<![\w.,/:])[-−]?\d+(?:,\d{3})*(?:\.\d+)?(?![\w/:]|[.,]\d)")
# Korean writes units and particles onto a number: 0.359가.
NUMBER_KO = re.compile(r"(?<![\w.,/:])[-−]?\d+(?:,\d{3})*(?:\.\d+)?(?![A-Za-z0-9_/:]|[.,]\d)")
# In a formula a letter may follow: 0.125x.
NUMBER_TEX = re.compile(r"(?<![\d.,])[-−]?\d+(?:\.\d+)?(?!\d|\.\d)")
ALLOWED = "plain_numbers"
ENOUGH = 3
RULE = "bare-number"


def significant(digits: str) -> int:
    """Return how many digits say something: neither leading zeros nor, in a whole number, trailing ones."""
    whole, _, decimals = digits.partition(".")
    stripped = (whole + decimals).lstrip("0")
    return len(stripped if decimals else stripped.rstrip("0"))


def value(number: str) -> Decimal:
    """Return the value of a number as it is written in prose."""
    return Decimal(number.replace(",", "").replace("−", "-"))


def numbers(page: Page) -> Iterator[tuple[str, int, str]]:
    """Return (number, line, what stands around it) for each number of the prose and of the formulas."""
    pattern = NUMBER_KO if page.language == "ko" else NUMBER
    for block, run in page.runs():
        if block.kind != "front matter":
            for match in pattern.finditer(run.text):
                at = match.start()
                yield match[0], run.line_at(at), run.text[max(0, at - 30) : at + 40].replace(OBJECT, "□")
    for block in page.blocks:
        for tex, line in block.math:
            for match in NUMBER_TEX.finditer(tex):
                yield match[0], line + tex.count("\n", 0, match.start()), tex


def allowed(page: Page) -> dict[Decimal, str]:
    """Return the numbers that the front matter lets stand, each with its reason."""
    entries = section(page.front_matter, ALLOWED).items()
    return {value(str(key)): str(why or "").strip() for key, why in entries if NUMBER.fullmatch(str(key))}


def typed_decimals(page: Page) -> Iterator[Problem]:
    """A decimal with three or more significant decimals is a result, so it is glued."""
    reasons, used = allowed(page), set()
    for number, line, around in numbers(page):
        decimals = number.partition(".")[2]
        used.add(value(number))
        is_result = len(decimals) >= ENOUGH and significant(number.lstrip("-−")) >= ENOUGH
        if is_result and value(number) not in reasons:
            yield page.problem(RULE, line, f"{number} is typed", around, remedy(number))
    for entry in section(page.front_matter, ALLOWED):
        number = str(entry)
        if not NUMBER.fullmatch(number):
            message, todo = f"{ALLOWED} lists {number!r}, which is not a number", "Write it as in the text."
        elif not reasons[value(number)]:
            message, todo = f"{ALLOWED} lets {number} stand without a reason", "Say where it comes from."
        elif value(number) not in used:
            message, todo = f"{ALLOWED} lists {number}, which the page does not use", "Remove it there."
        else:
            continue
        yield page.problem(RULE, 1, message, number, todo)


def bare_numbers(page: Page, glued: Mapping[str, str]) -> list[Problem]:
    """Return the typed numbers of a page that equal a value it computes, rounded as they are typed.

    Args:
        page: The page.
        glued: The text of each glued value of the page by its name. All numbers in the text count that
            have at least three significant digits.
    """
    results = [(name, value(number)) for name, text in glued.items() for number in NUMBER.findall(text)]
    problems = []
    for number, line, around in numbers(page):
        if significant(number.lstrip("-−").replace(",", "")) < ENOUGH or value(number) in allowed(page):
            continue
        name = next((name for name, result in results if rounds_to(result, number)), None)
        if name is not None:
            message = f"{number} is typed, but the page computes it as {name}"
            problems.append(page.problem(RULE, line, message, around, remedy(number, name)))
    return problems


def rounds_to(result: Decimal, number: str) -> bool:
    """Return whether a result, rounded to as many decimals as the number has, is that number."""
    unit = Decimal(1).scaleb(-len(number.partition(".")[2]))
    return value(number) in {result.quantize(unit, mode) for mode in (ROUND_HALF_EVEN, ROUND_HALF_UP)}


def remedy(number: str, name: str = "name") -> str:
    """Return what to do about a typed number."""
    glue = f"Glue it: {{glue:text}}`{name}:.{len(number.partition('.')[2])}f`."
    return (
        f'{glue} If no cell computes it, add it to the front matter: {ALLOWED}: {{"{number}": "its source"}}.'
    )
