"""When the sources of a page were last changed, as git knows it."""

import subprocess
from datetime import date
from functools import cache
from pathlib import Path

from execution import ROOT

# What else a page is made of: its date is the latest.
ALSO_MADE_OF = {
    "reference/api": "rnn_guide/",
    "reference/bibliography": "docs/references.bib",
    "reference/glossary": "docs/terms.toml",
}
COMMIT = "commit "
LOCALES = {"ko": "ko_KR", "en": "en_GB"}  # as the book spells


def git(*arguments: str) -> str:
    """Return what git says; nothing where there is no git or no repository."""
    try:
        done = subprocess.run(
            ["git", "-C", str(ROOT), "-c", "core.quotePath=false", *arguments],
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
    except FileNotFoundError:
        return ""
    return done.stdout if done.returncode == 0 else ""


@cache
def changes() -> dict[str, date]:
    """Return for each file that git knows the author's date of the last commit that touched it.

    A shallow clone lacks commits: it would call every file new, so nothing is said there.
    """
    if git("rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    if Path(git("rev-parse", "--show-toplevel").strip()).resolve() != ROOT:
        return {}  # a copy of the sources inside somebody else's repository
    found: dict[str, date] = {}
    for line in git("log", f"--format={COMMIT}%as", "--name-only", "--no-renames").splitlines():
        if line.startswith(COMMIT):
            day = date.fromisoformat(line.removeprefix(COMMIT))
        elif line:
            found.setdefault(line, day)
    return found


def last_change(language: str, page: str) -> date | None:
    """Return the day of a page's last change; None where git cannot tell."""
    own = changes().get(f"docs/{language}/{page}.md")
    more = ALSO_MADE_OF.get(page)
    days = [day for file, day in changes().items() if more and file.startswith(more)]
    return max([own, *days]) if own else None


def in_words(day: date, language: str) -> str:
    """Write a day as the language does, and for machines."""
    from babel.dates import format_date  # takes a while to load; most days are kept as they were written

    return f'<time datetime="{day.isoformat()}">{format_date(day, "long", locale=LOCALES[language])}</time>'
