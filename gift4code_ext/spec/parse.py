"""What a person stated, pasted or named -> :class:`Output`; contradictions are named before a model is asked."""

from __future__ import annotations

import ast
import keyword
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, Literal

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.spec.compare import label_text
from gift4code_ext.spec.expected import Expected, expected
from gift4code_ext.spec.kinds import cells, kind_of_cells, kind_of_dtype, shape, type_name
from gift4code_ext.spec.model import Output
from gift4code_ext.spec.tables import Table, from_text, looks_like_table
from gift4code_ext.spec.types import canonical, dtype_accepts, kind_of_dtype_name, shape_of_type

__all__ = ["OutputError", "check_consistent", "output"]


class OutputError(Gift4CodeError):
    """An expected output that nothing could meet, or that cannot be read."""


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
) -> Output:
    """The expected output as stated.

    Args:
        type: a type's name as people write it (``"dataframe"``, ``"pd.Series"``, ``"number"``), or the class.
        columns: labels in order, or label -> dtype.
        dtypes: label -> dtype, or one dtype for each of ``columns``.
        example: a live object, a mapping of columns, rows, a table as CSV, TSV or Markdown text, a Python literal as
            text, or the name of one of ``frames``. ``...`` stands for any cell, a row of it for further rows.
        frames: live objects by name.

    Raises:
        OutputError: parts that contradict one another, or text that is no table.
    """
    with_dtypes = columns if isinstance(columns, Mapping) else None
    if with_dtypes is not None:
        if dtypes is not None:
            raise OutputError("dtypes were stated twice: with the columns and on their own; state them once.")
        dtypes = {label: dtype for label, dtype in with_dtypes.items() if dtype}
    stated_type = canonical(type) if type is not None and type != "" else None
    if isinstance(example, str):
        example = _example_of_text(example, stated_type, frames or {})
    labels = None if columns is None else (columns,) if isinstance(columns, str) else tuple(columns)
    if isinstance(example, Table):
        header = _known_labels(example.labels, frames or {})
        labels, example = _with_header(labels, header, example.rows)
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
        )
    except ValueError:
        raise OutputError("dtypes given as a list need as many columns; state columns of the same number.") from None
    check_consistent(found)
    return found


def _example_of_text(text: str, stated_type: str | None, frames: Mapping[str, object]) -> Any:
    if text.strip() in frames:
        return frames[text.strip()]
    if stated_type == "str":
        return text
    if not text.strip():
        return None
    if looks_like_table(text):
        try:
            return from_text(text)
        except Gift4CodeError as error:
            raise OutputError(str(error)) from None
    try:
        return ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        shown = text.strip()[:60]
    if shown.isidentifier():
        raise OutputError(f"there is no variable {shown} to serve as the example; name a live one or paste a table.")
    raise OutputError(f"the example {shown!r} is no variable, table or Python value; put plain text in quotes.")


def _known_labels(labels: Sequence[Hashable], frames: Mapping[str, object]) -> tuple[Hashable, ...]:
    """Header text as the label it spells in a live frame, for labels that are not text (``2020``)."""
    spelled: dict[str, Hashable] = {}
    for frame in frames.values():
        if shape(frame) == "frame":
            for label in list(frame.columns[:1000]):  # type: ignore[attr-defined]
                spelled.setdefault(label if isinstance(label, str) else label_text(label), label)
    return tuple(spelled.get(label, label) if isinstance(label, str) else label for label in labels)


def _with_header(
    stated: tuple[Hashable, ...] | None, header: tuple[Hashable, ...], rows: Sequence[Sequence[Any]]
) -> tuple[tuple[Hashable, ...], tuple[tuple[Any, ...], ...] | dict[Hashable, Any]]:
    """Columns and example of a pasted table: rows along the columns, or a mapping where it shows only some of them."""
    if stated is None or stated == header:
        return header, tuple(tuple(row) for row in rows)
    return stated, {label: [row[place] for row in rows] for place, label in enumerate(header)}


