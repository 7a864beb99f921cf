"""Results are stored with all that made them, and whoever asks for what is not there learns what to do."""

import json
import math
import re
import subprocess
import sys
from pathlib import Path

import experiments
import pytest
import stored_results
from experiments._record import load, quick
from experiments._results import names

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def results() -> experiments.Results:
    return experiments.Results(
        name="sample",
        question="How much is it?",
        command="python -m nox -s experiments -- sample",
        settings={"epochs": 3},
        versions={"python": "3.11"},
        seconds=1.5,
        rows=[{"cell": "LSTM", "seed": 0, "error": 1 / 3}, {"cell": "LSTM", "seed": 1, "error": math.nan}],
    )


def test_what_was_written_is_read(results: experiments.Results, tmp_path: Path) -> None:
    path = results.write(tmp_path)
    text = path.read_text(encoding="utf-8")
    read = experiments.read("sample", tmp_path)
    assert read.rows == [
        {"cell": "LSTM", "seed": 0, "error": 0.3333333},
        {"cell": "LSTM", "seed": 1, "error": None},
    ]
    assert (read.settings, read.versions, read.seconds) == (results.settings, results.versions, 1.5)
    assert json.loads(text)["command"] == results.command
    assert '\n  {"cell": "LSTM", "seed": 1, "error": null}\n' in text, "one row a line"
    assert read.write(tmp_path).read_text(encoding="utf-8") == text


def test_rows_are_found_by_their_values(results: experiments.Results) -> None:
    assert results.where(seed=0) == results.rows[:1]
    assert results.column("seed", cell="LSTM") == [0, 1]
    with pytest.raises(experiments.ExperimentError, match=r"no row with \{'cell': 'GRU'\}.*LSTM.*-- sample"):
        results.where(cell="GRU")
    with pytest.raises(experiments.ExperimentError, match=r"did not measure 'loss'.*error"):
        results.column("loss", cell="LSTM")


def test_missing_and_broken_results_name_the_command(tmp_path: Path) -> None:
    with pytest.raises(experiments.ExperimentError, match=r"no experiment 'nothing'. There are: "):
        experiments.read("nothing", tmp_path)
    for name in names():
        run = re.escape(f"python -m nox -s experiments -- {name}")
        with pytest.raises(experiments.ExperimentError, match=f"'{name}' has no results yet. Run: {run}"):
            experiments.read(name, tmp_path)
    (tmp_path / "broken.json").write_text('{"rows": []}')
    with pytest.raises(
        experiments.ExperimentError, match=r"broken.json is not what an experiment writes.* -- broken"
    ):
        experiments.read("broken", tmp_path)


def test_an_unknown_experiment_is_refused() -> None:
    with pytest.raises(experiments.ExperimentError, match=r"no experiment '_results'. There are: "):
        load("_results")
    with pytest.raises(experiments.ExperimentError, match=r"no experiment 'nothing'"):
        quick("nothing")


def test_the_results_that_a_page_reads_are_known(tmp_path: Path) -> None:
    text = 'a = experiments.read("one")\nb = experiments.read(\n    "two"\n).rows\n'
    assert [file.name for file in stored_results.files(text)] == ["one.json", "two.json"]
    assert stored_results.digest("print(1)") == ""
    for call in ("experiments.read(name)", "experiments.read('one')", 'experiments.read("one", folder)'):
        with pytest.raises(ValueError, match="Write the name as it is, in double quotes"):
            stored_results.files(call)


def test_the_state_of_results_is_also_that_of_the_code_that_reads_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = tmp_path / "_results.py"
    states = set()
    monkeypatch.setattr(stored_results, "READER", (reader,))
    for code in ("1", "2"):
        reader.write_text(code)
        states.add(stored_results.digest('experiments.read("memory")'))
        assert stored_results.digest("print(1)") == "", "a page that reads none does not depend on it"
    assert len(states) == 2


def test_the_code_that_reads_results_is_known() -> None:
    code = (
        "import sys; before = set(sys.modules); import experiments; "
        "print(*(sys.modules[name].__file__ for name in sys.modules.keys() - before "
        "if name.split('.')[0] == 'experiments'), sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT / "docs", capture_output=True, text=True, check=True
    )
    assert sorted(map(Path, done.stdout.splitlines())) == sorted(stored_results.READER)
