"""What is kept of executed pages: by what it goes, and that it is the same in every run."""

import os
import subprocess
import sys
from pathlib import Path

import execution
import pytest
import run_pages
from execution import cache_folder, digest
from nbclient import NotebookClient

PRINTS_SLOWLY = """\
---
file_format: mystnb
kernelspec:
  name: python3
---

```{code-cell} python
import time

print("before the flush", flush=True)
time.sleep(0.5)
print("after it")
```
"""


MADE_OF = ("rnn_guide/layers/cell.py", "rnn_guide/texts/ko.txt", "constraints.txt", "docs/matplotlibrc")


@pytest.mark.parametrize("changed", MADE_OF)
def test_the_cache_has_another_name_when_code_texts_or_versions_change(changed: str, tmp_path: Path) -> None:
    for name in (*MADE_OF, "README.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1\n", encoding="utf-8")
    before = digest(tmp_path)
    (tmp_path / "README.md").write_text("2\n", encoding="utf-8")
    assert digest(tmp_path) == before
    (tmp_path / changed).write_text("2\n", encoding="utf-8")
    assert digest(tmp_path) != before


def test_the_cache_has_another_name_when_the_settings_of_kernels_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = digest()
    with monkeypatch.context() as changed:
        changed.setattr(execution, "KERNEL", execution.KERNEL.replace("svg", "png"))
        assert digest() != before
    monkeypatch.setitem(execution.KERNEL_ENVIRONMENT, "PYTHONHASHSEED", "1")
    assert digest() != before


def test_the_keras_of_the_pages_has_no_settings_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".keras").mkdir()
    settings = '{"backend": "numpy", "floatx": "float64", "image_data_format": "channels_first"}'
    (tmp_path / ".keras" / "keras.json").write_text(settings)
    monkeypatch.setattr(os, "environ", os.environ.copy())
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / ".keras"))
    monkeypatch.setenv("KERAS_BACKEND", "numpy")
    monkeypatch.setenv("RNN_GUIDE_BUILD", str(tmp_path / "build"))
    cache_folder()
    code = "import keras; print(keras.backend.backend(), keras.config.floatx())"
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ, capture_output=True, text=True, check=True
    )
    assert done.stdout == "tensorflow float32\n"


def test_only_on_linux_a_server_of_kernels_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It could not fork kernels there, and would end with a traceback after importing TensorFlow in vain."""
    pages = [tmp_path / "a.md", tmp_path / "b.md"]
    for page in pages:
        page.write_text("# No code\n")
    monkeypatch.setattr(os, "environ", os.environ.copy())
    monkeypatch.setenv("RNN_GUIDE_BUILD", str(tmp_path / "build"))
    monkeypatch.setattr(run_pages, "kernels", lambda: pytest.fail("the server was started"))
    monkeypatch.setattr(sys, "platform", "darwin")
    run_pages.run_pages(pages)


def test_what_a_cell_prints_is_one_output_whoever_runs_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.md"
    page.write_text(PRINTS_SLOWLY, encoding="utf-8")
    monkeypatch.setattr(NotebookClient, "coalesce_streams", False)  # as Jupyter has it
    monkeypatch.setattr(os, "environ", os.environ.copy())  # what a run sets there ends with the test
    monkeypatch.setenv("RNN_GUIDE_BUILD", str(tmp_path / "build"))
    run = run_pages.client(page)
    assert run is not None
    with run:
        _, outputs = run.code_cell_outputs(0)
    assert [output["text"] for output in outputs] == ["before the flush\nafter it\n"]
