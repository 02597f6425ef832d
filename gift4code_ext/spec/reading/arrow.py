"""Tables of other libraries: polars frames, Arrow tables, and what offers the Arrow C stream protocol.

A stream may run a query or be readable only once, so only objects that know how many rows they hold are asked for
theirs; of the others the schema is told where they state one. Who can consume a stream (pyarrow, polars) is looked up
in ``sys.modules`` and never imported for it.
"""

from __future__ import annotations

import sys
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from inspect import getattr_static
from itertools import islice
from types import MappingProxyType
from typing import Any

from gift4code_ext.spec.model import ValueKind
from gift4code_ext.spec.values.classes import is_a, remembered

_COUNTS = ("num_rows", "height")
_BATCHES = 64  # a stream may bring its first rows one by one
_KINDS: Mapping[str, ValueKind] = MappingProxyType(
    {
        **dict.fromkeys(("dictionary", "categorical", "enum"), "cat"),
        **dict.fromkeys(("int", "uint"), "int"),
        **dict.fromkeys(("float", "halffloat", "double", "decimal"), "float"),
        **dict.fromkeys(("date", "timestamp"), "date"),
        **dict.fromkeys(("string", "large_string", "utf8"), "str"),
        **dict.fromkeys(("list", "large_list", "fixed_size_list", "array"), "list"),
        "bool": "bool",
        "duration": "delta",
        "struct": "dict",
    }
)


@dataclass(frozen=True)
class Table:
    """The first rows of the first columns of a table.

    ``rows`` is None where it is not known without reading all, ``columns_total`` where nothing can consume the stream;
    ``columns`` are label and Arrow array or polars Series.
    """

    rows: int | None
    columns_total: int | None
    columns: tuple[tuple[Hashable, Any], ...]


def dtype_text(column: Any) -> str:
    """The name of an Arrow column's type, as its library writes it, without the categories of an Enum."""
    name = str(column.dtype if is_a(type(column), "polars", "Series") else column.type)
    return "Enum" if name.startswith("Enum(") else name[:60]


def kind_of_arrow(dtype: str) -> ValueKind | None:
    """The kind that the name of an Arrow or polars type fixes; None where the cells must be looked at."""
    name = dtype.lower()
    return next((kind for start, kind in _KINDS.items() if name.startswith(start)), None)


def table(value: Any, rows: int, columns: int) -> Table | None:
    """The head of a polars frame, an Arrow table or what streams as one; None for anything else."""
    how = _how(type(value))
    if how == "polars":
        return _of_polars(value, value.height, rows, columns)
    if how == "pyarrow":
        return _of_arrow(value, value.num_rows, rows, columns)
    if how == "schema":
        return _of_schema(value.schema, columns)
    if how:
        try:
            return _streamed(value, how, rows, columns)
        except Exception:  # noqa: BLE001 (the class decides what its stream does; one that raises is only named)
            return None
    return None


@remembered
def _how(cls: type) -> str:
    if is_a(cls, "polars", "DataFrame"):
        return "polars"
    if is_a(cls, "pyarrow", "Table") or is_a(cls, "pyarrow", "RecordBatch"):
        return "pyarrow"
    if is_a(cls, "pyarrow", "RecordBatchReader"):
        return "schema"
    if is_a(cls, "polars", "Series") or is_a(cls, "pyarrow", "ChunkedArray"):
        return ""
    if _has(cls, "__arrow_c_stream__"):
        counts = (name for name in _COUNTS if _has(cls, name))
        return next(counts, "__arrow_c_schema__" if _has(cls, "__arrow_c_schema__") else "")
    return ""


def _has(cls: type, name: str) -> bool:
    return getattr_static(cls, name, None) is not None


def _streamed(value: Any, how: str, rows: int, columns: int) -> Table | None:
    pyarrow, polars = sys.modules.get("pyarrow"), sys.modules.get("polars")
    if how not in _COUNTS:
        return None if pyarrow is None else _of_schema(pyarrow.schema(value), columns)
    count = int(getattr(value, how))
    if pyarrow is not None:
        reader = pyarrow.RecordBatchReader.from_stream(value)
        batches, held = [], 0
        for batch in islice(reader, _BATCHES):
            batches.append(batch)
            held += batch.num_rows
            if held >= rows:
                break
        head = pyarrow.Table.from_batches(batches, reader.schema)
        return _of_arrow(head, count, rows, columns)
    if polars is not None and _has(type(value), "slice"):
        head = polars.DataFrame(value.slice(0, rows))
        return _of_polars(head, count, rows, columns)
    return Table(count, None, ())


def _of_polars(value: Any, count: int, rows: int, columns: int) -> Table:
    found = value[:rows, :columns].get_columns()
    return Table(count, value.width, tuple((column.name, column) for column in found))


def _of_arrow(value: Any, count: int, rows: int, columns: int) -> Table:
    total = value.num_columns
    head = value.select(list(range(min(total, columns)))).slice(0, rows)
    pairs = tuple((name, head.column(place)) for place, name in enumerate(head.schema.names))
    return Table(count, total, pairs)


def _of_schema(schema: Any, columns: int) -> Table:
    pyarrow = sys.modules["pyarrow"]
    fields = [schema.field(place) for place in range(min(len(schema), columns))]
    return Table(None, len(schema), tuple((field.name, pyarrow.nulls(0, field.type)) for field in fields))
