"""The size of every picture, said on the page, so that no text jumps when a picture comes.

A picture comes when the reader comes near it: every plot of the book stands below the first screen, and a
plot is a drawing of a thousand parts, for which a phone needs a tenth of a second.
"""

import re
import struct
from collections.abc import Iterator

IMAGE = re.compile(r"<img\b(?![^>]*\swidth=)[^>]*?>")
SOURCE = re.compile(r'\ssrc="([^"]+)"')
SVG_LENGTH = re.compile(r'\b(width|height)="([\d.]+)(pt|px)?"')
VIEW_BOX = re.compile(r'viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"')
POINT = 4 / 3  # pixels


def size(name: str, content: bytes) -> tuple[int, int]:
    """Read the width and height of an SVG or PNG in pixels.

    Raises:
        ValueError: The file is something else or says no size.
    """
    if name.endswith(".png"):
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if name.endswith(".svg"):
        root = re.search(r"<svg\b[^>]*>", content.decode("utf-8"))
        head = root[0] if root else ""
        lengths = {
            name: float(value) * (POINT if unit == "pt" else 1)
            for name, value, unit in SVG_LENGTH.findall(head)
        }
        box = VIEW_BOX.search(head)
        if {"width", "height"} <= set(lengths):
            return round(lengths["width"]), round(lengths["height"])
        if box:
            return round(float(box[1])), round(float(box[2]))
    raise ValueError(f"{name} must be an SVG or PNG that says its size: save it as one of these.")


def sources(page: str) -> Iterator[str]:
    """Yield the address of every picture whose size a page does not say."""
    for image in IMAGE.findall(page):
        source = SOURCE.search(image)
        if source and not source[1].startswith(("data:", "http")):
            yield source[1]


def with_sizes(page: str, sizes: dict[str, tuple[int, int]]) -> str:
    """Give every picture of a page its width and height, known by its address, and let it come late."""

    def sized(found: re.Match[str]) -> str:
        source = SOURCE.search(found[0])
        if source is None or source[1] not in sizes:
            return found[0]
        width, height = sizes[source[1]]
        # first of all that it comes late: some browsers ask for a picture as soon as they read its address
        late = found[0].replace("<img", '<img loading="lazy"', 1).removesuffix(">").rstrip("/ ")
        return f'{late} width="{width}" height="{height}">'

    return IMAGE.sub(sized, page)
