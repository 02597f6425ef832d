"""What there is in a namespace, by name, type and size; nothing is read, and no unknown object is asked anything."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gift4code_ext.spec.values.classes import length_of, shape, type_name

MOST = 200
_LONGEST = 200  # characters of a name; a longer one is no word of a request
_NO_VALUES = ("None",)
_KNOWN = ("pandas", "numpy")
_SHORT = {"pd": "pandas", "np": "numpy"}


@dataclass(frozen=True)
class Name:
    """One live value. ``shape`` is ``()`` for single values."""

    name: str
    type: str
    shape: tuple[int, ...] = ()


@dataclass(frozen=True)
class Live:
    """The frames, and all values that could serve as an expected output, frames among them."""

    frames: tuple[Name, ...]
    values: tuple[Name, ...]


def live(namespace: Mapping[str, Any], hidden: Mapping[str, Any]) -> Live:
    """Names of a namespace, at most 200 of either kind, the latest ones first where there are more.

    Args:
        hidden: the shell's own names with its own values; private names are left out too.
    """
    frames: list[Name] = []
    values: list[Name] = []
    for name, value in reversed(list(namespace.items())):
        if len(frames) == len(values) == MOST:
            break
        if name.startswith("_") or len(name) > _LONGEST or (name in hidden and hidden[name] is value):
            continue
        family = shape(value)
        if family == "other" or type_name(value) in _NO_VALUES:
            continue
        told = Name(name, type_name(value), _size(value, family))
        for kept in (frames, values) if family == "frame" else (values,):
            if len(kept) < MOST:
                kept.append(told)
    return Live(_in_order(frames), _in_order(values))


def modules(namespace: Mapping[str, Any]) -> frozenset[str]:
    """The usual short names that are bound to pandas and numpy; what they may be bound to else is not asked."""
    there = {short: sys.modules.get(name) for short, name in _SHORT.items()}
    return frozenset(short for short, found in there.items() if found is not None and namespace.get(short) is found)


def _in_order(found: Iterable[Name]) -> tuple[Name, ...]:
    return tuple(reversed(list(found)))


def _size(value: Any, family: str) -> tuple[int, ...]:
    """The size as the class that we know tells it, whatever a class derived from it does."""
    if family in ("list", "dict"):
        return (length_of(value),)
    if family in ("series", "index"):
        return (int(_known_base(value).__len__(value)),)
    if family in ("frame", "array"):
        base: Any = _known_base(value)
        return tuple(int(size) for size in base.shape.__get__(value))
    return ()


def _known_base(value: object) -> type[Any]:
    """The class of pandas or numpy that a value's class is or derives from."""
    return next(cls for cls in type(value).__mro__ if cls.__module__.partition(".")[0] in _KNOWN)
