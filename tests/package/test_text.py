"""Text: every syllable there and back, windows without overlap, vocabularies without surprises."""

import doctest
import itertools
import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_guide import text
from rnn_guide.text import Vocabulary, compose, decompose, detokenize, is_valid_hangul, tokenize

SYLLABLES = "".join(map(chr, range(0xAC00, 0xD7A4)))
CONJOINING = "\u1100\u1112\u1113\u1161\u1175\u1176\u11a7\u11a8\u11c2\u11c3가각힣 a"  # and their neighbours
MIXED = st.text(st.one_of(st.sampled_from(SYLLABLES), st.sampled_from("ㄱㅏㅋㄳ abZ.漢🙂\n")), max_size=30)


@pytest.mark.parametrize("module", [text.hangul, text.padding, text.tokens, text.vocabulary, text.windows])
def test_examples_in_docstrings(module):
    assert doctest.testmod(module).failed == 0


def test_all_syllables_come_apart_as_unicode_says_and_together_again():
    assert len(SYLLABLES) == 11_172
    assert decompose(SYLLABLES) == unicodedata.normalize("NFD", SYLLABLES)
    assert compose(decompose(SYLLABLES)) == SYLLABLES
    for syllable in SYLLABLES:
        letters = decompose(syllable, "compatibility")
        assert len(letters) == len(decompose(syllable)) and compose(letters, "compatibility") == syllable
    assert compose(decompose(SYLLABLES, "compatibility"), "compatibility") == SYLLABLES


@given(MIXED)
def test_mixed_text_comes_back_exactly(mixed):
    assert compose(decompose(mixed)) == mixed
    assert is_valid_hangul(decompose(mixed))
    for unit in ("syllable", "jamo", "byte"):
        assert detokenize(tokenize(mixed, unit), unit) == mixed
    assert detokenize(tokenize(mixed, "word"), "word") == " ".join(mixed.split())


@given(st.text(st.sampled_from(SYLLABLES + " .a"), max_size=20))
def test_typed_letters_come_back_when_none_stood_alone(plain):
    assert compose(decompose(plain, "compatibility"), "compatibility") == plain


def test_the_documented_limit_of_typed_letters():
    assert compose(decompose("하ㅋㅋ", "compatibility"), "compatibility") == "핰ㅋ"
    assert compose(decompose("하ㅋㅋ")) == "하ㅋㅋ"


@pytest.mark.parametrize(
    ("letters", "syllables"),
    [
        ("ㅎㅏㄴㄱㅡㄹ", "한글"),
        ("ㄷㅏㄺㅇㅣ", "닭이"),
        ("ㅇㅏㄴㅈㅏ", "안자"),
        ("ㅇㅏㄵㅇㅏ", "앉아"),
        ("ㄲㅏㅉㅣ", "까찌"),
        ("ㅏㄱ", "ㅏㄱ"),
        ("ㄱㄴㅏ", "ㄱ나"),
        ("ㅎㅏㄸ", "하ㄸ"),
    ],
)
def test_typed_letters_by_hand(letters, syllables):
    assert compose(letters, "compatibility") == syllables


def test_partly_composed_and_loose_jamo():
    assert compose("\uac00\u11a8") == "각" == unicodedata.normalize("NFC", "\uac00\u11a8")
    loose = "\u1100\u1100\u1161\u11a8\u11a8"
    assert compose(loose) == unicodedata.normalize("NFC", loose) == "\u1100각\u11a8"
    assert not is_valid_hangul(loose) and not is_valid_hangul("\u1161") and not is_valid_hangul("\ud7b0")
    assert is_valid_hangul("ㅋㅋ hello 각") and not is_valid_hangul("각ㅋㅋ", "compatibility")


@given(st.text(st.sampled_from(CONJOINING), max_size=8))
def test_conjoining_jamo_are_put_together_as_unicode_says(jamo):
    composed = unicodedata.normalize("NFC", jamo)
    assert compose(jamo) == composed
    assert compose(decompose(composed)) == composed


def test_a_last_consonant_stays_one_before_a_loose_vowel():
    assert compose(decompose("각\u1161")) == "각\u1161"
    assert compose("ㄱㅏㄱㅏ", "compatibility") == "가가"


