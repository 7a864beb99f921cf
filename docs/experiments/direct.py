"""Why is a direct forecast of twelve steps worse at its first step than a forecast of that step alone?

The `bending` series, networks and training of the experiment `series`; only what the outputs have to answer
differs. If the number of outputs did the harm, twelve that answer the same question would do it too; if it is
what the others are asked, two outputs are enough.
"""

from typing import Any

import numpy as np

from experiments import series

SETTINGS: dict[str, Any] = {
    # how many steps ahead each output forecasts
    "outputs": {
        "1": [1],
        "1, twelve times": [1] * 12,
        "1 and 2": [1, 2],
        "1 and 3": [1, 3],
        "1 and 12": [1, 12],
        "1 to 3": [1, 2, 3],
        "1 to 6": [1, 2, 3, 4, 5, 6],
        "1 to 12": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    },
    "seeds": 5,
    "series": series.SETTINGS,
}
QUICK = {"outputs": "1 and 2", "seed": 0}


def cases() -> list[dict[str, Any]]:
    """Return all choices of outputs with every seed."""
    return [
        {"outputs": outputs, "seed": seed}
        for outputs in SETTINGS["outputs"]
        for seed in range(SETTINGS["seeds"])
    ]


def run(case: dict[str, Any]) -> dict[str, Any]:
    """Return the root mean squared error of the test windows for every output."""
    seed, columns = case["seed"], np.array(SETTINGS["outputs"][case["outputs"]]) - 1
    values = series.bending_series(series.SETTINGS["timesteps"], seed)
    train, validation, (x_test, y_test) = ((x, y[:, columns]) for x, y in series.split(values))
    forecasts = series.lstm(train, validation, changes=False, seed=seed)(x_test)
    return {"errors": series.rmse(forecasts, y_test)}
