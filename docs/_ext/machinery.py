"""Every page is read anew when the extensions, the messages or the settings have changed.

Sphinx looks at the pages and at what they name. `docs/build.py` starts from nothing after such a change; this
is for whoever runs Sphinx alone, as `nox -s live` does.
"""

from pathlib import Path

from file_state import state_of
from sphinx.application import Sphinx

DOCS = Path(__file__).resolve().parents[1]
CODE = {".py", ".js", ".po"}


def state() -> str:
    """Name the state of the machinery: it changes when a file's name or content does."""
    found = (path for name in ("_ext", "_locale") for path in (DOCS / name).rglob("*") if path.suffix in CODE)
    return state_of([*sorted(found), DOCS / "conf.py"])


def setup(app: Sphinx) -> dict[str, bool]:
    """Make the state a setting: Sphinx compares settings with those of the last build."""
    app.add_config_value("machinery_state", state(), "env")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
