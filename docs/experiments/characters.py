"""What does a character of real text cost n-grams, networks and mixtures, in letters, jamo, syllables, bytes?

Sizes, learning rates and the n-grams' orders were chosen by the validation text with seed 0; training stops
by it, too. The test text was read once, at the end. All costs are per character: a model of jamo pays for two
or three tokens a syllable, a model of bytes for three, and a model of syllables that meets one which is not
in its vocabulary pays for spelling it.
"""

from typing import Any

import numpy as np

from experiments import _training as training
from experiments._ngram import NGram, Numbers

TEXTS = (("en", "letter"), ("ko", "jamo"), ("ko", "syllable"), ("ko", "byte"))
# about as many weights each on English letters: 28,736, 28,606 and 28,682
SIZES = {"SimpleRNN": 118, "GRU": 64, "LSTM": 54}
RATES = {"SimpleRNN": 0.002, "GRU": 0.008, "LSTM": 0.01}
ORDERS = range(1, 7)
EMBEDDING = {"syllable": 32}
SEEDS = range(5)

SETTINGS: dict[str, Any] = {
    "units": SIZES,
    "learning_rates": RATES,
    "embedding": EMBEDDING,
    "batch": training.BATCH,
    "timesteps": training.TIMESTEPS,
    "patience": training.PATIENCE,
}
QUICK = {"language": "en", "unit": "letter", "model": "GRU", "seed": 0}


def cases() -> list[dict[str, Any]]:
    """Return the n-grams of all orders for each kind of token, three cells on English, one on the rest."""
    found: list[dict[str, Any]] = []
    for language, unit in TEXTS:
        text = {"language": language, "unit": unit}
        found += [{**text, "model": f"{n}-gram", "seed": 0} for n in ORDERS]
        found += [
            {**text, "model": model, "seed": seed}
            for model in (SIZES if unit == "letter" else ["GRU"])
            for seed in (SEEDS if unit == "letter" else SEEDS[:3])
        ]
    return found


def mixed(first: Numbers, second: Numbers, share: float) -> Numbers:
    """Return the bits of a mixture that gives the first model's probability this share."""
    cost: Numbers = -np.log2(share * np.exp2(-first) + (1 - share) * np.exp2(-second))
    return cost


def best_ngram(text: training.Text) -> NGram:
    """Return the n-gram of the order that costs least on the validation text."""
    models = [NGram(text.ids[0], n, len(text.vocabulary)) for n in ORDERS]
    return min(models, key=lambda model: float(model.bits(text.ids[1]).mean()))


def run(case: dict[str, Any]) -> dict[str, Any]:
    """Train one model; return its cost on each part, in bits per character."""
    text = training.read(case["language"], case["unit"])
    size = len(text.vocabulary)
    if case["model"] not in SIZES:
        ngram = NGram(text.ids[0], int(case["model"].removesuffix("-gram")), size)
        costs = [text.bits_per_syllable(ngram.bits(text.ids[part]), part) for part in range(3)]
        return dict(zip(("train", "validation", "test"), costs, strict=True)) | {"tokens": len(text.ids[0])}
    model = training.train(
        case["model"],
        SIZES[case["model"]],
        RATES[case["model"]],
        size,
        text.ids[0],
        text.ids[1],
        case["seed"],
        embedding=EMBEDDING.get(case["unit"], 0),
    )
    bits = [model.bits(text.ids[part]) for part in range(3)]
    ngram = best_ngram(text)
    shares = np.arange(1, 20) / 20
    other = [ngram.bits(text.ids[part]) for part in range(3)]
    share = float(min(shares, key=lambda share: mixed(bits[1], other[1], share).mean()))
    train, validation, test = (text.bits_per_syllable(bits[part], part) for part in range(3))
    return {
        "train": train,
        "validation": validation,
        "test": test,
        "mixture": text.bits_per_syllable(mixed(bits[2], other[2], share), 2),
        "share": share,
        "epochs": model.epochs,
        "weights": model.model.count_params(),
        "tokens": len(text.ids[0]),
    }
