"""Lighthouse in one process of node: what it says of a page, on a phone and on a desk."""

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from node_tools import node, node_modules


class Lighthouse:
    """The process, which keeps one Chromium.

    Args:
        chromium: The program.
        options: What to start it with.
    """

    def __init__(self, chromium: str, options: list[str]) -> None:
        self.errors = tempfile.TemporaryFile(mode="w+", encoding="utf-8")  # noqa: SIM115  (closed with it)
        self.process = subprocess.Popen(
            [
                node(),
                str(Path(__file__).with_name("lighthouse.mjs")),
                str(node_modules(development=True)),
                *(chromium, "--headless=new", *options),
            ],
            env={**os.environ, "NODE_ENV": "production"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
            encoding="utf-8",
        )

    def ask(self, url: str, form: str) -> dict[str, Any]:
        """Measure a page on a `mobile` or a `desktop`."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps({"url": url, "form": form}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            self.errors.seek(0)
            raise RuntimeError(f"Lighthouse ended at {url}:\n{self.errors.read()[-2000:]}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        """End the process, which ends its Chromium."""
        self.process.communicate()
        self.errors.close()
