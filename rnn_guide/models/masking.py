"""The layer that says which time steps to skip."""

import numpy as np

from rnn_guide._arguments import real
from rnn_guide.checks import ArgumentError, Array, axes_of, exact_shape, numbers
from rnn_guide.layers import Layer


class Masking(Layer):
    """Skips the time steps whose features all equal a value, as Keras' layer of the same name.

    Args:
        mask_value: the value that padding has.

    Call arguments:
        inputs: (batch, timesteps, features).

    Returns:
        The inputs, with zeros at the masked steps.

    Raises:
        ArgumentError: if inputs have no three axes.

    Example:
        >>> import numpy as np
        >>> from rnn_guide.models import Masking
        >>> print(Masking().compute_mask(np.array([[[1.0, 0.0], [0.0, 0.0]]])))
        [[ True False]]
    """

    weight_names = ()

    def __init__(self, mask_value: float = 0.0, name: str | None = None) -> None:
        super().__init__(name)
        self.mask_value = real("mask_value", mask_value)
        self._gradients = []
        self._kept: Array | None = None

    @property
    def built(self) -> bool:
        """Always true, as there is nothing to build."""
        return True

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
        """Return the shape of the inputs."""
        return axes_of(input_shape, "(batch, timesteps, features)", 3)

    def compute_mask(self, inputs: Array) -> Array:
        """Return (batch, timesteps) booleans, True where a feature differs from the value."""
        mask: Array = np.any(numbers("inputs", inputs) != self.mask_value, axis=-1)
        return mask

    def __call__(self, inputs: Array) -> Array:  # noqa: D102 (call arguments are in the class)
        array = numbers("inputs", inputs)
        if array.ndim != 3:
            remedy = "For one sequence add an axis: inputs[None]."
            raise ArgumentError("inputs", "(batch, timesteps, features)", array.shape, remedy)
        self._kept = kept = self.compute_mask(array)[..., None]
        self._shape = array.shape
        return array * kept

    def backward(self, d_outputs: Array) -> Array:
        """Return the gradient with respect to the inputs: zero at the masked steps."""
        kept: Array = self.require_call(self._kept)
        d = numbers("d_outputs", d_outputs)
        exact_shape("d_outputs", d, self._shape, "the output's shape", "It has the shape of the inputs.")
        return d * kept
