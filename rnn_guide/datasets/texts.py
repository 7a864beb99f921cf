"""Two small texts for character language models, one Korean and one English."""

from __future__ import annotations

from importlib import resources

from rnn_guide._arguments import choice

LANGUAGES = ("ko", "en")


def corpus(language: str) -> str:
    """Return a small text for language models, written for this book: many short pieces, one a line.

    The pieces are scenes, small tales and explanations, independent of each other, so that lines may be
    divided into training, validation and test texts. The two texts are not translations of each other. The
    Korean one has 172 lines and 25,414 characters (with Hangul taken apart into jamo, 51,190), the English
    one 93 lines and 29,250. Both are under the licence of the package.

    Args:
        language: ``"ko"`` or ``"en"``.

    Returns:
        The text in composed form (NFC); every line ends in a line feed.

    Raises:
        ArgumentError: if `language` is neither.

    Example:
        >>> from rnn_guide.datasets import corpus
        >>> print(corpus("en").splitlines()[0][:29])
        The kettle had a voice of its
        >>> print(corpus("ko").splitlines()[0][:17])
        할머니는 새벽마다 마당을 쓸었다
        >>> len(corpus("ko")), len(corpus("en"))
        (25414, 29250)
    """
    name = f"{choice('language', language, LANGUAGES)}.txt"
    return (resources.files("rnn_guide.datasets") / "corpora" / name).read_text(encoding="utf-8")
