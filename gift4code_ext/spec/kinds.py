"""What a value is: its type's public name, its family, and the plain, hashable form of its cells.

Classes are looked up in ``sys.modules``: a value can only be a DataFrame when pandas is already loaded, so nothing is
imported here. Methods of unknown classes are never called; not even ``repr``, ``==`` or ``hash``.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

from gift4code_ext.spec.model import Shape, ValueKind

_T = TypeVar("_T")
CONTAINERS = (list, tuple, set, frozenset, range)
_SCALARS = (str, int, float, complex, bytes, dt.date, dt.time, dt.timedelta, Decimal, Fraction, type(None))
_NESTED = 100  # items of a nested cell that take part in comparisons of facts
_ABSENT = ("NAType", "NaTType")
_BY_DTYPE_KIND: Mapping[str, ValueKind] = MappingProxyType(
    {"i": "int", "u": "int", "f": "float", "b": "bool", "M": "date", "m": "delta", "U": "str", "S": "str"}
)
_BY_DTYPE_CLASS: Mapping[str, ValueKind] = MappingProxyType(
    {"CategoricalDtype": "cat", "StringDtype": "str", "PeriodDtype": "period", "IntervalDtype": "interval"}
)


def _remembered(function: Callable[[type], _T]) -> Callable[[type], _T]:
    return lru_cache(maxsize=1024)(function)


def _is(cls: type, module: str, name: str) -> bool:
    base = getattr(sys.modules.get(module), name, None)
    return isinstance(base, type) and issubclass(cls, base)


@_remembered
def _shape_of_class(cls: type) -> Shape:
    if _is(cls, "pandas", "DataFrame"):
        return "frame"
    if _is(cls, "pandas", "Series"):
        return "series"
    if _is(cls, "pandas", "Index"):
        return "index"
    if _is(cls, "numpy", "ndarray") or _is(cls, "pandas.api.extensions", "ExtensionArray"):
        return "array"
    if issubclass(cls, CONTAINERS):
        return "list"
    if issubclass(cls, dict):
        return "dict"
    known = issubclass(cls, _SCALARS) or _is(cls, "numpy", "generic")
    if known or any(_is(cls, "pandas", name) for name in ("Period", "Interval")) or cls.__name__ in _ABSENT:
        return "scalar"
    return "other"


def shape(value: object) -> Shape:
    """The family of a value."""
    return _shape_of_class(type(value))


@_remembered
def _name_of_class(cls: type) -> str:
    for name in ("DataFrame", "Series"):
        if _is(cls, "pandas", name):
            return f"pandas.{name}"
    if _is(cls, "pandas", "RangeIndex"):
        return "pandas.Index"
    if _is(cls, "numpy", "ndarray"):
        return "numpy.ndarray"
    if cls is type(None):
        return "None"
    if _is(cls, "numpy", "generic"):
        kind = _BY_DTYPE_KIND.get(_numpy_kind(cls))
        if kind in ("int", "float", "bool", "str"):
            return kind
    module = cls.__module__ if isinstance(cls.__module__, str) else ""
    root = module.split(".", 1)[0]
    return cls.__name__ if root in ("builtins", "") else f"{root}.{cls.__name__}"


def _numpy_kind(cls: type) -> str:
    numpy = sys.modules["numpy"]
    for base, kind in (("bool_", "b"), ("integer", "i"), ("floating", "f"), ("str_", "U")):
        if issubclass(cls, getattr(numpy, base)):
            return kind
    return ""


def type_name(value: object) -> str:
    """The public name of a value's type: ``"pandas.DataFrame"``, ``"float"``, ``"numpy.ndarray"``, ``"None"``.

    Subclasses of DataFrame and Series carry the base's name, numpy scalars that of their Python counterpart.
    """
    return _name_of_class(type(value))


@_remembered
def _nullness(cls: type) -> str:
    if cls is type(None) or (cls.__name__ in _ABSENT and str(cls.__module__).split(".", 1)[0] == "pandas"):
        return "always"
    if issubclass(cls, Decimal):
        return "decimal"
    if _is(cls, "numpy", "datetime64") or _is(cls, "numpy", "timedelta64"):
        return "numpy"
    return "float" if issubclass(cls, float) or _is(cls, "numpy", "floating") else "never"


def is_null(cell: Any) -> bool:
    """Whether a cell is missing: None, NaN, NaT or pd.NA, of any class we know."""
    how = _nullness(type(cell))
    if how == "never" or how == "always":
        return how == "always"
    if how == "decimal":
        return Decimal.is_nan(cell)
    if how == "numpy":
        return bool(cell != cell)
    number = float(cell)
    return number != number


def plain(cell: Any, depth: int = 0) -> Any:
    """A hashable, comparable stand-in of a cell.

    Missing cells are None, dates naive (UTC) datetimes, containers tagged tuples; ``...`` stays.
    """
    cls = type(cell)
    if cls is str or cls is int or cls is bool:
        return cell
    if cell is Ellipsis:
        return cell
    if is_null(cell):
        return None
    if issubclass(cls, dt.datetime):
        moment = cell.to_pydatetime(warn=False) if hasattr(cls, "to_pydatetime") else cell
        if moment.tzinfo is not None:
            moment = moment.astimezone(dt.timezone.utc).replace(tzinfo=None)
        return moment
    if issubclass(cls, dt.date):
        return dt.datetime(cell.year, cell.month, cell.day)
    if _is(cls, "numpy", "generic"):
        if _is(cls, "numpy", "datetime64") or _is(cls, "numpy", "timedelta64"):
            return plain(cell.astype(cell.dtype.str[1:3] + "[us]").item())
        item = cell.item()
        return item if type(item) is not cls else ("object", id(cell))
    kind = _shape_of_class(cls)
    if kind == "scalar":
        return cell
    if depth > 4:
        return ("deep", kind)
    if kind == "array" and getattr(cell, "ndim", 1) == 0:
        return plain(cell.item(), depth + 1)
    if kind in ("list", "array"):
        items = [plain(item, depth + 1) for _, item in zip(range(_NESTED), cell, strict=False)]
        return ("list", len(cell), *items) if not issubclass(cls, (set, frozenset)) else ("list", frozenset(items))
    if kind == "dict":
        return ("dict", len(cell), *(plain(item, depth + 1) for pair in list(cell.items())[:_NESTED] for item in pair))
    return ("object", id(cell))


def cells(values: Any, limit: int) -> list[Any]:
    """The first ``limit`` cells of a Series, Index, array or sequence, each as :func:`plain`."""
    import numpy as np

    family = _shape_of_class(type(values))
    dtype = getattr(values, "dtype", None)
    if family in ("series", "index"):
        values = values[:limit] if _is(type(values), "pandas", "MultiIndex") else values.array[:limit]
    elif family == "array":
        values = values[:limit]
    else:
        return [plain(cell) for _, cell in zip(range(limit), values, strict=False)]
    code = getattr(dtype, "kind", "O")
    direct = isinstance(dtype, np.dtype) or type(dtype).__name__ in ("DatetimeTZDtype", "SparseDtype")
    if not direct or code not in "iufbMm" or getattr(values, "ndim", 1) != 1:
        return [cell if type(cell) is str else plain(cell) for cell in values.tolist()]
    if code in "Mm":
        return [None if cell is None else plain(cell) for cell in np.asarray(values, dtype=f"{code}8[us]").tolist()]
    listed = np.asarray(values).tolist()
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
