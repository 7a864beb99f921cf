"""docs/terms.toml is complete, and its refused variants are found with every particle and nowhere else."""

import re
import tomllib
from pathlib import Path

import pytest

from .blocks import read_page
from .terms import HANGUL, Vocabulary, refused, spacings

DOCS = Path(__file__).parents[2] / "docs"
TERMS = tomllib.loads((DOCS / "terms.toml").read_text(encoding="utf-8"))
WORDS = Vocabulary(TERMS)
KEYS = {"ko", "en", "abbr", "everyday", "label", "meaning", "avoid"}


def test_the_words_that_the_style_fixes() -> None:
    fixed = {
        "은닉 상태": "hidden state",
        "셀 상태": "cell state",
        "입력 게이트": "input gate",
        "망각 게이트": "forget gate",
        "출력 게이트": "output gate",
        "갱신 게이트": "update gate",
        "재설정 게이트": "reset gate",
        "시점": "time step",
        "시간에 따른 역전파": "backpropagation through time",
        "기울기 소실": "vanishing gradient",
        "기울기 폭주": "exploding gradient",
        "단어 임베딩": "word embedding",
        "가중치": "weight",
        "편향": "bias",
        "순환 신경망": "recurrent neural network",
        "언어 모델": "language model",
        "혼란도": "perplexity",
    }
    assert fixed.items() <= {entry["ko"]: entry["en"] for entry in TERMS.values()}.items()


@pytest.mark.parametrize("name", TERMS)
def test_entry(name: str) -> None:
    entry = TERMS[name]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    assert {"ko", "en", "meaning"} <= set(entry) <= KEYS
    assert HANGUL.search(entry["ko"]) and not HANGUL.search(entry["en"])
    assert entry.get("everyday", True) is True, "leave everyday out instead of setting it to false"
    for language, end in (("ko", "니다."), ("en", ".")):
        meaning = entry["meaning"][language]
        assert meaning.endswith(end) and 1 <= len(re.findall(r"[.!?](?=\s|$)", meaning)) <= 2, meaning
        assert WORDS.find_refused(re.sub(r"`[^`]*`|\$[^$]*\$", "", meaning), language) == []
    assert len(entry["meaning"]["ko"]) >= 12 and len(entry["meaning"]["en"]) >= 20


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_word_stands_for_two_things(language: str) -> None:
    names = [entry[language] for entry in TERMS.values()]
    variants = [word for entry in TERMS.values() for word in entry.get("avoid", {}).get(language, [])]
    assert len(set(names)) == len(names)
    assert len(set(variants)) == len(variants)
    assert set(names).isdisjoint(variants)
    for word in names:
        assert WORDS.find_refused(word, language) == [], f"{word} contains a refused variant"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_label_exists(language: str) -> None:
    labels: set[str] = set()
    for file in (DOCS / language).rglob("*.md"):
        for block in read_page(file):
            if block.kind == "target":
                labels |= set(block.facts["content"])
            elif block.directive is not None:
                labels |= {str(block.directive.options.get("name"))}
    missing = {
        name: entry["label"] for name, entry in TERMS.items() if entry.get("label") not in {None, *labels}
    }
    assert not missing, (
        f"docs/{language} lacks labels: {missing}. Write (label)= above the section, or remove it."
    )


PARTICLES = [
    "",
    "는",
    "를",
    "가",
    "의",
    "에서",
    "로",
    "들은",
    "마다",
    "처럼",
    "입니다",
    "이고",
    "값을",
    "별로",
    "부터는",
]


@pytest.mark.parametrize("particle", PARTICLES)
def test_a_variant_is_found_with_its_particle(particle: str) -> None:
    for written, right in (
        ("숨김 상태", "은닉 상태"),
        ("은닉상태", "은닉 상태"),
        ("타임스텝", "시점"),
        ("레이어", "층"),
    ):
        assert WORDS.find_refused(f"모든 {written}{particle} 봅니다.", "ko") == [(3, written, right)]


def test_every_variant_is_found() -> None:
    for language, sentence in (("ko", "여기서 {}를 봅니다."), ("en", "Here the {} is seen.")):
        for form, right in refused(TERMS, language).items():
            assert [found[1:] for found in WORDS.find_refused(sentence.format(form), language)] == [
                (form, right)
            ]


def test_a_variant_over_two_lines_is_found() -> None:
    assert WORDS.find_refused("그 숨김\n상태를", "ko") == [(2, "숨김 상태", "은닉 상태")]
    assert WORDS.find_refused("a cost\nfunction", "en") == [(2, "cost function", "loss")]


def test_english_is_found_in_every_form() -> None:
    assert WORDS.find_refused("Timesteps and time-steps", "en") == [
        (0, "Timesteps", "time step"),
        (14, "time-steps", "time step"),
    ]
    assert WORDS.find_refused("long-range dependencies", "en") == [
        (0, "long-range dependencies", "long-term dependency")
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("플레이어가 레이어드 케이크를 먹습니다.", "ko"),
        ("로스앤젤레스와 로스쿨, 에폭시, 피처폰", "ko"),
        ("은닉 상태와 셀 상태, 망각 게이트를 봅니다.", "ko"),
        ("인자하신 선생님의 웨이트리스", "ko"),
        ("a cross-entropy of a one-hot vector, backpropagation through time", "en"),
        ("their engrams and the time steps", "en"),
    ],
)
def test_other_words_are_left_alone(text: str, language: str) -> None:
    assert WORDS.find_refused(text, language) == []


def test_spacings() -> None:
    assert spacings("시간에 따른 역전파") == [
        "시간에 따른 역전파",
        "시간에 따른역전파",
        "시간에따른 역전파",
        "시간에따른역전파",
    ]


def test_the_longer_term_is_found() -> None:
    found = WORDS.find_korean("양방향 순환 신경망과 순환 신경망, 은닉층과 층을")
    assert [name for _, _, name in found] == ["bidirectional-rnn", "rnn", "hidden-layer", "layer"]
