"""The ``diagram`` directive: figures drawn from the package's numbers, in the page's language.

.. code-block:: markdown

    ```{diagram} unrolled-rnn
    :name: fig-unrolled-rnn
    The caption, in the page's language.
    ```

What a script finds in the SVG, to bring a figure to life:

- ``svg[data-diagram]`` has the figure's name, and ``data-step``, ``data-stage`` where those were chosen.
- ``g.dg-part[data-part]`` is a thing that is drawn, with ``data-t`` and the like; its id is the figure's id,
  ``--``, the part's name and its data: ``fig-unrolled-rnn--h-2``.
- ``g[data-part=edge]`` is a wire between parts: ``data-from`` and ``data-to`` hold the end of their ids.
- ``tspan.dg-value[data-name]`` is a number: ``data-value`` in full, ``data-digits`` as shown, and ``data-t``,
  ``data-unit``, ``data-feature`` where there are several of its name.

Options: ``name`` makes the figure a target of ``{numref}``; ``alt`` replaces the text alternative that is
otherwise computed from the data; ``stage`` and ``step`` where a figure offers them.
"""

from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata, OptionSpec

import rnn_guide
from diagrams.figure import Figure, Rendered, render
from diagrams.figures import FIGURES
from diagrams.labels import LANGUAGES, Labels

logger = logging.getLogger(__name__)


class diagram(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """The drawn panels inside a figure; ``panels`` holds (svg, text alternative) pairs."""


class DiagramDirective(SphinxDirective):
    """Draw a figure by its name, with a caption."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "name": directives.unchanged,
        "alt": directives.unchanged_required,
        "stage": directives.unchanged_required,
        "step": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Return the figure, or warn and return nothing."""
        name = self.arguments[0].strip()
        figure = FIGURES.get(name)
        if figure is None:
            known = ", ".join(sorted(FIGURES))
            return self._refuse(f"there is no diagram {name!r}. The diagrams are: {known}.")
        self._note_sources()
        node = nodes.figure(classes=["diagram"])
        self.set_source_info(node)
        self.add_name(node)
        if not node["ids"]:
            node["ids"].append(f"diagram-{self.env.new_serialno('diagram')}")
        try:
            panels = self._draw(name, figure, node["ids"][0])
        except ValueError as error:
            return self._refuse(f"diagram {name!r}: {error}")
        node += diagram(panels=[(panel.svg, panel.description) for panel in panels])
        self._add_caption(node, name)
        return [node]

    def _draw(self, name: str, figure: Figure, prefix: str) -> list[Rendered]:
        chosen = {key: value for key, value in self.options.items() if key not in ("name", "alt")}
        strange = sorted(set(chosen) - set(figure.options))
        if strange:
            known = ", ".join(["name", "alt", *figure.options])
            raise ValueError(f"option {', '.join(strange)} does not exist here. Its options are: {known}.")
        return render(name, figure, chosen, Labels(self.config.language), prefix, self.options.get("alt"))

    def _add_caption(self, node: nodes.figure, name: str) -> None:
        parsed = self.parse_content_to_nodes()
        if not parsed or not isinstance(parsed[0], nodes.paragraph):
            self._refuse(f"diagram {name!r} has no caption. Write it as one paragraph below the options.")
            return
        caption = nodes.caption(parsed[0].rawsource, "", *parsed[0].children)
        caption.source, caption.line = parsed[0].source, parsed[0].line
        node += caption
        if len(parsed) > 1:
            node += nodes.legend("", *parsed[1:])

    def _note_sources(self) -> None:
        """Draw again when a drawing, a label or the package that computes the numbers changes."""
        drawings, package = Path(__file__).parent, Path(rnn_guide.__file__).parent
        for file in sorted([*drawings.glob("*.py"), *drawings.glob("*.toml"), *package.rglob("*.py")]):
            self.env.note_dependency(str(file))

    def _refuse(self, message: str) -> list[nodes.Node]:
        logger.warning(message, location=self.get_location(), type="diagram")
        return []


def visit_html(translator: Any, node: diagram) -> None:
    """Write the panels as they were drawn."""
    panels = node["panels"]
    translator.body.append(f'<div class="dg-panels" data-panels="{len(panels)}">\n')
    translator.body.extend(f"{svg}\n" for svg, _ in panels)
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def visit_other(translator: Any, node: diagram) -> None:
    """Write the text alternative where no SVG can stand."""
    for description in dict.fromkeys(description for _, description in node["panels"]):
        paragraph = nodes.paragraph("", description)
        paragraph.parent = node.parent
        paragraph.walkabout(translator)
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and its node."""
    other = (visit_other, None)
    app.add_node(diagram, html=(visit_html, None), text=other, latex=other, man=other, texinfo=other)
    app.add_directive("diagram", DiagramDirective)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


__all__ = ["FIGURES", "LANGUAGES", "DiagramDirective", "diagram", "setup"]
