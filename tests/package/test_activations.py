"""Activation functions: values, derivatives by central differences, equality with Keras."""

from typing import Any

import numpy as np
import pytest

from rnn_guide import activations
from rnn_guide.activations import Activation

X = np.array([[-7.0, -2.9, -0.4, 0.3], [1.7, 2.8, 5.0, -1.1]])  # no kink among them
NAMES = [activation.name for activation in activations.ALL]


@pytest.mark.parametrize("name", NAMES)
def test_the_derivative_equals_central_differences(name: str) -> None:
    f = activations.get(name)
    d_y = np.cos(X)
    numeric = np.zeros_like(X)
    for index in np.ndindex(X.shape):
        shift = np.zeros_like(X)
        shift[index] = 1e-6
        numeric[index] = ((f(X + shift) - f(X - shift)) * d_y).sum() / 2e-6
    np.testing.assert_allclose(f.backward(f(X), d_y), numeric, atol=1e-8)
    in_place = d_y.copy()
    assert f.backward(f(X), in_place, out=in_place) is in_place
    np.testing.assert_allclose(in_place, numeric, atol=1e-8)


@pytest.mark.parametrize("name", NAMES)
def test_values_equal_keras(name: str, keras: Any) -> None:
    x = X.astype(np.float32)
    np.testing.assert_allclose(
        activations.get(name)(x), getattr(keras.activations, name)(x), rtol=1e-5, atol=1e-6
    )


@pytest.mark.parametrize("name", NAMES)
def test_results_go_where_they_are_wanted(name: str) -> None:
    f, x = activations.get(name), X.copy()
    expected = f(x)
    assert np.array_equal(x, X)
    out = np.empty_like(x)
    assert f(x, out=out) is out
    assert np.array_equal(out, expected)
    assert f(x, out=x) is x
    assert np.array_equal(x, expected)
    assert f([0, 1]).dtype == np.float64
    assert f(np.float32([0, 1])).dtype == np.float32


def test_known_values() -> None:
    x = np.array([-3.0, 0.0, 1.0])
    known = {
        "tanh": [-0.9950548, 0, 0.7615942],
        "sigmoid": [0.0474259, 0.5, 0.7310586],
        "hard_sigmoid": [0, 0.5, 2 / 3],
        "relu": [0, 0, 1],
        "leaky_relu": [-0.6, 0, 1],
        "elu": [-0.9502129, 0, 1],
        "softplus": [0.0485874, 0.6931472, 1.3132617],
        "softsign": [-0.75, 0, 0.5],
        "exponential": [0.0497871, 1, 2.7182818],
        "linear": [-3, 0, 1],
        "softmax": [0.0132129, 0.2653879, 0.7213992],
    }
    assert list(known) == NAMES
    for name, values in known.items():
        np.testing.assert_allclose(activations.get(name)(x), values, atol=1e-7)


def test_large_numbers_do_not_overflow() -> None:
    x = np.array([-1e4, 1e4], np.float32)
    for name in set(NAMES) - {"exponential"}:
        y = activations.get(name)(x)
        assert np.isfinite(y).all()
        assert np.isfinite(activations.get(name).backward(y, np.ones_like(y))).all()


def test_softmax_along_an_axis() -> None:
    y = activations.softmax(X, axis=0)
    np.testing.assert_allclose(y.sum(axis=0), 1)
    np.testing.assert_allclose(y, activations.softmax(X.T).T)
    np.testing.assert_allclose(
        activations.softmax.backward(y, X, axis=0), activations.softmax.backward(y.T.copy(), X.T).T
    )


def test_get() -> None:
    assert activations.get(None) is activations.linear
    assert activations.get(activations.relu) is activations.relu
    assert repr(activations.relu) == "Activation('relu')"
    mine = Activation("double", lambda x: np.multiply(x, 2, out=x), lambda y: np.full_like(y, 2))
    assert activations.get(mine)(np.array([1.0])) == [2.0]
