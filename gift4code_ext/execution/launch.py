"""How the processes of this room are started: an interpreter, a scrubbed environment, clean paths."""

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
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# The folder it starts in is taken off the path, so nothing planted there is imported. This package is imported from its
# own folder and no path leads to what lies beside that, so it shadows nothing and lets nothing else in.
_START = """\
import sys
if sys.version_info < (3, 10):
    sys.exit("Python 3.10 or newer is needed there, and this is " + sys.version.split()[0])
sys.path.pop(0)
sys.path += [path for path in {extra!r} if path not in sys.path]
from importlib import util
spec = util.spec_from_file_location("gift4code_ext", {file!r}, submodule_search_locations=[{package!r}])
sys.modules["gift4code_ext"] = package = util.module_from_spec(spec)
spec.loader.exec_module(package)
del util, spec, package
{call}
"""


def command(call: str, python: str | None = None) -> list[str]:
    """The command line of a Python that runs ``call`` and can import this package and those installed there.

    Args:
        python: another interpreter (3.10 or newer); by default this one.
    """
    extra = [] if python else [path for path in sys.path if path == site.getusersitepackages()]
    start = _START.format(extra=extra, file=os.path.join(_PACKAGE, "__init__.py"), package=_PACKAGE, call=call)
    return [python or sys.executable, "-s", "-c", start]


def environment(home: str, hash_seed: int = 0) -> dict[str, str]:
    """The whole environment of such a process: nothing of the person's gets in, and every run is the same."""
    fixed = {
        "PATH": os.defpath,
        "HOME": home,
        "TMPDIR": home,
        "MPLCONFIGDIR": home,
        "MPLBACKEND": "Agg",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "PYTHONHASHSEED": str(hash_seed),
        "PYTHONIOENCODING": "utf-8",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    return fixed | dict.fromkeys(_THREADS, "1") | kept
