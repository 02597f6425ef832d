"""A live value -> :class:`Variable`, in time that does not depend on the size of the value.

Columns are capped before any of them is looked at, then rows, then the text of cells. Unknown objects are named by
their class only.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, pairwise
from typing import Any

from gift4code_ext.spec.kinds import (
    cells,
    is_null,
    kind_of_cells,
    kind_of_dtype,
    shape,
    type_name,
    value_kind,
)
from gift4code_ext.spec.model import Column, Variable

__all__ = ["Caps", "cell_text", "index_levels", "read", "read_column", "value_kind"]

_NUMBER = re.compile(r"\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*")
_MONEY = re.compile(r"\s*[-+(]?\s*[$€£¥]?\s*[-+]?\d[\d,' ]*(\.\d+)?\s*[$€£¥%]?\)?\s*")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    r"\s*(\d{4}[-/.]\d{1,2}([-/.]\d{1,2})?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
    rf"|\d{{1,2}}[-. ]{_MONTH}[-,. ]+\d{{2,4}}|{_MONTH} \d{{1,2}},? \d{{4}}|{_MONTH} \d{{4}})"
    r"([T ]+\d{1,2}:\d{2}.*)?\s*",
    re.IGNORECASE,
)
_LONG = 80  # characters; longer text is no value that a person would quote


@dataclass(frozen=True)
class Caps:
    """Bounds of one reading: ``rows`` for facts, ``value_rows`` for distinct values, ``text`` characters a cell."""

    rows: int = 1000
    value_rows: int = 2000
    columns: int = 200
    values: int = 50
    sample: int = 3
    text: int = 60


def read(value: Any, name: str, *, caps: Caps = Caps()) -> Variable:
    """Describe ``value``, bound to ``name``. Never copies a frame and never calls methods of unknown classes."""
    family = shape(value)
    if family == "frame":
        return _read_frame(value, name, caps)
    if family in ("series", "index", "array", "list"):
        return _read_line(value, name, caps)
    kind = type_name(value)
    if family == "dict":
        return Variable(name, kind, "dict", (len(value),), text=_dict_text(value))
    if family == "scalar":
        return Variable(name, kind, "scalar", (), text=cell_text(value, caps.text))
    return Variable(name, kind, "other")


def _read_frame(frame: Any, name: str, caps: Caps) -> Variable:
    rows, total = frame.shape
    columns, samples = [], []
    for label, series in islice(frame.items(), caps.columns):
        columns.append(read_column(series, label, caps))
        samples.append(_sample(series, caps))
    return Variable(
        name=name,
        type="pandas.DataFrame",
        shape="frame",
        shape_of=(rows, total),
        columns=tuple(columns),
        columns_total=total,
        index=tuple(read_column(level, label, caps) for label, level in index_levels(frame.index)),
        sample=tuple(zip(*samples, strict=True)),
    )


def _read_line(value: Any, name: str, caps: Caps) -> Variable:
    family, kind = shape(value), type_name(value)
    if type(value).__name__ == "MultiIndex":
        levels = tuple(read_column(level, label, caps) for label, level in index_levels(value))
        return Variable(name, kind, family, (len(value),), levels, len(levels))
    dimensions = tuple(value.shape) if family == "array" else (len(value),)
    if len(dimensions) != 1:
        column = Column(None, _dtype_name(value.dtype), kind_of_dtype(value.dtype) or "other")
        return Variable(name, kind, family, dimensions, (column,), dimensions[1] if len(dimensions) > 1 else 1)
    column = read_column(value, getattr(value, "name", None) if family in ("series", "index") else None, caps)
    index = index_levels(value.index) if family == "series" else ()
    return Variable(
        name=name,
        type=kind,
        shape=family,
        shape_of=dimensions,
        columns=(column,),
        columns_total=1,
        index=tuple(read_column(level, label, caps) for label, level in index),
        sample=tuple((text,) for text in _sample(value, caps)),
    )


def index_levels(index: Any) -> tuple[tuple[Hashable, Any], ...]:
    """``(label, values)`` of each level of a pandas index; nothing for a default, unnamed RangeIndex."""
    if type(index).__name__ == "MultiIndex":
        return tuple((label, index.get_level_values(place)) for place, label in enumerate(index.names))
    default = type(index).__name__ == "RangeIndex" and index.start == 0 and index.step == 1
    if index.name is None and (default or not len(index)):
        return ()
    return ((index.name, index),)


def read_column(values: Any, label: Hashable, caps: Caps = Caps()) -> Column:
    """Facts of one column from its first rows. ``values``: Series, Index, one-dimensional array or Python container."""
    dtype = getattr(values, "dtype", None)
    kind = kind_of_dtype(dtype) if dtype is not None else None
    textual = kind in (None, "str", "cat", "bool")
    read_cells = cells(values, caps.value_rows if textual else caps.rows)
    head = read_cells[: caps.rows]
    kind = kind or kind_of_cells(head)
    distinct = dict.fromkeys(read_cells)
    distinct.pop(None, None)
    return Column(
        label=label,
        dtype=_dtype_name(dtype) if dtype is not None else kind,
        kind=kind,
        facts=_facts(head, kind, list(distinct) if len(read_cells) == len(head) else _distinct(head)),
        values=_values(distinct, caps) if kind in ("str", "cat", "bool") else (),
    )


def _distinct(head: Sequence[Any]) -> list[Any]:
    return [cell for cell in dict.fromkeys(head) if cell is not None]


def _values(distinct: dict[Any, None], caps: Caps) -> tuple[Any, ...]:
    kept = (cell for cell in distinct if not (isinstance(cell, str) and len(cell) > _LONG) and type(cell) is not tuple)
    return tuple(islice(kept, caps.values))


def _facts(head: Sequence[Any], kind: str, distinct: list[Any]) -> tuple[str, ...]:
    rows, found = len(head), []
    present = [cell for cell in head if cell is not None] if None in head else head
    if rows > 1 and len(distinct) == rows:
        found.append("unique")
    if rows > 1 and len(distinct) == 1:
        found.append("constant")
    elif distinct and len(distinct) <= 20 and 2 * len(distinct) < rows:
        found.append("few")
    if len(present) < rows:
        found.append("null")
    if len(present) > 2 and len(distinct) > 1 and ascending(present):
        found.append("sorted")
    if kind in ("int", "float"):
        if any(cell < 0 for cell in distinct):
            found.append("neg")
        if kind == "float" and distinct and all(is_whole(cell) for cell in distinct):
            found.append("whole")
    elif kind in ("str", "cat"):
        texts = [cell for cell in distinct if isinstance(cell, str)][:200]
        if texts and len(texts) == min(len(distinct), 200):
            found.extend(_text_facts(texts))
    return tuple(found)


def is_whole(cell: Any) -> bool:
    """Whether a number has no fraction."""
    # a Decimal cannot be divided once its whole part is longer than the context's precision
    return bool(cell == (cell.to_integral_value() if isinstance(cell, Decimal) else cell // 1))


def _text_facts(texts: list[str]) -> list[str]:
    found = []
    if all(len(text) < _LONG for text in texts):
        if all(_NUMBER.fullmatch(text) for text in texts):
            found.append("numtext")
        elif all(_DATE.fullmatch(text) for text in texts):
            found.append("datetext")
        elif all(_MONEY.fullmatch(text) for text in texts):
            found.append("moneytext")
    if any(text != text.strip() for text in texts):
        found.append("spaces")
    return found


def ascending(present: Sequence[Any]) -> bool:
    """Whether non-null plain cells never fall; False when they cannot be compared."""
    try:
        return all(left <= right for left, right in pairwise(present))
    except TypeError:
        return False


def _dtype_name(dtype: Any) -> str:
    name = getattr(dtype, "name", "")
    return name[:60] if isinstance(name, str) and name else type(dtype).__name__


def _sample(values: Any, caps: Caps) -> list[str]:
    raw = values.array[: caps.sample] if shape(values) in ("series",) else values
    return [cell_text(cell, caps.text) for cell in islice(iter(raw), caps.sample)]


def cell_text(cell: Any, limit: int = 60) -> str:
    """A cell as capped text; missing cells are empty, containers and unknown objects only named."""
    if is_null(cell):
        return ""
    if isinstance(cell, str):
        return cell if len(cell) <= limit else cell[: limit - 1] + "…"
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float):
        return format(float(cell), ".10g")
    if isinstance(cell, int):
        return str(int(cell)) if -(10**limit) < cell < 10**limit else f"int of {cell.bit_length()} bits"
    if isinstance(cell, dt.datetime):
        text = dt.datetime.isoformat(cell, sep=" ")
        return text[: -len(" 00:00:00")] if text.endswith(" 00:00:00") else text
    if shape(cell) in ("list", "dict", "array"):
        return f"{type_name(cell)} of {len(cell)}" if getattr(cell, "ndim", 1) else type_name(cell)
    if shape(cell) == "scalar":
        return str(cell)[:limit]
    return f"<{type_name(cell)}>"


def _dict_text(value: dict[Any, Any]) -> str:
    pairs = list(islice(dict.items(value), 20))
    keys = sorted({type_name(key) for key, _ in pairs})
    held = sorted({type_name(item) for _, item in pairs})
    return f"{' or '.join(keys)} -> {' or '.join(held)}" if pairs else "empty"
