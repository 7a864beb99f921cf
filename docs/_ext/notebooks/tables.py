"""Tables, in the Markdown that Jupyter and Colab read: one line a row, one header row."""

import re
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from notebooks.blocks import BlockWriter

RULES = {"text-left": ":--", "text-center": ":-:", "text-right": "--:"}


def cell(writer: "BlockWriter", entry: nodes.Element) -> str:
    """Write a table's cell on one line."""
    if entry.get("morecols") or entry.get("morerows"):
        writer.page.warn("the page's notebook cannot show a cell that spans others. Repeat its text", entry)
    text = "<br>".join(writer.blocks(entry.children)).replace("\n", " ")
    # A bar ends a cell wherever it stands: in a formula it is written by name, elsewhere with a backslash.
    text = re.sub(r"\$[^$]+\$", lambda math: math[0].replace(r"\|", r"\Vert ").replace("|", r"\vert "), text)
    return text.replace("|", r"\|")


def table(writer: "BlockWriter", group: nodes.tgroup) -> str:
    """Write a table; one without a header gets an empty one."""
    rows = [list(row.findall(nodes.entry)) for row in group.findall(nodes.row)]
    if not list(group.findall(nodes.thead)):
        rows.insert(0, [nodes.entry() for _ in rows[0]])
    rules = [next((RULES[name] for name in entry["classes"] if name in RULES), "---") for entry in rows[-1]]
    lines = [[cell(writer, entry) for entry in row] for row in rows]
    lines.insert(1, rules)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
