"""The build runs no code twice, publishes nothing that is broken, and repeats to the byte.

The build is `docs/build.py`, run on a small copy of the docs. Runs of the pages' code are counted, not timed.
"""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from filelock import FileLock

from .book import LANGUAGES, ROOT, WORDS, Book
from .reproducible import differences, read_site

SENTENCE = WORDS["ko"]["sentence"]


def test_an_edited_sentence_runs_no_code(book: Book) -> None:
    """And a language that is not asked for stays as it was last built."""
    before = read_site(book.site / "en")
    new = {language: f"A new sentence in {language}." for language in LANGUAGES}
    with book.edited(
        *((book.page(language), WORDS[language]["sentence"], new[language]) for language in new)
    ):
        assert book.make("ko") == 0
        assert new["ko"] in book.html("ko")
        assert read_site(book.site / "en") == before, "building ko alone must leave en as it was last built"
        assert book.make() == 0
        assert new["en"] in book.html("en")


def test_a_language_made_with_other_settings_is_left_out(book: Book) -> None:
    """Its pages may not fit into the site any more: scripts with other names, a policy that blocks them."""
    with book.edited((book.docs / "conf.py", "# --- the site ---", "# --- another site ---")):
        done = book.run("ko")
        assert done.returncode == 0, done.stderr
        assert "Without en:" in done.stdout and "nox -s docs" in done.stdout
        assert (book.site / "ko").exists() and not (book.site / "en").exists()
    assert book.make() == 0
    assert (book.site / "en").exists()


def test_another_address_makes_every_page_anew(book: Book) -> None:
    """They name the site and its sources, and the other language's pages would name the old ones."""
    site, sources = "https://site.test/book/", "https://host.test/us/book"
    done = book.run("ko", RNN_GUIDE_URL=site, RNN_GUIDE_REPOSITORY=f"{sources}/")
    assert done.returncode == 0, done.stderr
    assert "Without en:" in done.stdout
    for name in ("index", "page"):
        page = BeautifulSoup(book.html("ko", name), "html.parser")
        assert page.select_one("link[rel=canonical]")["href"] == f"{site}ko/{name}.html"
        links = {link.get_text(): link["href"] for link in page.select(f'a[href^="{sources}"]')}
        edit = f"{sources}/edit/main/docs/ko/{name}.md"
        assert links == {"소스 저장소": sources, "이 쪽 고치기": edit}
    assert book.make() == 0
    assert site not in book.html("ko") + book.html("en")
    assert sources not in book.html("ko") + book.html("en")


def test_a_build_waits_for_another_one(book: Book) -> None:
    """Both would write the same folders, and the site could be half of each."""
    before = read_site(book.site)
    command = [sys.executable, "docs/build.py", "ko"]
    with (
        book.edited((book.page("ko"), SENTENCE, "A sentence for later.")),
        FileLock(book.build / "lock") as other,
        subprocess.Popen(
            command, cwd=book.root, env=book.environment(), stdout=subprocess.PIPE, text=True
        ) as build,
    ):
        said = f"Another build is at work in {book.build.resolve()}; this one begins when that has ended."
        assert build.stdout.readline().strip() == said
        assert "RNN_GUIDE_BUILD" in build.stdout.readline()
        assert read_site(book.site) == before
        other.release()
        build.communicate()
        assert build.returncode == 0
        assert "A sentence for later." in book.html("ko")


def test_without_git_the_build_has_no_time(book: Book, tmp_path: Path) -> None:
    code = "import sys; sys.path.insert(0, 'docs'); import build; print(build.commit_time())"
    done = book.python("-c", code, PATH=str(tmp_path))
    assert done.stdout == "0\n", done.stderr


def test_a_build_keeps_its_bytecode(book: Book) -> None:
    """Else Python compiles the extensions and part of the libraries anew for every edited sentence."""
    shutil.rmtree(book.docs / "_ext" / "__pycache__", ignore_errors=True)
    done = book.run("ko", PYTHONDONTWRITEBYTECODE="1")
    assert done.returncode == 0, done.stderr
    assert list(book.build.glob("bytecode/**/page_frame*.pyc"))
    assert not list(book.docs.rglob("*.pyc")), "beside the sources it was not wanted"


def test_an_edited_function_runs_the_pages_again(book: Book) -> None:
    assert "the cell says 42" in book.html("ko")
    with book.edited((book.root / "rnn_guide" / "for_tests.py", "return 41", "return 1000")):
        assert book.make("ko") == 1
        assert "the cell says 1001" in book.html("ko")
        assert ">1001<" in book.html("ko"), "the number in the text is the old one"


