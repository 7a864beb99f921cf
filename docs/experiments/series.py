"""How well do an LSTM and simple methods forecast a longer, noisy series, one step and twelve steps ahead?

Two series: `seasonal` has a trend, a season of twelve steps and noise; in `bending` the next value is a sine
of the value before the last, and noise. Nothing can forecast the noise, so its standard deviation is the
least possible error one step ahead. The seed draws the series, the weights and the order of training.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from rnn_guide.datasets import seasonal_series
from rnn_guide.layers import LSTM, Dense
from rnn_guide.models import EarlyStopping, Input, Sequential
from rnn_guide.optimizers import Adam

Array = npt.NDArray[Any]
Forecast = Callable[[Array], Array]  # windows (n, 12) to forecasts (n, steps ahead)

SETTINGS: dict[str, Any] = {
    "noise": 0.1,
    "timesteps": 800,
    "train": 500,  # the first steps; then 100 for validation, the rest for the test
    "validation": 100,
    "window": 12,
    "ahead": 12,
    "units": 16,
    "learning_rate": 0.01,
    "batch": 32,
    "epochs": 40,
    "patience": 8,
    "models": ["naive", "seasonal naive", "linear", "LSTM of values", "LSTM of changes"],
    "seeds": 5,
}
QUICK = {"series": "seasonal", "model": "linear", "way": "direct", "seed": 0}


def bending_series(timesteps: int, seed: int) -> Array:
    """Draw y_t = 1.5 sin(2 y_(t-2)) + noise."""
    y = [0.3, -0.2]
    for epsilon in np.random.default_rng(seed).standard_normal(timesteps + 50):
        y.append(1.5 * np.sin(2 * y[-2]) + SETTINGS["noise"] * epsilon)
    return np.array(y[-timesteps:])


def windows(series: Array, first: int, end: int) -> tuple[Array, Array]:
    """Return windows and what follows them, where all that follows is in first … end - 1."""
    before, ahead = SETTINGS["window"], SETTINGS["ahead"]
    starts = range(max(first, before), end - ahead + 1)
    return np.array([series[s - before : s] for s in starts]), np.array(
        [series[s : s + ahead] for s in starts]
    )


def split(series: Array) -> list[tuple[Array, Array]]:
    """Return the windows of training, validation and test, in the order of time."""
    train = SETTINGS["train"]
    borders = [0, train, train + SETTINGS["validation"], len(series)]
    return [windows(series, first, end) for first, end in pairwise(borders)]


def rmse(forecasts: Array, targets: Array) -> list[float]:
    """Return the root mean squared error of every output."""
    errors: list[float] = np.sqrt(np.mean((forecasts - targets) ** 2, axis=0)).tolist()
    return errors


def linear(x: Array, y: Array) -> Forecast:
    """Fit a linear function of the window by least squares."""
    weights = np.linalg.lstsq(np.c_[x, np.ones(len(x))], y, rcond=None)[0]
    return lambda windows: np.c_[windows, np.ones(len(windows))] @ weights


def lstm(train: tuple[Array, Array], validation: tuple[Array, Array], changes: bool, seed: int) -> Forecast:
    """Train an LSTM on values, or on their differences from the last value of the window."""
    mean = train[0].mean()  # of the training part alone, like the scale

    def origin(x: Array) -> Array:
        chosen: Array = x[:, -1:] if changes else np.full((len(x), 1), mean)
        return chosen

    scale = (train[0] - origin(train[0])).std()

    def prepared(x: Array) -> Array:
        scaled: Array = ((x - origin(x)) / scale).astype("float32")[..., None]
        return scaled

    (x, y), (x_val, y_val) = train, validation
    net = Sequential(
        [Input((None, 1)), LSTM(SETTINGS["units"], seed=[seed, 0]), Dense(y.shape[1], seed=[seed, 1])],
        seed=seed,
    )
    net.compile(Adam(SETTINGS["learning_rate"]), "mse")
    net.fit(
        prepared(x),
        (y - origin(x)) / scale,
        validation_data=(prepared(x_val), (y_val - origin(x_val)) / scale),
        epochs=SETTINGS["epochs"],
        batch_size=SETTINGS["batch"],
        callbacks=[EarlyStopping(patience=SETTINGS["patience"], restore_best_weights=True)],
        verbose=0,
    )

    def forecast(windows: Array) -> Array:
        found: Array = net.predict(prepared(windows), 1000) * scale + origin(windows)
        return found

    return forecast


def recursive(forecast: Forecast, x: Array) -> Array:
    """Forecast one step, append it to the window as if it had been measured, and so on."""
    found: list[Array] = []
    for _ in range(SETTINGS["ahead"]):
        found.append(forecast(x)[:, :1])
        x = np.hstack([x[:, 1:], found[-1]])
    return np.hstack(found)


def cases() -> list[dict[str, Any]]:
    """Return every way of every model on both series, with every seed."""
    ways = {
        model: ["direct"] if "naive" in model else ["recursive", "direct"] for model in SETTINGS["models"]
    }
    return [
        {"series": series, "model": model, "way": way, "seed": seed}
        for series in ("seasonal", "bending")
        for model in SETTINGS["models"]
        for way in ways[model]
        for seed in range(SETTINGS["seeds"])
    ]


def run(case: dict[str, Any]) -> dict[str, Any]:
    """Return the root mean squared error of the test windows, 1 … 12 steps ahead."""
    seed, model, ahead = case["seed"], case["model"], SETTINGS["ahead"]
    n = SETTINGS["timesteps"]
    series = seasonal_series(n, seed=seed) if case["series"] == "seasonal" else bending_series(n, seed)
    (x, y), (x_val, y_val), (x_test, y_test) = split(series)
    steps = 1 if case["way"] == "recursive" else ahead
    if model == "naive":
        forecasts = np.repeat(x_test[:, -1:], ahead, axis=1)
    elif model == "seasonal naive":
        forecasts = x_test[:, -12:]
    else:
        fitted = (
            linear(x, y[:, :steps])
            if model == "linear"
            else lstm((x, y[:, :steps]), (x_val, y_val[:, :steps]), model == "LSTM of changes", seed)
        )
        forecasts = fitted(x_test) if steps == ahead else recursive(fitted, x_test)
    return {"errors": rmse(forecasts, y_test)}
