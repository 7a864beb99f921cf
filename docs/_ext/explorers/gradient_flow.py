"""Explorer of vanishing gradients: scale the recurrent weights, lift the forget bias, lengthen the way."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from diagrams.gradient_flow import (
    BOTTOM,
    HIGHEST,
    LEFT,
    LENGTH,
    LONGEST,
    LOWEST,
    RIGHT,
    TOP,
    flow,
    networks,
    sequence,
)

from explorers.controls import Slider
from explorers.explorer import Explorer


def data() -> Mapping[str, Any]:
    """Return the networks' weights and inputs, and the norms that the figure shows before anyone moves it."""
    medians = {name: np.median(runs, axis=0) for name, runs in flow().items()}
    return {
        "inputs": sequence().tolist(),
        "networks": [
            {name: [array.tolist() for array in arrays] for name, arrays in weights.items()}
            for weights in networks()
        ],
        "plot": {
            "left": LEFT,
            "right": RIGHT,
            "top": TOP,
            "bottom": BOTTOM,
            "highest": HIGHEST,
            "lowest": LOWEST,
        },
        "expected": {name: median[::10].round(12).tolist() for name, median in medians.items()},
    }


EXPLORERS = {
    "gradient-flow": Explorer(
        diagram="gradient-flow",
        data=data,
        controls=(
            Slider("scale", 0.5, 3, 1, 0.05),
            Slider("forget_bias", -2, 5, 1, 0.5),
            Slider("length", 10, LONGEST, LENGTH, 10),
        ),
        opens=False,
    )
}
