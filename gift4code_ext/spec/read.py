"""A live value -> :class:`Variable`, in time that does not depend on the size of the value.

Columns are capped before any of them is looked at, then rows, then the text of cells. Unknown objects are named by
their class only; what is too large or too odd to show is named with its size. Nothing is copied, changed or kept.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import islice
from typing import Any

from gift4code_ext.spec.model import Column, Variable
from gift4code_ext.spec.reading.arrow import Table, table
from gift4code_ext.spec.reading.column import CAPS, Caps, ascending, dtype_name, is_whole, read_column
from gift4code_ext.spec.reading.grouped import Grouped, grouped
from gift4code_ext.spec.values.classes import length_of, shape, type_name
from gift4code_ext.spec.values.kinds import kind_of_dtype, value_kind
from gift4code_ext.spec.values.slices import first_columns, index_levels, is_arrow_column, of_base_class
from gift4code_ext.spec.values.text import cell_text

__all__ = ["Caps", "ascending", "cell_text", "index_levels", "is_whole", "read", "read_column", "value_kind"]


def read(value: Any, name: str, *, caps: Caps = CAPS) -> Variable:
    """Describe ``value``, bound to ``name``.

    Never copies a frame and never calls methods of unknown classes, but for the Arrow C stream protocol of those that
    state how many rows they hold.
    """
    family = shape(value)
    if family == "frame":
        return _read_frame(of_base_class(value), name, caps)
    if family == "series":
        value = of_base_class(value)
    if family in ("series", "index", "array", "list"):
        return _read_line(value, name, caps)
    kind = type_name(value)
    if family == "dict":
        return Variable(name, kind, "dict", (length_of(value),), text=_dict_text(value))
    if family == "scalar":
        return Variable(name, kind, "scalar", (), text=cell_text(value, caps.text))
    return _read_other(value, name, kind, caps)


def _read_other(value: Any, name: str, kind: str, caps: Caps) -> Variable:
    if is_arrow_column(value):
        columns, samples = _read_columns([(getattr(value, "name", None), value)], caps)
        return Variable(name, kind, "series", (len(value),), columns, 1, sample=samples)
    held = grouped(value)
    if held is not None:
        return _read_grouped(held, name, kind, caps)
    found = table(value, caps.value_rows, caps.columns)
    if found is not None:
        return _read_table(found, name, kind, caps)
    return Variable(name, kind, "other")


def _read_frame(frame: Any, name: str, caps: Caps) -> Variable:
    rows, total = frame.shape
    columns, samples = _read_columns(first_columns(frame, caps.columns), caps)
    return Variable(
        name=name,
        type="pandas.DataFrame",
        shape="frame",
        shape_of=(rows, total),
        columns=columns,
        columns_total=total,
        index=_read_levels(frame.index, caps),
        sample=samples,
    )


def _read_columns(
    pairs: Sequence[tuple[Hashable, Any]], caps: Caps
) -> tuple[tuple[Column, ...], tuple[tuple[str, ...], ...]]:
    each = caps.shared(len(pairs))
    found = [read_column(values, label, each) for label, values in pairs]
    shown = max((len(one.sample) for one in found), default=0)
    # Cells that Python cannot hold are shown by their type.
    samples = (one.sample if len(one.sample) == shown else (f"<{one.column.dtype}>",) * shown for one in found)
    return tuple(one.column for one in found), tuple(zip(*samples, strict=True))


def _read_levels(index: Any, caps: Caps) -> tuple[Column, ...]:
    return tuple(read_column(level, label, caps).column for label, level in index_levels(index, caps.value_rows))


def _read_line(value: Any, name: str, caps: Caps) -> Variable:
    family, kind = shape(value), type_name(value)
    if kind == "pandas.MultiIndex":
        levels = _read_levels(value, caps)
        return Variable(name, kind, family, (len(value),), levels, len(levels))
    dimensions = tuple(value.shape) if family == "array" else (length_of(value),)
    if len(dimensions) != 1:
        return _read_block(value, name, kind, dimensions, caps)
    fields = getattr(getattr(value, "dtype", None), "names", None) if family == "array" else None
    label = getattr(value, "name", None) if family in ("series", "index") else None
    pairs = [(field, value[field]) for field in islice(fields, caps.columns)] if fields else [(label, value)]
    columns, samples = _read_columns(pairs, caps)
    return Variable(
        name=name,
        type=kind,
        shape=family,
        shape_of=dimensions,
        columns=columns,
        columns_total=len(fields) if fields else 1,
        index=_read_levels(value.index, caps) if family == "series" else (),
        sample=samples,
    )


def _read_block(value: Any, name: str, kind: str, dimensions: tuple[int, ...], caps: Caps) -> Variable:
    """An array of no dimension or of several."""
    column = Column(None, dtype_name(value.dtype), kind_of_dtype(value.dtype) or "other")
    text = "" if dimensions else cell_text(value.item(), caps.text)
    return Variable(name, kind, "array", dimensions, (column,), 1, text=text)


def _read_grouped(found: Grouped, name: str, kind: str, caps: Caps) -> Variable:
    """The frame or series behind a groupby object; its keys stand where the index of its result will."""
    held = (_read_frame if found.held.ndim == 2 else _read_line)(found.held, name, caps)
    known = {column.label: column for column in (*held.index, *held.columns) if column.label is not None}
    places = [
        place for place, column in enumerate(held.columns) if found.chosen is None or column.label in found.chosen
    ]
    return Variable(
        name=name,
        type=kind,
        shape="other",
        shape_of=held.shape_of,
        columns=tuple(held.columns[place] for place in places),
        columns_total=held.columns_total if found.chosen is None else len(found.chosen),
        index=tuple(known.get(key, Column(key, "", "other")) for key in found.keys),
        sample=tuple(tuple(row[place] for place in places) for row in held.sample),
    )


def _read_table(found: Table, name: str, kind: str, caps: Caps) -> Variable:
    columns, samples = _read_columns(found.columns, caps)
    if found.rows is None or found.columns_total is None:
        known = () if found.rows is None else (found.rows,)
        return Variable(name, kind, "other", known, columns, found.columns_total or 0)
    size = (found.rows, found.columns_total)
    return Variable(name, kind, "frame", size, columns, found.columns_total, sample=samples)


def _dict_text(value: dict[Any, Any]) -> str:
    pairs = list(islice(dict.items(value), 20))
    keys = sorted({type_name(key) for key, _ in pairs})
    held = sorted({type_name(item) for _, item in pairs})
    return f"{' or '.join(keys)} -> {' or '.join(held)}" if pairs else "empty"
