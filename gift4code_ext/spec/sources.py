"""The columns of the live inputs, read lazily and once per request, for telling where output values come from."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from functools import cached_property
from itertools import islice
from typing import Any

from gift4code_ext.spec.kinds import cells, kind_of_cells, kind_of_dtype, shape
from gift4code_ext.spec.model import ValueKind
from gift4code_ext.spec.read import index_levels

ROWS = 5000
_CELLS = 400_000  # of one frame, so that very wide ones give up rows first
_COLUMNS = 200
_GROUPS = {"int": "number", "float": "number", "bool": "bool", "str": "text", "date": "date", "delta": "delta"}


class Source:
    """One column (or named index level) of an input. Cells are in the form of :func:`kinds.plain`."""

    def __init__(self, frame: str, label: Hashable, values: Any, rows: int, limit: int) -> None:
        self.frame, self.label = frame, label
        self.truncated = rows > limit
        self._values, self._limit = values, limit

    @cached_property
    def cells(self) -> list[Any]:
        return cells(self._values, self._limit)

    @cached_property
    def distinct(self) -> frozenset[Any]:
        return frozenset(self.cells) - {None}

    @cached_property
    def kind(self) -> ValueKind:
        return kind_of_dtype(getattr(self._values, "dtype", None)) or kind_of_cells(self.distinct)

    @cached_property
    def group(self) -> str:
        return group_of(self.distinct)

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
        family = shape(value)
        pairs: list[tuple[Hashable, Any]] = []
        rows = 0
        if family == "frame":
            pairs = list(islice(value.items(), _COLUMNS))  # type: ignore[attr-defined]
            rows = len(value)  # type: ignore[arg-type]
        elif family in ("series", "index", "list") or (family == "array" and getattr(value, "ndim", 1) == 1):
            pairs = [(getattr(value, "name", None) if family in ("series", "index") else None, value)]
            rows = len(value)  # type: ignore[arg-type]
        if family in ("frame", "series"):
            pairs += [pair for pair in index_levels(value.index) if pair[0] is not None]  # type: ignore[attr-defined]
        limit = max(500, min(ROWS, _CELLS // max(1, len(pairs))))
        found += [Source(name, label, values, rows, limit) for label, values in pairs]
        if first is None and family not in ("scalar", "other", "dict"):
            first = rows
    return tuple(found), first
