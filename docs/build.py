"""Build the book: run Sphinx for each language, assemble one site aside, then swap it in.

    python docs/build.py          both languages
    python docs/build.py ko       one language, for writing; the other stays as it was last built, or is left
                                  out where templates, extensions or settings have changed since

Everything goes to `_build` (or to $RNN_GUIDE_BUILD). What fails is printed with its place, and the last good
site stays where it is.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS / "_ext"))

import runs  # noqa: E402  (found through the line above)
from complaints import ended, readable  # noqa: E402
from editions import LANGUAGES, REPOSITORY, SITE_URL  # noqa: E402
from execution import build_folder, cache_folder, digest  # noqa: E402
from file_state import state_of  # noqa: E402
from filelock import FileLock, Timeout  # noqa: E402
from last_change import git  # noqa: E402

# What every page depends on and Sphinx does not watch, besides where the site and its sources stand.
SHARED = ("conf.py", "terms.toml", "references.bib", "package-lock.json", "_ext", "_templates", "_locale")


def commit_time() -> str:
    """Return the time of the last commit: the only time that a build may show, so that builds repeat."""
    return git("log", "-1", "--format=%ct").strip() or "0"


def untranslated() -> list[str]:
    """Say which pages a language lacks."""
    pages = {
        language: {
            path.relative_to(DOCS / language).as_posix()
            for path in (DOCS / language).rglob("*.md")
            if not any(part.startswith((".", "_")) for part in path.relative_to(DOCS).parts)
        }
        for language in LANGUAGES
    }
    return [
        f"docs/{there}/{page} has no translation. "
        f"Write docs/{lacking}/{page} with the same blocks, or delete docs/{there}/{page}."
        for there in LANGUAGES
        for lacking in LANGUAGES
        for page in sorted(pages[there] - pages[lacking])
    ]


def shared_state() -> str:
    """Name the state of all that makes every page stale when it changes."""
    return f"{digest()} {state_of(DOCS / name for name in SHARED)} {SITE_URL} {REPOSITORY}"


def is_like_ours(language: str) -> bool:
    """Tell whether a language was built with what the pages share now, so that one site can hold it."""
    stamp = build_folder() / language / "state"
    return stamp.exists() and stamp.read_text().split()[1:] == shared_state().split()[1:]


def environment() -> dict[str, str]:
    """Return the environment of Sphinx, in which Python keeps what it has compiled.

    Where it may not do so beside the sources it compiles 130 modules anew for every edit, so it does it in
    the build folder.
    """
    if not sys.dont_write_bytecode:
        return dict(os.environ)
    return {
        **os.environ,
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(build_folder() / "bytecode"),
    }


def build_language(language: str) -> str | None:
    """Run Sphinx for one language; return what it complains of, None if of nothing."""
    folder = build_folder() / language
    stamp, state = folder / "state", shared_state()
    if not stamp.exists() or stamp.read_text() != state:
        shutil.rmtree(folder, ignore_errors=True)
    # Only success puts the stamp back: Sphinx would not repeat the warnings of pages that it has read, and it
    # notes them as read before it writes them, so also before a build is killed.
    stamp.unlink(missing_ok=True)
    command = [
        sys.executable, "-m", "sphinx",
        "--builder", "html",
        "--conf-dir", str(DOCS),
        "--doctree-dir", str(folder / "doctrees"),
        "--define", f"language={language}",
        "--nitpicky",         # a reference that leads nowhere is a warning
        "--fail-on-warning",  # a warning is an error
        "--keep-going",       # but all of them are printed
        "--quiet",
        str(DOCS / language), str(folder / "html"),
    ]  # fmt: skip
    done = subprocess.run(command, env=environment(), stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode == 0:
        stamp.write_text(state)
        return None
    return f"{readable(done.stderr)}{ended(done.returncode, language)}See the warnings above: {language}"


@contextmanager
def alone() -> Iterator[None]:
    """Let one build at a time work in the build folder; the lock ends with its process, however that ends."""
    build = build_folder()
    build.mkdir(parents=True, exist_ok=True)
    lock = FileLock(build / "lock")
    try:
        held = lock.acquire(blocking=False)
    except Timeout:
        print(f"Another build is at work in {build}; this one begins when that has ended.")
        print("To build beside it, set RNN_GUIDE_BUILD to another folder.", flush=True)
        held = lock.acquire()
    with held:
        yield


def run(pages: list[Path]) -> None:
    """Run the code of pages."""
    if pages:
        import_module("run_pages").run_pages(pages)  # loads Jupyter, which most builds do not need


def swap(new: Path, place: Path) -> None:
    """Put a finished site in its place, which holds a whole site at every moment but one."""
    old = place.with_name(place.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def make(languages: list[str]) -> int:
    """Build, assemble, swap, and say where the site is."""
    start, build = time.monotonic(), build_folder()
    site = build / "site"

    # While one language is written, it may be ahead of the other.
    faults = untranslated() if len(languages) == len(LANGUAGES) else []
    pages = sorted((DOCS / languages[0]).rglob("*.md"))
    if not faults:
        cache_folder()  # sets the environment of the kernels
        run(runs.stale(pages))
        with ThreadPoolExecutor() as workers:  # a Sphinx process each
            complaints = workers.map(build_language, languages)
            assembly = import_module("assemble")  # takes a while, in which Sphinx works
            kept = assembly.get_ready()
            faults = [complaint for complaint in complaints if complaint]
    if faults:
        left = f"The last good site is untouched: {site}" if site.exists() else "There is no site yet."
        print("\nThe book was not built.", *faults, left, sep="\n", file=sys.stderr)
        print("Mend what is named, then run: python -m nox -s docs", file=sys.stderr)
        return 1

    built = [language for language in LANGUAGES if is_like_ours(language)]
    new = build / "site.new"
    shutil.rmtree(new, ignore_errors=True)
    assembly.assemble({language: build / language / "html" for language in built}, new, languages, kept)
    swap(new, site)
    for seconds, page in runs.slowest(pages, 5):
        print(f"{seconds:6.1f} s to run the code of {page}")
    print(f"{time.monotonic() - start:6.1f} s in all, for {' and '.join(languages)}")
    for language in LANGUAGES:
        if language not in built and (build / language).exists():
            print(f"Without {language}: its last build failed, or is older than what all pages share.")
            print("To build all languages: python -m nox -s docs")
    print(f"The site: {(site / 'index.html').as_uri()}")
    return 0


def main() -> int:
    """Read the command line, and make the site when no other build is at work."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("languages", nargs="*", choices=[*LANGUAGES, []], help="default: all")
    languages = parser.parse_args().languages or list(LANGUAGES)
    os.environ.setdefault("SOURCE_DATE_EPOCH", commit_time())
    with alone():
        return make(languages)


if __name__ == "__main__":
    sys.exit(main())
