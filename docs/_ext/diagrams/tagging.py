"""The same words in another order: a recurrent network tags "google" by what stood before it."""

from dataclasses import dataclass

import numpy as np

from diagrams.canvas import SMALL, Canvas, number_text
from diagrams.example import Array, dense, hand_set_run
from diagrams.figure import Figure
from diagrams.labels import Labels
from diagrams.parts import node

SENTENCES = ("I work at google", "I google at work")
TAGS = ("pronoun", "verb", "preposition", "noun")
PITCH, FIRST, BAR, BARS = 80.0, 64.0, 12.0, 52.0

# Set by hand so that each rule can be read: a word votes for its tags, a tag for what usually follows it.
WORD_VOTES = {"I": [2, 0, 0, 0], "work": [0, 1, 0, 1], "google": [0, 1, 0, 1], "at": [0, 0, 2, 0]}
TAG_VOTES = [[0, 1, 0, -1], [-1, -1, 1, 0], [0, -1, 0, 1], [0, 1, 1, -1]]
SHARPNESS = 3.0


@dataclass(frozen=True)
class Tagged:
    """One sentence and the probability of each tag at each step, (timesteps, tags)."""

    words: list[str]
    probabilities: Array


def tag_sentences() -> list[Tagged]:
    """Run a simple RNN with one unit per tag, and a softmax at every step, over both sentences."""
    return [_tag(sentence.split()) for sentence in SENTENCES]


def _tag(words: list[str]) -> Tagged:
    x = np.eye(len(WORD_VOTES))[[list(WORD_VOTES).index(word) for word in words]]
    run = hand_set_run(x, np.array(list(WORD_VOTES.values()), float), np.array(TAG_VOTES, float))
    return Tagged(words, dense(run.h[1:], len(TAGS), "softmax", SHARPNESS * np.eye(len(TAGS))))


def draw(sentences: list[Tagged], labels: Labels) -> Canvas:
    """Draw one unrolled network per sentence, a bar for each tag above each step."""
    block = 268.0
    canvas = Canvas(block * len(sentences) + 50)
    for number, sentence in enumerate(sentences, 1):
        _sentence(canvas, sentence, number, block * (number - 1), labels)
    y = block * len(sentences) + 8
    canvas.text(4, y, labels["bars-left-to-right"], SMALL, "start", classes="dg-muted")
    canvas.text(4, y + 24, " · ".join(labels[tag] for tag in TAGS), SMALL, "start")
    return canvas


def _sentence(canvas: Canvas, tagged: Tagged, number: int, top: float, labels: Labels) -> None:
    base, state, word_y = top + 100, top + 158, top + 224
    node(canvas, "h", "h", "circle", 14, state, 26, 26, "0", SMALL, sentence=number, t=0)
    for t, (word, probabilities) in enumerate(zip(tagged.words, tagged.probabilities, strict=True), 1):
        x, best = FIRST + PITCH * (t - 1), int(np.argmax(probabilities))
        node(canvas, "h", "h", "circle", x, state, 42, 42, f"h_{t}", sentence=number, t=t)
        node(canvas, "word", "x", "box", x, word_y, 66, 30, sentence=number, t=t)
        canvas.text(x, word_y, f'"{word}"', classes="dg-strong")
        with canvas.part("y", "y", sentence=number, t=t):
            for tag, amount in enumerate(probabilities):
                left = x + (BAR + 4) * (tag - 1.5)
                height = max(1.5, BARS * float(amount))
                with canvas.part("bar", "y" if tag == best else "x", sentence=number, t=t, tag=TAGS[tag]):
                    canvas.shape("bar", left, base - height / 2, BAR, height)
            canvas.text(x, top + 16, labels[TAGS[best] + "-short"], SMALL, classes="dg-strong")
            canvas.value(x, top + 35, float(probabilities[best]), "p", SMALL, sentence=number, t=t)
        before = 27 if t == 1 else x - PITCH + 21
        for source, target, points, kind in (
            (f"h-{number}-{t - 1}", f"h-{number}-{t}", [(before, state), (x - 21, state)], "h"),
            (f"word-{number}-{t}", f"h-{number}-{t}", [(x, word_y - 15), (x, state + 21)], "x"),
            (f"h-{number}-{t}", f"y-{number}-{t}", [(x, state - 21), (x, base + 6)], "y"),
        ):
            canvas.edge(source, target, points, kind)


def facts(sentences: list[Tagged]) -> dict[str, object]:
    """Name the probability of verb and noun for "google" in each sentence."""
    found: dict[str, object] = {}
    for number, tagged in enumerate(sentences, 1):
        row = tagged.probabilities[tagged.words.index("google")]
        found |= {f"{tag}_{number}": number_text(row[TAGS.index(tag)]) for tag in ("verb", "noun")}
    return found


FIGURES = {"pos-tagging": Figure(tag_sentences, draw, facts)}
