"""The particle after a number is the one that the number calls for when it is read aloud.

Cells compute the numbers of the pages, so the source does not show them, and a new measurement can break a
sentence.
"""

import re
from copy import copy

import pytest
from bs4 import BeautifulSoup

pytestmark = pytest.mark.site

OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"  # where a formula or code stood

# The consonant that ends a digit (영 일 이 삼 사 오 육 칠 팔 구) and a unit by its zeros (십 백 천, 만, 억).
DIGITS = dict(zip("0123456789", ("ng", "l", "", "m", "", "", "k", "l", "l", ""), strict=True))
UNITS = ("", "p", "k", "n", "n", "n", "n", "n", "k")
PER_CENT = ""  # 퍼센트
NUMBER = r"(?<![A-Za-z_\d.,/])(?P<number>\d[\d,]*(?:\.\d+)?)(?P<fraction>/\d+)?(?P<per_cent>%?)"
PARTICLE = re.compile(rf"{NUMBER}(?P<particle>은|는|이|가|을|를|과|와|으로|로)(?![가-힣])")
# Each pair: after a consonant, after a vowel. After the consonant ㄹ it is 로, too.
PAIRS = {"은": "는", "이": "가", "을": "를", "과": "와", "으로": "로"}


def last_sound(number: str) -> str:
    """Return the consonant that a number below a trillion ends in when it is read aloud, "" for a vowel."""
    digits = number.replace(",", "")
    zeros = 0 if "." in digits else len(digits) - len(digits.rstrip("0"))
    if not zeros or not digits.strip("0"):
        return DIGITS[digits[-1]]
    return UNITS[min(zeros, 8)]


def is_right(found: re.Match[str]) -> bool:
    """Tell whether a particle goes with its number."""
    # A fraction is read from its denominator to its numerator.
    sound = PER_CENT if found["per_cent"] else last_sound(found["number"])
    particle = found["particle"]
    if particle in {"으로", "로"}:
        return (particle == "으로") == (sound not in {"", "l"})
    return (particle in PAIRS) == bool(sound)


def wrong_particles(text: str) -> list[str]:
    """Return the places where the particle after a number is the other one of its pair."""
    return [
        text[max(0, found.start() - 20) : found.end() + 10]
        for found in PARTICLE.finditer(text)
        if not is_right(found)
    ]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("0.10은", "0.10는"),
        ("0.91이", "0.91가"),
        ("12와", "12과"),
        ("3,000은", "3,000는"),
        ("97%는", "97%은"),
        ("0.97로", "0.97으로"),
        ("60으로", "60로"),
        ("25로", "25으로"),
        ("10,000을", "10,000를"),
        ("100,000을", "100,000를"),
        ("1/2이", "1/2가"),
    ],
)
def test_the_rule_knows_numbers(right: str, wrong: str) -> None:
    assert wrong_particles(f"정확도는 {right} 됩니다.") == []
    assert wrong_particles(f"정확도는 {wrong} 됩니다.") == [f"정확도는 {wrong} 됩니다."]


def test_particles_go_with_the_numbers_before_them(soup: BeautifulSoup, name: str) -> None:
    if not name.startswith("ko/"):
        return
    article = copy(soup.article or soup)
    for tag in article.select("pre, script, style, svg, .katex"):
        tag.replace_with(OBJECT)
    assert wrong_particles(article.get_text()) == [], f"{name}: write the sentence so that any number fits"
