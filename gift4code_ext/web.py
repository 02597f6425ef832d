"""httpx as this package loads it: without its command line.

The libraries of that command line take as long to load as all the rest, and one of them draws from ``random`` as it is
loaded, which would change what a person's own draws give.
"""

from __future__ import annotations

import sys
import threading

_COMMAND_LINE = "httpx._main"
_LOADING = threading.Lock()


def load_httpx() -> None:
    """Load the module ``httpx``, for an import of it to find."""
    with _LOADING:
        left_out = "httpx" not in sys.modules
        if left_out:
            sys.modules[_COMMAND_LINE] = None  # type: ignore[assignment]
        try:
            import httpx  # noqa: F401
        finally:
            if left_out:
                sys.modules.pop(_COMMAND_LINE, None)
