"""The package's reference, from its docstrings: what autodoc must be told about this package."""

from typing import Any

from sphinx.application import Sphinx

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


def setup(app: Sphinx) -> dict[str, bool]:
    """Set what follows for autodoc and napoleon."""
    for extension in ("sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode"):
        app.setup_extension(extension)
    for name, value in SETTINGS.items():
        app.config[name] = value
    app.config.nitpick_ignore_regex = [NOT_OURS]
    app.connect("autodoc-skip-member", skip)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
