"""Activation functions by their Keras names, with derivatives written in terms of the output.

Every function here has a derivative that can be computed from its output alone, so that a layer keeps
one array for backpropagation through time, not two.
"""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from rnn_guide.checks import ArgumentError, Array, as_array


class Activation:
    """An activation function that works in place and knows its derivative.

    Args:
        name: Its Keras name.
        apply: Replaces x by the function's value, in place.
        slope: The derivative, computed from the output y.

    Call arguments:
        x: Array of any shape.
        out: Where to write the result; may be x itself.
        axis: The axis that softmax sums to one.

    Returns:
        An array of x's shape.

    Example:
        >>> sigmoid(np.array([0.0, 100.0, -100.0]))
        array([0.5, 1. , 0. ])
        >>> sigmoid.backward(np.array([0.5]), np.array([1.0]))
        array([0.25])
    """

    def __init__(self, name: str, apply: Callable[[Array], object], slope: Callable[[Array], Array]) -> None:
        self.name, self._apply, self._slope = name, apply, slope

    def __repr__(self) -> str:
        return f"Activation({self.name!r})"

    def __call__(self, x: Array, out: Array | None = None, axis: int = -1) -> Array:
        """Returns the function of x, element by element; see the class."""
        if out is None:
            out = _floats(x)
        elif out is not x:
            out[...] = x
        self._apply(out)
        return out

    def backward(self, y: Array, d_y: Array, out: Array | None = None, axis: int = -1) -> Array:
        """Turns the gradient of the output into the gradient of the input.

        Args:
            y: The function's output.
            d_y: Gradient of the loss with respect to y.
            out: Where to write the result; may be d_y itself.
            axis: The axis that softmax sums to one.

        Returns:
            The gradient with respect to x, of y's shape.

        Example:
            >>> relu.backward(np.array([0.0, 3.0]), np.array([5.0, 5.0]))
            array([0., 5.])
        """
        return np.asarray(np.multiply(d_y, self._slope(y), out=out))


class Softmax(Activation):
    """exp(x) / sum(exp(x)) along an axis: the one activation whose outputs depend on each other.

    Example:
        >>> softmax(np.array([[0.0, 0.0], [0.0, np.log(3.0)]])).round(2)
        array([[0.5 , 0.5 ],
               [0.25, 0.75]])
    """

    def __init__(self) -> None:
        self.name = "softmax"

    def __call__(self, x: Array, out: Array | None = None, axis: int = -1) -> Array:
        """Returns the softmax of x along the axis."""
        if out is None:
            x = out = _floats(x)
            if not -x.ndim <= axis < x.ndim or not x.shape[axis]:
                expected = f"an array with numbers along axis {axis}"
                raise ArgumentError("x", expected, f"shape {x.shape}", "For one vector: softmax([1.0, 2.0]).")
        np.subtract(x, np.max(x, axis=axis, keepdims=True), out=out)  # so that exp cannot overflow
        np.exp(out, out=out)
        out /= out.sum(axis=axis, keepdims=True)
        return out

    def backward(self, y: Array, d_y: Array, out: Array | None = None, axis: int = -1) -> Array:
        """Turns the gradient of the output into the gradient of the input: y * (d_y - sum(d_y * y))."""
        return np.asarray(np.multiply(y, d_y - (d_y * y).sum(axis=axis, keepdims=True), out=out))


def _floats(x: object) -> Array:
    """A copy of x in float32, or in float64 where it has more digits, for functions that work in place."""
    array = as_array(x)
    if array.dtype.kind in "fiub":
        return np.array(array, np.result_type(array, np.float32))
    remedy = "Convert it: np.array(x, np.float32)."
    raise ArgumentError("x", "an array of real numbers", f"dtype {array.dtype}", remedy)


def _tanh(x: Array) -> None:
    np.tanh(x, out=x)


def _tanh_slope(y: Array) -> Array:
    slope: Array = y * y
    np.subtract(1, slope, out=slope)
    return slope


def _sigmoid(x: Array) -> None:
    # 1 / (1 + exp(-x)) = (1 + tanh(x / 2)) / 2, which cannot overflow.
    x *= 0.5
    np.tanh(x, out=x)
    x += 1
    x *= 0.5


def _sigmoid_slope(y: Array) -> Array:
    slope = 1 - y
    slope *= y
    return slope


def _hard_sigmoid(x: Array) -> None:
    x += 3
    np.clip(x, 0, 6, out=x)
    x /= 6


def _hard_sigmoid_slope(y: Array) -> Array:
    return ((y > 0) & (y < 1)).astype(y.dtype) / 6


def _relu(x: Array) -> None:
    np.maximum(x, 0, out=x)


def _relu_slope(y: Array) -> Array:
    return (y > 0).astype(y.dtype)


def _leaky_relu(x: Array) -> None:
    np.multiply(x, 0.2, out=x, where=x < 0)


def _leaky_relu_slope(y: Array) -> Array:
    return np.where(y > 0, 1, 0.2).astype(y.dtype)


def _elu(x: Array) -> None:
    np.expm1(x, out=x, where=x < 0)


def _elu_slope(y: Array) -> Array:
    return 1 + np.minimum(y, 0)


def _softplus(x: Array) -> None:
    np.logaddexp(x, 0, out=x)


def _softplus_slope(y: Array) -> Array:
    return -np.expm1(-y)


def _softsign(x: Array) -> None:
    x /= 1 + np.abs(x)


def _softsign_slope(y: Array) -> Array:
    return (1 - np.abs(y)) ** 2


def _exponential(x: Array) -> None:
    np.exp(x, out=x)


def _exponential_slope(y: Array) -> Array:
    return y


def _linear(x: Array) -> None:
    pass


def _linear_slope(y: Array) -> Array:
    return np.ones_like(y)


tanh = Activation("tanh", _tanh, _tanh_slope)
sigmoid = Activation("sigmoid", _sigmoid, _sigmoid_slope)
hard_sigmoid = Activation("hard_sigmoid", _hard_sigmoid, _hard_sigmoid_slope)
relu = Activation("relu", _relu, _relu_slope)
leaky_relu = Activation("leaky_relu", _leaky_relu, _leaky_relu_slope)
elu = Activation("elu", _elu, _elu_slope)
softplus = Activation("softplus", _softplus, _softplus_slope)
softsign = Activation("softsign", _softsign, _softsign_slope)
exponential = Activation("exponential", _exponential, _exponential_slope)
linear = Activation("linear", _linear, _linear_slope)
softmax = Softmax()

ALL = (tanh, sigmoid, hard_sigmoid, relu, leaky_relu, elu, softplus, softsign, exponential, linear, softmax)
ActivationLike: TypeAlias = str | Activation | None


def get(activation: ActivationLike, argument: str = "activation") -> Activation:
    """Finds an activation function by its Keras name; None means linear, as in Keras.

    Args:
        activation: A name, an `Activation`, or None.
        argument: The caller's argument name, for the error message.

    Returns:
        The `Activation`.

    Raises:
        ArgumentError: If there is no such function here.

    Example:
        >>> get("relu"), get(None)
        (Activation('relu'), Activation('linear'))
    """
    if activation is None:
        return linear
    if isinstance(activation, Activation):
        return activation
    for known in ALL:
        if isinstance(activation, str) and known.name == activation:
            return known
    names = ", ".join(known.name for known in ALL)
    raise ArgumentError(
        argument, "the name of an activation function", repr(activation), f"Choose one of: {names}."
    )
