"""One column as whole arrays, whatever holds it: numpy, nullable, Arrow, categorical and sparse columns, plain lists.

A form loses nothing: two columns of one kind agree in exactly the rows where their forms do. Columns that have no form
(mixed objects, nested values, dates of odd units) are looked at cell by cell.
"""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from gift4code_ext.spec.values.known import array_of, readable

EXACT = 2**53  # integers up to here are exact as floats
_FLOATS = 8  # bytes; longer ones lose digits
_KINDS: dict[str, type] = {"text": str, "float": float, "int": int, "bool": bool, "day": dt.date}
_BLANKS: dict[str, Any] = {
    "float": float("nan"),
    "int": 0,
    "bool": False,
    "day": dt.date.min,
}  # where cells are missing
_OF_KIND = {"float": "float64", "int": "int64", "bool": "bool", "day": "M8[D]"}
_LISTED = (*_KINDS.values(), type(None))


@dataclass(frozen=True)
class Form:
    """A column of ``n`` cells.

    Attributes:
        kind: ``int``, ``float``, ``bool``, ``text``, ``arrow`` (text in an Arrow array), ``delta``, ``date``,
            ``instant`` (with a time zone), ``day`` (dates in a list), or ``period`` with its frequency.
        values: shape ``(n,)``: an array of int64, uint64, float64, bool, datetime64 or timedelta64, for ``text`` a list
            of str and None, for ``arrow`` a ``pyarrow.Array`` of large_string.
        missing: bool, shape ``(n,)``, or None where no cell is. Floats are NaN, dates NaT and text None there too.
        absent: the name of the class of its missing cells.
    """

    kind: str
    values: Any
    missing: Any = None
    absent: str = "float"


def form_of(column: Any) -> Form | None:
    """The form of a Series, Index, array or list; None when it has none."""
    if not readable(column) or type(column).__name__ == "MultiIndex":
        return None
    if isinstance(column, (list, tuple)):
        return _of_cells(column)
    array = array_of(column)
    if isinstance(array, range):
        return None
    name = type(array).__name__
    if name == "NumpyExtensionArray":
        import numpy as np

        array, name = np.asarray(array), "ndarray"
    found = _BY_ARRAY.get(name)
    return None if found is None or getattr(array, "ndim", 1) != 1 else found(array)


def is_only(cells: Sequence[Any], cls: type) -> bool:
    """Whether every cell is exactly of a class. Classes are compared by identity, which no class can override."""
    return all(map(operator.is_, map(type, cells), repeat(cls)))


def _of_cells(cells: Sequence[Any]) -> Form | None:
    """Cells of one class, and missing ones of one class among them."""
    if not cells:
        return None
    if any(type(cells[0]) is cls for cls in _KINDS.values()) and is_only(cells, type(cells[0])):
        return _of_like(cells, None)
    classes = {id(cls): cls for cls in map(type, cells)}
    if len(classes) != 2 or not all(any(cls is one for one in _LISTED) for cls in classes.values()):
        return None
    null = [cell is None or (type(cell) is float and cell != cell) for cell in cells]
    gone = next((type(cell) for cell, absent in zip(cells, null, strict=True) if absent), None)
    if gone is None or not all(absent for cell, absent in zip(cells, null, strict=True) if type(cell) is gone):
        return None
    return _of_like(cells, null, gone.__name__)


def _of_like(cells: Sequence[Any], null: list[bool] | None, absent: str = "float") -> Form | None:
    """Cells of one class but for the missing ones."""
    import numpy as np

    cls = next(type(cell) for place, cell in enumerate(cells) if null is None or not null[place])
    kind = next(kind for kind, one in _KINDS.items() if one is cls)
    missing = None if null is None else np.array(null)
    if kind == "text":
        texts = cells if null is None else [None if gone else cell for cell, gone in zip(cells, null, strict=True)]
        return Form(kind, list(texts), missing, absent)
    blank = _BLANKS[kind]
    held = cells if null is None else [blank if gone else cell for cell, gone in zip(cells, null, strict=True)]
    if kind == "int" and not -(2**63) <= min(held) <= max(held) < 2**63:
        return None
    values = np.array(held, dtype=_OF_KIND[kind])
    if kind == "float" and null is None:
        return _with_missing(kind, values, np.isnan(values))
    return Form(kind, values, missing, absent)


def _of_ndarray(array: Any) -> Form | None:
    import numpy as np

    code = array.dtype.kind
    if code in "iu":
        return Form("int", array.astype("uint64" if code == "u" and array.dtype.itemsize == 8 else "int64", copy=False))
    if code == "f" and array.dtype.itemsize <= _FLOATS:
        values = array.astype("float64", copy=False)
        return _with_missing("float", values, np.isnan(values))
    if code == "b":
        return Form("bool", array)
    if code in "Mm" and np.datetime_data(array.dtype)[0] in ("s", "ms", "us", "ns"):
        return _with_missing("date" if code == "M" else "delta", array, np.isnat(array))
    if code == "U":
        return Form("text", array.tolist())
    return _of_cells(array.tolist()) if code == "O" else None


