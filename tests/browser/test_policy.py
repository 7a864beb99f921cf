"""The pages' policy in a real browser: what is not the site's own does not run, over http and from disk."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

BREAK_IN = """async () => {
  const tried = [];
  document.addEventListener("securitypolicyviolation", (event) => tried.push(event.effectiveDirective));
  const add = (name, set) => document.head.append(Object.assign(document.createElement(name), set));
  add("script", { textContent: "window.brokenIn = true" });
  add("script", { src: "https://rnn-guide.example/strange.js" });
  add("style", { textContent: "body { display: none }" });
  document.body.setAttribute("onclick", "window.brokenIn = true");
  document.body.click();
  await fetch("https://rnn-guide.example/strange.json").catch(() => {});
  await new Promise((done) => setTimeout(done, 200));
  return { tried: tried.sort(), brokenIn: Boolean(window.brokenIn) };
}"""


def test_nothing_strange_runs(page: Page, root: str) -> None:
    page.goto(f"{root}ko/basics/simple-rnn.html")
    found = page.evaluate(BREAK_IN)
    assert found["brokenIn"] is False
    refused = {"connect-src", "script-src-attr", "script-src-elem", "style-src-elem"}
    assert refused <= set(found["tried"]), found
    expect(page.locator("article h1")).to_be_visible()
