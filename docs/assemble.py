"""One site from the builds of the languages: what stands above them, and nothing that is stale.

The site is made in memory and written at the end. What takes time is made only where its sources have
changed since the last build (`kept`): an edited sentence costs one page.
"""

import os
import posixpath
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

import pairs
from editions import SITE_URL, is_generated
from execution import build_folder
from finish import ARCHIVE_LINK, fill, finished
from front_pages import lost_page, root_page
from image_sizes import size
from kept import Kept
from last_change import changes, in_words, last_change
from offline import ARCHIVE, in_megabytes, pack, worker
from page_facts import Facts, facts
from search_index import concepts, index
from slim import shared_files, versioned, versions
from social_picture import picture
from wheel import wheel

DOCS = Path(__file__).resolve().parent
NOT_PUBLISHED = (".buildinfo*", ".doctrees", "reports", "*.pickle", "_static", "_search", "_sources")
BOM = b"\xef\xbb\xbf"  # from which every browser knows that a text is UTF-8


class Edition(NamedTuple):
    """One language's part of the site.

    Args:
        files: The content of every file, by its name in the language's folder.
        pages: The names of the pages that have a source, in order.
        used: What every page uses, also those that Sphinx has generated, by its file.
    """

    files: dict[str, bytes]
    pages: list[str]
    used: dict[str, Facts]


def read_build(html: Path) -> dict[str, bytes]:
    """Read what Sphinx wrote, but for what is not published."""

    def published(name: str) -> bool:
        return not any(fnmatch(name, pattern) for pattern in NOT_PUBLISHED)

    found = {}
    for folder, inside, names in os.walk(html):
        inside[:] = filter(published, inside)
        for file in (Path(folder, name) for name in names if published(name)):
            found[file.relative_to(html).as_posix()] = file.read_bytes()
    return dict(sorted(found.items(), key=lambda item: item[0].split("/")))


def edition(language: str, html: Path, kept: Kept) -> Edition:
    """Read one language's build, without what earlier builds have left there."""
    files = read_build(html)
    named = [name.removesuffix(".html") for name in files if name.endswith(".html")]
    pages = [name for name in named if (DOCS / language / f"{name}.md").exists()]
    used = {
        f"{name}.html": kept.made(facts, files[f"{name}.html"])
        for name in named
        if name in pages or is_generated(name)
    }
    shown = {name for page in used.values() for name in page.shown}

    def is_stale(name: str) -> bool:
        if name.startswith(("_images/", "_downloads/")):
            return name not in shown
        if name.startswith("notebooks/"):
            return name.removeprefix("notebooks/").removesuffix(".ipynb") not in pages
        return name.endswith(".html") and name not in used

    fresh = {name: content for name, content in files.items() if not is_stale(name)}
    for name in pages:
        fresh[f"sources/{name}.md.txt"] = BOM + (html / "_sources" / f"{name}.md").read_bytes()
    return Edition(fresh, pages, used)


def finish(
    language: str, this: Edition, common: set[str], shared: dict[str, str], kept: Kept
) -> dict[str, bytes]:
    """Finish the pages of one language.

    Args:
        language: The language.
        this: Its part of the site.
        common: The names of the pages that every language has.
        shared: What the addresses of the shared files end with.
        kept: What earlier builds made.
    """
    pages = {}
    for file, used in this.used.items():
        name = file.removesuffix(".html")
        sizes = {}
        for address in used.pictures:
            picture = posixpath.normpath(posixpath.join(posixpath.dirname(file), address))
            sizes[address] = size(picture, this.files[picture])
        has_source = name in this.pages
        source = f"{'../' * name.count('/')}sources/{name}.md.txt" if has_source else ""
        day = last_change(language, name) if has_source else None
        date = kept.made(in_words, day, language) if day else ""
        paired = name in common
        pages[file] = kept.made(
            finished, this.files[file], f"{language}/{file}", shared, sizes, paired, source, date
        )
    return pages