READING = """

```{code-cell} python
---
tags: [remove-cell]
---
import experiments
from myst_nb import glue

measured = experiments.read("sample").rows[0]["measured"]
glue("measured", measured, display=False)
```

{glue:text}`measured:.4f`

"""


def test_new_results_run_the_pages_that_read_them_again(book: Book) -> None:
    file = book.docs / "experiments" / "results" / "sample.json"
    facts = {"name": "sample", "question": "?", "command": "", "settings": {}, "versions": {}, "seconds": 1}

    def measure(number: float) -> None:
        file.write_text(json.dumps({**facts, "rows": [{"seed": 0, "measured": number}]}))

    file.parent.mkdir(exist_ok=True)
    try:
        with book.edited((book.page("ko"), SENTENCE, READING)):
            for number in (0.25, 0.75, 0.25):  # in the end back to what has been read before
                measure(number)
                assert book.make("ko") == 1, "new results must run the page's code once"
                assert f">{number:.4f}<" in book.html("ko")
            assert book.make("ko") == 0
            file.unlink()
            done = book.run("ko")
            assert done.returncode == 1
            assert "there is no experiment 'sample'" in done.stderr
    finally:
        file.unlink(missing_ok=True)


def test_edited_constraints_run_the_pages_again(book: Book) -> None:
    with book.edited((book.root / "constraints.txt", "\nzipp==", "\nzipp>=")):
        assert book.make("ko") == 1


def test_an_edited_comment_runs_the_page_once(book: Book) -> None:
    old, new = "# the first comment", "# another comment"
    with book.edited(*((book.page(language), old, new) for language in LANGUAGES)):
        assert book.make() == 1
        assert all(new in book.html(language) for language in LANGUAGES)


# What is written in place of a sentence, and what the message must name. Each is on a line of its own.
FAULTS = {
    "a failing cell": (
        "```{code-cell} python\nraise ValueError('units must be positive')\n```",
        ("WARNING: Executing notebook failed", "ValueError: units must be positive"),
    ),
    "an undefined reference": ("{ref}`nowhere`", ("undefined label: 'nowhere'",)),
    "a missing figure": ("![line](missing.svg)", ("missing.svg",)),
    "bad TeX": (r"$\frac{1}{$", ("Mend the formula", r"\frac{1}{")),
    "an unknown glue name": ("{glue:text}`unheard:d`", ("unheard",)),
}


def refuses(book: Book, faults: Sequence[str]) -> None:
    """Build a page with faults; check that each is named with its place and that the site is what it was."""
    before = read_site(book.site)
    done = book.run("ko")
    lines = book.page("ko").read_text(encoding="utf-8").splitlines()
    assert done.returncode == 1, f"the build let pass: {', '.join(faults)}\n{done.stdout}{done.stderr}"
    for fault in faults:
        text, named = FAULTS[fault]
        first = text.splitlines()[1 if text.startswith("```") else 0]  # of a cell, its code
        place = (f"ko/page.md:{lines.index(first) + 1}:",)
        for words in (*named, *place, "python -m nox -s docs", "The last good site is untouched"):
            assert words in done.stderr, f"{fault}: no {words!r} in\n{done.stderr}"
    assert read_site(book.site) == before, f"{', '.join(faults)} changed the site"


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_fails_the_build(book: Book, fault: str) -> None:
    with book.edited((book.page("ko"), SENTENCE, f"\n\n{FAULTS[fault][0]}\n\n")):
        refuses(book, [fault])


def test_faults_fail_every_build_until_they_are_mended(book: Book) -> None:
    everything = "\n\n".join(text for text, _ in FAULTS.values())
    with book.edited((book.page("ko"), SENTENCE, f"\n\n{everything}\n\n")):
        # A page has no numbers while one of its cells fails: what it lacks besides is told after that.
        told = [fault for fault in FAULTS if fault != "an unknown glue name"]
        refuses(book, told)
        refuses(book, told)
    assert book.make("ko") == 0
    assert SENTENCE in book.html("ko")


# Formulas are rendered when Sphinx has read all pages and noted that it has.
KATEX_THAT_KILLS_THE_BUILD = "process.kill(0, 'SIGKILL');\n"
IN_A_GROUP = "import os, sys; os.setsid(); os.execv(sys.executable, [sys.executable, 'docs/build.py', 'ko'])"


