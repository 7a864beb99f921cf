"""The glossary, from `docs/terms.toml`.

A directive `terms` becomes Sphinx' own glossary, sorted for the page's language: each term in both languages, what
it means, and a link to the section that explains it.
"""

import tomllib
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

EXPLAINED = {"ko": "설명하는 곳", "en": "Explained in"}
OTHER = {"ko": "en", "en": "ko"}


def entry(term: dict[str, Any], language: str) -> str:
    """Write one glossary entry in MyST: the term, its other name, its meaning and where it is explained."""
    other = OTHER[language]
    name = term[language]
    short = term.get("abbreviation", "")
    names = [name, *([short] if short and short != name else [])]
    meaning = [term["meaning"][language]]
    if "label" in term:
        meaning.append(f"{EXPLAINED[language]}: {{ref}}`{term['label']}`.")
    body = "\n\n".join([f"[{term[other]}]{{lang={other}}}", " ".join(meaning)])
    return "\n".join(names) + "\n" + "\n".join(f"  {line}".rstrip() for line in body.splitlines())
