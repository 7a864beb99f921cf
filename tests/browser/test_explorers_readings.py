"""What explorers write beside their figures: counts, norms, returned tensors, the code that unpacks them."""

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from diagrams.gradient_flow import flow, scientific
from diagrams.weights import COUNTS
from playwright.sync_api import Browser, Page

import rnn_guide
from rnn_guide.parameters import ParameterCount

from .explorers import CASES, return_shapes
from .test_explorers import data_of, open_page

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Watch

pytestmark = pytest.mark.browser

READINGS = """(element, states) => states.map((state) => {
  element.set(state);
  const text = (selector) => [...element.querySelectorAll(selector)].map((found) => found.textContent);
  return {
    readouts: Object.fromEntries([...element.querySelectorAll("[data-panel]")]
      .map((place) => [place.dataset.panel, place.textContent])),
    values: [...element.querySelectorAll("[data-panel] [data-value]")]
      .map(({ dataset }) => Number(dataset.value)),
    figure: Object.fromEntries(["total", "matrix", "tensor", "reading"].map((part) =>
      [part, text(`[data-part="${part}"] text`)])),
    exact: [...element.querySelectorAll("text[data-value]")].map(({ dataset }) => Number(dataset.value)),
    squares: [...element.querySelectorAll(".dg-squares")]
      .map((path) => path.getAttribute("d").split("M").length - 1),
    colours: [...element.querySelectorAll("[data-part='block'][data-array='kernel']")]
      .filter((block) => block.firstElementChild.getAttribute("d")).map((block) => block.className.baseVal),
    marks: [...element.querySelectorAll("[data-part='mark']")].filter((mark) => !mark.closest(".rg-away"))
      .map((mark) => mark.textContent.trim()).filter((text) => text),
  };
})"""


def readings(page: Page, site: "Path", explorer: str) -> tuple[Any, list[tuple[Any, Any]]]:
    element = open_page(page, site, explorer)
    data = data_of(element)
    states = CASES[explorer].states(data)
    return data, list(zip(states, element.evaluate(READINGS, states), strict=True))


def test_weights_are_counted_as_the_package_counts(page: Page, watch: "Watch", site: "Path") -> None:
    _, found = readings(page, site, "parameters")
    for state, shown in found:
        count: ParameterCount = COUNTS[state["layer"]](state["features"], state["units"])
        assert shown["figure"]["total"][1] == str(count), state
        captions = [text.split(" ", 1)[1] for text in shown["figure"]["matrix"] if ": " in text]
        assert captions == [f"{tuple(w.shape)}: {w.size:,}" for w in count.weights], state
        assert shown["readouts"]["code"].endswith(f"# {count.total}"), state
        letters = [re.findall("dg-([a-z])$", css)[0] for css in shown["colours"]]
        assert (
            letters == {"SimpleRNN": ["h"], "GRU": ["z", "r", "g"], "LSTM": ["i", "f", "g", "o"]}[count.layer]
        )
        if state["features"] < 5 and state["units"] < 5:
            assert sum(shown["squares"]) == count.total, state
    assert watch.faults == []


def test_norms_are_those_of_the_package(page: Page, watch: "Watch", site: "Path") -> None:
    _, found = readings(page, site, "gradient-flow")
    for index, (state, shown) in enumerate(found):
        assert len(shown["exact"]) == 4
        texts = shown["figure"]["reading"][1::2]
        assert texts == [scientific(value) for value in shown["exact"]], state
        if index % 10 == 0:  # the package needs a second for each
            norms = flow(state["length"], state["scale"], state["forget_bias"])
            medians = [float(np.median(runs[:, -1])) for runs in norms.values()]
            assert shown["exact"] == pytest.approx(medians, rel=1e-5), state
    assert watch.faults == []


