"""Explorer of a small language model: type, see its gates and what it expects, let it write on."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from diagrams.character_model import (
    ARRAYS,
    BAR,
    BAR_LEFT,
    BAR_WIDTH,
    COLUMNS,
    GATES,
    HIGH,
    LEFT,
    LEVELS,
    LIKELY,
    LINE,
    NEXT,
    PROMPTS,
    SHOWN,
    UNITS,
    WIDE,
    stored,
)
from whole_files import put

from explorers.controls import Buttons, Choice, Panel, Slider, Text
from explorers.explorer import Explorer
from rnn_guide.text.hangul import FIRST, LAST, VOWEL


def data() -> Mapping[str, Any]:
    """Return what the drawing needs; the weights are in scripts that are loaded later."""
    return {
        "prompts": PROMPTS,
        "jamo": [[0x1100, FIRST], [0x1161, VOWEL], [0x11A8, LAST]],
        "signs": SHOWN,
        "gates": GATES,
        "measures": {
            "columns": COLUMNS,
            "units": UNITS,
            "levels": LEVELS,
            "likely": LIKELY,
            "left": LEFT,
            "wide": WIDE,
            "high": HIGH,
            "next": NEXT,
            "line": LINE,
            "bar": BAR,
            "barLeft": BAR_LEFT,
            "barWidth": BAR_WIDTH,
        },
    }


def write_models(folder: Path) -> None:
    """Write a script for each stored model: tokens, weights, and what it must find after some prompts."""
    for language in PROMPTS:
        row = stored(language)
        model = {
            "tokens": row["tokens"],
            "arrays": [row["arrays"][name] for name in ARRAYS],
            "expected": row["expected"],
        }
        text = json.dumps(model, ensure_ascii=False, separators=(",", ":"))
        script = f'(globalThis.RnnGuideModels ||= {{}})["{language}"] = {text};\n'
        put(folder / f"model-{language}.js", script.encode("utf-8"))


EXPLORERS = {
    "language-model": Explorer(
        diagram="character-model",
        data=data,
        controls=(
            Choice("model", tuple(PROMPTS)),
            Text("text", PROMPTS),
            Slider("temperature", 0.1, 2, 1, 0.1),
            Buttons("write", ("letter", "line", "again")),
            Panel("written", 6, code=False),
        ),
        opens=False,
        later={f"model-{language}": f"explorers/model-{language}.js" for language in PROMPTS},
    )
}
