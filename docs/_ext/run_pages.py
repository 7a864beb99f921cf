"""Run the code of pages, two at a time, before Sphinx reads them.

Sphinx would run each page when it comes to it, with an import of TensorFlow each. What fails here is left to
Sphinx, which runs it again and reports the cell.
"""

import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

import runs
import stored_results
from execution import TIMEOUT, cache_folder, join_printed_lines
from jupyter_cache import get_cache
from myst_nb.core.config import NbParserConfig
from myst_nb.core.execute import create_client
from myst_nb.core.execute.base import NotebookClientBase
from myst_nb.core.read import create_nb_reader
from myst_parser.config.main import MdParserConfig
from nbformat import NotebookNode

KERNELS = Path(__file__).with_name("forked_kernels.py")


@contextmanager
def kernels() -> Iterator[None]:
    """Let Jupyter start forked kernels while the context lasts, where their server finds that it can fork."""
    with tempfile.TemporaryDirectory() as folder:
        address = str(Path(folder, "socket"))
        server = subprocess.Popen(
            [sys.executable, KERNELS, "serve", address], stdout=subprocess.PIPE, text=True
        )
        try:
            assert server.stdout
            if server.stdout.readline() == "ready\n":
                kernel = Path(folder, "kernels", "python3")
                kernel.mkdir(parents=True)
                # -S: the stand-in needs none of the installed packages, so it need not look for them
                command = [sys.executable, "-S", str(KERNELS), "kernel", address, "-f", "{connection_file}"]
                kernel.joinpath("kernel.json").write_text(
                    json.dumps({"argv": command, "display_name": "Python 3", "language": "python"})
                )
                os.environ["JUPYTER_PATH"] = folder
            yield
        finally:
            os.environ.pop("JUPYTER_PATH", None)
            server.terminate()
            server.communicate()


class Quiet(logging.LoggerAdapter[logging.Logger]):
    """Takes what myst-nb would tell the reader of a build, which Sphinx will tell in a moment."""

    def process(self, message: Any, keywords: Any) -> tuple[Any, Any]:
        """Drop the place, which Python's loggers do not take."""
        return message, {}


def read(page: Path) -> tuple[NotebookNode, dict[str, Any]] | None:
    """Return a page as a notebook and its format, or None where it has no code."""
    reader = create_nb_reader(str(page), MdParserConfig(), NbParserConfig(), page.read_text(encoding="utf-8"))
    return (reader.read(page.read_text(encoding="utf-8")), reader.read_fmt) if reader else None


def client(page: Path) -> NotebookClientBase | None:
    """Return what gives a page's outputs when it is entered, from the cache or by running the page."""
    found = read(page)
    if found is None:
        return None
    join_printed_lines()
    logger = logging.getLogger("run_pages")
    logger.disabled = True
    config = NbParserConfig(
        execution_mode="cache", execution_cache_path=str(cache_folder()), execution_timeout=TIMEOUT
    )
    return create_client(found[0], str(page), config, Quiet(logger, {}), found[1])


def forget(page: Path) -> None:
    """Drop a page's outputs from the cache, which cannot tell what results they were computed from."""
    if found := read(page):
        cache = get_cache(cache_folder())
        with suppress(KeyError):
            cache.remove_cache(cache.match_cache_notebook(found[0]).pk)


def run(page: Path) -> float | None:
    """Run a page if the cache does not hold it; return the seconds it took, None if a cell failed."""
    if stored_results.files(page.read_text(encoding="utf-8")):
        forget(page)
    this = client(page)
    if this is None:
        return None
    with this:
        facts = this.exec_metadata
    return float(facts["runtime"] or 0) if facts and facts["succeeded"] else None


def run_pages(pages: Sequence[Path]) -> None:
    """Run pages, and note those in which no cell failed."""
    # One page imports what it needs no slower than a server that it would be forked from.
    started = kernels() if len(pages) > 1 and sys.platform == "linux" else nullcontext()
    with started, ThreadPoolExecutor(max_workers=2) as workers:
        seconds = list(workers.map(run, pages))
    runs.note({page: took for page, took in zip(pages, seconds, strict=True) if took is not None})
