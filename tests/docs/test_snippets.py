"""Every snippet of reference/snippets runs alone, and computes what rnn_guide and Keras compute."""

import ast
import contextlib
import io
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import rnn_guide
from rnn_guide.parameters import count_bidirectional, count_lstm, count_simple_rnn

from .cells import Cell, read_cells

# Keras 3.15 meets NumPy 2.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

PAGE = Path(__file__).parents[2] / "docs" / "en" / "reference" / "snippets.md"
SNIPPETS = [cell for cell in read_cells(PAGE) if "snippet" in cell.tags]
LONGEST = 30
BATCH, TIMESTEPS, FEATURES, UNITS = 3, 6, 5, 4


def name(cell: Cell) -> str:
    """Return a snippet's section and which of its snippets it is."""
    place = [other for other in SNIPPETS if other.section == cell.section].index(cell)
    return f"{cell.section.removeprefix('snippets-')}-{place}"


BY_NAME = {name(cell): cell for cell in SNIPPETS}


@cache
def run(snippet: str) -> dict[str, Any]:
    """Run a snippet in an empty namespace; return what it defines."""
    namespace: dict[str, Any] = {"__name__": "snippet"}
    exec(compile(BY_NAME[snippet].code, snippet, "exec"), namespace)
    return namespace


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def draw(rng: np.random.Generator, shapes: list[tuple[int, ...]]) -> list[np.ndarray]:
    """Return random weights that do not saturate."""
    return [rng.normal(0, 0.5, shape) for shape in shapes]


def test_the_page_has_the_snippets_that_are_tested() -> None:
    in_one_cell = ["masking", "bidirectional", "sampling", "classifier", "tagger", "language-model"]
    in_one_cell += ["stacked", "five", "stateful", "transfer", "simple-rnn"]
    expected = {f"{section}-0" for section in in_one_cell}
    assert set(BY_NAME) == expected | {"lstm-0", "lstm-1", "gru-0", "gru-1"}


@pytest.mark.parametrize("snippet", BY_NAME)
def test_snippet_stands_alone_and_is_short(snippet: str) -> None:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        run(snippet)
    lines = [line for line in BY_NAME[snippet].code.splitlines() if line.strip()]
    tree = ast.parse(BY_NAME[snippet].code)
    imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert imports and tree.body[: len(imports)] == imports, "Imports come first, in one block."
    assert len(lines) <= LONGEST, f"{len(lines)} lines: cut it into two snippets."
    assert not printed.getvalue()


KINDS: dict[str, tuple[Any, list[tuple[int, ...]]]] = {
    "simple-rnn": (rnn_guide.SimpleRNN, [(FEATURES, UNITS), (UNITS, UNITS), (UNITS,)]),
    "lstm": (rnn_guide.LSTM, [(FEATURES, 4 * UNITS), (UNITS, 4 * UNITS), (4 * UNITS,)]),
    "gru": (rnn_guide.GRU, [(FEATURES, 3 * UNITS), (UNITS, 3 * UNITS), (2, 3 * UNITS)]),
}


def forward_and_backward(
    kind: str, x: np.ndarray, weights: list[np.ndarray], d_h: np.ndarray
) -> tuple[np.ndarray, np.ndarray | None, np.ndarray, list[np.ndarray]]:
    """Return h of every step, the last cell state if there is one, d_x and the gradients."""
    function = kind.replace("-", "_")
    forward = run(f"{kind}-0")[function]
    backward = run(f"{kind}-{0 if kind == 'simple-rnn' else 1}")[f"{function}_backward"]
    W, U, _ = weights
    if kind == "simple-rnn":
        h = forward(x, *weights)
        return h, None, *backward(d_h, x, h, W, U)
    h, *rest = forward(x, *weights)
    last_c = rest[0] if kind == "lstm" else None
    return h, last_c, *backward(d_h, x, rest[-1], W, U)


