"""Counts: those of the book, and those of Keras."""

import doctest

import numpy as np
import pytest

from rnn_guide import parameters
from rnn_guide.parameters import (
    count_bidirectional,
    count_dense,
    count_embedding,
    count_gru,
    count_lstm,
    count_model,
    count_simple_rnn,
    counts,
)


@pytest.mark.parametrize("module", [counts, parameters.layers])
def test_examples_in_docstrings(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (count_simple_rnn(10, 3), "3·10 + 3·3 + 3 = 42"),
        (count_simple_rnn(5, 8), "8·5 + 8·8 + 8 = 112"),
        (count_simple_rnn(8, 8), "8·8 + 8·8 + 8 = 136"),
        (count_simple_rnn(100, 128), "128·100 + 128·128 + 128 = 29,312"),
        (count_simple_rnn(4, 8, use_bias=False), "8·4 + 8·8 = 96"),
        (count_gru(100, 128), "3·(128·100 + 128·128 + 2·128) = 88,320"),
        (count_gru(100, 128, reset_after=False), "3·(128·100 + 128·128 + 128) = 87,936"),
        (count_lstm(100, 128), "4·(128·100 + 128·128 + 128) = 117,248"),
        (count_embedding(5000, 100), "5,000·100 = 500,000"),
        (count_dense(128, 1), "1·128 + 1 = 129"),
        (count_dense(7, 2, use_bias=False), "2·7 = 14"),
        (count_bidirectional(count_lstm(5, 3)), "2·4·(3·5 + 3·3 + 3) = 216"),
        (count_bidirectional(count_simple_rnn(5, 3)), "2·(3·5 + 3·3 + 3) = 54"),
        (count_model(count_simple_rnn(5, 8), count_simple_rnn(8, 8)), "112 + 136 = 248"),
        (
            count_model(count_embedding(5000, 100), count_simple_rnn(100, 128), count_dense(128, 1)),
            "500,000 + 29,312 + 129 = 529,441",
        ),
    ],
)
def test_counts_of_the_book(count, text):
    assert str(count) == text
    assert int(count) == count.total == int(text.split("= ")[1].replace(",", ""))


@pytest.mark.parametrize(
    "count",
    [
        count_simple_rnn(5, 3),
        count_simple_rnn(5, 3, use_bias=False),
        count_lstm(5, 3),
        count_lstm(5, 3, use_bias=False),
        count_gru(5, 3),
        count_gru(5, 3, reset_after=False),
        count_gru(5, 3, use_bias=False),
        count_dense(5, 3),
        count_dense(5, 3, use_bias=False),
        count_embedding(5, 3),
        count_bidirectional(count_gru(5, 3)),
        count_bidirectional(count_simple_rnn(5, 3)),
    ],
    ids=lambda count: f"{count.layer}: {count}",
)
def test_both_formulas_give_the_total(count):
    names = {"units": 3, "features": 5, "input_dim": 5, "output_dim": 3}
    for formula in (count.symbols, count.numbers):
        assert eval(formula.replace("·", "*").replace(",", ""), {}, names) == count.total
    assert sum(np.prod(shape) for shape in count.shapes) == count.total


def test_names_shapes_and_counts_are_those_of_keras(keras):
    layers = keras.layers
    for made, count in [
        (layers.SimpleRNN(3), count_simple_rnn(5, 3)),
        (layers.LSTM(3, use_bias=False), count_lstm(5, 3, use_bias=False)),
        (layers.LSTM(3), count_lstm(5, 3)),
        (layers.GRU(3), count_gru(5, 3)),
        (layers.GRU(3, reset_after=False), count_gru(5, 3, reset_after=False)),
        (layers.Dense(3), count_dense(5, 3)),
        (layers.Bidirectional(layers.LSTM(3)), count_bidirectional(count_lstm(5, 3))),
        (layers.Bidirectional(layers.GRU(3), merge_mode="sum"), count_bidirectional(count_gru(5, 3))),
    ]:
        made.build((None, 4, 5))
        assert count.layer.startswith(type(made).__name__)
        assert [weight.name.split("/")[-1] for weight in count.weights] == [
            weight.name for weight in made.weights
        ]
        assert list(count.shapes) == [weight.shape for weight in made.weights]
        assert count.total == made.count_params()
    embedding = layers.Embedding(7, 2)
    embedding.build((None, 4))
    assert count_embedding(7, 2).total == embedding.count_params()


def test_weights_of_both_directions_have_names_of_their_own():
    count = count_bidirectional(count_simple_rnn(5, 3))
    assert [w.name for w in count.weights][::3] == ["forward/kernel", "backward/kernel"]
    assert count.layer == "Bidirectional(SimpleRNN)"


def test_tables():
    model = count_model(count_embedding(5000, 100), count_lstm(100, 128), count_dense(128, 1))
    lines = model.table().splitlines()
    assert len({len(line) for line in lines}) == 1
    assert lines[2].split() == ["LSTM", "4·(128·100", "+", "128·128", "+", "128)", "117,248"]
    assert lines[-1].split() == ["total", "617,377"] and int(model) == 617377
    assert list(count_lstm(100, 128).rows()) == [
        ("kernel", "(100, 512)", "51,200"),
        ("recurrent_kernel", "(128, 512)", "65,536"),
        ("bias", "(512,)", "512"),
    ]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: count_simple_rnn(0, 3), "features must be an integer of at least 1, got 0"),
        (lambda: count_lstm(5, -3), "units must be an integer of at least 1, got -3"),
        (lambda: count_gru(5, 3.0), "units must be an integer of at least 1, got 3.0"),
        (lambda: count_dense(None, 3), "features must be an integer of at least 1, got None"),
        (lambda: count_embedding("5000", 3), "input_dim must be an integer of at least 1, got '5000'"),
        (lambda: count_bidirectional(216), "layer must be a ParameterCount of .* got 216"),
        (
            lambda: count_bidirectional(count_dense(3, 2)),
            r"layer must be .* one of SimpleRNN, LSTM, GRU, got ParameterCount\(layer='Dense'",
        ),
        (lambda: count_model(3), r"layers must be at least one ParameterCount, got \(3,\)"),
        (lambda: count_model([count_dense(3, 2)]), "layers must be at .* Pass the counts one by one"),
        (lambda: count_model(), r"layers must be at least one ParameterCount, got \(\)"),
        (lambda: count_lstm(5, 3, use_bias="no"), "use_bias must be True or False, got 'no'"),
        (lambda: count_dense(5, 3, use_bias="no"), "use_bias must be True or False, got 'no'"),
        (lambda: count_gru(5, 3, reset_after="no"), "reset_after must be True or False, got 'no'"),
    ],
)
def test_bad_arguments_get_clear_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call()
