"""The numbers of figures, tables and equations, counted without loading every page.

After every edit Sphinx counts through the whole book, for which it loads all the pages that it has parsed: a
second for one sentence. Here every page leaves an outline: its sections, its lists of pages, and what can
have a number. While Sphinx counts, it is given these in place of the pages.
"""

from collections.abc import Set

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors import EnvironmentCollector

# Sphinx counts at 500, as all listeners do that ask for no other place.
BEFORE, AFTER = 499, 501
# Whether a figure has a number depends on what stands right inside it.
TELLING = (nodes.caption, nodes.title, nodes.literal_block)


def outline(page: nodes.Element, env: BuildEnvironment) -> nodes.Element:
    """Copy a page or a section with only what matters for counting, all of it right inside its section."""
    kinds = tuple(kind for domain in env.domains.sorted() for kind in domain.enumerable_nodes)
    copied = page.copy()

    def add(parent: nodes.Element) -> None:
        for child in parent.children:
            if isinstance(child, nodes.section):
                copied.append(outline(child, env))
            elif isinstance(child, addnodes.toctree):
                copied.append(child.copy())
            elif isinstance(child, nodes.Element):
                if isinstance(child, kinds):
                    counted = child.copy()
                    counted += [part.deepcopy() for part in child.children if isinstance(part, TELLING)]
                    copied.append(counted)
                add(child)

    add(page)
    return copied


def outlines(env: BuildEnvironment) -> dict[str, nodes.Element]:
    """Return the outlines of all pages, which the environment keeps from build to build."""
    found: dict[str, nodes.Element] = vars(env).setdefault("outlines", {})
    return found


class Outlines(EnvironmentCollector):
    """Keeps the outline of every page."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget a page."""
        outlines(env).pop(docname, None)

    def merge_other(
        self, app: Sphinx, env: BuildEnvironment, docnames: Set[str], other: BuildEnvironment
    ) -> None:
        """Take over what another process has read."""
        outlines(env).update({name: found for name, found in outlines(other).items() if name in docnames})

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Note a page that has been read."""
        outlines(app.env)[app.env.docname] = outline(doctree, app.env)


def give_outlines(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Let Sphinx find outlines where it looks for pages."""
    vars(env)["get_doctree"] = outlines(env).__getitem__
    return []


def give_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Let Sphinx find pages again."""
    del vars(env)["get_doctree"]
    return []


def setup(app: Sphinx) -> dict[str, bool]:
    """Stand around the counting."""
    app.add_env_collector(Outlines)
    app.connect("env-get-updated", give_outlines, priority=BEFORE)
    app.connect("env-get-updated", give_pages, priority=AFTER)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
