"""States as columns: arrays (units, batch) inside the layers, rows (batch, units) outside."""

from typing import Any

import numpy as np

from rnn_guide.checks import ArgumentError, Array, exact_shape, numbers


def state_list(
    argument: str, states: Any, names: tuple[str, ...], units: int, batch: int, dtype: Any
) -> list[Array]:
    """Checks `states`, (batch, units) each; None means zeros. Returns new arrays (units, batch)."""
    count = len(names)
    if states is None:
        return [np.zeros((units, batch), dtype) for _ in range(count)]
    listed = states if isinstance(states, (list, tuple)) else [states]
    if len(listed) != count:
        expected = f"{count} array(s): [{', '.join(names)}]"
        raise ArgumentError(argument, expected, len(listed), "Pass one array per state.")
    remedy = f"Each state is (batch, units) = ({batch}, {units})."
    arrays = [numbers(argument, state, dtype) for state in listed]
    return [exact_shape(argument, a, (batch, units), "(batch, units)", remedy).T.copy() for a in arrays]


def summed_products(array: Array, d_z: Array) -> Array:
    """Sums the products of array (timesteps, n, batch) and d_z (timesteps * batch, m) over both: (n, m).

    Some steps at a time, because rows (batch, n) have to be copied for it: a whole copy would be large.
    """
    timesteps, n, batch = array.shape
    total, steps = np.zeros((n, d_z.shape[1]), d_z.dtype), max(1, 512 // batch)
    for t in range(0, timesteps, steps):
        rows = array[t : t + steps].swapaxes(1, 2).reshape(-1, n)
        total += rows.T @ d_z[t * batch : (t + steps) * batch]
    return total


def stacked(x: Array, h: Array) -> tuple[Array, Array, Array]:
    """Puts x (timesteps, batch, features) and the states that start from h (units, batch) into one array.

    Returns:
        v (timesteps, features + 1 + units, batch): x, ones for the bias, and h_prev, one below the other; and
        views of it, (timesteps, units, batch) each: h_prev and h, which is the next step's h_prev.
    """
    timesteps, batch, features = x.shape
    v = np.empty((timesteps + 1, features + 1 + len(h), batch), x.dtype)
    v[:-1, :features] = x.swapaxes(1, 2)
    v[:, features] = 1
    states = v[:, features + 1 :]
    states[0] = h
    return v[:-1], states[:-1], states[1:]


def room(initial: Array, timesteps: int) -> tuple[Array, Array]:
    """States of all steps: the previous ones and the new ones, views of one array."""
    states = np.empty((timesteps + 1, *initial.shape), initial.dtype)
    states[0] = initial
    return states[:-1], states[1:]
