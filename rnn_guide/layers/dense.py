"""The fully connected layer: activation(inputs W + b) on the last axis."""

import numpy as np

from rnn_guide import activations, initializers
from rnn_guide.activations import ActivationLike
from rnn_guide.checks import Array, axes_of, exact_shape, flag, numbers, positive_int
from rnn_guide.initializers import Initializer, InitializerLike, Seed, Shape
from rnn_guide.layers.layer import Layer, OutputShape


class Dense(Layer):
    """Computes activation(inputs @ kernel + bias) on the last axis, at every time step alike.

    Args:
        units: Size of the output's last axis.
        activation: Keras name or `Activation`; None means linear.
        use_bias: Whether there is a bias.
        kernel_initializer: For the kernel (features, units).
        bias_initializer: For the bias (units,).
        seed: Makes initializers that are given by name reproducible.
        name: Name of the layer.

    Call arguments:
        inputs: (batch, ..., features).

    Returns:
        (batch, ..., units).

    Raises:
        ArgumentError: If an argument has the wrong shape, dtype or value.

    Source:
        Keras 3 `Dense`.

    Example:
        >>> dense = Dense(1, kernel_initializer="ones")
        >>> dense(np.array([[1.0, 2.0]], np.float32))
        array([[3.]], dtype=float32)
    """

    def __init__(
        self,
        units: int,
        activation: ActivationLike = None,
        use_bias: bool = True,
        kernel_initializer: InitializerLike = "glorot_uniform",
        bias_initializer: InitializerLike = "zeros",
        *,
        seed: Seed = None,
        name: str | None = None,
    ) -> None:
        super().__init__(name)
        self.units = positive_int("units", units)
        self.activation = activations.get(activation)
        self.use_bias = flag("use_bias", use_bias)
        seeds = initializers.spawn(seed, 2)
        self.kernel_initializer = initializers.get(kernel_initializer, "kernel_initializer", seeds[0])
        self.bias_initializer = initializers.get(bias_initializer, "bias_initializer", seeds[1])
        self._inputs: Array | None = None

    @property
    def weight_names(self) -> tuple[str, ...]:
        """Names of the weights, in Keras' order."""
        return ("kernel", "bias") if self.use_bias else ("kernel",)

    def weight_shapes(self, features: int) -> list[Shape]:
        """Shapes of the weights for inputs with `features` features, aligned with `weight_names`."""
        shapes: list[Shape] = [(features, self.units), (self.units,)]
        return shapes[: len(self.weight_names)]

    def initializers(self) -> list[Initializer]:
        """Initializers of the weights, aligned with `weight_names`."""
        return [self.kernel_initializer, self.bias_initializer][: len(self.weight_names)]

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> OutputShape:
        """Shape of the output: the last axis becomes units."""
        return (*axes_of(input_shape, "(batch, ..., features)")[:-1], self.units)

    def __call__(self, inputs: Array) -> Array:
        """Computes the output; see the class."""
        self._inputs = x = self._accept(inputs, "(batch, ..., features)").copy()  # the caller may change his
        y = x @ self.weights[0]
        if self.use_bias:
            y += self.weights[1]
        self._outputs = self.activation(y, out=y)
        return self._outputs.copy()

    def backward(self, d_outputs: Array) -> Array:
        """Sets `gradients`.

        Args:
            d_outputs: Gradient of the loss with respect to the output, of its shape.

        Returns:
            The gradient with respect to inputs, of their shape.

        Raises:
            ArgumentError: Before a call, or if the gradient has the wrong shape.
        """
        x = self.require_call(self._inputs)
        y = self._outputs
        d_y = numbers("d_outputs", d_outputs, self.dtype)
        exact_shape(
            "d_outputs", d_y, y.shape, "(batch, ..., units)", "It has the shape of the layer's output."
        )
        d_z = self.activation.backward(y, d_y)
        d_rows = d_z.reshape(-1, self.units)
        self._gradients = [x.reshape(-1, x.shape[-1]).T @ d_rows]
        if self.use_bias:
            self._gradients.append(d_rows.sum(axis=0))
        return np.asarray(d_z @ self.weights[0].T)
