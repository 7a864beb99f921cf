"""The figures: complete in both languages, drawn from data, free of fixed colours, always the same."""

import re
import tomllib
from dataclasses import replace
from itertools import product
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from bs4 import BeautifulSoup
from diagrams import FIGURES, LANGUAGES
from diagrams.canvas import Canvas, number_text
from diagrams.example import gru_run, lstm_run, simple_run
from diagrams.figure import Rendered, render
from diagrams.labels import Labels, fill, table
from sphinx.testing.util import SphinxTestApp

DOCS = Path(__file__).parents[2] / "docs"
SVG = "{http://www.w3.org/2000/svg}"
CASES = [
    (name, language, dict(zip(figure.options, choice, strict=True)))
    for name, figure in sorted(FIGURES.items())
    for language in LANGUAGES
    for choice in product(*figure.options.values())
]
IDS = [f"{name}-{language}-{'-'.join(choice.values())}" for name, language, choice in CASES]
STYLE = (DOCS / "_static" / "diagrams.css").read_text(encoding="utf-8")


def drawn(name: str, language: str, choice: dict[str, str], prefix: str = "fig") -> list[Rendered]:
    return render(name, FIGURES[name], choice, Labels(language), prefix)


@pytest.mark.parametrize(("name", "language", "choice"), CASES, ids=IDS)
def test_svg(name: str, language: str, choice: dict[str, str]) -> None:
    panels = drawn(name, language, choice)
    assert [panel.svg for panel in drawn(name, language, choice)] == [panel.svg for panel in panels]
    ids: list[str] = []
    for panel in panels:
        root = ET.fromstring(panel.svg)
        assert root.get("role") == "img" and root.get("width") is None and root.get("height") is None
        title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None and description is not None
        assert root.get("aria-labelledby") == title.get("id") and title.text == panel.title
        assert root.get("aria-describedby") == description.get("id") and description.text == panel.description
        ids += [identifier for element in root.iter() if (identifier := element.get("id"))]
        texts = ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]
        assert all(texts), "a label is empty"
        assert not re.search(r"[{}\[\]]|nan|inf\b", " ".join([*texts, panel.title, panel.description]))
        hangul = re.search("[가-힣]", " ".join([*texts, panel.title, panel.description]))
        assert bool(hangul) == (language == "ko")
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"fig(-\d+)?-[A-Za-z0-9-]*[A-Za-z0-9]", identifier) for identifier in ids)


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_colours_only_come_from_the_style_sheet(name: str) -> None:
    classes = set()
    for panel in drawn(name, "en", {}):
        assert not re.search(r'(fill|stroke|color)=|#[0-9a-fA-F]{3,8}"|rgb\(', panel.svg)
        assert set(re.findall('style="([^:]*)', panel.svg)) == {"--dg-width"}
        classes |= {one for found in re.findall('class="([^"]*)"', panel.svg) for one in found.split()}
    styled = {one for one in classes if f".{one}" in STYLE}
    neutral = {one for one in classes if one.startswith("dg-form-")} | {"dg-part", "dg-number", "dg-value"}
    assert classes - styled <= neutral, "a class without a rule in diagrams.css"


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_text_is_readable_on_a_phone(name: str) -> None:
    for panel in drawn(name, "ko", {}):
        root = ET.fromstring(panel.svg)
        width = float(root.get("viewBox", "").split()[2])
        sizes = [float(element.get("font-size", "")) for element in root.iter(f"{SVG}text")]
        assert min(sizes) * min(1.0, 288 / width) >= 12, "under 12 px where a 320 px phone leaves 288 px"


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_edges_name_parts_that_exist(name: str) -> None:
    for panel in drawn(name, "en", {}):
        ids = set(re.findall(r'id="([^"]*)"', panel.svg))
        prefix = panel.svg.split('id="', 1)[1].split("-svg", 1)[0]
        for end in re.findall(r'data-(?:from|to)="([^"]*)"', panel.svg):
            assert f"{prefix}--{end}" in ids, f"an edge names {end}, which is not drawn"


