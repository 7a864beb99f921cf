"""Tokens to ids and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from rnn_guide._arguments import text_of, texts_of, whole
from rnn_guide.checks import ArgumentError, as_array


class Vocabulary:
    """A fixed list of tokens; a token's id is its place in the list.

    Special tokens come first: padding has id 0, as ``Embedding(mask_zero=True)`` expects, then unknown, then
    others.

    Args:
        tokens: the ordinary tokens, each once.
        padding: the padding token, or None for none.
        unknown: the token that stands for all that are not in the list, or None: then those are an error.
        special: more special tokens, for example ``("<s>", "</s>")``.

    Raises:
        ArgumentError: if a token is no string or comes twice, or a single string is passed for `special`.

    Example:
        >>> from rnn_guide.text import Vocabulary
        >>> vocabulary = Vocabulary.from_sequences([["나는", "학교에", "간다"], ["나는", "잔다"]])
        >>> vocabulary.tokens
        ('<pad>', '<unk>', '나는', '학교에', '간다', '잔다')
        >>> ids = vocabulary.encode(["나는", "내일", "간다"])
        >>> print(ids, vocabulary.decode(ids))
        [2 1 4] ['나는', '<unk>', '간다']
    """

    def __init__(
        self,
        tokens: Iterable[str],
        *,
        padding: str | None = "<pad>",
        unknown: str | None = "<unk>",
        special: Sequence[str] = (),
    ) -> None:
        if isinstance(special, str):
            raise ArgumentError(
                "special",
                "a sequence of tokens",
                f"{special!r}",
                f"Pass ({special!r},).",
            )
        named = {"padding": padding, "unknown": unknown}
        self.padding, self.unknown = padding, unknown
        self.special = (
            *(text_of(name, token) for name, token in named.items() if token is not None),
            *texts_of("special", special),
        )
        self.tokens = (*self.special, *texts_of("tokens", tokens))
        self._ids = {token: index for index, token in enumerate(self.tokens)}
        if len(self._ids) < len(self.tokens):
            twice = [token for token, count in Counter(self.tokens).items() if count > 1]
            raise ArgumentError(
                "tokens",
                f"different from each other and from the special tokens {self.special}",
                f"{twice[:5]} more than once",
                "Give each token once (from_sequences counts them), and a special token a name that none of "
                "them has, for example unknown='<unknown>'.",
            )

    @classmethod
    def from_sequences(
        cls,
        sequences: Iterable[Iterable[str]],
        *,
        max_size: int | None = None,
        min_count: int = 1,
        padding: str | None = "<pad>",
        unknown: str | None = "<unk>",
        special: Sequence[str] = (),
    ) -> Vocabulary:
        """Count the tokens of many sequences and list them by falling frequency.

        Ties keep the order of appearance.

        Args:
            sequences: lists of tokens (or strings, whose tokens are their characters).
            max_size: most ids there may be, special tokens included; None for no limit.
            min_count: tokens that are rarer are left out.
            padding: as in the class.
            unknown: as in the class.
            special: as in the class.

        Raises:
            ArgumentError: as the class does; also if `max_size` leaves no room for a token.

        Example:
            >>> from rnn_guide.text import Vocabulary
            >>> Vocabulary.from_sequences(["banana", "bandana"], min_count=2, padding=None).tokens
            ('<unk>', 'a', 'n', 'b')
        """
        reserved = cls((), padding=padding, unknown=unknown, special=special)
        if not isinstance(sequences, Iterable):
            remedy = "Pass for example [['a', 'b'], ['c']]."
            raise ArgumentError("sequences", "a list of lists of tokens", repr(sequences), remedy)
        counts = Counter(token for sequence in sequences for token in texts_of("each of sequences", sequence))
        enough = whole("min_count", min_count)
        kept = [token for token, count in counts.most_common() if count >= enough]
        if max_size is not None:
            kept = kept[: whole("max_size", max_size, minimum=len(reserved) + 1) - len(reserved)]
        return cls(kept, padding=padding, unknown=unknown, special=special)

    def __len__(self) -> int:
        return len(self.tokens)

    def __contains__(self, token: object) -> bool:
        return token in self._ids

    def __getitem__(self, token: str) -> int:
        """Return the id of one token, that of `unknown` for a strange one.

        Raises:
            ArgumentError: for a strange one if there is no unknown token, and for what is no string.
        """
        return self._id(text_of("token", token))

    def _id(self, token: str) -> int:
        known = self._ids.get(token, None if self.unknown is None else self._ids[self.unknown])
        if known is None:
            raise ArgumentError(
                "token",
                f"one of the {len(self)} of this vocabulary",
                f"{token!r}",
                "Build it from text that has this token, or with unknown='<unk>'.",
            )
        return known

    def encode(self, tokens: Iterable[str]) -> npt.NDArray[np.int64]:
        """Return the ids of tokens, (n,). A string is taken as its characters.

        Raises:
            ArgumentError: for a token that is not in the vocabulary if there is no unknown token, and for
                what is no string.
        """
        return np.array([self._id(token) for token in texts_of("tokens", tokens)], dtype=np.int64)

    def decode(self, ids: npt.ArrayLike, *, keep_special: bool = True) -> list[str]:
        """Return the tokens of ids, (n,).

        Args:
            ids: integers in [0, len(vocabulary)).
            keep_special: False to leave out padding, unknown and other special tokens.

        Raises:
            ArgumentError: if an id is no integer or out of range, or `ids` has more than one axis.

        Example:
            >>> from rnn_guide.text import Vocabulary
            >>> Vocabulary("abc").decode([4, 2, 0, 0], keep_special=False)
            ['c', 'a']
        """
        array = as_array(ids)
        if array.ndim != 1 or (array.size and not np.issubdtype(array.dtype, np.integer)):
            raise ArgumentError(
                "ids",
                "integers of shape (n,)",
                f"{array.dtype} of shape {array.shape}",
                "For a batch call decode(row) for each row; for probabilities take argmax first.",
            )
        outside = array[(array < 0) | (array >= len(self))]
        if outside.size:
            raise ArgumentError(
                "ids",
                f"in [0, {len(self)})",
                f"{outside[0]}",
                "Decode with the vocabulary that made the ids.",
            )
        first = 0 if keep_special else len(self.special)
        return [self.tokens[index] for index in array.tolist() if index >= first]
