"""A series with trend, season and noise of known size."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rnn_guide._arguments import generator, real, whole


def seasonal_series(
    timesteps: int,
    *,
    period: int = 12,
    amplitude: float = 1.0,
    trend: float = 0.01,
    noise: float = 0.1,
    seed: int | np.random.Generator,
) -> npt.NDArray[np.float32]:
    """Draw y_t = trend·t + amplitude·sin(2πt/period) + noise·ε_t with ε_t ~ N(0, 1) independent.

    Nothing can predict ε_t, so no forecast has a mean squared error below noise² (0.01 by default) on
    average, and one that repeats the value of a period ago has trend²·period² + 2·noise².

    Args:
        timesteps: length of the series, t = 0 … timesteps − 1.
        period: time steps in a season, at least 2.
        amplitude: half the height of the season, at least 0.
        trend: rise per time step; negative falls.
        noise: standard deviation of the noise, at least 0.
        seed: an int or a generator.

    Returns:
        (timesteps,) float32.

    Raises:
        ArgumentError: if an argument is out of its range.

    Example:
        >>> from rnn_guide.datasets import seasonal_series
        >>> print(seasonal_series(4, period=4, trend=10.0, noise=0.0, seed=0).round(3))
        [ 0. 11. 20. 29.]
    """
    t = np.arange(whole("timesteps", timesteps))
    season = real("amplitude", amplitude, 0) * np.sin(2 * np.pi * t / whole("period", period, minimum=2))
    epsilon = generator(seed).standard_normal(len(t))
    series = real("trend", trend) * t + season + real("noise", noise, 0) * epsilon
    return series.astype(np.float32)
