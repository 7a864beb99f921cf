"""The time loop that SimpleRNN, LSTM and GRU share, forwards and backwards.

Inside, time comes first: arrays are (timesteps, batch, ...), so that one step is one contiguous block.
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
        mask: (timesteps, batch, 1); where it is False, the states stay what they were.
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
    d_z: Array,
    d_states: list[Array],
    d_outputs: Array | None = None,
    mask: Array | None = None,
) -> None:
    """Steps back through time.

    Args:
        cell: Knows the derivative of one step.
        tape: What the forward pass left.
        d_z: Filled with gradients before the activations, (timesteps, batch, slots, units).
        d_states: Gradients of the final states; become those of the initial states, in place.
        d_outputs: Gradients of the h of every step (timesteps, batch, units), or None.
        mask: (timesteps, batch, 1), or None.
    """
    reversed_tape = tuple(array[::-1] for array in tape)
    for back, (step, d_z_t) in enumerate(zip(cell.steps(reversed_tape), d_z[::-1], strict=True)):
        t = len(d_z) - 1 - back
        if d_outputs is not None:
            d_states[0] += d_outputs[t]
        if mask is None:
            cell.step_back(step, d_z_t, d_states)
        else:  # a masked step hands its states' gradients on as they are
            past = [np.where(mask[t], 0, d_state) for d_state in d_states]
            for d_state in d_states:
                d_state *= mask[t]
            cell.step_back(step, d_z_t, d_states)
            for d_state, unchanged in zip(d_states, past, strict=True):
                d_state += unchanged
