"""Page parity: docs/ko and docs/en hold the same pages, and each page the same sequence of blocks."""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path

from .block import Block
from .blocks import read_page
from .problem import Problem, place, shorten

RULE = "parity"
HIDDEN = ("_", ".")
# How to repair what differs.
REMEDIES = {
    "code": "Copy the code from one page to the other: code is equal to the byte, comments included.",
    "options": "Give both the same options.",
    "values of options": "Give the option the same value in both; only alt, caption and title are words.",
    "TeX": "Write the same formula in both; only words inside \\text{…} may differ.",
    "inline math": "Write the same formulas in both; only words inside \\text{…} may differ.",
    "inline code": "Name the same code in both, or mark what differs: `낱말`{.ko} and `word`{.en}.",
    "references": "Refer to the same places in both; only the words shown may differ.",
    "columns": "Give both tables the same columns with the same alignment.",
    "values": "Give both pages the same front matter; only titles and html_meta are words.",
}


def pages(folder: Path) -> set[str]:
    """Return the files of one language that the build reads, relative to its folder."""
    files = (file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
    return {file.as_posix() for file in files if not any(part.startswith(HIDDEN) for part in file.parts)}


def compare_trees(ko: Path, en: Path, terms: Mapping[str, Mapping[str, str]] | None = None) -> list[Problem]:
    """Return what differs between the pages of two folders."""
    problems = [problem for name in sorted(pages(ko) ^ pages(en)) for problem in missing_file(name, ko, en)]
    for name in sorted(name for name in pages(ko) & pages(en) if name.endswith(".md")):
        problems += compare_pages(ko / name, en / name, terms)
    return problems


def missing_file(name: str, ko: Path, en: Path) -> list[Problem]:
    """Return the problem of a file that only one language has, nothing if it has both."""
    there, lacks = (ko, en) if (ko / name).exists() else (en, ko)
    if (lacks / name).exists():
        return []
    kind = "page" if name.endswith(".md") else "file"
    message = f"this {kind} has no twin {lacks / name}"
    first = (there / name).read_text(encoding="utf-8")[:300] if kind == "page" else name
    remedy = f"Write {lacks / name} with the same blocks, or delete {there / name}."
    return [Problem(place(there / name, 1), RULE, message, ((there.name, first),), remedy)]


def compare_pages(ko: Path, en: Path, terms: Mapping[str, Mapping[str, str]] | None = None) -> list[Problem]:
    """Return where two pages differ, one problem for each missing, extra or differing block.

    Args:
        ko: The Korean page.
        en: The English page.
        terms: The contents of docs/terms.toml, which say that ``{term}`` means the same in two languages.
    """
    names = _term_ids(terms or {})
    ours, theirs = ([_with_terms(block, names) for block in read_page(page)] for page in (ko, en))
    pair = _Pair(ko, en, ours, theirs)
    return list(pair.problems())


class _Pair:
    def __init__(self, ko: Path, en: Path, ours: list[Block], theirs: list[Block]) -> None:
        self.files, self.blocks = (ko, en), (ours, theirs)
        # Two folders of the same name would give two equal labels.
        self.labels = ("ko", "en")

    def problems(self) -> Iterator[Problem]:
        ours, theirs = self.blocks
        exact = _opcodes([block.signature for block in ours], [block.signature for block in theirs])
        for tag, a, b, c, d in exact:
            if tag != "equal":
                shapes = ([_shape(block) for block in blocks] for blocks in (ours[a:b], theirs[c:d]))
                for inner, i, j, k, m in _opcodes(*shapes):
                    if inner == "equal":
                        for x, y in zip(ours[a + i : a + j], theirs[c + k : c + m], strict=True):
                            yield from self.differing(x, y)
                    else:
                        yield self.unmatched((a + i, a + j), (c + k, c + m))

    def place(self, side: int, line: int) -> str:
        return place(self.files[side], line)

    def differing(self, x: Block, y: Block) -> Iterator[Problem]:
        for name in sorted({*x.facts, *y.facts}):
            left, right = x.facts.get(name, ()), y.facts.get(name, ())
            if left == right:
                continue
            message = f"{x.kind}: {name} differs from {self.place(1, y.line)}"
            excerpts = [("ko", x.source), ("en", y.source)]
            if name == "code":
                number, left_line, right_line = _first_difference(left[0], right[0])
                message += f", first in line {number} of the code"
                excerpts = [("ko", left_line), ("en", right_line)]
            else:
                excerpts += _only("only in ko", left, right) + _only("only in en", right, left)
            remedy = REMEDIES.get(name, f"Make {name} the same in both.")
            yield Problem(self.place(0, x.line), RULE, message, tuple(excerpts), remedy)

    def unmatched(self, ours: tuple[int, int], theirs: tuple[int, int]) -> Problem:
        gaps = [self.blocks[0][slice(*ours)], self.blocks[1][slice(*theirs)]]
        if all(gaps):
            x, y = gaps[0][0], gaps[1][0]
            message = f"{_describe(gaps[0])} here, but {_describe(gaps[1])} in {self.place(1, y.line)}"
            excerpts = (("ko", x.source), ("en", y.source))
            remedy = "Write the same kinds of blocks in the same order in both languages."
            return Problem(self.place(0, x.line), RULE, message, excerpts, remedy)
        side = 0 if gaps[0] else 1
        start, stop = self.settle(side, *(ours if side == 0 else theirs), (theirs if side == 0 else ours)[0])
        extra, other = self.blocks[side][start:stop], self.blocks[1 - side]
        # Sliding the gap moves the place of the insertion by as much.
        at = (theirs if side == 0 else ours)[0] - ((ours if side == 0 else theirs)[0] - start)
        after = self.place(1 - side, other[at - 1].line) if at else f"the beginning of {self.files[1 - side]}"
        message = f"{_describe(extra)} that {self.labels[1 - side]} lacks after {after}"
        before = (self.labels[1 - side], other[at - 1].source if at else "(beginning of the page)")
        excerpts = ((self.labels[side], extra[0].source), before)
        remedy = f"Add it to {self.files[1 - side]}, or remove it from {self.files[side]}."
        return Problem(self.place(side, extra[0].line), RULE, message, excerpts, remedy)

    def settle(self, side: int, start: int, stop: int, at: int) -> tuple[int, int]:
        """Return the most likely place of a gap among blocks that are alike."""
        mine, other, size = self.blocks[side], self.blocks[1 - side], stop - start
        shift = start - at
        while stop < len(mine) and mine[start].signature == mine[stop].signature == other[at].signature:
            start, stop, at = start + 1, stop + 1, at + 1
        depth = min(len(block.path) for block in mine[start:stop])
        best, best_score, score = start, (False, 0.0), 0.0
        while True:
            # A gap begins with its outermost block: with a list item, not with the paragraph inside.
            rated = (len(mine[start].path) == depth, score)
            if rated > best_score:
                best, best_score = start, rated
            start, at = start - 1, start - 1 - shift
            if min(start, at) < 0:
                return best, best + size
            if not mine[start].signature == mine[start + size].signature == other[at].signature:
                return best, best + size
            score += _likeness(mine[start + size], other[at]) - _likeness(mine[start], other[at])


def _opcodes(a: Sequence[Hashable], b: Sequence[Hashable]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, a, b, autojunk=False).get_opcodes()


def _shape(block: Block) -> tuple[object, ...]:
    return (block.kind, block.path)


def _describe(blocks: list[Block]) -> str:
    first = blocks[0]
    kind = f"{'an' if first.kind[0] in 'aeiou' else 'a'} {first.kind}"
    inside = all(len(block.path) > len(first.path) for block in blocks[1:])
    if len(blocks) == 1:
        return kind
    return f"{kind} with what it holds" if inside else f"{kind} and {len(blocks) - 1} more block(s)"


def _likeness(x: Block, y: Block) -> float:
    """Return from 0 to 2 how alike two blocks look: their lengths and their Latin words."""
    texts = [" ".join(run.text for run in block.runs) for block in (x, y)]
    # A Korean sentence has about half the letters of its English one.
    lengths = sorted((len(texts[0].encode()) + 1, len(texts[1].encode()) + 1))
    words = [set(re.findall("[A-Za-z0-9]+", text)) for text in texts]
    shared = len(words[0] & words[1]) / max(1, min(map(len, words)))
    return lengths[0] / lengths[1] + shared


def _only(label: str, some: tuple[str, ...], others: tuple[str, ...]) -> list[tuple[str, str]]:
    left = list((Counter(some) - Counter(others)).elements())
    return [(label, ", ".join(shorten(item, 60) for item in left))] if left else []


def _first_difference(a: str, b: str) -> tuple[int, str, str]:
    pairs = zip_longest(a.split("\n"), b.split("\n"), fillvalue="(end of the code)")
    return next((n, x, y) for n, (x, y) in enumerate(pairs, 1) if x != y)


def _term_ids(terms: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {entry[key]: name for name, entry in terms.items() for key in ("ko", "en", "abbr") if key in entry}


def _with_terms(block: Block, names: Mapping[str, str]) -> Block:
    """Return the block with the targets of ``{term}`` replaced by the id they have in docs/terms.toml."""
    references = block.facts.get("references", ())
    if not any(reference.startswith("{term} ") for reference in references):
        return block
    common = (f"{{term}} {names.get(r[7:], r[7:])}" if r.startswith("{term} ") else r for r in references)
    return replace(block, facts={**block.facts, "references": tuple(sorted(common))})
