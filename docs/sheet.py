"""The site's one style sheet: the rules of the theme that its pages can reach, and ours.

What takes time is kept in the build folder under the digest of all that it depends on; an edited sentence
changes none of it.
"""

import hashlib
import posixpath
import re
import shutil
from pathlib import Path

from fonts import FORMULAS, ICONS, icons_in, subset_font
from node_tools import run_script
from page_facts import WORD

HERE = Path(__file__).resolve().parent
PURGE = HERE / "_ext" / "purge_css.js"
SHEET = "site.css"

URL = re.compile(r"""url\(\s*["']?(?!data:|#)([^)"']+?)["']?\s*\)""")
IMPORT = re.compile(r"""@import\s+(?:url\()?\s*["']?([^"')]+)["']?\s*\)?\s*;""")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# A font that a style sheet offers in several formats: every browser that reads this page reads woff2.
OLDER_FORMATS = re.compile(r""",\s*url\([^)]*\.(?:woff|ttf)[^)]*\)\s*format\(["'][^"']*["']\)""")
FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
FAMILY = re.compile(r"""font-family:\s*["']?([^"';}]+)""")
VARIABLE = re.compile(r"--[\w-]+")
DEFINITION = re.compile(r"(--[\w-]+)\s*:([^;}]*)")


def read_css(static: Path, name: str) -> str:
    """Read a style sheet and those that it imports: without comments, every address relative to `_static`."""
    text = COMMENT.sub("", OLDER_FORMATS.sub("", (static / name).read_text(encoding="utf-8")))
    text = text.replace('@charset "UTF-8";', "")
    folder = posixpath.dirname(name)

    def place(address: str) -> str:
        return posixpath.normpath(posixpath.join(folder, address))

    # Imports stand first, so that no rule of this file precedes theirs.
    imported = "".join(read_css(static, place(address)) for address in IMPORT.findall(text))
    return imported + URL.sub(lambda found: f'url("{place(found[1])}")', IMPORT.sub("", text))


def reachable_words(css: str, *words: str) -> list[str]:
    """List the words of a style sheet that pages or scripts say; theirs stand between spaces."""
    said = set().union(*(some.split(" ") for some in words))
    return sorted(said & set(WORD.findall(css)))


def variables_for(css: str, own: str) -> list[str]:
    """List the variables that our rules use, and those that these are made of."""
    made_of: dict[str, set[str]] = {}
    for name, value in DEFINITION.findall(css):
        made_of.setdefault(name, set()).update(VARIABLE.findall(value))
    found, next_ones = set(), set(VARIABLE.findall(own))
    while next_ones:
        found |= next_ones
        next_ones = {part for name in next_ones for part in made_of.get(name, ())} - found
    return sorted(found)


def purge(css: str, own: str, words: list[str]) -> str:
    """Drop the rules that cannot apply and the variables that nothing uses; add our own rules."""
    done = run_script(PURGE, {"css": css, "words": words, "variables": variables_for(css, own)})
    if done.returncode:
        raise RuntimeError(f"docs/_ext/purge_css.js could not read the style sheets:\n{done.stderr[-2000:]}")
    return drop_unused_fonts(re.sub(r"\n\s*\n+", "\n", done.stdout) + own)


def drop_unused_fonts(css: str) -> str:
    """Drop the fonts whose names no rule says, not even in a variable or in the short form `font: …`."""
    rules = FONT_FACE.sub("", css)
    families = {face: FAMILY.search(face) for face in FONT_FACE.findall(css)}

    def used(face: re.Match[str]) -> str:
        family = families[face[0]]
        return face[0] if family and family[1].replace("\\", "") in rules else ""

    return FONT_FACE.sub(used, css)


def styles(css: str, own: str, words: list[str], letters: list[int], static: Path, kept: Path) -> Path:
    """Return a folder with the one sheet and every file that it names; make it where it is not there yet.

    Args:
        css: The rules of the theme and the extensions, of which those in use are kept.
        own: Our own rules, kept whole.
        words: What the pages say of the words of `css`.
        letters: The characters of the pages, for the fonts of formulas.
        static: Where the files are that the rules name.
        kept: The folder of these folders.
    """
    named = sorted(set(URL.findall(css + own)))
    state = hashlib.sha256("\0".join([css, own, *words, repr(letters)]).encode())
    for source in [
        PURGE,
        Path(__file__),
        HERE / "fonts.py",
        HERE / "package-lock.json",
        *(static / name for name in named),
    ]:
        state.update(source.read_bytes())
    folder = kept / state.hexdigest()[:16]
    if folder.exists():
        return folder

    sheet = purge(css, own, words)
    new = folder.with_suffix(".new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    (new / SHEET).write_text(sheet, encoding="utf-8")
    for name in sorted(set(URL.findall(sheet))):
        target = new / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if ICONS in name:
            subset_font(static / name, icons_in(sheet), target)
        elif FORMULAS in name and name.endswith(".woff2"):
            subset_font(static / name, letters, target)
        else:
            shutil.copyfile(static / name, target)
    for old in kept.iterdir():
        if old != new:
            shutil.rmtree(old)
    new.rename(folder)
    return folder
