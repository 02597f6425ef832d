"""A part of a value as text, made where the value lives: at most 10 rows, 12 columns and 60 characters a cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd

from gift4code_ext.execution.outcome import Preview
from gift4code_ext.spec.values.kinds import type_name

ROWS = 10
COLUMNS = 12
_CELL = 60
_TEXT = 2000


def preview(value: object, start: int = 0) -> Preview:
    """A bounded preview of any value, its rows from place ``start`` on; never raises for an odd one."""
    name = type_name(value)
    try:
        return _preview(value, name, start)
    except Exception:  # noqa: BLE001 - the value's own methods may do anything; its verdict stands
        return Preview(type=name, text=f"<{name}>")


def _preview(value: object, name: str, start: int) -> Preview:
    rows_shown = slice(start, start + ROWS)
    if isinstance(value, pd.DataFrame):
        head = value.iloc[rows_shown, :COLUMNS]
        columns = tuple(_label(label) for label in head.columns)
        rows = tuple(zip(*(_cells(head.iloc[:, place]) for place in range(head.shape[1])), strict=True))
        return _table(name, value.shape, columns, _index(head, start), rows, start)
    if isinstance(value, pd.MultiIndex):
        return replace(_preview(value.to_frame(index=False), name, start), shape=(len(value),))
    if isinstance(value, (pd.Series, pd.Index)):
        series = value.iloc[rows_shown] if isinstance(value, pd.Series) else value[rows_shown].to_series()
        series = series if isinstance(value, pd.Series) else series.set_axis(range(start, start + len(series)))
        columns = ("" if series.name is None else _label(series.name),)
        cells = tuple((cell,) for cell in _cells(series))
        return _table(name, (len(value),), columns, _index(series, start), cells, start)
    if isinstance(value, np.ndarray) and value.ndim:
        part = value[rows_shown] if value.ndim == 1 else value[rows_shown, :COLUMNS]
        return Preview(type=name, shape=value.shape, text=np.array2string(part, threshold=200)[:_TEXT], start=start)
    if isinstance(value, (list, tuple)) and start:
        return Preview(type=name, shape=(len(value),), text=_container(value[start:])[:_TEXT], start=start)
    if isinstance(value, (Mapping, Set, list, tuple)):
        return Preview(type=name, shape=(len(value),), text=_container(value)[:_TEXT])
    return Preview(type=name, text=cell_text(value, most=_TEXT))


def cell_text(value: object, *, most: int = _CELL) -> str:
    """One value on one line; floats to six significant digits."""
    if isinstance(value, (float, np.floating)):
        text = f"{value:.6g}"
    elif isinstance(value, int) and abs(value) >= 10**40:
        text = f"<int of {value.bit_length()} bits>"
    elif isinstance(value, (list, tuple, Set, Mapping)):
        text = _container(value)
    else:
        text = str(value)
    text = " ".join(text[: 4 * most].split()) if most == _CELL else text
    return text if len(text) <= most else text[: most - 1] + "…"


def _container(value: Mapping[Any, Any] | Set[Any] | Sequence[Any]) -> str:
    shown = [_flat(item) for item in islice(value, ROWS)]
    if isinstance(value, Mapping):
        shown = [f"{key}: {_flat(value[name])}" for key, name in zip(shown, value, strict=False)]
    more = [f"… {len(value) - ROWS} more"] if len(value) > ROWS else []
    left, right = "()" if isinstance(value, tuple) else "[]" if isinstance(value, Sequence) else "{}"
    return left + ", ".join(shown + more) + right


def _flat(item: object) -> str:
    """An item inside a container: nested containers only by their size, so that cycles end."""
    if isinstance(item, str):
        return repr(item[:_CELL])
    if isinstance(item, (list, tuple, Set, Mapping)):
        return f"<{type(item).__name__} of {len(item)}>"
    return cell_text(item)


def _label(label: object) -> str:
    return ", ".join(cell_text(part) for part in label) if isinstance(label, tuple) else cell_text(label)


def _cells(column: pd.Series[Any]) -> list[str]:
    return [cell_text(item) for item in column.tolist()]


def _index(head: pd.DataFrame | pd.Series[Any], start: int) -> tuple[str, ...]:
    """Row labels; empty for a default index that is shown from its beginning."""
    if isinstance(head.index, pd.RangeIndex) and head.index.name is None and not start:
        return ()
    return tuple(_label(label) for label in head.index.tolist())


def _table(
    name: str,
    shape: tuple[int, ...],
    columns: tuple[str, ...],
    index: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    start: int,
) -> Preview:
    body = [((index[place],) if index else ()) + row for place, row in enumerate(rows)]
    grid = [(("",) if index else ()) + columns, *body]
    widths = [max(len(line[place]) for line in grid) for place in range(len(grid[0]))]
    lines = ["  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in grid]
    if start:
        lines.insert(1, f"… {start:,} rows before")
    if shape[0] > start + len(rows):
        lines.append(f"… {shape[0]:,} rows")
    if len(shape) > 1 and shape[1] > len(columns):
        lines.append(f"… {shape[1]:,} columns")
    return Preview(name, tuple(shape), columns, index, rows, "\n".join(lines), start)
