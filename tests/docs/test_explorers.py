"""The explorers as the build writes them: complete in both languages, silent where nothing can move."""

import json
import re
import tomllib
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from diagrams import FIGURES, LANGUAGES
from diagrams.figure import render
from diagrams.labels import Labels
from explorers import EXPLORERS
from explorers.controls import Choice, Readout, Slider
from explorers.explorer import after, look_up, table
from sphinx.testing.util import SphinxTestApp

DOCS = Path(__file__).parents[2] / "docs"
SCRIPTS = DOCS / "_static" / "explorers"
CASES = sorted(product(EXPLORERS, LANGUAGES))
PAGE = """# Page

```{{{directive}}} {name}
:name: fig-net
The caption.
```
"""


def leaves(entry: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], dict[str, str]]:
    """List the words of a table by their place."""
    if set(entry) == set(LANGUAGES) and all(isinstance(text, str) for text in entry.values()):
        return {path: entry}
    inner = [leaves(part, (*path, key)) for key, part in entry.items()]
    return {place: texts for found in inner for place, texts in found.items()}


def build(folder: Path, directive: str, name: str, builder: str = "html") -> tuple[str, str]:
    """Build a page with one figure; returns the page and what Sphinx warned about."""
    source = folder / "source"
    source.mkdir()
    source.joinpath("conf.py").write_text('extensions = ["myst_parser", "diagrams", "explorers"]\n')
    source.joinpath("index.md").write_text(PAGE.format(directive=directive, name=name), encoding="utf-8")
    app = SphinxTestApp(builder, srcdir=source, builddir=folder / "out", confoverrides={"language": "en"})
    try:
        app.build()
        return next(app.outdir.glob("index.*")).read_text(encoding="utf-8"), app.warning.getvalue()
    finally:
        app.cleanup()


@pytest.mark.parametrize(("name", "language"), CASES)
def test_what_the_build_writes(name: str, language: str) -> None:
    explorer = EXPLORERS[name]
    html = after(name, explorer, "fig", language)
    assert html == after(name, explorer, "fig", language)
    page = BeautifulSoup(f"<rnn-{name}><div>{html}", "html.parser")
    found = {element["data-control"] for element in page.select("[data-control]")}
    assert found <= {control.name for control in explorer.controls}
    labelled = {label["for"] for label in page.select("label[for]")}
    for field in page.select("select, input[type=range], input[type=text]"):
        assert field["id"] in labelled, f"{field['id']} has no label"
    for group in page.select("[role=radiogroup]"):
        assert page.find(id=group["aria-labelledby"]).get_text() and len(group.select("[checked]")) == 1
    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids)) and all(one.startswith("fig-") for one in ids)
    assert page.select("[style], [onclick]") == []
    data = json.loads(page.script.string)
    assert set(data) == {"data", "words", "language"} and data["language"] == language
    assert "<" not in page.script.string


def test_every_word_is_there_in_both_languages_and_used() -> None:
    words = leaves(table())
    assert {place[0] for place in words} == {"common", *EXPLORERS}
    for place, entry in words.items():
        assert set(entry) == set(LANGUAGES) and all(entry.values()), place
        fields = [set(re.findall(r"\{(\w+)\}", entry[language])) for language in LANGUAGES]
        assert fields[0] == fields[1], f"{place}: the languages use different fields"
    for place in words:
        if place[0] == "common":
            assert f'"{place[1]}"' in (DOCS / "_ext" / "explorers" / "explorer.py").read_text(
                encoding="utf-8"
            )
        elif place[1] == "controls":
            control = {one.name: one for one in EXPLORERS[place[0]].controls}[place[2]]
            offered = {*getattr(control, "values", ()), *getattr(control, "actions", ())}
            alone = {"label", "hint"} if isinstance(control, Readout) else {"label"}
            assert place[3] in alone or place[4] in offered, f"{place} is not used"
        elif place[1] == "words":
            script = (SCRIPTS / f"{place[0]}.js").read_text(encoding="utf-8")
            stem = place[2].split("-")[0]
            assert re.search(rf"\b{stem}\b", script), f"{place} is not used"


def test_words_use_the_terms_of_the_book() -> None:
    terms = tomllib.loads((DOCS / "terms.toml").read_text(encoding="utf-8"))
    for language in LANGUAGES:
        refused = [word for term in terms.values() for word in term.get("avoid", {}).get(language, [])]
        for (place, entry), word in product(leaves(table()).items(), refused):
            whole = rf"\b{re.escape(word)}\b" if language == "en" else re.escape(word)
            assert not re.search(whole, entry[language], re.I), f"{word!r} in {place}"


@pytest.mark.parametrize("name", sorted(EXPLORERS))
def test_every_explorer_has_its_figure_and_script(name: str) -> None:
    explorer = EXPLORERS[name]
    assert set(explorer.options) <= set(FIGURES[explorer.diagram].options)
    script = (SCRIPTS / f"{name}.js").read_text(encoding="utf-8")
    assert f'RnnGuide.define("{name}"' in script
    assert not re.search(r"\beval\b|innerHTML|setAttribute\(\"style\"|new Function", script)


def test_directive(tmp_path: Path) -> None:
    html, warnings = build(tmp_path, "explorer", "unrolled-rnn")
    assert warnings == ""
    page = BeautifulSoup(html, "html.parser")
    element = page.select_one("figure#fig-net > rnn-unrolled-rnn")
    assert element is not None and len(element.select("svg[data-diagram=unrolled-rnn]")) == 1
    scripts = [Path(script["src"].split("?")[0]) for script in page.select("script[src*=explorers]")]
    assert [script.stem for script in scripts] == ["cells", "base", "unrolled-rnn"]
    assert all("defer" in script.attrs for script in page.select("script[src*=explorers]"))


def test_no_scripts_without_an_explorer(tmp_path: Path) -> None:
    html, warnings = build(tmp_path, "diagram", "unrolled-rnn")
    assert warnings == "" and "explorers" not in html


def test_other_builders_get_the_figure_alone(tmp_path: Path) -> None:
    text, warnings = build(tmp_path, "explorer", "unrolled-rnn", builder="text")
    assert warnings == "" and "The caption." in text
    figure = FIGURES["unrolled-rnn"]
    assert render("unrolled-rnn", figure, {}, Labels("en"), "x")[0].description in " ".join(text.split())
    assert "Words read" not in text and "{" not in text


def test_mistakes_are_told(tmp_path: Path) -> None:
    _, warnings = build(tmp_path, "explorer", "lstm-sell")
    assert "there is no explorer 'lstm-sell'. The explorers are: bidirectional, " in warnings
    with pytest.raises(KeyError, match=r"nothing\.label\.ko is not in docs/_ext/explorers/labels\.toml"):
        look_up("ko", "nothing", "label")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_model_of_the_page_is_chosen_before_its_script_runs(language: str) -> None:
    """Else a reader who is on the chosen button sees another one chosen when the model comes."""
    soup = BeautifulSoup(after("language-model", EXPLORERS["language-model"], "x", language), "html.parser")
    assert [button["value"] for button in soup.select("input[type=radio][checked]")] == [language]


def test_controls_escape_their_words() -> None:
    for control in (Slider("a", 0, 1, 0), Choice("a", ("<b>",))):
        assert "<b>" not in control.html("x", lambda *path: "<b>")