def test_every_label_is_there_in_both_languages() -> None:
    labels = table()
    assert set(labels["figures"]) == set(FIGURES)
    entries = {**labels["words"]}
    for name, texts in labels["figures"].items():
        entries |= {f"{name} {key}": text for key, text in texts.items()}
        assert set(texts) == {"title", "description"}
    for key, entry in entries.items():
        assert set(entry) == set(LANGUAGES) and all(entry.values()), key
        fields = [set(re.findall(r"\{(\w+)\}", entry[language])) for language in LANGUAGES]
        assert fields[0] == fields[1], f"{key}: the languages use different fields"


def test_every_word_is_used() -> None:
    used = set()

    class Recording(Labels):
        def __getitem__(self, key: str) -> str:
            used.add(key)
            return super().__getitem__(key)

    for name, language, choice in CASES:
        render(name, FIGURES[name], choice, Recording(language), "fig")
    assert used == set(table()["words"])


def test_other_numbers_give_another_figure() -> None:
    figure = FIGURES["unrolled-rnn"]
    run = figure.data()
    other = replace(run, h=np.array([[0.0, 0], [0.25, -0.5], [0.125, 0.75]]), x=np.array([[9.5], [8.5]]))
    svg = figure.draw(other, Labels("en")).svg("unrolled-rnn", "fig", "title", "description")
    shown = re.findall(r'data-value="([^"]*)"[^>]*>([^<]*)<', svg)
    assert {value for value, _ in shown} == {"0.0", "0.25", "-0.5", "0.125", "0.75", "9.5", "8.5"}
    assert ("-0.5", "\u22120.5") in shown
    assert "0.7487" not in svg


def test_other_gates_give_another_cell() -> None:
    figure = FIGURES["lstm-cell"]
    step = replace(figure.data(), c_prev=-2.0, gate={"f": 0.5, "i": 0.25, "g": -1.0, "o": 1.0})
    numbers = shown(figure.draw(step, Labels("en")).svg("lstm-cell", "fig", "title", "description"))
    assert (numbers["kept"], numbers["written"], numbers["c"]) == (
        ["\u22121"],
        ["\u22120.25"],
        ["\u22121.25"],
    )
    assert numbers["h"] == numbers["tanh_c"] == ["\u22120.84828"]


def shown(svg: str) -> dict[str, list[str]]:
    """Read the numbers of a figure by their names."""
    found: dict[str, list[str]] = {}
    for element in ET.fromstring(svg).iter(f"{SVG}tspan"):
        if name := element.get("data-name"):
            found.setdefault(name, []).append(element.text or "")
    return found


@pytest.mark.parametrize(
    ("name", "choice", "numbers"),
    [
        ("rnn-cell", {}, {"from_x": ["0.97"], "from_h": ["0"], "z": ["0.97"], "h": ["0.7487"]}),
        ("lstm-cell", {}, {"a_i": ["0.97"], "a_f": ["1.97"], "i": ["0.72512"], "o": ["0.72512"]}),
        ("lstm-cell", {}, {"f": ["0.87761"], "g": ["0.7487"], "c": ["0.5429"], "h": ["0.35906"]}),
        ("lstm-cell", {"step": "4"}, {"c": ["1.57071"], "h": ["0.63031"]}),
        ("bidirectional-last", {}, {"output_forward": ["0.63031"] * 3, "output_backward": ["0.70387"] * 3}),
        ("bidirectional-sequence", {}, {"output_forward": ["0.35906", "0.55111", "0.59116", "0.63031"]}),
        ("bidirectional-sequence", {}, {"output_backward": ["0.70387", "0.58864", "0.39517", "0.21942"]}),
    ],
)
def test_numbers_of_the_running_example(
    name: str, choice: dict[str, str], numbers: dict[str, list[str]]
) -> None:
    found = shown(drawn(name, "ko", choice)[0].svg)
    assert {key: found[key] for key in numbers} == numbers


