"""The notebooks to download: what a page becomes, and that they run where only the wheel is installed."""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import nbformat
import pytest
from editions import HAS_ADDRESS, SITE_URL
from markdown_it import MarkdownIt
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from nbclient import NotebookClient
from node_tools import node_modules
from packaging.requirements import Requirement

from ..built_site import LANGUAGES, ROOT, SITE

BUILD = Path(os.environ.get("RNN_GUIDE_BUILD", ROOT / "_build")).resolve()
URL = "https://book.example/"

HEAD = """---
file_format: mystnb
kernelspec:
  name: python3
  display_name: Python 3
myst:
  html_meta:
    description: A page.
---

"""

INDEX = """(index)=
# {start}

```{{toctree}}
chapter/sample
```
"""

SAMPLE = r"""(sample)=
# {title} `SimpleRNN`

```{{code-cell}} python
:tags: [remove-cell]
from myst_nb import glue
```

[other]{{lang=en}} **{bold}**(RNN), 1~3, $5, `a|b` and {{math}}`x`, <https://keras.io/a_b>.
{{ref}}`sample-math`, {{numref}}`fig-plot`, {{numref}}`tab-units`, {{doc}}`/index`, {{eq}}`eq-h`.

(sample-math)=
## {mathematics}

$$
h_t = \tanh(W x_t
  + U h_{{t-1}})
$$ (eq-h)

\begin{{align*}}
a &= b \\
c &= d
\end{{align*}}

```{{code-cell}} python
import matplotlib.pyplot as plt

from rnn_guide.datasets import train_X

figure, axes = plt.subplots()
axes.plot([1, 2])
value = 2 / 3
assert train_X.shape == (4, 5)


def layer():
    import keras

    return keras.layers.SimpleRNN(3)
```

```{{code-cell}} python
:tags: [remove-cell]
glue("plot", figure, display=False)
glue("value", value)
plt.close(figure)
```

{value} {{glue:text}}`value:.3f`.

```{{glue:figure}} plot
:name: fig-plot
:alt: {bold}
{caption} $x$.
```

:::{{note}}
{{ref}}`sample`

$$
a
= b
$$

- x
- y
:::

:::{{dropdown}} {more} $x$
{hidden}

```python
print("shown")
```
:::

1. one
2. two

   more

:::{{table}} {caption}
:name: tab-units

| a | b |
|---|--:|
| $\|x\|$ | `a\|b` |
:::

{bold}
: {value}

![{bold}](line.svg)

{{download}}`numbers.csv`

(sample-exercises)=
### {exercises}

```{{code-cell}} python
:tags: [hide-input, raises-exception]
raise ValueError("meant")
```
"""

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 9L9 0"/></svg>'

WORDS = {
    "en": {
        "start": "Start",
        "title": "About",
        "bold": "cell",
        "mathematics": "Mathematics & more",
        "value": "The value is",
        "caption": "A line.",
        "more": "More",
        "hidden": "Hidden.",
        "exercises": "Exercises",
        "figure": "Fig. 1",
        "see": "See the figure on the page",
        "table": "Table 1",
        "note": "Note",
        "button": "Download notebook",
    },
    "ko": {
        "start": "처음",
        "title": "무엇인가:",
        "bold": "셀",
        "mathematics": "식 더 보기",
        "value": "값은 다음과 같습니다.",
        "caption": "선 하나입니다.",
        "more": "더 보기",
        "hidden": "숨은 글입니다.",
        "exercises": "연습 문제",
        "figure": "그림 1",
        "see": "페이지에서 그림 보기",
        "table": "표 1",
        "note": "참고",
        "button": "노트북 내려받기",
    },
}

