"""Data sets hold what their documentation promises, down to the last bit."""

import doctest
import itertools
import math
import re
import unicodedata
from collections import Counter

import numpy as np
import pytest

from rnn_guide import _arguments, datasets
from rnn_guide.datasets import EMBEDDED_REBER, REBER, Grammar, examples, grammar, memory, series, texts
from rnn_guide.datasets import reviews as make_reviews
from rnn_guide.text import compose, decompose

# Reber's grammar as a regular expression: a second, independent statement of it
FROM_4 = "(?:XT*VP)*(?:S|XT*VV)"
REBER_RE = f"B(?:TS*X{FROM_4}|PT*V(?:V|P{FROM_4}))E"


ONE = Grammar("a", arcs=((("a", 1),), ()))  # writes "a" and nothing else


@pytest.mark.parametrize("module", [examples, grammar, memory, series, texts, datasets.reber])
def test_examples_in_docstrings(module):
    assert doctest.testmod(module).failed == 0


def test_examples_in_the_docstrings_of_reviews():
    import sys

    assert doctest.testmod(sys.modules[make_reviews.__module__]) == (0, 10)


def test_running_example_is_that_of_the_book_and_cannot_be_spoilt():
    expected = "0.1 4.2 1.5 1.1 2.8 1.0 3.1 2.5 0.7 1.1 0.3 2.1 1.5 2.1 0.1 2.2 1.4 0.5 0.9 1.1"
    assert datasets.train_X.dtype == np.float32
    np.testing.assert_array_equal(datasets.train_X, np.array(expected.split(), np.float32).reshape(4, 5))
    with pytest.raises(ValueError, match="read-only"):
        datasets.train_X[0, 0] = 1
    batch = datasets.batch_of_one(datasets.train_X)
    batch[0, 0, 0] = 9
    assert batch.shape == (1, 4, 5) and datasets.train_X[0, 0] == np.float32(0.1)


def test_thirteen_windows_follow_one_linear_rule():
    inputs, targets, query, answer = datasets.forecasting_windows()
    assert inputs.shape == (13, 3, 1) and inputs.dtype == targets.dtype == query.dtype == np.float32
    assert inputs[0, :, 0].tolist() == [1, 2, 3] and inputs[9, :, 0].tolist() == [10, 11, 12]
    assert targets[:, 0].tolist() == [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 50, 60, 70]
    np.testing.assert_array_equal(2 * inputs[:, 2] - inputs[:, 1], targets)
    assert query[0, :, 0].tolist() == [25, 35, 45] and answer == 55.0
    # a linear regression finds that rule by itself
    weights = np.linalg.lstsq(inputs[:, :, 0], targets[:, 0], rcond=None)[0]
    assert query[0, :, 0] @ weights == pytest.approx(55.0, abs=1e-3)


def test_reber_strings_are_those_of_the_regular_expression():
    words = ["B" + "".join(middle) + "E" for middle in itertools.product("TPSXV", repeat=6)]
    assert {w for w in words if REBER.is_valid(w)} == {w for w in words if re.fullmatch(REBER_RE, w)}
    assert sum(map(REBER.is_valid, words)) == 7  # 4 begin BT, 3 begin BP: counted by hand
    for wrong in ("", "B", "BT", "BTXS", "BTXSEE", "BTXSEB", "TXSE", "BTXST", "Q"):
        assert not REBER.is_valid(wrong)
    for string in REBER.generate(500, seed=3):
        assert re.fullmatch(REBER_RE, string)


def test_embedded_reber_repeats_its_second_symbol():
    for string in EMBEDDED_REBER.generate(500, seed=1):
        assert re.fullmatch(f"B(?:T{REBER_RE}T|P{REBER_RE}P)E", string) and EMBEDDED_REBER.is_valid(string)
        swapped = string[:-2] + ("P" if string[-2] == "T" else "T") + "E"
        assert not EMBEDDED_REBER.is_valid(swapped)
    assert EMBEDDED_REBER.next_symbols("BTBTXSE") == {"T"} and EMBEDDED_REBER.next_symbols("BPBTXSE") == {"P"}
    assert EMBEDDED_REBER.next_symbols("BTBTXSETE") == frozenset()


