"""Whole columns of long inputs, looked at as arrays while a budget of cells lasts.

The first rows of an input tell what comes from where (see :mod:`sources`). Of a longer one they leave open whether a
value of the output is new to a column, and which value is its largest. Numbers, truth values and dates without time
zone are looked up here in all rows, at about a nanosecond a cell, so that the budget bounds the time of one request
whatever the size of its inputs; inputs of 10 million rows exceed it and stay open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from gift4code_ext.spec.inferring.sources import Source

BUDGET = 10_000_000  # cells of one request, each lookup of one value in one row counted


class Scan:
    """Lookups of one request."""

    def __init__(self, budget: int = BUDGET) -> None:
        self._left = budget
        self._bounds: dict[int, tuple[Any, Any] | None] = {}

    def holds(self, source: Source, distinct: Collection[Any]) -> bool | None:
        """Whether all values (plain, as :attr:`Source.distinct`) occur in a column; None where that stays open."""
        if not source.truncated or distinct <= source.distinct:  # type: ignore[operator]
            return distinct <= source.distinct  # type: ignore[operator]
        array = _array(source)
        if array is None or not all(_fits(value, array.dtype.kind) for value in distinct):
            return None
        if not self._spend(source.rows * len(distinct)):
            return None
        return all(bool((array == value).any()) for value in _values(distinct, array))

    def bounds(self, source: Source) -> tuple[Any, Any] | None:
        """Least and greatest cell of a column as plain values; None where that stays open."""
        if not source.truncated:
            return source.bounds
        if id(source) not in self._bounds:
            self._bounds[id(source)] = self._ends(source)
        return self._bounds[id(source)]

    def _ends(self, source: Source) -> tuple[Any, Any] | None:
        import numpy as np

        array = _array(source)
        if array is None or array.dtype.kind == "b" or not self._spend(2 * source.rows):
            return None
        least, greatest = np.fmin.reduce(array), np.fmax.reduce(array)
        if least != least:
            return None
        ends = [end.astype("M8[us]").item() if array.dtype.kind == "M" else end.item() for end in (least, greatest)]
        return ends[0], ends[1]

    def _spend(self, cells: int) -> bool:
        if cells > self._left:
            return False
        self._left -= cells
        return True


def _array(source: Source) -> Any:
    """The cells as a numpy array of numbers, truth values or dates, without a copy; None where there is none."""
    import numpy as np

    dtype = getattr(source.values, "dtype", None)
    if not isinstance(dtype, np.dtype) or dtype.kind not in "iufbM":
        return None
    if type(source.values).__name__ == "RangeIndex":
        return None  # it would make its cells, and keep them in the person's index
    array = np.asarray(source.values)
    return array if array.ndim == 1 and array.dtype == dtype else None


def _fits(value: Any, kind: str) -> bool:
    if kind == "M":
        return isinstance(value, dt.datetime)
    if kind == "b":
        return isinstance(value, bool)
    return type(value) is float or (type(value) is int and abs(value) < 2**53)


def _values(distinct: Collection[Any], array: Any) -> Collection[Any]:
    import numpy as np

    return list(np.array(list(distinct), dtype="M8[us]")) if array.dtype.kind == "M" else distinct
