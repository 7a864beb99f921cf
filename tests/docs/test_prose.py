"""The book keeps its prose rules, and each rule catches what it is for and nothing else."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from .bare_numbers import bare_numbers
from .images import shared_images
from .page import Page
from .parity import pages
from .problem import AGAIN, Problem, report
from .prose import check_folder, check_page
from .terms import Vocabulary

DOCS = Path(__file__).parents[2] / "docs"
WORDS = Vocabulary(tomllib.loads((DOCS / "terms.toml").read_text(encoding="utf-8")))
FILES = [
    pytest.param(DOCS / language, name, id=f"{language}-{name}")
    for language in ("ko", "en")
    for name in sorted(pages(DOCS / language))
    if name.endswith(".md")
]


@pytest.mark.parametrize(("folder", "name"), FILES)
def test_prose(folder: Path, name: str) -> None:
    page = Page.read(folder / name, folder)
    problems = [*check_page(page, WORDS), *shared_images(page, folder)]
    assert not problems, report(problems)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_there_are_pages(language: str) -> None:
    assert "index.md" in pages(DOCS / language), f"docs/{language}/index.md is missing: write the front page."


HEAD = """---
myst:
  html_meta:
    description: {description}
---
"""
CHAPTER = {
    "ko": HEAD.format(description="순환 신경망을 배웁니다.")
    + """# 순환 신경망

:::{admonition} 이 장을 마치면
:class: objectives

- 은닉 상태를 계산합니다.
:::

## 셀

**순환 신경망**(RNN)은 `h`를 다음 시점(time step)으로 넘깁니다. 왜 그렇습니까? 식은 $h = 0.5$입니다.

```{code-cell} python
word = "한글"
```

## 연습 문제

- 은닉 상태(hidden state)를 손으로 계산해 보십시오.

```{dropdown} 풀이
아래 셀이 답입니다. 순환 신경망은 시점마다 같은 가중치를 씁니다.
```

```{code-cell} python
:tags: [hide-cell]
assert 1 + 1 == 2
```
""",
    "en": HEAD.format(description="Learn about recurrent networks.")
    + """# Recurrent networks

:::{admonition} After this chapter you can
:class: objectives

- compute a hidden state.
:::

## The cell

A **recurrent network** hands `h` to the next time step. Why? Here $h = 0.5$.

```{code-cell} python
word = "한글"
```

## Exercises

- Compute the hidden state by hand.

```{dropdown} Solution
The cell below is the answer.
```

