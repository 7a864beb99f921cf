"""A name for every weight array of a layer, no name twice."""

from typing import Any


def weight_labels(layer: Any) -> list[str]:
    """Return the weights' names; those of `Bidirectional` with their direction, as in ``forward/kernel``."""
    names = list(layer.weight_names)
    if not hasattr(layer, "forward_layer"):
        return names
    half = len(layer.forward_layer.weight_names)
    return [f"forward/{name}" for name in names[:half]] + [f"backward/{name}" for name in names[half:]]
