"""What the cells of a value are, and their plain, hashable form.

The classes we know are told apart in :mod:`classes`, whose names are also found here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from types import MappingProxyType
from typing import Any

from gift4code_ext.spec.model import ValueKind
from gift4code_ext.spec.values.classes import (
    is_a,
    is_null,
    items_of,
    length_of,
    shape,
    shape_of_class,
    type_name,
)
from gift4code_ext.spec.values.slices import first_cells

__all__ = [
    "cells",
    "is_null",
    "kind_of_cell",
    "kind_of_cells",
    "kind_of_dtype",
    "plain",
    "plain_cells",
    "shape",
    "type_name",
    "value_kind",
]

_NESTED = 100  # items of one container that take part in comparisons
_ITEMS = 1000  # of one cell, containers within containers counted in
_DEPTH = 4
_BY_DTYPE_KIND: Mapping[str, ValueKind] = MappingProxyType(
    {"i": "int", "u": "int", "f": "float", "b": "bool", "M": "date", "m": "delta", "U": "str", "S": "str"}
)
_BY_DTYPE_CLASS: Mapping[str, ValueKind] = MappingProxyType(
    {"CategoricalDtype": "cat", "StringDtype": "str", "PeriodDtype": "period", "IntervalDtype": "interval"}
)


def plain(cell: Any) -> Any:
    """A hashable, comparable stand-in of a cell.

    Missing cells are None, dates naive (UTC) datetimes, containers tagged tuples of at most 1,000 items in all; text,
    numbers and bytes of derived classes are those of the class they derive from; ``...`` stays.
    """
    return _plain(cell, None, 0)


def _plain(cell: Any, left: list[int] | None, depth: int) -> Any:
    cls = type(cell)
    if cls is str or cls is int or cls is bool or cell is Ellipsis:
        return cell
    if is_null(cell):
        return None
    if issubclass(cls, float):
        return float.__float__(cell)
    if issubclass(cls, str):
        return str.__str__(cell)
    if issubclass(cls, int):
        return int.__int__(cell)
    if issubclass(cls, bytes):
        return bytes.__getitem__(cell, slice(None))
    if issubclass(cls, dt.datetime):
        return _moment(cell)
    if issubclass(cls, dt.date):
        return dt.datetime(cell.year, cell.month, cell.day)
    if is_a(cls, "numpy", "generic"):
        if is_a(cls, "numpy", "datetime64") or is_a(cls, "numpy", "timedelta64"):
            return plain(cell.astype(cell.dtype.str[1:3] + "[us]").item())
        item = cell.item()
        return item if type(item) is not cls else ("object", id(cell))
    family = shape_of_class(cls)
    if family == "scalar":
        return cell
    if family in ("list", "array", "dict"):
        return _plain_items(cell, family, [_ITEMS] if left is None else left, depth)
    return ("object", id(cell))


def _moment(cell: Any) -> Any:
    try:
        moment = cell.to_pydatetime(warn=False) if is_a(type(cell), "pandas", "Timestamp") else cell
        return moment if moment.tzinfo is None else moment.astimezone(dt.timezone.utc).replace(tzinfo=None)
    except (ValueError, OverflowError):  # beyond what datetime holds
        return cell.replace(tzinfo=None)


def _plain_items(cell: Any, family: str, left: list[int], depth: int) -> Any:
    if depth > _DEPTH or left[0] <= 0:
        return ("deep", family)
    if family == "array" and getattr(cell, "ndim", 1) == 0:
        return _plain(cell.item(), left, depth + 1)
    inner: Iterable[Any] = items_of(cell)
    if family == "dict":
        inner = (part for pair in islice(dict.items(cell), _NESTED) for part in pair)
    items = []
    for item in inner if family == "dict" else islice(inner, _NESTED):
        if left[0] <= 0:
            break
        left[0] -= 1
        items.append(_plain(item, left, depth + 1))
    if isinstance(cell, (set, frozenset)):
        return ("list", frozenset(items))
    return ("dict" if family == "dict" else "list", length_of(cell), *items)


def cells(values: Any, limit: int, start: int = 0) -> list[Any]:
    """The cells from ``start`` up to ``limit`` of a Series, Index, array or sequence, each as :func:`plain`."""
    return plain_cells(first_cells(values, limit, start))


def plain_cells(found: Any) -> list[Any]:
    """What :func:`slices.first_cells` found, each as :func:`plain`."""
    if isinstance(found, list):
        return [cell if type(cell) is str else plain(cell) for cell in found]
    import numpy as np

    dtype = getattr(found, "dtype", None)
    code = getattr(dtype, "kind", "O")
    direct = isinstance(dtype, np.dtype) or type(dtype).__name__ == "DatetimeTZDtype"
    if not direct or code not in "iufbMm" or getattr(found, "ndim", 1) != 1:
        return [cell if type(cell) is str else plain(cell) for cell in found.tolist()]
    if code in "Mm":
        return [None if cell is None else plain(cell) for cell in np.asarray(found, dtype=f"{code}8[us]").tolist()]
    listed: list[Any] = np.asarray(found).tolist()
    return [None if cell != cell else cell for cell in listed] if code == "f" else listed


_BY_CELL: tuple[tuple[tuple[type, ...], ValueKind], ...] = (
    ((bool,), "bool"),
    ((int,), "int"),
    ((float, Decimal, Fraction), "float"),
    ((str,), "str"),
    ((dt.datetime,), "date"),
    ((dt.timedelta,), "delta"),
)


def kind_of_cell(cell: Any) -> ValueKind:
    """The kind of one non-null cell as :func:`plain` returns it."""
    cls = type(cell)
    if cls is tuple:
        return "list" if cell[0] == "list" else "dict" if cell[0] == "dict" else "other"
    for classes, kind in _BY_CELL:
        if issubclass(cls, classes):
            return kind
    name = cls.__name__.lower()
    return "period" if name == "period" else "interval" if name == "interval" else "other"


def kind_of_cells(plain_cells: Iterable[Any]) -> ValueKind:
    """The kind shared by cells; ints and floats together are ``float``, anything else unlike is ``mixed``."""
    kinds = {kind_of_cell(cell) for cell in _one_of_each(plain_cells)}
    if not kinds:
        return "other"
    if kinds == {"int", "float"}:
        return "float"
    return kinds.pop() if len(kinds) == 1 else "mixed"


def _one_of_each(plain_cells: Iterable[Any]) -> Iterable[Any]:
    found: dict[Any, Any] = {}
    for cell in plain_cells:
        if cell is not None:
            found.setdefault(cell[0] if type(cell) is tuple else type(cell), cell)
    return found.values()


def kind_of_dtype(dtype: object) -> ValueKind | None:
    """The kind a dtype fixes by itself; None when the cells must be looked at (object, Arrow nested types, ...)."""
    by_class = _BY_DTYPE_CLASS.get(type(dtype).__name__)
    return by_class or _BY_DTYPE_KIND.get(str(getattr(dtype, "kind", "")))


def value_kind(value: Any, limit: int = 1000) -> ValueKind:
    """What the values are: of a Series, Index, array or container its cells, else the value itself."""
    family = shape(value)
    if family in ("series", "index", "array"):
        by_dtype = kind_of_dtype(getattr(value, "dtype", None))
        return by_dtype or kind_of_cells(cells(value, limit))
    if family == "list":
        return kind_of_cells(cells(value, limit))
    if family == "dict":
        return "dict"
    token = plain(value)
    return "other" if token is None else kind_of_cell(token)
