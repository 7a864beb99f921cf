"""One site from the builds of the languages: what stands above them, and nothing that is stale."""

import re
import shutil
from pathlib import Path

from editions import SITE_URL, is_generated
from execution import build_folder
from finish import finish
from front_pages import lost_page, root_page
from pairs import write_blocks
from search_index import write_index
from slim import slim
from social_picture import picture
from wheel import wheel

DOCS = Path(__file__).resolve().parent
NOT_PUBLISHED = shutil.ignore_patterns(
    ".buildinfo*", ".doctrees", "reports", "*.pickle", "_static", "_search", "_sources"
)


def copy_language(language: str, html: Path, target: Path) -> list[str]:
    """Copy one language's build without the pages whose source is gone; return the names of its pages."""
    shutil.copytree(html, target, ignore=NOT_PUBLISHED)
    pages = []
    for file in sorted(target.rglob("*.html")):
        name = file.relative_to(target).with_suffix("").as_posix()
        if (DOCS / language / f"{name}.md").exists():
            pages.append(name)
        elif not is_generated(name):
            file.unlink()
    for file in target.glob("notebooks/**/*.ipynb"):
        if file.relative_to(target / "notebooks").with_suffix("").as_posix() not in pages:
            file.unlink()
    drop_unused_images(target)
    return pages


def drop_unused_images(folder: Path) -> None:
    """Delete the figures of earlier builds, which no page shows any more."""
    shown = {
        name
        for page in folder.rglob("*.html")
        for name in re.findall(r"_images/([^\"'?# )]+)", page.read_text("utf-8"))
    }
    for image in (folder / "_images").glob("*"):
        if image.name not in shown:
            image.unlink()


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


def assemble(builds: dict[str, Path], target: Path, fresh: list[str]) -> None:
    """Make one site.

    Args:
        builds: For each language, the folder of its HTML.
        target: The folder to make.
        fresh: The languages that have just been built; the others may have older files in `_static`.
    """
    pages = {language: copy_language(language, html, target / language) for language, html in builds.items()}
    for language, html in builds.items():
        write_index(html, pages[language], DOCS / "terms.toml", target / language / "search-index.js")
    slim([builds[language] / "_static" for language in fresh], target, build_folder() / "styles")
    shutil.copyfile(picture(build_folder() / "picture"), target / "og.png")
    package = wheel()
    (target / "downloads").mkdir()
    shutil.copyfile(package, target / "downloads" / package.name)
    written = {
        "index.html": root_page(list(pages)),
        "404.html": lost_page(),
        "sitemap.xml": sitemap(pages),
        "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {SITE_URL}sitemap.xml\n",
        ".nojekyll": "",
    }
    for name, text in written.items():
        (target / name).write_text(text, encoding="utf-8")
    write_blocks(target, pages)
    finish(target, pages, builds)
