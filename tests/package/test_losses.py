"""Losses equal Keras' in value and gradient, with weights and masks."""

import doctest
import math

import numpy as np
import pytest

from rnn_guide import losses
from rnn_guide.losses import (
    BinaryCrossentropy,
    CategoricalCrossentropy,
    MeanSquaredError,
    SparseCategoricalCrossentropy,
    bits_per_symbol,
    nats_to_bits,
    perplexity,
)

KINDS = [
    ("MeanSquaredError", {}),
    ("BinaryCrossentropy", {}),
    ("BinaryCrossentropy", {"from_logits": True}),
    ("CategoricalCrossentropy", {}),
    ("CategoricalCrossentropy", {"from_logits": True}),
    ("SparseCategoricalCrossentropy", {}),
    ("SparseCategoricalCrossentropy", {"from_logits": True}),
]


def _data(name, from_logits, shape, rng):
    """Random targets and predictions as the loss wants them; probabilities on purpose do not add up to 1."""
    y_pred = (
        rng.normal(size=shape) * 3
        if from_logits or name == "MeanSquaredError"
        else rng.uniform(0.02, 0.9, shape)
    )
    if name == "MeanSquaredError":
        return rng.normal(size=shape), y_pred
    if name == "BinaryCrossentropy":
        return rng.integers(0, 2, shape), y_pred
    classes = rng.integers(0, shape[-1], shape[:-1])
    return (classes if name.startswith("Sparse") else np.eye(shape[-1])[classes]), y_pred


