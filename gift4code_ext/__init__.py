"""gift4code: say what must come out, get a pandas cell that was run and checked.

The public names are :class:`Assistant`, :class:`Output` and :class:`Spec`; they load on first use, so that importing
the package (and ``%load_ext gift4code_ext``) costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gift4code_ext.assistant import Answer, Assistant
    from gift4code_ext.spec.model import Output, Spec

__version__ = "0.1.0"
__all__ = ["Answer", "Assistant", "Output", "Spec", "load_ipython_extension", "unload_ipython_extension"]

_HOME = {
    "Answer": "gift4code_ext.assistant",
    "Assistant": "gift4code_ext.assistant",
    "Output": "gift4code_ext.spec.model",
    "Spec": "gift4code_ext.spec.model",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'gift4code_ext' has no attribute {name!r}")


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    """Where a development install finds the built extension."""
    return [{"src": "labextension", "dest": "@gift4code/jupyterlab"}]


def load_ipython_extension(shell: Any) -> None:
    """``%load_ext gift4code_ext``: registers the magics."""
    import_module("gift4code_ext.kernel.magics").register(shell)


def unload_ipython_extension(shell: Any) -> None:
    """``%unload_ext gift4code_ext``: takes the magics back."""
    import_module("gift4code_ext.kernel.magics").unregister(shell)
