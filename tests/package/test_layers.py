"""Layers against loops written out by hand, central differences and golden numbers; without TensorFlow."""

import copy
import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn_guide import (
    GRU,
    LSTM,
    ArgumentError,
    Bidirectional,
    Dense,
    Embedding,
    GRUCell,
    LSTMCell,
    Sequential,
    SimpleRNN,
    SimpleRNNCell,
    activations,
)
from rnn_guide.initializers import Constant

TRAIN_X = np.array(
    [
        [
            [0.1, 4.2, 1.5, 1.1, 2.8],
            [1.0, 3.1, 2.5, 0.7, 1.1],
            [0.3, 2.1, 1.5, 2.1, 0.1],
            [2.2, 1.4, 0.5, 0.9, 1.1],
        ]
    ],
    np.float32,
)
RECURRENT = [
    (SimpleRNN, {}),
    (SimpleRNN, {"activation": "softmax", "use_bias": False}),
    (LSTM, {}),
    (LSTM, {"activation": "softsign", "recurrent_activation": "softmax", "use_bias": False}),
    (LSTM, {"activation": "softmax"}),
    (GRU, {}),
    (GRU, {"activation": "softmax"}),
    (GRU, {"use_bias": False}),
    (GRU, {"reset_after": False}),
    (GRU, {"reset_after": False, "use_bias": False, "recurrent_activation": "softmax", "activation": "elu"}),
]
OPTIONS = [
    {},
    {"return_sequences": True},
    {"return_sequences": True, "return_state": True, "go_backwards": True},
    {"return_state": True, "zero_output_for_mask": True},
]
MERGE_MODES = ["concat", "sum", "mul", "ave", None]


def leaves(result: Any) -> list[Any]:
    return (
        [leaf for part in result for leaf in leaves(part)] if isinstance(result, (tuple, list)) else [result]
    )


def differences(loss: Callable[[], float], array: np.ndarray, step: float = 1e-5) -> np.ndarray:
    """Gradient of the loss by central differences in every entry of the array."""
    gradient = np.zeros_like(array)
    for index in np.ndindex(array.shape):
        value = array[index]
        array[index] = value + step
        above = loss()
        array[index] = value - step
        below = loss()
        array[index] = value
        gradient[index] = (above - below) / (2 * step)
    return gradient


def relative(ours: np.ndarray, numeric: np.ndarray) -> float:
    scale = max(float(np.abs(numeric).max(initial=0)), 1e-3)
    return float(np.abs(ours - numeric).max(initial=0)) / scale


def randomize(layer: Any, shape: tuple[int, ...], rng: np.random.Generator) -> None:
    layer.astype(np.float64).build(shape)
    layer.set_weights([rng.uniform(-0.8, 0.8, weight.shape) for weight in layer.weights])


def check_gradients(layer: Any, rng: np.random.Generator, x: np.ndarray, heads: int, **call: Any) -> None:
    """Compares gradients of inputs, weights and initial states with central differences, in float64."""
    randomize(layer, x.shape, rng)
    d = [rng.uniform(-1, 1, leaf.shape) for leaf in leaves(layer(x, **call))]

    def loss() -> float:
        outputs = leaves(layer(x, **call))
        return float(sum((leaf * d_leaf).sum() for leaf, d_leaf in zip(outputs, d, strict=True)))

    loss()
    states = {"d_state": d[heads:]} if len(d) > heads else {}
    d_x = layer.backward(d[0] if heads == 1 else d[:2], **states)
    arrays = [x, *layer.weights, *call.get("initial_state", [])]
    ours = [d_x, *layer.gradients, *(layer.d_initial_state if "initial_state" in call else [])]
    assert len(ours) == len(arrays)
    for gradient, array in zip([g.copy() for g in ours], arrays, strict=True):
        assert gradient.dtype == np.float64
        assert relative(gradient, differences(loss, array)) < 1e-6


@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize(("kind", "config"), RECURRENT)
def test_gradients_equal_central_differences(
    kind: type, config: dict[str, Any], options: dict[str, Any], masked: bool, rng: np.random.Generator
) -> None:
    layer = kind(3, **config, **options)
    x = rng.uniform(-1, 1, (2, 4, 2))
    call: dict[str, Any] = {"initial_state": [rng.uniform(-1, 1, (2, 3)) for _ in layer.cell.state_names]}
    if masked:
        call["mask"] = np.array([[False, True, False, True], [True, True, False, False]])
    check_gradients(layer, rng, x, 1, **call)


