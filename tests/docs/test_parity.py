"""Both languages are the same pages, and the checker catches every way in which they can differ."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from .blocks import DOUBLE_INLINE, EXTENSIONS, read_page
from .parity import compare_pages, compare_trees, missing_file, pages
from .problem import AGAIN, report

DOCS = Path(__file__).parents[2] / "docs"
KO, EN = DOCS / "ko", DOCS / "en"
TERMS = tomllib.loads((DOCS / "terms.toml").read_text(encoding="utf-8"))
FILES = sorted(pages(KO) | pages(EN))


def test_there_are_pages_in_both_languages() -> None:
    assert "index.md" in pages(KO), f"{KO}/index.md is missing: write the front page."
    assert "index.md" in pages(EN), f"{EN}/index.md is missing: write the front page."


@pytest.mark.parametrize("name", FILES)
def test_parity(name: str) -> None:
    problems = missing_file(name, KO, EN)
    if not problems and name.endswith(".md"):
        problems = compare_pages(KO / name, EN / name, TERMS)
    assert not problems, report(problems)


def test_the_pages_are_read_as_the_book_reads_them() -> None:
    settings = {
        target.id: ast.literal_eval(node.value)
        for node in ast.walk(ast.parse((DOCS / "conf.py").read_text(encoding="utf-8")))
        if isinstance(node, ast.Assign) and isinstance(target := node.targets[0], ast.Name)
        if target.id in ("myst_enable_extensions", "myst_dmath_double_inline")
    }
    assert set(settings["myst_enable_extensions"]) == EXTENSIONS
    assert settings.get("myst_dmath_double_inline", False) == DOUBLE_INLINE


PAGE = """---
file_format: mystnb
kernelspec:
  name: python3
  display_name: Python 3
myst:
  html_meta:
    description: {description}
---
(topic)=
# {title}

