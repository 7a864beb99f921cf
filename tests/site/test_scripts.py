"""Scripts are served without what only people read."""

from pathlib import Path

import pytest
from scripts import without_comments

pytestmark = pytest.mark.site


def test_comments_and_indentation_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "a.js"
    file.write_text('// why\nif (a) {\n\n  // how\n  b("//c");  // d\n}\n', encoding="utf-8")
    assert without_comments(file) == 'if (a) {\nb("//c");  // d\n}\n'


def test_a_text_over_several_lines_fails_the_build(tmp_path: Path) -> None:
    file = tmp_path / "a.js"
    file.write_text("a();\nb(`one\n  two`);\n", encoding="utf-8")
    with pytest.raises(RuntimeError, match=r"a\.js:2: .*backticks"):
        without_comments(file)
