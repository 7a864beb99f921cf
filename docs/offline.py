"""What makes the site readable without a network: the service worker, and the archive to take home."""

import hashlib
import re
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORKER = HERE / "_static" / "service-worker.js"
ARCHIVE = "downloads/rnn-guide.zip"
# Of no use to somebody who reads from disk.
NOT_PACKED = {".nojekyll", "404.html", "robots.txt", "sitemap.xml"}
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first day that an archive can name


def files(site: Path) -> list[Path]:
    """List the files of a site in an order that is always the same."""
    return sorted(path for path in site.rglob("*") if path.is_file())


def write_worker(site: Path) -> None:
    """Write the service worker, which has the digest of the site in it: a new site is a new worker."""
    state = hashlib.sha256()
    for file in files(site):
        state.update(file.relative_to(site).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    code = WORKER.read_text(encoding="utf-8")
    (site / "service-worker.js").write_text(
        f'const VERSION = "{state.hexdigest()[:16]}";\n{code}', encoding="utf-8"
    )


def pack(site: Path, mark: re.Pattern[str]) -> int:
    """Pack the site into one archive, which opens from disk; return its size in bytes.

    Args:
        site: The finished site but for the links to the archive.
        mark: Where these links will stand; in the archive there are none.
    """
    target = site / ARCHIVE
    target.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:
        for file in files(site):
            name = file.relative_to(site).as_posix()
            if name in NOT_PACKED or file == target:
                continue
            data = file.read_bytes()
            if file.suffix == ".html":
                data = mark.sub("", data.decode("utf-8")).encode("utf-8")
            entry = zipfile.ZipInfo(f"rnn-guide/{name}", EARLIEST)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # on every system as on Unix
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, 6)
    return target.stat().st_size


def in_megabytes(size: int) -> str:
    """Write a size for readers."""
    return f"{size / 1e6:.1f} MB"