def sitemap(pages: dict[str, list[str]]) -> str:
    """List every page of every language, with the same page in the other languages."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for language, names in pages.items():
        for name in names:
            alternates = "".join(
                f'<xhtml:link rel="alternate" hreflang="{code}" href="{SITE_URL}{code}/{name}.html"/>'
                for code in pages
                if name in pages[code]
            )
            lines.append(f"<url><loc>{SITE_URL}{language}/{name}.html</loc>{alternates}</url>")
    return "\n".join([*lines, "</urlset>", ""])


def above(pages: dict[str, list[str]]) -> dict[str, bytes]:
    """Make the files that stand above the languages."""
    package = wheel()
    written = {
        "index.html": root_page(list(pages)),
        "404.html": lost_page(),
        "sitemap.xml": sitemap(pages),
        "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {SITE_URL}sitemap.xml\n",
        ".nojekyll": "",
    }
    return {
        "og.png": picture(build_folder() / "picture").read_bytes(),
        f"downloads/{package.name}": package.read_bytes(),
        **{name: text.encode("utf-8") for name, text in written.items()},
    }


def add_blocks(editions: dict[str, Edition], common: set[str], kept: Kept) -> None:
    """Give every language the scripts with the blocks of its pages, which the same pages elsewhere load."""
    for name in sorted(common):
        scripts = kept.made(pairs.scripts, *(this.files[f"{name}.html"] for this in editions.values()))
        for (language, this), script in zip(editions.items(), scripts, strict=False):
            this.files[f"blocks/{name}.js"] = script
            for other in editions.values():
                page = other.files[f"{name}.html"]
                other.files[f"{name}.html"] = versioned(page, f"{language}/blocks/{name}.js", script)


def get_ready() -> Kept:
    """Do what needs no page, while Sphinx writes them; return what earlier builds made."""
    changes()
    return Kept(build_folder() / "kept")


def assemble(builds: dict[str, Path], target: Path, fresh: list[str], kept: Kept) -> None:
    """Make one site.

    Args:
        builds: For each language, the folder of its HTML.
        target: The folder to make.
        fresh: The languages that have just been built; the others may have older files in `_static`.
        kept: What earlier builds made.
    """
    editions = {language: edition(language, html, kept) for language, html in builds.items()}
    pages = {language: this.pages for language, this in editions.items()}
    common = set.intersection(*map(set, pages.values())) if len(pages) > 1 else set()
    used = [page for language in sorted(editions) for page in editions[language].used.values()]
    statics = [builds[language] / "_static" for language in fresh]
    shared = shared_files(statics, used, build_folder() / "styles", kept)

    site = {**above(pages), **{f"_static/{name}": content for name, content in shared.items()}}
    known = kept.made(concepts, (DOCS / "terms.toml").read_text("utf-8"))
    for language, this in editions.items():
        this.files.update(finish(language, this, common, versions(shared), kept))
        found = index(builds[language], this.pages, known).encode("utf-8")
        this.files["search-index.js"] = found
        this.files["search.html"] = versioned(this.files["search.html"], "search-index.js", found)
    add_blocks(editions, common, kept)
    for language, this in editions.items():
        site.update({f"{language}/{name}": content for name, content in this.files.items()})
    write(with_archive(site, kept), target)
    kept.save()


def with_archive(site: dict[str, bytes], kept: Kept) -> dict[str, bytes]:
    """Add the service worker and the archive, and the links to the archive that it has not itself."""
    site["service-worker.js"] = worker(site)
    pages = [name for name in site if name.endswith(".html")]
    archive = pack({**site, **{name: fill(site[name], ARCHIVE_LINK) for name in pages}}, kept)
    for name in pages:
        gaps = {"address": f"{'../' * name.count('/')}{ARCHIVE}", "size": in_megabytes(len(archive))}
        site[name] = fill(site[name], ARCHIVE_LINK, **gaps)
    return {**site, ARCHIVE: archive}


def write(site: dict[str, bytes], target: Path) -> None:
    """Write the files of a site."""
    for folder in {target / posixpath.dirname(name) for name in site}:
        folder.mkdir(parents=True, exist_ok=True)
    for name, content in site.items():
        (target / name).write_bytes(content)
