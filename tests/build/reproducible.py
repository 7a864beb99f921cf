"""Compare two builds of the same sources byte by byte.

python tests/build/reproducible.py    builds this checkout twice, from nothing, in two folders
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILD = Path("docs", "build.py")


def read_site(folder: Path) -> dict[str, bytes]:
    """Return the content of every file of a site, by its name."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def first_difference(ours: bytes, theirs: bytes) -> str:
    """Return what stands around the first byte that differs."""
    same = next((i for i, pair in enumerate(zip(ours, theirs, strict=False)) if pair[0] != pair[1]), None)
    start = max(0, (min(len(ours), len(theirs)) if same is None else same) - 40)
    return f"{ours[start : start + 120]!r}\n    {theirs[start : start + 120]!r}"


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return a line for every file that the two sites do not share byte for byte."""
    missing = [f"{name}: only in one of the two" for name in sorted(one.keys() ^ other.keys())]
    both = sorted(one.keys() & other.keys())
    changed = [name for name in both if one[name] != other[name]]
    return missing + [f"{name}:\n    {first_difference(one[name], other[name])}" for name in changed]


def copy_sources(target: Path) -> None:
    """Copy what git knows of this checkout, edits included."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)


def main() -> int:
    """Build twice and report."""
    time = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()
    sites = []
    with tempfile.TemporaryDirectory() as folder:
        for name in ("one", "another-place/with-a-longer-name"):
            sources, build = Path(folder, name, "sources"), Path(folder, name, "build")
            copy_sources(sources)
            environment = {**os.environ, "SOURCE_DATE_EPOCH": time, "RNN_GUIDE_BUILD": str(build)}
            subprocess.run([sys.executable, BUILD], cwd=sources, env=environment, check=True)
            sites.append(read_site(build / "site"))
    found = differences(*sites)
    if found:
        print(f"{len(found)} files differ between two builds of the same sources:\n", *found, sep="\n")
        print(
            "\nLook for a time, a path, an object's address or an order that chance decides, then run: "
            "python -m nox -s reproducible"
        )
        return 1
    print(f"{len(sites[0])} files, and the two builds are byte-identical.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
