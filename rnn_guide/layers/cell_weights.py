"""The arguments and weights that the one-step cells share."""

from typing import Any, ClassVar

from rnn_guide import activations, initializers
from rnn_guide.activations import ActivationLike
from rnn_guide.checks import ArgumentError, Array, flag, positive_int
from rnn_guide.initializers import Initializer, InitializerLike, Seed, Shape
from rnn_guide.layers.layer import Layer


class CellWeights(Layer):
    """A kernel, a recurrent kernel and a bias; what they compute is for `Cell` to say.

    Args:
        units: Size of the state.
        activation: Activation of the candidate, by its Keras name.
        use_bias: Whether there is a bias.
        kernel_initializer: For the kernel, which meets the inputs.
        recurrent_initializer: For the recurrent kernel, which meets the previous state.
        bias_initializer: For the bias.
        seed: Makes initializers that are given by name reproducible.
        name: Name of the layer.

    Raises:
        ArgumentError: If an argument has the wrong value.
    """

    blocks: ClassVar[int] = 1  # how many times `units` columns the kernels have

    def __init__(
        self,
        units: int,
        activation: ActivationLike = "tanh",
        use_bias: bool = True,
        kernel_initializer: InitializerLike = "glorot_uniform",
        recurrent_initializer: InitializerLike = "orthogonal",
        bias_initializer: InitializerLike = "zeros",
        *,
        seed: Seed = None,
        name: str | None = None,
    ) -> None:
        super().__init__(name)
        self.units = positive_int("units", units)
        self.activation = activations.get(activation)
        self.use_bias = flag("use_bias", use_bias)
        self.seed = seed
        seeds = initializers.spawn(seed, 3)
        self.kernel_initializer = initializers.get(kernel_initializer, "kernel_initializer", seeds[0])
        self.recurrent_initializer = initializers.get(
            recurrent_initializer, "recurrent_initializer", seeds[1]
        )
        self.bias_initializer = initializers.get(bias_initializer, "bias_initializer", seeds[2])
        self._given = (kernel_initializer, recurrent_initializer, bias_initializer)

    def get_config(self) -> dict[str, Any]:
        """Arguments that make this cell anew."""
        kernel, recurrent, bias = self._given
        return {
            "units": self.units,
            "activation": self.activation,
            "use_bias": self.use_bias,
            "kernel_initializer": kernel,
            "recurrent_initializer": recurrent,
            "bias_initializer": bias,
            "seed": self.seed,
        }

    @property
    def weight_names(self) -> tuple[str, ...]:
        """Names of the weights, in Keras' order."""
        return ("kernel", "recurrent_kernel", "bias") if self.use_bias else ("kernel", "recurrent_kernel")

    def weight_shapes(self, features: int) -> list[Shape]:
        """Shapes of the weights for inputs with `features` features, aligned with `weight_names`."""
        columns = self.blocks * self.units
        bias = [self.bias_shape] if self.use_bias else []
        return [(features, columns), (self.units, columns), *bias]

    @property
    def bias_shape(self) -> Shape:
        """Shape of the bias."""
        return (self.blocks * self.units,)

    def initializers(self) -> list[Initializer]:
        """Initializers of the weights, aligned with `weight_names`."""
        kernels: list[Initializer] = [self.kernel_initializer, self.recurrent_initializer]
        return [*kernels, self.bias_initializer] if self.use_bias else kernels

    @property
    def kernel(self) -> Array:
        """Weights of the inputs, (features, blocks * units)."""
        return self._weight(0)

    @property
    def recurrent_kernel(self) -> Array:
        """Weights of the previous state, (units, blocks * units)."""
        return self._weight(1)

    @property
    def bias(self) -> Array | None:
        """The bias, or None."""
        return self._weight(2) if self.use_bias else None

    def _weight(self, number: int) -> Array:
        try:
            return self._weights[number]
        except IndexError:
            wanted, remedy = f"{self.name}.{self.weight_names[number]}", "Call the layer on data first."
            raise ArgumentError(wanted, "read from a built layer", "no weights", remedy) from None
