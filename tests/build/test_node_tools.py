"""The npm packages are installed once, whoever asks for them at the same moment."""

import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import node_tools
import pytest


def test_two_who_ask_at_once_install_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the Sphinx processes of both languages do in every fresh build."""
    installs = []

    def npm(command: list[str], cwd: Path, **_: Any) -> "subprocess.CompletedProcess[str]":
        installs.append(cwd)
        time.sleep(0.5)  # in which the other one asks
        (cwd / "node_modules").mkdir(exist_ok=True)
        (cwd / "node_modules" / ".package-lock.json").write_text("{}")
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setenv("RNN_GUIDE_BUILD", str(tmp_path))
    monkeypatch.setattr(node_tools.subprocess, "run", npm)
    with ThreadPoolExecutor() as workers:
        found = [workers.submit(node_tools.node_modules) for _ in range(2)]
    assert {future.result() for future in found} == {tmp_path / "node" / "node_modules"}
    assert installs == [tmp_path / "node"]
