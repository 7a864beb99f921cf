"""Initial weights by their Keras names.

A seeded initializer gives the same values on every call, as in Keras. Without a seed the values are
fresh: there is no hidden global seed.
"""

import math
from collections.abc import Sequence
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import DTypeLike

from rnn_guide._arguments import real
from rnn_guide.checks import ArgumentError, Array

Shape: TypeAlias = tuple[int, ...]
Seed: TypeAlias = int | Sequence[int] | None


class Initializer(Protocol):
    """Anything that makes an array from a shape and a dtype; your own function, too.

    Example:
        >>> from rnn_guide import Dense
        >>> def halves(shape, dtype=np.float32):
        ...     return np.full(shape, 0.5, dtype)
        >>> Dense(2, kernel_initializer=halves)(np.ones((1, 4), np.float32))
        array([[2., 2.]], dtype=float32)
    """

    def __call__(self, shape: Shape, dtype: DTypeLike = np.float32) -> Array:
        """Returns the initial weights."""


class Constant:
    """Fills a weight with one number.

    Args:
        value: The number.

    Example:
        >>> Constant(0.1)((2, 2))
        array([[0.1, 0.1],
               [0.1, 0.1]], dtype=float32)
    """

    def __init__(self, value: float = 0.0) -> None:
        self.value = real("value", value)

    def __call__(self, shape: Shape, dtype: DTypeLike = np.float32) -> Array:
        """Returns the initial weights."""
        return np.full(shape, self.value, dtype)


class Zeros(Constant):
    """Fills a weight with zeros.

    Example:
        >>> Zeros()((2,))
        array([0., 0.], dtype=float32)
    """

    def __init__(self) -> None:
        super().__init__(0.0)


class Ones(Constant):
    """Fills a weight with ones.

    Example:
        >>> Ones()((2,))
        array([1., 1.], dtype=float32)
    """

    def __init__(self) -> None:
        super().__init__(1.0)


class Identity:
    """An identity matrix times `gain`: a recurrent kernel that keeps its state (Le et al. 2015).

    Args:
        gain: Factor on the diagonal.

    Raises:
        ArgumentError: If the weight is not a matrix.

    Example:
        >>> Identity(gain=0.5)((2, 2))
        array([[0.5, 0. ],
               [0. , 0.5]], dtype=float32)
    """

    def __init__(self, gain: float = 1.0) -> None:
        self.gain = real("gain", gain)

    def __call__(self, shape: Shape, dtype: DTypeLike = np.float32) -> Array:
        """Returns the initial weights."""
        rows, columns = _matrix("Identity", shape)
        return self.gain * np.eye(rows, columns, dtype=dtype)


class RandomUniform:
    """Draws from the uniform distribution on [minval, maxval).

    Args:
        minval: Lower bound.
        maxval: Upper bound.
        seed: Whole number, or None for fresh values on every call.

    Example:
        >>> RandomUniform(0.0, 1.0, seed=1)((2,)).round(3)
        array([0.512, 0.95 ], dtype=float32)
    """

    def __init__(self, minval: float = -0.05, maxval: float = 0.05, seed: Seed = None) -> None:
        self.minval = real("minval", minval)
        self.maxval, self.seed = real("maxval", maxval, self.minval), _seed(seed)

    def __call__(self, shape: Shape, dtype: DTypeLike = np.float32) -> Array:
        """Returns the initial weights."""
        return np.random.default_rng(self.seed).uniform(self.minval, self.maxval, shape).astype(dtype)


class RandomNormal:
    """Draws from a normal distribution.

    Args:
        mean: Mean.
        stddev: Standard deviation.
        seed: Whole number, or None for fresh values on every call.

    Example:
        >>> RandomNormal(seed=1)((2,)).round(3)
        array([0.017, 0.041], dtype=float32)
    """

    def __init__(self, mean: float = 0.0, stddev: float = 0.05, seed: Seed = None) -> None:
        self.mean, self.stddev = real("mean", mean), real("stddev", stddev, 0)
        self.seed = _seed(seed)

    def __call__(self, shape: Shape, dtype: DTypeLike = np.float32) -> Array:
        """Returns the initial weights."""
        return np.random.default_rng(self.seed).normal(self.mean, self.stddev, shape).astype(dtype)


