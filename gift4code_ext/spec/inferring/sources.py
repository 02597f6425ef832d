"""The columns of the live inputs, read lazily and once per request, for telling where output values come from."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from functools import cached_property
from typing import Any

from gift4code_ext.spec.model import ValueKind
from gift4code_ext.spec.reading.arrow import table
from gift4code_ext.spec.reading.column import dtype_of
from gift4code_ext.spec.values.classes import length_of, shape
from gift4code_ext.spec.values.kinds import cells, kind_of_cells
from gift4code_ext.spec.values.slices import first_columns, index_levels

ROWS = 5000
_CELLS = 400_000  # of one frame, so that very wide ones give up rows first
_COLUMNS = 200
_GROUPS = {"int": "number", "float": "number", "bool": "bool", "str": "text", "date": "date", "delta": "delta"}


class Source:
    """One column (or named index level) of an input. Cells are in the form of :func:`kinds.plain`."""

    def __init__(self, frame: str, label: Hashable, values: Any, rows: int, limit: int) -> None:
        self.frame, self.label = frame, label
        self.truncated = rows > limit
        self.values, self.rows = values, rows
        self._limit = limit

    @cached_property
    def cells(self) -> list[Any]:
        return cells(self.values, self._limit)

    @cached_property
    def distinct(self) -> frozenset[Any]:
        return frozenset(self.cells) - {None}

    @cached_property
    def kind(self) -> ValueKind:
        return dtype_of(self.values)[1] or kind_of_cells(self.distinct)

    @cached_property
    def group(self) -> str:
        told = _GROUPS.get(dtype_of(self.values)[1] or "")  # saves reading columns that are asked for no more
        return told or group_of(self.distinct)

    @cached_property
    def bounds(self) -> tuple[Any, Any] | None:
        """Least and greatest cell of a number or date column."""
        if self.group not in ("number", "date", "delta") or not self.distinct:
            return None
        return min(self.distinct), max(self.distinct)

    @property
    def settled(self) -> bool:
        """Whether the distinct cells read are probably all: read whole, or the second half brought no new one."""
        return not self.truncated or len(frozenset(self.cells[: self._limit // 2]) - {None}) == len(self.distinct)


def group_of(distinct: Iterable[Any]) -> str:
    """Which cells can be compared: number, bool, text, date, delta; ``""`` for anything else or a mixture."""
    return _GROUPS.get(kind_of_cells(distinct), "")


def sources(inputs: Mapping[str, object]) -> tuple[tuple[Source, ...], int | None]:
    """All input columns in order, and the row count of the first input that has rows."""
    found: list[Source] = []
    first: int | None = None
    for name, value in inputs.items():
        rows, pairs = _columns(value)
        limit = max(500, min(ROWS, _CELLS // max(1, len(pairs))))
        found += [Source(name, label, values, rows or 0, limit) for label, values in pairs]
        if first is None:
            first = rows
    return tuple(found), first


def _columns(value: Any) -> tuple[int | None, list[tuple[Hashable, Any]]]:
    """The rows of an input, None for one that has none, and its columns and named index levels."""
    family = shape(value)
    named = _named_levels(value.index) if family in ("frame", "series") else []
    if family == "frame":
        return len(value), [*first_columns(value, _COLUMNS), *named]
    if family in ("series", "index"):
        return len(value), [(value.name, value), *named]
    if family == "list" or (family == "array" and value.ndim == 1):
        return length_of(value), [(None, value)]
    if family == "array":
        return 0, []
    found = table(value, ROWS, _COLUMNS)
    return (None, []) if found is None else (found.rows, list(found.columns))


def _named_levels(index: Any) -> list[tuple[Hashable, Any]]:
    """Levels that have a name; those of a long MultiIndex as lists of their first values, which say they are a part."""
    long = index.nlevels > 1 and len(index) > ROWS
    levels = index_levels(index, ROWS if long else None)
    return [(label, list(level) if long else level) for label, level in levels if label is not None]
