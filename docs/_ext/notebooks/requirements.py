"""What a page's code needs to run elsewhere: the packages that it imports, and every name that it uses."""

import ast
import builtins
import re
import symtable
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from execution import ROOT

# What else must be there: Keras' backend, and what draws.
ALSO = {"keras": ("tensorflow",), "rnn_guide.plots": ("matplotlib",)}


# What IPython defines besides Python.
GIVEN = {*dir(builtins), "display", "get_ipython"}


def python(source: str) -> str:
    """Return a cell's code as Python: without IPython's commands; "" for one that shows a syntax error."""
    for write in (str, without_commands):  # nearly every cell is Python as it is
        with suppress(SyntaxError):
            ast.parse(code := write(source))
            return code
    return ""


def without_commands(source: str) -> str:
    """Write IPython's commands as the Python that they stand for."""
    from IPython.core.inputtransformer2 import TransformerManager  # takes a while to load

    return str(TransformerManager().transform_cell(source))  # type: ignore[no-untyped-call]


def missing_names(sources: Iterable[str]) -> list[str]:
    """Return the names that the cells use and nothing in them defines."""
    top = symtable.symtable("\n".join(map(python, sources)), "page", "exec")
    scopes, used, defined = [top], set(), set()
    for scope in scopes:
        scopes.extend(scope.get_children())
        for symbol in scope.get_symbols():
            if scope is top or symbol.is_global():
                defined.update([symbol.get_name()] if symbol.is_assigned() or symbol.is_imported() else [])
                used.update([symbol.get_name()] if symbol.is_referenced() else [])
    return sorted(used - defined - GIVEN)


def imported(sources: Iterable[str]) -> Iterator[str]:
    """Yield the name of every module that the cells import."""
    for source in sources:
        for node in ast.walk(ast.parse(python(source))):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def pinned(constraints: Path = ROOT / "constraints.txt") -> dict[str, list[str]]:
    """Return the pinned requirements of every package; some have one for each version of Python."""
    pins: dict[str, list[str]] = {}
    for line in constraints.read_text(encoding="utf-8").splitlines():
        if found := re.match(r"[\w.-]+(?===)", line):
            pins.setdefault(found[0].lower().replace("-", "_"), []).append(line)
    return pins


def requirements(sources: Iterable[str], wheel: str | None) -> list[str]:
    """Return what to install for the cells.

    Args:
        sources: The code of the cells.
        wheel: Where the wheel of `rnn_guide` is; without one, only what the package needs is listed.

    Raises:
        ValueError: A cell imports what constraints.txt does not pin.
    """
    modules = set(imported(sources))
    modules.update(name for module in modules.copy() for name in ALSO.get(module, ()))
    names = {module.partition(".")[0] for module in modules} - sys.stdlib_module_names
    if wheel is None and "rnn_guide" in names:
        names = names - {"rnn_guide"} | {"numpy"}
    pins, needed = pinned(), []
    for name in sorted(names):
        if name == "rnn_guide":
            needed.append(f"rnn_guide @ {wheel}")
        elif name == "tensorflow":
            # The constraints say tensorflow-cpu where it exists; a reader may well have a GPU.
            needed.append(pins[name][0].partition(";")[0].strip())
        elif name in pins and name != "myst_nb":
            needed.extend(pins[name])
        else:
            raise ValueError(
                f"a cell imports {name!r}, which a reader of the notebook would not have. Tag the cell "
                "`remove-cell` if it only glues; otherwise add the package to pyproject.toml and run: "
                "python -m nox -s lock"
            )
    return needed