@pytest.mark.parametrize(
    ("automaton", "length", "bits", "floor"),
    [(REBER, 8, 6, 2 ** (6 / 7)), (EMBEDDED_REBER, 12, 7, 2 ** (7 / 11))],
)
def test_entropy_by_linear_solve_by_closed_form_and_by_simulation(automaton, length, bits, floor):
    assert automaton.expected_length() == pytest.approx(length, abs=1e-12)
    assert automaton.entropy() == pytest.approx(bits, abs=1e-12)
    assert automaton.perplexity_floor() == pytest.approx(floor, abs=1e-12)
    assert automaton.perplexity_floor(given=0) == pytest.approx(2 ** (bits / length), abs=1e-12)

    strings = automaton.generate(4000, seed=0)
    lengths = np.array([len(string) for string in strings])
    costs = np.array([automaton.bits(string) for string in strings])
    for sample, mean in ((lengths, length), (costs, bits)):
        assert abs(sample.mean() - mean) < 4 * sample.std() / math.sqrt(len(sample))
    # −log₂ P is the surprise really felt: strings come as often as their bits say
    commonest, times = Counter(strings).most_common(1)[0]
    share = 2 ** -automaton.bits(commonest)
    assert abs(times / 4000 - share) < 4 * math.sqrt(share / 4000)


def test_floors_of_the_book():
    assert f"{REBER.perplexity_floor():.4f}" == "1.8114"
    assert f"{EMBEDDED_REBER.perplexity_floor():.4f}" == "1.5544"
    assert f"{EMBEDDED_REBER.perplexity_floor(long_memory=False):.4f}" == "1.6555"
    assert EMBEDDED_REBER.perplexity_floor(long_memory=False) == pytest.approx(2 ** (8 / 11), abs=1e-12)
    assert REBER.entropy(long_memory=False) == REBER.entropy()


