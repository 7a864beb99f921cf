"""From text to ids and back, in Korean and English: vocabularies, windows, padding, Hangul jamo, tokens."""

from rnn_guide.text.hangul import compose, decompose, is_valid_hangul
from rnn_guide.text.padding import PaddedBatch, pad_sequences, pad_with_mask
from rnn_guide.text.tokens import count_syllables, detokenize, tokenize
from rnn_guide.text.vocabulary import Vocabulary
from rnn_guide.text.windows import continuous_batches, fixed_windows, next_token_pairs

__all__ = [
    "PaddedBatch",
    "Vocabulary",
    "compose",
    "continuous_batches",
    "count_syllables",
    "decompose",
    "detokenize",
    "fixed_windows",
    "is_valid_hangul",
    "next_token_pairs",
    "pad_sequences",
    "pad_with_mask",
    "tokenize",
]
