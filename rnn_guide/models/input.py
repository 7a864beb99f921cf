"""The shape of what a model reads."""

from collections.abc import Sequence

from rnn_guide.checks import ArgumentError, axes_of

ShapeLike = Sequence[int | None]


class Input:
    """The shape of what a model reads, put first in a `Sequential`, as in Keras.

    Args:
        shape: without the batch axis, for example (timesteps, features) or (timesteps,) for token ids; None
            for an axis of any length.
        batch_shape: with the batch axis, instead of `shape`.

    Raises:
        ArgumentError: if not exactly one of the two is given, or it is no shape.

    Example:
        >>> from rnn_guide.models import Input
        >>> Input(shape=(2, 10)).batch_shape, Input(batch_shape=(8, 2, 10)).batch_shape
        ((None, 2, 10), (8, 2, 10))
    """

    def __init__(self, shape: ShapeLike | None = None, batch_shape: ShapeLike | None = None) -> None:
        for name, axes in (("shape", shape), ("batch_shape", batch_shape)):
            if not isinstance(axes, (tuple, list, type(None))):
                remedy = "Pass for example Input(shape=(2, 10))."
                raise ArgumentError(name, "a tuple of axes", repr(axes), remedy)
        given = batch_shape if shape is None else (None, *shape)
        if given is None or (shape is not None and batch_shape is not None):
            came = f"shape={shape}, batch_shape={batch_shape}"
            raise ArgumentError(
                "Input", "given either shape or batch_shape", came, "Pass Input(shape=(2, 10))."
            )
        self.batch_shape = axes_of(given, "the axes that an Input has")
