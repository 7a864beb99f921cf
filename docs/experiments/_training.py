"""What the experiments with language models share: texts, tokens, training with a carried state."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments._ngram import Ids, Numbers
from rnn_guide import GRU, LSTM, Dense, Embedding, SimpleRNN
from rnn_guide.datasets import corpus
from rnn_guide.layers import Layer
from rnn_guide.losses import SparseCategoricalCrossentropy
from rnn_guide.models import Sequential
from rnn_guide.optimizers import Adam
from rnn_guide.text import Vocabulary, continuous_batches, decompose, tokenize

CELLS = {"SimpleRNN": SimpleRNN, "GRU": GRU, "LSTM": LSTM}
MARKS = ' \n.,?!"'
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SYLLABLES = 11_172
LOSS = SparseCategoricalCrossentropy(from_logits=True)

BATCH, TIMESTEPS, PATIENCE, EPOCHS = 16, 16, 3, 40


def split(language: str) -> tuple[str, str, str]:
    """Return training, validation and test text: of ten lines eight, the ninth and the tenth."""
    lines = corpus(language).splitlines(keepends=True)
    parts: list[list[str]] = [[], [], []]
    for number, line in enumerate(lines):
        parts[{8: 1, 9: 2}.get(number % 10, 0)].append(line)
    train, validation, test = ("".join(part) for part in parts)
    return train, validation, test


def all_tokens(unit: str, train: str) -> list[str]:
    """Return the tokens of a model, fixed beforehand, but syllables are those that train repeats."""
    if unit == "letter":
        return list(MARKS + ":'-" + LETTERS.upper() + LETTERS)
    if unit == "jamo":
        every = "".join(chr(0xAC00 + 588 * k) for k in range(19)) + "".join(
            chr(0xAC00 + 28 * k) for k in range(21)
        )
        lasts = "".join(chr(0xAC00 + k) for k in range(28))
        return sorted({*MARKS, *decompose(every + lasts)})
    if unit == "byte":
        return [f"{byte:02X}" for byte in range(256)]
    return [*MARKS, *sorted({c for c in train if train.count(c) > 1 and "가" <= c <= "힣"})]


@dataclass(frozen=True)
class Text:
    """A text cut into tokens of one kind.

    Args:
        vocabulary: The tokens; a syllable that is not among them is read as unknown.
        ids: Of the training, validation and test text.
        syllables: Characters of each of the three texts.
        unknown_bits: What spelling an unknown token costs beyond saying that it is unknown.
    """

    vocabulary: Vocabulary
    ids: tuple[Ids, Ids, Ids]
    syllables: tuple[int, int, int]
    unknown_bits: float

    def bits_per_syllable(self, bits: Numbers, part: int) -> float:
        """Return the mean cost of a character, the first not counted, as nothing predicts it."""
        unknown = 0.0
        if self.unknown_bits:
            unknown = self.unknown_bits * float(np.sum(self.ids[part][1:] == self.vocabulary["<unk>"]))
        return (float(bits.sum()) + unknown) / (self.syllables[part] - 1)


def read(language: str, unit: str) -> Text:
    """Return the text of a language in tokens of a kind."""
    parts = split(language)
    unknown = "<unk>" if unit == "syllable" else None
    vocabulary = Vocabulary(all_tokens(unit, parts[0]), padding=None, unknown=unknown)
    kind = "syllable" if unit == "letter" else unit
    ids = tuple(vocabulary.encode(tokenize(part, kind)) for part in parts)
    left = SYLLABLES - (len(vocabulary) - 1 - len(MARKS))
    return Text(
        vocabulary,
        (ids[0], ids[1], ids[2]),
        (len(parts[0]), len(parts[1]), len(parts[2])),
        math.log2(left) if unknown else 0.0,
    )


def network(cell: str, units: int, size: int, seed: int, *, stateful: bool, embedding: int = 0) -> Sequential:
    """Return a language model: one recurrent layer, and logits for the next token at every step."""
    before: list[Layer] = [Embedding(size, embedding, seed=seed)] if embedding else []
    layer = CELLS[cell](units, return_sequences=True, stateful=stateful, seed=seed)
    model = Sequential([*before, layer, Dense(size, seed=seed + 1)])
    model.build((None, None) if embedding else (None, None, size))
    return model


def reader(size: int, embedding: int) -> Callable[[NDArray[np.int64]], NDArray[np.float32] | Ids]:
    """Return what turns ids into the inputs of a network: one-hot vectors, unless it embeds them itself."""
    one_hot = np.eye(size, dtype=np.float32)
    return (lambda ids: ids) if embedding else (lambda ids: one_hot[ids])


@dataclass
class Trained:
    """A trained language model for one text of any length, and how its training went."""

    model: Sequential
    inputs: Callable[[Ids], NDArray[np.float32] | Ids]
    epochs: int
    train_bits: float

    def bits(self, ids: Ids) -> Numbers:
        """Return −log₂ P of every token after the first, reading the text as one sequence."""
        logits = np.asarray(self.model(self.inputs(ids[None, :-1])), np.float64)[0]
        logits -= logits.max(axis=-1, keepdims=True)
        log_p = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
        right: Numbers = -log_p[np.arange(len(ids) - 1), ids[1:]] / math.log(2)
        return right


def train(
    cell: str,
    units: int,
    rate: float,
    size: int,
    train_ids: Ids,
    validation_ids: Ids,
    seed: int,
    *,
    embedding: int = 0,
) -> Trained:
    """Train by truncated backpropagation with a carried state; keep the weights of the best validation."""
    kind = {"size": size, "seed": seed, "embedding": embedding}
    model, inputs = network(cell, units, stateful=True, **kind), reader(size, embedding)
    judge = Trained(network(cell, units, stateful=False, **kind), inputs, 0, 0.0)
    layer, optimizer = model.layers[-2], Adam(rate, global_clipnorm=1.0)
    best, best_weights, wait = math.inf, model.get_weights(), 0
    for epoch in range(1, EPOCHS + 1):
        layer.reset_state()  # type: ignore[attr-defined]
        losses = []
        for x, y in continuous_batches(train_ids, BATCH, TIMESTEPS):
            loss, d_logits = LOSS.value_and_gradient(y, model(inputs(x)))
            model.backward(d_logits)
            optimizer.apply(model.gradients, model.weights)
            losses.append(loss)
        judge.model.set_weights(model.get_weights())
        now = float(judge.bits(validation_ids).mean())
        wait += 1
        if now < best:
            best, best_weights, wait = now, model.get_weights(), 0
            judge.epochs, judge.train_bits = epoch, float(np.mean(losses)) / math.log(2)
        if wait == PATIENCE:
            break
    judge.model.set_weights(best_weights)
    return judge
