"""Cross-entropy in the units in which it is told: perplexity and bits."""

import math

from rnn_guide._arguments import number
from rnn_guide.checks import ArgumentError


def perplexity(cross_entropy: float) -> float:
    """Return e^H: among how many equally likely tokens a model with cross-entropy H (nats a token) hesitates.

    Example:
        >>> from rnn_guide.losses import perplexity
        >>> import math
        >>> f"{perplexity(math.log(7)):.1f}"
        '7.0'
    """
    cross_entropy = number("cross_entropy", cross_entropy)
    return math.inf if cross_entropy >= 709 else math.exp(cross_entropy)


def nats_to_bits(nats: float) -> float:
    """Return a cross-entropy in bits: divided by ln 2.

    Example:
        >>> from rnn_guide.losses import nats_to_bits
        >>> import math
        >>> nats_to_bits(math.log(8))
        3.0
    """
    return number("nats", nats) / math.log(2)


def bits_per_symbol(cross_entropy: float, tokens: int, symbols: int) -> float:
    """Return the bits that a model spends on one symbol, when it reads the text in other units.

    Only so can models with different tokens (bytes, jamo, syllables) be compared on one text.

    Args:
        cross_entropy: the model's mean loss, in nats a token.
        tokens: how many tokens the mean is over.
        symbols: how many symbols (for example syllables) the same text has.

    Returns:
        cross_entropy · tokens / symbols / ln 2.

    Raises:
        ArgumentError: if a count is not positive.

    Example:
        >>> from rnn_guide.losses import bits_per_symbol
        >>> import math
        >>> bits_per_symbol(math.log(4), tokens=300, symbols=100)
        6.0
    """
    for name, count in (("tokens", tokens), ("symbols", symbols)):
        if not number(name, count) > 0:
            remedy = "Count them on the text that was scored."
            raise ArgumentError(name, "a positive number", repr(count), remedy)
    return nats_to_bits(number("cross_entropy", cross_entropy)) * tokens / symbols
