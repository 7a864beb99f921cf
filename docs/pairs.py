"""The blocks of text of a page: numbered alike in both languages, so that both can stand side by side.

What counts as a block has its text in the page's language: paragraphs (those of lists, tables, boxes and
captions too), headings, terms, and the titles of what folds. Code, signatures, formulas and figures are no
blocks. Each page leaves its blocks in a script that the other language's page loads when the reader asks; a
script also loads from disk.
"""

import re

from search_index import compact

ARTICLE = re.compile(r'(?<=<article class="bd-article">).*(?=</article>)', re.DOTALL)
# Paragraphs, headings and terms cannot hold others of their kind, so their first end tag is their own.
BLOCK = re.compile(
    r"(?P<explorer><(?P<name>rnn-[\w-]+)\b.*?</(?P=name)>)"  # its words belong to its controls
    r'|<(?P<tag>p|h[1-6]|dt(?![^<>]*class="sig)|caption)(?P<rest>(?:\s[^<>]*)?)>(?P<text>.*?)</(?P=tag)>'
    r'|<span class="sd-summary-text">(?P<title>.*?)</span>(?=<span class="sd-summary-state-marker)',
    re.DOTALL,
)
NUMBERED = re.compile(r' data-block="(?P<key>[^"]+)">')  # the last attribute of its tag
STATE_MARKER = '</span><span class="sd-summary-state-marker'
HEADER_LINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
ID = re.compile(r'\sid="[^"]*"')
# The glossary is sorted for its language: its blocks are counted after the term that they belong to.
TERM = re.compile(r'\sid="(term-[^"]+)"')
# A term's name in the other language, which both languages' pages show anyway.
OTHER_NAME = re.compile(r'<span lang="\w+">[^<]*</span>')


def numbered(page: str) -> str:
    """Number the blocks of a page's article."""
    article = ARTICLE.search(page)
    if article is None:
        return page
    term, count = "", 0

    def number(found: re.Match[str]) -> str:
        nonlocal term, count
        if found["explorer"]:
            return found[0]
        anchor = TERM.search(found["rest"] or "") if found["tag"] == "dt" else None
        if anchor:
            term, count = f"{anchor[1]}.", 0
            return found[0]  # the entry gives its name in the other language
        count += 1
        mark = f' data-block="{term}{count}"'
        if found["tag"] is None:
            return found[0].replace(">", f"{mark}>", 1)
        return f"<{found['tag']}{found['rest']}{mark}>{found['text']}</{found['tag']}>"

    return page[: article.start()] + BLOCK.sub(number, article[0]) + page[article.end() :]


def blocks(page: str) -> dict[str, str]:
    """Read the blocks of a numbered page: their HTML, without anchors."""
    found = {}
    for start in NUMBERED.finditer(page):
        tag = page[page.rindex("<", 0, start.start()) + 1 : start.start()].split(maxsplit=1)[0]
        end = STATE_MARKER if tag == "span" else f"</{tag}>"
        text = page[start.end() : page.index(end, start.end())]
        found[start["key"]] = ID.sub("", HEADER_LINK.sub("", text)).strip()
    return found


def scripts(*pages: bytes) -> list[bytes]:
    """Write the blocks that differ between the languages: a script for every language's finished page.

    Returns:
        The scripts in the order of the pages; none where the pages' blocks are not the same ones, because one
        language is ahead.
    """
    found = [blocks(page.decode("utf-8")) for page in pages]
    if len({frozenset(texts) for texts in found}) > 1:
        return []
    written = []
    for texts in found:
        differing = {
            key: text
            for key, text in texts.items()
            if any(text != other[key] for other in found) and not OTHER_NAME.fullmatch(text)
        }
        data = {"count": len(texts), "texts": differing}
        written.append(f"window.rnnGuideBlocks = {compact(data)};\n".encode())
    return written
