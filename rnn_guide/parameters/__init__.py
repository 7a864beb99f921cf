"""How many weights a layer has, and why: every count with its formula spelled out.

Each ``count_…`` function returns a `ParameterCount`. Printing it gives the arithmetic, ``int()`` the number,
``.shapes`` the weight shapes in Keras' order, and `count_model` adds layers up into a table.
"""

from rnn_guide.parameters.counts import ModelCount, ParameterCount, Weight
from rnn_guide.parameters.layers import (
    count_bidirectional,
    count_dense,
    count_embedding,
    count_gru,
    count_lstm,
    count_model,
    count_simple_rnn,
)

__all__ = [
    "ModelCount",
    "ParameterCount",
    "Weight",
    "count_bidirectional",
    "count_dense",
    "count_embedding",
    "count_gru",
    "count_lstm",
    "count_model",
    "count_simple_rnn",
]
