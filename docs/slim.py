"""What the pages of both languages share: one `_static` folder above them, with nothing that no page uses."""

import hashlib
import re
from pathlib import Path

from fonts import letters_in
from kept import Kept
from page_facts import FONTS, STATIC, STYLESHEET, Facts, words_of
from scripts import without_comments
from sheet import SHEET, reachable_words, read_css, styles

OURS = Path(__file__).resolve().parent / "_static"


def only_version(name: str, statics: list[Path]) -> Path:
    """Return the file of this name, of which all languages must have the same one.

    Raises:
        RuntimeError: The languages have different files under one name.
    """
    files = [static / name for static in statics if (static / name).exists()]
    if not files or len({file.read_bytes() for file in files}) > 1:
        what = "differs between the languages" if files else "is named by a page and is not there"
        raise RuntimeError(
            f"_static/{name} {what}. The languages share one _static folder: "
            "let the page hand its words to the script in data-… attributes."
        )
    return files[0]


def shared_files(statics: list[Path], pages: list[Facts], folder: Path, kept: Kept) -> dict[str, bytes]:
    """Return the content of every file that pages need in `_static`, by its name there.

    Args:
        statics: The `_static` folders of the languages' builds.
        pages: What the pages use.
        folder: Where style sheets are kept.
        kept: What earlier builds made.
    """
    sheets = list(dict.fromkeys(name for page in pages for name in page.sheets))
    names = sorted({name for page in pages for name in page.files})
    files = {name: only_version(name, statics) for name in names}
    css = "\n".join(read_css(statics[0], name) for name in sheets if not (OURS / name).exists())
    own = "\n".join(read_css(statics[0], name) for name in sheets if (OURS / name).exists())
    words = [page.words for page in pages]
    words += [words_of([file.read_text("utf-8")]) for name, file in files.items() if name.endswith(".js")]
    reachable = kept.made(reachable_words, css, *words)
    made = styles(css, own, reachable, letters_in(page.letters for page in pages), statics[0], folder)
    inside = sorted(file for file in made.rglob("*") if file.is_file())
    found = {file.relative_to(made).as_posix(): file.read_bytes() for file in inside}
    for name, file in files.items():
        if name.endswith(".js"):
            found[name] = without_comments(file).encode("utf-8")
        elif name not in sheets:
            found[name] = file.read_bytes()
    found[SHEET] = found[SHEET].replace(b'.woff2"', f'.woff2{fonts_version(found)}"'.encode())
    return found


def version(*contents: bytes) -> str:
    """Return what the address of a file ends with, so that a new file is fetched and an old one is not."""
    return f"?v={hashlib.sha256(b''.join(contents)).hexdigest()[:8]}"


def fonts_version(files: dict[str, bytes]) -> str:
    """Return the version of all fonts, of which a script chooses some."""
    return version(*(content for name, content in sorted(files.items()) if name.endswith(".woff2")))


def versions(files: dict[str, bytes]) -> dict[str, str]:
    """Return the versions of the sheet, of every script and of the folder of fonts."""
    made = {
        name: version(content) for name, content in files.items() if name == SHEET or name.endswith(".js")
    }
    return {**dict(sorted(made.items())), FONTS: fonts_version(files)}


def versioned(page: bytes, address: str, content: bytes) -> bytes:
    """Add the version of a file to the attribute that ends with its address."""
    return page.replace(f'{address}"'.encode(), f'{address}{version(content)}"'.encode())


def rewrite(page: str, versions: dict[str, str]) -> str:
    """Point a page at the one sheet and at the shared folder."""
    first = STYLESHEET.search(page)
    if first is None:
        return page
    link = f'<link rel="stylesheet" href="{first["up"]}_static/{SHEET}{versions[SHEET]}">\n'
    page = page[: first.start()] + link + STYLESHEET.sub("", page[first.start() :])

    def moved(found: re.Match[str]) -> str:
        up = found["up"].removeprefix("./")
        return f'="{up}../_static/{found["name"]}{versions.get(found["name"], found["query"])}'

    return STATIC.sub(moved, page)
