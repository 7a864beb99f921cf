"""The sessions of noxfile.py, called with a stand-in that notes what they run."""

from collections.abc import Collection
from contextlib import chdir
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

from nox.command import CommandFailed

from .book import ROOT


@cache
def noxfile() -> ModuleType:
    """Return noxfile.py, which may be read only once."""
    spec = spec_from_file_location("noxfile", ROOT / "noxfile.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    with chdir(ROOT):
        spec.loader.exec_module(module)
    return module


class Session:
    """What a session gets from nox. Nothing is installed: the tests' environment has it all."""

    venv_backend = "none"

    def __init__(self, *posargs: str, failing: Collection[str] = ()) -> None:
        """Note commands; fail those that have one of these arguments."""
        self.posargs, self.failing = posargs, failing
        self.commands: list[tuple[str, ...]] = []

    def install(self, *wanted: str) -> None:
        """Install nothing."""

    def run(self, *command: str) -> bool:
        """Note a command."""
        self.commands.append(command)
        if any(argument in self.failing for argument in command):
            raise CommandFailed("failed on purpose")
        return True

    def error(self, *words: object) -> None:
        """Fail."""
        raise CommandFailed(" ".join(map(str, words)))
