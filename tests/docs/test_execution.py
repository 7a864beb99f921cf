"""The cache of executed pages goes by everything that their outputs depend on beside their cells."""

from pathlib import Path

import pytest
from execution import digest


@pytest.mark.parametrize("changed", ["rnn_guide/layers/cell.py", "rnn_guide/texts/ko.txt", "constraints.txt"])
def test_the_cache_has_another_name_when_code_texts_or_versions_change(changed: str, tmp_path: Path) -> None:
    for name in ("rnn_guide/layers/cell.py", "rnn_guide/texts/ko.txt", "constraints.txt", "README.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1\n", encoding="utf-8")
    before = digest(tmp_path)
    (tmp_path / "README.md").write_text("2\n", encoding="utf-8")
    assert digest(tmp_path) == before
    (tmp_path / changed).write_text("2\n", encoding="utf-8")
    assert digest(tmp_path) != before
