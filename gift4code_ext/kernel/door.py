"""What silent expressions of a front end call: the state of the kernel, and a look at named frames.

Both are cheap to import, bind no name, and give an object that a front end gets as JSON. :func:`look` also registers
the comm target, so that a front end can ask without any code of its own running here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gift4code_ext import __version__
from gift4code_ext.kernel import wire
from gift4code_ext.kernel.live import live
from gift4code_ext.policy import from_environment

STATE_MIME = "application/vnd.gift4code.state+json"
_MOST = 16  # frames of one read


@dataclass(frozen=True)
class Told:
    """JSON for a front end, in the MIME type that it looks for."""

    data: wire.JSON

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {STATE_MIME: self.data, "text/plain": "what gift4code sees of this kernel"}


def look() -> Told:
    """The live frames and values by name, type and size; no value is read, and pandas is not imported.

    Raises:
        PolicyError: what an administrator settled cannot be read.
    """
    from IPython import get_ipython

    from gift4code_ext.kernel.comm import register

    shell = get_ipython()
    register(shell)
    return Told(state(shell))


def read(names: Iterable[str]) -> Told:
    """Columns, dtypes and facts of named frames, from a bounded number of their rows and columns.

    Raises:
        FramesError: there is no such variable.
    """
    from IPython import get_ipython

    return Told({"frames": frames(get_ipython().user_ns, names)})


def state(shell: Any) -> wire.JSON:
    """IKernelState."""
    found = live(shell.user_ns, shell.user_ns_hidden)
    return {
        "protocol": wire.PROTOCOL,
        "version": __version__,
        "frames": wire.names(found.frames),
        "values": wire.names(found.values),
        "policy": wire.policy(from_environment(os.environ)),
    }


def frames(namespace: Mapping[str, Any], names: Iterable[str]) -> list[wire.JSON]:
    """IFrame[], of at most 16 of the names.

    Raises:
        FramesError: there is no such variable.
    """
    from gift4code_ext.kernel.frames import FramesError
    from gift4code_ext.spec.read import read as described

    wanted = list(dict.fromkeys(names))[:_MOST]
    for name in wanted:
        if name not in namespace:
            raise FramesError(f"There is no variable named {name!r} any more; look again at what is there.")
    return [wire.frame(described(namespace[name], name)) for name in wanted]