# What the sample must have become; `{page}` is the page's address.
EXPECTED = [
    "# {title} `SimpleRNN`\n\n",
    r"other **{bold}**(RNN), 1\~3, \$5, `a|b` and $x$, <https://keras.io/a_b>.",
    "[{mathematics}]({page}#sample-math), [{figure}]({page}#fig-plot), [{table}]({page}#tab-units), "
    "[{start}](https://book.example/{language}/index.html), [(1)]({page}#equation-eq-h).",
    "## {mathematics}\n\n$$\nh_t = \\tanh(W x_t\n  + U h_{{t-1}}) \\tag{{1}}\n$$\n\n"
    "\\begin{{align*}}\na &= b \\\\\nc &= d\n\\end{{align*}}",
    "{value} 0.667.\n\n> **{figure}** {caption} $x$.\n>\n> [{see}]({page}#fig-plot)",
    "> **{note}**\n>\n> [{title} SimpleRNN]({page}#sample)\n>\n> $$ a = b $$\n>\n> - x\n> - y",
    '> **{more} $x$**\n>\n> {hidden}\n>\n> ```python\n> print("shown")\n> ```',
    "1. one\n\n2. two\n\n   more",
    "**{table}** {caption}\n\n| a | b |\n| --- | --: |\n| $\\vert x\\vert $ | `a\\|b` |",
    "- **{bold}**\n\n  {value}",
    "![{bold}](https://book.example/{language}/_images/line.svg)",
    "(https://book.example/{language}/_downloads/",
    "### {exercises}",
]