def test_tokens_of_each_unit():
    sentence = "한글 RNN"
    assert tokenize(sentence, "syllable") == ["한", "글", " ", "R", "N", "N"]
    assert tokenize(unicodedata.normalize("NFD", sentence), "syllable") == tokenize(sentence, "syllable")
    assert [len(tokenize(sentence, unit)) for unit in ("word", "jamo", "byte")] == [2, 10, 10]
    assert tokenize("한", "byte") == ["ED", "95", "9C"]
    assert detokenize(["ED", "95", "41"], "byte") == "\ufffdA"
    assert text.count_syllables(sentence) == text.count_syllables(decompose(sentence)) == 2


def test_vocabulary_there_and_back():
    vocabulary = Vocabulary.from_sequences(
        [["I", "work", "at", "google"], ["I", "google", "at", "work", "I"]]
    )
    assert vocabulary.tokens == ("<pad>", "<unk>", "I", "work", "at", "google") and len(vocabulary) == 6
    assert vocabulary["<pad>"] == 0 and "work" in vocabulary and "play" not in vocabulary
    ids = vocabulary.encode(["google", "at", "I", "play"])
    assert ids.dtype == np.int64 and ids.tolist() == [5, 4, 2, 1]
    assert vocabulary.decode(ids) == ["google", "at", "I", "<unk>"]
    assert vocabulary.decode([0, 1, 2], keep_special=False) == ["I"] and vocabulary.decode([]) == []


def test_vocabulary_limits_and_special_tokens():
    chars = Vocabulary.from_sequences(["aaabbc", "abd"], max_size=5, special=("<s>",))
    assert chars.tokens == ("<pad>", "<unk>", "<s>", "a", "b")
    assert chars.encode("abc").tolist() == [3, 4, 1]
    assert Vocabulary.from_sequences(["aaabbc"], min_count=2).tokens[2:] == ("a", "b")
    bare = Vocabulary("xy", padding=None, unknown=None)
    assert bare.tokens == ("x", "y") and bare.encode("yx").tolist() == [1, 0]
    assert bare.encode("").shape == (0,)


def test_next_token_pairs():
    inputs, targets = text.next_token_pairs(np.arange(10).reshape(2, 5))
    assert inputs.tolist() == [[0, 1, 2, 3], [5, 6, 7, 8]] and targets.tolist() == [
        [1, 2, 3, 4],
        [6, 7, 8, 9],
    ]
    inputs[0, 0] = 99
    assert targets[0, 0] == 1


@given(st.integers(1, 5), st.integers(1, 4), st.integers(0, 20))
def test_fixed_windows(width, horizon, extra):
    values = np.arange(width + horizon + extra) * 0.5
    inputs, targets = text.fixed_windows(values, width, horizon=horizon)
    assert inputs.shape == (extra + 1, width) and targets.shape == (extra + 1,)
    for start, (window, target) in enumerate(zip(inputs, targets, strict=True)):
        np.testing.assert_array_equal(window, values[start : start + width])
        assert target == values[start + width + horizon - 1]


@given(st.integers(1, 4), st.integers(1, 5), st.integers(0, 60))
def test_rows_of_continuous_batches_go_on_where_they_ended(batch_size, timesteps, extra):
    ids = np.arange(batch_size * timesteps + 1 + extra)
    made = list(text.continuous_batches(ids, batch_size, timesteps))
    assert len(made) == (len(ids) - 1) // (batch_size * timesteps)
    for inputs, targets in made:
        assert inputs.shape == (batch_size, timesteps)
        np.testing.assert_array_equal(targets, inputs + 1)
    for (before, _), (after, _) in itertools.pairwise(made):
        np.testing.assert_array_equal(after[:, 0], before[:, -1] + 1)
    seen = np.sort(np.concatenate([inputs.ravel() for inputs, _ in made]))
    np.testing.assert_array_equal(seen, np.arange(len(seen)))


@given(
    st.lists(st.lists(st.integers(0, 9), max_size=6), min_size=1, max_size=4),
    st.sampled_from([None, 1, 3, 8]),
    st.sampled_from(["pre", "post"]),
    st.sampled_from(["pre", "post"]),
    st.sampled_from([0, -1]),
)
def test_padding_equals_keras(sequences, maxlen, padding, truncating, value):
    import keras

    ours = text.pad_sequences(sequences, maxlen, padding=padding, truncating=truncating, value=value)
    theirs = keras.utils.pad_sequences(sequences, maxlen, padding=padding, truncating=truncating, value=value)
    np.testing.assert_array_equal(ours, theirs)
    assert ours.dtype == theirs.dtype
    padded = text.pad_with_mask(
        [[x + 1 for x in s] for s in sequences], maxlen, "int64", padding, truncating, 0
    )
    np.testing.assert_array_equal(padded.mask, padded.values != 0)


