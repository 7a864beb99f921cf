"""The cases of all explorers."""

from .case import Case
from .lstm_cell import CASE as LSTM_CELL
from .unrolled_rnn import CASE as UNROLLED_RNN

CASES: dict[str, Case] = {
    "lstm-cell": LSTM_CELL,
    "unrolled-rnn": UNROLLED_RNN,
}