def build(folder: Path, language: str, *options: str, url: str = URL) -> "subprocess.Popen[str]":
    """Start a Sphinx build of a folder with the book's own configuration."""
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "sphinx", "--builder", "html", "--quiet", "--keep-going"),
            *("--conf-dir", str(ROOT / "docs"), "--define", f"language={language}", *options),
            *("--doctree-dir", str(folder / "doctrees"), str(folder / "source"), str(folder / "html")),
        ],
        env={**os.environ, "RNN_GUIDE_BUILD": str(folder / "build"), "RNN_GUIDE_URL": url},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def prepare(folder: Path, pages: dict[str, str]) -> None:
    """Write pages, and share the npm packages of the real build."""
    for name, text in pages.items():
        page = folder / "source" / f"{name}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8")
    (folder / "build").mkdir()
    (folder / "build" / "node").symlink_to(node_modules().parent, target_is_directory=True)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The HTML of the sample in both languages."""
    folder, running = tmp_path_factory.mktemp("samples"), {}
    for language in LANGUAGES:
        words = WORDS[language]
        pages = {"index": INDEX.format(**words), "chapter/sample": HEAD + SAMPLE.format(**words)}
        prepare(folder / language, pages)
        (folder / language / "source" / "chapter" / "line.svg").write_text(SVG)
        (folder / language / "source" / "chapter" / "numbers.csv").write_text("1,2\n")
        running[language] = build(folder / language, language, "--fail-on-warning", "--nitpicky")
    for process in running.values():
        output, _ = process.communicate()
        assert process.returncode == 0, output
    return {language: folder / language / "html" for language in LANGUAGES}


def load(path: Path) -> dict[str, Any]:
    """Read a notebook; check that it is one, and that nothing has run in it."""
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    nbformat.validate(nbformat.from_dict(notebook))  # type: ignore[no-untyped-call]
    assert all(not cell["outputs"] for cell in notebook["cells"] if cell["cell_type"] == "code")
    return notebook


def sources(notebook: dict[str, Any], kind: str) -> list[str]:
    return [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == kind]


def left_over(markdown: str) -> list[str]:
    """Return what a reader would see as bare markup: of MyST, or of Markdown that did not work."""
    parser = MarkdownIt("gfm-like", {"linkify": False}).use(dollarmath_plugin).use(amsmath_plugin)
    found = []
    for token in parser.parse(markdown):
        for child in token.children or []:
            if child.type == "text":
                found += re.findall(r"\*\*.*|:::.*|^\([\w-]+\)=|\{[\w:]+\}$", child.content)
            elif child.type == "link_open" and not str(child.attrs["href"]).startswith(("https:", "mailto:")):
                found.append(f"a link without an address: {child.attrs['href']}")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_becomes_plain_markdown(samples: dict[str, Path], language: str) -> None:
    notebook = load(samples[language] / "notebooks" / "chapter" / "sample.ipynb")
    text = "\n\n".join(sources(notebook, "markdown"))
    known = {**WORDS[language], "page": f"{URL}{language}/chapter/sample.html", "language": language}
    for expected in EXPECTED:
        assert expected.format(**known) in text, f"not in the notebook: {expected.format(**known)}\n\n{text}"
    assert left_over(text) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_offers_its_notebook(samples: dict[str, Path], language: str) -> None:
    page = (samples[language] / "chapter" / "sample.html").read_text(encoding="utf-8")
    links = re.findall(r"<a [^>]*\.ipynb[^>]*>", page)
    assert len(links) == 1
    assert 'href="../notebooks/chapter/sample.ipynb"' in links[0]
    assert " download " in links[0]
    assert f'aria-label="{WORDS[language]["button"]}"' in links[0]
    assert not (samples[language] / "notebooks" / "index.ipynb").exists(), (
        "a page without code has no notebook"
    )
    assert ".ipynb" not in (samples[language] / "index.html").read_text(encoding="utf-8")


def test_both_languages_have_the_same_code_and_the_same_cells(samples: dict[str, Path]) -> None:
    ko, en = (load(samples[name] / "notebooks" / "chapter" / "sample.ipynb") for name in LANGUAGES)
    assert sources(ko, "code") == sources(en, "code")
    assert [cell["id"] for cell in ko["cells"]] == [cell["id"] for cell in en["cells"]]
    assert [cell["id"] for cell in ko["cells"] if cell["cell_type"] == "code"] == [
        "install-1",
        "sample-math-2",
        "sample-exercises-2",
    ]
    assert not any("glue" in source for source in sources(ko, "code"))
    assert ko["cells"][-1]["metadata"] == {"jupyter": {"source_hidden": True}, "tags": ["raises-exception"]}


def test_the_first_code_cell_installs_what_the_page_imports(samples: dict[str, Path]) -> None:
    notebook = load(samples["en"] / "notebooks" / "chapter" / "sample.ipynb")
    command = sources(notebook, "code")[0]
    assert command.startswith("%pip install -q ")
    needed = {Requirement(text) for text in re.findall(r'"([^"]+)"', command)}
    assert {requirement.name for requirement in needed} == {"keras", "matplotlib", "rnn_guide", "tensorflow"}
    pinned = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    for requirement in needed:
        if requirement.name == "rnn_guide":
            assert requirement.url == f"{URL}downloads/rnn_guide-0.1.0-py3-none-any.whl"
        else:
            assert any(line.startswith(f"{requirement.name}{requirement.specifier}") for line in pinned)


USES = {"package": "from rnn_guide.layers import LSTM", "keras": "import keras"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_an_address_the_reader_is_told_how_to_install_the_package(
    language: str, tmp_path: Path
) -> None:
    """There is nowhere to install it from: a cell that tried would fail."""
    pages = {"index": "# Start\n\n```{toctree}\n:glob:\n*\n```\n"}
    for name, code in USES.items():
        pages[name] = f"{HEAD}# Page\n\n```{{code-cell}} python\n{code}\n```\n"
    prepare(tmp_path, pages)
    process = build(tmp_path, language, "--define", "nb_execution_mode=off", url="")
    output, _ = process.communicate()
    assert process.returncode == 0, output
    package, keras = (load(tmp_path / "html" / "notebooks" / f"{name}.ipynb") for name in USES)
    install = sources(package, "code")[0]
    assert "numpy==" in install, "the book's version of what the package needs"
    assert "rnn_guide" not in install and "example" not in install
    told = sources(package, "markdown")[0]
    assert "`python -m pip install .`" in told
    assert "`%pip install rnn_guide-0.1.0-py3-none-any.whl`" in told
    assert "pip" not in sources(keras, "markdown")[0], "a page that does not use the package needs none"


HIDDEN = """```{code-cell} python
:tags: [remove-cell]
hidden = 1
```

