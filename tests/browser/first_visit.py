"""What a first visit to a page loads, and the heaviest of them in the summary at the end of the tests."""

from dataclasses import dataclass

import pytest

# Waits until the service worker has kept the page; returns the names of the caches.
KEPT = """async (before) => {
  await navigator.serviceWorker.ready;
  for (let tries = 0; tries < 600; tries++) {
    const names = await caches.keys();
    const cache = names.length === 1 && names[0] !== before && await caches.open(names[0]);
    if (cache && await cache.match(location.href) && navigator.serviceWorker.controller) return names;
    await new Promise((done) => setTimeout(done, 100));
  }
  return ["no page is kept", ...await caches.keys()];
}"""
SHOWN = 8  # parts of the heaviest page that are told one by one


@dataclass(frozen=True)
class Visit:
    """What was loaded, in bytes as they are sent.

    Attributes:
        page: Its name.
        parts: Each file that the page loads before it is quiet, with its answer's head. Pictures far below
            the screen are not among them: they come when the reader comes near.
        with_worker: The bodies of all files that were asked for until the service worker has kept the page,
            each once: a browser keeps what it has just loaded. (The watch of the tests takes its cache away.)
    """

    page: str
    parts: dict[str, int]
    with_worker: int

    @property
    def weight(self) -> int:
        """The bytes of the page itself."""
        return sum(self.parts.values())


VISITS = pytest.StashKey[list[Visit]]()


def heaviest_in_words(visits: list[Visit]) -> list[str]:
    """Tell of the heaviest page, and of what weighs in it."""
    most = max(visits, key=lambda visit: visit.weight)
    parts = sorted(most.parts.items(), key=lambda part: -part[1])
    told = [*parts[:SHOWN], ("all else", sum(size for _, size in parts[SHOWN:]))]
    return [
        f"{most.page}.html: {most.weight / 1000:.1f} kB in {len(parts)} requests, of {len(visits)} pages; "
        f"{most.with_worker / 1000:.1f} kB with what the service worker loads to keep it",
        *(f"{size / 1000:8.1f} kB  {name}" for name, size in told),
    ]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the heaviest page of those that were opened; also where output is captured."""
    visits = config.stash.get(VISITS, [])
    if visits:
        terminalreporter.section("heaviest page")
        for line in heaviest_in_words(visits):
            terminalreporter.write_line(line)