def test_a_fault_fails_the_build_after_one_that_was_killed(book: Book, npm: Path) -> None:
    node = book.build / "node"
    fault = FAULTS["a failing cell"][0]
    with book.edited((book.page("ko"), SENTENCE, f"\n\n{fault}\n\n")):
        node.unlink()
        shutil.copytree(npm, node, ignore=shutil.ignore_patterns("katex"))
        (node / "node_modules" / "katex").mkdir()
        (node / "node_modules" / "katex" / "index.js").write_text(KATEX_THAT_KILLS_THE_BUILD)
        try:
            done = book.python("-c", IN_A_GROUP)
        finally:
            shutil.rmtree(node)
            node.symlink_to(npm, target_is_directory=True)
        assert done.returncode == -signal.SIGKILL, done.stderr
        refuses(book, ["a failing cell"])
    assert book.make("ko") == 0


@pytest.mark.parametrize(("there", "lacking"), [("ko", "en"), ("en", "ko")])
def test_a_missing_translation_fails_the_build(book: Book, there: str, lacking: str) -> None:
    before = read_site(book.site)
    alone = book.page(there, "alone")
    alone.write_text("---\norphan: true\n---\n# Alone\n", encoding="utf-8")
    try:
        done = book.run()
    finally:
        alone.unlink()
    assert done.returncode == 1
    for words in (f"docs/{there}/alone.md", f"docs/{lacking}/alone.md", "Write", "python -m nox -s docs"):
        assert words in done.stderr
    assert read_site(book.site) == before


def test_a_cell_that_differs_between_languages_fails_the_tests(book: Book) -> None:
    check = ("-m", "pytest", "-q", "tests/docs/test_parity.py", "-k", "test_parity and page.md")
    done = book.python(*check)
    assert done.returncode == 0, done.stdout
    with book.edited((book.page("en"), "answer() + 1", "answer() + 2")):
        done = book.python(*check)
    assert done.returncode == 1
    for words in (
        "ko/page.md:",
        "en/page.md:",
        "answer() + 1",
        "answer() + 2",
        "python -m nox -s lint",
    ):
        assert words in done.stdout, done.stdout


def test_two_builds_are_byte_identical(book: Book, npm: Path, tmp_path: Path) -> None:
    """One has been built again and again, the other from nothing and in another folder."""
    book.make()
    other = Book(tmp_path / "another" / "place", npm, sources=book.root)
    other.make()
    found = differences(read_site(book.site), read_site(other.site))
    assert not found, "\n".join(["two builds of the same sources differ:", *found])


def test_what_was_built_before_leaves_no_trace(book: Book, npm: Path, tmp_path: Path) -> None:
    """An edit gives what a build from nothing gives, and taking it back gives what was there before."""
    book.make()
    first = read_site(book.site)
    edit = "Another sentence, with a letter that no formula had: $\\Omega \\ne \\varpi$."
    with book.edited((book.page("ko"), SENTENCE, edit)):
        assert book.make("ko") == 0
        fresh = Book(tmp_path, npm, sources=book.root)
        shutil.copy(book.page("ko"), fresh.page("ko"))
        fresh.make()
        edited = read_site(book.site)
    found = differences(edited, read_site(fresh.site))
    assert not found, "\n".join(["after an edit the site is not that of a build from nothing:", *found])
    assert differences(edited, first), "the edit is not in the site"
    assert book.make("ko") == 0
    found = differences(read_site(book.site), first)
    assert not found, "\n".join(["an edit that was taken back has left a trace:", *found])


def test_the_site_names_no_folder_of_this_machine(book: Book) -> None:
    folders = [str(folder).encode() for folder in (book.root, book.build, ROOT)]
    named = {
        name: folder
        for name, content in read_site(book.site).items()
        for folder in folders
        if folder in content
    }
    assert not named, f"files of the site with a folder of this machine in them: {named}"


def test_the_comparison_names_what_differs() -> None:
    one, other = (
        {"same": b"1", "changed": b"at 0x7f", "gone": b""},
        {"same": b"1", "changed": b"at 0x6e", "new": b""},
    )
    assert differences(one, one) == []
    assert differences(one, other) == [
        "gone: only in one of the two",
        "new: only in one of the two",
        "changed:\n    b'at 0x7f'\n    b'at 0x6e'",
    ]