```{code-cell} python
print(hidden)
```"""
FAULTS = {
    r"\{ref}`nowhere`": "MyST is left over in the page's notebook: '{ref}`'",
    "<marquee>x</marquee>": "the page's notebook cannot show raw HTML: '<marquee>'",
    "```{code-cell} python\nimport pandas\n```": "a cell imports 'pandas', which a reader of the notebook",
    "```{code-cell} python\nfrom myst_nb import glue\n```": "a cell imports 'myst_nb'",
    HIDDEN: "the page's notebook uses hidden, which no cell that it keeps defines",
}


def test_what_cannot_stand_in_a_notebook_is_named_with_its_place(tmp_path: Path) -> None:
    """One page for each fault; the message names it, and the line where the fault has one."""
    pages = {"index": "# Start\n\n```{toctree}\n:glob:\npage*\n```\n"}
    code = "```{code-cell} python\nprint(1)\n```\n"
    for number, fault in enumerate(FAULTS):
        pages[f"page{number}"] = f"{HEAD}# Page\n\n{fault}\n\n{code}"
    prepare(tmp_path, pages)
    output, _ = build(tmp_path, "en", "--define", "nb_execution_mode=off").communicate()
    for number, (fault, message) in enumerate(FAULTS.items()):
        line = HEAD.count("\n") + (1 if fault.startswith("```") else 3)
        assert f"page{number}.md:{line}: WARNING: {message}" in output, output


# --- the notebooks of the book -----------------------------------------------------------------------------
def site_notebooks() -> list[Path]:
    return sorted(SITE.glob("*/notebooks/**/*.ipynb"))


@pytest.mark.site
def test_every_page_with_code_has_its_notebook() -> None:
    assert SITE.exists(), f"{SITE} is missing: run python -m nox -s docs"
    offered = set()
    for page in SITE.glob("*/**/*.html"):
        for link in re.findall(r'href="([^"]*\.ipynb)"', page.read_text(encoding="utf-8")):
            offered.add((page.parent / unquote(link)).resolve())
    assert offered == {path.resolve() for path in site_notebooks()}
    assert offered, f"no page of {SITE} has a notebook: run python -m nox -s docs"


@pytest.mark.site
def test_no_notebook_has_anything_but_plain_markdown() -> None:
    found = {}
    for path in site_notebooks():
        notebook = load(path)
        if rest := [words for text in sources(notebook, "markdown") for words in left_over(text)]:
            found[str(path.relative_to(SITE))] = rest
    assert not found


def run(path: Path, folder: Path) -> None:
    """Run a notebook in a fresh kernel that finds the package in the site's wheel, as once installed."""
    wheel = next((SITE / "downloads").glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    for text in (ROOT / "rnn_guide").rglob("*.txt"):  # the texts that language models learn from
        assert (folder / text.relative_to(ROOT)).read_bytes() == text.read_bytes()
    notebook = nbformat.from_dict(load(path))
    installs = [cell for cell in notebook.cells if "install" in cell.metadata.get("tags", [])]
    notebook.cells = [cell for cell in notebook.cells if cell not in installs]
    if any("rnn_guide" in cell.source for cell in notebook.cells if cell.cell_type == "code"):
        # from the site, or where nobody has said where that is, by the reader
        place = f"rnn_guide @ {SITE_URL}downloads/" if HAS_ADDRESS else "%pip install "
        told = installs if HAS_ADDRESS else notebook.cells[:1]
        named = any(place + wheel.name in cell.source for cell in told)
        assert named, f"the notebook does not install {place}{wheel.name}, nor tell of it"
    check = f"import rnn_guide\nassert rnn_guide.__file__.startswith({str(folder)!r}), rnn_guide.__file__"
    notebook.cells.append(nbformat.v4.new_code_cell(check))  # type: ignore[no-untyped-call]
    settings = {"PYTHONPATH": str(folder), "TF_CPP_MIN_LOG_LEVEL": "1", "TF_ENABLE_ONEDNN_OPTS": "0"}
    client = NotebookClient(notebook, timeout=300, kernel_name="python3")
    client.execute(cwd=str(folder), env={**os.environ, **settings})


@pytest.mark.site
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notebook_runs_from_top_to_bottom(language: str, tmp_path: Path) -> None:
    run(SITE / language / "notebooks" / "basics" / "simple-rnn.ipynb", tmp_path)


@pytest.mark.audit
@pytest.mark.parametrize("path", site_notebooks(), ids=lambda path: path.relative_to(SITE).as_posix())
def test_every_notebook_runs_from_top_to_bottom(path: Path, tmp_path: Path) -> None:
    """In both languages: their code is equal, but each is a file of its own, which a reader opens alone."""
    run(path, tmp_path)
