"""SGD and Adam with the updates of the Keras optimizers of the same name, and gradient clipping."""

from rnn_guide.checks import ArgumentError
from rnn_guide.optimizers.base import Optimizer
from rnn_guide.optimizers.clipping import clip_by_global_norm, global_norm
from rnn_guide.optimizers.updates import SGD, Adam

__all__ = ["OPTIMIZERS", "SGD", "Adam", "Optimizer", "clip_by_global_norm", "get", "global_norm"]

OPTIMIZERS: dict[str, type[Optimizer]] = {"sgd": SGD, "adam": Adam}


def get(optimizer: str | Optimizer) -> Optimizer:
    """Return an optimizer with its default arguments from its Keras name; an optimizer is passed through.

    Raises:
        ArgumentError: if the name is unknown.

    Example:
        >>> from rnn_guide.optimizers import get
        >>> get("adam").learning_rate
        0.001
    """
    if isinstance(optimizer, Optimizer):
        return optimizer
    if not isinstance(optimizer, str) or optimizer.lower() not in OPTIMIZERS:
        remedy = "Pass for example Adam(learning_rate=0.001)."
        raise ArgumentError("optimizer", "an Optimizer, 'sgd' or 'adam'", repr(optimizer), remedy)
    made = OPTIMIZERS[optimizer.lower()]
    return made()  # type: ignore[call-arg]