def test_a_model_without_long_memory_pays_one_bit_more():
    """Best prediction from the inner state alone, measured by counting: the floor without long memory."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    strings = EMBEDDED_REBER.generate(4000, seed=5)
    for string in strings:
        inner = string[2:-2]
        for t in range(1, len(string)):
            # all that such a model knows: how far the frame is, or which symbols the inner grammar allows
            inside = 2 <= t < len(string) - 2
            state = "".join(sorted(REBER.next_symbols(inner[: t - 2]))) if inside else ""
            frame = "second" if t == 1 else "inner" if inside else "copy" if t == len(string) - 2 else "end"
            counts.setdefault((frame, state), Counter())[string[t]] += 1
    bits = 0.0
    for counter in counts.values():
        total = counter.total()
        bits -= sum(n * math.log2(n / total) for n in counter.values())
    symbols = sum(len(string) - 1 for string in strings)
    assert 2 ** (bits / symbols) == pytest.approx(
        EMBEDDED_REBER.perplexity_floor(long_memory=False), abs=0.004
    )


def test_encoded_strings():
    inputs, targets, allowed, mask = REBER.encode(["BTXSE", "BTSSXXTVVE"])
    assert inputs.shape == allowed.shape == (2, 9, 7) and targets.shape == mask.shape == (2, 9)
    assert mask.sum(axis=1).tolist() == [4, 9] and not mask[0, 4:].any()
    assert "".join(REBER.symbols[k] for k in inputs[1].argmax(axis=-1)) == "BTSSXXTVV"
    assert "".join(REBER.symbols[k] for k in targets[1]) == "TSSXXTVVE"
    np.testing.assert_array_equal(inputs.sum(axis=-1), mask)
    rows, steps = np.nonzero(mask)
    assert allowed[rows, steps, targets[rows, steps]].all() and not allowed[~mask].any()
    assert [REBER.symbols[k] for k in np.flatnonzero(allowed[0, 0])] == ["T", "P"]


def test_grammars_of_ones_own():
    fair = Grammar("01.", arcs=((("0", 1), ("1", 1)), ((".", 2),), ()))
    assert fair.entropy() == pytest.approx(1) and fair.expected_length() == pytest.approx(2)
    assert sorted(set(fair.generate(50, seed=0))) == ["0.", "1."]


def test_adding_problem_is_as_described():
    inputs, targets, positions = datasets.adding_problem(4000, 60, seed=0)
    assert inputs.shape == (4000, 60, 2) and targets.shape == (4000, 1) and positions.shape == (4000, 2)
    assert inputs.dtype == targets.dtype == np.float32 and positions.dtype == np.int64
    values, markers = inputs[..., 0], inputs[..., 1]
    assert values.min() < -0.99 and values.max() > 0.99 and abs(values.mean()) < 0.01
    assert (markers[:, [0, -1]] == -1).all()
    assert ((markers == 1).sum(axis=1) == 2).all() and ((markers == 0).sum(axis=1) == 56).all()
    np.testing.assert_array_equal(np.argwhere(markers == 1)[:, 1].reshape(-1, 2), positions)
    np.testing.assert_allclose(0.5 + (values * (markers == 1)).sum(axis=1) / 4, targets[:, 0], atol=1e-6)
    assert (positions[:, 0] <= 10).all() and set(positions.ravel()) == set(range(1, 30))
    assert np.mean((targets - 0.5) ** 2) == pytest.approx(1 / 24, rel=0.05)
    first = values[np.arange(4000), positions[:, 0]]
    assert np.mean((targets[:, 0] - 0.5 - first / 4) ** 2) == pytest.approx(1 / 48, rel=0.08)


def test_adding_problem_in_its_shortest_form():
    positions = datasets.adding_problem(50, 6, seed=0).positions
    assert positions.tolist() == [[1, 2]] * 50


def test_temporal_order_is_as_described():
    inputs, targets, positions = datasets.temporal_order(2000, 100, seed=0)
    assert inputs.shape == (2000, 100, 8) and inputs.dtype == np.float32 and targets.dtype == np.int64
    np.testing.assert_array_equal(inputs.sum(axis=-1), 1)
    early, late = positions.T
    assert (early.min(), early.max(), late.min(), late.max()) == (10, 20, 50, 60)
    for row, target in zip(inputs.argmax(axis=-1), targets, strict=True):
        text = "".join("abcdXYBE"[k] for k in row)
        assert re.fullmatch("E[abcd]*[XY][abcd]*[XY][abcd]*B", text)
        assert re.sub("[^XY]", "", text) == ["XX", "XY", "YX", "YY"][target]
    shares = np.bincount(targets) / 2000
    assert np.abs(shares - 0.25).max() < 0.04
    counts = inputs.sum(axis=1)[:, 4]  # how many X: all that a bag of symbols knows
    right = sum(np.bincount(targets[counts == n], minlength=4).max() for n in (0, 1, 2))
    assert right / 2000 == pytest.approx(0.75, abs=0.03)


def _meaning(words: list[str]) -> int:
    """Read a review as a person would: not turns a word, after but comes what counts."""
    signs, turn = [], 1
    for word in words:
        if word == "but":
            signs.clear()
        elif word.startswith(("good", "bad")):
            signs.append(turn * (1 if word.startswith("good") else -1))
        turn = -1 if word == "not" else 1
    assert len(set(signs)) == 1
    return int(signs[0] > 0)


def test_reviews_can_be_read_by_order_but_not_from_the_bag():
    vocabulary = datasets.review_vocabulary()
    assert len(vocabulary) == len(set(vocabulary)) == 5000
    inputs, targets, kinds = datasets.reviews(4000, seed=0)
    assert inputs.shape == (4000, 30) and inputs.min() > 0 and inputs.max() < 5000
    bags: dict[tuple[int, ...], Counter[int]] = {}
    for row, target, kind in zip(inputs, targets, kinds, strict=True):
        words = [vocabulary[k] for k in row]
        assert _meaning(words) == target
        marks = [sum(w.startswith(s) for w in words) for s in ("good", "bad", "but", "not")]
        assert sum(marks[:2]) == 2 and marks[2:] == [int(kind == 1), int(kind == 2)]
        assert kind == 0 or marks[:2] == [1, 1]
        bags.setdefault(tuple(marks), Counter())[int(target)] += 1
    assert np.mean(targets) == pytest.approx(0.5, abs=0.03)
    assert (inputs[:, :-8] >= 203).all() and (inputs[:, -8] < 203).any()
    assert (datasets.reviews(500, span=30, seed=0).inputs[:, 0] < 203).any()
    assert np.bincount(kinds) / 4000 == pytest.approx([0.4, 0.3, 0.3], abs=0.03)
    best_without_order = sum(max(bag.values()) for bag in bags.values()) / 4000
    assert best_without_order == pytest.approx(0.7, abs=0.03)


def test_every_place_and_word_occurs_in_reviews():
    inputs, _, kinds = datasets.reviews(6000, 6, span=6, order_share=1.0, seed=2)
    assert set(kinds) == {1, 2}
    places = np.argwhere(inputs == 2)[:, 1]
    assert set(places) == {0, 1, 2, 3, 4} and set(np.argwhere(inputs == 1)[:, 1]) == {1, 2, 3, 4}
    assert set(range(3, 203)) <= set(inputs.ravel())
    assert set(datasets.reviews(20, order_share=0, seed=0).kinds) == {0}
    frequency = np.bincount(datasets.reviews(3000, seed=0).inputs.ravel(), minlength=5000)
    assert frequency[203] > 1.5 * frequency[213] > 1.5 * frequency[243]


def test_seasonal_series():
    t = np.arange(48)
    exact = datasets.seasonal_series(48, period=12, amplitude=2.0, trend=-0.5, noise=0.0, seed=0)
    np.testing.assert_allclose(exact, -0.5 * t + 2 * np.sin(2 * np.pi * t / 12), atol=1e-5)
    noisy = datasets.seasonal_series(4800, seed=0)
    rest = noisy - datasets.seasonal_series(4800, noise=0.0, seed=0)
    assert rest.std() == pytest.approx(0.1, rel=0.05) and abs(np.corrcoef(rest[1:], rest[:-1])[0, 1]) < 0.05
    error = np.mean((noisy[12:] - noisy[:-12]) ** 2)
    assert error == pytest.approx(0.01**2 * 144 + 2 * 0.1**2, rel=0.08)


@pytest.mark.parametrize(("language", "letters", "lines"), [("ko", "[가-힣]", 172), ("en", "[A-Za-z]", 93)])
def test_corpora_are_many_different_lines_of_clean_text(language, letters, lines):
    text = datasets.corpus(language)
    pieces = text.splitlines()
    assert len(pieces) == len(set(pieces)) == lines and text.endswith(".\n")
    assert text == unicodedata.normalize("NFC", text) == compose(decompose(text))
    assert re.fullmatch(f"(?:{letters}|[ .,?!:'\"\n-])*", text)
    assert not re.search("  | \n|\n |\n\n", text)
    sentences = re.findall(r"[^.?!\n]{12,}[.?!]", text)
    assert len(set(sentences)) > 0.99 * len(sentences)  # prose, not a template
    assert all(piece.count('"') % 2 == 0 and 60 < len(piece) < 500 for piece in pieces)


def test_the_docstring_of_the_corpora_counts_right():
    for language in ("ko", "en"):
        text = datasets.corpus(language)
        counts = {len(text), len(text.splitlines()), len(decompose(text))}
        assert all(f"{count:,}" in datasets.corpus.__doc__ for count in counts)


def test_strings_may_come_in_any_sequence():
    listed = ["BTXSE", "BPVVE"]
    for strings in (np.array(listed), tuple(listed), iter(listed)):
        for ours, theirs in zip(REBER.encode(strings), REBER.encode(listed), strict=True):
            np.testing.assert_array_equal(ours, theirs)


def test_what_is_certain_has_perplexity_one():
    assert ONE.perplexity_floor(given=0) == 1 and ONE.expected_length() == 1


@pytest.mark.parametrize(
    "make",
    [
        lambda seed: datasets.adding_problem(3, 20, seed=seed).inputs,
        lambda seed: datasets.temporal_order(3, 20, seed=seed).inputs,
        lambda seed: datasets.reviews(3, seed=seed).inputs,
        lambda seed: datasets.seasonal_series(9, seed=seed),
        lambda seed: EMBEDDED_REBER.generate(9, seed=seed),
    ],
)
def test_equal_seeds_give_equal_data(make):
    np.testing.assert_array_equal(make(7), make(7))
    np.testing.assert_array_equal(make(7), make(np.random.default_rng(7)))
    assert not np.array_equal(make(7), make(8))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: datasets.batch_of_one([1, 2]),
            r"sequence must be \(timesteps, features\), got shape \(2,\)",
        ),
        (lambda: datasets.batch_of_one([[1], [2, 3]]), "sequence must be an array, got rows of different"),
        (lambda: datasets.batch_of_one(np.ones((1, 4, 5))), "a batch already has its axis"),
        (lambda: REBER.generate(0, seed=0), "count must be an integer of at least 1, got 0"),
        (lambda: REBER.generate(1, seed=-1), "seed must be an integer of at least 0 or a numpy.random.Gen"),
        (lambda: REBER.generate(1, seed=None), "seed must be .* got None"),
        (lambda: REBER.next_symbols("BTV"), r"'V' cannot follow 'BT'. Allowed there: \['S', 'X'\]"),
        (lambda: REBER.next_symbols("Q"), r"'Q' cannot follow ''. Allowed there: \['B'\]"),
        (lambda: REBER.bits("BTX"), "string must be one that the grammar writes, got 'BTX'"),
        (lambda: REBER.perplexity_floor(given=2), "given must be at most 1, got 2"),
        (lambda: REBER.perplexity_floor(given=-1), "given must be an integer of at least 0, got -1"),
        (lambda: REBER.encode("BTXSE"), "strings must be a list of at least one string, got 'BTXSE'"),
        (lambda: REBER.encode([]), "strings must be a list"),
        (lambda: REBER.encode(["BTXSE", "BB"]), "got 'BB'"),
        (lambda: REBER.encode([3]), "strings must be a sequence of strings, got 3"),
        (lambda: REBER.is_valid(3), "string must be a string, got 3"),
        (lambda: REBER.next_symbols(3), "prefix must be a string, got 3"),
        (lambda: REBER.bits(None), "string must be a string, got None"),
        (lambda: ONE.perplexity_floor(), "given must be at most 0, got 1: only the first 1 are certain"),
        (
            lambda: Grammar("a", arcs=((("b", 1),), ())),
            r"arcs\[0\] must be arcs with different symbols of 'a', got \['b'\]",
        ),
        (lambda: Grammar("ab", arcs=((("a", 1), ("a", 0)), ())), r"arcs\[0\] must be arcs with different"),
        (lambda: Grammar("a", arcs=((("a", 2),), ())), r"arcs\[0\] must be arcs to states from 0 to 1, got"),
        (lambda: Grammar("a", arcs=((("a", -1),), ())), r"arcs\[0\] must be arcs to states from 0 to 1, got"),
        (
            lambda: Grammar("ab", arcs=((("a", 1), ("b", 2)), (("a", 1),), ())),
            r"arcs must be states that all lead to the last one, .* got states \[1\] without a way to it",
        ),
        (
            lambda: Grammar("a", arcs=((("a", 1),), (("a", 0),))),
            "arcs must be .* The last state ends a string",
        ),
        (lambda: Grammar("a", arcs=()), r"arcs must be states .* got \(\) at the end"),
        (
            lambda: Grammar("a", ONE.arcs, twins=((0, 2),)),
            r"twins must be groups of different states from 0 to 1",
        ),
        (lambda: Grammar("a", ONE.arcs, twins=((0,), (0, 1))), "twins must be .* Name each state once"),
        (lambda: datasets.adding_problem(0, 10, seed=0), "batch must be an integer of at least 1, got 0"),
        (lambda: datasets.adding_problem(1, 5, seed=0), "timesteps must be an integer of at least 6, got 5"),
        (lambda: datasets.temporal_order(1, 9, seed=0), "timesteps must be an integer of at least 10, got 9"),
        (
            lambda: datasets.temporal_order(True, 10, seed=0),
            "batch must be an integer of at least 1, got True",
        ),
        (lambda: datasets.reviews(1, 6, seed=0), "span must be at most the length, 6, got 8. Pass span=6."),
        (lambda: datasets.reviews(1, span=4, seed=0), "span must be an integer of at least 5, got 4"),
        (lambda: datasets.reviews(1, 4, seed=0), "length must be an integer of at least 5, got 4"),
        (
            lambda: datasets.reviews(1, order_share=1.5, seed=0),
            "order_share must be a number between 0 and 1, got 1.5",
        ),
        (
            lambda: datasets.seasonal_series(2.5, seed=0),
            "timesteps must be an integer of at least 1, got 2.5",
        ),
        (
            lambda: datasets.corpus("fr"),
            "language must be one of 'ko', 'en', got 'fr'. Pass for example 'ko'",
        ),
        (lambda: datasets.seasonal_series(5, period=1, seed=0), "period must be an integer of at least 2"),
        (
            lambda: datasets.seasonal_series(5, noise=-1, seed=0),
            "noise must be a number of at least 0, got -1",
        ),
        (lambda: datasets.seasonal_series(5, noise="much", seed=0), "noise must be .* got 'much'"),
        (
            lambda: datasets.seasonal_series(5, trend=math.nan, seed=0),
            "trend must be a number that is finite, got nan",
        ),
        (lambda: _arguments.choice("side", 3, ("pre", "post")), "side must be one of 'pre', 'post', got 3"),
    ],
)
def test_bad_arguments_get_clear_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call()
