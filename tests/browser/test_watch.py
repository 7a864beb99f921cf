"""What the tests call a fault of a page, and what only comes from leaving it."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest
from playwright.sync_api import Page

from .conftest import Watch, serving

pytestmark = pytest.mark.browser


class Handler(BaseHTTPRequestHandler):
    """Empty pages; an image that is not answered before the end, and one whose connection breaks."""

    protocol_version = "HTTP/1.1"
    asked = threading.Event()
    end = threading.Event()

    def do_GET(self) -> None:
        if self.path == "/late.png":
            self.asked.set()
            self.end.wait()
            self.close_connection = True
        elif self.path == "/broken.png":
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        else:
            body = b'<!doctype html><title>-</title><link rel="icon" href="data:,">'
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def host() -> Iterator[str]:
    Handler.asked.clear()
    Handler.end.clear()
    with serving(Handler) as host:
        yield host
        Handler.end.set()


def test_a_page_that_is_left_while_it_loads_has_no_fault(page: Page, watch: Watch, host: str) -> None:
    page.goto(f"{host}/one")
    with page.expect_event("requestfailed") as given_up:
        page.evaluate("new Image().src = '/late.png'")
        while not Handler.asked.is_set():
            page.wait_for_timeout(10)
        page.goto(f"{host}/two")
    assert given_up.value.url == f"{host}/late.png"
    assert watch.faults == []


def test_a_request_that_the_server_breaks_is_a_fault(page: Page, watch: Watch, host: str) -> None:
    page.goto(f"{host}/one")
    with page.expect_event("requestfailed"):
        page.evaluate("new Image().src = '/broken.png'")
    faults = [fault for fault in watch.faults if not fault.startswith("console")]
    assert len(faults) == 1
    assert faults[0].startswith("net::ERR_")
    assert faults[0].endswith(f": {host}/broken.png")


def test_a_request_to_another_host_is_a_fault(page: Page, watch: Watch, host: str) -> None:
    page.goto(f"{host}/one")
    with page.expect_event("requestfailed"):
        page.evaluate("new Image().src = 'http://other.invalid/there.png'")
    assert "asked another host: http://other.invalid/there.png" in watch.faults
