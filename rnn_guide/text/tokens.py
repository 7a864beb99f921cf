"""Cutting text into words, syllables, jamo or bytes, and joining it again."""

from __future__ import annotations

from collections.abc import Iterable

from rnn_guide._arguments import choice, text_of, texts_of
from rnn_guide.checks import ArgumentError
from rnn_guide.text.hangul import compose, decompose

UNITS = ("word", "syllable", "jamo", "byte")


def tokenize(text: str, unit: str) -> list[str]:
    """Cut a text into tokens.

    Args:
        text: any text.
        unit: ``"word"`` (between white space), ``"syllable"`` (one character: a Hangul syllable, a letter, a
            space), ``"jamo"`` (as syllable, but Hangul in conjoining jamo) or ``"byte"`` (UTF-8, as two
            hexadecimal digits).

    Returns:
        The tokens, in order.

    Raises:
        ArgumentError: if `unit` is none of them, or `text` is no string.

    Example:
        >>> from rnn_guide.text import tokenize
        >>> tokenize("나는 RNN", "word"), tokenize("나는 RNN", "syllable")
        (['나는', 'RNN'], ['나', '는', ' ', 'R', 'N', 'N'])
        >>> len(tokenize("나는 RNN", "jamo")), tokenize("나", "byte")
        (9, ['EB', '82', '98'])
    """
    choice("unit", unit, UNITS)
    text = text_of("text", text)
    if unit == "word":
        return text.split()
    if unit == "byte":
        return [f"{byte:02X}" for byte in text.encode()]
    return list(decompose(text) if unit == "jamo" else compose(text))


def detokenize(tokens: Iterable[str], unit: str) -> str:
    """Join tokens into text, the inverse of `tokenize` but for the kind of white space between words.

    What a model generates may be no valid text: jamo that make no syllable stay as they are, bytes that are
    no UTF-8 become �.

    Args:
        tokens: as `tokenize` returns them.
        unit: the unit they were cut into.

    Raises:
        ArgumentError: if `unit` is unknown, a token is no string, or a byte is not two hexadecimal digits.

    Example:
        >>> from rnn_guide.text import detokenize, tokenize
        >>> detokenize(tokenize("나는 RNN", "jamo"), "jamo")
        '나는 RNN'
        >>> detokenize(["EB", "82"], "byte")
        '�'
    """
    choice("unit", unit, UNITS)
    tokens = texts_of("tokens", tokens)
    if unit == "byte":
        return b"".join(_byte(token) for token in tokens).decode(errors="replace")
    return " ".join(tokens) if unit == "word" else compose("".join(tokens))


def _byte(token: str) -> bytes:
    try:
        (byte,) = bytes.fromhex(token)
    except ValueError:
        raise ArgumentError(
            "tokens",
            "bytes as two hexadecimal digits",
            f"{token!r}",
            "Make them with tokenize(text, 'byte').",
        ) from None
    return bytes([byte])


def count_syllables(text: str) -> int:
    """Count the Hangul syllables of a text, the unit in which tokenisers of different kinds are compared.

    Example:
        >>> from rnn_guide.text import count_syllables
        >>> count_syllables("나는 RNN을 안다")
        5
    """
    return sum("가" <= character <= "힣" for character in compose(text_of("text", text)))
