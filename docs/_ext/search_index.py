"""What the search knows of the book: the text of every section, and the terms in both languages.

Each page leaves its sections in a small file when it is written: an edit costs one page. `index` joins the
files into one script for the site: a script, unlike data, also loads from disk (`file://`).
"""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

FOLDER = "_search"
# A cell's output can be a table of thousands of numbers; an error's name stands at its beginning or its end.
OUTPUT_ENDS = 300
# Everyday words of which a reader types one and the book uses another.
SYNONYMS = (
    ("오류", "에러", "error", "exception"),
    ("예제", "example"),
    ("연습", "연습 문제", "exercise"),
    ("풀이", "정답", "solution"),
    ("모양", "형상", "shape"),
    ("코드", "code"),
    ("설치", "install"),
    ("예측", "forecast", "prediction"),
    ("케라스", "Keras"),
    ("넘파이", "NumPy"),
    ("텐서플로", "텐서플로우", "TensorFlow"),
    ("파이토치", "PyTorch"),
    ("파이썬", "Python"),
)

# Names from code, and words that say half of a term: the section that explains each.
EXPLAINED = {
    "applications-classification": (
        *("감성 분석", "감정 분석", "문장 분류", "텍스트 분류"),
        *("sentiment analysis", "sentence classification", "text classification"),
    ),
    "applications-forecasting": ("시계열 예측", "time series forecast", "time series prediction"),
    "applications-generation": ("글 만들기", "문장 생성", "텍스트 생성", "text generation", "generate text"),
    "basics-simple-rnn": ("SimpleRNN",),
    "bidirectional-merge": ("merge_mode",),
    "gru-reset-after": ("reset_after",),
    "how-to-read": ("읽는 법", "how to read"),
    "keras-bidirectional": ("Bidirectional", "양방향"),
    "keras-outputs": ("return_sequences", "return_state"),
    "keras2-to-keras3-batch-shape": ("batch_input_shape", "batch_shape"),
    "keras2-to-keras3-input-length": ("input_length", "input_dim"),
    "keras2-to-keras3-reset-states": ("reset_states",),
    "keras2-to-keras3-time-major": ("time_major",),
    "keras2-to-keras3-tokenizer": ("Tokenizer", "TextVectorization"),
    "lstm-forget-bias": ("unit_forget_bias",),
    "masking-sources": ("Masking", "mask_zero"),
    "masking-stateful": ("reset_state",),
    "outputs-initial-state": ("initial_state",),
    "parameters-input": ("input_shape", "None"),
    "reference-cheatsheet": ("치트 시트", "cheat sheet", "cheatsheet"),
    "reference-snippets": ("코드 조각", "code snippet"),
    "simple-rnn-equations": ("가중치 공유", "weight sharing", "sharing weights", "shared weights"),
    "simple-rnn-idea": ("상태", "은닉", "state"),
}
# Where a term is explained that has no section of its own.
GLOSSARY = "reference-glossary"


def compact(data: Any) -> str:
    """Write data as short as JSON can be."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def plain_math(tex: str) -> str:
    r"""Write inline math as a reader would type it: `\tanh(W_h h)` becomes `tanh(W_h h)`."""
    bare = re.sub(r"\\(mathrm|mathbf|operatorname|text|left|right)\b", "", tex)
    return bare.translate(str.maketrans("", "", "\\{}$"))


class Reader:
    """Collects the words of one section, the code apart from the prose."""

    def __init__(self) -> None:
        self.prose: list[str] = []
        self.code: list[str] = []

    def read(self, node: nodes.Node) -> None:
        """Take in a node of the section; nested sections are read on their own."""
        if isinstance(node, nodes.literal_block):
            text = node.astext()
            inside_output = "cell_output" in _classes_above(node)
            self.code.append(f"{text[:OUTPUT_ENDS]} {text[-OUTPUT_ENDS:]}" if inside_output else text)
        elif isinstance(node, nodes.math):
            self.prose.append(plain_math(node.astext()))
        elif isinstance(node, nodes.Text):
            self.prose.append(str(node))
        elif not isinstance(
            node,
            nodes.section | nodes.title | nodes.math_block | nodes.raw | nodes.comment | nodes.Invisible
            | addnodes.toctree | addnodes.index,
        ):  # fmt: skip
            for child in node.children:
                self.read(child)
            if not isinstance(node, nodes.Inline):
                self.prose.append(" ")

    def texts(self) -> tuple[str, str]:
        """Return the prose and the code, each on one line."""
        return " ".join("".join(self.prose).split()), " ".join(" ".join(self.code).split())


def _classes_above(node: nodes.Element) -> set[str]:
    found: set[str] = set()
    parent: nodes.Element | None = node.parent
    while parent is not None:
        found.update(parent.get("classes", ()))
        parent = parent.parent
    return found


def sections(doctree: nodes.document) -> list[dict[str, Any]]:
    """List a page's sections in order: their anchors, title, prose and code."""
    found = []
    for section in doctree.findall(nodes.section):
        reader = Reader()
        for child in section.children:
            if not isinstance(child, nodes.title):
                reader.read(child)
        title = next((child.astext() for child in section.children if isinstance(child, nodes.title)), "")
        prose, code = reader.texts()
        found.append({"ids": list(section["ids"]), "title": title, "prose": prose, "code": code})
    return found


def leave_page(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Write a page's part of the index beside the page."""
    if doctree is None:
        return
    file = Path(app.outdir, FOLDER, f"{page}.json")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(compact(sections(doctree)), encoding="utf-8")


def concepts(terms_file: str) -> str:
    """List what has several names: every term, refused names too, and the section that explains it.

    Args:
        terms_file: What `terms.toml` says.
    """
    found = []
    for term in tomllib.loads(terms_file).values():
        avoid = term.get("avoid", {})
        names = [term["ko"], term["en"], term.get("abbr", ""), *avoid.get("ko", ()), *avoid.get("en", ())]
        found.append({"names": [name for name in names if name], "label": term.get("label", GLOSSARY)})
    code = [{"names": list(names), "label": label} for label, names in EXPLAINED.items()]
    return compact([*found, *code, *({"names": list(names), "label": ""} for names in SYNONYMS)])


def index(html: Path, pages: list[str], concepts: str) -> str:
    """Join the parts of one language's pages into the script that its search page loads.

    Args:
        html: The language's HTML as Sphinx made it.
        pages: The names of the pages that are published.
        concepts: What `concepts` made of the terms of the book.
    """
    parts = {page: Path(html, FOLDER, f"{page}.json").read_text(encoding="utf-8") for page in pages}
    found = [
        f'{{"url":{compact(f"{page}.html")},"sections":{part}}}'
        for page, part in parts.items()
        if part != "[]"
    ]
    return f'window.rnnGuideIndex = {{"pages":[{",".join(found)}],"concepts":{concepts}}};\n'


def setup(app: Sphinx) -> dict[str, bool]:
    """Read every page when it is written."""
    app.connect("html-page-context", leave_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
