"""The cases of all explorers."""

from .bidirectional import CASE as BIDIRECTIONAL
from .case import Case
from .gradient_flow import CASE as GRADIENT_FLOW
from .gru_cell import CASE as GRU_CELL
from .language_model import CASE as LANGUAGE_MODEL
from .lstm_cell import CASE as LSTM_CELL
from .parameters import CASE as PARAMETERS
from .return_shapes import CASE as RETURN_SHAPES
from .unrolled_rnn import CASE as UNROLLED_RNN
from .word_order import CASE as WORD_ORDER

CASES: dict[str, Case] = {
    "bidirectional": BIDIRECTIONAL,
    "gru-cell": GRU_CELL,
    "lstm-cell": LSTM_CELL,
    "unrolled-rnn": UNROLLED_RNN,
    "return-shapes": RETURN_SHAPES,
    "gradient-flow": GRADIENT_FLOW,
    "parameters": PARAMETERS,
    "word-order": WORD_ORDER,
    "language-model": LANGUAGE_MODEL,
}
