"""An n-gram language model with Witten–Bell smoothing, in NumPy."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Numbers = NDArray[np.float64]


class Counts:
    """How often each number occurs in a list."""

    def __init__(self, numbers: Ids) -> None:
        self.found, self.times = np.unique(numbers, return_counts=True)

    def of(self, numbers: Ids) -> Ids:
        """Return the counts of some numbers, in their shape; 0 for those that do not occur."""
        place = np.searchsorted(self.found, numbers).clip(max=len(self.found) - 1)
        return np.where(self.found[place] == numbers, self.times[place], 0)


class NGram:
    """Interpolates all orders up to n: a context that was followed by many kinds is trusted less.

    P(w | h) = (count(h w) + kinds(h) · P(w | h′)) / (count(h) + kinds(h)), where h′ is h without its first
    token, kinds(h) is how many different tokens followed h, and below the empty context all tokens are alike.
    It has no number to be tuned.

    Args:
        ids: the training text, (tokens,).
        n: the order: n − 1 tokens of context.
        size: how many tokens there are.
    """

    def __init__(self, ids: Ids, n: int, size: int) -> None:
        self.n, self.size = n, size
        self.tables: list[tuple[Counts, Counts, Counts]] = []
        for k in range(n):
            pairs = sliding_window_view(ids, k + 1) @ size ** np.arange(k, -1, -1)  # context and next token
            once = np.unique(pairs)
            self.tables.append((Counts(pairs), Counts(pairs // size), Counts(once // size)))

    def probabilities(self, contexts: Ids, following: Ids) -> Numbers:
        """Return P(following | context).

        Args:
            contexts: (…, n − 1) ids.
            following: (…,) ids, or any shape that the others broadcast with.
        """
        p = np.full(np.broadcast_shapes(contexts.shape[:-1], following.shape), 1 / self.size)
        for k, (pairs, total, kinds) in enumerate(self.tables):
            context = contexts[..., self.n - 1 - k :] @ self.size ** np.arange(k - 1, -1, -1)
            many = kinds.of(context)
            whole = total.of(context) + many
            seen = whole > 0
            shares = (pairs.of(context * self.size + following) + many * p) / np.where(seen, whole, 1)
            p = np.where(seen, shares, p)
        return p

    def bits(self, ids: Ids) -> Numbers:
        """Return −log₂ P of every token after the first, (tokens − 1,).

        The first few have less context than n − 1: what stands before the text is its first token repeated.
        """
        before = np.concatenate([np.full(self.n - 2, ids[0]), ids[:-1]]) if self.n > 1 else ids[:-1]
        contexts = sliding_window_view(before, self.n - 1) if self.n > 1 else before[:, None][:, :0]
        return -np.log2(self.probabilities(contexts, ids[1:]))
