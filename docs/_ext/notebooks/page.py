"""A page as its notebook sees it: its addresses, its numbers, its messages."""

from dataclasses import dataclass
from urllib.parse import quote, urljoin

from docutils import nodes
from editions import SITE_URL
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.util import logging

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Page:
    """One page of one language.

    Args:
        app: The Sphinx build.
        name: The page, as Sphinx names it: `basics/simple-rnn`.
    """

    app: Sphinx
    name: str

    @property
    def language(self) -> str:
        """The page's language."""
        return str(self.app.config.language)

    @property
    def url(self) -> str:
        """The page's address on the site."""
        return f"{SITE_URL}{self.language}/{quote(self.name)}.html"

    def address(self, target: nodes.Element) -> str:
        """Return where a link leads, in full; "" where it leads nowhere."""
        if "refuri" in target:
            return urljoin(self.url, str(target["refuri"]))
        return f"{self.url}#{target['refid']}" if "refid" in target else ""

    def file(self, folder: str, name: str) -> str:
        """Return the address of a file that belongs to this language's pages."""
        return f"{SITE_URL}{self.language}/{folder}/{quote(name)}"

    def label(self, node: nodes.Element) -> str:
        """Return what the page calls a figure or table, as in "Fig. 3"; "" where it has no number."""
        domain = self.app.env.domains["std"]
        assert isinstance(domain, StandardDomain)
        kind = domain.get_enumerable_node_type(node)
        numbers = self.app.env.toc_fignumbers.get(self.name, {}).get(kind or "", {})
        number = next((numbers[name] for name in node["ids"] if name in numbers), ())
        return self.app.config.numfig_format[kind] % ".".join(map(str, number)) if kind and number else ""

    def warn(self, message: str, node: nodes.Node) -> None:
        """Say what cannot stand in a notebook, with its place and the remedy."""
        logger.warning("%s", message, location=node, type="notebook")
