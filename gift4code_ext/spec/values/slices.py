"""The first rows and columns of live data, without copying or scanning the rest of it.

Not every slice is as cheap as it looks: slicing a sparse array walks over all its entries, a level of a MultiIndex is
built whole, the array of a RangeIndex is built whole and then kept, ``DataFrame.items`` fills a cache of the frame
(pandas 2) and ``attrs`` are copied deeply with each slice.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Hashable
from itertools import islice
from typing import Any

from gift4code_ext.spec.values.classes import is_a, items_of, remembered, shape_of_class

_DAY, _UNITS = 86_400_000_000, {"ns": 0.001, "us": 1, "ms": 1000}  # microseconds
_UNFIT = (ValueError, OverflowError, NotImplementedError)  # a date past year 9999, an Arrow type without Python values


def of_base_class(value: Any) -> Any:
    """A frame or series of a derived class as pandas' own over the same data, so that no override of it is called."""
    import pandas as pd

    base = pd.DataFrame if isinstance(value, pd.DataFrame) else pd.Series
    return value if type(value) is base else base(value, copy=False)


def first_columns(frame: Any, count: int) -> list[tuple[Hashable, Any]]:
    """``(label, Series)`` of the first ``count`` columns of a DataFrame, as views."""
    if not count:
        return []
    import pandas as pd

    frame = of_base_class(frame)
    wide = frame.shape[1] > count
    # A new frame over the same data has neither attrs nor a cache of columns, but is made block by block.
    if frame.attrs or (not wide and hasattr(pd.DataFrame, "_get_item_cache")):
        frame = pd.DataFrame(frame, copy=False)
    return list((frame.iloc[:, :count] if wide else frame).items())


def index_levels(index: Any, rows: int | None = None) -> tuple[tuple[Hashable, Any], ...]:
    """``(label, values)`` of each level of a pandas index; nothing for a default, unnamed RangeIndex.

    Args:
        rows: as many of the first values as are wanted of each level; all by default.
    """
    if is_a(type(index), "pandas", "MultiIndex"):
        return tuple((label, _level(index, place, rows)) for place, label in enumerate(index.names))
    default = is_a(type(index), "pandas", "RangeIndex") and index.start == 0 and index.step == 1
    if index.name is None and (default or not len(index)):
        return ()
    return ((index.name, index if rows is None else index[:rows]),)


def _level(index: Any, place: int, rows: int | None) -> Any:
    """Values of one level; pandas' own way to them makes the array of a RangeIndex among the levels."""
    codes, level = index.codes[place][:rows], index.levels[place]
    if rows is None or not len(level):
        return index[:rows].get_level_values(place)
    known = level.take(codes.clip(0))
    return known.where(codes >= 0) if (codes < 0).any() else known


@remembered
def _holder(cls: type) -> str:
    if is_a(cls, "pandas.arrays", "SparseArray"):
        return "sparse"
    if is_a(cls, "pandas.arrays", "NumpyExtensionArray") or is_a(cls, "numpy", "dtype"):
        return "numpy"
    if is_a(cls, "numpy.ma", "MaskedArray"):
        return "masked"
    if is_a(cls, "pyarrow", "Array") or is_a(cls, "pyarrow", "ChunkedArray"):
        return "pyarrow"
    return "polars" if is_a(cls, "polars", "Series") else ""


def is_arrow_column(values: object) -> bool:
    """Whether this is an Arrow array or a polars Series."""
    return _holder(type(values)) in ("pyarrow", "polars")


def first_cells(values: Any, stop: int, start: int = 0) -> Any:
    """The cells from ``start`` to ``stop`` as they are, of a Series, Index, array, Arrow column or sequence.

    Returns:
        An array over the same data where one can be had, else a list, in which masked cells are None. A stretch of
        Arrow cells that Python cannot hold is left out.
    """
    family = shape_of_class(type(values))
    if family == "index":
        values = values[start:stop]
        if is_a(type(values), "pandas", "MultiIndex"):
            return values
        start, stop = 0, len(values)
    if family in ("index", "series"):
        code = getattr(values.dtype, "kind", "O")
        plain_numbers = code in "iufb" and _holder(type(values.dtype)) == "numpy"
        values, family = (values.values if plain_numbers else values.array), "array"
    holder = _holder(type(values))
    if holder in ("pyarrow", "polars"):
        return _arrow_cells(values.slice(start, max(0, stop - start)), holder)
    if family != "array":
        return list(islice(items_of(values), start, stop))
    if holder == "sparse":
        return _sparse_cells(values, stop)[start:]
    part = values[start:stop]
    if holder == "numpy":
        return part.to_numpy()
    if holder == "masked":
        return (part.astype(f"{part.dtype.kind}8[us]") if part.dtype.kind in "Mm" else part).tolist()
    return part


def _sparse_cells(array: Any, stop: int) -> Any:
    import numpy as np

    index, stop = array.sp_index, min(stop, len(array))
    if hasattr(index, "blocs"):
        blocks = _places_below(index.blocs, stop)
        runs = zip(blocks, index.blengths, strict=False)
        places = np.array([place for first, length in runs for place in range(first, min(first + length, stop))], int)
    else:
        places = _places_below(index.indices, stop)
    dense = np.full(stop, array.fill_value, dtype=array.dtype.subtype)
    dense[places] = array.sp_values[: len(places)]
    return dense


def _places_below(places: Any, stop: int) -> Any:
    return places[: places.searchsorted(places.dtype.type(stop))]  # a number of another dtype would copy all places


def _arrow_cells(column: Any, holder: str) -> list[Any]:
    unfit: tuple[type[BaseException], ...] = (*_UNFIT, *_panics())
    try:
        if holder == "pyarrow":
            return list(column.to_pylist())
        return _moments(column) if str(column.dtype).startswith(("Date", "Duration")) else list(column.to_list())
    except unfit:
        return []


def _moments(column: Any) -> list[Any]:
    """Dates and durations from their numbers: polars aborts on those that Python cannot hold."""
    unit = _UNITS.get(getattr(column.dtype, "time_unit", None) or "", _DAY)
    steps = [None if number is None else dt.timedelta(microseconds=number * unit) for number in column.to_physical()]
    if str(column.dtype).startswith("Duration"):
        return steps
    zone = dt.timezone.utc if getattr(column.dtype, "time_zone", None) else None
    epoch = dt.date(1970, 1, 1) if unit == _DAY else dt.datetime(1970, 1, 1, tzinfo=zone)
    return [None if step is None else epoch + step for step in steps]


def _panics() -> tuple[type[BaseException], ...]:
    panic = getattr(sys.modules.get("polars.exceptions"), "PanicException", None)
    return (panic,) if isinstance(panic, type) and issubclass(panic, BaseException) else ()