@pytest.mark.parametrize(("kind", "config"), RECURRENT)
def test_gradients_of_a_long_batch_are_the_sums_of_those_of_its_sequences(
    kind: type, config: dict[str, Any], rng: np.random.Generator
) -> None:
    layer = kind(3, return_sequences=True, **config)
    x = rng.uniform(-1, 1, (70, 20, 2))  # more rows than are summed at a time
    randomize(layer, x.shape, rng)
    sums = [np.zeros_like(weight) for weight in layer.weights]
    for sequence in x:
        layer.backward(np.ones_like(layer(sequence[None])))
        for total, gradient in zip(sums, layer.gradients, strict=True):
            total += gradient
    layer.backward(np.ones_like(layer(x)))
    for total, gradient in zip(sums, layer.gradients, strict=True):
        np.testing.assert_allclose(gradient, total, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("merge_mode", MERGE_MODES)
@pytest.mark.parametrize("options", OPTIONS[:3:2])
@pytest.mark.parametrize("kind", [SimpleRNN, LSTM, GRU])
def test_bidirectional_gradients(
    kind: type, options: dict[str, Any], merge_mode: str | None, rng: np.random.Generator
) -> None:
    options = options | {"go_backwards": False}
    layer = Bidirectional(kind(2, **options), merge_mode)
    count = 2 * len(layer.forward_layer.cell.state_names)
    call = {
        "initial_state": [rng.uniform(-1, 1, (2, 2)) for _ in range(count)],
        "mask": np.array([[False, True, True, False], [True, True, False, True]]),
    }
    check_gradients(layer, rng, rng.uniform(-1, 1, (2, 4, 3)), 1 if merge_mode else 2, **call)


@pytest.mark.parametrize("use_bias", [True, False])
@pytest.mark.parametrize("activation", ["linear", "tanh", "softmax", "softplus"])
def test_dense_gradients(activation: str, use_bias: bool, rng: np.random.Generator) -> None:
    check_gradients(Dense(3, activation, use_bias=use_bias), rng, rng.uniform(-1, 1, (2, 3, 4)), 1)


@pytest.mark.parametrize("kind", [SimpleRNNCell, LSTMCell, GRUCell])
def test_cell_gradients(kind: type, rng: np.random.Generator) -> None:
    cell = kind(3)
    x = rng.uniform(-1, 1, (2, 4))
    states = [rng.uniform(-1, 1, (2, 3)) for _ in cell.state_names]
    randomize(cell, x.shape, rng)
    d_h = rng.uniform(-1, 1, (2, 3))
    d_states = [rng.uniform(-1, 1, (2, 3)) for _ in states]

    def loss() -> float:
        h, new = cell(x, states)
        return float((h * d_h).sum() + sum((s * d).sum() for s, d in zip(new, d_states, strict=True)))

    loss()
    ours = [cell.backward(d_h, d_states), *cell.d_initial_state, *cell.gradients]
    for gradient, array in zip(ours, [x, *states, *cell.weights], strict=True):
        assert relative(gradient, differences(loss, array)) < 1e-6
    loss()
    d_x = cell.backward(None, d_states)
    assert np.allclose(d_x + 0, cell.backward(np.zeros((2, 3)), d_states))


def sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))


def simple_rnn_step(x: np.ndarray, states: list[np.ndarray], weights: list[np.ndarray]) -> list[np.ndarray]:
    W, U, b = weights
    return [np.tanh(x @ W + b + states[0] @ U)]


def lstm_step(x: np.ndarray, states: list[np.ndarray], weights: list[np.ndarray]) -> list[np.ndarray]:
    W, U, b = weights
    a_i, a_f, a_g, a_o = np.split(x @ W + b + states[0] @ U, 4, axis=-1)
    c = sigmoid(a_f) * states[1] + sigmoid(a_i) * np.tanh(a_g)
    return [sigmoid(a_o) * np.tanh(c), c]


