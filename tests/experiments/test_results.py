"""The stored results are those of the programs: same settings, same cases, and one case run again agrees.

Experiments with language models are run again in test_language_models.py.
"""

import sys
from pathlib import Path
from typing import Any

import experiments
import pytest
from experiments._record import load, quick, row
from experiments._results import command, tidy

RESULTS = Path(experiments.__file__).parent / "results"
# Another processor rounds differently, and training enlarges that: by so much what is measured may differ.
TOLERANCE, STEPS = 0.02, 0.2


def same(one: Any, other: Any) -> bool:
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float):
        return bool(one == pytest.approx(other, rel=TOLERANCE, abs=TOLERANCE))
    if isinstance(one, int) and not isinstance(one, bool):
        return bool(one == pytest.approx(other, rel=STEPS))
    return bool(one == other)


@pytest.mark.parametrize("name", sorted(file.stem for file in RESULTS.glob("*.json")))
def test_the_results_have_the_settings_and_cases_of_the_program(name: str) -> None:
    stored, experiment = experiments.read(name), load(name)
    assert stored.settings == tidy(experiment.SETTINGS), f"the settings have changed. Run: {command(name)}"
    cases = [tidy(case) for case in experiment.cases()]
    found = [{key: done[key] for key in case} for case, done in zip(cases, stored.rows, strict=True)]
    assert found == cases, f"the cases have changed. Run: {command(name)}"
    assert all("seed" in case for case in cases)
    question = (sys.modules[f"experiments.{name}"].__doc__ or "").splitlines()[0]
    assert stored.question == question and question.endswith("?")
    assert stored.command == command(name)
    assert stored.versions.keys() == {"python", "numpy", "keras", "tensorflow"} and stored.seconds > 0


@pytest.mark.parametrize("name", ["amounts", "depth", "direct", "memory", "sentences", "series", "windows"])
def test_one_case_run_again_gives_the_stored_row(name: str) -> None:
    case = quick(name)
    (stored,) = experiments.read(name).where(**tidy(case))
    again = row(name, case)
    differing = {key: (stored[key], again[key]) for key in stored if not same(stored[key], again[key])}
    assert again.keys() == stored.keys()
    assert not differing, (
        f"stored, and run again: {differing}. If the program was changed, run: {command(name)}"
    )
    assert row(name, case) == again, "the same seed must give the same numbers"
