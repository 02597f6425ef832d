"""Graded equality of cells and of whole columns: 0 identical, 1 after a dtype conversion, 2 floats within tolerance.

Columns are compared as arrays where both sides have a known dtype, cell by cell otherwise. ``==`` of a class is only
used when both cells are of that class, so an object made by a candidate cannot pretend to equal an expected one.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from typing import Any

from gift4code_ext.spec.kinds import is_null, shape

RTOL, ATOL = 1e-5, 1e-8
_EXACT = 2**53  # integers up to here are exact as floats
_DEPTH = 20
_NUMBERS = (int, float, Decimal, Fraction)


def cells_equal(got: Any, want: Any, *, typed: bool = False, depth: int = 0) -> int | None:
    """The grade at which two cells agree, None when they do not.

    ``want`` may be ``...``, which any cell meets. ``typed``: a person typed ``want``, so that a date may be ISO text.
    """
    if want is Ellipsis:
        return 0
    kind = type(want)
    if kind is type(got) and (kind is str or kind is int or kind is bool):
        return 0 if got == want else None
    if is_null(got) or is_null(want):
        return (0 if _same_absence(got, want) else 1) if is_null(got) and is_null(want) else None
    got, want = _native(got), _native(want)
    if isinstance(got, bool) or isinstance(want, bool):
        return 0 if got is want else None
    if isinstance(got, _NUMBERS) and isinstance(want, _NUMBERS):
        return _numbers_equal(got, want)
    if isinstance(got, str) and isinstance(want, str):
        return 0 if str.__eq__(got, want) else None
    if isinstance(want, str) and typed:
        return _text_equal(got, want)
    if isinstance(got, dt.date) and isinstance(want, dt.date):
        return _dates_equal(got, want)
    if isinstance(got, dt.timedelta) and isinstance(want, dt.timedelta):
        return (0 if type(got) is type(want) else 1) if got == want else None
    return _nested_equal(got, want, typed, depth)


def _native(cell: Any) -> Any:
    """numpy scalars and zero-dimensional arrays as Python or pandas ones."""
    if not hasattr(type(cell), "dtype") or not hasattr(type(cell), "item") or getattr(cell, "ndim", 1) > 0:
        return cell
    if cell.dtype.kind in "Mm":
        item = cell.astype(f"{cell.dtype.kind}8[us]").item()
        return item if isinstance(item, (dt.date, dt.timedelta)) else cell
    item = cell.item()
    return cell if type(item) is type(cell) else item


def _same_absence(got: Any, want: Any) -> bool:
    return type(got) is type(want) or (isinstance(_native(got), float) and isinstance(_native(want), float))


def _numbers_equal(got: Any, want: Any) -> int | None:
    if got == want:
        return 0 if isinstance(got, int) == isinstance(want, int) else 1
    if isinstance(got, int) and isinstance(want, int):
        return None
    try:
        return 2 if math.isclose(float(got), float(want), rel_tol=RTOL, abs_tol=ATOL) else None
    except OverflowError:
        return None


def _dates_equal(got: dt.date, want: dt.date) -> int | None:
    if type(got) is type(want):
        return 0 if got == want else None
    left, right = _moment(got), _moment(want)
    return 1 if left == right else None


def _moment(cell: dt.date) -> dt.datetime:
    if not isinstance(cell, dt.datetime):
        return dt.datetime(cell.year, cell.month, cell.day)
    return cell


def _text_equal(got: Any, want: str) -> int | None:
    """A date, duration or period against the text a person would type for it."""
    if isinstance(got, dt.date):
        try:
            return 1 if _moment(got) == dt.datetime.fromisoformat(want.strip()) else None
        except ValueError:
            return None
    if isinstance(got, dt.timedelta) or (shape(got) == "scalar" and type(got).__module__.startswith("pandas.")):
        return 1 if str(got) == want.strip() else None
    return None


def _nested_equal(got: Any, want: Any, typed: bool, depth: int) -> int | None:
    if got is want:
        return 0
    if depth >= _DEPTH:
        return None
    families = shape(got), shape(want)
    if families == ("dict", "dict"):
        return _mappings_equal(got, want, typed, depth)
    if {families[0], families[1]} <= {"list", "array"}:
        if isinstance(got, (set, frozenset)) or isinstance(want, (set, frozenset)):
            return _sets_equal(got, want)
        if len(got) != len(want):
            return None
        worst = 0 if type(got) is type(want) else 1
        for left, right in zip(_items(got), _items(want), strict=True):
            grade = cells_equal(left, right, typed=typed, depth=depth + 1)
            if grade is None:
                return None
            worst = max(worst, grade)
        return worst
    if families[0] in ("frame", "series", "index") and families[0] == families[1]:
        return 0 if type(got) is type(want) and bool(got.equals(want)) else None
    return 0 if type(got) is type(want) and _says_equal(got, want) else None


def _says_equal(got: Any, want: Any) -> bool:
    try:
        return (got == want) is True
    except Exception:  # noqa: BLE001 (the class decides what == does; one that raises is not equal)
        return False


def _items(values: Any) -> Any:
    return values.tolist() if shape(values) == "array" else values


def _mappings_equal(got: Mapping[Any, Any], want: Mapping[Any, Any], typed: bool, depth: int) -> int | None:
    if len(got) != len(want):
        return None
    worst = 0
    for key, item in want.items():
        grade = cells_equal(got[key], item, typed=typed, depth=depth + 1) if key in got else None
        if grade is None:
            return None
        worst = max(worst, grade)
    return worst


def _sets_equal(got: Any, want: Any) -> int | None:
    if not isinstance(got, (set, frozenset)) or not isinstance(want, (set, frozenset)):
        return None
    return (0 if type(got) is type(want) else 1) if got == want else None


def raw(values: Any) -> list[Any]:
    """The cells of a Series, Index, array or container as Python objects."""
    if isinstance(values, list):
        return values
    listed = getattr(values, "tolist", None)
    return list(listed()) if listed is not None else list(values)


def cell_at(values: Any, row: int) -> Any:
    """One cell of a Series, Index, array or list."""
    simple = isinstance(values, list) or shape(values) == "array" or type(values).__name__ == "MultiIndex"
    return values[row] if simple else values.array[row]


def dtype_name(values: Any) -> str:
    """The dtype of a column as text; empty for Python containers."""
    dtype = getattr(values, "dtype", None)
    return "" if dtype is None else str(dtype)


def columns_equal(got: Any, want: Any, *, typed: bool = False) -> tuple[int | None, int]:
    """``(grade, row)`` for two columns of the same length: with grade None, ``row`` is the first that differs."""
    names = dtype_name(got), dtype_name(want)
    converted = 1 if names[0] != names[1] and all(names) else 0
    fast = _arrays_equal(got, want)
    if fast is not None:
        return (None if fast[0] is None else max(fast[0], converted)), fast[1]
    left, right = raw(got), raw(want)
    kinds = set(map(type, left)) | set(map(type, right))
    comparable = kinds in ({str}, {int}, {bool}) or kinds <= {str, float, type(None)}
    if comparable and left == right:
        return converted, -1
    worst = converted
    for row, (one, other) in enumerate(zip(left, right, strict=True)):
        grade = cells_equal(one, other, typed=typed)
        if grade is None:
            return None, row
        worst = max(worst, grade)
    return worst, -1


def _arrays_equal(got: Any, want: Any) -> tuple[int | None, int] | None:
    """:func:`columns_equal` by whole arrays; None when these dtypes need a look at every cell."""
    import numpy as np

    left, right = number_array(got), number_array(want)
    if left is None or right is None:
        return _extensions_equal(got, want)
    if left.dtype.kind != "f" and right.dtype.kind != "f":
        if left.dtype.kind != right.dtype.kind:
            return None
        return _outcome(left == right, 0)
    left, right = left.astype("float64"), right.astype("float64")
    with np.errstate(all="ignore"):
        same = (left == right) | (np.isnan(left) & np.isnan(right))
        if same.all():
            return 0, -1
        near = np.abs(left - right) <= np.maximum(RTOL * np.maximum(np.abs(left), np.abs(right)), ATOL)
        return _outcome(same | (near & np.isfinite(left) & np.isfinite(right)), 2)


def _outcome(equal: Any, grade: int) -> tuple[int | None, int]:
    return (grade, -1) if equal.all() else (None, int((~equal).argmax()))


def number_array(values: Any) -> Any:
    """A numpy array of integers or floats (NaN for missing) that loses nothing, else None."""
    import numpy as np

    dtype = getattr(values, "dtype", None)
    kind = getattr(dtype, "kind", "")
    if getattr(values, "ndim", 0) != 1 or not kind or kind not in "iuf":
        return None
    if isinstance(dtype, np.dtype) or type(dtype).__name__ == "SparseDtype":
        array = np.asarray(values)
    else:
        array = values.to_numpy(dtype="float64", na_value=np.nan)
    beyond = array.dtype.kind in "iu" or not isinstance(dtype, np.dtype)
    if array.dtype.itemsize > 8 or (beyond and len(array) and _largest(array) > _EXACT):
        return None
    return array


def _largest(array: Any) -> float:
    import numpy as np

    with np.errstate(all="ignore"):
        ends = np.array([array.min(), array.max()], dtype="float64") if array.dtype.kind in "iu" else array
        finite = np.abs(ends[np.isfinite(ends)])
    return float(finite.max()) if len(finite) else 0.0


def _extensions_equal(got: Any, want: Any) -> tuple[int | None, int] | None:
    """Strings, dates, categories, periods of one dtype by their arrays' own equality, which can only settle a yes."""
    name = dtype_name(got)
    if name in ("", "object") or name != dtype_name(want):
        return None
    left, right = getattr(got, "array", got), getattr(want, "array", want)
    if type(left) is not type(right) or not hasattr(left, "equals") or not type(left).__module__.startswith("pandas."):
        return None
    return (0, -1) if left.equals(right) else None


def first(values: Any, count: int) -> list[Any]:
    """The first ``count`` cells as :func:`raw`."""
    return raw(values[:count]) if hasattr(values, "__getitem__") else list(islice(values, count))