def gru_after_step(x: np.ndarray, states: list[np.ndarray], weights: list[np.ndarray]) -> list[np.ndarray]:
    W, U, b = weights
    x_z, x_r, x_g = np.split(x @ W + b[0], 3, axis=-1)
    h_z, h_r, h_g = np.split(states[0] @ U + b[1], 3, axis=-1)
    z, r = sigmoid(x_z + h_z), sigmoid(x_r + h_r)
    return [z * states[0] + (1 - z) * np.tanh(x_g + r * h_g)]


def gru_before_step(x: np.ndarray, states: list[np.ndarray], weights: list[np.ndarray]) -> list[np.ndarray]:
    W, U, b = weights
    x_z, x_r, x_g = np.split(x @ W + b, 3, axis=-1)
    U_z, U_r, U_g = np.split(U, 3, axis=-1)
    z, r = sigmoid(x_z + states[0] @ U_z), sigmoid(x_r + states[0] @ U_r)
    return [z * states[0] + (1 - z) * np.tanh(x_g + (r * states[0]) @ U_g)]


STEPS = [
    (SimpleRNN, {}, simple_rnn_step),
    (LSTM, {}, lstm_step),
    (GRU, {}, gru_after_step),
    (GRU, {"reset_after": False}, gru_before_step),
]


@settings(max_examples=60)
@given(
    which=st.integers(0, 3),
    return_sequences=st.booleans(),
    go_backwards=st.booleans(),
    zero=st.booleans(),
    masked=st.booleans(),
    sizes=st.tuples(*[st.integers(1, 4)] * 4),
    seed=st.integers(0, 999),
)
def test_forward_equals_a_plain_loop(
    which: int,
    return_sequences: bool,
    go_backwards: bool,
    zero: bool,
    masked: bool,
    sizes: tuple[int, ...],
    seed: int,
) -> None:
    kind, config, step = STEPS[which]
    batch, timesteps, features, units = sizes
    rng = np.random.default_rng(seed)
    layer = kind(
        units,
        return_sequences=return_sequences,
        return_state=True,
        go_backwards=go_backwards,
        zero_output_for_mask=zero,
        **config,
    )
    x = rng.uniform(-1, 1, (batch, timesteps, features))
    mask = rng.random((batch, timesteps)) < (0.6 if masked else 2)
    randomize(layer, x.shape, rng)
    states = [rng.uniform(-1, 1, (batch, units)) for _ in layer.cell.state_names]
    got, *final = layer(x, initial_state=states, mask=mask)

    output, outputs = np.zeros((batch, units)), []
    for t in reversed(range(timesteps)) if go_backwards else range(timesteps):
        keep = mask[:, t : t + 1]
        new = step(x[:, t], states, layer.get_weights())
        output = np.where(keep, new[0], 0 if zero else output)
        states = [np.where(keep, ours, old) for ours, old in zip(new, states, strict=True)]
        outputs.append(output)
    np.testing.assert_allclose(got, np.stack(outputs, axis=1) if return_sequences else output, atol=1e-12)
    np.testing.assert_allclose(final, states, atol=1e-12)


def test_the_running_example() -> None:
    options: dict[str, Any] = {
        "kernel_initializer": Constant(0.1),
        "recurrent_initializer": Constant(0.1),
        "return_state": True,
    }
    output, forward_h, forward_c, backward_h, backward_c = Bidirectional(LSTM(3, **options))(TRAIN_X)
    np.testing.assert_allclose(output, [[0.6303138] * 3 + [0.7038734] * 3], atol=5e-7)
    np.testing.assert_allclose([forward_c[0, 0], backward_c[0, 0]], [1.5707086, 1.6402447], atol=1e-6)
    assert np.array_equal(output, np.concatenate([forward_h, backward_h], axis=-1))
    output = Bidirectional(LSTM(3, return_sequences=True, **options))(TRAIN_X)[0]
    np.testing.assert_allclose(output[0, :, 0], [0.3590647, 0.5511133, 0.5911574, 0.6303138], atol=5e-7)
    np.testing.assert_allclose(output[0, :, 5], [0.7038734, 0.5886359, 0.3951699, 0.2194225], atol=5e-7)
    output = Bidirectional(LSTM(3, unit_forget_bias=False, **options))(TRAIN_X)[0]
    np.testing.assert_allclose(output[0, [0, 3]], [0.5650550, 0.6626316], atol=5e-7)


