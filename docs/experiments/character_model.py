"""What does it cost to round the weights of a small character model until it fits into a page?

The models are those of the experiment `characters` with seed 0: GRU(64) on one-hot letters or jamo, then a
dense layer. Each row of the results holds one whole model, in about 50 kB:

- `tokens`: the tokens in the order of their ids; one-hot vectors, logits and probabilities have this order.
- `arrays`: in Keras' order and layout: `kernel` (tokens, 3·units), `recurrent_kernel` (units, 3·units) and
  `bias` (2, 3·units), all with the gates z, r, h and reset_after=True, `dense_kernel` (units, tokens) and
  `dense_bias` (tokens,). Each is {"shape", "scales", "int8"}: `int8` is the base64 of signed bytes in
  row-major order, and `scales` has one number for each column, that is, each index of the last axis. A weight
  is byte · scale.
- `expected`: for some prompts, the probabilities of the next token, computed by `rnn_guide` in float64 from
  the stored arrays, with the state at zero before the prompt. Compare within 1e-5.
- `float_bits`, `stored_bits`: cost of the test text in bits per token, before and after the rounding.

`load(row)` makes the model of a row.
"""

import base64
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments import _training as training
from experiments import characters
from rnn_guide.models import Sequential
from rnn_guide.text import tokenize

UNITS = {"en": "letter", "ko": "jamo"}
PROMPTS = {"en": ("The ", "My grandmother", "She said, "), "ko": ("그 ", "할머니", "나는 학")}
NAMES = ("kernel", "recurrent_kernel", "bias", "dense_kernel", "dense_bias")
CELL = "GRU"

SETTINGS: dict[str, Any] = {
    "cell": CELL,
    "units": characters.SIZES[CELL],
    "learning_rate": characters.RATES[CELL],
    "gates": "z, r, h",
    "reset_after": True,
}
QUICK = {"language": "en"}


def cases() -> list[dict[str, Any]]:
    """Return one model for each language."""
    return [{"language": language, "unit": unit, "seed": 0} for language, unit in UNITS.items()]


def packed(array: NDArray[np.floating]) -> dict[str, Any]:
    """Return an array as signed bytes and one scale a column."""
    columns = array.reshape(-1, array.shape[-1])
    # rounded as the file holds it, so that the bytes fit to the scale that is stored
    scales = [float(f"{max(float(top), 1e-9) / 127:.6g}") for top in np.abs(columns).max(axis=0)]
    rounded = np.rint(columns / np.array(scales)).clip(-127, 127).astype(np.int8)
    text = base64.b64encode(rounded.tobytes()).decode()
    return {"shape": list(array.shape), "scales": scales, "int8": text}


def unpacked(stored: dict[str, Any]) -> NDArray[np.float64]:
    """Return the array that was packed, each weight within half a scale of what it was."""
    signed = np.frombuffer(base64.b64decode(stored["int8"]), np.int8).astype(np.float64)
    columns: NDArray[np.float64] = signed.reshape(-1, stored["shape"][-1]) * np.array(stored["scales"])
    return columns.reshape(stored["shape"])


def load(row: dict[str, Any]) -> Sequential:
    """Return the model of a row, in float64; it takes one-hot vectors (batch, timesteps, tokens)."""
    size = len(row["tokens"])
    model = training.network(CELL, SETTINGS["units"], size, 0, stateful=False)
    model.astype(np.float64)
    model.set_weights([unpacked(row["arrays"][name]) for name in NAMES])
    return model


def after(model: Sequential, ids: NDArray[np.int64], size: int) -> NDArray[np.float64]:
    """Return the probabilities of the token after a prompt, (tokens,)."""
    logits = model(np.eye(size)[ids[None]])[0, -1]
    shares: NDArray[np.float64] = np.exp(logits - logits.max())
    return np.asarray(shares / shares.sum())


def run(case: dict[str, Any]) -> dict[str, Any]:
    """Train one model, round its weights, and compute from the rounded ones what others must find."""
    text = training.read(case["language"], case["unit"])
    size, units = len(text.vocabulary), SETTINGS["units"]
    rate = SETTINGS["learning_rate"]
    trained = training.train(CELL, units, rate, size, text.ids[0], text.ids[1], case["seed"])
    arrays = {name: packed(array) for name, array in zip(NAMES, trained.model.get_weights(), strict=True)}
    row = {"tokens": list(text.vocabulary.tokens), "arrays": arrays}
    float_bits = float(trained.bits(text.ids[2]).mean())
    trained.model = load(row)
    kind = "jamo" if case["unit"] == "jamo" else "syllable"
    prompts = {prompt: text.vocabulary.encode(tokenize(prompt, kind)) for prompt in PROMPTS[case["language"]]}
    expected = [
        {"prompt": prompt, "probabilities": after(trained.model, ids, size).tolist()}
        for prompt, ids in prompts.items()
    ]
    stored_bits = float(trained.bits(text.ids[2]).mean())
    return {**row, "expected": expected, "float_bits": float_bits, "stored_bits": stored_bits}
