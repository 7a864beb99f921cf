"""Explorers as a reader sees them: words are whole in every state, figure and controls in sight together."""

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Locator

from ..built_site import LANGUAGES
from .explorers import CASES
from .test_diagrams import FIND_FAULTS
from .test_explorers import data_of, explorers, open_page

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

SAMPLES = 24
PHONE = {"width": 390, "height": 664}  # what the bars of a browser leave of 844 px

# Sets each state and returns the faults of the figure's words in it.
FAULTS = """async ([name, states]) => {
  const element = document.querySelector(`rnn-${name}`), found = [], look = FIND_FAULTS;
  for (const figure of document.querySelectorAll("figure.diagram"))
    if (!figure.contains(element)) figure.remove();
  for (const state of states) {
    element.set(state);
    await element.ready;
    const faults = look();
    for (const panel of element.querySelectorAll(".rg-code"))
      if (panel.scrollHeight > panel.clientHeight + 1) faults.push(`${panel.dataset.panel} must be scrolled`);
    found.push(...faults.map((fault) => `${JSON.stringify(state)}: ${fault}`));
  }
  return found;
}""".replace("FIND_FAULTS", f"({FIND_FAULTS.strip()})")

# What is wider than its place: labels, buttons, the widest entry of a list, the whole.
CLIPPED = """(element) => {
  const found = [], paper = document.createElement("canvas").getContext("2d");
  const edge = element.getBoundingClientRect().right + 1;
  const parts = "label, button, output, .rg-label, .rg-name, .rg-choice span, .rg-panel";
  for (const part of element.querySelectorAll(parts)) {
    if (!part.offsetWidth) continue;
    const words = part.textContent.trim().slice(0, 60);
    const inline = getComputedStyle(part).display === "inline";
    if (part.scrollWidth > part.clientWidth + 1 && !inline) found.push(`cut: ${words}`);
    if (part.getBoundingClientRect().right > edge) found.push(`beyond the figure: ${words}`);
  }
  for (const list of element.querySelectorAll("select[data-control]")) {
    const style = getComputedStyle(list), room = list.clientWidth - parseFloat(style.paddingLeft) * 2 - 16;
    paper.font = `${style.fontSize} ${style.fontFamily}`;
    for (const { text } of list.options)
      if (paper.measureText(text).width > room) found.push(`cut in its list: ${text}`);
  }
  return found;
}"""

# Scrolls no further than a browser does for the focus, and tells what then is out of sight or covered.
OUT_OF_SIGHT = """(element) => {
  const bar = document.querySelector(".bd-header-article").getBoundingClientRect().height - 1, found = [];
  element.scrollIntoView();
  for (const control of element.querySelectorAll(".rg-side :is([data-control], button, select, .rg-work)")) {
    control.scrollIntoView({ block: "nearest", behavior: "instant" });
    const figure = element.svg.getBoundingClientRect();
    const { left, top, width, height } = control.getBoundingClientRect();
    const name = control.dataset.control || control.textContent.trim().slice(0, 30);
    if (figure.top < bar || figure.bottom > innerHeight) found.push(`the figure, at ${name}`);
    const there = document.elementFromPoint(left + width / 2, Math.min(top + height / 2, innerHeight - 4));
    if (!there || !control.parentElement.contains(there)) found.push(`${name}, covered`);
  }
  return found;
}"""


def ready(page_of: Browser, site: "Path", explorer: str, language: str, size: dict[str, int]) -> Locator:
    context = page_of.new_context(viewport=size, reduced_motion="reduce")  # type: ignore[arg-type]
    return open_page(context.new_page(), site, explorer, language)


@explorers
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_words_stand_clear_in_every_state(
    browser: Browser, site: "Path", explorer: str, language: str, width: int
) -> None:
    element = ready(browser, site, explorer, language, {"width": width, "height": 900})
    states = CASES[explorer].states(data_of(element))
    some = states[:: max(1, len(states) // SAMPLES)]
    faults = element.page.evaluate(FAULTS, [explorer, some])
    element.page.context.close()
    assert faults == [], "\n".join(faults)


@explorers
@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_control_is_cut(browser: Browser, site: "Path", explorer: str, language: str, width: int) -> None:
    element = ready(browser, site, explorer, language, {"width": width, "height": 900})
    faults = element.evaluate(CLIPPED)
    wide = element.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    element.page.context.close()
    assert faults == [] and wide <= 0


@explorers
def test_figure_and_control_are_seen_together(browser: Browser, site: "Path", explorer: str) -> None:
    element = ready(browser, site, explorer, "ko", PHONE)
    faults = element.evaluate(OUT_OF_SIGHT)
    element.page.context.close()
    assert faults == [], f"{explorer} on a phone, out of sight: {faults}"


def test_softmax_is_that_of_the_package(browser: Browser, site: "Path") -> None:
    from rnn_guide import activations

    element = ready(browser, site, "language-model", "en", PHONE)
    cases = [[0.0, 0.0], [1.0, 2.0, 3.0], [-700.0, 0.0, 700.0], [1e4, 1e4 + 1, -1e4], [0.3, -0.2, 0.1, 0.05]]
    for scores in cases:
        for temperature in (0.1, 0.5, 1.0, 2.0):
            ours = element.evaluate(
                "(element, [scores, heat]) => RnnGuideCells.softmax(scores, heat)", [scores, temperature]
            )
            theirs = activations.softmax([score / temperature for score in scores])
            assert ours == pytest.approx(theirs, abs=1e-12), json.dumps([scores, temperature])
            assert sum(ours) == pytest.approx(1)
    element.page.context.close()
