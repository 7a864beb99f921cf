"""Hangul syllables taken apart into jamo and put together again.

Two kinds of jamo exist in Unicode, and the choice matters for a language model:

- *Conjoining* jamo (U+1100 …) have separate signs for a first and a last consonant: 각 = U+1100 + U+1161 +
  U+11A8. Taking apart and putting together is exact for every text in composed form (NFC), also for one with
  ㅋㅋㅋ in it, and a model can see where a syllable begins. They are the default here, and what Unicode's own
  normal form D uses.
- *Compatibility* jamo (U+3131 …) are the letters as one types them: 각 = ㄱ + ㅏ + ㄱ. Every font draws them,
  so show these. A consonant before a vowel begins a syllable, so complete syllables can still be put
  together; but a letter that stood alone in the text may be drawn into the syllable before it: 하ㅋㅋ comes
  back as 핰ㅋ.

The arithmetic is Unicode's: syllable = U+AC00 + (first·21 + vowel)·28 + last, last = 0 for none; 19·21·28 =
11,172.
"""

from __future__ import annotations

import re

from rnn_guide._arguments import choice, text_of

FIRST = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWEL = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
LAST = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"

_TABLES = {
    "conjoining": (
        "".join(chr(0x1100 + k) for k in range(19)),
        "".join(chr(0x1161 + k) for k in range(21)),
        "".join(chr(0x11A8 + k) for k in range(27)),
    ),
    "compatibility": (FIRST, VOWEL, LAST),
}
_SYLLABLE = re.compile("[가-힣]")
# A typed consonant directly before a vowel begins the next syllable, so it is no last consonant. Conjoining
# jamo say themselves which of the two they are.
_NO_VOWEL_AHEAD = {"conjoining": "", "compatibility": f"(?![{VOWEL}])"}
_JAMO = {
    form: re.compile(f"([{first}])([{vowel}])((?:[{last}]{_NO_VOWEL_AHEAD[form]})?)")
    for form, (first, vowel, last) in _TABLES.items()
}
_STRAY = {
    "conjoining": re.compile("[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]"),
    "compatibility": re.compile("[\u3131-\u318e]"),
}


def decompose(text: str, form: str = "conjoining") -> str:
    """Take every Hangul syllable apart into its two or three jamo; all else stays as it is.

    Args:
        text: any text; Hangul in composed form, as keyboards write it.
        form: ``"conjoining"`` (exact) or ``"compatibility"`` (to show), see the module.

    Returns:
        The text with jamo for syllables.

    Raises:
        ArgumentError: if `form` is neither, or what is passed is no string.

    Example:
        >>> from rnn_guide.text import decompose
        >>> decompose("한글 RNN", form="compatibility")
        'ㅎㅏㄴㄱㅡㄹ RNN'
        >>> [f"U+{ord(jamo):04X}" for jamo in decompose("각")]
        ['U+1100', 'U+1161', 'U+11A8']
    """
    firsts, vowels, lasts = _TABLES[choice("form", form, _TABLES)]

    def apart(match: re.Match[str]) -> str:
        rest, last = divmod(ord(match[0]) - 0xAC00, 28)
        first, vowel = divmod(rest, 21)
        return firsts[first] + vowels[vowel] + (lasts[last - 1] if last else "")

    return _SYLLABLE.sub(apart, text_of("text", text))


def compose(jamo: str, form: str = "conjoining") -> str:
    """Put jamo together into syllables; jamo that make no syllable stay as they are.

    Inverse of `decompose`: ``compose(decompose(text)) == text`` for every text whose Hangul is in composed
    form (NFC); loose jamo may stand in it.

    Args:
        jamo: text with jamo of the given form; whole syllables may stand in it too.
        form: ``"conjoining"`` or ``"compatibility"``, see the module.

    Returns:
        The text with syllables.

    Raises:
        ArgumentError: if `form` is neither, or what is passed is no string.

    Example:
        >>> from rnn_guide.text import compose, decompose
        >>> compose(decompose("닭이 운다 ㅋㅋ, cock-a-doodle-doo"))
        '닭이 운다 ㅋㅋ, cock-a-doodle-doo'
        >>> compose("ㄷㅏㄹㄱㅇㅣ ㅇㅜㄴㄷㅏ", form="compatibility")
        '달ㄱ이 운다'
    """
    firsts, vowels, lasts = _TABLES[choice("form", form, _TABLES)]

    def together(match: re.Match[str]) -> str:
        first, vowel, last = match.groups()
        code = (firsts.index(first) * 21 + vowels.index(vowel)) * 28
        return chr(0xAC00 + code + (lasts.index(last) + 1 if last else 0))

    return _JAMO[form].sub(together, decompose(text_of("jamo", jamo), form))


def is_valid_hangul(text: str, form: str = "conjoining") -> bool:
    """Tell whether all jamo of a text belong to complete syllables, as a check of what a model wrote.

    Text without jamo, English too, is valid. Old Hangul jamo are never part of a modern syllable.

    Args:
        text: jamo, syllables or both.
        form: which jamo are checked, ``"conjoining"`` or ``"compatibility"``.

    Raises:
        ArgumentError: if `form` is neither, or what is passed is no string.

    Example:
        >>> from rnn_guide.text import decompose, is_valid_hangul
        >>> is_valid_hangul(decompose("바다")), is_valid_hangul(decompose("바다")[1:])
        (True, False)
    """
    return _STRAY[choice("form", form, _STRAY)].search(compose(text_of("text", text), form)) is None
