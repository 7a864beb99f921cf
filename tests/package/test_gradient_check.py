"""The gradient check passes what is right and catches what is wrong."""

import doctest
import math

import numpy as np
import pytest

from rnn_guide import (
    GRU,
    LSTM,
    Bidirectional,
    Dense,
    Embedding,
    GRUCell,
    LSTMCell,
    SimpleRNN,
    SimpleRNNCell,
    gradient_check,
)
from rnn_guide.gradient_check import GradientMismatchError, GradientReport, check_gradients
from rnn_guide.losses import SparseCategoricalCrossentropy
from rnn_guide.models import Sequential


def test_examples_in_docstrings():
    assert doctest.testmod(gradient_check).failed == 0


LAYERS = [
    lambda **k: SimpleRNN(3, seed=1, **k),
    lambda **k: LSTM(3, seed=1, **k),
    lambda **k: GRU(3, seed=1, **k),
    lambda **k: GRU(3, reset_after=False, seed=1, **k),
]


@pytest.mark.parametrize("make", LAYERS)
@pytest.mark.parametrize(
    "options",
    [{}, {"return_sequences": True}, {"return_state": True}, {"go_backwards": True}, {"stateful": True}],
    ids=str,
)
def test_layers_pass(make, options, rng):
    x, layer = rng.normal(size=(2, 4, 5)), make(**options)
    report = check_gradients(layer, x, mask=np.array([[1, 1, 0, 1], [0, 1, 1, 0]], bool))
    assert list(report.errors) == [*layer.weight_names, "inputs"]
    assert report.worst < 1e-6 and report.wrong == []
    assert not layer.built  # the layer itself was not touched


@pytest.mark.parametrize("make", LAYERS)
def test_initial_states_are_checked_too(make, rng):
    states = [rng.normal(size=(2, 3)) for _ in range(2 if type(make()) is LSTM else 1)]
    report = check_gradients(make(return_state=True), rng.normal(size=(2, 4, 5)), initial_state=states)
    assert [name for name in report.errors if "state" in name] == [
        f"initial_state[{k}]" for k in range(len(states))
    ]
    single = check_gradients(SimpleRNN(3), rng.normal(size=(2, 4, 5)), initial_state=states[0])
    assert "initial_state[0]" in single.errors


def test_both_directions_with_states(rng):
    layer = Bidirectional(LSTM(2, return_sequences=True, return_state=True))
    report = check_gradients(layer, rng.normal(size=(2, 3, 4)))
    names = [
        f"{way}/{name}" for way in ("forward", "backward") for name in ("kernel", "recurrent_kernel", "bias")
    ]
    assert list(report.errors) == [*names, "inputs"] and report.worst < 1e-6


@pytest.mark.parametrize("cell", [SimpleRNNCell, LSTMCell, GRUCell])
def test_cells_pass(cell, rng):
    x, made = rng.normal(size=(2, 4)), cell(3, seed=1)
    assert list(check_gradients(made, x).errors) == [*made.weight_names, "inputs"]
    states = [rng.normal(size=(2, 3)) for _ in made.state_names]
    report = check_gradients(made, x, states=states)
    names = [f"states[{k}]" for k in range(len(states))]
    assert list(report.errors) == [*made.weight_names, "inputs", *names] and report.worst < 1e-6
    check_gradients(made, x, targets=np.ones((2, 3)))


def test_a_pair_of_outputs_passes(rng):
    x = rng.normal(size=(2, 3, 4))
    for options in ({}, {"return_sequences": True}, {"return_sequences": True, "return_state": True}):
        layer = Bidirectional(LSTM(2, **options), None)
        assert check_gradients(layer, x).worst < 1e-6
    check_gradients(Bidirectional(GRU(2), None), x, targets=np.ones((2, 2)))


def test_a_model_with_memory_passes(rng):
    model = Sequential([LSTM(2, stateful=True, return_sequences=True), GRU(2, stateful=True), Dense(1)])
    assert check_gradients(model, rng.normal(size=(2, 3, 4))).worst < 1e-6


