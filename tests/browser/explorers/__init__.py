"""The cases of all explorers."""

from .bidirectional import CASE as BIDIRECTIONAL
from .case import Case
from .gru_cell import CASE as GRU_CELL
from .lstm_cell import CASE as LSTM_CELL
from .unrolled_rnn import CASE as UNROLLED_RNN

CASES: dict[str, Case] = {
    "bidirectional": BIDIRECTIONAL,
    "gru-cell": GRU_CELL,
    "lstm-cell": LSTM_CELL,
    "unrolled-rnn": UNROLLED_RNN,
}
