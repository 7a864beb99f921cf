"""Small data sets that are known exactly: what a perfect and a naive model reach can be computed.

Only the two texts of `corpus` are of flesh and blood: how well they can be predicted nobody knows.

Everything random takes an explicit ``seed`` (an int or a `numpy.random.Generator`);
equal seeds give equal data.
"""

from rnn_guide.datasets.examples import (
    ForecastingWindows,
    batch_of_one,
    forecasting_windows,
    train_X,
)
from rnn_guide.datasets.grammar import Grammar
from rnn_guide.datasets.memory import MemoryTask, adding_problem, temporal_order
from rnn_guide.datasets.reber import EMBEDDED_REBER, REBER
from rnn_guide.datasets.reviews import Reviews, review_vocabulary, reviews
from rnn_guide.datasets.series import seasonal_series
from rnn_guide.datasets.symbols import SymbolBatch
from rnn_guide.datasets.texts import corpus

__all__ = [
    "EMBEDDED_REBER",
    "REBER",
    "ForecastingWindows",
    "Grammar",
    "MemoryTask",
    "Reviews",
    "SymbolBatch",
    "adding_problem",
    "batch_of_one",
    "corpus",
    "forecasting_windows",
    "review_vocabulary",
    "reviews",
    "seasonal_series",
    "temporal_order",
    "train_X",
]
