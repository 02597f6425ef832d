"""A hashable stand-in for a label, a key or a member of a set: two are the same where their cells agree exactly.

It is made of exact Python objects alone, so hashing and comparing it runs no code of the value's own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable
from typing import Any

from gift4code_ext.spec.values.kinds import is_null, shape
from gift4code_ext.spec.values.known import Foreign, settled
from gift4code_ext.spec.values.native import native

_PARTS = 10_000  # of one key; more, and it stands for itself alone
_NAMELESS: Hashable = ("missing",)


def key_of(cell: Any) -> Hashable:
    """``2020`` and ``2020.0`` have one key, ``1`` and ``True`` have two; all missing cells have one."""
    if type(cell) is str:
        return cell
    try:
        return _Keys().of(cell)
    except (_TooLarge, RecursionError, OverflowError, ValueError):  # the last two: dates at the ends of the calendar
        return ("object", id(cell))


def keys_of(cells: Iterable[Any]) -> list[Hashable]:
    """:func:`key_of` of each."""
    return [cell if type(cell) is str else key_of(cell) for cell in cells]


def tally(cells: Iterable[Any]) -> dict[Hashable, int]:
    """How often each key occurs: the same for two collections of the same cells in any order."""
    found: dict[Hashable, int] = {}
    for key in keys_of(cells):
        found[key] = found.get(key, 0) + 1
    return found


class _TooLarge(Exception):
    """Containers within containers: more parts than are worth walking, or without end."""


class _Keys:
    """One key in the making, with the parts that it may still have."""

    def __init__(self) -> None:
        self.left = _PARTS

    def of(self, cell: Any) -> Hashable:
        self.left -= 1
        if self.left < 0:
            raise _TooLarge
        cell = settled(cell)
        if type(cell) is Foreign:
            return ("object", id(cell.value))
        if cell is Ellipsis:
            return ("any",)
        if is_null(cell):
            return _NAMELESS
        if isinstance(cell, str):
            return str(cell)
        cell = native(cell)
        if isinstance(cell, dt.date):
            return _moment_key(cell)
        family = shape(cell)
        if family != "scalar":
            return self._of_container(cell, family)
        if isinstance(cell, (bool, bytes)):
            return (type(cell).__name__, cell)
        name = type(cell).__name__
        if name in ("Period", "Interval"):
            ends = (cell.freqstr, cell.ordinal) if name == "Period" else (self.of(cell.left), self.of(cell.right))
            return (name, *ends, getattr(cell, "closed", ""))
        kind = next((kind for kind in (dt.timedelta, dt.time) if isinstance(cell, kind)), None)
        if kind is None and name == "void":
            return ("object", id(cell))
        return ("number" if kind is None else kind.__name__, cell)

    def _of_container(self, cell: Any, family: str) -> Hashable:
        if family == "dict":
            return ("dict", frozenset((self.of(key), self.of(item)) for key, item in dict.items(cell)))
        if isinstance(cell, (set, frozenset)):
            return ("set", frozenset(map(self.of, cell)))
        if family == "list" and len(cell) <= _PARTS:
            return ("list", *map(self.of, cell))
        if family == "array" and getattr(cell, "size", len(cell)) <= _PARTS:
            return ("list", *map(self.of, cell.tolist()))
        raise _TooLarge


def _moment_key(cell: dt.date) -> Hashable:
    if not isinstance(cell, dt.datetime):
        return ("date", dt.datetime(cell.year, cell.month, cell.day), 0)
    finer = getattr(cell, "nanosecond", 0)
    moment = cell.to_pydatetime(warn=False) if hasattr(cell, "to_pydatetime") else cell
    if moment.tzinfo is None:
        return ("date", moment, finer)
    return ("instant", moment.astimezone(dt.timezone.utc), finer)