{first} `h_prev`, $h_t$, {{ref}}`topic`, [link](https://example.org/a) {{cite}}`elman1990`.

{second}

{third} `x`, {{glue:text}}`norm:.3f`.

- {item}
- {item} `b`
  1. {item}
  2. {item}

7. {item}

| a | b |
|:--|--:|
| {item} | `c` |

$$
h_t = \\tanh(x) \\quad \\text{{{second}}}
$$ (eq-h)

:::{{admonition}} {title}
:class: objectives

{item} `inside`

```{{figure}} a.svg
:name: fig-a
:alt: {first}

{second}
```
:::

```{{code-cell}} python
:tags: [hide-input]

# one step
h = step(x)
assert h > 0
```

{first}[^note] ![{item}](b.png)

[^note]: {second}

```{{toctree}}
{title} <basics/one>
basics/two
```
"""
KOREAN = PAGE.format(
    description="순환 신경망",
    title="제목",
    first="은닉 상태를 봅니다",
    second="짧은 문단입니다.",
    third="여기서 확인합니다",
    item="항목",
)
ENGLISH = PAGE.format(
    description="Recurrent networks",
    title="Title",
    first="Look at the hidden state",
    second="A short paragraph.",
    third="Here we check",
    item="Item",
)


NESTED = """# one

- two
  `code` three

  > four
  > five

  ```{note} six
  :class: x

  seven
  eight

  :::{tip}

  nine
  {ref}`ten <a>`
  :::
  ```
- | eleven | b |
  |---|---|
  | twelve | c |

:::::{grid} 2
::::{grid-item}
---
columns: 6
---
thirteen **fourteen** $x$
fifteen
::::
:::::

sixteen
: seventeen

[^a]: eighteen
"""


def test_every_word_is_found_on_its_line() -> None:
    found = {
        word: run.line_at(run.text.index(word))
        for block in read_page(NESTED)
        for run in block.runs
        for word in re.findall("[a-z]{3,}", run.text)
    }
    lines = {word: NESTED[: NESTED.index(word)].count("\n") + 1 for word in found}
    assert len(found) == 18 and found == lines


def differences(tmp_path: Path, ko: str, en: str) -> list[str]:
    for language, text in (("ko", ko), ("en", en)):
        file = tmp_path / language / "page.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return [str(problem) for problem in compare_trees(tmp_path / "ko", tmp_path / "en", TERMS)]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_two_faithful_pages_agree(tmp_path: Path) -> None:
    assert differences(tmp_path, KOREAN, ENGLISH) == []


# (what is replaced in the English page, by what, the Korean line that is named, what the message says)
CHANGES = {
    "heading level": ("# Title", "## Title", "# 제목", "a heading of level 1 here, but a heading of level 2"),
    "label": ("(topic)=", "(other)=", "(topic)=", "only in en: other"),
    "missing label": ("(topic)=\n", "", "(topic)=", "a target that en lacks"),
    "inline code": ("`h_prev`", "`h`", "은닉 상태를", "only in ko: h_prev"),
    "inline math": ("$h_t$", "$h_{t-1}$", "은닉 상태를", "only in en: h_{t-1}"),
    "reference": ("{ref}`topic`", "{ref}`another`", "은닉 상태를", "only in ko: {ref} topic"),
    "role": ("{ref}`topic`", "{numref}`topic`", "은닉 상태를", "only in en: {numref} topic"),
    "citation": ("elman1990", "jordan1986", "은닉 상태를", "only in en: {cite} jordan1986"),
    "link": ("example.org/a", "example.org/b", "은닉 상태를", "only in ko: link https://example.org/a"),
    "glued value": ("norm:.3f", "norm:.2f", "여기서 확인", "only in ko: {glue:text} norm:.3f"),
    "typed value": ("{glue:text}`norm:.3f`", "0.123", "여기서 확인", "only in ko: {glue:text} norm:.3f"),
    "missing item": (
        "- Item\n- Item `b`",
        "- Item `b`",
        "- 항목\n",
        "a list item with what it holds that en lacks",
    ),
    "code in an item": ("- Item `b`", "- Item `bb`", "- 항목 `b`", "only in ko: b"),
    "kind of list": (
        "  1. Item\n  2. Item",
        "  - Item\n  - Item",
        "  1. 항목",
        "an ordered list with what it holds here",
    ),
    "first number": ("7. Item", "8. Item", "7. 항목", "only in en: start=8"),
    "alignment": ("|:--|--:|", "|--:|:--|", "| a | b |", "columns differs"),
    "missing row": ("| Item | `c` |\n", "", "| 항목 | `c` |", "a tbody with what it holds that en lacks"),
    "missing column": (
        "| a | b |\n|:--|--:|\n| Item | `c` |",
        "| a |\n|:--|\n| Item `c` |",
        "| a | b |",
        "columns differs",
    ),
    "formula": ("\\tanh", "\\sin", "$$\nh_t", "TeX differs"),
    "equation label": ("$$ (eq-h)", "$$ (eq-g)", "$$\nh_t", "label differs"),
    "directive": (
        ":::{admonition} Title\n:class: objectives\n",
        ":::{note}\n:class: objectives\n",
        ":::{adm",
        "but a directive note",
    ),
    "directive title": ("{admonition} Title", "{admonition}", ":::{adm", "has a title differs"),
    "option": (":class: objectives", ":class: other", ":::{adm", "only in ko: class: 'objectives'"),
    "missing alt": (":alt: Look at the hidden state\n", "", "```{figure}", "only in ko: alt"),
    "figure": ("{figure} a.svg", "{figure} b.svg", "```{figure}", "argument differs"),
    "caption": ("A short paragraph.\n```", "```", "짧은 문단입니다.\n```", "a paragraph that en lacks"),
    "nested text": ("Item `inside`", "Item", "항목 `inside`", "only in ko: inside"),
    "code": ("h = step(x)", "h = step(2 * x)", "```{code-cell}", "first in line 2 of the code"),
    "comment": ("# one step", "# a step", "```{code-cell}", "first in line 1 of the code"),
    "missing code line": ("assert h > 0\n", "", "```{code-cell}", "first in line 3 of the code"),
    "cell option": ("[hide-input]", "[hide-output]", "```{code-cell}", "only in ko: tags: ['hide-input']"),
    "cell becomes a listing": (
        "```{code-cell} python\n:tags: [hide-input]\n",
        "```python",
        "```{code-cell}",
        "code (python)",
    ),
    "footnote": ("[^note]", "[^other]", "은닉 상태를 봅니다[^note]", "only in en: footnote other"),
    "image": ("(b.png)", "(c.png)", "은닉 상태를 봅니다[^note]", "only in ko: image b.png"),
    "page list": ("basics/two", "basics/three", "```{toctree}", "pages differs"),
    "front matter key": ("file_format: mystnb\n", "", "---", "only in ko: file_format: 'mystnb'"),
    "broken front matter": ("myst:\n", "myst\n", "---", "only in en: unreadable front matter"),
    "front matter value": ("Python 3", "Python", "---", "only in en: kernelspec.display_name: 'Python'"),
}


@pytest.mark.parametrize(("old", "new", "place", "says"), CHANGES.values(), ids=CHANGES)
def test_a_difference_is_named(tmp_path: Path, old: str, new: str, place: str, says: str) -> None:
    assert old in ENGLISH
    found = differences(tmp_path, KOREAN, ENGLISH.replace(old, new))
    assert any(says in message for message in found), found
    message = next(message for message in found if says in message)
    assert message.startswith(f"{tmp_path}/ko/page.md:{line_of(KOREAN, place)}: ")
    assert f"{tmp_path}/en/page.md" in message
    assert "\n    ko: " in message and "\n    en: " in message and "\n    → " in message
    assert message.endswith(AGAIN)


@pytest.mark.parametrize("name", sorted(set(CHANGES) - {"missing column", "footnote", "missing alt"}))
def test_one_difference_gives_one_message(tmp_path: Path, name: str) -> None:
    old, new, *_ = CHANGES[name]
    assert len(differences(tmp_path, KOREAN, ENGLISH.replace(old, new, 1))) == 1


def test_the_missing_paragraph_is_the_one_that_is_named(tmp_path: Path) -> None:
    short, long = "Short.", "A much longer paragraph, with a good many words in it."
    numbers = "See Figure 3 of 2014."
    parts = [
        "# 제목",
        "짧습니다.",
        "낱말이 아주 많이 들어 있는 훨씬 더 긴 문단입니다.",
        "2014년의 그림 3입니다.",
    ]
    korean = "\n\n".join(parts)
    for left_out, line in ((short, 3), (long, 5), (numbers, 7)):
        english = "\n\n".join(["# Title", *(part for part in (short, long, numbers) if part != left_out)])
        (message,) = differences(tmp_path, korean, english)
        assert message.startswith(
            f"{tmp_path}/ko/page.md:{line}: a paragraph that en lacks after {tmp_path}/en/page.md:"
        )
        (message,) = differences(tmp_path, english, korean)
        assert message.startswith(
            f"{tmp_path}/en/page.md:{line}: a paragraph that ko lacks after {tmp_path}/ko/page.md:"
        )


def test_words_may_differ(tmp_path: Path) -> None:
    ko = "{ref}`글 <a>` {term}`은닉 상태` `말`{.ko} {abbr}`RNN (순환 신경망)` $x \\text{값}$ `b` `c`\n"
    en = "`c` `b` $x \\text{value}$ {abbr}`RNN (net)` {ref}`text <a>` {term}`hidden state` `word`{.en}\n"
    assert differences(tmp_path, ko, en) == []
    (message,) = differences(tmp_path, ko, en.replace("hidden state", "cell state"))
    assert "only in en: {term} cell-state" in message


@pytest.mark.parametrize("there", ["ko", "en"])
@pytest.mark.parametrize("name", ["basics/lonely.md", "basics/lonely.svg"])
def test_a_file_in_one_language_is_named(tmp_path: Path, there: str, name: str) -> None:
    differences(tmp_path, KOREAN, ENGLISH)
    (tmp_path / there / "basics").mkdir()
    (tmp_path / there / name).write_text("# Alone\n", encoding="utf-8")
    (problem,) = compare_trees(tmp_path / "ko", tmp_path / "en")
    lacks = "en" if there == "ko" else "ko"
    assert str(problem).startswith(f"{tmp_path / there / name}:1: this ")
    assert f"→ Write {tmp_path / lacks / name} with the same blocks, or delete" in str(problem)
