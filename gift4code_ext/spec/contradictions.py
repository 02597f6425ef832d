"""Contradictions between the parts of an expected output: each is named with both sides, in one sentence.

Only what no value could meet is a contradiction. The comparison is lenient (a series meets a table of one column, ISO
text a date, 1 meets 1.0), and so are these rules: what is in doubt passes.
"""

from __future__ import annotations

import keyword
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.spec.comparing.compare import label_text
from gift4code_ext.spec.expected import Expected, expected
from gift4code_ext.spec.model import Output
from gift4code_ext.spec.values.kinds import (
    cells,
    is_null,
    kind_of_cell,
    kind_of_cells,
    kind_of_dtype,
    plain,
    shape,
    type_name,
)
from gift4code_ext.spec.values.literals import LiteralError, literal
from gift4code_ext.spec.values.types import accepts, canonical, dtype_accepts, kind_of_dtype_name, shape_of_type

_ROWS = 1000  # of the example whose cells are looked at
_TYPED_AS_TEXT = ("date", "delta", "period", "interval")
_DTYPE_MODULES = ("numpy", "pandas", "pyarrow", "polars")
_LINES = ("series", "list", "index")


class OutputError(Gift4CodeError):
    """An expected output that nothing could meet, or that cannot be read."""


def check_consistent(stated: Output) -> None:
    """Find contradictions between the parts of an output.

    Raises:
        OutputError: the first one found, in one sentence.
    """
    _well_formed(stated)
    family = shape_of_type(canonical(stated.type)) if stated.type is not None else None
    _type_allows(stated, family)
    _rows_as_wide_as_columns(stated)
    found = expected(stated)
    _parts_allow_order(stated, found)
    if found is not None:
        _type_fits(stated, family, found)
        _columns_fit(stated, found)
        _rows_fit(stated, found)
        _index_fits(stated, found)
    _dtypes_fit(stated, found)


def _well_formed(stated: Output) -> None:
    name: object = stated.name
    if not isinstance(name, str) or not name.isidentifier() or keyword.iskeyword(name):
        raise OutputError(f"{shown(name)} is no name for a variable; use letters, digits and underscores.")
    rows: object = stated.rows
    if rows is not None and (isinstance(rows, bool) or not isinstance(rows, int) or rows < 0):
        raise OutputError(f"rows must be a whole number from 0, not {shown(rows)}.")
    partial: object = stated.partial
    if not (partial is None or isinstance(partial, bool) or (isinstance(partial, str) and partial == "head")):
        raise OutputError(f"partial must be True, False or 'head', not {shown(partial)}.")
    ordered: object = stated.ordered
    if not (ordered is None or isinstance(ordered, bool)):
        raise OutputError(f"ordered must be True or False, not {shown(ordered)}.")
    dtypes: Mapping[Hashable, object] = stated.dtypes or {}
    for dtype in dtypes.values():
        if not isinstance(dtype, (str, type)) and type(dtype).__module__.split(".")[0] not in _DTYPE_MODULES:
            raise OutputError(f"{shown(dtype)} is no dtype; state its name, such as 'int64'.")


def shown(value: object) -> str:
    """A value that was stated, for a message; of other than plain ones their type."""
    try:
        return literal(value)[:60]
    except LiteralError:
        return f"a {type_name(value)}"


def _type_allows(stated: Output, family: str | None) -> None:
    """What a type rules out whatever the example."""
    labels = [label for label in stated.columns or () if label is not Ellipsis]
    most = {"series": 1, "list": 1, "index": 1, "scalar": 0, "dict": 0}.get(family or "", len(labels))
    if len(labels) > most:
        raise OutputError(f"a {stated.type} cannot have the columns {_listed(labels)}; state another type or none.")
    if family == "scalar" and stated.rows not in (None, 1):
        raise OutputError(f"a {stated.type} has no rows, but rows={stated.rows} was stated.")
    if family in ("scalar", "dict") and stated.dtypes:
        raise OutputError(f"a {stated.type} has no columns, but a dtype was stated for {_listed(stated.dtypes)}.")
    if stated.index and family not in (None, "frame", "series"):
        raise OutputError(f"a {stated.type} has no index, but the index {_listed(stated.index)} was stated.")
    unordered = family in ("scalar", "dict") or stated.type in ("set", "frozenset")
    if unordered and stated.ordered:
        raise OutputError(f"a {stated.type} has no order, but ordered=True was stated.")


def _rows_as_wide_as_columns(stated: Output) -> None:
    if stated.columns is None or Ellipsis in stated.columns or shape(stated.example) != "list":
        return
    width = len(stated.columns) + len(stated.index or ())
    for number, row in enumerate(stated.example):
        if number >= _ROWS or shape(row) != "list" or isinstance(row, (set, frozenset)):
            return
        if len(row) > width > 1:
            raise OutputError(f"row {number} of the example has {len(row)} cells, but there are {width} columns.")


def _parts_allow_order(stated: Output, found: Expected | None) -> None:
    if stated.partial == "head" and stated.ordered is False and found is not None:
        raise OutputError("the example was said to be the first rows (partial='head'), but ordered=False was stated.")


