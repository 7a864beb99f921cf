"""The package's reference, from its docstrings: what autodoc must be told about this package."""

import sys
from typing import Any

from sphinx.application import Sphinx
from sphinx.pycode import ModuleAnalyzer

# Their documentation is on other hosts, which a build does not ask.
NOT_OURS = ("py:.*", r"(numpy|np|typing|collections|matplotlib)\..*|Any|\w+Error")

SETTINGS = {
    "autodoc_member_order": "bysource",
    "autodoc_typehints": "none",  # the docstrings give shapes, which say more
    "napoleon_custom_sections": [("Call arguments", "params_style"), "Source"],
    "napoleon_use_ivar": True,
    "napoleon_use_rtype": False,
}


def skip(app: Sphinx, what: str, name: str, member: Any, skipped: bool, options: Any) -> bool | None:
    """Leave out the fields of named tuples, whose class describes them, and classes that are settings."""
    is_field = (getattr(member, "__doc__", None) or "").startswith("Alias for field number")
    is_setting = isinstance(member, type) and name.islower()
    return True if is_field or is_setting else None


def describe_data(app: Sphinx, what: str, name: str, obj: Any, options: Any, lines: list[str]) -> None:
    """Describe data by the string after its definition; autodoc takes its type's, if that is elsewhere."""
    if what != "data":
        return
    package, *_, short = name.split(".")
    ours = [key for key in sys.modules if key.split(".")[0] == package]
    homes = [key for key in ours if getattr(sys.modules[key], short, None) is obj]
    written = [ModuleAnalyzer.for_module(home).find_attr_docs().get(("", short), []) for home in homes]
    lines[:] = next(filter(None, written), [])


def setup(app: Sphinx) -> dict[str, bool]:
    """Set what follows for autodoc and napoleon."""
    for extension in ("sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode"):
        app.setup_extension(extension)
    for name, value in SETTINGS.items():
        app.config[name] = value
    app.config.nitpick_ignore_regex = [NOT_OURS]
    app.connect("autodoc-skip-member", skip)
    app.connect("autodoc-process-docstring", describe_data, priority=600)  # not for napoleon
    return {"parallel_read_safe": True, "parallel_write_safe": True}
