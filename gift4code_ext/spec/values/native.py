"""numpy scalars and zero-dimensional arrays as the Python or pandas objects of the same value."""

from __future__ import annotations

import datetime as dt
from typing import Any


def native(cell: Any) -> Any:
    """numpy scalars and zero-dimensional arrays as Python or pandas ones."""
    if type(cell).__module__ != "numpy" or getattr(cell, "ndim", 1) > 0:
        return cell
    if cell.dtype.kind not in "Mm":
        item = cell.item()
        return item if type(item) is not type(cell) else float(cell) if cell.dtype.kind == "f" else cell
    whole = cell.astype(f"{cell.dtype.kind}8[us]")
    item = whole.item()
    if isinstance(item, (dt.date, dt.timedelta)) and whole == cell:
        return item
    return _beyond_microseconds(cell)


def _beyond_microseconds(cell: Any) -> Any:
    import pandas as pd

    try:
        return pd.Timestamp(cell) if cell.dtype.kind == "M" else pd.Timedelta(cell)
    except (ValueError, OverflowError):  # out of the bounds of either
        return cell
