"""Run experiments and write their results: `python -m experiments [NAME …]`, all without a name."""

import argparse
import os
import sys

from experiments._record import load, record
from experiments._results import ExperimentError, names


def main() -> int:
    """Run what is asked for, and say where the results are."""
    parser = argparse.ArgumentParser(prog="experiments", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(names())}; default: all")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="default: one a core")
    wanted = parser.parse_args()
    try:
        for name in wanted.names:
            load(name)
        for name in wanted.names or names():
            results = record(name, wanted.processes)
            print(f"{len(results.rows)} rows, {results.seconds:.0f} s: {results.write()}")
    except ExperimentError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
