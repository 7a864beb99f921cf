"""`nox -s live`: what it serves follows every edit of what a page is made of, and runs no code again."""

import re
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from .book import WORDS, Book
from .sessions import Session, noxfile

PATIENCE = 300  # seconds: a machine may be busy with something else
QUIET = 1  # seconds in which another build would have begun


WORDS_PAGE = """# 낱말

```{terms}
```

```{diagram} feed-forward
그림입니다.
```

```{bibliography}
:all:
```
"""


class Live:
    """The session's server, on a book."""

    def __init__(self, book: Book) -> None:
        """Start it."""
        session = Session("ko")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(noxfile(), "BUILD", book.build)
            noxfile().live(session)
        self.log = book.build / "live.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                session.commands[0],
                cwd=book.root,
                env=book.environment(BROWSER="true", PYTHONUNBUFFERED="1", PYTHONDONTWRITEBYTECODE=""),
                stdout=log,
                stderr=log,
            )

    def said(self, words: str) -> list[str]:
        """Return what the server has said, where it matches."""
        return re.findall(words, self.log.read_text(encoding="utf-8"))

    def wait(self, until: Callable[[], object]) -> None:
        """Wait until something holds."""
        end = time.monotonic() + PATIENCE
        while not until():
            assert self.process.poll() is None and time.monotonic() < end, self.log.read_text()
            time.sleep(0.1)

    def served(self, page: str) -> str:
        """Return a page as it is served; "" while nothing is."""
        for address in self.said(r"Serving on (http://[\d.:]+\d)")[:1]:
            with suppress(URLError), urlopen(f"{address}/{page}.html") as answer:
                text: str = answer.read().decode()
                return text
        return ""

    def builds(self) -> int:
        """Return how many builds have begun because of an edit."""
        return len(self.said(r"Rebuilding\.\.\."))

    def follow(self, file: Path, old: str, new: str, page: str) -> None:
        """Edit a file; expect that a page shows it, after a single build."""
        text, before = file.read_text(encoding="utf-8"), self.builds()
        assert old in text and new not in self.served(page)
        file.write_text(text.replace(old, new), encoding="utf-8")
        self.wait(lambda: self.said("Rebuilding|Serving on")[-1] == "Serving on" and self.builds() > before)
        assert new in self.served(page), self.log.read_text()
        time.sleep(QUIET)
        assert self.builds() == before + 1, f"the build started another one:\n{self.log.read_text()}"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, npm: Path) -> Book:
    """A small book that no build has seen, with a page of what other files hold."""
    book = Book(tmp_path_factory.mktemp("live"), npm)
    book.page("ko", "words").write_text(WORDS_PAGE, encoding="utf-8")
    return book


@pytest.fixture(scope="module")
def live(book: Book) -> Iterator[Live]:
    live = Live(book)
    try:
        live.wait(lambda: live.served("page"))
        yield live
    finally:
        live.process.terminate()
        live.process.wait()


def test_an_edited_sentence_is_served_and_runs_no_code(book: Book, live: Live) -> None:
    assert book.count() == 1, "the first build runs what has not run"
    live.follow(book.page("ko"), WORDS["ko"]["sentence"], "새 문장입니다.", "page")
    assert book.count() == 1


# What pages are made of besides their text: a file, what is edited in it, and the page that shows it.
EDITS = {
    "a term": ("docs/terms.toml", "단순 순환 신경망", "수수한 순환 신경망", "words"),
    "a reference": ("docs/references.bib", "Simard", "Simart", "words"),
    "an extension": ("docs/_ext/notebooks/__init__.py", "노트북 내려받기", "공책 내려받기", "page"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_pages_are_made_of_is_followed(book: Book, live: Live, edit: str) -> None:
    file, old, new, page = EDITS[edit]
    live.follow(book.root / file, old, new, page)


def test_the_other_language_is_left_alone(book: Book, live: Live) -> None:
    before = live.builds()
    book.page("en").write_text("# Another page\n")
    time.sleep(QUIET)
    assert live.builds() == before