```{code-cell} python
:tags: [hide-cell]
assert 1 + 1 == 2
```
""",
}


def check(text: str, language: str = "ko", name: str = "basics/page.md") -> list[Problem]:
    return check_page(Page(f"docs/{language}/{name}", name, language, text), WORDS)


def in_chapter(paragraph: str, language: str = "ko") -> tuple[list[Problem], int]:
    """Return the problems of a chapter with one more paragraph, and the line on which that stands."""
    first, rest = CHAPTER[language].split("\n```{code-cell}", 1)
    text = f"{first}\n{paragraph}\n\n```{{code-cell}}{rest}"
    return check(text, language), first.count("\n") + 2


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_good_chapter_passes(language: str) -> None:
    assert check(CHAPTER[language], language) == []


def test_words_of_options_are_found_on_their_lines() -> None:
    text = CHAPTER["ko"].replace("배웁니다.", "배운다.")
    figure = "```{figure} a.svg\n---\nname: a\nalt: 상태를 그린다.\n---\n설명입니다.\n```\n\n## 연습"
    places = [problem.place for problem in check(text.replace("## 연습", figure))]
    lines = text[: text.index("## 연습")].count("\n") + 1
    assert places == [f"docs/ko/basics/page.md:{line}" for line in (4, lines + 3)]


def ids(cases: Sequence[tuple[str, ...]]) -> list[str]:
    return [f"{case[0]}-{number}" for number, case in enumerate(cases)]


# (rule, language, paragraph, part of the message)
FAULTS = [
    ("emphasis", "ko", "**게이트(문)**은 닫힙니다.", "** is shown"),
    ("emphasis", "ko", "**`units`**는 유닛의 수입니다.", "** is shown"),
    ("emphasis", "ko", "*문(열림)*은 닫힙니다.", "* is shown"),
    ("terms", "ko", "숨김 상태를 봅니다.", "“숨김 상태” is not"),
    ("terms", "ko", "**은닉**상태를 봅니다.", "“은닉상태” is not"),
    ("terms", "ko", "[타임스텝](https://example.org)마다 계산합니다.", "“타임스텝” is not"),
    ("terms", "en", "Every timestep counts.", "“timestep” is not"),
    ("politeness", "ko", "상태를 계산해요.", "해요체"),
    ("politeness", "ko", "같은 값이에요.", "해요체"),
    ("politeness", "ko", "그렇죠?", "해요체"),
    ("politeness", "ko", "상태를 계산한다.", "반말"),
    ("politeness", "ko", "같은 값이다.", "반말"),
    ("politeness", "ko", "`h`다.", "반말"),
    ("politeness", "ko", "값은 0이 아니다.", "반말"),
    ("politeness", "ko", "왜 그럴까?", "반말"),
    ("politeness", "ko", "직접 해 보자.", "반말"),
    ("politeness", "ko", "- 상태를 계산한다", "반말"),
    ("politeness", "ko", "뜻을 정한다.\n: 뜻입니다.", "반말"),
    ("politeness", "ko", "```{figure} a.svg\n:name: a\n:alt: 상태를 그린다.\n\n설명입니다.\n```", "반말"),
    ("politeness", "ko", "| 값 |\n|---|\n| 커진다. |", "반말"),
    ("politeness", "ko", "괄호(상태를 본다.)도 봅니다.", "반말"),
    ("first-use", "ko", "혼란도를 계산합니다.", "first use of 혼란도"),
    ("first-use", "ko", "혼란도를 봅니다. 혼란도(perplexity)는 작을수록 좋습니다.", "first use of 혼란도"),
    (
        "first-use",
        "ko",
        "망각 게이트(forget gate)와 망각 게이트(forget gate)입니다.",
        "already given in line",
    ),
    ("first-use", "ko", "잡음(noise)과 큰 잡음(noise)입니다.", "(noise) was already given"),
    ("bare-number", "ko", "값은 0.359가 됩니다.", "0.359 is typed"),
    ("bare-number", "ko", "값은 $h = 0.3591$입니다.", "0.3591 is typed"),
    ("bare-number", "ko", "식은 $0.125x$입니다.", "0.125 is typed"),
    ("bare-number", "en", "The floor is 1.8114.", "1.8114 is typed"),
    ("bare-number", "en", "$$\nh = -1.8114\n$$", "-1.8114 is typed"),
    ("alt", "ko", "![](a.svg)", "no text alternative"),
    ("alt", "ko", "![a.svg](images/a.svg)", "is the name of the file"),
    ("alt", "ko", "![cell](images/cell.svg)", "is the name of the file"),
    ("alt", "ko", "```{figure} a.svg\n:name: a\n\n설명입니다.\n```", "no text alternative"),
    ("alt", "en", "```{glue:figure} plot\nA caption.\n```", "no text alternative"),
    ("alt", "en", "```{diagram} lstm-cell\n:name: fig-lstm\n```", "neither a caption"),
    (
        "plot-text",
        "ko",
        '```{code-cell} python\nimport matplotlib.pyplot as plt\nplt.title("손실")\n```',
        "'손실'",
    ),
    ("plot-text", "ko", '```{code-cell} python\nfig, ax = make()\nax[0].set(title="손실")\n```', "'손실'"),
    (
        "plot-text",
        "en",
        '```{code-cell} python\nfrom rnn_guide.plots import curve\ncurve("손실")\n```',
        "'손실'",
    ),
    (
        "plot-text",
        "en",
        '```{code-cell} python\n%matplotlib inline\nrnn_guide.plots.curve("값")\n```',
        "'값'",
    ),
    ("nested-cell", "ko", ":::{note}\n```{code-cell} python\n1\n```\n:::", "inside a note is not executed"),
    (
        "nested-cell",
        "en",
        "- item\n\n  ```{code-cell} python\n  1\n  ```",
        "inside a list item is not executed",
    ),
    ("nested-cell", "en", ":::{code-cell} python\n1\n:::", "between colons is not executed"),
    ("punctuation", "ko", "상태，값을 봅니다.", "full-width"),
    ("punctuation", "ko", "상태를  봅니다.", "more than one space"),
    ("punctuation", "ko", "상태를 봅니다 .", "a space before"),
    ("punctuation", "ko", "“상태를 봅니다.", "1 opening"),
    ("punctuation", "en", 'Both “one" and "two”.', "both “ and"),
    ("particles", "ko", "`h` 는 상태입니다.", "the particle 는"),
    ("particles", "ko", "Keras 의 순서입니다.", "the particle 의"),
]


@pytest.mark.parametrize(("rule", "language", "paragraph", "says"), FAULTS, ids=ids(FAULTS))
def test_a_fault_is_named(rule: str, language: str, paragraph: str, says: str) -> None:
    problems, first = in_chapter(paragraph, language)
    found = [problem for problem in problems if problem.rule == rule]
    assert len(found) == 1 and len(problems) == 1, list(map(str, problems))
    message = str(found[0])
    assert says in message
    place, _, rest = message.partition(": ")
    line = int(place.removeprefix(f"docs/{language}/basics/page.md:"))
    assert first <= line <= first + paragraph.count("\n")
    assert f"[{rule}]\n    {language}: " in rest and "\n    → " in rest and rest.endswith(AGAIN)


FINE = [
    ("ko", "**셀 상태**(cell state)는 그리고 **가중치**는 굵게 보입니다."),
    ("ko", "(a)**굵은 말**은 보입니다. 3 * 4는 곱셈이고 `**kwargs`는 코드입니다. \\*\\*도 됩니다."),
    (
        "ko",
        "`숨김 상태`와 $\\text{숨김 상태}$, [](https://example.org/타임스텝), <https://example.org/레이어>입니다.",
    ),
    ("ko", "```{figure} a.svg\n:name: 숨김\n:alt: 셀의 그림\n\n설명입니다.\n```"),
    ("ko", "계산합니다. 그럴까요? 해 봅시다. 계산하십시오. 무엇입니까? 왜? 얼마나? 준비가 필요. 값의 개요."),
    ("ko", "“나는 학교에 간다.”라는 문장입니다. ‘좋아요.’도 있습니다."),
    ("ko", "> 옮긴 글은 이렇게 쓴다."),
    (
        "ko",
        "- 가중치\n- 값을 더하기\n\n| 게이트 | 하는 일 |\n|---|---|\n| 망각 게이트(forget gate) | 지운다 |",
    ),
    ("ko", "### 왜 그럴까?\n\n#### 값을 더한다"),
    ("ko", "층을 쌓고 가중치를 곱합니다. 잡음(noise)이 있습니다."),
    (
        "ko",
        "장단기 메모리(long short-term memory, LSTM)와 시간에 따른 역전파(BPTT)입니다.",
    ),
    ("ko", "{term}`혼란도`(perplexity)를 봅니다. {term}`혼란도`는 작을수록 좋습니다."),
    (
        "ko",
        "값은 {glue:text}`h:.5f`이고 학습률(learning rate)은 0.001, 판은 3.15.1, 매개변수는 529,441개입니다.",
    ),
    (
        "ko",
        "0.25와 $0.12x$, $0.1$, $x_{1}=2.20$입니다. 2014.05.01에 썼습니다. $f_{0.5}(0.001)$도.",
    ),
    ("en", "```{code-cell} python\ntext = '한글'\nprint(text)\n```"),
    ("en", "```{diagram} lstm-cell\n:name: fig-lstm\n\nThe cell.\n```"),
    ("en", "![The cell](cell.svg) and `timesteps`, `(batch, timesteps, features)`, $timestep$."),
    ("en", "Read file.csv and .gitignore … and e.g. ‘one’ “two”."),
    ("ko", "`units`는 유닛이고 Keras의 LSTM은 층입니다. `h` 이 값과 `c` 같은 값입니다."),
]


@pytest.mark.parametrize(("language", "paragraph"), FINE, ids=ids(FINE))
def test_what_is_right_passes(language: str, paragraph: str) -> None:
    problems, _ = in_chapter(paragraph, language)
    assert problems == [], report(problems)


# (rule, language, what is replaced, by what, part of the message)
BROKEN = [
    (
        "description",
        "ko",
        "description: 순환 신경망을 배웁니다.",
        "description: ''",
        "no html_meta description",
    ),
    (
        "description",
        "en",
        "    description: Learn about recurrent networks.",
        "    x: y",
        "no html_meta description",
    ),
    ("objectives", "ko", ":class: objectives", ":class: tip", "does not begin with its objectives"),
    ("objectives", "en", ":class: objectives", ":class: tip", "does not begin with its objectives"),
    ("exercises", "ko", "## 연습 문제", "## 정리", "no section “연습 문제”"),
    ("exercises", "en", "## Exercises", "## Summary", "no section “Exercises”"),
    ("exercises", "en", "```{code-cell} python\n:tags: [hide-cell]", "```python", "solution is not executed"),
]


@pytest.mark.parametrize(("rule", "language", "old", "new", "says"), BROKEN)
def test_a_missing_part_is_named(rule: str, language: str, old: str, new: str, says: str) -> None:
    text = CHAPTER[language].replace(old, new)
    assert text != CHAPTER[language]
    (problem,) = (problem for problem in check(text, language) if problem.rule == rule)
    assert says in str(problem) and str(problem).endswith(AGAIN)


def test_every_solution_is_folded_and_executed() -> None:
    (problem,) = check(CHAPTER["en"].replace("```{dropdown} Solution", "```{note}"), "en")
    assert problem.message == "the exercises have no solutions"
    (problem,) = check(CHAPTER["en"].replace("[hide-cell]", "[remove-cell]"), "en")
    assert problem.message == "the solution is not executed"
    again = "\n```{dropdown} Solution 2\nBy words.\n```\n"
    (problem,) = check(CHAPTER["en"] + again, "en")
    assert problem.place.endswith(f":{CHAPTER['en'].count(chr(10)) + 2}")
    assert check(CHAPTER["en"] + again + "\n```{code-cell} python\nassert 2 > 1\n```\n", "en") == []


def test_other_pages_need_no_exercises() -> None:
    text = HEAD.format(description="차례입니다.") + "# 차례\n\n혼란도를 봅니다.\n"
    assert check(text, name="index.md") == []
    assert check(text, name="reference/cheatsheet.md") == []
    assert {problem.rule for problem in check(text)} == {"objectives", "exercises", "first-use"}


def test_a_number_may_stand_for_a_reason() -> None:
    paragraph = "논문의 값은 0.359입니다."
    allow = "---\nplain_numbers:\n  '0.359': 논문 표 2\n"
    first, rest = CHAPTER["ko"].split("\n## 연습", 1)
    text = f"{first}\n{paragraph}\n\n## 연습{rest}"
    assert [problem.message for problem in check(text)] == ["0.359 is typed"]
    assert check(text.replace("---\n", allow, 1)) == []
    (unused,) = check(CHAPTER["ko"].replace("---\n", allow, 1))
    assert "which the page does not use" in unused.message
    (reason,) = check(text.replace("---\n", allow.replace("논문 표 2", "''"), 1))
    assert "without a reason" in reason.message
    (word,) = check(CHAPTER["ko"].replace("---\n", allow.replace("0.359", "영"), 1))
    assert "which is not a number" in word.message


def test_typed_results_are_found() -> None:
    text = "# 값\n\n{glue:text}`h:.5f`, 0.3591, 0.35906, $c = 0.543$, 529,441개, 30차원, 0.36, 0.360\n"
    page = Page("docs/ko/a.md", "a.md", "ko", text)
    glued = {"h": "0.3590647", "c": "np.float32(0.54289)", "count": "529441", "features": "30"}
    found = {problem.message for problem in bare_numbers(page, glued)}
    assert found == {
        "0.3591 is typed, but the page computes it as h",
        "0.35906 is typed, but the page computes it as h",
        "0.543 is typed, but the page computes it as c",
        "529,441 is typed, but the page computes it as count",
    }
    assert bare_numbers(page, {"other": "17.25"}) == []
    assert all(problem.place == "docs/ko/a.md:3" for problem in bare_numbers(page, glued))


@pytest.mark.parametrize(("words", "count"), [("입력", 1), ("x", 0)])
def test_an_image_with_korean_words_is_not_shared(tmp_path: Path, words: str, count: int) -> None:
    for language in ("ko", "en"):
        (tmp_path / language).mkdir()
        text = HEAD.format(description="…") + "# A\n\n![cell of a network](../shared.svg)\n"
        (tmp_path / language / "a.md").write_text(text, encoding="utf-8")
    (tmp_path / "shared.svg").write_text(f"<svg><text>{words}</text></svg>", encoding="utf-8")
    problems = check_folder(tmp_path / "en", WORDS)
    assert [problem.rule for problem in problems] == ["image-text"] * count


@pytest.mark.parametrize(("name", "count"), [("../shared.png", 1), ("own.png", 0)])
def test_an_image_whose_words_nothing_can_read_is_not_shared(tmp_path: Path, name: str, count: int) -> None:
    (tmp_path / "ko").mkdir()
    text = HEAD.format(description="…") + f"# A\n\n![cell of a network]({name})\n"
    (tmp_path / "ko" / "a.md").write_text(text, encoding="utf-8")
    (tmp_path / "ko" / name).write_bytes(b"\x89PNG")
    problems = check_folder(tmp_path / "ko", WORDS)
    assert [problem.rule for problem in problems] == ["image-text"] * count
