"""Outputs equal Keras' and gradients equal TensorFlow's, drawn over the whole argument space."""

from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rnn_guide
from rnn_guide import activations

ACTIVATIONS = [activation.name for activation in activations.ALL]
RECURRENT = [
    name for name in ACTIVATIONS if name != "exponential"
]  # exp of exp of exp overflows, in Keras too
CASES = 450  # of recurrent layers; with those of Dense, Embedding and the cells more than 500


class Case(NamedTuple):
    """One drawn configuration and the size of its data."""

    kind: str
    config: dict[str, Any]
    wrapper: dict[str, Any] | None  # arguments of Bidirectional
    backward: dict[str, Any] | None  # arguments of its own backward_layer
    batch: int
    timesteps: int
    features: int
    masked: bool
    given_state: bool
    seed: int


@st.composite
def cell_configs(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    config: dict[str, Any] = {
        "units": draw(st.integers(1, 4)),
        "activation": draw(st.sampled_from(RECURRENT)),
        "use_bias": draw(st.booleans()),
    }
    if kind != "SimpleRNN":
        config["recurrent_activation"] = draw(st.sampled_from(RECURRENT))
    if kind == "LSTM":
        config["unit_forget_bias"] = draw(st.booleans())
    if kind == "GRU":
        config["reset_after"] = draw(st.booleans())
    return config


@st.composite
def cases(draw: st.DrawFn) -> Case:
    kinds = st.sampled_from(["SimpleRNN", "LSTM", "GRU"])
    kind = draw(kinds)
    options = {
        name: draw(st.booleans())
        for name in ("return_sequences", "return_state", "go_backwards", "stateful", "zero_output_for_mask")
    }
    config = draw(cell_configs(kind)) | options
    wrapper = backward = None
    if draw(st.booleans()):
        wrapper = {"merge_mode": draw(st.sampled_from(["concat", "sum", "mul", "ave", None]))}
        if draw(st.booleans()):
            backward = draw(cell_configs(kind)) | options | {"go_backwards": not config["go_backwards"]}
            if wrapper["merge_mode"] in ("sum", "mul", "ave"):
                backward["units"] = config["units"]
        else:
            config["go_backwards"] = False
    sizes = [draw(st.integers(1, top)) for top in (3, 5, 4)]
    return Case(
        kind,
        config,
        wrapper,
        backward,
        *sizes,
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.integers(0, 9999)),
    )


def make(library: Any, case: Case) -> Any:
    recurrent = getattr(library, case.kind)
    layer = recurrent(**case.config)
    if case.wrapper is None:
        return layer
    backward = recurrent(**case.backward) if case.backward else None
    return library.Bidirectional(layer, **case.wrapper, backward_layer=backward)


def leaves(result: Any) -> list[Any]:
    """The arrays of a result, whether it is one array or several, nested or not."""
    return (
        [leaf for part in result for leaf in leaves(part)] if isinstance(result, (tuple, list)) else [result]
    )


def close(ours: Any, theirs: Any, tolerance: float) -> None:
    theirs = np.asarray(theirs)
    assert ours.dtype == np.float32
    np.testing.assert_allclose(ours, theirs, rtol=tolerance, atol=tolerance)


# A softmax over one unit is always 1; that is no news here.
@pytest.mark.filterwarnings("ignore:(?s).*using a softmax over axis:UserWarning")
@settings(max_examples=CASES)
@given(case=cases())
def test_recurrent_layers_equal_keras(case: Case, tf: Any, keras: Any) -> None:
    rng = np.random.default_rng(case.seed)

    def draw(*shape: int) -> np.ndarray:
        return rng.uniform(-1, 1, shape).astype(np.float32)

    theirs, ours = make(keras.layers, case), make(rnn_guide, case)
    theirs.build((case.batch, case.timesteps, case.features))
    weights = [0.6 * draw(*weight.shape) for weight in theirs.weights if "rnn_state" not in weight.path]
    trainable = [v for v in theirs.weights if "rnn_state" not in v.path]
    for variable, weight in zip(trainable, weights, strict=True):
        variable.assign(weight)
    ours.set_weights(weights)

    state_count = 2 if case.kind == "LSTM" else 1
    units = [case.config["units"]] * state_count
    if case.wrapper is not None:
        units += [(case.backward or case.config)["units"]] * state_count
    # Keras 3.15 raises TypeError in compute_mask of a stateful Bidirectional with return_state.
    faulty = case.wrapper is not None and case.config["stateful"] and case.config["return_state"]
    call_keras = theirs.call if faulty else theirs
    for call in range(3 if case.config["stateful"] else 1):
        x = draw(case.batch, case.timesteps, case.features)
        mask = rng.random((case.batch, case.timesteps)) < 0.6 if case.masked else None
        state = [draw(case.batch, unit) for unit in units] if case.given_state and call == 0 else None
        if call == 2:
            theirs.reset_state()
            ours.reset_state()
        inputs = tf.constant(x)
        initial = [tf.constant(s) for s in state] if state else None
        with tf.GradientTape() as tape:
            tape.watch([inputs, *(initial or [])])
            expected = leaves(
                call_keras(inputs, initial_state=initial, mask=None if mask is None else tf.constant(mask))
            )
            d = [draw(*leaf.shape) for leaf in expected]
            loss = tf.add_n([tf.reduce_sum(leaf * d_leaf) for leaf, d_leaf in zip(expected, d, strict=True)])
        result = leaves(ours(x, initial_state=state, mask=mask))
        assert len(result) == len(expected)
        for our, their in zip(result, expected, strict=True):
            close(our, their, 1e-5)

        gradients = tape.gradient(
            loss, [inputs, *(initial or []), *[v.value for v in trainable]], unconnected_gradients="zero"
        )
        heads = 2 if case.wrapper is not None and case.wrapper["merge_mode"] is None else 1
        d_state = d[heads:] if case.config["return_state"] else None
        ours_d = [ours.backward(d[0] if heads == 1 else tuple(d[:2]), d_state)]
        ours_d += [*(ours.d_initial_state if state else []), *ours.gradients]
        for our, their in zip(ours_d, gradients, strict=True):
            close(our, their, 1e-4)


