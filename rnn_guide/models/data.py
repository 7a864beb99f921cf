"""Examples, batches and means over them."""

from numpy.typing import ArrayLike

from rnn_guide.checks import ArgumentError, Array, even_rows, model_inputs
from rnn_guide.models.callbacks import Logs


class Means:
    """Running means over the batches of an epoch."""

    def __init__(self) -> None:
        self.sums: dict[str, tuple[float, int]] = {}

    def add(self, name: str, total: float, count: int) -> None:
        """Add the total of one batch, which is over `count` examples."""
        old_total, old_count = self.sums.get(name, (0.0, 0))
        self.sums[name] = old_total + total, old_count + count

    def logs(self, prefix: str = "") -> Logs:
        """Return the means by name."""
        return {prefix + name: total / max(1, count) for name, (total, count) in self.sums.items()}


def batches(order: Array, batch_size: int) -> list[Array]:
    """Cut an order of examples into batches; the last may be smaller."""
    return [order[start : start + batch_size] for start in range(0, len(order), batch_size)]


def unpack(validation_data: object) -> tuple[Array, Array, Array | None]:
    """Return validation data as `examples` does."""
    if not isinstance(validation_data, (tuple, list)) or len(validation_data) not in (2, 3):
        expected = "(x, y) or (x, y, sample_weight)"
        came = type(validation_data).__name__
        if isinstance(validation_data, (tuple, list)):
            came += f" of {len(validation_data)}"
        raise ArgumentError("validation_data", expected, came, "Put inputs and targets in a pair.")
    return examples(*validation_data)


def examples(
    x: ArrayLike, y: ArrayLike, sample_weight: ArrayLike | None = None
) -> tuple[Array, Array, Array | None]:
    """Return data as arrays, after a look at their lengths."""
    xs, ys = model_inputs("x", x), even_rows("y", y)
    weights = None if sample_weight is None else even_rows("sample_weight", sample_weight)
    arrays = {"x": xs, "y": ys} | ({} if weights is None else {"sample_weight": weights})
    lengths = {name: array.shape[:1] for name, array in arrays.items()}
    if len(set(lengths.values())) > 1 or not any(lengths["x"]):
        remedy = "Pair every input with one target."
        raise ArgumentError("x and y", "of the same length, at least 1", lengths, remedy)
    return xs, ys, weights