def test_padding_keeps_every_number_that_has_room():
    edges = [[-(2**31), 2**31 - 1], [np.uint8(255)]]
    assert text.pad_sequences(edges).tolist() == [[-(2**31), 2**31 - 1], [0, 255]]
    assert text.pad_sequences([[2**32 + 1], [3, 4]], dtype="int64").tolist() == [[0, 2**32 + 1], [3, 4]]
    assert text.pad_sequences([[0.5, 1.75]]).tolist() == [[0, 1]]  # as Keras does
    assert text.pad_sequences([[0.5, 1.75]], dtype="float32").tolist() == [[0.5, 1.75]]
    words = text.pad_sequences([["나는", "간다"], ["가"]], dtype=object, value="")
    assert words.tolist() == [["나는", "간다"], ["", "가"]]


def test_padding_of_vectors():
    values, mask = text.pad_with_mask([np.ones((2, 3)), np.ones((1, 3))], dtype="float32", padding="pre")
    assert values.shape == (2, 2, 3) and values.dtype == np.float32
    assert mask.tolist() == [[True, True], [False, True]] and values[1, :, 0].tolist() == [0, 1]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: decompose("가", "nfd"), "form must be one of 'conjoining', 'compatibility', got 'nfd'"),
        (lambda: compose("가", "x"), "form must be one of"),
        (lambda: is_valid_hangul("가", 1), "form must be one of"),
        (
            lambda: tokenize("가", "letter"),
            "unit must be one of 'word', 'syllable', 'jamo', 'byte', got 'letter'",
        ),
        (lambda: detokenize(["가"], "letters"), "unit must be one of"),
        (lambda: detokenize(["가"], "byte"), "tokens must be bytes as two hexadecimal digits, got '가'"),
        (lambda: detokenize(["EB82"], "byte"), "got 'EB82'"),
        (lambda: detokenize([3], "byte"), "got 3"),
        (lambda: detokenize([3, 4], "syllable"), "tokens must be a sequence of strings, got 3"),
        (lambda: detokenize(3, "word"), "tokens must be a sequence of strings, got 3"),
        (lambda: tokenize(None, "word"), "text must be a string, got None"),
        (lambda: decompose(3), "text must be a string, got 3"),
        (lambda: compose(["가"]), r"jamo must be a string, got \['가'\]. Pass one string at a time"),
        (lambda: is_valid_hangul(None), "text must be a string, got None"),
        (lambda: text.count_syllables(3), "text must be a string, got 3"),
        (lambda: Vocabulary([["나는"], ["학교"]]), r"tokens must be a sequence of strings, got \['나는'\]"),
        (lambda: Vocabulary([], special=None), "special must be a sequence of strings, got None"),
        (lambda: Vocabulary("ab", unknown=1), "unknown must be a string, got 1"),
        (lambda: Vocabulary("ab").encode([["a", "b"]]), r"tokens must be a sequence of .* got \['a', 'b'\]"),
        (lambda: Vocabulary("ab").encode([2, 3]), "tokens must be a sequence of strings, got 2"),
        (lambda: Vocabulary("ab").encode(3), "tokens must be a sequence of strings, got 3"),
        (lambda: Vocabulary("ab")[["a"]], r"token must be a string, got \['a'\]"),
        (lambda: Vocabulary.from_sequences([1, 2]), "each of sequences must be a sequence of strings, got 1"),
        (
            lambda: Vocabulary.from_sequences([[1, 2]]),
            "each of sequences must be a sequence of strings, got 1",
        ),
        (lambda: Vocabulary.from_sequences(3), "sequences must be a list of lists of tokens, got 3"),
        (
            lambda: Vocabulary.from_sequences([["<unk>", "a"]]),
            r"got \['<unk>'\] more than once.* a special token a name that none of them has",
        ),
        (lambda: Vocabulary(["a", "b", "a"]), r"tokens must be different .* got \['a'\] more than once"),
        (lambda: Vocabulary(["<pad>"]), r"special tokens \('<pad>', '<unk>'\), got \['<pad>'\]"),
        (
            lambda: Vocabulary([], special="<s>"),
            r"special must be a sequence of tokens, got '<s>'. Pass \('<s>',\)",
        ),
        (
            lambda: Vocabulary("ab", unknown=None).encode("abc"),
            "token must be one of the 3 of this .* got 'c'",
        ),
        (lambda: Vocabulary("ab").decode([4]), r"ids must be in \[0, 4\), got 4"),
        (lambda: Vocabulary("ab").decode([-1]), r"ids must be in \[0, 4\), got -1"),
        (lambda: Vocabulary(3), "tokens must be a sequence of strings, got 3"),
        (lambda: Vocabulary("ab").decode([0.5]), "ids must be integers"),
        (lambda: Vocabulary("ab").decode([[1]]), r"call decode\(row\) for each row"),
        (
            lambda: Vocabulary.from_sequences(["ab"], min_count=0),
            "min_count must be an integer of at least 1",
        ),
        (
            lambda: Vocabulary.from_sequences(["ab"], max_size=2),
            "max_size must be an integer of at least 3, got 2",
        ),
        (lambda: text.next_token_pairs([1]), r"at least 2 timesteps, got shape \(1,\)"),
        (lambda: text.next_token_pairs(np.ones((2, 3, 4))), r"got shape \(2, 3, 4\)"),
        (lambda: text.fixed_windows([1, 2], 2), r"at least width \+ horizon = 3 timesteps, got shape \(2,\)"),
        (lambda: text.fixed_windows([[1, 2]], 1), r"got shape \(1, 2\)"),
        (lambda: text.fixed_windows([1, 2], 0), "width must be an integer of at least 1, got 0"),
        (lambda: text.fixed_windows([1, 2], 1, horizon=0), "horizon must be an integer of at least 1, got 0"),
        (lambda: text.continuous_batches(np.arange(6), 2, 3), r"timesteps \+ 1 = 7 tokens, got shape \(6,\)"),
        (lambda: text.continuous_batches(np.ones((3, 9)), 1, 1), r"got shape \(3, 9\)"),
        (lambda: text.continuous_batches(np.arange(6), 0, 3), "batch_size must be an integer of at least 1"),
        (lambda: text.pad_sequences([]), "sequences must be a list of at least one array"),
        (lambda: text.pad_sequences([1, 2]), "sequences must be a list"),
        (lambda: text.pad_sequences([[[1, 2]], [3]]), "Give all sequences the same features"),
        (lambda: text.pad_sequences([[1]], 0), "maxlen must be an integer of at least 1, got 0"),
        (
            lambda: text.pad_sequences([[2**32 + 1, 5], [3]]),
            "sequences must be numbers that int32 can hold, got 5 … 4294967297. .* dtype='int64'",
        ),
        (lambda: text.pad_with_mask([[2**31], [3]]), "sequences must be .* got 2147483648 … 2147483648"),
        (lambda: text.pad_sequences([[-1]], dtype="uint8"), "numbers that uint8 can hold, got -1 … -1"),
        (lambda: text.pad_sequences([[1, np.nan]]), "numbers that int32 can hold, got nan … nan"),
        (lambda: text.pad_sequences([[2**70]], dtype="int64"), "int64 can hold, got dtype object"),
        (lambda: text.pad_sequences([["나는"], ["가"]]), "got dtype <U2. Turn words into ids"),
        (lambda: text.pad_sequences([[None, 1]]), "int32 can hold, got dtype object"),
        (lambda: text.pad_sequences([[1]], value=2**40), "value must be numbers that int32 can hold"),
        (lambda: text.pad_sequences([[1]], value="a"), "value must be .* got dtype <U1"),
        (lambda: text.pad_sequences([[1]], dtype="foo"), "dtype must be a NumPy dtype, got 'foo'"),
        (lambda: text.pad_sequences(3), "sequences must be a list of at least one array, .* got 3"),
        (lambda: text.pad_sequences([[[1, 2], [3]]]), r"sequences must be a list .* got shapes \[\(\)\]"),
        (lambda: text.next_token_pairs([[1, 2], [3]]), "ids must be an array, got rows of different lengths"),
        (lambda: text.fixed_windows([[1, 2], [3]], 1), "values must be an .* got rows of .*pad_seq"),
        (lambda: text.continuous_batches([[1, 2], [3]], 1, 1), "ids must be an array, got rows of different"),
        (lambda: Vocabulary("ab").decode([[1], [1, 2]]), r"integers .* decode\(row\) for each row"),
        (
            lambda: text.pad_sequences([[1]], padding="right"),
            "padding must be one of 'pre', 'post', got 'right'",
        ),
        (lambda: text.pad_sequences([[1]], truncating="left"), "truncating must be one of"),
    ],
)
def test_bad_arguments_get_clear_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call()