@pytest.mark.parametrize("kind", KINDS)
def test_layer_equals_rnn_guide(kind: str, rng: np.random.Generator) -> None:
    make, shapes = KINDS[kind]
    weights, x = draw(rng, shapes), rng.normal(size=(BATCH, TIMESTEPS, FEATURES))
    d_h = rng.normal(size=(BATCH, TIMESTEPS, UNITS))
    layer = make(UNITS, return_sequences=True, return_state=True)
    layer.set_weights(weights)
    expected, *states = layer(x)
    h, last_c, d_x, gradients = forward_and_backward(kind, x, weights, d_h)
    np.testing.assert_allclose(h, expected, rtol=1e-12, atol=1e-14)
    if kind == "lstm":
        np.testing.assert_allclose(last_c, states[1], rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(d_x, layer.backward(d_h), rtol=1e-10, atol=1e-12)
    for ours, theirs in zip(gradients, layer.gradients, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("kind", KINDS)
def test_layer_equals_keras(kind: str, rng: np.random.Generator) -> None:
    import keras
    import tensorflow as tf

    make, shapes = KINDS[kind]
    weights, x = draw(rng, shapes), rng.normal(size=(BATCH, TIMESTEPS, FEATURES))
    d_h = rng.normal(size=(BATCH, TIMESTEPS, UNITS))
    layer = getattr(keras.layers, make.__name__)(UNITS, return_sequences=True, dtype="float64")
    layer.build((None, None, FEATURES))
    layer.set_weights(weights)
    inputs = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        expected = layer(inputs)
        loss = tf.reduce_sum(expected * d_h)
    h, _, d_x, gradients = forward_and_backward(kind, x, weights, d_h)
    np.testing.assert_allclose(h, expected, rtol=1e-10, atol=1e-12)
    theirs = tape.gradient(loss, [inputs, *[variable.value for variable in layer.weights]])
    for our, their in zip([d_x, *gradients], theirs, strict=True):
        np.testing.assert_allclose(our, their, rtol=1e-9, atol=1e-11)


def test_masking_equals_rnn_guide(rng: np.random.Generator) -> None:
    snippet, weights = run("masking-0"), draw(rng, KINDS["simple-rnn"][1])
    sequences = [rng.normal(size=(length, FEATURES)) for length in (6, 1, 4)]
    x, mask = snippet["pad"](sequences)
    assert mask.sum(axis=1).tolist() == [6, 1, 4] and not x[~mask].any()
    layer = rnn_guide.SimpleRNN(UNITS, return_sequences=True)
    layer.set_weights(weights)
    for holes in (mask, mask & (rng.random(mask.shape) < 0.5)):  # also inside, also at the beginning
        ours = snippet["masked_simple_rnn"](x, holes, *weights)
        np.testing.assert_allclose(ours, layer(x, mask=holes), rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("kind", KINDS)
def test_bidirectional_equals_rnn_guide(kind: str, rng: np.random.Generator) -> None:
    make, shapes = KINDS[kind]
    there, back, x = draw(rng, shapes), draw(rng, shapes), rng.normal(size=(BATCH, TIMESTEPS, FEATURES))

    def layer(weights: list[np.ndarray]) -> Any:
        return lambda x: forward_and_backward(kind, x, weights, np.zeros((*x.shape[:2], UNITS)))[0]

    every, last = run("bidirectional-0")["bidirectional"](layer(there), layer(back), x)
    for result, return_sequences in ((every, True), (last, False)):
        both = rnn_guide.Bidirectional(make(UNITS, return_sequences=return_sequences))
        both.set_weights([*there, *back])
        np.testing.assert_allclose(result, both(x), rtol=1e-12, atol=1e-14)


def test_sampling_draws_from_the_softmax(rng: np.random.Generator) -> None:
    sample, logits = run("sampling-0")["sample"], np.array([1000.0, 1001.0, 998.0, -1e9])
    assert sample(logits, temperature=0) == 1
    for temperature in (0.5, 1.0, 3.0):
        odds = np.exp((logits - 1001.0) / temperature)
        shares = np.bincount([sample(logits, temperature, rng) for _ in range(4000)], minlength=4) / 4000
        np.testing.assert_allclose(shares, odds / odds.sum(), atol=0.03)
    assert 0 <= sample([0.0, 0.0]) <= 1  # with a generator of its own


def ours_from(model: Any) -> list[Any]:
    """Return the layers of a Keras model made anew in rnn_guide, with the same weights."""
    made = []
    for layer in model.layers:
        inner = getattr(layer, "forward_layer", layer)
        kind = getattr(rnn_guide, type(inner).__name__)
        if kind is rnn_guide.Embedding:
            new = kind(layer.input_dim, layer.output_dim, mask_zero=layer.mask_zero)
        elif kind is rnn_guide.Dense:
            new = kind(layer.units, activation=layer.activation.__name__)
        else:
            new = kind(inner.units, return_sequences=inner.return_sequences)
        new = rnn_guide.Bidirectional(new) if inner is not layer else new
        new.set_weights(layer.get_weights()[: len(new.weight_names)])  # a stateful layer lists its states too
        made.append(new)
    return made


EXPECTED = {  # number of weights by our own count, and the shape of the output for 2 sequences
    "classifier-0": (5000 * 100 + int(count_lstm(100, 128)) + 129, (2, 1)),
    "tagger-0": (1000 * 32 + int(count_bidirectional(count_lstm(32, 16))) + 33 * 10, (2, 7, 10)),
    "language-model-0": (50 * 32 + int(count_lstm(32, 64)) + 65 * 50, (2, 7, 50)),
    "stacked-0": (int(count_simple_rnn(5, 8)) + int(count_simple_rnn(8, 8)), (2, 8)),
}


@pytest.mark.parametrize("snippet", EXPECTED)
def test_keras_model_equals_rnn_guide(snippet: str, rng: np.random.Generator) -> None:
    model = run(snippet)["model"]
    weights, shape = EXPECTED[snippet]
    x = rng.normal(size=(2, 10, 5)) if snippet == "stacked-0" else rng.integers(1, 50, size=(2, 7))
    if snippet in ("classifier-0", "tagger-0"):
        x[1, 4:] = 0  # padding
    expected = np.asarray(model(x))
    result = np.asarray(rnn_guide.Sequential(ours_from(model)).predict(x))
    assert model.count_params() == weights
    assert expected.shape == shape
    np.testing.assert_allclose(result, expected, rtol=1e-4, atol=1e-5)


def test_language_model_is_asked_for_the_next_token() -> None:
    snippet = run("language-model-0")
    assert np.array_equal(snippet["inputs"][:, 1:], snippet["targets"][:, :-1])
    assert 30 < snippet["perplexity"] < 80  # 50 equally likely tokens


def test_five_return_values(rng: np.random.Generator) -> None:
    snippet = run("five-0")
    x = rng.normal(size=(2, 4, 5)).astype(np.float32)
    results = [np.asarray(result) for result in snippet["model"](x)]
    layer = rnn_guide.Bidirectional(rnn_guide.LSTM(3, return_sequences=True, return_state=True))
    layer.set_weights(snippet["layer"].get_weights())
    for result, ours in zip(results, layer(x), strict=True):
        np.testing.assert_allclose(result, ours, rtol=1e-5, atol=1e-6)
    outputs, forward_h, _, backward_h, _ = results
    np.testing.assert_allclose(forward_h, outputs[:, -1, :3], rtol=1e-6)
    np.testing.assert_allclose(backward_h, outputs[:, 0, 3:], rtol=1e-6)


def test_stateful_model_goes_on_where_it_stopped(rng: np.random.Generator) -> None:
    model = run("stateful-0")["model"]
    rows = rng.normal(size=(8, 20, 1)).astype(np.float32)
    model.layers[0].reset_state()
    pieces = [np.asarray(model(rows[:, :10])), np.asarray(model(rows[:, 10:]))]
    whole = np.asarray(rnn_guide.Sequential(ours_from(model)).predict(rows))
    np.testing.assert_allclose(np.concatenate(pieces, axis=1), whole, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("kind", ["SimpleRNN", "LSTM", "GRU"])
def test_transferred_weights_give_the_same_gradients(kind: str, rng: np.random.Generator) -> None:
    import tensorflow as tf

    snippet = run("transfer-0")
    code = BY_NAME["transfer-0"].code.replace("LSTM", kind)
    namespace: dict[str, Any] = {"__name__": "snippet"}
    exec(compile(code, "transfer", "exec"), namespace)
    x, ours, theirs = snippet["x"], namespace["ours"], namespace["theirs"]
    ours(x)
    d_x = ours.backward(np.ones((2, 3), np.float32))
    inputs = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        loss = tf.reduce_sum(theirs(inputs))
    expected = tape.gradient(loss, [inputs, *[variable.value for variable in theirs.weights]])
    for our, their in zip([d_x, *ours.gradients], expected, strict=True):
        np.testing.assert_allclose(our, their, rtol=1e-4, atol=1e-5)
