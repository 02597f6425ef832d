"""How the processes of this room are started: this interpreter, a scrubbed environment, clean paths."""

from __future__ import annotations

import os
import site
import sys

_THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "ARROW_NUM_THREADS",
)
_PACKAGES = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def command(call: str) -> list[str]:
    """The command line of a Python that runs ``call`` and can import this package and the installed ones.

    The folder it starts in is taken off the path, so nothing planted there is imported; this package's own folder comes
    last.
    """
    extra = [path for path in sys.path if path == site.getusersitepackages()] + [_PACKAGES]
    start = f"import sys; sys.path.pop(0); sys.path += [p for p in {extra!r} if p not in sys.path]; {call}"
    return [sys.executable, "-s", "-c", start]


def environment(home: str) -> dict[str, str]:
    """The whole environment of such a process: nothing of the person's gets in, and every run is the same."""
    fixed = {
        "PATH": os.defpath,
        "HOME": home,
        "TMPDIR": home,
        "MPLCONFIGDIR": home,
        "MPLBACKEND": "Agg",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "PYTHONHASHSEED": "0",
        "PYTHONIOENCODING": "utf-8",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    return fixed | dict.fromkeys(_THREADS, "1") | kept
