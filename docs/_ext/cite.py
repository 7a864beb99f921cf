"""How to cite the book, with the version of the package and the day of the sources.

The directive `cite-book` writes an entry for BibTeX or the text of a `CITATION.cff` file. The address is
there once the site has one, the date where the sources say when they were last changed.
"""

import os
from datetime import UTC, date, datetime

from docutils import nodes
from docutils.parsers.rst import directives
from editions import HAS_ADDRESS, SITE_URL, TITLES
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

TITLE = "RNN Guide: An executable book on recurrent neural networks"


def last_day() -> date | None:
    """Return the day of the sources' last change, which the build passes on."""
    seconds = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
    return datetime.fromtimestamp(seconds, UTC).date() if seconds else None


def bibtex(author: str, version: str, day: date | None, url: str) -> str:
    """Write an entry for a bibliography."""
    fields = {
        "author": f"{{{author}}}",
        "title": f"{{RNN Guide}}: An executable book on recurrent neural networks ({TITLES['ko']})",
        "version": version,
        **({"year": str(day.year), "month": f"{day:%b}".lower()} if day else {}),
        **({"url": url} if url else {}),
    }
    bare = ("month",)  # a name that BibTeX knows
    lines = [f"  {name:7} = {text if name in bare else f'{{{text}}}'}," for name, text in fields.items()]
    return "\n".join(["@misc{rnn_guide,", *lines, "}"])


def citation_file(author: str, version: str, day: date | None, url: str) -> str:
    """Write what a CITATION.cff file says."""
    lines = [
        "cff-version: 1.2.0",
        "message: If you use this book, please cite it as below.",
        "type: software",
        f'title: "{TITLE}"',
        "authors:",
        f'  - name: "{author}"',
        f'version: "{version}"',
        *([f"date-released: {day.isoformat()}"] if day else []),
        *([f'url: "{url}"'] if url else []),
        "license: MIT",
    ]
    return "\n".join(lines)


DAY = "cited day"  # a page's metadata remember it
FORMATS = {"bibtex": bibtex, "cff": citation_file}


class CiteBook(SphinxDirective):
    """Show how to cite the book, in one of the formats."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the text as a block to copy."""
        write = FORMATS[directives.choice(self.arguments[0], tuple(FORMATS))]
        url = SITE_URL if HAS_ADDRESS else ""
        text = write(self.config.author, self.config.release, last_day(), url)
        self.env.metadata[self.env.docname][DAY] = str(last_day())
        return [nodes.literal_block(text, text, language="bibtex" if write is bibtex else "yaml")]


def of_another_day(app: Sphinx, env: BuildEnvironment, *changes: set[str]) -> list[str]:
    """List the pages that say a day which a commit has changed since."""
    day = str(last_day())
    return [page for page, data in env.metadata.items() if data.get(DAY, day) != day]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive."""
    app.add_directive("cite-book", CiteBook)
    app.connect("env-get-outdated", of_another_day)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
