"""What is made of the same things is made once: it is kept under the digest of what it was made of.

One file in the build folder holds it all. What a build does not ask for is not in the file that it leaves,
so the file never holds more than one site needs.
"""

import hashlib
import pickle
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, TypeVarTuple

from file_state import state_of
from whole_files import put

HERE = Path(__file__).resolve().parent
CODE = (*sorted(HERE.glob("*.py")), HERE / "_ext", HERE / "_templates", HERE.parent / "constraints.txt")

Made = TypeVar("Made")
Of = TypeVarTuple("Of")


class Kept:
    """Results of functions that depend on nothing but their arguments and the assembly's code."""

    def __init__(self, file: Path) -> None:
        """Read what the last build left, unless other code has made it."""
        ours = f"{state_of(CODE)} {sys.version} {zlib.ZLIB_RUNTIME_VERSION}"
        self.file, self.state = file, hashlib.sha256(ours.encode()).digest()
        left = file.read_bytes() if file.exists() else b""
        same = left.startswith(self.state)
        self.before: dict[bytes, Any] = pickle.loads(left[len(self.state) :]) if same else {}
        self.now: dict[bytes, Any] = {}

    def made(self, make: Callable[[*Of], Made], *of: *Of) -> Made:
        """Return what a function makes of its arguments: bytes, or what `repr` writes in full."""
        state = hashlib.sha256(f"{make.__module__}.{make.__qualname__}".encode())
        for part in of:
            content = part if isinstance(part, bytes) else repr(part).encode()
            state.update(b"\0%s %d\0" % (type(part).__name__.encode(), len(content)) + content)
        key = state.digest()
        if key not in self.now:
            self.now[key] = self.before[key] if key in self.before else make(*of)
        made: Made = self.now[key]
        return made

    def save(self) -> None:
        """Leave for the next build what this one asked for."""
        if self.now.keys() != self.before.keys():
            put(self.file, self.state + pickle.dumps(self.now))
