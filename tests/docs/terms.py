"""The terms of docs/terms.toml as patterns that find them, and their refused variants, in prose."""

import re
from collections.abc import Mapping
from itertools import product
from typing import Any

Terms = Mapping[str, Mapping[str, Any]]

SUFFIXES = "들 값 별 간 형 수 층 용 벡터 함수 기법 행렬"
# Particles and endings that Korean writes onto a noun. A longer word that only begins like a variant ends in
# something else, so it is left alone: 레이어드.
PARTICLES = """
    은 는 이 가 을 를 의 에 에는 에도 에서 에게 로 으로 로서 으로서 로써 으로써 와 과 도 만 까지 부터 마다
    보다 처럼 나 이나 라 이라 라고 이라고 라는 이라는 란 이란 라면 이라면 라도 이라도 든 이든 조차 마저 밖에
    뿐 대로 만큼 쯤 입니다 입니까 이다 인 일 임 이고 고 이며 며 이지만 지만 이므로 므로 이면 면 이어서 여서
    여야 였습니다 이었습니다 인지 이자 하는 하고 하면 하여 하지 하기 한 할 함 합니다 해 해서 했습니다 된
    되는 되고 되면 되어 될 됩니다 시키는 시킨
"""
TAIL = rf"(?=(?:{'|'.join(SUFFIXES.split())})?(?:{'|'.join(PARTICLES.split())}){{0,2}}(?![가-힣]))"
HANGUL = re.compile("[가-힣]")


def spacings(words: str) -> list[str]:
    """Return the ways to write a Korean term with or without its spaces, as it stands first."""
    parts = words.split()
    gaps = product((" ", ""), repeat=len(parts) - 1)
    return ["".join(part + gap for part, gap in zip(parts, (*gap, ""), strict=True)) for gap in gaps]


def pattern(words: list[str], language: str) -> re.Pattern[str]:
    """Return a pattern that finds any of these words, the longest first, inflected or with a particle."""
    ordered = sorted(words, key=len, reverse=True)
    if not ordered:
        return re.compile(r"(?!)")
    if language == "ko":
        alternatives = "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered)
        return re.compile(rf"(?<![가-힣A-Za-z])(?:{alternatives}){TAIL}", re.IGNORECASE)
    alternatives = "|".join(map(_plural, ordered))
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.IGNORECASE)


def _plural(word: str) -> str:
    text = r"\s+".join(map(re.escape, word.split()))
    return rf"{text[:-1]}(?:y|ies)" if word.endswith("y") else rf"{text}(?:e?s)?"


def same_words(text: str) -> str:
    """Return a match in the form under which it is listed."""
    return " ".join(text.split())


def refused(terms: Terms, language: str) -> dict[str, str]:
    """Return every refused way to write a term and what to write instead."""
    found: dict[str, str] = {}
    right = {entry[language] for entry in terms.values()}
    for entry in terms.values():
        written = [
            form for word in entry.get("avoid", {}).get(language, []) for form in _forms(word, language)
        ]
        if language == "ko":
            written += spacings(entry["ko"])[1:]
        found |= {form: entry[language] for form in written if form not in right}
    return found


def _forms(word: str, language: str) -> list[str]:
    return spacings(word) if language == "ko" else [word]


class Vocabulary:
    """The terms, with what finds them in prose compiled once."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.ids = {entry["ko"].casefold(): name for name, entry in terms.items()}
        self.korean = pattern(list(self.ids), "ko")
        self.instead = {
            language: {form.casefold(): word for form, word in refused(terms, language).items()}
            for language in ("ko", "en")
        }
        self.refused = {language: pattern(list(forms), language) for language, forms in self.instead.items()}

    def find_refused(self, text: str, language: str) -> list[tuple[int, str, str]]:
        """Return (offset, what is written, what to write) for each refused variant."""
        found = self.refused[language].finditer(text)
        return [(m.start(), same_words(m[0]), self.write_instead(m[0], language)) for m in found]

    def write_instead(self, written: str, language: str) -> str:
        """Return the term for a variant, in the singular for an English plural."""
        form = same_words(written).casefold()
        instead = self.instead[language]
        singulars = (form, form.removesuffix("s"), form.removesuffix("es"), f"{form.removesuffix('ies')}y")
        return next(instead[singular] for singular in singulars if singular in instead)

    def find_korean(self, text: str) -> list[tuple[int, int, str]]:
        """Return (start, end, id) of every Korean term, a longer term before one that it contains."""
        return [
            (m.start(), m.end(), self.ids[same_words(m[0]).casefold()]) for m in self.korean.finditer(text)
        ]
