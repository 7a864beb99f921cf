"""Experiments with language models: their parts are right, and one run of each gives its row again."""

import math
from collections import Counter, defaultdict
from typing import Any

import experiments
import numpy as np
import pytest
from experiments import _training as training
from experiments import character_model
from experiments._ngram import NGram
from experiments._record import quick, row

from rnn_guide.datasets import corpus
from rnn_guide.text import compose, tokenize


def counted(ids: list[int], n: int, size: int, context: list[int]) -> list[float]:
    """Witten-Bell once more, with dictionaries and from the definition."""
    tables: defaultdict[tuple[int, ...], Counter[int]] = defaultdict(Counter)
    for t in range(len(ids)):
        for k in range(min(n, t + 1)):
            tables[tuple(ids[t - k : t])][ids[t]] += 1
    p = [1 / size] * size
    for k in range(n):
        counts = tables.get(tuple(context[len(context) - k :]))
        if counts:
            p = [(counts[w] + len(counts) * p[w]) / (counts.total() + len(counts)) for w in range(size)]
    return p


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_the_ngram_is_the_one_of_the_definition(n: int) -> None:
    ids = np.random.default_rng(0).integers(0, 5, size=400)
    model = NGram(ids, n, 5)
    for context in ([0, 1, 2], [4, 4, 4], [3, 0, 1]):
        found = model.probabilities(np.array([context[3 - n + 1 :]]), np.arange(5))
        np.testing.assert_allclose(found, counted(ids.tolist(), n, 5, context), rtol=1e-12)
        assert found.sum() == pytest.approx(1)
    costs = model.bits(ids[:50])
    assert costs.shape == (49,)
    last = ids[50 - n : 49] if n > 1 else ids[:0]
    chance = model.probabilities(last[None], ids[49:50])[0]
    assert costs[-1] == pytest.approx(-math.log2(chance))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_parts_of_a_text_are_all_of_it_and_have_nothing_in_common(language: str) -> None:
    parts = [set(part.splitlines()) for part in training.split(language)]
    whole = corpus(language).splitlines()
    assert set.union(*parts) == set(whole) and sum(map(len, parts)) == len(whole)
    assert len(parts[1]) > 8 and len(parts[2]) > 8


@pytest.mark.parametrize(("language", "unit"), [("en", "letter"), ("ko", "jamo"), ("ko", "byte")])
def test_texts_are_read_without_loss(language: str, unit: str) -> None:
    text = training.read(language, unit)
    for ids, part in zip(text.ids, training.split(language), strict=True):
        tokens = text.vocabulary.decode(ids)
        bytewise = unit == "byte"
        back = bytes.fromhex("".join(tokens)).decode() if bytewise else compose("".join(tokens))
        assert back == part
    assert text.bits_per_syllable(np.full(len(text.ids[2]) - 1, 2.0), 2) == pytest.approx(
        2 * (len(text.ids[2]) - 1) / (text.syllables[2] - 1)
    )


def test_unknown_syllables_are_paid_for() -> None:
    text = training.read("ko", "syllable")
    unknown = int(np.sum(text.ids[2][1:] == text.vocabulary["<unk>"]))
    known = sum("가" <= token <= "힣" for token in text.vocabulary.tokens)
    assert unknown > 0 and text.unknown_bits == pytest.approx(math.log2(11_172 - known))
    free = text.bits_per_syllable(np.zeros(len(text.ids[2]) - 1), 2)
    assert free == pytest.approx(unknown * text.unknown_bits / (text.syllables[2] - 1))


def test_packed_weights_are_within_half_a_scale() -> None:
    array = np.random.default_rng(0).normal(size=(2, 3, 5))
    stored = character_model.packed(array)
    error = np.abs(character_model.unpacked(stored) - array)
    assert (error <= 0.5001 * np.array(stored["scales"])).all() and len(stored["scales"]) == 5
    assert not character_model.unpacked(character_model.packed(np.zeros((3, 2)))).any()


@pytest.mark.parametrize("stored", experiments.read("character_model").rows, ids=lambda row: row["language"])
def test_stored_models_give_what_is_expected_of_them(stored: dict[str, Any]) -> None:
    model, size = character_model.load(stored), len(stored["tokens"])
    kind = "jamo" if stored["unit"] == "jamo" else "syllable"
    for expected in stored["expected"]:
        ids = np.array([stored["tokens"].index(token) for token in tokenize(expected["prompt"], kind)])
        np.testing.assert_allclose(
            character_model.after(model, ids, size), expected["probabilities"], atol=1e-6
        )
    assert abs(stored["stored_bits"] - stored["float_bits"]) < 0.01


def test_the_models_of_both_languages_fit_into_a_page() -> None:
    stored = experiments.read("character_model").rows
    assert sum(len(array["int8"]) for row in stored for array in row["arrays"].values()) < 100_000


@pytest.mark.parametrize(
    ("name", "measured"),
    [
        ("language_model", ["perplexity", "exact_on_test", "over_floor", "weights"]),
        ("characters", ["train", "validation", "test", "mixture", "weights", "tokens"]),
        ("character_model", ["float_bits", "stored_bits"]),
    ],
)
def test_the_quick_run_gives_its_stored_row_again(name: str, measured: list[str]) -> None:
    case = quick(name)
    (stored,) = experiments.read(name).where(**case)
    again = row(name, case)
    for number in measured:
        assert again[number] == pytest.approx(stored[number], rel=0.01), number


def test_the_page_s_claims_hold_in_the_stored_results() -> None:
    floors = experiments.read("language_model")
    assert max(floors.column("over_floor", grammar="Reber", model="LSTM")) < 1.01
    assert max(floors.column("over_floor", grammar="embedded", model="LSTM")) < 2 ** (8 / 11 - 7 / 11)
    for model in ("SimpleRNN", "GRU", "LSTM"):
        assert len(floors.where(grammar="embedded", model=model)) == 5
    texts = experiments.read("characters")
    assert len(texts.where(language="en", model="GRU")) == 5
    for language, unit in (("en", "letter"), ("ko", "jamo"), ("ko", "syllable"), ("ko", "byte")):
        text = {"language": language, "unit": unit}
        ngram = min(
            (row for row in texts.where(**text, seed=0) if row["model"].endswith("gram")),
            key=lambda row: row["validation"],
        )
        assert max(texts.column("mixture", **text, model="GRU")) < ngram["test"]
