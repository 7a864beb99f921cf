"""The Jacobian of a layer's last state by its first, as in the chapter on vanishing gradients."""

from typing import Any

import numpy as np
import numpy.typing as npt


def norm_across(layer: Any, inputs: npt.NDArray[Any]) -> float:
    """Return the norm of the Jacobian of the last state by the first; the state of an LSTM is h and c.

    Args:
        layer: A recurrent layer of rnn_guide, with weights.
        inputs: One sequence, (1, timesteps, features).
    """
    copy = type(layer)(layer.units)
    copy.build(inputs.shape)
    copy.set_weights(layer.get_weights())
    copy.astype(float)
    inputs = inputs.astype(float)
    trace, names = copy.trace(inputs), copy.cell.state_names
    timesteps, size = inputs.shape[1], copy.units * len(names)
    # Every step starts from its own state, once for every number of the state that is asked for.
    before = [np.repeat(getattr(trace, f"{name}_prev")[0], size, axis=0) for name in names]
    copy(np.repeat(inputs[0][:, None], size, axis=0), initial_state=before)
    asked = np.tile(np.eye(size), (timesteps, 1))
    copy.backward(None, np.split(asked, len(names), axis=1))
    steps = np.hstack(copy.d_initial_state).reshape(timesteps, size, size)
    across = np.eye(size)
    for jacobian in steps[:0:-1]:
        across = across @ jacobian
    return float(np.linalg.norm(across, 2))