def test_a_trace_names_every_gate() -> None:
    lstm = LSTM(3, kernel_initializer=Constant(0.1), recurrent_initializer=Constant(0.1))
    trace = lstm.trace(TRAIN_X)
    first = {
        name: round(float(getattr(trace, name)[0, 0, 0]), 5)
        for name in ("a_i", "a_f", "i", "f", "g", "o", "c", "h")
    }
    by_hand = {"a_i": 0.97, "a_f": 1.97, "i": 0.72512, "f": 0.87761, "g": 0.7487, "o": 0.72512}
    assert first == by_hand | {"c": 0.5429, "h": 0.35906}
    assert trace.h.shape == (1, 4, 3)
    assert np.array_equal(trace.h[:, -1], lstm(TRAIN_X))
    assert np.array_equal(trace.h_prev[:, 1:], trace.h[:, :-1])
    np.testing.assert_allclose(sigmoid(trace.a_o), trace.o, atol=1e-6)
    np.testing.assert_allclose(np.tanh(trace.a_g), trace.g, atol=1e-6)


@pytest.mark.parametrize(("kind", "config", "step"), STEPS)
def test_what_a_trace_says_before_the_activation(
    kind: Any, config: Any, step: Any, rng: np.random.Generator
) -> None:
    layer = kind(3, **config)
    randomize(layer, TRAIN_X.shape, rng)
    trace = layer.trace(TRAIN_X)
    np.testing.assert_array_equal(trace.h[:, -1], layer(TRAIN_X))
    pairs = {"a": ("h", np.tanh), "a_i": ("i", sigmoid), "a_f": ("f", sigmoid), "a_o": ("o", sigmoid)}
    pairs |= {"a_z": ("z", sigmoid), "a_r": ("r", sigmoid), "a_g": ("g", np.tanh)}
    for before, (after, function) in pairs.items():
        if before in trace._fields:
            np.testing.assert_allclose(function(getattr(trace, before)), getattr(trace, after), atol=1e-12)
    if kind is LSTM:
        np.testing.assert_allclose(trace.tanh_c, np.tanh(trace.c), atol=1e-12)
    if kind is GRU:
        U, b = layer.weights[1][:, 6:], layer.weights[2]
        p = trace.h_prev @ U + b[1, 6:] if layer.cell.reset_after else trace.r * trace.h_prev
        np.testing.assert_allclose(trace.p, p, atol=1e-12)
    initial = [rng.uniform(-1, 1, (1, 3)) for _ in layer.cell.state_names]
    trace = layer.trace(TRAIN_X, initial)
    for letter, start in zip(layer.cell.state_names, initial, strict=True):
        previous = np.concatenate([start[:, None], getattr(trace, letter)[:, :-1]], axis=1)
        np.testing.assert_array_equal(getattr(trace, f"{letter}_prev"), previous)
    cell_trace = layer.cell.trace(TRAIN_X[:, 0], initial)
    for name in trace._fields:
        np.testing.assert_allclose(getattr(cell_trace, name), getattr(trace, name)[:, 0], atol=1e-12)


def test_a_forced_gate_does_what_it_says(rng: np.random.Generator) -> None:
    lstm, gru = LSTM(3), GRU(3)
    shut = lstm.trace(TRAIN_X, gates={"f": 0.0})
    np.testing.assert_allclose(shut.c, shut.i * shut.g, atol=1e-7)
    keep = lstm.trace(TRAIN_X, gates={"f": 1.0, "i": 0.0}, initial_state=[np.ones((1, 3))] * 2)
    assert np.array_equal(keep.c, np.ones((1, 4, 3)))
    closed = gru.trace(TRAIN_X, gates={"z": 1.0}, initial_state=np.ones((1, 3)))
    np.testing.assert_allclose(closed.h, 1, atol=1e-6)
    one = lstm.cell.trace(TRAIN_X[:, 0], gates={"o": 0.0})
    assert not one.h.any()
    assert one.c.any()


