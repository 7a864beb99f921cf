"""Recurrent layers in plain NumPy that equal Keras and read like the equations."""

from rnn_guide import activations, initializers
from rnn_guide.checks import ArgumentError
from rnn_guide.layers import (
    GRU,
    LSTM,
    Bidirectional,
    Dense,
    Embedding,
    GRUCell,
    Layer,
    LSTMCell,
    SimpleRNN,
    SimpleRNNCell,
)
from rnn_guide.models import Masking, Sequential

__all__ = [
    "GRU",
    "LSTM",
    "ArgumentError",
    "Bidirectional",
    "Dense",
    "Embedding",
    "GRUCell",
    "LSTMCell",
    "Layer",
    "Masking",
    "Sequential",
    "SimpleRNN",
    "SimpleRNNCell",
    "activations",
    "initializers",
]