@pytest.mark.parametrize("step", ["1", "2", "3", "4"])
def test_cells_agree_with_the_package(step: str) -> None:
    """What the figures recompute from the gates is what the layers computed."""
    row = int(step) - 1
    for name, trace in (("lstm-cell", lstm_run().trace), ("gru-cell", gru_run().trace)):
        assert FIGURES[name].data(step=step).h == pytest.approx(trace["h"][row, 0], abs=1e-12)
    last = FIGURES["lstm-stages"].data(step=step, stage="4")
    assert last.c == pytest.approx(lstm_run().trace["c"][row, 0], abs=1e-12)
    assert FIGURES["lstm-stages"].data(step=step, stage="1").c == last.c_prev + last.gate["g"]
    assert FIGURES["rnn-cell"].data(step=step).h == pytest.approx(simple_run().h[row + 1, 0], abs=1e-12)


@pytest.mark.parametrize(
    ("value", "digits", "least", "text"),
    [
        (0.870, 5, 0, "0.87"),
        (1.0, 4, 1, "1.0"),
        (-0.5, 4, 0, "\u22120.5"),
        (-0.00001, 4, 0, "0"),
        (-0.00001, 4, 1, "0.0"),
        (100, 4, 0, "100"),
        (100, 0, 0, "100"),
    ],
)
def test_number_text(value: float, digits: int, least: int, text: str) -> None:
    assert number_text(value, digits, least) == text


def test_mistakes_in_a_drawing_are_told() -> None:
    canvas = Canvas(10)
    with canvas.part("h", t=1):
        pass
    with pytest.raises(ValueError, match="part 'h-1' is drawn twice"), canvas.part("h", t=1):
        pass
    with pytest.raises(ValueError, match=r"form must be one of bar, box, .*, got 'star'"):
        canvas.shape("star", 0, 0, 1, 1)
    with pytest.raises(ValueError, match="language must be one of ko, en, got 'fr'"):
        Labels("fr")
    with pytest.raises(KeyError, match=r"words / nothing / ko is not in labels\.toml"):
        Labels("ko")["nothing"]


PAGE = """# Page

See {{numref}}`fig-net` and {{numref}}`fig-stages`.

```{{diagram}} unrolled-rnn
:name: fig-net
The caption, with *emphasis*.
```

```{{diagram}} lstm-stages
:name: fig-stages
:alt: Told in one sentence.
Four stages.
```

```{{diagram}} gru-cell
No name.
```

{more}
"""


def build(folder: Path, more: str = "", builder: str = "html", language: str = "en") -> tuple[str, str]:
    """Build a page with diagrams; returns the page and what Sphinx warned about."""
    source = folder / "source"
    source.mkdir()
    source.joinpath("conf.py").write_text('extensions = ["myst_parser", "diagrams"]\nnumfig = True\n')
    source.joinpath("index.md").write_text(PAGE.format(more=more), encoding="utf-8")
    app = SphinxTestApp(builder, srcdir=source, builddir=folder / "out", confoverrides={"language": language})
    try:
        app.build()
        page = next(app.outdir.glob("index.*")).read_text(encoding="utf-8")
        return page, app.warning.getvalue()
    finally:
        app.cleanup()


def test_directive(tmp_path: Path) -> None:
    html, warnings = build(tmp_path, language="ko")
    assert warnings == ""
    page = BeautifulSoup(html, "html.parser")
    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    net, stages, unnamed = page.select("figure.diagram")
    assert net["id"] == "fig-net" and len(net.find_all("svg")) == 1
    assert net.select_one("svg > title").string == Labels("ko").title("unrolled-rnn")
    assert net.figcaption.em.string == "emphasis"
    assert len(stages.find_all("svg")) == 4
    assert {desc.string for desc in stages.find_all("desc")} == {"Told in one sentence."}
    assert unnamed["id"] == "diagram-0" and unnamed.svg["id"] == "diagram-0-svg"
    numbered = [link.get_text() for link in page.select("a.reference.internal span.std-numref")]
    assert [text.split()[-1] for text in numbered] == ["1", "2"]


