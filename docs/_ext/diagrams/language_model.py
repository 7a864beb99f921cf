"""The language model: unrolled with teacher forcing, and how far each kind of model looks back."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from diagrams.canvas import SMALL, Canvas, number_text
from diagrams.example import Array, dense, hand_set_run
from diagrams.figure import Figure
from diagrams.labels import Labels
from diagrams.parts import node

FIRST, PITCH, WIDE = 66.0, 80.0, 64.0
SENTENCE = ("<s>", "I", "work", "at", "google")
VOCABULARY = ("I", "work", "google", "at")

# Set by hand: each word votes for what may follow it and against itself, and votes linger in the state,
# so that after "I work at" the model prefers "google" to "work".
VOTES = {
    "<s>": [2, 0, 0, 0],
    "I": [-2, 1, 1, 0],
    "work": [0, -2, 0, 2],
    "google": [0, 0, -2, 2],
    "at": [0, 1, 1, -2],
}
LINGER, SHARPNESS = 0.5, 3.0


@dataclass(frozen=True)
class Forced:
    """What a language model gives the right next word at each step.

    Args:
        words: The sentence with its start mark.
        probability: Probability of the next word, (timesteps,).
    """

    words: tuple[str, ...]
    probability: Array

    @property
    def loss(self) -> Array:
        """Cross-entropy of each step."""
        return -np.log(self.probability)

    @property
    def perplexity(self) -> float:
        """The exponential of the mean loss."""
        return float(np.exp(self.loss.mean()))


def teacher_forced() -> Forced:
    """Run the language model over the sentence, always feeding the right word."""
    x = np.eye(len(VOTES))[[list(VOTES).index(word) for word in SENTENCE[:-1]]]
    size = len(VOCABULARY)
    run = hand_set_run(x, np.array(list(VOTES.values()), float), LINGER * np.eye(size))
    probabilities = dense(run.h[1:], size, "softmax", SHARPNESS * np.eye(size))
    following = [VOCABULARY.index(word) for word in SENTENCE[1:]]
    return Forced(SENTENCE, probabilities[np.arange(len(following)), following])


def draw_rnnlm(data: Forced, labels: Labels) -> Canvas:
    """Draw each step's probability of the right next word, and that word as the next input."""
    target, probability, state, word_y, forced = 46.0, 104.0, 178.0, 248.0, 292.0
    canvas = Canvas(388)
    canvas.text(4, 14, labels["right-next-word"], SMALL, "start", classes="dg-muted")
    node(canvas, "h", "h", "circle", 14, state, 26, 26, "0", SMALL, t=0)
    for t, (word, following) in enumerate(pairwise(data.words), 1):
        x = FIRST + PITCH * (t - 1)
        node(canvas, "target", "y", "box", x, target, WIDE, 30, f'"{following}"', t=t)
        with canvas.part("p", "y", t=t):
            canvas.shape("pill", x, probability, WIDE, 34)
            canvas.value(x, probability, float(data.probability[t - 1]), "p", SMALL, t=t)
        node(canvas, "h", "h", "circle", x, state, 42, 42, f"h_{t}", t=t)
        node(canvas, "word", "x", "box", x, word_y, WIDE, 30, f'"{word}"', t=t)
        left = 27 if t == 1 else x - PITCH + 21
        canvas.edge(f"h-{t - 1}", f"h-{t}", [(left, state), (x - 21, state)], "h")
        canvas.edge(f"word-{t}", f"h-{t}", [(x, word_y - 15), (x, state + 21)], "x")
        canvas.edge(f"h-{t}", f"p-{t}", [(x, state - 21), (x, probability + 17)], "y")
        canvas.edge(f"p-{t}", f"target-{t}", [(x, probability - 17), (x, target + 15)], "y")
        if t > 1:
            gap = x - PITCH / 2
            path = [(gap - 8, target), (gap, target), (gap, forced - 16), (x, forced - 16), (x, word_y + 15)]
            canvas.edge(f"target-{t - 1}", f"word-{t}", path, "i", "dg-dashed")
    with canvas.part("legend", "i"):
        canvas.wire([(6, 304), (44, 304)], "dg-dashed")
    canvas.text(54, 304, labels["teacher-forcing"], SMALL, "start")
    loss = float(data.loss.mean())
    canvas.value(6, 338, loss, "loss", SMALL, "start", before=f"{labels['mean-loss']} = ")
    words = f"{labels['perplexity']} = "
    canvas.value(6, 364, data.perplexity, "perplexity", SMALL, "start", before=words)
    return canvas


def rnnlm_facts(data: Forced) -> dict[str, object]:
    """Name the probabilities, the loss and the perplexity."""
    pairs = zip(data.words[1:], data.probability, strict=True)
    return {
        "probabilities": ", ".join(f"{word} {number_text(p)}" for word, p in pairs),
        "loss": number_text(float(data.loss.mean())),
        "perplexity": number_text(data.perplexity),
    }


@dataclass(frozen=True)
class Window:
    """A kind of language model and the earlier words that it can see."""

    name: str
    words: int
    seen: int


def windows() -> list[Window]:
    """Compare a trigram model, a window of four words and a recurrent model after six words."""
    return [Window("n-gram", 6, 2), Window("fixed-window", 6, 4), Window("rnnlm", 6, 6)]


def draw_windows(models: list[Window], labels: Labels) -> Canvas:
    """Draw for each model which of the earlier words reach the prediction."""
    block, pitch = 176.0, 50.0
    canvas = Canvas(block * len(models) - 18)
    for index, model in enumerate(models):
        top, target = block * index, model.words + 1
        canvas.text(4, top + 12, labels[model.name], anchor="start", classes="dg-strong")
        canvas.text(4, top + 35, labels[f"{model.name}-sees"].format(n=model.seen), SMALL, "start")
        middle, word_y, last = top + 78, top + 138, 22 + pitch * model.words
        node(canvas, "w", "y", "box", last, word_y, 40, 32, "?", model=model.name, t=target)
        for t in range(1, target):
            x, seen = 22 + pitch * (t - 1), t > model.words - model.seen
            kind = "x" if seen else "off"
            node(canvas, "w", kind, "box", x, word_y, 40, 32, f"w_{t}", model=model.name, t=t)
            if model.name == "rnnlm":
                node(canvas, "h", "h", "circle", x, middle, 34, 34, f"h_{t}", SMALL, model=model.name, t=t)
                canvas.edge(f"w-rnnlm-{t}", f"h-rnnlm-{t}", [(x, word_y - 16), (x, middle + 17)], "x")
                if t > 1:
                    canvas.edge(
                        f"h-rnnlm-{t - 1}", f"h-rnnlm-{t}", [(x - pitch + 17, middle), (x - 17, middle)], "h"
                    )
            elif seen:
                path = [(x, word_y - 16), (x, middle), (last, middle), (last, word_y - 16)]
                canvas.edge(f"w-{model.name}-{t}", f"w-{model.name}-{target}", path, "x")
        if model.name == "rnnlm":
            path = [(last - pitch + 17, middle), (last, middle), (last, word_y - 16)]
            canvas.edge(f"h-rnnlm-{model.words}", f"w-rnnlm-{target}", path, "h")
    return canvas


def windows_facts(models: list[Window]) -> dict[str, object]:
    """Name how many words each model sees."""
    seen: dict[str, object] = {model.name.replace("-", "_"): model.seen for model in models}
    return seen | {"words": models[0].words}


FIGURES = {
    "rnnlm": Figure(teacher_forced, draw_rnnlm, rnnlm_facts),
    "lm-windows": Figure(windows, draw_windows, windows_facts),
}
