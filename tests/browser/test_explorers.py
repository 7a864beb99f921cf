"""The explorers in a real browser: their numbers are the package's, every control works in every way."""

import gzip
import json
import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from diagrams.canvas import DIGITS
from playwright.sync_api import Browser, Locator, Page

from ..built_site import LANGUAGES
from .explorers import CASES

if TYPE_CHECKING:
    from .conftest import Watch

pytestmark = pytest.mark.browser

STATIC = Path(__file__).parents[2] / "docs" / "_static" / "explorers"
KILOBYTES = 15
STATES = 200
TOLERANCE = 1e-5

# Sets the controls and opens the next number that can be opened; returns what the figure then shows.
VISIT = """(element, states) => states.map((state, index) => {
  element.set(state);
  const keys = [...element.works.keys()];
  element.open(keys.length ? keys[index % keys.length] : "");
  const spans = [...element.spans].filter(([, span]) => !span.closest(".rg-none, .rg-away"));
  const lines = element.opened ? [...element.panel.children].map((line) => line.textContent) : [];
  return {
    numbers: Object.fromEntries(spans.map(([key, { dataset, textContent }]) =>
      [key, [Number(dataset.value), textContent, Number(dataset.digits)]])),
    opened: element.opened && [element.works.get(element.opened).amount, lines],
  };
})"""
VALUES = "(element, names) => Object.fromEntries(names.map((name) => [name, element.get(name)]))"
SHIFTS = """(start) => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const { startTime, value } of list.getEntries()) if (startTime >= start) sum += value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(sum), 200);
})"""
AXE = """async (figure) => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await axe.run(figure, { runOnly: { type: "tag", values: tags } });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}"""

explorers = pytest.mark.parametrize("explorer", sorted(CASES))


def open_page(page: Page, site: Path, explorer: str, language: str = "en") -> Locator:
    page.goto((site / language / f"{CASES[explorer].page}.html").as_uri(), wait_until="load")
    element = page.locator(f"rnn-{explorer}")
    element.scroll_into_view_if_needed()
    element.evaluate("element => element.ready")  # of those that load something
    return element


def data_of(element: Locator) -> Any:
    return json.loads(element.locator("script[type='application/json']").text_content() or "")["data"]


def value_of(text: str) -> float:
    """Compute what stands on one side of an opened number's equation."""
    text = text.replace("\u00a0", " ")
    assert re.fullmatch(r"(?:tanh|σ|[\d.+−×/() ])+", text), text
    text = text.replace("\u2212", "-").replace("×", "*").replace("σ", "sigmoid")
    known = {"tanh": math.tanh, "sigmoid": lambda a: 1 / (1 + math.exp(-a))}
    return float(eval(text, {"__builtins__": {}}, known))


@explorers
def test_numbers_are_those_of_the_package(page: Page, watch: "Watch", site: Path, explorer: str) -> None:
    element = open_page(page, site, explorer)
    data = data_of(element)
    states = CASES[explorer].states(data)
    assert len(states) >= STATES
    for state, found in zip(states, element.evaluate(VISIT, states), strict=True):
        expected = CASES[explorer].numbers(data, state)
        assert set(found["numbers"]) == set(expected), state
        for key, (value, text, digits) in found["numbers"].items():
            where = f"{key} in {state}"
            assert abs(value - expected[key]) <= TOLERANCE, where
            shown = float(text.replace("\u2212", "-"))
            assert abs(shown - expected[key]) <= 0.5001e-5 and digits == DIGITS, where
        if found["opened"]:
            value, lines = found["opened"]
            for line in lines[1:]:
                left, right = (value_of(side) for side in line.split(" = "))
                assert left == pytest.approx(right, abs=1e-4), f"{line} in {state}"
            if len(lines) > 1:
                assert value_of(lines[1].split(" = ")[0]) == pytest.approx(value, abs=TOLERANCE)
    assert watch.faults == []


def controls(element: Locator) -> list[tuple[str, str]]:
    """List the controls by name and kind."""
    found = element.locator("[data-control]").evaluate_all(
        "inputs => inputs.map(input => [input.dataset.control, input.type])"
    )
    return list(dict.fromkeys((name, kind) for name, kind in found))


def use(page: Page, element: Locator, name: str, kind: str, way: str) -> None:
    """Move a control once, away from where it is, by mouse, touch or keyboard."""
    inputs = element.locator(f"[data-control='{name}']")
    if kind == "radio":
        if way == "keyboard":
            element.locator(f"[data-control='{name}']:checked").press("ArrowRight")
        else:
            other = element.locator("label", has=page.locator(f"[data-control='{name}']:not(:checked)")).last
            other.click() if way == "mouse" else other.tap()
    elif kind == "range":
        value, highest = inputs.evaluate("input => [input.valueAsNumber, Number(input.max)]")
        if way == "keyboard":
            inputs.press("ArrowLeft" if value == highest else "ArrowRight")
        else:
            by = "-1" if value == highest else "1"
            button = element.locator(f"button[data-of='{name}'][data-by='{by}']")
            button.click() if way == "mouse" else button.tap()
    elif kind == "checkbox":
        if way == "keyboard":
            inputs.press("Space")
        else:
            inputs.click() if way == "mouse" else inputs.tap()
    elif kind == "select-one":
        inputs.focus()
        inputs.press("ArrowDown") if way == "keyboard" else inputs.select_option(index=1)
    else:
        inputs.press("End")
        page.keyboard.type("a")


