"""The glossary, from `docs/terms.toml`.

The directive `terms` makes a glossary sorted for the page's language: each term in both languages, what it
means, and a link to the section that explains it. Both languages share the anchors, the ids of the file.
"""

import tomllib
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains.std import make_glossary_term
from sphinx.util.docutils import SphinxDirective

OTHER = {"ko": "en", "en": "ko"}
EXPLAINED = {"ko": "설명하는 곳: {{ref}}`{label}`", "en": "Explained in {{ref}}`{label}`."}


class Terms(SphinxDirective):
    """List every term of the book."""

    def run(self) -> list[nodes.Node]:
        """Return the glossary."""
        file = Path(self.env.app.confdir, "terms.toml")
        self.env.note_dependency(str(file))
        language = self.config.language
        terms = tomllib.loads(file.read_text(encoding="utf-8"))
        entries = nodes.definition_list(classes=["glossary"])
        for name, term in sorted(terms.items(), key=lambda item: item[1][language].casefold()):
            entries += self.entry(name, term, language)
        return [addnodes.glossary("", entries, sorted=False)]

    def entry(self, name: str, term: dict[str, Any], language: str) -> nodes.definition_list_item:
        """Return one term: its names, then the other language's name and the meaning."""
        heads = [self.head(term[language], f"term-{name}")]
        if "abbr" in term:
            heads.append(self.head(term["abbr"], f"term-{name}-abbr"))
        other = nodes.inline("", term[OTHER[language]], classes=[f"language-{OTHER[language]}"])
        explained = EXPLAINED[language].format(label=term["label"]) if "label" in term else ""
        meaning = self.parse_text_to_nodes(f"{term['meaning'][language]} {explained}".strip())
        definition = nodes.definition("", nodes.paragraph("", "", other), *meaning)
        return nodes.definition_list_item("", *heads, definition)

    def head(self, text: str, anchor: str) -> nodes.term:
        """Return a term that `{term}` can refer to."""
        source, line = self.get_source_info()
        return make_glossary_term(self.env, [nodes.Text(text)], "", source, line, anchor, self.state.document)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive."""
    app.add_directive("terms", Terms)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