class GlorotUniform:
    """Draws uniformly from [-limit, limit] with limit = sqrt(6 / (fan_in + fan_out)) (Glorot & Bengio 2010).

    Args:
        seed: Whole number, or None for fresh values on every call.

    Example:
        >>> bool(abs(GlorotUniform(seed=1)((5, 3))).max() < np.sqrt(6 / (5 + 3)))
        True
    """

    def __init__(self, seed: Seed = None) -> None:
        self.seed = _seed(seed)

    def __call__(self, shape: Shape, dtype: DTypeLike = np.float32) -> Array:
        """Returns the initial weights."""
        fan_in, fan_out = (shape[0], shape[-1]) if shape else (1, 1)
        limit = math.sqrt(6 / (fan_in + fan_out))
        return RandomUniform(-limit, limit, self.seed)(shape, dtype)


class Orthogonal:
    """Draws a matrix with orthonormal rows or columns, whichever are fewer (Saxe et al. 2014).

    Args:
        gain: Factor on the matrix.
        seed: Whole number, or None for fresh values on every call.

    Raises:
        ArgumentError: If the weight is not a matrix.

    Example:
        >>> q = Orthogonal(seed=1)((3, 12))
        >>> np.allclose(q @ q.T, np.eye(3), atol=1e-6)
        True
    """

    def __init__(self, gain: float = 1.0, seed: Seed = None) -> None:
        self.gain, self.seed = real("gain", gain), _seed(seed)

    def __call__(self, shape: Shape, dtype: DTypeLike = np.float32) -> Array:
        """Returns the initial weights."""
        rows, columns = _matrix("Orthogonal", shape)
        tall = np.random.default_rng(self.seed).normal(size=(max(rows, columns), min(rows, columns)))
        q, r = np.linalg.qr(tall)
        q *= np.sign(np.diag(r))  # makes every orthogonal matrix equally likely
        return (self.gain * (q if rows >= columns else q.T)).astype(dtype)


def _matrix(name: str, shape: Shape) -> tuple[int, int]:
    if len(shape) == 2:
        return shape[0], shape[1]
    raise ArgumentError(
        "shape", f"(rows, columns) for {name}", shape, "Use Zeros() or Constant(...) for a vector."
    )


_NAMES: dict[str, type[Any]] = {
    "zeros": Zeros,
    "ones": Ones,
    "constant": Constant,
    "identity": Identity,
    "random_uniform": RandomUniform,
    "uniform": RandomUniform,
    "random_normal": RandomNormal,
    "normal": RandomNormal,
    "glorot_uniform": GlorotUniform,
    "orthogonal": Orthogonal,
}
InitializerLike: TypeAlias = str | Initializer


def get(initializer: InitializerLike, argument: str = "initializer", seed: Seed = None) -> Initializer:
    """Finds an initializer by its Keras name, in either spelling (`"glorot_uniform"`, `"GlorotUniform"`).

    Args:
        initializer: A name or an `Initializer`, which is returned as it is.
        argument: The caller's argument name, for the error message.
        seed: Seed for an initializer given by name, if it draws random numbers.

    Returns:
        The `Initializer`.

    Raises:
        ArgumentError: If there is no such initializer here.

    Example:
        >>> get("ones")((2,))
        array([1., 1.], dtype=float32)
    """
    if isinstance(initializer, str):
        for name, cls in _NAMES.items():
            if initializer in (name, cls.__name__):
                made: Initializer = cls(seed=seed) if issubclass(cls, _RANDOM) else cls()
                return made
    elif callable(initializer) and not isinstance(initializer, type):
        return initializer
    names = ", ".join(_NAMES)
    raise ArgumentError(argument, "an initializer or its name", repr(initializer), f"Choose one of: {names}.")


_RANDOM = (RandomUniform, RandomNormal, GlorotUniform, Orthogonal)


def spawn(seed: Seed, count: int) -> list[Seed]:
    """Makes `count` different seeds from one; None stays None.

    Example:
        >>> spawn(7, 2), spawn(None, 2)
        ([(7, 1), (7, 2)], [None, None])
    """
    if _seed(seed) is None:
        return [None] * count
    start = [int(part) for part in np.ravel(np.array(seed, object))]
    return [(*start, k + 1) for k in range(count)]  # NumPy takes (7, 0) for (7,)


def _seed(seed: Seed) -> Seed:
    try:
        np.random.SeedSequence(seed)
    except (TypeError, ValueError):
        raise ArgumentError(
            "seed", "None or whole numbers from 0 on", repr(seed), "Example: seed=0."
        ) from None
    return seed
