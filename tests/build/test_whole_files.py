"""What a build leaves for the next one, or shares with another process, is never there in part."""

from pathlib import Path

import execution
import pytest
import runs
from explorers import language_model
from languages import compile_catalogs
from matplotlib.figure import Figure
from social_picture import picture
from whole_files import put

from .book import ROOT

LOCALE = ROOT / "docs" / "_locale"


@pytest.fixture(autouse=True)
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A build folder of its own; what is set for kernels ends with the test."""
    monkeypatch.setattr(execution.os, "environ", execution.os.environ.copy())
    monkeypatch.setenv("RNN_GUIDE_BUILD", str(tmp_path))
    return tmp_path


def files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file() and file.suffix != ".db"]


def test_a_file_is_swapped_and_only_where_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "a.txt"
    put(file, b"first")
    number = file.stat().st_ino
    with file.open("rb") as early:
        put(file, b"first")
        assert file.stat().st_ino == number, "written although nothing has changed"
        put(file, b"second, and longer")
        assert early.read() == b"first", "changed under the hands of a reader"
    assert file.read_bytes() == b"second, and longer"
    assert list(file.parent.iterdir()) == [file], "something is left beside it"


def test_two_processes_do_not_write_what_is_there(build: Path) -> None:
    """Each Sphinx does this when it starts; it must not empty what the other one is reading."""

    def start() -> None:
        compile_catalogs(LOCALE)
        execution.cache_folder()
        language_model.write_models(build / "models")

    start()
    first = {file: (file.stat().st_ino, file.stat().st_mtime_ns) for file in files(build)}
    assert {".mo", ".py", ".js"} <= {file.suffix for file in first}
    start()
    written = [file for file, was in first.items() if (file.stat().st_ino, file.stat().st_mtime_ns) != was]
    assert written == []


def test_notes_of_what_has_run_are_swapped(build: Path) -> None:
    for name in ("a", "b"):
        (build / f"{name}.md").write_text(f"```{{code-cell}} python\n{name}\n```\n")
    runs.note({build / "a.md": 1.0})
    file = execution.cache_folder() / "runs.json"
    first = file.read_text()
    with file.open() as early:
        runs.note({build / "b.md": 2.0})
        assert early.read() == first
    assert len(runs.known()) == 2


def test_a_picture_that_was_not_finished_is_drawn_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def torn(_: Figure, target: object, **__: object) -> None:
        write = target.write_bytes if isinstance(target, Path) else target.write
        write(b"\x89PNG")
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(Figure, "savefig", torn)
        with pytest.raises(KeyboardInterrupt):
            picture(tmp_path)
    assert picture(tmp_path).read_bytes().endswith(b"IEND\xaeB`\x82")
