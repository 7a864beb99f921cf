"""Layers that are made of layers."""

from typing import Any, Self

import numpy as np
from numpy.typing import DTypeLike

from rnn_guide.checks import Array
from rnn_guide.layers.layer import Layer
from rnn_guide.layers.weights import check_shares, shares


class Wrapper(Layer):
    """A layer whose weights are those of its parts, one part after the other."""

    parts: tuple[Layer, ...]

    @property
    def weight_names(self) -> tuple[str, ...]:
        """Names of the weights, in Keras' order."""
        return tuple(name for part in self.parts for name in part.weight_names)

    @property
    def dtype(self) -> np.dtype[Any] | None:
        """What the parts compute in, also after a part has been called by itself."""
        return self.parts[0].dtype

    @property
    def built(self) -> bool:
        """Whether the layer has its weights."""
        return all(part.built for part in self.parts)

    @property
    def weights(self) -> list[Array]:
        """The live arrays; who changes them in place changes the layer."""
        return [weight for part in self.parts for weight in part.weights]

    @property
    def gradients(self) -> list[Array]:
        """Gradients of the loss with respect to `weights`, from the last `backward`."""
        return [gradient for part in self.parts for gradient in part.gradients]

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        """Creates the weights for inputs of `input_shape`, of which only the last axis matters."""
        for part in self.parts:
            part.build(input_shape)

    def astype(self, dtype: DTypeLike) -> Self:
        """Converts the weights; from now on the layer computes in `dtype`, float32 or float64."""
        for part in self.parts:
            part.astype(dtype)
        return self

    def set_weights(self, weights: list[Array]) -> None:
        """Copies `weights` into the parts, also before the first call; see `Layer.set_weights`."""
        for part, _, share in shares(self.parts, self.check_weights(weights)):
            part.set_weights(share)

    def check_weights(self, weights: list[Array], first: int = 0) -> list[Array]:
        """Returns `weights` as arrays that the parts can take."""
        return check_shares(self.parts, self.weight_names, weights, first)
