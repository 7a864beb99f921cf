"""Running experiments: every case in a process of its own environment, and the results written down."""

import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Protocol

from experiments._results import ExperimentError, Results, Row, command, names, tidy

sys.path.append(str(Path(__file__).parents[1] / "_ext"))

from execution import KERNEL_ENVIRONMENT

# Each under the names that it may be installed by.
PACKAGES = {"numpy": ("numpy",), "keras": ("keras",), "tensorflow": ("tensorflow-cpu", "tensorflow")}


class Experiment(Protocol):
    """What a module of this package has to have."""

    SETTINGS: dict[str, Any]
    QUICK: dict[str, Any]
    cases: Callable[[], Sequence[Row]]
    run: Callable[[Row], Row]


def load(name: str) -> Experiment:
    """Return an experiment.

    Raises:
        ExperimentError: There is none of this name, or it lacks something.
    """
    if name not in names():
        raise ExperimentError(f"there is no experiment {name!r}. There are: {', '.join(names())}")
    module: Any = import_module(f"experiments.{name}")
    parts = ("__doc__", "SETTINGS", "QUICK", "cases", "run")
    lacking = [part for part in parts if getattr(module, part, None) is None]
    if lacking:
        raise ExperimentError(
            f"docs/experiments/{name}.py lacks {', '.join(lacking)}; docs/experiments/__init__.py says what "
            "an experiment has"
        )
    experiment: Experiment = module
    return experiment


def row(name: str, case: Row) -> Row:
    """Run one case; return it with what was measured, as the file holds it."""
    tidied: Row = tidy({**case, **load(name).run(case)})
    return tidied


def quick(name: str) -> Row:
    """Return the one case that the experiment calls quick."""
    experiment = load(name)
    wanted = experiment.QUICK.items()
    found = [case for case in experiment.cases() if wanted <= case.items()]
    if len(found) != 1:
        raise ExperimentError(f"QUICK of docs/experiments/{name}.py names {len(found)} cases, expected one")
    return found[0]


def versions() -> dict[str, str]:
    """Return the versions that decide the numbers."""
    found = {"python": platform.python_version()}
    for name, packages in PACKAGES.items():
        for package in packages:
            try:
                found.setdefault(name, version(package))
            except PackageNotFoundError:
                continue
    return found


def record(name: str, processes: int) -> Results:
    """Run all cases of an experiment."""
    # Set before the processes start, so that their NumPy and TensorFlow use one thread and repeat exactly.
    os.environ.update(KERNEL_ENVIRONMENT)
    experiment, start, rows = load(name), time.monotonic(), []
    cases = list(experiment.cases())
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for count, done in enumerate(pool.map(row, [name] * len(cases), cases), start=1):
            rows.append(done)
            print(f"\r{name}: {count} of {len(cases)} runs", end="", flush=True)
    print()
    return Results(
        name=name,
        question=(sys.modules[f"experiments.{name}"].__doc__ or "").splitlines()[0],
        command=command(name),
        settings=tidy(experiment.SETTINGS),
        versions=versions(),
        seconds=round(time.monotonic() - start, 1),
        rows=rows,
    )
