"""Scripts as they are served: what a browser does not read is left out."""

import re
from pathlib import Path

# Lines of scripts that say nothing to a browser, and the spaces before the others.
SILENT = re.compile(r"^[ \t]*(?://.*)?\n|^[ \t]+", re.MULTILINE)


def without_comments(file: Path) -> str:
    """Read a script without its lines of comment and its indentation, which weigh a fifth of it.

    Raises:
        RuntimeError: A text in backticks goes over several lines, whose spaces may have a meaning.
    """
    text = file.read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if line.count("`") % 2:
            raise RuntimeError(
                f"{file.name}:{number}: a text in backticks goes over several lines. "
                "Make it of several texts, so that the script can be served without its indentation."
            )
    return SILENT.sub("", text)