@explorers
def test_wakes_when_it_comes_near(page: Page, site: Path, explorer: str) -> None:
    page.set_viewport_size({"width": 390, "height": 400})
    page.goto((site / "en" / f"{CASES[explorer].page}.html").as_uri(), wait_until="load")
    element = page.locator(f"rnn-{explorer}")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    away = element.evaluate("element => element.getBoundingClientRect().top") > 600
    alive = "element => element.classList.contains('rg-alive')"
    assert element.evaluate(alive) is not away, "far from the screen it costs nothing"
    element.scroll_into_view_if_needed()
    element.evaluate("element => element.ready")
    assert element.evaluate(alive)


@explorers
@pytest.mark.parametrize("way", ["mouse", "touch", "keyboard"])
def test_every_control_works(browser: Browser, site: Path, explorer: str, way: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=way == "touch")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    element = open_page(page, site, explorer)
    initial = element.evaluate(VALUES, [name for name, _ in controls(element)])
    for name, kind in controls(element):
        element.evaluate("(element, values) => element.set(values)", initial)
        before = element.evaluate("(element, name) => element.get(name)", name)
        use(page, element, name, kind, way)
        assert element.evaluate("(element, name) => element.get(name)", name) != before, f"{name} by {way}"
        assert element.locator("[role='status']").text_content(), f"{name} by {way} is not announced"
    menu = element.locator(".rg-open select")
    if menu.count():
        opens_a_number(page, element, menu, way)
    assert faults == []
    context.close()


def opens_a_number(page: Page, element: Locator, menu: Locator, way: str) -> None:
    """Open a number in the figure, or by its name in the list, and close it again."""
    panel = element.locator(".rg-work")
    hint = panel.text_content()
    if way == "keyboard":
        menu.focus()
        menu.press("ArrowDown")
    else:
        element.locator(".rg-opens").first.scroll_into_view_if_needed()
        box = element.locator(".rg-opens").first.bounding_box()
        assert box is not None
        place = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        (page.mouse.click if way == "mouse" else page.touchscreen.tap)(*place)
    assert menu.input_value() == element.evaluate("element => element.opened") != ""
    assert panel.text_content() != hint and " = " in (panel.text_content() or "")
    menu.select_option("")
    assert panel.text_content() == hint


@explorers
@pytest.mark.parametrize("language", LANGUAGES)
def test_speaks_the_language_of_the_page(page: Page, site: Path, explorer: str, language: str) -> None:
    element = open_page(page, site, explorer, language)
    initial = element.evaluate(VALUES, [name for name, _ in controls(element)])
    for name, kind in controls(element):
        element.evaluate("(element, values) => element.set(values)", initial)
        use(page, element, name, kind, "mouse")
        said = element.locator("[role='status']").text_content() or ""
        assert bool(re.search("[가-힣]", said)) == (language == "ko"), said
        assert not re.search(r"[{}\[\]]|NaN|undefined|Infinity", said), said


def near(box: Any) -> Any:
    """A place to the pixel: sections that come near the screen move what follows by fractions of one."""
    return pytest.approx(box, abs=1)


@explorers
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves(browser: Browser, site: Path, explorer: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    before = near(open_page(page, site, explorer).bounding_box())
    context.route("**/explorers/*.js*", lambda route: route.abort())
    again = open_page(page, site, explorer).bounding_box()
    assert again == before, "the script moves the page when it starts"
    context.unroute("**/explorers/*.js*")
    element = open_page(page, site, explorer)
    start = page.evaluate("performance.now()")
    states = CASES[explorer].states(data_of(element))
    element.evaluate(VISIT, states[:: max(1, len(states) // 60)])
    assert page.evaluate(SHIFTS, start) == 0
    assert element.bounding_box() == before
    context.close()


@explorers
@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_the_figure_stays(browser: Browser, site: Path, explorer: str, language: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    element = open_page(page, site, explorer, language)
    assert element.locator("svg.dg").is_visible() and element.locator(".dg-text").first.is_visible()
    assert not any(part.is_visible() for part in element.locator(".rg-side, .rg-below").all())
    context.close()


@explorers
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_is_accessible(browser: Browser, site: Path, axe: str, explorer: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.add_init_script(axe)
    element = open_page(page, site, explorer)
    states = CASES[explorer].states(data_of(element))
    for state in (states[0], states[len(states) // 2], states[-1]):
        element.evaluate(VISIT, [state])
        assert element.evaluate(AXE) == [], f"{scheme}, {state}"
    context.close()


@explorers
def test_scripts_are_small(explorer: str) -> None:
    whole = b"".join((STATIC / f"{name}.js").read_bytes() for name in ("cells", "base", explorer))
    assert len(gzip.compress(whole)) <= KILOBYTES * 1000


def test_scripts_are_loaded_only_where_an_explorer_is(site: Path) -> None:
    for file in sorted(site.glob("*/**/*.html")):
        text = file.read_text(encoding="utf-8")
        loaded = set(re.findall(r'src="[^"]*_static/explorers/([\w-]+)\.js', text))
        there = set(re.findall(r'data-explorer="([\w-]+)"', text))
        assert loaded == (there | {"cells", "base"} if there else set()), file


@explorers
def test_a_strict_content_security_policy_allows_it(site: Path, explorer: str) -> None:
    for language in LANGUAGES:
        text = (site / language / f"{CASES[explorer].page}.html").read_text(encoding="utf-8")
        element = BeautifulSoup(text, "html.parser").select_one(f"rnn-{explorer}")
        assert element is not None
        assert {script.get("type") for script in element.select("script")} == {"application/json"}
        styled = [found for found in element.select("[style]") if "dg" not in (found.get("class") or [])]
        assert styled == [] and not element.select("[onclick], [oninput], [onchange]")