@pytest.mark.parametrize("kind", [SimpleRNN, LSTM, GRU])
def test_a_stateful_layer_goes_on_where_it_stopped(kind: Any) -> None:
    whole = kind(3, seed=1)
    parts = kind(3, seed=1, stateful=True)
    parts(TRAIN_X[:, :2])
    assert np.allclose(parts(TRAIN_X[:, 2:]), whole(TRAIN_X), atol=1e-6)
    parts.reset_state()
    assert np.array_equal(parts(TRAIN_X), whole(TRAIN_X))
    both = Bidirectional(kind(3, stateful=True))
    assert both.states is None
    first = both(TRAIN_X)
    assert len(both.states) == 2 * len(whole.cell.state_names)
    assert not np.allclose(both(TRAIN_X), first)
    both.reset_state()
    assert np.array_equal(both(TRAIN_X), first)


def test_results_have_the_dtype_of_the_inputs() -> None:
    for layer in (SimpleRNN(2), LSTM(2), GRU(2), Bidirectional(LSTM(2)), Dense(2)):
        assert layer(TRAIN_X).dtype == np.float32
        assert layer(TRAIN_X.tolist()).dtype == np.float32
        layer(TRAIN_X)
        assert {gradient.dtype for gradient in (layer.backward(layer(TRAIN_X)), *layer.gradients)} == {
            np.dtype("f4")
        }
        assert layer(TRAIN_X.astype(np.float64)).dtype == np.float64
        assert {weight.dtype for weight in layer.weights} == {np.dtype("f8")}
    embedding = Embedding(4, 2)
    assert embedding([1]).dtype == np.float32
    assert embedding.astype(np.float64)([1]).dtype == np.float64


def test_weights_move_both_ways_and_are_live() -> None:
    for layer, other in (
        (LSTM(3, seed=0), LSTM(3)),
        (Bidirectional(GRU(2, seed=0)), Bidirectional(GRU(2))),
        (Dense(2, seed=0), Dense(2)),
    ):
        layer(TRAIN_X)
        other.set_weights(layer.get_weights())  # before its first call
        assert other.built
        assert {weight.dtype for weight in other.weights} == {np.dtype("f4")}
        assert np.array_equal(layer(TRAIN_X), other(TRAIN_X))
        copies = layer.get_weights()
        for weight in layer.weights:
            weight *= 2
        assert not np.array_equal(layer(TRAIN_X), other(TRAIN_X))
        layer.set_weights(copies)
        assert np.array_equal(layer(TRAIN_X), other(TRAIN_X))
        assert [weight.shape for weight in layer.weights] == layer_shapes(layer)


def layer_shapes(layer: Any) -> list[tuple[int, ...]]:
    parts = getattr(layer, "parts", (layer,))
    return [
        s
        for p in parts
        for s in (layer_shapes(p) if hasattr(p, "parts") else p.weight_shapes(TRAIN_X.shape[-1]))
    ]


def test_what_the_caller_changes_after_a_call_does_not_disturb_backward(rng: np.random.Generator) -> None:
    for kind, config, _ in STEPS:
        layer = kind(3, **config)
        for part, x in ((layer, rng.normal(size=(2, 4, 5))), (layer.cell, rng.normal(size=(2, 5)))):
            states = [rng.normal(size=(2, 3)) for _ in layer.cell.state_names]
            part(x, states)
            d_x, gradients = part.backward(np.ones((2, 3))), [g.copy() for g in part.gradients]
            part(x, states)
            for array in (x, *states):
                array += 1
            np.testing.assert_array_equal(part.backward(np.ones((2, 3))), d_x)
            for gradient, expected in zip(part.gradients, gradients, strict=True):
                np.testing.assert_array_equal(gradient, expected)


def test_what_the_caller_changes_does_not_disturb_dense_either(rng: np.random.Generator) -> None:
    dense, x = Dense(2), rng.normal(size=(3, 4))
    dense(x)
    dense.backward(np.ones((3, 2)))
    expected = [gradient.copy() for gradient in dense.gradients]
    dense(x)
    x.fill(0)
    dense.backward(np.ones((3, 2)))
    for gradient, right in zip(dense.gradients, expected, strict=True):
        np.testing.assert_array_equal(gradient, right)


