"""The embedding: a table with one row per token id."""

import numpy as np

from rnn_guide import initializers
from rnn_guide.checks import ArgumentError, Array, as_array, axes_of, exact_shape, flag, numbers, positive_int
from rnn_guide.initializers import Initializer, InitializerLike, Seed, Shape
from rnn_guide.layers.layer import Layer, OutputShape


class Embedding(Layer):
    """Looks up a vector for every token id.

    Args:
        input_dim: Size of the vocabulary; ids are 0 to input_dim - 1.
        output_dim: Size of the vectors.
        embeddings_initializer: For the table (input_dim, output_dim).
        mask_zero: Whether id 0 is padding, to be skipped by what follows; see `compute_mask`.
        seed: Makes an initializer that is given by name reproducible.
        name: Name of the layer.

    Call arguments:
        inputs: Whole numbers of any shape, for example (batch, timesteps).

    Returns:
        The shape of inputs with an axis of output_dim added.

    Raises:
        ArgumentError: If an argument or an id is out of range or no whole number.

    Source:
        Keras 3 `Embedding`.

    Example:
        >>> embedding = Embedding(5000, 100)
        >>> embedding(np.array([[4, 7, 0]])).shape, embedding.count_params()
        ((1, 3, 100), 500000)
    """

    weight_names = ("embeddings",)

    def __init__(
        self,
        input_dim: int,
        output_dim: int,
        embeddings_initializer: InitializerLike = "uniform",
        *,
        mask_zero: bool = False,
        seed: Seed = None,
        name: str | None = None,
    ) -> None:
        super().__init__(name)
        self.input_dim = positive_int("input_dim", input_dim)
        self.output_dim = positive_int("output_dim", output_dim)
        self.mask_zero = flag("mask_zero", mask_zero)
        self.embeddings_initializer = initializers.get(embeddings_initializer, "embeddings_initializer", seed)
        self._ids: Array | None = None

    def weight_shapes(self, features: int) -> list[Shape]:
        """Shape of the table, whatever the inputs."""
        return [(self.input_dim, self.output_dim)]

    def initializers(self) -> list[Initializer]:
        """Initializer of the table."""
        return [self.embeddings_initializer]

    def build(self, input_shape: tuple[int | None, ...] = ()) -> None:
        """Creates the table; it does not depend on `input_shape`."""
        super().build((1,))

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> OutputShape:
        """Shape of the output: that of the ids with an axis of output_dim added."""
        return (*axes_of(input_shape, "the shape of the ids"), self.output_dim)

    def compute_mask(self, inputs: Array) -> Array | None:
        """Booleans of the ids' shape, False where the id is 0; None without `mask_zero`.

        Example:
            >>> Embedding(5, 2, mask_zero=True).compute_mask([[3, 1, 0]])
            array([[ True,  True, False]])
        """
        return _whole_numbers(inputs) != 0 if self.mask_zero else None

    def __call__(self, inputs: Array) -> Array:
        """Looks the ids up; see the class."""
        ids = _whole_numbers(inputs)
        if ids.size and not 0 <= ids.min() <= ids.max() < self.input_dim:
            raise ArgumentError(
                "inputs",
                f"ids from 0 to {self.input_dim - 1}",
                f"ids from {ids.min()} to {ids.max()}",
                "Enlarge input_dim, or map unknown tokens to one id.",
            )
        if self.dtype is None:
            self.astype(np.float32)
        self.build()
        # in the range of small integers the places that backward computes would overflow
        self._ids = ids = ids.astype(np.intp)
        return np.asarray(self.weights[0][ids])

    def backward(self, d_outputs: Array) -> Array:
        """Sets `gradients`: every row of the table collects the gradients of the places where its id stood.

        Args:
            d_outputs: Gradient of the loss with respect to the output, of its shape.

        Returns:
            Zeros of the ids' shape: a whole number has no gradient, but what comes before may ask for one.

        Raises:
            ArgumentError: Before a call, or if the gradient has the wrong shape.
        """
        ids = self.require_call(self._ids)
        d_y = numbers("d_outputs", d_outputs, self.dtype)
        shape = (*ids.shape, self.output_dim)
        exact_shape("d_outputs", d_y, shape, "(..., output_dim)", "It has the shape of the layer's output.")
        d_table = np.zeros_like(self.weights[0])
        # number by number, since NumPy adds rows at given places three times more slowly
        places = ids[..., None] * self.output_dim + np.arange(self.output_dim)
        np.add.at(d_table.reshape(-1), places.ravel(), d_y.ravel())
        self._gradients = [d_table]
        return np.zeros(ids.shape, self.dtype)


def _whole_numbers(inputs: object) -> Array:
    ids = as_array(inputs)
    if ids.dtype.kind in "iu":
        return ids
    came = f"dtype {ids.dtype}"
    raise ArgumentError("inputs", "whole numbers", came, "Convert them: ids.astype(int).")
