"""What an explorer is, and the HTML that the build writes around its figure."""

import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from diagrams.labels import LANGUAGES

from explorers.controls import Control, late

FILE = Path(__file__).with_name("labels.toml")


@dataclass(frozen=True)
class Explorer:
    """One entry of the list of explorers.

    Args:
        diagram: The figure that it brings to life.
        data: Computes with the package what the script needs: weights, inputs, expected results; for JSON.
        controls: In the order of the page.
        opens: Whether numbers of the figure open into their arithmetic.
        options: Options of the diagram that the explorer needs, such as the step.
        later: Scripts that its own script loads when they are needed, by a name: paths below ``_static``.
    """

    diagram: str
    data: Callable[[], Mapping[str, Any]]
    controls: tuple[Control, ...]
    opens: bool = True
    options: Mapping[str, str] = field(default_factory=dict)
    later: Mapping[str, str] = field(default_factory=dict)


@cache
def table() -> dict[str, Any]:
    """Return the words of all explorers."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def look_up(language: str, *path: str) -> str:
    """Return a word of `labels.toml` in a language.

    Raises:
        KeyError: The word is not there.
    """
    entry: Any = table()
    for key in (*path, language):
        if key not in entry:
            raise KeyError(
                f"{'.'.join((*path, language))} is not in docs/_ext/explorers/{FILE.name}; add it there."
            )
        entry = entry[key]
    return str(entry)


def tag(name: str) -> str:
    """Return the name of the custom element."""
    return f"rnn-{name}"


def before(name: str, later: Mapping[str, str]) -> str:
    """Return what stands before the figure; ``later`` holds addresses of scripts as seen from the page."""
    addresses = "".join(f' data-{key}="{escape(address)}"' for key, address in later.items())
    return f'<{tag(name)} class="rg-explorer" data-explorer="{name}"{addresses}><div class="rg-body">\n'


def after(name: str, explorer: Explorer, prefix: str, language: str) -> str:
    """Return what stands after the figure: controls, the place for arithmetic, the data.

    Args:
        name: The explorer's name.
        explorer: What it is.
        prefix: Begins every id.
        language: The page's language.
    """

    def words_of(control: Control) -> Callable[..., str]:
        def words(*path: str) -> str:
            if path == ("language",):
                return language
            return look_up(language, name, "controls", control.name, *path)

        return words

    def written(below: bool) -> str:
        wanted = [control for control in explorer.controls if below == getattr(control, "code", False)]
        return "\n".join(control.html(f"{prefix}-{control.name}", words_of(control)) for control in wanted)

    label = escape(look_up(language, "common", "controls"))
    own = table().get(name, {}).get("words", {})
    words = {key: look_up(language, name, "words", key) for key in own}
    data = {"data": explorer.data(), "words": words, "language": language}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    text = text.replace("<", "\\u003c")
    return (
        f'<div class="rg-side needs-script d-print-none">\n'
        f'<div class="rg-controls" role="group" aria-label="{label}">\n{written(below=False)}\n</div>\n'
        f"{_arithmetic(prefix, language) if explorer.opens else ''}"
        f'<p class="visually-hidden" role="status"></p>\n</div>\n'
        f'</div>\n<div class="rg-below needs-script d-print-none">{written(below=True)}</div>\n'
        f'<script type="application/json">{text}</script>\n</{tag(name)}>\n'
    )


def _arithmetic(prefix: str, language: str) -> str:
    label, nothing, hint = (
        escape(look_up(language, "common", key)) for key in ("open", "nothing-opened", "hint")
    )
    select = f'<select id="{prefix}-open" autocomplete="off"><option value="">{nothing}</option></select>'
    label = f'<label for="{prefix}-open">{label}</label>'
    menu = f'<div class="rg-control rg-menu rg-open">{label}{late(select)}</div>'
    return f'{menu}\n<div class="rg-work">{hint}</div>\n'


__all__ = ["LANGUAGES", "Explorer", "after", "before", "look_up", "table", "tag"]