def test_other_builders_get_the_text_alternative(tmp_path: Path) -> None:
    text, warnings = build(tmp_path, builder="text")
    words = " ".join(text.split())
    assert warnings == "" and "<svg" not in text
    assert render("unrolled-rnn", FIGURES["unrolled-rnn"], {}, Labels("en"), "x")[0].description in words
    assert words.count("Told in one sentence.") == 1


@pytest.mark.parametrize(
    ("head", "caption", "told"),
    [
        ("lstm-sell", "Caption.", "no diagram 'lstm-sell'. The diagrams are: bidirectional-last, "),
        ("lstm-cell\n:step: 5", "Caption.", "option step must be one of 1, 2, 3, 4, got '5'"),
        (
            "unrolled-rnn\n:stage: 2",
            "Caption.",
            "option stage does not exist here. Its options are: name, alt.",
        ),
        ("rolled-rnn\n:colour: red", "Caption.", "Unknown option key: 'colour' (allowed: ['alt', 'name', "),
        ("rolled-rnn", "", "diagram 'rolled-rnn' has no caption"),
    ],
)
def test_mistakes_are_warned_about_with_their_place(
    tmp_path: Path, head: str, caption: str, told: str
) -> None:
    _, warnings = build(tmp_path, f"```{{diagram}} {head}\n{caption}\n```\n")
    assert told in warnings
    assert re.search(r"index\.md:2[01]: ", warnings)


@pytest.mark.parametrize(
    ("digit", "subject", "direction"),
    [
        (0, "이", "으로"),
        (1, "이", "로"),
        (3, "이", "으로"),
        (6, "이", "으로"),
        (7, "이", "로"),
        (8, "이", "로"),
    ]
    + [(vowel, "가", "로") for vowel in (2, 4, 5, 9)],
)
def test_particles_follow_the_digit(digit: int, subject: str, direction: str) -> None:
    assert fill("{n}[이/가] {n}[으로/로]", {"n": digit}) == f"{digit}{subject} {digit}{direction}"


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--dg-([a-z-]+): (#[0-9a-f]{6})", block))


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("selector", [".dg {", 'html[data-theme="dark"] .dg {'], ids=["light", "dark"])
def test_contrast(selector: str) -> None:
    colours = _colours(STYLE.split(f"\n{selector}", 1)[1].split("}", 1)[0])
    grounds = [colours["paper"], colours["tint"]]
    tints = [value for name, value in colours.items() if name.endswith("-tint")]
    for ground in [*grounds, *tints]:
        assert _contrast(colours["ink"], ground) >= 7
    for ground in grounds:
        assert _contrast(colours["muted"], ground) >= 4.5
        for name, value in colours.items():
            if name.endswith("line"):
                assert _contrast(value, ground) >= (3 if name == "line" else 4.5), f"{name} on {ground}"


def test_labels_use_the_terms_of_the_book() -> None:
    terms = tomllib.loads((DOCS / "terms.toml").read_text(encoding="utf-8"))
    sections = table()
    entries = [*sections["words"].values()]
    entries += [text for texts in sections["figures"].values() for text in texts.values()]
    for language in LANGUAGES:
        refused = [word for term in terms.values() for word in term.get("avoid", {}).get(language, [])]
        for entry, word in product(entries, refused):
            whole = rf"\b{re.escape(word)}\b" if language == "en" else re.escape(word)
            assert not re.search(whole, entry[language], re.I), f"{word!r} in {entry[language]!r}"
