"""What is kept from one build to the next: the same as what would be made, and no more than was asked for."""

from pathlib import Path

import kept
import pytest
from file_state import state_of
from kept import Kept

calls: list[tuple[object, ...]] = []


def join(*parts: object) -> str:
    """Note that it was called."""
    calls.append(parts)
    return "-".join(map(str, parts))


@pytest.fixture(autouse=True)
def no_calls() -> None:
    calls.clear()


def test_the_same_is_made_once_and_in_the_next_build_not_at_all(tmp_path: Path) -> None:
    first = Kept(tmp_path / "kept")
    assert first.made(join, "a", b"b", 3) == first.made(join, "a", b"b", 3) == "a-b'b'-3"
    first.save()
    assert Kept(tmp_path / "kept").made(join, "a", b"b", 3) == "a-b'b'-3"
    assert len(calls) == 1


def test_arguments_are_told_apart(tmp_path: Path) -> None:
    these = Kept(tmp_path / "kept")
    different = [("ab", "c"), ("a", "bc"), (b"ab", "c"), ("ab", "c", ""), ("abc",), ({"a": 1},), ({"a": 2},)]
    assert len({these.made(join, *some) for some in different}) == len(calls) == len(different)
    assert these.made(str, "ab") == "ab", "another function"


def test_what_a_build_does_not_ask_for_is_dropped(tmp_path: Path) -> None:
    for asked in (["a", "b"], ["a"], ["a", "b"]):
        build = Kept(tmp_path / "kept")
        for name in asked:
            build.made(join, name)
        build.save()
    assert calls == [("a",), ("b",), ("b",)]


def test_nothing_is_taken_from_other_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = tmp_path / "code.py"
    code.write_text("1")
    monkeypatch.setattr(kept, "CODE", (code,))
    for text in ("1", "2"):
        code.write_text(text)
        build = Kept(tmp_path / "kept")
        build.made(join, "a")
        build.save()
    assert len(calls) == 2


def test_a_failed_build_leaves_what_there_was(tmp_path: Path) -> None:
    first = Kept(tmp_path / "kept")
    first.made(join, "a")
    first.save()
    before = (tmp_path / "kept").read_bytes()
    with pytest.raises(ZeroDivisionError):
        Kept(tmp_path / "kept").made(divmod, 1, 0)
    assert (tmp_path / "kept").read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["kept"]


def test_a_state_changes_with_contents_and_names(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    file = tmp_path / "folder" / "a"
    states = set()
    for content in ("1", "2"):
        file.write_text(content)
        states.add(state_of([tmp_path / "folder"]))
    (tmp_path / "folder" / "cache.pyc").write_text("3")
    states.add(state_of([tmp_path / "folder"]))
    assert len(states) == 2, "compiled code is no source"
    file.rename(tmp_path / "folder" / "b")
    assert state_of([tmp_path / "folder"]) not in states
