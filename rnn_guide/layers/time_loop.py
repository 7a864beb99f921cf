"""The time loop that SimpleRNN, LSTM and GRU share, forwards and backwards.

Inside, time comes first and the batch last: a state is (timesteps, units, batch), so that one step, and in it
the rows of each gate, is one contiguous block.
A *tape* holds everything a sequence computes; a *step* is the same tuple of arrays at one time step.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from rnn_guide.checks import Array

if TYPE_CHECKING:
    from rnn_guide.layers.cell import Cell

NOTHING: Mapping[str, float] = {}


def run_forward(
    cell: "Cell[Any]",
    tape: tuple[Array, ...],
    mask: Array | None = None,
    forced: Mapping[str, float] = NOTHING,
) -> None:
    """Steps through time.

    Args:
        cell: Knows the equations of one step.
        tape: Filled, step by step.
        mask: (timesteps, 1, batch); where it is False, the states stay what they were.
        forced: Gates that get a fixed value instead of the computed one.
    """
    for t, step in enumerate(cell.steps(tape)):
        cell.gates(step)
        for letter, value in forced.items():
            getattr(step, letter)[...] = value
        cell.update(step)
        if mask is not None:
            for new, old in zip(cell.new_states(step), cell.old_states(step), strict=True):
                np.copyto(new, old, where=~mask[t])


def run_backward(
    cell: "Cell[Any]",
    tape: tuple[Array, ...],
    d_states: list[Array],
    d_outputs: Array | None = None,
    mask: Array | None = None,
) -> Array:
    """Steps back through time.

    Args:
        cell: Knows the derivative of one step.
        tape: What the forward pass left.
        d_states: Gradients of the final states; become those of the initial states, in place.
        d_outputs: Gradients of the h of every step (timesteps, units, batch), or None.
        mask: (timesteps, 1, batch), or None.

    Returns:
        The gradients before the activations, as rows: (timesteps * batch, slots * units).
    """
    timesteps, (units, batch) = len(tape[0]), d_states[0].shape
    d_z = np.empty((cell.slots * units, batch), d_states[0].dtype)
    rows = np.empty((timesteps, batch, len(d_z)), d_z.dtype)
    backwards = cell.steps(array[::-1] for array in tape)
    for t, step in zip(reversed(range(timesteps)), backwards, strict=True):
        if d_outputs is not None:
            d_states[0] += d_outputs[t]
        if mask is None:
            cell.step_back(step, d_z, d_states)
        else:  # a masked step hands the gradients of its states on as they are
            past = [np.where(mask[t], 0, d_state) for d_state in d_states]
            for d_state in d_states:
                d_state *= mask[t]
            cell.step_back(step, d_z, d_states)
            for d_state, unchanged in zip(d_states, past, strict=True):
                d_state += unchanged
        rows[t] = d_z.T
    return rows.reshape(timesteps * batch, -1)
