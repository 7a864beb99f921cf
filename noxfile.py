#!/usr/bin/env -S uv run --script
# /// script
# dependencies = ["nox[uv]>=2025.5"]
# ///
"""The tasks of this project. `nox -l` lists them; `nox -s NAME` runs one."""

import os
from pathlib import Path

import nox
from nox.command import CommandFailed

nox.needs_version = ">=2025.5"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.sessions = ["docs", "tests", "lint"]

PROJECT = nox.project.load_toml("pyproject.toml")
BUILD = Path(os.environ.get("RNN_GUIDE_BUILD", "_build"))


def install(session: nox.Session, *groups: str, package: bool = True) -> None:
    """Install dependency groups, and the package itself, at the versions of constraints.txt."""
    wanted = nox.project.dependency_groups(PROJECT, *groups)
    # bytecode made now halves TensorFlow's import in every kernel of the build
    flags = ["--compile-bytecode"] if session.venv_backend == "uv" else []
    session.install(*flags, "-c", "constraints.txt", *wanted, *(["-e", "."] if package else []))


def build_site(session: nox.Session, *languages: str) -> None:
    """Build the book; warnings are errors."""
    session.run("python", "docs/build.py", *languages)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site in both languages; `nox -s docs -- ko` for one. Prints where it is."""
    install(session, "docs")
    build_site(session, *session.posargs)


@nox.session(default=False)
def live(session: nox.Session) -> None:
    """Serve one language and reload it after each edit: `nox -s live -- ko`."""
    install(session, "docs")
    language = (session.posargs or ["ko"])[0]
    other = "en" if language == "ko" else "ko"
    session.run(
        "sphinx-autobuild",
        "--conf-dir", "docs",
        "--define", f"language={language}",
        "--doctree-dir", str(BUILD / "live" / language / "doctrees"),
        "--watch", "docs", "--watch", "rnn_guide",
        "--ignore", f"docs/{other}",
        "--re-ignore", "/__pycache__/",  # a build compiles what was edited, and must not follow that
        "--port", "0", "--open-browser",
        f"docs/{language}", str(BUILD / "live" / language / "html"),
    )  # fmt: skip


@nox.session
def tests(session: nox.Session) -> None:
    """Run everything that must hold and needs no browser: package, doctests, pages, the built site."""
    install(session, "tests")
    build_site(session)
    # Every line of the package is executed by the tests; a selection of them cannot show that.
    whole = ["--cov=rnn_guide", "--cov-report=term-missing:skip-covered", "--cov-fail-under=100"]
    session.run("pytest", "-m", "not browser and not audit", *(session.posargs or whole))
    run_doctests(session)


@nox.session(default=False)
def doctest(session: nox.Session) -> None:
    """Run every example: of the docstrings, and of the pages in both languages."""
    install(session, "tests")
    run_doctests(session)


def run_doctests(session: nox.Session) -> None:
    """Run the docstrings' examples with pytest, the pages' with Sphinx."""
    session.run("pytest", "--doctest-modules", "rnn_guide")
    for language in ("ko", "en"):
        session.run(
            "python", "-m", "sphinx",
            "--builder", "doctest",
            "--conf-dir", "docs",
            "--define", f"language={language}",
            "--define", "nb_execution_mode=off",  # the cells have run in the build
            "--define", "suppress_warnings=myst-nb.lexer,mystnb.glue",  # so nothing has told of either
            "--fresh-env",
            "--quiet",
            f"docs/{language}", str(BUILD / "doctest" / language / "out"),
        )  # fmt: skip


@nox.session(default=False)
def browser(session: nox.Session) -> None:
    """Open every page of the site in a real Chromium: network cut, from disk, keyboard, axe."""
    install(session, "tests")
    build_site(session)
    session.run("pytest", "-m", "browser", *session.posargs)


@nox.session(default=False)
def audit(session: nox.Session) -> None:
    """Check on every page what takes long: Lighthouse, the Tab key, axe, HTML, links; run every notebook."""
    install(session, "tests")
    build_site(session)
    session.run("pytest", "-m", "site or browser or audit", *session.posargs, env={"RNN_GUIDE_AUDIT": "1"})


@nox.session
def lint(session: nox.Session) -> None:
    """Check the code (ruff, mypy --strict), the spelling (codespell) and the prose rules."""
    install(session, "lint")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")
    session.run("codespell")
    session.run("pytest", "tests/docs/test_parity.py", "tests/docs/test_prose.py", "tests/docs/test_terms.py")


@nox.session(default=False)
def linkcheck(session: nox.Session) -> None:
    """Ask every address that the pages link to; needs the internet."""
    install(session, "docs")
    broken = [language for language in ("ko", "en") if not has_whole_links(session, language)]
    if broken:
        session.error("Mend the links that are called broken above, in:", ", ".join(broken))


def has_whole_links(session: nox.Session, language: str) -> bool:
    """Ask the addresses of one language; a broken one must not keep the other language from being asked."""
    try:
        session.run(
            "python", "-m", "sphinx",
            "--builder", "linkcheck",
            "--conf-dir", "docs",
            "--define", f"language={language}",
            f"docs/{language}", str(BUILD / "linkcheck" / language / "out"),
        )  # fmt: skip
    except CommandFailed:
        return False
    return True


@nox.session(default=False)
def reproducible(session: nox.Session) -> None:
    """Build this commit twice, in two folders, and compare the sites byte by byte."""
    install(session, "docs")
    session.run("python", "tests/build/reproducible.py")


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Time layers and training against Keras, and layers against PyTorch where it is installed."""
    install(session, "tests")
    session.run("python", "tests/bench/layers.py", *session.posargs)
    session.run("python", "tests/bench/training.py")


@nox.session(default=False)
def experiments(session: nox.Session) -> None:
    """Run the long experiments and store what they measured; `nox -s experiments -- memory` for one."""
    install(session, "docs")
    session.run("python", "-m", "experiments", *session.posargs, env={"PYTHONPATH": "docs"})


@nox.session(default=False)
def lock(session: nox.Session) -> None:
    """Write constraints.txt anew: the newest versions of everything that the groups allow."""
    session.install("uv")
    session.run(
        "uv", "pip", "compile", "pyproject.toml",
        "--group", "docs", "--group", "tests", "--group", "lint",
        "--universal", "--python-version", "3.11",
        "--upgrade",
        "--no-emit-index-url", "--no-emit-find-links", "--no-annotate", "--no-header",
        "--output-file", "constraints.txt",
    )  # fmt: skip


if __name__ == "__main__":
    nox.main()
