"""What a page may load and run, said by the page itself in its head (Content-Security-Policy).

Everything comes from the site's own folder. The only code inside a page is what must run before the first
paint, named here by its digest; a page with any other code inside does not get built.
"""

import base64
import hashlib
import re
from pathlib import Path

# As the template puts it into a page: without its last line break.
COLOR_MODE = (
    (Path(__file__).resolve().parent / "_templates" / "color-mode.js").read_text("utf-8").removesuffix("\n")
)

# Data for a script is no code.
SCRIPT = re.compile(r'<script\b(?![^>]*\s(?:src=|type="application/json"))[^>]*>(.*?)</script>', re.DOTALL)
STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)
HANDLER = re.compile(r"on[a-z]+(?==)")
IN_TAG = re.compile(r"<[a-zA-Z][^<>]*\s")
CHARSET = re.compile(r"<meta charset=[^>]*>\n?")


def digest(code: str) -> str:
    """Name a piece of code as a policy does."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def policy(scripts: list[str], styles: list[str]) -> str:
    """Write the policy of a page that has these scripts and styles inside."""
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *map(digest, scripts)],
        "style-src": ["'self'", *map(digest, styles)],
        # KaTeX places every sign of a formula with a style attribute, which can run nothing.
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in rules.items())


def handlers(page: str) -> list[str]:
    """List the attributes of a page that run code."""
    return [
        found[0]
        for found in HANDLER.finditer(page)
        if IN_TAG.fullmatch(page, page.rfind("<", 0, found.start()), found.start())
    ]


def with_policy(page: str, name: str, known: frozenset[str] = frozenset({COLOR_MODE})) -> str:
    """Give a page its policy.

    Args:
        page: The page's HTML.
        name: Its file, for the message.
        known: The scripts and styles that a page may have inside.

    Raises:
        RuntimeError: The page has other code inside, which no browser would run.
    """
    scripts, styles = SCRIPT.findall(page), STYLE.findall(page)
    strange = [code.strip()[:60] for code in [*scripts, *styles] if code not in known]
    strange += [f"the attribute {event}" for event in handlers(page)]
    if strange:
        raise RuntimeError(
            f"{name} has code inside that the site's policy blocks: {strange[0]!r}. "
            "Put it into a file of docs/_static and name that in the page."
        )
    charset = CHARSET.search(page)
    if charset is None:
        raise RuntimeError(f'{name} must say its character set first: <meta charset="utf-8"> in its head.')
    tag = f'<meta http-equiv="Content-Security-Policy" content="{policy(scripts, styles)}">\n'
    return f"{page[: charset.end()]}{tag}{page[charset.end() :]}"
