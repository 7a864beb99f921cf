"""A small language model at work: the gates at each letter that it has read, and what it expects next.

The model was trained by the experiment `character_model`; nothing is trained here.
"""

import base64
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from diagrams.canvas import SMALL, Canvas, number_text
from diagrams.example import Array
from diagrams.figure import Figure
from diagrams.labels import Labels
from diagrams.shapes import outline
from rnn_guide import GRU, Dense
from rnn_guide.text import tokenize
from rnn_guide.text.hangul import FIRST, LAST, VOWEL

FILE = Path(__file__).parents[2] / "experiments" / "results" / "character_model.json"
ARRAYS = ("kernel", "recurrent_kernel", "bias", "dense_kernel", "dense_bias")
PROMPTS = {"ko": "우리 할머니", "en": "My grandmoth"}
COLUMNS, UNITS, LEVELS, LIKELY = (
    12,
    16,
    5,
    6,
)  # letters and units of the heat maps, shades, letters that may follow
LEFT, WIDE, HIGH = 10.0, 27.0, 6.0  # the heat maps' corner and cells
TOKENS, GATES, NEXT, LINE = 40.0, {"z": 82.0, "r": 212.0}, 342.0, 26.0
BAR, BAR_LEFT, BAR_WIDTH = 16.0, 44.0, 210.0
SHOWN = {" ": "␣", "\n": "↵"}


@dataclass(frozen=True)
class CharacterModel:
    """A stored model: its tokens in the order of their numbers, its layers in double precision."""

    tokens: list[str]
    gru: GRU
    dense: Dense


@dataclass(frozen=True)
class Reading:
    """What the model makes of a text: gates (letters, units), and the probability of each token next."""

    tokens: list[str]
    letters: list[str]
    gates: dict[str, Array]
    probabilities: Array


@cache
def stored(language: str) -> dict[str, Any]:
    """Return the stored model of a language, as the experiment wrote it."""
    rows = json.loads(FILE.read_text(encoding="utf-8"))["rows"]
    found: dict[str, Any] = next(row for row in rows if row["language"] == language)
    return found


def unpacked(array: dict[str, Any]) -> Array:
    """Return the weights of a stored array: signed bytes times the scale of their column."""
    signed = np.frombuffer(base64.b64decode(array["int8"]), np.int8).astype(np.float64)
    scaled: Array = signed.reshape(-1, array["shape"][-1]) * np.array(array["scales"])
    return scaled.reshape(array["shape"])


@cache
def load(language: str) -> CharacterModel:
    """Return the model of a language."""
    row = stored(language)
    weights = [unpacked(row["arrays"][name]) for name in ARRAYS]
    gru = GRU(len(weights[1]), return_sequences=True)
    dense = Dense(len(row["tokens"]))
    for layer, own in ((gru, weights[:3]), (dense, weights[3:])):
        layer.set_weights(own)
        layer.astype(np.float64)
    return CharacterModel(row["tokens"], gru, dense)


def read(language: str, text: str, temperature: float = 1.0) -> Reading:
    """Let the model read a text; signs that it does not know are passed over."""
    model = load(language)
    letters = [token for token in tokenize(text, "jamo") if token in model.tokens]
    x = np.eye(len(model.tokens))[[model.tokens.index(letter) for letter in letters]]
    units = model.gru.units
    if letters:
        trace = model.gru.trace(x[np.newaxis])
        gates, h = {"z": trace.z[0], "r": trace.r[0]}, trace.h[0, -1:]
    else:
        gates, h = {name: np.zeros((0, units)) for name in "zr"}, np.zeros((1, units))
    logits = model.dense(h)[0] / temperature
    shares = np.exp(logits - logits.max())
    return Reading(model.tokens, letters, gates, shares / shares.sum())


def example(language: str) -> Reading:
    """Read the prompt of a language."""
    return read(language, PROMPTS[language])


def visible(token: str) -> str:
    """Return a token as it is shown: jamo as one types them, blanks and line ends as signs."""
    code = ord(token)
    for start, letters in ((0x1100, FIRST), (0x1161, VOWEL), (0x11A8, LAST)):
        if start <= code < start + len(letters):
            return letters[code - start]
    return SHOWN.get(token, token)


def draw(reading: Reading, labels: Labels) -> Canvas:
    """Draw the last letters, a heat map for each gate, and bars for the letters that may follow."""
    canvas = Canvas(NEXT + 26 + LINE * LIKELY)
    canvas.text(4, 14, labels["letters-read"], SMALL, "start", classes="dg-muted")
    for column in range(COLUMNS):
        letter = visible(reading.letters[column]) if column < len(reading.letters) else " "
        with canvas.part("token", "", column=column):
            canvas.text(LEFT + WIDE * (column + 0.5), TOKENS, f'"{letter}"', classes="dg-strong")
    for gate, top in GATES.items():
        values = reading.gates[gate][-COLUMNS:, :UNITS]
        mean = float(reading.gates[gate][-1].mean())
        canvas.text(4, top - 14, labels[f"gate-{gate}"], SMALL, "start")
        canvas.value(340, top - 14, mean, f"mean_{gate}", SMALL, "end")
        for level in range(1, LEVELS + 1):
            with canvas.part("heat", gate, gate=gate, level=level):
                canvas.path(cells(values, level, top), f"dg-heat dg-heat-{level}")
    canvas.text(4, NEXT, labels["next-letter"], SMALL, "start")
    for rank, index in enumerate(np.argsort(-reading.probabilities, kind="stable")[:LIKELY]):
        _likely(canvas, rank, visible(reading.tokens[index]), float(reading.probabilities[index]))
    return canvas


def cells(values: Array, level: int, top: float) -> str:
    """Return one path of all cells (letters, units) of a shade; the gate is cut into as many equal parts."""
    chosen = np.argwhere(np.minimum((values * LEVELS).astype(int), LEVELS - 1) == level - 1)
    side = WIDE - 1
    return " ".join(
        f"M{LEFT + WIDE * column:g} {top + HIGH * unit:g} h{side:g} v{HIGH - 1:g} h{-side:g} Z"
        for column, unit in chosen
    )


def _likely(canvas: Canvas, rank: int, letter: str, amount: float) -> None:
    y, length = NEXT + LINE * (rank + 1), max(1.5, BAR_WIDTH * amount)
    with canvas.part("likely", "y", rank=rank):
        canvas.text(22, y, f'"{letter}"', classes="dg-strong")
        canvas.path(outline("bar", BAR_LEFT + length / 2, y, length, BAR), "dg-shape dg-form-bar")
        canvas.value(340, y, amount, "p", SMALL, "end", unit=rank)


def facts(reading: Reading) -> dict[str, object]:
    """Name the text and what the model expects for the description."""
    best = int(np.argmax(reading.probabilities))
    return {
        "count": len(reading.letters),
        "letter": visible(reading.tokens[best]),
        "probability": number_text(float(reading.probabilities[best])),
        "z": number_text(float(reading.gates["z"][-1].mean())),
        "r": number_text(float(reading.gates["r"][-1].mean())),
    }


FIGURES = {"character-model": Figure(example, draw, facts, by_language=True)}
