"""What makes the site readable without a network: the service worker, and the archive to take home."""

import hashlib
import struct
import zlib
from pathlib import Path

from kept import Kept

HERE = Path(__file__).resolve().parent
WORKER = HERE / "_static" / "service-worker.js"
ARCHIVE = "downloads/rnn-guide.zip"
# Of no use to somebody who reads from disk.
NOT_PACKED = {".nojekyll", "404.html", "robots.txt", "sitemap.xml"}

# An archive as its specification (APPNOTE.TXT) names the fields, each number little-endian.
LOCAL, CENTRAL, END = (
    struct.Struct("<4s5H3I2H"),
    struct.Struct("<4s6H3I5H2I"),
    struct.Struct("<4s4H2IH"),
)
VERSION, UTF_8, DEFLATED = 20, 1 << 11, 8
TIME, DATE = 0, 1 << 5 | 1  # the first day that an archive can name, 1980-01-01, as it writes it
ON_UNIX, READABLE = 3 << 8, 0o100644 << 16  # on every system as on Unix


def worker(site: dict[str, bytes]) -> bytes:
    """Write the service worker, which has the digest of the site in it: a new site is a new worker."""
    state = hashlib.sha256()
    for name, content in sorted(site.items()):
        state.update(name.encode() + b"\0" + content + b"\0")
    return f'const VERSION = "{state.hexdigest()[:16]}";\n'.encode() + WORKER.read_bytes()


def deflated(content: bytes) -> bytes:
    """Compress a file as archives do."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def pack(site: dict[str, bytes], kept: Kept) -> bytes:
    """Pack a site into one archive, which opens from disk.

    The archive is written here and not by `zipfile`, which takes no files that are compressed already: to
    compress all of them takes longer than the rest of a build after an edit.

    Args:
        site: The content of every file by its name, without links to the archive.
        kept: What earlier builds compressed.
    """
    entries, directory, place = [], [], 0
    for name in sorted(site.keys() - NOT_PACKED, key=lambda name: name.split("/")):
        content = site[name]
        data, path = kept.made(deflated, content), f"rnn-guide/{name}".encode()
        facts = (UTF_8, DEFLATED, TIME, DATE, zlib.crc32(content), len(data), len(content), len(path), 0)
        head = LOCAL.pack(b"PK\3\4", VERSION, *facts) + path
        directory.append(
            CENTRAL.pack(b"PK\1\2", ON_UNIX | VERSION, VERSION, *facts, 0, 0, 0, READABLE, place) + path
        )
        entries += [head, data]
        place += len(head) + len(data)
    listed = b"".join(directory)
    end = END.pack(b"PK\5\6", 0, 0, len(directory), len(directory), len(listed), place, 0)
    return b"".join([*entries, listed, end])


def in_megabytes(size: int) -> str:
    """Write a size for readers."""
    return f"{size / 1e6:.1f} MB"