@settings(max_examples=40)
@given(
    units=st.integers(1, 4),
    activation=st.sampled_from([name for name in ACTIVATIONS if name != "softmax"]),
    use_bias=st.booleans(),
    shape=st.lists(st.integers(1, 3), min_size=2, max_size=4),
    seed=st.integers(0, 9999),
)
def test_dense_equals_keras(
    units: int, activation: str, use_bias: bool, shape: list[int], seed: int, tf: Any, keras: Any
) -> None:
    rng = np.random.default_rng(seed)
    theirs = keras.layers.Dense(units, activation, use_bias=use_bias)
    ours = rnn_guide.Dense(units, activation, use_bias=use_bias)
    x = rng.uniform(-1, 1, shape).astype(np.float32)
    theirs.build(x.shape)
    weights = [rng.uniform(-1, 1, weight.shape).astype(np.float32) for weight in theirs.get_weights()]
    theirs.set_weights(weights)
    ours.set_weights(weights)
    inputs = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        expected = theirs(inputs)
        d = rng.uniform(-1, 1, expected.shape).astype(np.float32)
        loss = tf.reduce_sum(expected * d)
    close(ours(x), expected, 1e-5)
    gradients = tape.gradient(loss, [inputs, *[variable.value for variable in theirs.weights]])
    for our, their in zip([ours.backward(d), *ours.gradients], gradients, strict=True):
        close(our, their, 1e-4)


@settings(max_examples=30)
@given(
    case=st.sampled_from(["SimpleRNNCell", "LSTMCell", "GRUCell"]), data=st.data(), seed=st.integers(0, 9999)
)
@pytest.mark.filterwarnings("ignore:(?s).*using a softmax over axis:UserWarning")
def test_cells_equal_keras(case: str, data: st.DataObject, seed: int, tf: Any, keras: Any) -> None:
    rng = np.random.default_rng(seed)
    config = data.draw(cell_configs(case.removesuffix("Cell")))
    theirs, ours = getattr(keras.layers, case)(**config), getattr(rnn_guide, case)(**config)
    x = rng.uniform(-1, 1, (2, 3)).astype(np.float32)
    theirs.build(x.shape)
    weights = [rng.uniform(-1, 1, weight.shape).astype(np.float32) for weight in theirs.get_weights()]
    theirs.set_weights(weights)
    ours.set_weights(weights)
    states = [rng.uniform(-1, 1, (2, config["units"])).astype(np.float32) for _ in ours.state_names]
    expected, expected_states = theirs(tf.constant(x), [tf.constant(state) for state in states])
    output, new_states = ours(x, states)
    close(output, expected, 1e-5)
    for our, their in zip(new_states, expected_states, strict=True):
        close(our, their, 1e-5)


@settings(max_examples=20)
@given(
    input_dim=st.integers(1, 5),
    output_dim=st.integers(1, 3),
    mask_zero=st.booleans(),
    shape=st.lists(st.integers(1, 4), min_size=1, max_size=3),
    seed=st.integers(0, 9999),
)
def test_embedding_equals_keras(
    input_dim: int, output_dim: int, mask_zero: bool, shape: list[int], seed: int, tf: Any, keras: Any
) -> None:
    rng = np.random.default_rng(seed)
    theirs = keras.layers.Embedding(input_dim, output_dim, mask_zero=mask_zero)
    ours = rnn_guide.Embedding(input_dim, output_dim, mask_zero=mask_zero)
    ids = rng.integers(0, input_dim, shape)
    theirs.build()
    ours.set_weights(theirs.get_weights())
    with tf.GradientTape() as tape:
        expected = theirs(tf.constant(ids))
        d = rng.uniform(-1, 1, expected.shape).astype(np.float32)
        loss = tf.reduce_sum(expected * d)
    close(ours(ids), expected, 1e-6)
    ours.backward(d)
    gradient = tape.gradient(loss, theirs.weights[0].value)
    close(ours.gradients[0], tf.convert_to_tensor(gradient), 1e-5)
    mask = theirs.compute_mask(tf.constant(ids))
    assert (mask is None) == (ours.compute_mask(ids) is None)
    assert mask is None or np.array_equal(ours.compute_mask(ids), mask)


@pytest.mark.parametrize("kind", ["SimpleRNN", "LSTM", "GRU"])
@pytest.mark.parametrize("wrapped", [False, True])
def test_default_initialization_is_keras(kind: str, wrapped: bool, keras: Any) -> None:
    def built(library: Any) -> Any:
        layer = getattr(library, kind)(64)
        layer = library.Bidirectional(layer) if wrapped else layer
        layer.build((None, None, 32))
        return layer.get_weights()

    for our, their in zip(built(rnn_guide), built(keras.layers), strict=True):
        assert our.shape == their.shape
        assert abs(our.mean() - their.mean()) < 0.01
        assert abs(our.std() - their.std()) < 0.01
        if (
            our.shape == (64, 64 * our.shape[-1] // 64) and our.ndim == 2
        ):  # recurrent kernels: orthonormal rows
            np.testing.assert_allclose(our @ our.T, np.eye(64), atol=1e-5)
