"""Which live values a request is about: those named or mentioned, or the only one there is; no other is read."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Mapping
from typing import Any

from gift4code_ext.errors import Gift4CodeError

_WORD = re.compile(r"[^\W\d]\w*")
_MENTION = re.compile(r"(?<![\w.@])@([^\W\d]\w*)(?!\w*[.@]\w)")  # @df, but no part of an address
_SHOWN = 8


class FramesError(Gift4CodeError):
    """The inputs of a request could not be settled."""


def frame_names(namespace: Mapping[str, Any]) -> tuple[str, ...]:
    """Names of the live DataFrames, without private ones; empty if pandas was never imported."""
    pandas = sys.modules.get("pandas")
    if pandas is None:
        return ()
    return tuple(
        name for name, value in namespace.items() if not name.startswith("_") and isinstance(value, pandas.DataFrame)
    )


def choose_frames(
    namespace: Mapping[str, Any], intent: str, *, named: Collection[str] = (), set_aside: Collection[str] = ()
) -> dict[str, Any]:
    """The inputs: those ``named`` or written ``@df``, else those whose name is a word of it, else the only one there.

    Args:
        set_aside: results of earlier answers; taken only if named or mentioned, or if there is nothing else.

    Raises:
        FramesError: a name does not exist, there is no frame, or there are several and none is mentioned.
    """
    live = frame_names(namespace)
    wanted = list(dict.fromkeys([*named, *_MENTION.findall(intent)]))
    for name in wanted:
        if name not in namespace:
            there = f"the dataframes here are {_listed(live)}" if live else "no dataframe is loaded yet"
            raise FramesError(f"There is no variable named {name!r}; {there}.")
    words = set(_WORD.findall(intent))
    wanted = wanted or [name for name in live if name in words]
    if wanted:
        return {name: namespace[name] for name in wanted}
    left = [name for name in live if name not in set_aside] or list(live)
    if not left:
        raise FramesError("There is no dataframe here yet: load one (df = pd.read_csv(...)) and ask again.")
    if len(left) > 1:
        raise FramesError(
            f"There are {len(left)} dataframes here ({_listed(left)}); say which one, "
            f"such as @{left[0]} in the request."
        )
    return {left[0]: namespace[left[0]]}


def without_signs(intent: str, frames: Collection[str]) -> str:
    """The request with ``@df`` written as ``df``."""
    return _MENTION.sub(lambda found: found[1] if found[1] in frames else found[0], intent)


def _listed(names: Collection[str]) -> str:
    return ", ".join([*list(names)[:_SHOWN], *(["..."] if len(names) > _SHOWN else [])])
