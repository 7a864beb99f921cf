"""Layers one after the other, trained as in Keras: `Sequential` with compile, fit, evaluate, predict."""

from rnn_guide.models.callbacks import Callback, EarlyStopping, History
from rnn_guide.models.input import Input
from rnn_guide.models.masking import Masking
from rnn_guide.models.sequential import Sequential

__all__ = ["Callback", "EarlyStopping", "History", "Input", "Masking", "Sequential"]
