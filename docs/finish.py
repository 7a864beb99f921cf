"""The pages of the site as readers get them: what only the whole site knows, put into each page."""

import re

from image_sizes import with_sizes
from pairs import numbered
from policy import with_policy
from slim import rewrite

# The templates leave HTML with gaps in a comment: <!--book:what:… {gap} …-->
CHANGED, SOURCE, ARCHIVE_LINK = (
    re.compile(rf"<!--book:{what}:(.*?)-->\n?".encode()) for what in ("changed", "source", "archive")
)


def fill(page: bytes, mark: re.Pattern[bytes], **gaps: str) -> bytes:
    """Open the comments of one kind and fill their gaps; without any gap, drop them."""

    def opened(found: re.Match[bytes]) -> bytes:
        return found[1].decode("utf-8").format(**gaps).encode("utf-8") + b"\n" if gaps else b""

    return mark.sub(opened, page)


def finished(
    content: bytes,
    name: str,
    versions: dict[str, str],
    sizes: dict[str, tuple[int, int]],
    paired: bool,
    source: str,
    date: str,
) -> bytes:
    """Finish a page but for its links to the archive, whose size is not known yet.

    Args:
        content: The page as Sphinx wrote it.
        name: Its file in the site.
        versions: What the addresses of the shared files end with.
        sizes: The width and height of its pictures, by their addresses.
        paired: Whether all languages have this page.
        source: Where its source is, "" where it has none.
        date: When it was last changed, "" where nobody knows.
    """
    page = with_sizes(rewrite(content.decode("utf-8"), versions), sizes)
    allowed = with_policy(numbered(page) if paired else page, name).encode("utf-8")
    filled = fill(allowed, SOURCE, **{"address": source} if source else {})
    return fill(filled, CHANGED, **{"date": date} if date else {})