@pytest.mark.parametrize("module", [losses, losses.base, losses.cross_entropy, losses.units])
def test_examples_in_docstrings(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("shape", [(6, 4), (3, 5, 4), (5, 1)])
@pytest.mark.parametrize("extra", ["none", "weights", "mask", "both"])
@pytest.mark.parametrize(("name", "config"), KINDS, ids=[f"{name}{list(config)}" for name, config in KINDS])
def test_value_and_gradient_equal_keras(name, config, extra, shape, tf, keras, rng):
    if shape[-1] == 1 and "Categorical" in name:
        shape = (5, 2)
    y_true, y_pred = _data(name, config.get("from_logits"), shape, rng)
    weights = rng.uniform(0, 3, shape[:-1]).astype(np.float32) if extra in ("weights", "both") else None
    mask = rng.random(shape[:-1]) < 0.6 if extra in ("mask", "both") else None
    y_pred = y_pred.astype(np.float32)

    value, gradient = getattr(losses, name)(**config).value_and_gradient(y_true, y_pred, weights, mask)

    prediction = tf.Variable(y_pred)
    with tf.GradientTape() as tape:
        masked = tf.identity(prediction)
        if mask is not None:
            keras.src.backend.set_keras_mask(masked, tf.constant(mask))
        theirs = getattr(keras.losses, name)(**config)(tf.constant(y_true), masked, sample_weight=weights)
    assert value == pytest.approx(float(theirs), rel=1e-5, abs=1e-6)
    np.testing.assert_allclose(gradient, tape.gradient(theirs, prediction), rtol=1e-4, atol=1e-6)
    assert gradient.dtype == np.float32 and gradient.shape == y_pred.shape


@pytest.mark.parametrize(("name", "config"), KINDS, ids=[f"{name}{list(config)}" for name, config in KINDS])
def test_gradient_is_the_slope(name, config, rng):
    loss = getattr(losses, name)(**config)
    y_true, y_pred = _data(name, config.get("from_logits"), (2, 3, 4), rng)
    mask, weights = np.array([[1, 1, 0], [0, 1, 1]], bool), np.array([2.0, 0.5])
    gradient = loss.gradient(y_true, y_pred, weights, mask)
    assert gradient.dtype == np.float64 and not gradient[~mask].any()
    for index in np.ndindex(y_pred.shape):
        moved = [y_pred.copy(), y_pred.copy()]
        moved[0][index] += 1e-6
        moved[1][index] -= 1e-6
        slope = (loss(y_true, moved[0], weights, mask) - loss(y_true, moved[1], weights, mask)) / 2e-6
        assert gradient[index] == pytest.approx(slope, rel=1e-6, abs=1e-8)


def test_mean_over_what_is_not_masked():
    loss, y_true, y_pred = MeanSquaredError(), np.zeros((2, 3, 1)), np.arange(6.0).reshape(2, 3, 1)
    mask = np.array([[True, True, False], [True, False, False]])
    assert loss(y_true, y_pred) == pytest.approx(55 / 6)
    assert loss(y_true, y_pred, mask=mask) == pytest.approx((0 + 1 + 9) / 3)
    assert loss(y_true, y_pred, sample_weight=[1, 0]) == pytest.approx(
        5 / 6
    )  # by the number of terms, as Keras
    assert loss(y_true, y_pred, mask=np.zeros((2, 3), bool)) == 0
    assert loss(y_true[..., 0], y_pred) == loss(y_true, y_pred)


def test_extreme_predictions_stay_finite():
    far = np.array([[1000.0, -1000.0]])
    for from_logits, values in ((True, far), (False, np.array([[1.0, 0.0]]))):
        for loss, right, wrong in (
            (BinaryCrossentropy(from_logits), [[1, 0]], [[0, 1]]),
            (CategoricalCrossentropy(from_logits), [[1, 0]], [[0, 1]]),
            (SparseCategoricalCrossentropy(from_logits), [0], [1]),
        ):
            assert loss(right, values) == pytest.approx(0, abs=1e-6)
            assert loss(wrong, values) > 15 and math.isfinite(loss(wrong, values))
            assert np.isfinite(loss.gradient(wrong, values)).all()
    assert BinaryCrossentropy(from_logits=True)([[0, 1]], far) == 1000


def test_logits_and_probabilities_agree(rng):
    logits = rng.normal(size=(5, 3))
    p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    target = rng.integers(0, 3, 5)
    values = [
        SparseCategoricalCrossentropy(from_logits=True)(target, logits),
        SparseCategoricalCrossentropy()(target[:, None], p),
        CategoricalCrossentropy()(np.eye(3)[target], p),
        CategoricalCrossentropy(from_logits=True)(np.eye(3)[target], logits),
        SparseCategoricalCrossentropy()(target.astype(np.float32), p),
    ]
    assert values == pytest.approx([-np.log(p[np.arange(5), target]).mean()] * 5)


def test_units_of_cross_entropy():
    assert perplexity(math.log(2) * 6 / 7) == pytest.approx(2 ** (6 / 7))
    assert perplexity(0) == 1 and perplexity(1e6) == math.inf
    assert math.isnan(perplexity(math.nan))  # of a model that has diverged
    assert nats_to_bits(1) == pytest.approx(1 / math.log(2))
    assert bits_per_symbol(math.log(2), tokens=30, symbols=10) == pytest.approx(3)


def test_losses_by_name():
    for name, kind in (
        ("mse", MeanSquaredError),
        ("mean_squared_error", MeanSquaredError),
        ("binary_crossentropy", BinaryCrossentropy),
        ("categorical_crossentropy", CategoricalCrossentropy),
        ("sparse_categorical_crossentropy", SparseCategoricalCrossentropy),
    ):
        assert type(losses.get(name)) is kind
    loss = BinaryCrossentropy(from_logits=True)
    assert losses.get(loss) is loss


P = np.full((2, 3), 1 / 3)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: MeanSquaredError()([1, 2], [1, 2]), r"y_pred must be \(batch, units\) .* got \(2,\)"),
        (lambda: MeanSquaredError()(np.ones((0, 1)), np.ones((0, 1))), "and not empty"),
        (
            lambda: MeanSquaredError()(np.ones((2, 4)), P),
            r"y_true must be of y_pred's shape \(2, 3\), got \(2, 4\)",
        ),
        (lambda: MeanSquaredError()(1.0, P), r"got \(\)"),
        (lambda: MeanSquaredError()("ab", P), "y_true must be an array of real numbers"),
        (lambda: BinaryCrossentropy(from_logits="yes"), "from_logits must be True or False, got 'yes'"),
        (lambda: SparseCategoricalCrossentropy()([0, 3], P), r"class numbers in \[0, 3\), got 0 … 3"),
        (lambda: SparseCategoricalCrossentropy()([0, -1], P), r"class numbers in \[0, 3\), got -1 … 0"),
        (lambda: SparseCategoricalCrossentropy()([0, 0.5], P), "y_true must be class numbers of shape"),
        (lambda: SparseCategoricalCrossentropy()(P, P), "For one-hot targets use CategoricalCrossentropy"),
        (lambda: SparseCategoricalCrossentropy()(["a", "b"], P), "y_true must be class numbers"),
        (
            lambda: CategoricalCrossentropy()([0, 1], P),
            r"y_true must be of y_pred's shape \(2, 3\), got \(2,\)",
        ),
        (lambda: MeanSquaredError()(P, P, sample_weight=[1, 2, 3]), r"sample_weight must be of shape \(2,\)"),
        (lambda: MeanSquaredError()(P, P, mask=np.ones((2, 3), bool)), r"mask must be of shape \(2,\)"),
        (lambda: losses.get("hinge"), "loss must be a Loss or one of mse, .* got 'hinge'"),
        (lambda: losses.get(3), "loss must be a Loss or one of mse, .* got 3"),
        (lambda: SparseCategoricalCrossentropy()([[1], [1, 2]], P), "y_true must be an array, got rows of"),
        (lambda: perplexity("a"), "cross_entropy must be a number, got 'a'"),
        (lambda: nats_to_bits(None), "nats must be a number, got None"),
        (lambda: bits_per_symbol([1.0], 5, 5), r"cross_entropy must be a number, got \[1.0\]"),
        (lambda: bits_per_symbol(1.0, "3", 1), "tokens must be a number, got '3'"),
        (lambda: bits_per_symbol(1.0, 0, 5), "tokens must be a positive number, got 0"),
        (lambda: bits_per_symbol(1.0, 5, -1), "symbols must be a positive number, got -1"),
    ],
)
def test_bad_arguments_get_clear_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_the_base_of_the_losses_has_no_terms():
    with pytest.raises(NotImplementedError):
        losses.Loss()(P, P)
