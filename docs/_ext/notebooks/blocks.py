"""What stands on lines of its own, as plain Markdown."""

import re
from collections.abc import Iterable
from textwrap import indent

from docutils import nodes
from sphinx.locale import admonitionlabels

from notebooks.inline import DRAWN, DROPPED, InlineWriter, longest_run
from notebooks.tables import table

LISTS = (nodes.bullet_list, nodes.enumerated_list)
SILENT_LANGUAGES = ("default", "none", "text", "python3", "ipython3", "ipython")
SEE_FIGURE = {"ko": "페이지에서 그림 보기", "en": "See the figure on the page"}


def quoted(blocks: Iterable[str]) -> str:
    """Put blocks into a block quote."""
    return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(blocks).splitlines())


def hanging(mark: str, text: str) -> str:
    """Put a mark before a text and indent its other lines."""
    return mark + indent(text, " " * len(mark))[len(mark) :]


class BlockWriter(InlineWriter):
    """Turns block nodes into Markdown: one method for each kind of node, found by its name."""

    def blocks(self, children: Iterable[nodes.Node]) -> list[str]:
        """Write blocks, one string each."""
        return [text for child in children if (text := self.block(child).strip("\n"))]

    def block(self, node: nodes.Node) -> str:
        """Write one block; what stands in lines becomes a paragraph."""
        if isinstance(node, DROPPED):
            return ""
        method = self.method("block", node)
        if method is not None:
            return method(node)
        if isinstance(node, nodes.Text | nodes.Inline) or self.method("inline", node):
            return self.inline_node(node).strip()
        self.page.warn(
            f"the page's notebook cannot show {type(node).__name__!r}. Write it in plain "
            "Markdown, or add a method to docs/_ext/notebooks/blocks.py",
            node,
        )
        return ""

    def _block_paragraph(self, node: nodes.Element) -> str:
        return self.line(node)

    _block_passthroughtextelement = _block_centered = _block_attribution = _block_paragraph

    def _block_rubric(self, node: nodes.Element) -> str:
        return f"**{self.line(node)}**"

    _block_sd_tab_label = _block_rubric

    def _block_container(self, node: nodes.Element) -> str:
        if "literal-block-wrapper" in node["classes"]:
            return self.captioned(node, self.uncaptioned(node))
        return "\n\n".join(self.blocks(node.children))

    _block_explorer = _block_glossary = _block_legend = _block_container

    def _block_compound(self, node: nodes.Element) -> str:
        return "" if "toctree-wrapper" in node["classes"] else self._block_container(node)

    def _block_sd_tab_input(self, node: nodes.Element) -> str:
        return ""

    _block_index = _block_tabular_col_spec = _block_fontawesome = _block_sd_tab_input

    def _block_transition(self, node: nodes.Element) -> str:
        return "---"

    # --- code and formulas ---------------------------------------------------------------------------------
    def _block_literal_block(self, node: nodes.Element) -> str:
        language = node.get("language", "")
        fence = "`" * max(3, longest_run("`", node.astext()) + 1)
        name = "" if language in SILENT_LANGUAGES else language
        if "python" in language or "testnodetype" in node:
            name = "python"
        code = node.astext().strip("\n")
        return f"{fence}{name}\n{code}\n{fence}"

    def _block_doctest_block(self, node: nodes.Element) -> str:
        return f"```python\n{node.astext()}\n```"

    def _block_math_block(self, node: nodes.Element) -> str:
        lines = [line for line in node.astext().strip().splitlines() if line.strip()]
        number = rf" \tag{{{node['number']}}}" if node.get("number") else ""
        if node.get("no-wrap", node.get("nowrap")):
            lines[-1] = re.sub(r"(\\end\{[a-z]+\*?\})$", lambda end: f"{number}{end[1]}", lines[-1])
        else:
            lines = ["$$", *lines, "$$"]
            lines[-2] += number
        # A quote mark or an indent inside a formula would be shown: there it stands on one line.
        return ("\n" if isinstance(node.parent, nodes.section) else " ").join(lines)

    # --- lists ---------------------------------------------------------------------------------------------
    def items(self, node: nodes.Element, marks: Iterable[str]) -> str:
        """Write list items; without empty lines between them if each is one paragraph."""
        items = [item for item in node.children if isinstance(item, nodes.Element)]
        paragraphs = [sum(not isinstance(part, LISTS) for part in item.children) for item in items]
        gap = "\n" if max(paragraphs, default=0) < 2 else "\n\n"
        return gap.join(
            hanging(mark, gap.join(self.blocks(item.children)))
            for mark, item in zip(marks, items, strict=True)
        )

    def _block_bullet_list(self, node: nodes.Element) -> str:
        return self.items(node, ["- "] * len(node))

    def _block_enumerated_list(self, node: nodes.Element) -> str:
        first = node.get("start", 1)
        return self.items(node, [f"{number}. " for number in range(first, first + len(node))])

    def _block_definition_list(self, node: nodes.Element) -> str:
        return "\n\n".join(self.blocks(node.children))

    _block_field_list = _block_definition_list

    def _block_definition_list_item(self, node: nodes.Element) -> str:
        terms = ", ".join(f"**{self.line(term)}**" for term in node.findall(nodes.term))
        meaning = [text for part in node.findall(nodes.definition) for text in self.blocks(part.children)]
        return hanging("- ", "\n\n".join([terms, *meaning]))

    def _block_field(self, node: nodes.Element) -> str:
        name, body = node.findall(nodes.field_name), node.findall(nodes.field_body)
        texts = self.blocks(next(body).children)
        return hanging("- ", f"**{self.line(next(name))}**: " + "\n\n".join(texts))

    # --- quotes: what the page sets apart ------------------------------------------------------------------
    def _block_block_quote(self, node: nodes.Element) -> str:
        return quoted(self.blocks(node.children))

    def titled(self, title: str, body: Iterable[nodes.Node]) -> str:
        """Write a block quote under a bold title."""
        return quoted([*([f"**{title}**"] if title else []), *self.blocks(body)])

    def _block_admonition(self, node: nodes.Element) -> str:
        title = node.children[0]
        if isinstance(title, nodes.title):
            return self.titled(self.line(title), node.children[1:])
        return self.titled(str(admonitionlabels.get(node.tagname, "")), node.children)

    _block_topic = _block_sidebar = _block_admonition

    def _block_dropdown_main(self, node: nodes.Element) -> str:
        title, body = (part for part in node.children if isinstance(part, nodes.Element))
        # beside the words stand icons
        words = [part for part in title.findall(nodes.inline) if "sd-summary-text" in part["classes"]]
        return self.titled(self.line(words[0]), body.children)

    def _block_footnote(self, node: nodes.Element) -> str:
        label = " ".join(self.line(part) for part in node.findall(nodes.label))
        body = [part for part in node.children if not isinstance(part, nodes.label)]
        return hanging("- ", rf"\[{label}\] " + "\n\n".join(self.blocks(body)))

    _block_citation = _block_footnote

    # --- figures and tables --------------------------------------------------------------------------------
    def captioned(self, node: nodes.Element, body: list[str]) -> str:
        """Write something below its number and caption."""
        captions = [part for part in node.children if isinstance(part, nodes.caption | nodes.title)]
        number = self.page.label(node)
        above = " ".join([*([f"**{number}**"] if number else []), *map(self.line, captions)])
        return "\n\n".join([*([above] if above else []), *body])

    def uncaptioned(self, node: nodes.Element) -> list[str]:
        """Write what stands below a caption."""
        return self.blocks(part for part in node.children if not isinstance(part, nodes.caption))

    def see_figure(self, figure: nodes.Element) -> str:
        """Link to a figure on the page."""
        place = f"#{figure['ids'][0]}" if figure["ids"] else ""
        return f"[{SEE_FIGURE[self.page.language]}]({self.page.url}{place})"

    def _block_figure(self, node: nodes.Element) -> str:
        # What a removed cell drew, of stored results for example, is nowhere in the notebook.
        drawn = any(DRAWN.search(image["uri"]) for image in node.findall(nodes.image))
        link = [self.see_figure(node)] if drawn else []
        return quoted([self.captioned(node, self.uncaptioned(node) + link)])

    def _block_diagram(self, node: nodes.Element) -> str:
        figure = node.parent
        while not isinstance(figure, nodes.figure):  # an explorer stands between the two
            figure = figure.parent
        link = self.see_figure(figure)
        return "\n\n".join([*(self._inline_text(nodes.Text(text)) for _, text in node["panels"]), link])

    def _block_table(self, node: nodes.Element) -> str:
        return self.captioned(node, [table(self, group) for group in node.findall(nodes.tgroup)])
