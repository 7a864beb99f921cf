"""Where the built site is, and which pages it has: for the tests that read it and those that open it."""

import os
from pathlib import Path

from execution import build_folder

ROOT = Path(__file__).resolve().parents[1]
SITE = Path(os.environ.get("RNN_GUIDE_SITE", build_folder() / "site")).resolve()
LANGUAGES = ("ko", "en")
# `nox -s audit` checks every page where `nox -s browser` checks a few.
AUDIT = bool(os.environ.get("RNN_GUIDE_AUDIT"))


def page_names() -> list[str]:
    """List every page of both languages, as `ko/basics/simple-rnn`."""
    return [
        file.relative_to(SITE).with_suffix("").as_posix()
        for language in LANGUAGES
        for file in sorted((SITE / language).rglob("*.html"))
    ]
