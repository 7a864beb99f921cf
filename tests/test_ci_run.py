"""`.ci/run` installs what a machine lacks for the browser checks, and only that; what GitHub does around it.

The script runs here with a PATH that holds nothing but stand-ins, which note how they are called.
"""

import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from .browser.conftest import PROGRAMS

ROOT = Path(__file__).parents[1]
NEEDED = ("bash", "dirname", "env", "mktemp", "rm")
# longer than a pipe holds: who reads only its beginning breaks it
FONT = "n=0; while [ $n -lt 9999 ]; do echo 'Noto Sans CJK KR'; n=$((n+1)); done"


class Machine:
    """A folder of programs, and what was called in it."""

    def __init__(self, folder: Path) -> None:
        self.programs, self.log = folder / "programs", folder / "log"
        self.programs.mkdir()
        self.log.touch()
        for name in NEEDED:
            program = shutil.which(name)
            assert program
            (self.programs / name).symlink_to(program)
        for name in ("python", "python3"):
            self.add(name)
        self.add("uname", "echo Linux")
        self.add("id", "echo 0")
        self.add("fc-list", FONT)
        self.add("apt-get")

    def add(self, name: str, code: str = "") -> None:
        program = self.programs / name
        program.write_text(f'#!/usr/bin/env bash\necho "{name} $*" >>"{self.log}"\n{code}\n')
        program.chmod(0o755)

    def run(self, **variables: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [self.programs / "bash", ROOT / ".ci" / "run"],
            env={"PATH": str(self.programs), **variables},
            capture_output=True,
            text=True,
            check=False,
        )

    def calls(self, start: str) -> list[str]:
        return [line for line in self.log.read_text().splitlines() if line.startswith(start)]

    def checked(self) -> bool:
        return self.calls("python")[-1] == "python -m nox -s lint browser"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.parametrize("browser", PROGRAMS)
def test_a_machine_that_has_a_browser_and_a_font_is_left_alone(machine: Machine, browser: str) -> None:
    machine.add(browser)
    done = machine.run()
    assert done.returncode == 0, done.stderr
    assert not machine.calls("apt-get")
    assert not [call for call in machine.calls("python") if "playwright" in call]
    assert machine.checked()


def test_a_browser_named_in_the_environment_is_enough(machine: Machine, tmp_path: Path) -> None:
    elsewhere = tmp_path / "a browser"
    elsewhere.symlink_to(machine.programs / "env")
    assert machine.run(RNN_GUIDE_CHROMIUM=str(elsewhere)).returncode == 0
    assert not machine.calls("apt-get")


def test_only_the_font_is_installed_where_only_the_font_is_missing(machine: Machine) -> None:
    machine.add("google-chrome")
    machine.add("fc-list")
    assert machine.run().returncode == 0
    assert machine.calls("apt-get") == ["apt-get update", "apt-get install -y fontconfig fonts-noto-cjk"]
    assert machine.checked()


def test_only_the_browser_is_installed_where_only_the_browser_is_missing(machine: Machine) -> None:
    installs = f'[ "$1" = update ] || ln -s bash "{machine.programs}/chromium"'
    (machine.programs / "ln").symlink_to(shutil.which("ln") or "")
    machine.add("apt-get", installs)
    assert machine.run().returncode == 0
    assert machine.calls("apt-get") == ["apt-get update", "apt-get install -y chromium"]
    assert not [call for call in machine.calls("python") if "playwright" in call]
    assert machine.checked()


def test_where_apt_has_no_chromium_playwright_brings_its_own(machine: Machine) -> None:
    machine.add("apt-get", '[ "$1" = update ]')
    done = machine.run()
    assert done.returncode == 0, done.stderr
    assert "python -m playwright install --with-deps chromium" in machine.calls("python")
    assert machine.checked()


def test_without_apt_the_message_says_what_to_install(machine: Machine) -> None:
    (machine.programs / "apt-get").unlink()
    done = machine.run()
    assert done.returncode == 1
    assert "Install Chromium" in done.stderr
    assert not machine.calls("python")


def test_github_checks_without_pages_and_publishes_only_with_them() -> None:
    """A fork has no Pages: configure-pages fails there, and nothing can be published."""
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "site.yml").read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read", "pages": "read"}
    check, publish = workflow["jobs"]["check"], workflow["jobs"]["publish"]
    steps = {step.get("uses", step.get("run", "")).partition("@")[0]: step for step in check["steps"]}
    configure = steps["actions/configure-pages"]
    assert configure["continue-on-error"] is True
    assert "if" not in steps[".ci/run"]
    assert steps[".ci/run"]["env"]["RNN_GUIDE_URL"] == "${{ steps.pages.outputs.base_url }}"
    assert configure["id"] == "pages" and check["outputs"] == {"pages": "${{ steps.pages.outcome }}"}
    assert steps["actions/upload-pages-artifact"]["if"] == "steps.pages.outcome == 'success'"
    assert publish["needs"] == "check" and publish["if"] == "needs.check.outputs.pages == 'success'"