def test_refused_weights_change_nothing() -> None:
    for layer, first in (
        (Bidirectional(LSTM(3)), 0),
        (Sequential([LSTM(3, return_sequences=True), Bidirectional(GRU(2)), Dense(1)]), 3),
    ):
        layer(np.ones((2, 4, 5), np.float32))
        before, given = layer.get_weights(), [weight + 1 for weight in layer.get_weights()]
        given[first + 4][...] = np.nan
        with pytest.raises(ArgumentError, match=rf"weights\[{first + 4}\] must be finite"):
            layer.set_weights(given)
        for weight, old in zip(layer.weights, before, strict=True):
            np.testing.assert_array_equal(weight, old)


@pytest.mark.parametrize("dtype", [">f8", np.longdouble])
def test_all_arrays_of_64_bits_or_more_are_computed_in_float64(dtype: Any) -> None:
    x = np.full((1, 2, 3), 0.1, dtype)
    layer = LSTM(2, seed=0)
    np.testing.assert_array_equal(layer(x), LSTM(2, seed=0)(x.astype(np.float64)))
    assert layer.dtype == np.float64


def test_a_cell_called_by_itself_takes_its_layer_along() -> None:
    x = np.ones((2, 4, 5), np.float32)
    for kind in (SimpleRNN, LSTM, GRU):
        layer = kind(3)
        layer(x)
        assert layer.dtype == np.float32
        layer.cell.trace(np.ones((2, 5)))
        assert layer.dtype == layer.cell.dtype == np.float64
        assert layer(x).dtype == layer.backward(layer(x)).dtype == np.float64


def test_a_refused_call_leaves_the_dtype() -> None:
    layer = LSTM(3)
    layer(np.ones((2, 4, 5), np.float32))
    with pytest.raises(ArgumentError, match="with 5 features"):
        layer(np.ones((2, 4, 7)))
    assert layer.dtype == layer.weights[0].dtype == np.float32


def test_a_layer_computes_in_its_own_dtype_and_with_its_own_weights() -> None:
    table = np.ones((5, 3))  # float64, and the caller's

    def given(shape: tuple[int, ...], dtype: Any = np.float32) -> Any:
        return table[: shape[0]] if len(shape) == 2 else np.ones(shape)

    x = np.ones((2, 4, 5), np.float32)
    for layer in (
        Dense(3, kernel_initializer=given, bias_initializer=given),
        LSTM(1, kernel_initializer=lambda shape, dtype: np.ones(shape), bias_initializer=given),
        SimpleRNN(3, kernel_initializer=given, recurrent_initializer=given, bias_initializer=given),
    ):
        y = layer(x)
        assert y.dtype == layer.backward(y).dtype == np.float32
        assert {weight.dtype for weight in layer.weights} == {np.dtype(np.float32)}
    embedding = Embedding(5, 3, embeddings_initializer=given).astype(np.float64)
    embedding.build()
    embedding.weights[0].fill(7)
    assert (table == 1).all()


def test_one_gradient_of_a_pair_may_be_missing(rng: np.random.Generator) -> None:
    for options in ({}, {"return_sequences": True}):
        layer = Bidirectional(GRU(3, **options), None)
        y, y_rev = layer(rng.normal(size=(2, 4, 5)))
        for k, zeros in enumerate((y * 0, y_rev * 0)):
            d_outputs: list[Any] = [y, y_rev]
            d_outputs[k] = zeros
            expected = layer.backward(d_outputs)
            d_outputs[k] = None
            np.testing.assert_array_equal(layer.backward(d_outputs), expected)


def test_what_the_caller_changes_does_not_disturb_an_embedding_either() -> None:
    embedding, ids = Embedding(5, 2), np.array([[1, 4]])
    embedding(ids)
    ids[...] = 0
    embedding.backward(np.ones((1, 2, 2)))
    assert np.flatnonzero(embedding.gradients[0].any(axis=1)).tolist() == [1, 4]


@pytest.mark.parametrize("kind", "bBhHiIlL")
def test_every_kind_of_integers_is_an_id(kind: str) -> None:
    embedding, last = Embedding(128, 300), 127  # places in the table go far beyond 8 and 16 bits
    embedding(np.array([[3, last]], kind))
    embedding.backward(np.ones((1, 2, 300)))
    assert np.flatnonzero(embedding.gradients[0].any(axis=1)).tolist() == [3, last]
    assert embedding.gradients[0].sum() == 600


