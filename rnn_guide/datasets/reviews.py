"""Generated film reviews whose meaning depends on word order."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rnn_guide._arguments import generator, real, whole
from rnn_guide.checks import ArgumentError

VOCABULARY_SIZE = 5000
POLAR_WORDS = 100  # of each sign
BUT, NOT, POSITIVE, NEGATIVE = 1, 2, 3, 3 + POLAR_WORDS
NEUTRAL = NEGATIVE + POLAR_WORDS
KINDS = ("plain", "but", "not")


class Reviews(NamedTuple):
    """Generated reviews.

    Attributes:
        inputs: (batch, length) int64 word ids in [1, 5000); 0 is never used and stays free for padding.
        targets: (batch,) int64, 1 = positive, 0 = negative.
        kinds: (batch,) int64, 0 = plain, 1 = but, 2 = not (see `reviews`).

    Example:
        >>> from rnn_guide.datasets import reviews
        >>> reviews(3, seed=0)._fields
        ('inputs', 'targets', 'kinds')
    """

    inputs: npt.NDArray[np.int64]
    targets: npt.NDArray[np.int64]
    kinds: npt.NDArray[np.int64]


@cache
def review_vocabulary() -> tuple[str, ...]:
    """Return the 5,000 words by id: ``<pad> but not good0…good99 bad0…bad99 word0…word4796``.

    Example:
        >>> from rnn_guide.datasets import review_vocabulary
        >>> words = review_vocabulary()
        >>> len(words), words[1], words[3], words[103], words[203]
        (5000, 'but', 'good0', 'bad0', 'word0')
    """
    goods = [f"good{k}" for k in range(POLAR_WORDS)]
    bads = [f"bad{k}" for k in range(POLAR_WORDS)]
    neutral = [f"word{k}" for k in range(VOCABULARY_SIZE - NEUTRAL)]
    return ("<pad>", "but", "not", *goods, *bads, *neutral)


def reviews(
    batch: int,
    length: int = 30,
    *,
    span: int = 8,
    order_share: float = 0.6,
    seed: int | np.random.Generator,
) -> Reviews:
    """Draw sentences over 5,000 words with a sign that a bag of words cannot read from all of them.

    Every sentence is `length` words. All are neutral, word0 to word4796 with probability ∝ 1/(k + 10), but
    for two polar words (uniform among 100 good and 100 bad ones) and at most one function word, at random
    places among the last `span`:

    - plain (share 1 − order_share): two polar words of one sign. That sign is the target.
    - but (share order_share/2): one good and one bad word and ``but`` somewhere between them. The one *after*
      ``but`` gives the target.
    - not (share order_share/2): one good and one bad word, in either order, and ``not`` directly before one
      of them, turning its sign. Both then have the same sign: the target.

    In the last two kinds the same bag of words is equally often positive and negative, so no model that
    ignores order is right in more than 1 − order_share/2 of all cases on average (0.7 by default). Order
    suffices for 1.0. The longer the span, the longer a model must remember. In trials with one seed each a
    simple RNN learned the default span but not the whole length, gated layers learned both: a hint which span
    to try, not a measurement.

    Args:
        batch: number of sentences.
        length: words in a sentence, at least 5.
        span: all that matters is among so many words at the end, from 5 to `length`.
        order_share: share of sentences that only order decides, in [0, 1].
        seed: an int or a generator. Different seeds give independent sets, for training and testing.

    Returns:
        `Reviews`.

    Raises:
        ArgumentError: if an argument is out of its range.

    Example:
        >>> from rnn_guide.datasets import review_vocabulary, reviews
        >>> data = reviews(1000, seed=0)
        >>> data.inputs.shape, sorted(set(data.targets.tolist()))
        ((1000, 30), [0, 1])
        >>> words = [review_vocabulary()[k] for k in data.inputs[0]]
        >>> [word for word in words if "word" not in word], int(data.targets[0])
        (['good60', 'not', 'bad56'], 1)
    """
    batch, length = whole("batch", batch), whole("length", length, minimum=5)
    rng, share = generator(seed), real("order_share", order_share, 0, 1)
    if whole("span", span, minimum=5) > length:
        raise ArgumentError("span", f"at most the length, {length}", span, f"Pass span={length}.")
    weights = 1 / (np.arange(VOCABULARY_SIZE - NEUTRAL) + 10.0)
    inputs = NEUTRAL + rng.choice(len(weights), (batch, length), p=weights / weights.sum())
    targets = rng.integers(0, 2, batch)
    kinds = np.where(rng.random(batch) < share, rng.integers(1, 3, batch), 0)
    for row, kind, target in zip(inputs[:, -span:], kinds, targets, strict=True):
        _place_polar_words(row, KINDS[kind], bool(target), rng)
    return Reviews(inputs, targets, kinds)


def _polar(positive: bool, rng: np.random.Generator) -> int:
    return int((POSITIVE if positive else NEGATIVE) + rng.integers(POLAR_WORDS))


def _place_polar_words(
    row: npt.NDArray[np.int64], kind: str, positive: bool, rng: np.random.Generator
) -> None:
    """Overwrite words of the end of a sentence, (span,), so that it has the wanted kind and sign."""
    if kind == "plain":
        first, second = np.sort(rng.choice(len(row), 2, replace=False))
        row[first], row[second] = _polar(positive, rng), _polar(positive, rng)
    elif kind == "but":
        first, middle, second = np.sort(rng.choice(len(row), 3, replace=False))
        row[first], row[middle], row[second] = _polar(not positive, rng), BUT, _polar(positive, rng)
    else:
        # two slots, one of which is two words wide: draw places in a sentence that is one word shorter
        slots = np.sort(rng.choice(len(row) - 1, 2, replace=False))
        turned = int(rng.integers(2))
        for k, slot in enumerate(slots):
            if k == turned:
                row[slot] = NOT
            row[slot + (k >= turned)] = _polar(positive != (k == turned), rng)
