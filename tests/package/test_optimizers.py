"""Optimizers take the steps that Keras takes."""

import doctest
import math

import numpy as np
import pytest

from rnn_guide import optimizers
from rnn_guide.optimizers import SGD, Adam, clip_by_global_norm, global_norm

CONFIGS = [
    ("SGD", {}),
    ("SGD", {"learning_rate": 0.1, "momentum": 0.9}),
    ("SGD", {"learning_rate": 0.1, "momentum": 0.9, "nesterov": True}),
    ("SGD", {"nesterov": True}),
    ("Adam", {}),
    ("Adam", {"learning_rate": 0.1, "beta_1": 0.8, "beta_2": 0.95, "epsilon": 1e-3}),
    ("Adam", {"learning_rate": 0.1, "amsgrad": True, "beta_2": 0.5}),
    ("SGD", {"learning_rate": 1.0, "clipnorm": 0.7}),
    ("SGD", {"learning_rate": 1.0, "clipvalue": 0.3}),
    ("SGD", {"learning_rate": 1.0, "global_clipnorm": 0.9}),
    ("Adam", {"learning_rate": 0.1, "global_clipnorm": 1.5}),
    ("Adam", {"learning_rate": 0.1, "clipnorm": 1.5, "amsgrad": True}),
]


@pytest.mark.parametrize("module", [optimizers, optimizers.base, optimizers.clipping, optimizers.updates])
def test_examples_in_docstrings(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(("name", "config"), CONFIGS, ids=[f"{name}{config}" for name, config in CONFIGS])
def test_twenty_steps_equal_keras(name, config, keras, rng):
    start = [rng.normal(size=shape).astype(np.float32) for shape in ((3, 4), (4,), (2, 2))]
    ours, theirs = [w.copy() for w in start], [keras.Variable(w) for w in start]
    mine, other = getattr(optimizers, name)(**config), getattr(keras.optimizers, name)(**config)
    arrays = list(ours)
    for step in range(20):
        gradients = [rng.normal(size=w.shape).astype(np.float32) * (1 + step % 3) for w in start]
        gradients[2] *= step % 2  # zeros now and then
        mine.apply(gradients, ours)
        other.apply(gradients, theirs)
    for w, array, variable, before in zip(ours, arrays, theirs, start, strict=True):
        assert w is array and w.dtype == np.float32  # in place
        assert np.abs(w - before).max() > 1e-3
        np.testing.assert_allclose(w, variable.numpy(), rtol=3e-6, atol=3e-6)
    assert mine.iterations == 20


@pytest.mark.parametrize(
    "optimizer", [SGD(0.1, momentum=0.5), SGD(0.1, 0.5, nesterov=True), Adam(0.1, amsgrad=True)]
)
def test_they_descend(optimizer):
    w = np.array([3.0, -2.0])
    for _ in range(300):
        optimizer.apply([2 * w], [w])
    assert np.abs(w).max() < 1e-3


def test_first_steps_by_hand():
    w = np.array([1.0])
    sgd = SGD(learning_rate=0.1, momentum=0.5)
    sgd.apply([np.array([2.0])], [w])
    assert w[0] == pytest.approx(0.8)
    sgd.apply([np.array([2.0])], [w])
    assert w[0] == pytest.approx(0.8 - 0.1 - 0.2)
    w = np.array([1.0])
    SGD(learning_rate=0.1, momentum=0.5, nesterov=True).apply([np.array([2.0])], [w])
    assert w[0] == pytest.approx(1 - 0.2 - 0.5 * 0.2)
    w = np.array([1.0])
    adam = Adam(learning_rate=0.1, epsilon=0)
    adam.apply([np.array([-5.0])], [w])
    assert w[0] == pytest.approx(1.1)
    adam.learning_rate = 0.0
    adam.apply([np.array([-5.0])], [w])
    assert w[0] == pytest.approx(1.1)


def test_float64_weights_stay_float64():
    w = np.array([1.0])
    Adam().apply([np.array([1.0], np.float32)], [w])
    assert w.dtype == np.float64 and w[0] == pytest.approx(1 - 1e-3 / (1 + 1e-7 / math.sqrt(1e-3)), abs=1e-15)


def test_clipping_by_the_global_norm(keras, rng):
    gradients = [rng.normal(size=(3, 2)), rng.normal(size=5)]
    norm = math.sqrt(sum((g**2).sum() for g in gradients))
    assert global_norm(gradients) == pytest.approx(norm)
    clipped = clip_by_global_norm(gradients, 0.5)
    assert global_norm(clipped) == pytest.approx(0.5)
    for before, after in zip(gradients, clipped, strict=True):
        np.testing.assert_allclose(after, before * 0.5 / norm)
    for before, after in zip(gradients, clip_by_global_norm(gradients, 100.0), strict=True):
        np.testing.assert_array_equal(after, before)
        assert after is not before
    assert clip_by_global_norm([np.zeros(2)], 1.0)[0].tolist() == [0, 0]
    assert np.isnan(clip_by_global_norm([np.array([np.inf, 1])], 1.0)[0]).all()


def test_gradients_of_whole_numbers_are_shortened_too():
    for gradients in ([np.array([3, 4])], [[3, 4]], [[3.0, 4.0]]):
        assert global_norm(gradients) == 5
        (clipped,) = clip_by_global_norm(gradients, 1.0)
        np.testing.assert_allclose(clipped, [0.6, 0.8], rtol=1e-6)
        weight = np.ones(2)
        SGD(1.0, global_clipnorm=1.0).apply(gradients, [weight])
        np.testing.assert_allclose(weight, [0.4, 0.2], rtol=1e-6)


def test_what_remembers_nothing_serves_a_second_model():
    sgd = SGD(0.5)
    for shapes in ([2, 2], [3], [2, 2, 4]):
        weights = [np.ones(shape) for shape in shapes]
        sgd.apply([np.ones(shape) for shape in shapes], weights)
        assert all((weight == 0.5).all() for weight in weights)
    assert sgd.iterations == 3


def test_optimizers_by_name():
    assert type(optimizers.get("SGD")) is SGD and type(optimizers.get("adam")) is Adam
    assert optimizers.get("adam") is not optimizers.get("adam")
    made = SGD(0.5)
    assert optimizers.get(made) is made


def _reuse(shapes=(3,)):
    sgd = SGD(0.1, momentum=0.9)
    sgd.apply([np.ones(2)], [np.ones(2)])
    sgd.apply([np.ones(shape) for shape in shapes], [np.ones(shape) for shape in shapes])


def _fixed():
    weight = np.ones(2)
    weight.flags.writeable = False
    return weight


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: SGD(-0.1), "learning_rate must be a number of at least 0, got -0.1"),
        (lambda: SGD(momentum=1.5), "momentum must be a number between 0 and 1, got 1.5"),
        (lambda: Adam(beta_1=-1), "beta_1 must be a number between 0 and 1, got -1"),
        (lambda: Adam(beta_2=math.nan), "beta_2 must be a number between 0 and 1, got nan"),
        (lambda: Adam(epsilon=-1), "epsilon must be a number of at least 0"),
        (lambda: Adam(clipnorm=0), "clipnorm must be above 0, got 0. Pass for example clipnorm=1."),
        (lambda: Adam(clipvalue=-1), "clipvalue must be a number of at least 0, got -1"),
        (
            lambda: SGD(clipnorm=1, clipvalue=1),
            "clipping must be only one of clipnorm, clipvalue, global_clipnorm",
        ),
        (lambda: clip_by_global_norm([np.ones(2)], 0), "clip_norm must be above 0, got 0"),
        (
            lambda: SGD().apply([np.ones(2)], [np.ones(3)]),
            r"gradients must be of the weights' shapes \[\(3,\)\]",
        ),
        (lambda: SGD().apply([], [np.ones(3)]), "gradients must be of the weights' shapes"),
        (_reuse, r"weights must be those of the first step, got \[\(3,\)\]. Make a new optimizer"),
        (lambda: _reuse((2, 2)), r"weights must be those of the first step, got \[\(2,\), \(2,\)\]"),
        (
            lambda: SGD().apply([np.ones(2)], [np.array([1, 2])]),
            r"weights\[0\] must be an array of floats that can be changed, got an array of int64",
        ),
        (lambda: Adam().apply([np.ones(2)], [[1.0, 2.0]]), r"weights\[0\] must be .* got \[1.0, 2.0\]"),
        (lambda: SGD().apply([np.ones(2)], [_fixed()]), r"weights\[0\] must be .* writeable=False"),
        (lambda: SGD().apply([np.ones(2)], np.ones((1, 2))), "weights must be a list of arrays, got ndarray"),
        (lambda: SGD().apply([np.ones(2)], None), "weights must be a list of arrays, got NoneType"),
        (lambda: SGD().apply(None, [np.ones(2)]), "gradients must be a list of arrays, got None"),
        (lambda: SGD().apply(["a"], [np.ones(2)]), r"gradients\[0\] must be an array of real numbers, got"),
        (lambda: global_norm([[[1], [1, 2]]]), r"gradients\[0\] must be an array .* rows of different len"),
        (lambda: clip_by_global_norm([None], 1.0), r"gradients\[0\] must be an array of real numbers"),
        (lambda: SGD("0.1"), "learning_rate must be a number of at least 0, got '0.1'"),
        (lambda: SGD(10**400), "learning_rate must be a number of at least 0, got 1000"),
        (lambda: SGD(clipnorm="1"), "clipnorm must be a number of at least 0, got '1'"),
        (lambda: SGD(nesterov="no"), "nesterov must be True or False, got 'no'"),
        (lambda: Adam(amsgrad="no"), "amsgrad must be True or False, got 'no'"),
        (lambda: optimizers.get("rmsprop"), "optimizer must be an Optimizer, 'sgd' or 'adam', got 'rmsprop'"),
        (lambda: optimizers.get(None), "optimizer must be an Optimizer, 'sgd' or 'adam', got None"),
    ],
)
def test_bad_arguments_get_clear_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_the_base_of_the_optimizers_has_no_update():
    with pytest.raises(NotImplementedError):
        optimizers.Optimizer(0.1, None, None, None).apply([np.ones(2)], [np.ones(2)])