def _type_fits(stated: Output, family: str | None, found: Expected) -> None:
    if family is None:
        labels = [label for label in stated.columns or () if label is not Ellipsis]
        if found.shape == "scalar" and len(labels) > 1:
            raise OutputError(f"the columns {_listed(labels)} were stated, but the example is a single value.")
        if found.shape in _LINES and len(found.columns) == 1 and len(labels) > 1:
            raise OutputError(f"the columns {_listed(labels)} were stated, but the example is one {_noun(found)}.")
        return
    single = found.shape == "scalar" or (len(found.columns) == 1 and found.rows == 1 and not found.part_rows)
    line = len(found.columns) == 1
    unmet = (
        (family in ("frame", "series", "index", "list", "array", "dict") and found.shape == "scalar")
        or (family in ("series", "index", "list") and not line)
        or (family == "scalar" and not single and found.shape != "dict")
        or (family == "dict") != (found.shape == "dict")
        or (family == "scalar" and found.shape == "scalar" and not _single_fits(stated, found.columns[0][0]))
    )
    if unmet:
        actual = type_name(stated.example) if found.live else "table" if found.shape == "frame" else found.shape
        raise OutputError(f"the type {stated.type} was stated, but the example is of type {actual}.")


def _single_fits(stated: Output, cell: Any) -> bool:
    """Whether a single value may be of the stated type; types with many relatives are not looked at."""
    wanted = canonical(stated.type)
    if wanted not in ("int", "float", "number", "str", "bool") or is_null(cell):
        return True
    kind = kind_of_cell(plain(cell))
    if wanted in ("float", "number") and kind in ("int", "float"):
        return True
    return accepts(cell, wanted) is not None


def _noun(found: Expected) -> str:
    return "column of values" if found.shape == "list" else found.shape


def _columns_fit(stated: Output, found: Expected) -> None:
    if stated.columns is None or found.unlabelled or found.shape != "frame" or Ellipsis in stated.columns:
        return
    unknown = _absent(found.labels, stated.columns)
    if unknown:
        raise OutputError(f"the example has {_listed(unknown)}, not among the columns {_listed(stated.columns)}.")
    missing = _absent(stated.columns, found.labels)
    if missing and stated.partial is False:
        raise OutputError(f"the example, said to be whole, lacks {_listed(missing)} of the columns.")


def _rows_fit(stated: Output, found: Expected) -> None:
    rows = stated.rows
    if stated.partial is False and _has_open_row(stated.example, found):
        raise OutputError("the example was said to be whole, but a row of ... in it stands for further rows.")
    if rows is None:
        return
    if found.shape == "scalar":
        if rows != 1 and not stated.partial:
            raise OutputError(f"rows={rows} was stated, but the example is a single value.")
    elif found.shape not in ("dict", "other"):
        if rows < found.rows:
            raise OutputError(f"rows={rows} was stated, but the example has {found.rows}.")
        if stated.partial is False and rows != found.rows:
            raise OutputError(f"rows={rows} was stated, but the example, said to be whole, has {found.rows}.")


def _has_open_row(example: Any, found: Expected) -> bool:
    if found.shape not in ("frame", "series", "list") or found.live:
        return False
    if isinstance(example, Mapping):
        lengths = [len(column) for column in example.values() if shape(column) in (*_LINES, "array")]
        return max(lengths, default=1) > found.rows
    return shape(example) == "list" and len(example) > found.rows


def _index_fits(stated: Output, found: Expected) -> None:
    if not stated.index:
        return
    if found.shape not in ("frame", "series") and found.live:
        raise OutputError(f"the index {_listed(stated.index)} was stated, but the example has none.")
    names = [label for label, _ in found.levels]
    if found.live and names != list(stated.index):
        actual = f"the index {_listed(names)}" if names else "none"
        raise OutputError(f"the index {_listed(stated.index)} was stated, but the example has {actual}.")


def _dtypes_fit(stated: Output, found: Expected | None) -> None:
    shown = {_key(label): column for label, column in zip(found.labels, found.columns, strict=True)} if found else {}
    labels: Sequence[Hashable] | None = stated.columns
    if labels is None and found is not None and found.shape == "frame" and not (found.part_columns or found.unlabelled):
        labels = found.labels
    for label, dtype in (stated.dtypes or {}).items():
        if labels is not None and Ellipsis not in labels and _absent([label], [*labels, *(stated.index or ())]):
            raise OutputError(f"a dtype was stated for {label_text(label)}, not among the columns {_listed(labels)}.")
        if _key(label) in shown:
            _cells_fit(label, dtype, shown[_key(label)])


def _cells_fit(label: Hashable, dtype: object, column: Any) -> None:
    wanted = kind_of_dtype_name(dtype)
    if wanted in (None, "cat") or str(dtype).strip().lower() == "object":
        return  # a name we do not know, or one that holds values of any kind
    known = [cell for cell in cells(column, _ROWS) if cell is not Ellipsis and cell is not None]
    kind = kind_of_cells(known)
    held = kind_of_dtype(getattr(column, "dtype", None)) or kind
    typed = kind == "str" and wanted in _TYPED_AS_TEXT
    if known and not typed and all(dtype_accepts(None, each, dtype) is None for each in (kind, held)):
        raise OutputError(f"the dtype {dtype} was stated for {label_text(label)}, but the example holds {held} values.")


def _absent(labels: Iterable[Hashable], among: Iterable[Hashable]) -> list[Hashable]:
    """The labels that are not among others, each of which stands for one."""
    free: dict[Any, int] = {}
    for label in among:
        free[_key(label)] = free.get(_key(label), 0) + 1
    absent = []
    for label in labels:
        if free.get(_key(label), 0):
            free[_key(label)] -= 1
        else:
            absent.append(label)
    return absent


def _key(label: Hashable) -> Any:
    """Labels that are the same to a person: 2020 and 2020.0, not 1 and True."""
    token = plain(label)
    return ("number" if type(token) in (int, float) else type(token), token)


def _listed(labels: Iterable[Hashable]) -> str:
    return ", ".join("..." if label is Ellipsis else label_text(label) for label in labels) or "none"
