"""A real Chromium, the built site behind a small gzip server, and the site from disk."""

import gzip
import mimetypes
import os
import shutil
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from node_tools import node_modules
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from ..built_site import SITE, page_names
from .first_visit import pytest_terminal_summary as pytest_terminal_summary

BASE = "/some/base/"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
PATIENCE = 60_000  # milliseconds: a machine may be busy with something else
FRONT = ["index", "404"]  # the pages above the languages
COMPRESSED = {".html", ".css", ".js", ".svg", ".json", ".xml", ".txt"}


def names() -> list[str]:
    """List every page, and one of those with code."""
    return [name for name in page_names() if "/_modules/" not in name or name.endswith("/lstm")]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for fixture, others in (("name", []), ("any_name", FRONT)):
        if fixture in metafunc.fixturenames:
            found = names()
            metafunc.parametrize(fixture, [*found, *others] if found else [pytest.param("", id="no-site")])


@pytest.fixture(scope="session")
def site() -> Path:
    if not (SITE / "index.html").exists():
        pytest.fail(f"There is no site at {SITE}. Build it: python -m nox -s docs")
    return SITE


def chromium() -> str:
    """Find an installed Chromium."""
    known = [os.environ.get("RNN_GUIDE_CHROMIUM"), *map(shutil.which, PROGRAMS)]
    known += [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ]
    return next((path for path in known if path and Path(path).exists()), "")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        program = chromium() or playwright.chromium.executable_path
        if not Path(program).exists():
            pytest.fail(
                "No Chromium was found. Install one and a Korean font "
                "(apt-get install chromium fonts-noto-cjk, or: python -m playwright install chromium), "
                "or name it in RNN_GUIDE_CHROMIUM."
            )
        browser = playwright.chromium.launch(executable_path=program, args=OPTIONS)
        yield browser
        browser.close()


class Handler(BaseHTTPRequestHandler):
    """Serves the site under a base path, compressed and with the headers of GitHub Pages.

    For ten minutes a browser need not ask again; where it asks, it hears whether the file has changed.
    """

    protocol_version = "HTTP/1.1"
    site, base = SITE, BASE

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = self.site / path.removeprefix(self.base)
        if path.endswith("/"):
            file = file / "index.html"
        found = path.startswith(self.base) and file.is_file()
        if not found:
            file = self.site / "404.html"
        body = file.read_bytes()
        state = f'"{zlib.crc32(body):x}"'
        unchanged = found and self.headers["If-None-Match"] == state
        self.send_response(304 if unchanged else 200 if found else 404)
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("ETag", state)
        if unchanged:
            self.end_headers()
            return
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        if file.suffix in COMPRESSED:
            body = gzip.compress(body, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Lets many connections wait, as a page opens several at once; the library's five are soon too few."""

    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """Tell of errors, but not of a page that was left while it loaded."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serving(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """Serve on this machine; give the address."""
    server = Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Serve the site; give the address of its root."""
    with serving(Handler) as host:
        yield host + BASE


def add_style(page: Page, css: str) -> None:
    """Add rules to a page, whose policy lets no style element in."""
    page.evaluate(
        """(css) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.adoptedStyleSheets.push(sheet);
        }""",
        css,
    )


@pytest.fixture(params=["server", "disk"])
def root(request: pytest.FixtureRequest, address: str, site: Path) -> str:
    """Where the site is read: over http, then from disk."""
    return address if request.param == "server" else site.as_uri() + "/"


def unfold(page: Page) -> None:
    """Show everything at once: lay out the sections far from the screen, open what folds."""
    add_style(page, "* { content-visibility: visible !important; }")
    page.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true; })")


class Watch:
    """What goes wrong on a page, and what it asks for; not what its worker fetches for later."""

    def __init__(self, context: BrowserContext) -> None:
        self.faults: list[str] = []
        self.requests: list[str] = []
        context.on("request", self._asked)
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.faults.append(f"error: {error.error}"))
        context.route("**/*", self._cut)

    def _asked(self, request: object) -> None:
        if not request.service_worker:  # type: ignore[attr-defined]
            self.requests.append(request.url)  # type: ignore[attr-defined]

    def _failed(self, request: object) -> None:
        # A page that is left gives up what it still waits for: its icon, say, which comes after the load.
        if request.failure != "net::ERR_ABORTED":  # type: ignore[attr-defined]
            self.faults.append(f"{request.failure}: {request.url}")  # type: ignore[attr-defined]

    def _answered(self, response: object) -> None:
        if response.status >= 400:  # type: ignore[attr-defined]
            self.faults.append(f"{response.status}: {response.url}")  # type: ignore[attr-defined]

    def _said(self, message: object) -> None:
        if message.type in {"error", "warning"}:  # type: ignore[attr-defined]
            self.faults.append(f"console: {message.text}")  # type: ignore[attr-defined]

    def _cut(self, route: object) -> None:
        url = route.request.url  # type: ignore[attr-defined]
        if urlsplit(url).hostname in {None, "", "127.0.0.1"}:
            route.continue_()  # type: ignore[attr-defined]
        else:
            self.faults.append(f"asked another host: {url}")
            route.abort()  # type: ignore[attr-defined]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def watch(context: BrowserContext) -> Iterator[Watch]:
    yield Watch(context)
    # An error of a request that is still on its way would come up in a call of the next test.
    context.unroute_all(behavior="ignoreErrors")


@pytest.fixture
def page(context: BrowserContext, watch: Watch) -> Page:
    return context.new_page()


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the script that finds what keeps people with disabilities out."""
    return (node_modules(development=True) / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