def check_consistent(stated: Output) -> None:
    """Find contradictions between the parts of an output.

    Raises:
        OutputError: the first one found, in one sentence.
    """
    if not isinstance(stated.name, str) or not stated.name.isidentifier() or keyword.iskeyword(stated.name):
        raise OutputError(f"{stated.name!r} is no name for a variable; use letters, digits and underscores.")
    rows: object = stated.rows
    if rows is not None and (isinstance(rows, bool) or not isinstance(rows, int) or rows < 0):
        raise OutputError(f"rows must be a whole number from 0, not {rows!r}.")
    found = expected(stated)
    family = shape_of_type(stated.type) if stated.type is not None else None
    _type_fits(stated, family, found)
    if found is not None and found.shape == "frame":
        _columns_fit(stated, found)
    if found is not None and stated.rows is not None and stated.rows < found.rows and found.shape != "scalar":
        raise OutputError(f"rows={stated.rows} was stated, but the example has {found.rows}.")
    whole = found is not None and stated.partial is False
    if whole and found is not None and stated.rows is not None and stated.rows != found.rows:
        raise OutputError(f"rows={stated.rows} was stated, but the example, said to be whole, has {found.rows}.")
    _dtypes_fit(stated, found)


def _type_fits(stated: Output, family: str | None, found: Expected | None) -> None:
    labels = [label for label in stated.columns or () if label is not Ellipsis]
    most = {"series": 1, "list": 1, "index": 1, "scalar": 0, "dict": 0}.get(family or "", len(labels))
    if len(labels) > most:
        raise OutputError(f"a {stated.type} cannot have the columns {_listed(labels)}; state another type or none.")
    if family == "scalar" and stated.rows not in (None, 1):
        raise OutputError(f"a {stated.type} has no rows, but rows={stated.rows} was stated.")
    if found is None or family is None:
        return
    single = found.shape == "scalar" or (len(found.columns) == 1 and found.rows == 1 and not found.part_rows)
    line = len(found.columns) == 1
    unmet = (
        (family in ("frame", "series", "index", "list", "array", "dict") and found.shape == "scalar")
        or (family in ("series", "index", "list") and not line)
        or (family == "scalar" and not single and found.shape != "dict")
        or (family == "dict") != (found.shape == "dict")
    )
    if unmet:
        actual = type_name(stated.example) if found.live else "table" if found.shape == "frame" else found.shape
        raise OutputError(f"the type {stated.type} was stated, but the example is of type {actual}.")


def _columns_fit(stated: Output, found: Expected) -> None:
    if stated.columns is None or found.unlabelled:
        return
    labels = list(stated.columns)
    if Ellipsis in labels:
        return
    unknown = [label for label in found.labels if label not in labels]
    if unknown:
        raise OutputError(f"the example has {_listed(unknown)}, not among the columns {_listed(labels)}.")
    missing = [label for label in labels if label not in found.labels]
    if missing and stated.partial is False:
        raise OutputError(f"the example, said to be whole, lacks {_listed(missing)} of the columns.")


def _dtypes_fit(stated: Output, found: Expected | None) -> None:
    shown = dict(zip(found.labels, found.columns, strict=True)) if found is not None else {}
    labels = stated.columns if stated.columns is not None else None
    if labels is None and found is not None and found.shape == "frame" and not found.part_columns:
        labels = found.labels
    for label, dtype in (stated.dtypes or {}).items():
        if labels is not None and label not in labels and Ellipsis not in labels:
            raise OutputError(f"a dtype was stated for {label_text(label)}, not among the columns {_listed(labels)}.")
        if label in shown:
            known = [cell for cell in cells(shown[label], 1000) if cell is not Ellipsis and cell is not None]
            kind = kind_of_dtype(getattr(shown[label], "dtype", None)) or kind_of_cells(known)
            typed_date = kind == "str" and kind_of_dtype_name(dtype) in ("date", "delta", "period", "interval")
            if known and not typed_date and dtype_accepts(None, kind, dtype) is None:
                name = label_text(label)
                raise OutputError(f"the dtype {dtype} was stated for {name}, but the example holds {kind} values.")


def _listed(labels: Iterable[Hashable]) -> str:
    return ", ".join(label_text(label) for label in labels)