def _with_missing(kind: str, values: Any, missing: Any, dtype: Any = None) -> Form:
    absent = "NaTType" if kind in ("date", "instant", "delta") else "float"
    absent = absent if dtype is None else type(dtype.na_value).__name__
    return Form(kind, values, missing if missing.any() else None, absent)


def _of_dates(array: Any) -> Form:
    import numpy as np

    code, zoned = array.dtype.kind, getattr(array.dtype, "tz", None) is not None
    values = np.asarray(array, dtype=f"{code}8[{getattr(array, 'unit', 'ns')}]")
    return _with_missing("delta" if code == "m" else "instant" if zoned else "date", values, np.isnat(values))


def _of_periods(array: Any) -> Form:
    import numpy as np

    return _with_missing(f"period {array.freqstr}", np.asarray(array, dtype="int64"), array.isna(), array.dtype)


def _of_masked(array: Any) -> Form:
    """Nullable integers, floats and booleans."""
    import numpy as np

    dtype, missing = array.dtype.numpy_dtype, array.isna()
    if dtype.kind == "f":
        values = array.to_numpy(dtype="float64", na_value=np.nan)
        return _with_missing("float", values, np.isnan(values), array.dtype)
    values = array.to_numpy(dtype=dtype, na_value=dtype.type(0))
    kind = "bool" if dtype.kind == "b" else "int"
    wide = "uint64" if dtype.kind == "u" and dtype.itemsize == 8 else "int64"
    return _with_missing(kind, values if kind == "bool" else values.astype(wide, copy=False), missing, array.dtype)


def _of_text(array: Any) -> Form:
    import numpy as np

    missing = array.isna()
    if type(array).__name__.startswith("Arrow"):
        return _with_missing("arrow", _arrow_text(array), missing, array.dtype)
    texts = np.asarray(array, dtype=object).tolist()
    return _with_missing("text", [cell if type(cell) is str else None for cell in texts], missing, array.dtype)


def _arrow_text(array: Any) -> Any:
    import pyarrow as pa  # type: ignore[import-untyped]

    held = array.__arrow_array__()
    whole = held.combine_chunks() if isinstance(held, pa.ChunkedArray) else held
    whole = pa.concat_arrays(whole.chunks) if isinstance(whole, pa.ChunkedArray) else whole
    return whole if pa.types.is_large_string(whole.type) else whole.cast(pa.large_string())


def _of_arrow(array: Any) -> Form | None:
    """Numbers, booleans, text and times in Arrow arrays."""
    import pyarrow as pa

    kind = array.dtype.pyarrow_dtype
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return _of_text(array)
    if pa.types.is_integer(kind) or pa.types.is_boolean(kind) or pa.types.is_float64(kind) or pa.types.is_float32(kind):
        return _of_masked(array)
    if pa.types.is_timestamp(kind) or pa.types.is_duration(kind):
        code = "M" if pa.types.is_timestamp(kind) else "m"
        held = pa.array(array).cast(pa.int64())
        missing = array.isna()
        whole = held.fill_null(0).to_numpy(zero_copy_only=False).view(f"{code}8[{kind.unit}]").copy()
        whole[missing] = "NaT"
        return _with_missing("delta" if code == "m" else "instant" if kind.tz else "date", whole, missing, array.dtype)
    return None


def _of_categories(array: Any) -> Form | None:
    import numpy as np

    base, codes = form_of(array.categories), np.asarray(array.codes)
    gone = codes < 0
    missing = gone if gone.any() else None
    if not len(array.categories):
        return Form("float", np.full(len(codes), np.nan), missing)
    if base is None or base.missing is not None:
        return None
    if base.kind == "arrow":
        import pyarrow as pa

        return Form("arrow", base.values.take(pa.array(codes, mask=gone)), missing)
    if base.kind == "text":
        held = np.array([*base.values, None], dtype=object)  # code -1 is the last
        return Form("text", held.take(codes, mode="wrap").tolist(), missing)
    values = base.values.take(codes, mode="wrap")
    if missing is not None and base.kind in ("float", "date", "instant", "delta"):
        values[gone] = np.nan if base.kind == "float" else "NaT"
    return Form(base.kind, values, missing)


def _of_sparse(array: Any) -> Form | None:
    import numpy as np

    return _of_ndarray(np.asarray(array))


_BY_ARRAY: dict[str, Callable[[Any], Form | None]] = {
    "ndarray": _of_ndarray,
    "DatetimeArray": _of_dates,
    "TimedeltaArray": _of_dates,
    "PeriodArray": _of_periods,
    "IntegerArray": _of_masked,
    "FloatingArray": _of_masked,
    "BooleanArray": _of_masked,
    "StringArray": _of_text,
    "StringArrayNumpySemantics": _of_text,
    "ArrowStringArray": _of_text,
    "ArrowStringArrayNumpySemantics": _of_text,
    "ArrowExtensionArray": _of_arrow,
    "Categorical": _of_categories,
    "SparseArray": _of_sparse,
}
