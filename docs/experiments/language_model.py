"""How near do n-grams, simple RNN, GRU and LSTM come to the exact perplexity floor of the Reber grammars?

Every seed draws its own training strings and its own first weights. All models of a seed learn from the same
strings; all are judged on the same test strings. The learning rate falls to 0 in equal steps, so that nothing
has to be chosen by looking at the results.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from experiments._ngram import NGram, Numbers
from rnn_guide import GRU, LSTM, Dense, SimpleRNN
from rnn_guide.datasets import EMBEDDED_REBER, REBER, Grammar
from rnn_guide.layers import Layer
from rnn_guide.losses import SparseCategoricalCrossentropy
from rnn_guide.models import Sequential
from rnn_guide.optimizers import Adam

GRAMMARS = {"Reber": REBER, "embedded": EMBEDDED_REBER}
# about as many weights each: 1,433, 1,452 and 1,492
MAKERS: dict[str, Callable[[int], Layer]] = {
    "SimpleRNN": lambda seed: SimpleRNN(31, return_sequences=True, seed=seed),
    "GRU": lambda seed: GRU(17, return_sequences=True, seed=seed),
    "LSTM": lambda seed: LSTM(15, return_sequences=True, seed=seed),
}
RATES = {"SimpleRNN": 0.005, "GRU": 0.02, "LSTM": 0.02}
ORDERS = (2, 3, 4, 6, 8)
SEEDS = range(5)
STRINGS, TEST_STRINGS, TEST_SEED, PASSES, BATCH = 3000, 3000, 1000, 10, 20

SETTINGS: dict[str, Any] = {
    "strings": STRINGS,
    "test_strings": TEST_STRINGS,
    "passes": PASSES,
    "batch": BATCH,
    "learning_rates": RATES,
}
QUICK = {"grammar": "Reber", "model": "LSTM", "seed": 0}


def cases() -> list[dict[str, Any]]:
    """Return every model with every seed on both grammars."""
    models = [*(f"{n}-gram" for n in ORDERS), *MAKERS]
    return [{"grammar": g, "model": m, "seed": s} for g in GRAMMARS for m in models for s in SEEDS]


def ngram_bits(grammar: Grammar, n: int, strings: list[str], test: list[str]) -> float:
    """Count n-grams in the strings, one after the other; return the mean bits of the test symbols."""
    train_ids, test_ids = (
        np.array([grammar.symbols.index(symbol) for symbol in "".join(part)]) for part in (strings, test)
    )
    predicted = np.concatenate([np.arange(len(string)) > 0 for string in test])  # the first B is given
    bits = NGram(train_ids, n, len(grammar.symbols)).bits(test_ids)
    return float(bits[predicted[1:]].mean())


def network_bits(model: Sequential, grammar: Grammar, test: list[str]) -> float:
    """Return the mean bits of the test symbols after the first of each string."""
    data = grammar.encode(test)
    bits: list[Numbers] = []
    for start in range(0, len(test), 500):
        part = slice(start, start + 500)
        logits = np.asarray(model(data.inputs[part]), np.float64)
        logits -= logits.max(axis=-1, keepdims=True)
        log_p = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
        right = np.take_along_axis(log_p, data.targets[part, :, None], axis=-1)[..., 0]
        bits.append(-right[data.mask[part]] / math.log(2))
    return float(np.concatenate(bits).mean())


def trained(grammar: Grammar, kind: str, strings: list[str], seed: int) -> Sequential:
    """Train a network to predict the next symbol at every step."""
    size = len(grammar.symbols)
    model = Sequential([MAKERS[kind](seed), Dense(size, seed=seed + 1)])
    model.build((None, None, size))
    loss, optimizer = SparseCategoricalCrossentropy(from_logits=True), Adam(RATES[kind], global_clipnorm=1.0)
    data, rng = grammar.encode(strings), np.random.default_rng(seed)
    steps = PASSES * (len(strings) // BATCH)
    for step in range(steps):
        if step % (steps // PASSES) == 0:
            order = rng.permutation(len(strings))
        rows = order[step * BATCH % len(strings) :][:BATCH]
        mask = data.mask[rows]
        longest = int(mask.sum(axis=1).max())
        outputs = model(data.inputs[rows, :longest])
        _, d_outputs = loss.value_and_gradient(data.targets[rows, :longest], outputs, mask=mask[:, :longest])
        model.backward(d_outputs)
        optimizer.learning_rate = RATES[kind] * (1 - step / steps)
        optimizer.apply(model.gradients, model.weights)
    return model


def run(case: dict[str, Any]) -> dict[str, Any]:
    """Train one model; return its perplexity on the test strings, and that of the grammar itself there."""
    grammar, kind, seed = GRAMMARS[case["grammar"]], case["model"], case["seed"]
    strings = grammar.generate(STRINGS, seed=seed)
    test = grammar.generate(TEST_STRINGS, seed=TEST_SEED)
    exact = sum(map(grammar.bits, test)) / sum(len(string) - 1 for string in test)
    weights = 0
    if kind in MAKERS:
        model = trained(grammar, kind, strings, seed)
        bits, weights = network_bits(model, grammar, test), model.count_params()
    else:
        bits = ngram_bits(grammar, int(kind.removesuffix("-gram")), strings, test)
    return {
        "perplexity": 2**bits,
        "exact_on_test": 2**exact,
        "over_floor": 2 ** (bits - exact),
        "weights": weights,
    }
