"""The results of experiments as files: written one row a line, read with errors that say what to do."""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
Row = dict[str, Any]

DIGITS = 7  # significant digits of the numbers in the files


class ExperimentError(LookupError):
    """What was asked for is not there; the message says how to get it."""


@dataclass(frozen=True)
class Results:
    """What an experiment measured, and how.

    Args:
        name: The experiment.
        question: What it asks, in a line.
        command: What was run.
        settings: What all runs shared.
        versions: Of Python and of the packages that decide the numbers.
        seconds: How long it took.
        rows: One dict for every run: its case, and what was measured.
    """

    name: str
    question: str
    command: str
    settings: dict[str, Any]
    versions: dict[str, str]
    seconds: float
    rows: list[Row]

    def where(self, **values: Any) -> list[Row]:
        """Return the rows that have these values.

        Raises:
            ExperimentError: There is none.
        """
        found = [row for row in self.rows if all(row.get(key) == value for key, value in values.items())]
        if not found:
            held = {key: list(dict.fromkeys(str(row.get(key)) for row in self.rows)) for key in values}
            raise ExperimentError(
                f"results {self.name!r} have no row with {values}. Their values are {held}; correct the "
                f"request, or add the case to docs/experiments/{self.name}.py and run: {self.command}"
            )
        return found

    def column(self, measured: str, **values: Any) -> list[Any]:
        """Return one number of every row that has these values.

        Raises:
            ExperimentError: There is no such row, or it was not measured.
        """
        rows = self.where(**values)
        if any(measured not in row for row in rows):
            raise ExperimentError(
                f"results {self.name!r} did not measure {measured!r} in all rows. They have "
                f"{sorted(set.intersection(*(set(row) for row in rows)))}"
            )
        return [row[measured] for row in rows]

    def write(self, folder: Path = FOLDER / "results") -> Path:
        """Write the file, one row a line, so that two versions can be compared."""
        facts = asdict(self)
        rows = ",\n  ".join(json.dumps(tidy(row), allow_nan=False) for row in facts.pop("rows"))
        head = json.dumps(facts, indent=1, allow_nan=False).removesuffix("\n}")
        folder.mkdir(exist_ok=True)
        path = folder / f"{self.name}.json"
        path.write_text(f'{head},\n "rows": [\n  {rows}\n ]\n}}\n', encoding="utf-8")
        return path


def tidy(value: Any) -> Any:
    """Return a value as the files hold it: floats rounded, and None for what is not a finite number."""
    if isinstance(value, dict):
        return {key: tidy(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [tidy(inner) for inner in value]
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None
    return value


def names(folder: Path = FOLDER) -> Sequence[str]:
    """Return the names of the experiments."""
    return sorted(path.stem for path in folder.glob("[!_]*.py"))


def command(name: str) -> str:
    """Return the command that runs an experiment."""
    return f"python -m nox -s experiments -- {name}"


def read(name: str, folder: Path = FOLDER / "results") -> Results:
    """Return the stored results of an experiment.

    Raises:
        ExperimentError: There are none, or the file is not what an experiment writes.
    """
    path = folder / f"{name}.json"
    if not path.exists() and name not in names():
        raise ExperimentError(f"there is no experiment {name!r}. There are: {', '.join(names())}")
    try:
        return Results(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise ExperimentError(f"experiment {name!r} has no results yet. Run: {command(name)}") from None
    except (TypeError, ValueError) as error:
        raise ExperimentError(
            f"{path.name} is not what an experiment writes: {error}. Run: {command(name)}"
        ) from error
