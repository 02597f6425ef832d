"""What a person stated, pasted or named -> :class:`Output`; contradictions are named before a model is asked.

What is pasted becomes plain values: see :mod:`gift4code_ext.spec.pasted.grid` for the cells of tables. Dates in a
column whose stated dtype is one of dates become dates, durations likewise; elsewhere they stay ISO text, which meets a
date when values are compared.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal

from gift4code_ext.spec.comparing.compare import label_text
from gift4code_ext.spec.contradictions import OutputError, check_consistent, shown
from gift4code_ext.spec.model import Output
from gift4code_ext.spec.pasted.grid import TableError
from gift4code_ext.spec.pasted.tables import Table, from_text, looks_like_table
from gift4code_ext.spec.values.kinds import is_null, shape
from gift4code_ext.spec.values.literals import LiteralError, delta_of, moment_of, value_of
from gift4code_ext.spec.values.types import canonical, kind_of_dtype_name, kind_of_type, shape_of_type

__all__ = ["OutputError", "check_consistent", "output"]

_READERS: Mapping[str, Callable[[str], Any]] = MappingProxyType({"date": moment_of, "delta": delta_of})
_LABELS = 1000  # columns of a live frame whose labels are known


def output(
    name: str = "result",
    type: object = None,  # noqa: A002 (the word a person uses)
    columns: Iterable[Hashable] | Mapping[Hashable, str] | str | None = None,
    dtypes: Mapping[Hashable, str] | Sequence[str] | None = None,
    rows: int | None = None,
    example: Any = None,
    summary: str | None = None,
    ordered: bool | None = None,
    partial: bool | Literal["head"] | None = None,
    frames: Mapping[str, object] | None = None,
    index: Iterable[Hashable] | str | None = None,
) -> Output:
    """The expected output as stated.

    Args:
        type: a type's name as people write it (``"dataframe"``, ``"pd.Series"``, ``"number"``), or the class.
        columns: labels in order, or label -> dtype.
        dtypes: label -> dtype, or one dtype for each of ``columns``.
        example: a live object, a mapping of columns, rows, text, or the name of one of ``frames``. Text may be a table
            as CSV, TSV, Markdown or HTML, a frame or series as pandas prints it, or a Python literal. ``...`` stands
            for any cell, a row of it for further rows.
        frames: live objects by name.
        index: labels of the index levels that each row of the example begins with.

    Raises:
        OutputError: parts that contradict one another, or text that can be read in no way or in two.
    """
    frames = frames or {}
    if not (dtypes is None or isinstance(dtypes, Mapping) or shape(dtypes) == "list"):
        raise OutputError(f"dtypes are stated by label or as a list, not by {shown(dtypes)}.")
    with_dtypes = columns if isinstance(columns, Mapping) else None
    if with_dtypes is not None:
        if dtypes is not None:
            raise OutputError("dtypes were stated twice: with the columns and on their own; state them once.")
        dtypes = {label: dtype for label, dtype in with_dtypes.items() if not (dtype is None or _is_blank(dtype))}
    labels, levels = _labels(columns, "columns"), _labels(index, "index")
    stated_type = _type(type)
    if not (summary is None or isinstance(summary, str)):
        raise OutputError(f"summary must be a sentence, not {shown(summary)}.")
    if isinstance(example, str):
        example = _example_of_text(example, stated_type, frames, labels)
    if isinstance(example, Table):
        table = example
        stated_type = stated_type or table.type
        rows = _rows(rows, table)
        labels, levels, example = _of_table(table, labels, levels, stated_type, dtypes, frames)
    elif labels and stated_type is None and _is_one_row(example, labels):
        example = {label: [cell] for label, cell in example.items()}
    try:
        found = Output(
            name=name,
            type=stated_type,
            columns=labels,
            dtypes=dtypes,  # type: ignore[arg-type]
            rows=rows,
            example=example,
            summary=(summary or "").strip() or None,
            ordered=ordered,
            partial=partial,
            index=levels,
        )
    except ValueError:
        raise OutputError("dtypes given as a list need as many columns; state columns of the same number.") from None
    check_consistent(found)
    return found


def _is_blank(stated: object) -> bool:
    return isinstance(stated, str) and not stated.strip()


def _type(stated: object) -> str | None:
    if not (stated is None or isinstance(stated, (str, type))):
        raise OutputError(f"a type is stated by its name or class, not by {shown(stated)}.")
    return canonical(stated) if stated else None


def _labels(stated: Iterable[Hashable] | str | None, what: str) -> tuple[Hashable, ...] | None:
    if stated is None or isinstance(stated, str):
        return None if stated is None else (stated,)
    try:
        labels = tuple(_label(label) for label in stated)
        hash(labels)
    except Exception:  # noqa: BLE001 (any class may be stated; what cannot be listed and looked up is no labels)
        raise OutputError(f"{what} must be labels, not {shown(stated)}.") from None
    return labels


def _label(label: Hashable) -> Hashable:
    """A label that can be compared with others: pd.NA as NaN."""
    if isinstance(label, tuple):
        return tuple(_label(part) for part in label)
    return math.nan if label is not None and is_null(label) else label


def _is_one_row(example: object, labels: Sequence[Hashable]) -> bool:
    """Whether a mapping gives one cell for each of some columns."""
    cells = isinstance(example, Mapping) and all(shape(cell) == "scalar" or cell is ... for cell in example.values())
    return cells and isinstance(example, Mapping) and len(example) > 0 and set(example) <= set(labels)


def _rows(stated: int | None, table: Table) -> int | None:
    """The row count, where the end of a printed table tells it."""
    if stated is not None and table.total is not None and stated != table.total:
        raise OutputError(f"rows={stated} was stated, but the end of the example says that it has {table.total}.")
    return table.total if stated is None else stated


def _example_of_text(
    text: str, stated_type: str | None, frames: Mapping[str, object], labels: Sequence[Hashable] | None
) -> Any:
    stripped = text.strip()
    if stripped in frames:
        return frames[stripped]
    if stated_type == "str":
        return text
    if not stripped:
        return None
    if stripped[0] in "[({":
        try:
            return value_of(stripped)
        except LiteralError:
            pass  # a table whose first label begins with a bracket
    if looks_like_table(text):
        return _table(text, stated_type, frames, labels)
    try:
        value = value_of(stripped)
        return math.nan if value is None else _as_type(value, stated_type)
    except LiteralError:
        spelled = moment_of(stripped) or delta_of(stripped)
    if spelled is not None:
        return spelled
    shown = stripped[:60]
    if shown.isidentifier():
        raise OutputError(f"there is no variable {shown} to serve as the example; name a live one or paste a table.")
    raise OutputError(f"the example {shown!r} is no variable, table or Python value; put plain text in quotes.")


def _as_type(value: Any, stated_type: str | None) -> Any:
    """Quoted text as the date or duration that the stated type says it is."""
    read = _READERS.get(kind_of_type(stated_type) or "") if stated_type and isinstance(value, str) else None
    found = read(value) if read is not None else None
    return value if found is None else found


def _table(
    text: str, stated_type: str | None, frames: Mapping[str, object], labels: Sequence[Hashable] | None
) -> Table:
    family = shape_of_type(stated_type) if stated_type is not None else None
    try:
        return from_text(
            text,
            known={*_spelled(frames), *(_text(label) for label in labels or ())},
            stated=labels or (),
            headless=family in ("list", "array", "index"),
        )
    except TableError as error:
        raise OutputError(str(error)) from None


def _of_table(
    table: Table,
    stated: tuple[Hashable, ...] | None,
    levels: tuple[Hashable, ...] | None,
    stated_type: str | None,
    dtypes: Mapping[Hashable, str] | Sequence[str] | None,
    frames: Mapping[str, object],
) -> tuple[tuple[Hashable, ...] | None, tuple[Hashable, ...] | None, Any]:
    """Columns, index and example of a pasted table.

    The example is rows along index and columns, or a mapping where the table shows only some of the stated columns; of
    what has no labels it is the values. Index levels that were stated as columns are columns.
    """
    spelled = _spelled(frames)
    header = tuple(spelled.get(label, label) if isinstance(label, str) else label for label in table.labels)
    index = tuple(spelled.get(label, label) if isinstance(label, str) else label for label in table.index)
    rows = _as_dtypes(table.rows, (*index, *header), dtypes)
    if all(label is None for label in header) and header and not index:
        example: Any = [row[0] for row in rows] if len(header) == 1 else [list(row) for row in rows]
        return stated, levels, example
    if stated is not None and any(label in stated for label in index):
        index, header = (), (*index, *header)
    if levels and levels != index:
        index, header = _with_index(index, header, levels)
    family = shape_of_type(stated_type) if stated_type is not None else None
    if family == "series" and len(header) == 1:
        named = stated if stated is not None else header if header[0] is not None else None
        return named, index or None, rows if index else [row[0] for row in rows]
    if stated is None or stated == header:
        return header, index or None, rows
    labels = (*index, *header)
    return stated, index or None, {label: [row[place] for row in rows] for place, label in enumerate(labels)}


def _with_index(
    index: tuple[Hashable, ...], header: tuple[Hashable, ...], stated: tuple[Hashable, ...]
) -> tuple[tuple[Hashable, ...], tuple[Hashable, ...]]:
    """Index and columns of a pasted table whose index was stated: its first columns, or levels without a name."""
    if not index and header[: len(stated)] == stated:
        return stated, header[len(stated) :]
    if len(index) == len(stated) and all(own in (None, label) for own, label in zip(index, stated, strict=True)):
        return stated, header
    told, held = (", ".join(map(_text, labels)) for labels in (stated, (*index, *header)))
    raise OutputError(f"the index {told} was stated, but the example begins with {held}.")


def _as_dtypes(
    rows: tuple[tuple[Any, ...], ...], labels: Sequence[Hashable], dtypes: Mapping[Hashable, str] | Sequence[str] | None
) -> tuple[tuple[Any, ...], ...]:
    """Rows with the text of columns of dates or durations as such."""
    if not isinstance(dtypes, Mapping) or not rows:
        return rows
    columns = [list(column) for column in zip(*rows, strict=True)]
    for place, label in enumerate(labels):
        read = _READERS.get(kind_of_dtype_name(dtypes.get(label)) or "")
        if read is not None:
            values = [read(cell) if isinstance(cell, str) else cell for cell in columns[place]]
            if all(value is not None or cell is None for value, cell in zip(values, columns[place], strict=True)):
                columns[place] = values
    return tuple(zip(*columns, strict=True))


def _spelled(frames: Mapping[str, object]) -> dict[str, Hashable]:
    """The labels of live frames by their text, for those that are not text (``2020``)."""
    spelled: dict[str, Hashable] = {}
    for frame in frames.values():
        if shape(frame) == "frame":
            for label in list(frame.columns[:_LABELS]):  # type: ignore[attr-defined]
                spelled.setdefault(_text(label), label)
    return spelled


def _text(label: Hashable) -> str:
    return label if isinstance(label, str) else label_text(label)
