"""The ``explorer`` directive: a figure that the reader can step and change.

.. code-block:: markdown

    ```{explorer} lstm-cell
    :name: fig-lstm-cell
    The caption, in the page's language.
    ```

It takes the options of ``{diagram}`` and draws the same SVG; that is what shows without JavaScript, in print
and in notebooks. Around it the build writes a custom element ``<rnn-lstm-cell>`` with the controls and a JSON
block of data, and only pages that have an explorer load its scripts.

How to make one, say ``name``:

1. A module here with ``EXPLORERS = {"name": Explorer(diagram=…, data=…, controls=…)}``, entered into the
   `EXPLORERS` below. ``data`` returns what the script needs, computed with `rnn_guide`: weights as
   ``get_weights()`` gives them (`explorers.weights.lists`), inputs, and results that the script must
   reproduce (`RnnGuide.agree` checks them at the start). Controls are those of `explorers.controls`:
   `Slider`, `Choice`, `Menu`, `Switch`, `Text`, `Buttons`, `Readout` for numbers, and `Panel` for words or
   code that the script writes. Large data are scripts of their own, loaded `later`.
2. Its words in `labels.toml`, in both languages: ``[name.controls.CONTROL]`` with ``label`` and
   ``options.VALUE``, and ``[name.words]`` for what the script says, with ``{fields}`` and Korean particles
   like ``{h}[을/를]``.
3. A script ``docs/_static/explorers/name.js``, which uses the globals of ``cells.js`` (`RnnGuideCells`: the
   cells' arithmetic) and ``base.js`` (`RnnGuide`)::

       RnnGuide.define("name", class extends RnnGuide.Explorer {
         start() {}      // once: this.data, this.words, this.svg are there
         draw() {        // after every change
           const step = this.get("step");          // a control's value
           this.number("c", c, "c_2", () => […]);  // a number of the figure, and how to open it
           this.mark(this.parts("f"), "rg-ghost", true);
           return RnnGuide.fill(this.words.summary, {step});  // what a screen reader is told
         }
         act(action) {}  // a button of `Buttons` was pressed; this.say("…") tells what it did
       });

   A number's key is its ``data-name`` followed by ``half``, ``t``, ``unit``, ``feature`` where it has them,
   joined by hyphens: ``h-2-0``; in a figure that shows one step (``data-step``) without t: ``c``, ``x-3``.
   Numbers outside the SVG count too if they have the class ``dg-value`` and the same attributes.
   Set looks through classes of `explorers.css`, never in style attributes of the HTML; keep motion in CSS,
   where reduced motion turns it off. What is hidden has ``rg-none`` or lies in ``rg-away``; what is pale has
   ``rg-ghost``. For tests, ``element.set({step: 3})`` sets controls and ``element.open("c")`` opens a number.
4. Its case in ``tests/browser/explorers``: the states, and what `rnn_guide` says of each number.

Room is reserved by the build's HTML and `explorers.css`: a script never adds anything that moves the page.
"""

from pathlib import Path
from typing import Any

import diagrams
from docutils import nodes
from execution import build_folder
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.osutil import relative_uri
from sphinx.util.typing import ExtensionMetadata

from explorers import (
    bidirectional,
    gradient_flow,
    gru,
    language_model,
    lstm,
    parameters,
    return_shapes,
    unrolled,
    word_order,
)
from explorers.explorer import Explorer, after, before

EXPLORERS: dict[str, Explorer] = {
    **unrolled.EXPLORERS,
    **lstm.EXPLORERS,
    **gru.EXPLORERS,
    **bidirectional.EXPLORERS,
    **return_shapes.EXPLORERS,
    **gradient_flow.EXPLORERS,
    **parameters.EXPLORERS,
    **word_order.EXPLORERS,
    **language_model.EXPLORERS,
}
FOLDER = "explorers"
SHARED = ("cells", "base")


class explorer(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """Wraps the `diagram` node of a figure; has its ``explorer`` and ``prefix``."""


class ExplorerDirective(diagrams.DiagramDirective):
    """Draw a figure and wrap it in its explorer."""

    def run(self) -> list[nodes.Node]:
        """Return the figure, or warn and return nothing."""
        name = self.arguments[0].strip()
        found = EXPLORERS.get(name)
        if found is None:
            known = ", ".join(sorted(EXPLORERS))
            return self._refuse(f"there is no explorer {name!r}. The explorers are: {known}.")
        for source in sorted(Path(__file__).parent.glob("*.*")):
            self.env.note_dependency(str(source))
        self.arguments[0] = found.diagram
        self.options = {**found.options, **self.options}
        figures = super().run()
        for figure in figures:
            drawn = figure.children[0]
            figure.replace(drawn, explorer("", drawn, explorer=name, prefix=figure["ids"][0]))  # type: ignore[attr-defined,index]
        return figures


def visit_html(translator: Any, node: explorer) -> None:
    """Open the custom element."""
    name, builder = node["explorer"], translator.builder
    here = builder.get_target_uri(builder.current_docname)
    later = {key: relative_uri(here, f"_static/{path}") for key, path in EXPLORERS[name].later.items()}
    translator.body.append(before(name, later))


def depart_html(translator: Any, node: explorer) -> None:
    """Write the controls and the data, and close the custom element."""
    name, language = node["explorer"], translator.config.language
    translator.body.append(after(name, EXPLORERS[name], node["prefix"], language))


def pass_through(translator: Any, node: explorer) -> None:
    """Show the figure alone where nothing can move."""


def add_scripts(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load the scripts of the page's explorers, and no others."""
    names = {node["explorer"]: None for node in doctree.findall(explorer)} if doctree is not None else {}
    for name in (*SHARED, *names) if names else ():
        app.add_js_file(f"{FOLDER}/{name}.js", loading_method="defer")


def add_models(app: Sphinx, config: Config) -> None:
    """Put the scripts with stored weights among the static files."""
    folder = build_folder() / "models"
    language_model.write_models(folder / FOLDER)
    config.html_static_path = [*config.html_static_path, str(folder)]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and its node."""
    other = (pass_through, pass_through)
    app.add_node(explorer, html=(visit_html, depart_html), text=other, latex=other, man=other, texinfo=other)
    app.add_directive("explorer", ExplorerDirective)
    app.connect("config-inited", add_models)
    app.connect("html-page-context", add_scripts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


__all__ = ["EXPLORERS", "Explorer", "ExplorerDirective", "explorer", "setup"]
