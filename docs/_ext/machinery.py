"""Every page is read anew when the extensions, the messages or the settings have changed.

Sphinx looks at the pages and at what they name. `docs/build.py` starts from nothing after such a change; this
is for whoever runs Sphinx alone, as `nox -s live` does.
"""

import hashlib
from pathlib import Path

from sphinx.application import Sphinx

DOCS = Path(__file__).resolve().parents[1]
CODE = {".py", ".js", ".po"}


def state() -> str:
    """Name the state of the machinery: it changes when a file's name or content does."""
    found = (path for name in ("_ext", "_locale") for path in (DOCS / name).rglob("*") if path.suffix in CODE)
    digest = hashlib.sha256()
    for path in [*sorted(found), DOCS / "conf.py"]:
        digest.update(path.relative_to(DOCS).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def setup(app: Sphinx) -> dict[str, bool]:
    """Make the state a setting: Sphinx compares settings with those of the last build."""
    app.add_config_value("machinery_state", state(), "env")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
