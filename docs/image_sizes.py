"""The size of every picture, said on the page, so that no text jumps when a picture comes."""

import re
import struct
from functools import cache
from pathlib import Path

IMAGE = re.compile(r"<img\b(?![^>]*\swidth=)[^>]*?>")
SOURCE = re.compile(r'\ssrc="([^"]+)"')
SVG_LENGTH = re.compile(r'\b(width|height)="([\d.]+)(pt|px)?"')
VIEW_BOX = re.compile(r'viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"')
POINT = 4 / 3  # pixels


@cache
def size(file: Path) -> tuple[int, int]:
    """Read the width and height of an SVG or PNG in pixels.

    Raises:
        ValueError: The file is something else or says no size.
    """
    if file.suffix == ".png":
        width, height = struct.unpack(">II", file.read_bytes()[16:24])
        return width, height
    if file.suffix == ".svg":
        root = re.search(r"<svg\b[^>]*>", file.read_text(encoding="utf-8"))
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
    raise ValueError(f"{file.name} must be an SVG or PNG that says its size: save it as one of these.")


def with_sizes(html: str, page: Path) -> str:
    """Give every picture of a page its width and height."""

    def sized(found: re.Match[str]) -> str:
        source = SOURCE.search(found[0])
        if source is None or source[1].startswith(("data:", "http")):
            return found[0]
        width, height = size((page.parent / source[1]).resolve())
        return f'{found[0].removesuffix(">").rstrip("/ ")} width="{width}" height="{height}">'

    return IMAGE.sub(sized, html)
