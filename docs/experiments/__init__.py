"""Experiments that take longer than a page may: their programs, and the results that pages read.

Every other module of this package whose name has no underscore in front is an experiment. It has

- a docstring, whose first line says what is asked;
- `SETTINGS`: what all runs share, as JSON can write it;
- `cases()`: the runs, each a dict of what tells it from the others, its `seed` among them;
- `run(case)`: what was measured, as a dict of numbers, texts and lists; equal cases give equal numbers;
- `QUICK`: the values that name one case that takes seconds, which a test runs again.

    python -m nox -s experiments               runs all of them
    python -m nox -s experiments -- memory     runs one, and writes results/memory.json
"""

from experiments._results import ExperimentError, Results, read

__all__ = ["ExperimentError", "Results", "read"]
