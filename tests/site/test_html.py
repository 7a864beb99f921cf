"""Every page is valid HTML: html-validate reads all of them in one process."""

import json
from pathlib import Path
from typing import Any

import pytest
from node_tools import run_script

pytestmark = pytest.mark.site

# What others write, and no reader or browser stumbles over: the rule, the message, and whose fault it is.
NOT_OURS = {
    ("element-permitted-content", "<p> element is not permitted as content under <summary>"): (
        "myst-nb writes the title of a folded cell as a paragraph, and its style sheet looks for that"
    ),
    ("element-permitted-content", "<div> element is not permitted as content under <pre>"): (
        "Sphinx marks each object in the source of a module with a div"
    ),
    ("element-permitted-content", "<ul> element is not permitted as content under <ul>"): (
        "Sphinx nests the list of all modules without entries around the inner lists"
    ),
}


def validate(files: list[Path]) -> list[dict[str, Any]]:
    """Ask html-validate; return what it finds."""
    script = Path(__file__).with_name("validate_html.js")
    done = run_script(script, [str(file) for file in files], development=True)
    assert done.returncode == 0, done.stderr[-2000:]
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_every_page_is_valid_html(site: Path) -> None:
    files = sorted(site.rglob("*.html"))
    assert files
    found = validate(files)
    met = {(fault["ruleId"], fault["message"]) for fault in found}
    assert set(NOT_OURS) <= met, f"nobody makes these faults any more: {set(NOT_OURS) - met}"
    faults = [
        f"{Path(fault['file']).relative_to(site)}:{fault['line']}: {fault['message']} "
        f"({fault['ruleId']}) at {fault['selector']}"
        for fault in found
        if (fault["ruleId"], fault["message"]) not in NOT_OURS
    ]
    shown = "\n".join(faults[:40])
    assert faults == [], f"{len(faults)} faults in the HTML of {len(files)} pages:\n{shown}"


def test_a_fault_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!DOCTYPE html><html lang=en><title>x</title><body><p><hr></p></body></html>")
    assert "close-order" in {fault["ruleId"] for fault in validate([page])}