def test_models_with_a_loss(rng):
    ids = np.array([[3, 1, 0], [2, 4, 1]])
    model = Sequential([Embedding(6, 4, mask_zero=True), GRU(3, return_sequences=True), Dense(5)])
    report = check_gradients(
        model, ids, targets=[[1, 2, 0], [0, 4, 4]], loss=SparseCategoricalCrossentropy(from_logits=True)
    )
    assert list(report.errors) == model.weight_names and report.worst < 1e-6
    named = check_gradients(Sequential([Dense(1)]), rng.normal(size=(4, 2)), targets=np.ones(4), loss="mse")
    assert list(named.errors) == ["0/dense/kernel", "0/dense/bias", "inputs"]


@pytest.mark.parametrize("wrong", ["kernel", "bias", "inputs"])
def test_a_wrong_sign_is_caught_and_named(wrong, rng):
    class Faulty(Dense):
        def backward(self, d_outputs):
            d_inputs = super().backward(d_outputs)
            for k, name in enumerate(self.weight_names):
                if name == wrong:
                    self._gradients[k] = -self._gradients[k]
            return -d_inputs if wrong == "inputs" else d_inputs

    with pytest.raises(
        GradientMismatchError, match=rf"gradients of Faulty .*\n(.*\n)*{wrong} .*wrong"
    ) as caught:
        check_gradients(Faulty(2), rng.normal(size=(3, 4)))
    assert str(caught.value).endswith(f"make {wrong}.") and str(caught.value).count("wrong") == 1


def test_small_faults_are_caught(rng):
    class Slightly(Dense):
        def backward(self, d_outputs):
            return super().backward(d_outputs) * (1 + 1e-5)

    with pytest.raises(GradientMismatchError):
        check_gradients(Slightly(2), rng.normal(size=(3, 4)))
    assert check_gradients(Slightly(2), rng.normal(size=(3, 4)), tolerance=1e-4).worst == pytest.approx(
        5e-6, rel=0.1
    )


def test_no_gradient_counts_as_wrong_unless_nothing_depends_on_it(rng):
    report = check_gradients(Embedding(9, 2), np.array([[1, 2]]), samples=100)
    assert list(report.errors) == ["embeddings"] and report.worst < 1e-6
    masked_out = check_gradients(SimpleRNN(2), rng.normal(size=(1, 2, 3)), mask=np.zeros((1, 2), bool))
    assert masked_out.errors["kernel"] == 0.0 and report.worst > 0

    class Silent(Dense):
        def backward(self, d_outputs):
            return np.zeros_like(super().backward(d_outputs))

    with pytest.raises(GradientMismatchError, match=r"inputs  1\.0e\+00  wrong"):
        check_gradients(Silent(2), rng.normal(size=(3, 4)))


def test_reports():
    report = GradientReport({"a": 1e-9, "bcd": math.nan}, tolerance=1e-6)
    assert report.wrong == ["bcd"]
    assert str(report) == "a    1.0e-09\nbcd  nan  wrong"


def test_the_same_seed_tries_the_same_numbers(rng):
    x = rng.normal(size=(2, 3, 4))
    layer = SimpleRNN(8, seed=0)
    assert check_gradients(layer, x, samples=3, seed=1) == check_gradients(layer, x, samples=3, seed=1)
    assert check_gradients(layer, x, samples=3, seed=1) != check_gradients(layer, x, samples=3, seed=2)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"tolerance": -1}, "tolerance must be a number of at least 0, got -1"),
        ({"step": 0}, "step must be above 0, got 0"),
        ({"samples": 0}, "samples must be an integer of at least 1, got 0"),
        ({"seed": "x"}, "seed must be an integer"),
        ({"tolerance": "1e-6"}, "tolerance must be a number of at least 0, got '1e-6'"),
        ({"step": "1e-5"}, "step must be a number of at least 0, got '1e-5'"),
        ({"inputs": [[1.0], [1.0, 2.0]]}, "inputs must be an array of real numbers, got rows of different"),
        (
            {"initial_state": [[[1], [1, 2]]]},
            r"initial_state\[0\] must be an array of real numbers, got rows",
        ),
    ],
)
def test_bad_arguments_get_clear_errors(arguments, message):
    with pytest.raises(ValueError, match=message):
        check_gradients(Dense(2), **{"inputs": np.ones((2, 3)), **arguments})