def test_what_comes_back_is_what_the_package_returns(page: Page, watch: "Watch", site: "Path") -> None:
    data, found = readings(page, site, "return-shapes")
    for state, shown in found:
        tensors = return_shapes.tensors(data, state)
        listed = [text for text in shown["figure"]["tensor"] if text.strip()]
        names = [text.rsplit(" (", 1)[0] for text in listed[1::2]]
        assert listed[1::2] == [
            f"{name} {tensor.shape}" for name, tensor in zip(names, tensors, strict=True)
        ], state
        flat = np.concatenate([tensor.ravel() for tensor in tensors])
        np.testing.assert_allclose(shown["values"], flat, atol=1e-5, err_msg=str(state))
        printed = [float(n) for n in re.findall(r"-?\d\.\d{5}", shown["readouts"]["values"])]
        np.testing.assert_allclose(printed, flat, atol=0.51e-5, err_msg=str(state))
        assert sorted({n for marks in shown["marks"] for n in marks.split(", ")}) == [
            str(n) for n in range(1, len(tensors) + 1)
        ], state
    assert watch.faults == []


def test_the_line_of_code_unpacks_what_comes_back(page: Page, site: "Path") -> None:
    """The code that is shown runs, with the layers of the package, and gives its names the right values."""
    data, found = readings(page, site, "return-shapes")
    batch = np.array(data["x"], np.float32)[None]
    for state, shown in found[::7]:
        code, given = shown["readouts"]["code"], return_shapes.initial(data, state)
        names = vars(rnn_guide) | {"batch": batch, "states": given}
        if given and "[c, h" in code:
            right = return_shapes.initial(data, {**state, "initial_state": "states"})
            names |= dict(zip(("h", "c", "h_2", "c_2"), right or [], strict=False))
        exec(code, names)
        for text in shown["figure"]["tensor"][1::2]:
            if text.strip():
                name, shape = re.fullmatch(r"(\w+) (\(.*\))", text).groups()  # type: ignore[union-attr]
                assert str(names[name].shape) == shape, f"{code}\n{state}"


@pytest.mark.parametrize("way", ["mouse", "touch", "keyboard"])
def test_words_change_places(browser: Browser, site: "Path", way: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=way == "touch")
    page = context.new_page()
    element = open_page(page, site, "word-order")
    order = [0, 1, 2, 3]
    for left in (1, 2, 3, 2, 1):
        button = element.locator(f"[data-action='{left}']")
        {"mouse": button.click, "touch": button.tap, "keyboard": lambda: button.press("Enter")}[way]()  # noqa: B023
        order[left - 1], order[left] = order[left], order[left - 1]
        data = data_of(element)
        expected = CASES["word-order"].numbers(data, {"order": order, "memory": 0.1})
        shown = float(element.evaluate("element => element.spans.get('h-4-0').textContent"))
        assert shown == pytest.approx(expected["h-4-0"], abs=1e-5)
        said = element.locator("[role='status']").text_content() or ""
        assert (
            " ".join(f"x{'₁₂₃₄'[word]}" for word in order) in said and f"{expected['h-4-0']:.5f}"[:6] in said
        )
    context.close()


def test_the_first_page_is_alive_at_once(browser: Browser, site: "Path") -> None:
    """On a desktop and on a phone the first button is within the first screen and a half."""
    for width, height in ((1280, 900), (390, 844)):
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto((site / "en" / "index.html").as_uri(), wait_until="load")
        box = page.locator("rnn-word-order [data-action='1']").bounding_box()
        assert box is not None and box["y"] < 1.5 * height
        page.close()


def test_longer_ways_only_grow(page: Page, site: "Path") -> None:
    """The same weights over a longer way keep the norms of the shorter one's distances in the same order."""
    element = open_page(page, site, "gradient-flow")
    ends = [
        element.evaluate(READINGS, [{"scale": 1, "forget_bias": 1, "length": length}])[0]["exact"][1]
        for length in (10, 50, 100)
    ]
    assert all(later < earlier for earlier, later in pairwise(ends)), "the GRU forgets with distance"
