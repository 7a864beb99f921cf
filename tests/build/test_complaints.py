"""What a writer reads when the build fails: the place, the cell's own words, and no echoes of them."""

from pathlib import Path

import pytest
from complaints import ended, readable

FROM_SPHINX = """\
{page}: WARNING: Executing notebook failed: CellExecutionError
Traceback (most recent call last):
  File "/somewhere/nbclient/client.py", line 918, in _check_raise_for_error
    raise CellExecutionError.from_cell_and_msg(cell, exec_reply_content)
nbclient.exceptions.CellExecutionError: An error occurred while executing the following cell:
------------------
units = -1
raise ValueError('units must be positive')
------------------


\x1b[31mValueError\x1b[39m: units must be positive
{page}:9: WARNING: No key 'h' found in glue data for this document. [mystnb.glue] [mystnb.glue]
{other}:3: WARNING: No key 'h' found in glue data for this document. [mystnb.glue] [mystnb.glue]
{page}:12: WARNING: undefined label: 'nowhere' [ref.ref]
{page}: WARNING: Notebook exception traceback saved in: /somewhere/page.err.log [mystnb.exec]
"""


def test_a_failed_cell_is_told_with_its_line_and_without_echoes(tmp_path: Path) -> None:
    page, other = tmp_path / "page.md", tmp_path / "other.md"
    page.write_text(
        "# 쪽\n\n```{code-cell} python\nunits = -1\nraise ValueError('units must be positive')\n```\n",
        encoding="utf-8",
    )
    told = readable(FROM_SPHINX.format(page=page, other=other))
    assert told.splitlines() == [
        f"{page}:4: WARNING: Executing notebook failed. Its cell says:",
        "ValueError: units must be positive",
        f"{other}:3: WARNING: No key 'h' found in glue data for this document. [mystnb.glue]",
        f"{page}:12: WARNING: undefined label: 'nowhere' [ref.ref]",
    ]


def test_a_page_that_failed_otherwise_does_not_get_the_cell_of_the_next(tmp_path: Path) -> None:
    slow, page = tmp_path / "slow.md", tmp_path / "page.md"
    page.write_text("units = -1\nraise ValueError('units must be positive')\n", encoding="utf-8")
    first = (
        f"{slow}: WARNING: Executing notebook failed: CellTimeoutError\nTraceback (most recent call last):\n"
    )
    told = readable(first + FROM_SPHINX.format(page=page, other=slow))
    assert told.startswith(f"{first}{page}:1: WARNING: Executing notebook failed. Its cell says:\n")


def test_other_complaints_stay_as_they_are() -> None:
    text = "docs/ko/page.md:3: WARNING: undefined label: 'nowhere' [ref.ref]\nTraceback of something else\n"
    assert readable(text) == text
    assert readable("") == ""


@pytest.mark.parametrize(("code", "words"), [(-9, ("SIGKILL", "memory", "ko")), (-11, ("SIGSEGV", "again"))])
def test_an_end_by_a_signal_names_it_and_a_remedy(code: int, words: tuple[str, ...]) -> None:
    assert all(word in ended(code, "ko") for word in words)
    assert ended(1, "ko") == ended(0, "ko") == ""
