"""The tests read the site that has just been built."""

import runpy
from pathlib import Path

import pytest

BUILT_SITE = Path(__file__).with_name("built_site.py")


@pytest.mark.parametrize("named", [True, False])
def test_the_site_is_that_of_the_build_folder_unless_it_is_named(
    named: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RNN_GUIDE_BUILD", str(tmp_path / "build"))
    monkeypatch.delenv("RNN_GUIDE_SITE", raising=False)
    if named:
        monkeypatch.setenv("RNN_GUIDE_SITE", str(tmp_path / "elsewhere"))
    expected = tmp_path / ("elsewhere" if named else "build/site")
    assert runpy.run_path(str(BUILT_SITE))["SITE"] == expected.resolve()