def test_copies_and_pickles_of_a_layer_are_independent(rng: np.random.Generator) -> None:
    x, ones = rng.normal(size=(2, 4, 5)), np.ones((2, 4))
    for layer in (Bidirectional(kind(2, **config)) for kind, config, _ in STEPS):
        before = layer(x)
        for twin in (copy.deepcopy(layer), pickle.loads(pickle.dumps(layer))):
            np.testing.assert_array_equal(twin(x), before)
            for weight in twin.weights:
                weight *= 2
            assert not np.allclose(twin(x), before)
            np.testing.assert_array_equal(layer(x), before)
            assert twin.backward(ones).shape == x.shape
            assert not np.allclose(twin.gradients[0], (layer.backward(ones), layer.gradients[0])[1])


def test_a_result_does_not_change_with_the_next_call(rng: np.random.Generator) -> None:
    for layer in (
        LSTM(3, return_sequences=True, return_state=True),
        Bidirectional(GRU(2), None),
        Dense(2, "tanh"),
    ):
        first = leaves(layer(TRAIN_X))
        copies = [leaf.copy() for leaf in first]
        for leaf in first:
            leaf += 1  # neither does changing it disturb backward
        layer(-TRAIN_X)
        assert all(np.array_equal(leaf, copy + 1) for leaf, copy in zip(first, copies, strict=True))


@pytest.mark.parametrize(
    ("layer", "count", "names"),
    [
        (SimpleRNN(8), 112, 3),
        (LSTM(128), None, 3),
        (GRU(4, use_bias=False), 4 * 3 * (5 + 4), 2),
        (GRU(4, reset_after=False), 4 * 3 * (5 + 4 + 1), 3),
        (Bidirectional(SimpleRNN(3)), 2 * (15 + 9 + 3), 6),
        (Dense(1), 6, 2),
    ],
)
def test_counts_and_names(layer: Any, count: int | None, names: int) -> None:
    layer.build((None, None, 5))
    assert len(layer.weight_names) == len(layer.weights) == names
    assert layer.count_params() == (count or 4 * 128 * (5 + 128 + 1))
    assert layer.weight_names[0] == "kernel"
    assert Dense(3).compute_output_shape((None, 7, 5)) == (None, 7, 3)
    weights = layer.weights
    layer.build((None, None, 5))  # a second time changes nothing
    assert all(ours is same for ours, same in zip(layer.weights, weights, strict=True))


@pytest.mark.parametrize("kind", [SimpleRNN, LSTM, GRU])
@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("merge_mode", ["no wrapper", *MERGE_MODES])
def test_output_shapes_are_foretold(kind: Any, options: dict[str, Any], merge_mode: str | None) -> None:
    layer = kind(3, **options)
    if merge_mode != "no wrapper":
        layer = Bidirectional(kind(3, **options | {"go_backwards": False}), merge_mode)
    result = layer(TRAIN_X)
    shapes = layer.compute_output_shape(TRAIN_X.shape)
    assert (tuple(a.shape for a in result) if isinstance(result, tuple) else result.shape) == shapes
    unknown = layer.compute_output_shape((None, None, 5))
    head = unknown[0] if isinstance(unknown[0], tuple) else unknown
    assert head[0] is None
    assert len(head) == (3 if layer.return_sequences else 2)


def test_masks_of_outputs() -> None:
    mask = np.array([[True, False]])
    assert LSTM(2, return_sequences=True).compute_mask(mask) is mask
    assert LSTM(2).compute_mask(mask) is None
    assert Bidirectional(LSTM(2, return_sequences=True)).compute_mask(mask) is mask
    assert Bidirectional(LSTM(2)).compute_mask(mask) is None
    assert Embedding(3, 2).compute_mask(np.array([[1, 0]])) is None
    assert Embedding(3, 2, mask_zero=True).compute_mask(np.array([[1, 0]])).tolist() == [[True, False]]


