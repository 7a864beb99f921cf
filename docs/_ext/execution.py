"""Where executed pages are kept, and the environment in which their code runs.

A page's outputs depend on its cells, which jupyter-cache looks at, and on what it does not: the package, the
versions of everything installed, and the settings under which the cells run. All this is part of the cache's
path.
"""

import hashlib
import os
import sys
from pathlib import Path

from whole_files import put

ROOT = Path(__file__).resolve().parents[2]

TIMEOUT = 300  # seconds a cell may take

KERNEL_ENVIRONMENT = {
    # TensorFlow: no start-up messages, one thread and no reordered sums, so that numbers repeat exactly.
    "TF_CPP_MIN_LOG_LEVEL": "1",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "KERAS_BACKEND": "tensorflow",
}

# Figures are sharp at any size and carry no date, so that the same figure is the same file.
KERNEL = """\
c.IPKernelApp.log_level = "ERROR"
c.InlineBackend.figure_formats = {"svg"}
c.InlineBackend.print_figure_kwargs = {"bbox_inches": "tight", "metadata": {"Date": None}}
"""


def build_folder() -> Path:
    """Return the folder that receives everything a build makes."""
    return Path(os.environ.get("RNN_GUIDE_BUILD", ROOT / "_build")).resolve()


def digest(root: Path = ROOT) -> str:
    """Name the state of the package, the pinned versions and the settings: it changes with each of them."""
    state = hashlib.sha256(repr((sys.version_info[:2], KERNEL_ENVIRONMENT, KERNEL)).encode())
    package = (path for path in (root / "rnn_guide").rglob("*") if path.suffix in {".py", ".txt"})
    for path in [*sorted(package), root / "constraints.txt", root / "docs" / "matplotlibrc"]:
        state.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return state.hexdigest()[:12]


def join_printed_lines() -> None:
    """Make what a cell prints one output, however often the kernel flushed while it ran.

    So it is the same in every build. (myst-nb merges outputs too, but breaks a line where a flush fell.)
    """
    from nbclient import NotebookClient

    NotebookClient.coalesce_streams = True  # type: ignore[assignment]


def cache_folder() -> Path:
    """Return the folder of the executed pages, made and ready for parallel readers.

    Also sets what the kernels inherit: the environment above, this checkout's `rnn_guide` and `experiments`,
    and the settings of IPython and matplotlib.
    """
    build = build_folder()
    folder = build / "cache" / digest()
    if not (folder / "global.db").exists():
        from jupyter_cache import get_cache

        # Workers that race to create the database's tables fail with "table settings already exists".
        get_cache(folder).list_cache_records()

    profile = build / "ipython" / "profile_default"
    put(profile / "ipython_kernel_config.py", KERNEL.encode("utf-8"))
    os.environ.update(KERNEL_ENVIRONMENT)
    os.environ["KERAS_HOME"] = str(build / "keras")  # the settings in the user's own folder would count
    os.environ["IPYTHONDIR"] = str(profile.parent)
    os.environ["MATPLOTLIBRC"] = str(ROOT / "docs" / "matplotlibrc")
    ours = [str(ROOT), str(ROOT / "docs")]
    before = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    os.environ["PYTHONPATH"] = os.pathsep.join([*ours, *(path for path in before if path not in ["", *ours])])
    return folder
