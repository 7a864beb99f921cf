"""What only the whole site knows, put into its pages: dates, sources, the archive, policies."""

import re
from pathlib import Path

from last_change import in_words, last_change
from offline import ARCHIVE, in_megabytes, pack, write_worker
from policy import with_policy

# The templates leave HTML with gaps in a comment: <!--book:what:… {gap} …-->
CHANGED, SOURCE, ARCHIVE_LINK = (
    re.compile(rf"<!--book:{what}:(.*?)-->\n?") for what in ("changed", "source", "archive")
)


def fill(page: str, mark: re.Pattern[str], **gaps: str) -> str:
    """Open the comments of one kind and fill their gaps."""
    return mark.sub(lambda found: found[1].format(**gaps) + "\n", page)


def leave_source(html: Path, name: str, target: Path) -> None:
    """Put a page's source into the site, with a mark from which every browser knows that it is UTF-8."""
    source = (html / "_sources" / f"{name}.md").read_text("utf-8")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(source, encoding="utf-8-sig")


def finished(page: str, language: str, name: str, *, has_source: bool) -> str:
    """Give a page its source, its date and its policy."""
    if has_source:
        page = fill(page, SOURCE, address=f"{'../' * name.count('/')}sources/{name}.md.txt")
        if day := last_change(language, name):
            page = fill(page, CHANGED, date=in_words(day, language))
    return with_policy(CHANGED.sub("", SOURCE.sub("", page)), f"{language}/{name}.html")


def finish(site: Path, pages: dict[str, list[str]], builds: dict[str, Path]) -> None:
    """Finish an assembled site.

    Args:
        site: The site, complete but for what this adds.
        pages: For each language, the names of the pages that have a source.
        builds: For each language, the folder of its HTML, with the sources that it was made of.
    """
    files = {
        (language, file.relative_to(site / language).with_suffix("").as_posix()): file
        for language in pages
        for file in sorted((site / language).rglob("*.html"))
    }
    for (language, name), file in files.items():
        has_source = name in pages[language]
        if has_source:
            leave_source(builds[language], name, site / language / "sources" / f"{name}.md.txt")
        page = finished(file.read_text("utf-8"), language, name, has_source=has_source)
        file.write_text(page, encoding="utf-8")
    write_worker(site)
    size = in_megabytes(pack(site, ARCHIVE_LINK))
    for (_, name), file in files.items():
        address = f"{'../' * name.count('/')}../{ARCHIVE}"
        page = fill(file.read_text("utf-8"), ARCHIVE_LINK, address=address, size=size)
        file.write_text(page, encoding="utf-8")
