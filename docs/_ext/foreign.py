"""`lang` on what a page says in the other language, so that it is read aloud and broken into lines as such.

Korean pages hold the package's docstrings, the titles of works and sentences to read, all in English; English
pages hold words in Hangul. A class `language-en` becomes the attribute `lang`.
"""

import re

from docutils import nodes
from sphinx.application import Sphinx

HANGUL = re.compile(r"[ㄱ-ㅎㅏ-ㅣ가-힣]+(?: [ㄱ-ㅎㅏ-ㅣ가-힣]+)*")
SENTENCE = re.compile(r"[A-Za-z][a-z']*(?:[,;:]? [A-Za-z][a-z']*){3}")  # four words; a name may have three
ENGLISH, KOREAN = "language-en", "language-ko"


def is_english(text: str) -> bool:
    """Tell whether a text is a sentence, or the title of a work, in English alone."""
    return bool(SENTENCE.search(text)) and not HANGUL.search(text)


def mark_english(doctree: nodes.document) -> None:
    """Mark the English parts of a Korean page."""
    for box in list(doctree.findall(nodes.container)):
        if (
            ENGLISH in box["classes"]
        ):  # what is around the docstrings in it is Korean: the names of its fields, links
            box["classes"].remove(ENGLISH)
            for paragraph in box.findall(nodes.paragraph):
                paragraph["classes"].append(ENGLISH)
    for paragraph in doctree.findall(nodes.paragraph):
        if is_english(paragraph.astext()) and ENGLISH not in paragraph["classes"]:
            paragraph["classes"].append(ENGLISH)
    for reference in doctree.findall(nodes.reference):
        if is_english(reference.get("reftitle", "")):
            reference["classes"].append(ENGLISH)


def mark_korean(doctree: nodes.document) -> None:
    """Mark the words in Hangul of an English page, but not in code."""
    for text in list(doctree.findall(nodes.Text)):
        parent = text.parent
        if isinstance(parent, nodes.literal | nodes.literal_block | nodes.raw) or KOREAN in parent["classes"]:
            continue
        parts: list[nodes.Node] = []
        end = 0
        for found in HANGUL.finditer(text):
            parts += [nodes.Text(text[end : found.start()]), nodes.inline("", found[0], classes=[KOREAN])]
            end = found.end()
        if parts:
            parent.replace(text, [*parts, nodes.Text(text[end:])])


def mark(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Mark what is not in the page's language."""
    (mark_english if app.config.language == "ko" else mark_korean)(doctree)


def setup(app: Sphinx) -> dict[str, bool]:
    """Take part when a page is about to be written."""
    app.connect("doctree-resolved", mark)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
