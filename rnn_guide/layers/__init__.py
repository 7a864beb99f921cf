"""The layers: each file has one, with its equations on one screen."""

from rnn_guide.layers.bidirectional import Bidirectional
from rnn_guide.layers.dense import Dense
from rnn_guide.layers.embedding import Embedding
from rnn_guide.layers.gru import GRU
from rnn_guide.layers.gru_cell import GRUCell
from rnn_guide.layers.layer import Layer
from rnn_guide.layers.lstm import LSTM
from rnn_guide.layers.lstm_cell import LSTMCell
from rnn_guide.layers.simple_rnn import SimpleRNN, SimpleRNNCell

__all__ = [
    "GRU",
    "LSTM",
    "Bidirectional",
    "Dense",
    "Embedding",
    "GRUCell",
    "LSTMCell",
    "Layer",
    "SimpleRNN",
    "SimpleRNNCell",
]
