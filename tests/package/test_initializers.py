"""Initializers: distributions, seeds, names."""

from typing import Any

import numpy as np
import pytest

from rnn_guide import initializers
from rnn_guide.initializers import (
    Constant,
    GlorotUniform,
    Identity,
    Ones,
    Orthogonal,
    RandomNormal,
    RandomUniform,
    Zeros,
)

RANDOM = [RandomUniform, RandomNormal, GlorotUniform, Orthogonal]


@pytest.mark.parametrize("kind", RANDOM)
def test_a_seed_gives_the_same_values_again(kind: Any) -> None:
    assert np.array_equal(kind(seed=3)((4, 6)), kind(seed=3)((4, 6)))
    one = kind(seed=3)
    assert np.array_equal(one((4, 6)), one((4, 6)))
    assert not np.array_equal(kind(seed=3)((4, 6)), kind(seed=4)((4, 6)))
    fresh = kind()
    assert not np.array_equal(fresh((4, 6)), fresh((4, 6)))
    assert fresh((4, 6)).dtype == np.float32
    assert kind(seed=3)((4, 6), np.float64).dtype == np.float64


def test_constants() -> None:
    assert np.array_equal(Constant(0.5)((2, 3)), np.full((2, 3), 0.5))
    assert not Zeros()((3,)).any()
    assert not Constant()((3,)).any()
    assert (Ones()((3,)) == 1).all()
    assert np.array_equal(Identity()((2, 3)), [[1, 0, 0], [0, 1, 0]])
    assert np.array_equal(Identity(2.0)((2, 2)), 2 * np.eye(2))


def test_distributions() -> None:
    uniform = RandomUniform(seed=0)((400, 500))
    assert -0.05 <= uniform.min() < -0.0499
    assert 0.0499 < uniform.max() <= 0.05
    normal = RandomNormal(1.0, 0.5, seed=0)((400, 500))
    assert abs(normal.mean() - 1) < 0.01
    assert abs(normal.std() - 0.5) < 0.01
    assert abs(RandomNormal(seed=0)((400, 500)).std() - 0.05) < 0.001


@pytest.mark.parametrize("shape", [(100, 300), (400,), (2, 3 * 128)])
def test_glorot_limits_are_keras(shape: tuple[int, ...], keras: Any) -> None:
    ours = GlorotUniform(seed=0)(shape)
    theirs = np.asarray(keras.initializers.GlorotUniform(seed=0)(shape))
    limit = np.sqrt(6 / (shape[0] + shape[-1]))
    for values in (ours, theirs):
        assert 0.97 * limit < np.abs(values).max() <= limit


def test_glorot_of_a_single_number_is_keras(keras: Any) -> None:
    theirs = keras.initializers.GlorotUniform(seed=0)
    for draw in (GlorotUniform(seed=0)(()), np.asarray(theirs(()))):
        assert draw.shape == ()
        assert abs(draw) <= np.sqrt(6 / 2)


def test_a_gain_of_numpy_leaves_the_dtype() -> None:
    for initializer in (Identity(np.float64(0.5)), Orthogonal(np.float64(0.5)), Constant(np.float64(0.5))):
        assert initializer((2, 2)).dtype == np.float32


@pytest.mark.parametrize("shape", [(4, 4), (3, 12), (12, 3)])
def test_orthogonal(shape: tuple[int, int]) -> None:
    q = Orthogonal(seed=0)(shape, np.float64)
    assert q.shape == shape
    small = q @ q.T if shape[0] <= shape[1] else q.T @ q
    np.testing.assert_allclose(small, np.eye(min(shape)), atol=1e-12)
    np.testing.assert_allclose(Orthogonal(2.0, seed=0)(shape, np.float64), 2 * q)


def test_orthogonal_has_no_preferred_sign() -> None:
    signs = [Orthogonal(seed=seed)((3, 3))[0, 0] > 0 for seed in range(200)]
    assert 70 < sum(signs) < 130


def test_names() -> None:
    for name, kind in {
        "zeros": Zeros,
        "Zeros": Zeros,
        "ones": Ones,
        "constant": Constant,
        "identity": Identity,
        "uniform": RandomUniform,
        "random_uniform": RandomUniform,
        "normal": RandomNormal,
        "RandomNormal": RandomNormal,
        "glorot_uniform": GlorotUniform,
        "GlorotUniform": GlorotUniform,
        "orthogonal": Orthogonal,
    }.items():
        assert type(initializers.get(name)) is kind
    mine = Constant(3.0)
    assert initializers.get(mine) is mine
    assert initializers.get("orthogonal", seed=5).seed == 5


def test_spawned_seeds_differ() -> None:
    assert initializers.spawn(None, 2) == [None, None]
    assert initializers.spawn(7, 2) == [(7, 1), (7, 2)]
    assert initializers.spawn((7, 1), 2) == [(7, 1, 1), (7, 1, 2)]
    assert initializers.spawn(np.array([7, 1]), 2) == [(7, 1, 1), (7, 1, 2)]  # type: ignore[arg-type]
    assert initializers.spawn(2**70, 1) == [(2**70, 1)]
    draws = [RandomUniform(seed=seed)((3,)).tolist() for seed in [7, *initializers.spawn(7, 4)]]
    assert len({tuple(draw) for draw in draws}) == 5