def test_embedding_looks_up_and_collects() -> None:
    embedding = Embedding(4, 2, seed=0)
    assert np.array_equal(embedding([0, 3]), embedding.weights[0][[0, 3]])  # the least id and the greatest
    ids = np.array([[1, 3, 1]])
    output = embedding(ids)
    table = embedding.weights[0]
    assert np.array_equal(output, table[ids])
    assert embedding.compute_output_shape((None, 3)) == (None, 3, 2)
    assert not embedding.backward(np.array([[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]])).any()
    assert embedding.gradients[0].tolist() == [[0, 0], [6, 8], [0, 0], [3, 4]]
    assert embedding(ids[:, :0]).shape == (1, 0, 2)
    same = Embedding(4, 2)
    same.set_weights(embedding.get_weights())
    assert np.array_equal(same(ids), output)


def test_seeds() -> None:
    for kind in (SimpleRNN, LSTM, GRU):
        first, second, other = (kind(3, seed=seed) for seed in (1, 1, 2))
        a, b, c = (layer(TRAIN_X) for layer in (first, second, other))
        assert np.array_equal(a, b)
        assert not np.array_equal(a, c)
        both = Bidirectional(kind(3, seed=1))
        both.build(TRAIN_X.shape)
        assert not np.array_equal(both.weights[0], both.weights[3])
        assert np.array_equal(both.weights[0], first.weights[0])
    assert not np.array_equal(SimpleRNN(3)(TRAIN_X), SimpleRNN(3)(TRAIN_X))
    assert np.array_equal(Dense(2, seed=3)(TRAIN_X), Dense(2, seed=3)(TRAIN_X))


def test_unit_forget_bias_replaces_the_forget_part_of_any_bias() -> None:
    for unit, expected in ((True, [0.5, 1, 0.5, 0.5]), (False, [0.5] * 4)):
        lstm = LSTM(1, bias_initializer=Constant(0.5), unit_forget_bias=unit)
        lstm.build((None, None, 2))
        assert lstm.weights[2].tolist() == expected


def test_names_and_configuration() -> None:
    assert LSTM(2).name == "lstm"
    assert LSTM(2, name="encoder").name == "encoder"
    everything: dict[str, Any] = {
        "units": 2,
        "activation": activations.relu,
        "use_bias": False,
        "kernel_initializer": "ones",
        "recurrent_initializer": "zeros",
        "bias_initializer": Constant(0.1),
        "seed": 5,
    }
    everything |= dict.fromkeys(("return_sequences", "return_state", "go_backwards", "stateful"), True)
    everything["zero_output_for_mask"] = True
    gates = {"recurrent_activation": activations.hard_sigmoid}
    for kind, own in (
        (SimpleRNN, {}),
        (LSTM, gates | {"unit_forget_bias": False}),
        (GRU, gates | {"reset_after": False}),
    ):
        layer = kind(**everything, **own)
        assert layer.get_config() == everything | own
        assert kind(**layer.get_config()).get_config() == everything | own
    backward = LSTM(3, "relu", go_backwards=True)
    both = Bidirectional(LSTM(2), backward_layer=backward)
    assert both.backward_layer is backward
    assert both.forward_layer.name == "forward_lstm"
    assert both(TRAIN_X).shape == (1, 5)


def test_a_cell_takes_and_returns_states_as_keras_does() -> None:
    cell = GRUCell(2)
    h, state = cell(TRAIN_X[:, 0], np.zeros((1, 2)))
    assert np.array_equal(h, state)
    h, states = cell(TRAIN_X[:, 0], [np.zeros((1, 2))])
    assert isinstance(states, list)
    assert np.array_equal(h, states[0])
    assert cell.compute_output_shape((None, 5)) == (None, 2)
    assert len(LSTMCell(2)(TRAIN_X[:, 0])[1]) == 2


def test_gradients_of_states_alone(rng: np.random.Generator) -> None:
    encoder = LSTM(3, return_state=True)
    _, h, c = encoder(TRAIN_X)
    d_h, d_c = np.ones_like(h), np.ones_like(c)
    by_state = encoder.backward(None, [d_h, d_c])
    assert np.allclose(by_state, encoder.backward(d_h, [np.zeros_like(h), d_c]))
    both = Bidirectional(GRU(2, return_state=True))
    both(TRAIN_X)
    ones = np.ones((1, 2))
    assert np.allclose(both.backward(None, [ones, ones]), both.backward(np.ones((1, 4))), atol=1e-6)
