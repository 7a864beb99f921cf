"""The small language model: what it expects after some texts, at several temperatures."""

from typing import Any

import numpy as np
from diagrams.character_model import LIKELY, read

from .case import Case, State, product_of

TEXTS = {
    "en": (
        "",
        "T",
        "The ",
        "My grandmoth",
        "She said, ",
        "I do not know why the sea is ",
        "zebra Q?! 3 words",
    ),
    "ko": ("", "ㅎ", "그 ", "우리 할머니", "나는 학", "바다가 왜 그런지 나는 모", "닭 3마리가 Q"),
}
TEMPERATURES = [round(0.1 * k, 1) for k in range(1, 21)]


def states(data: Any, language: str = "en") -> list[State]:
    """Every text, prefixes of one among them, at temperatures from cold to hot."""
    longest = TEXTS[language][3]
    texts = [*TEXTS[language], *(longest[:k] for k in range(1, 5))]
    return product_of(model=[language], text=texts, temperature=TEMPERATURES)


def numbers(data: Any, state: State) -> dict[str, float]:
    """The likeliest tokens' probabilities, and the mean gates at the last token, where there is one."""
    reading = read(state["model"], state["text"].replace("ㅎ", "\u1112"), state["temperature"])
    likely = np.sort(reading.probabilities)[::-1][:LIKELY]
    found = {f"p-{rank}": float(p) for rank, p in enumerate(likely)}
    if reading.letters:
        found |= {f"mean_{gate}": float(values[-1].mean()) for gate, values in reading.gates.items()}
    return found


CASE = Case("applications/generation", states, numbers)
