"""Variables and expected outputs as JSON, for specifications that are inferred in another interpreter.

Labels and values travel as literals; one that has none travels as the text it prints as. What is written here is capped
where it is made (:mod:`gift4code_ext.spec.read`, :mod:`gift4code_ext.spec.infer`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from gift4code_ext.spec.model import Column, Output, Variable
from gift4code_ext.spec.values.literals import LiteralError, literal, value_of

_EXAMPLE = 20_000  # characters of an example


def variable(read: Variable) -> dict[str, Any]:
    """A variable as JSON."""
    return asdict(replace(read, columns=(), index=())) | {
        "columns": [_column(column) for column in read.columns],
        "index": [_column(level) for level in read.index],
    }


def variable_of(data: Mapping[str, Any]) -> Variable:
    """The variable that was written.

    Raises:
        KeyError, TypeError, ValueError: it is none.
    """
    return Variable(
        name=str(data["name"]),
        type=str(data["type"]),
        shape=data["shape"],
        shape_of=tuple(int(size) for size in data["shape_of"]),
        columns=tuple(_column_of(each) for each in data["columns"]),
        columns_total=int(data["columns_total"]),
        index=tuple(_column_of(each) for each in data["index"]),
        sample=tuple(tuple(str(cell) for cell in row) for row in data["sample"]),
        text=str(data["text"]),
    )


def output(stated: Output) -> dict[str, Any]:
    """An expected output without live objects as JSON; an example without a literal, or with too long a one, is left
    out."""
    example = _literal(stated.example)
    kept = example is not None and len(example) <= _EXAMPLE
    return {
        "name": stated.name,
        "type": stated.type,
        "columns": _labels(stated.columns),
        "index": _labels(stated.index),
        "rows": stated.rows,
        "example": example if kept else None,
        "partial": stated.partial if kept else None,
        "summary": stated.summary,
    }


def output_of(data: Mapping[str, Any]) -> Output:
    """The expected output that was written.

    Raises:
        KeyError, TypeError, ValueError: it is none.
    """
    return Output(
        name=str(data["name"]),
        type=data["type"],
        columns=_labels_of(data["columns"]),
        index=_labels_of(data["index"]),
        rows=data["rows"],
        example=None if data["example"] in (None, "None") else value_of(data["example"]),
        partial=data["partial"],
        summary=data["summary"],
    )


def _column(column: Column) -> dict[str, Any]:
    return {
        "label": _text(column.label),
        "dtype": column.dtype,
        "kind": column.kind,
        "facts": list(column.facts),
        "values": [_text(value) for value in column.values],
    }


def _column_of(data: Mapping[str, Any]) -> Column:
    return Column(
        label=value_of(data["label"]),
        dtype=str(data["dtype"]),
        kind=data["kind"],
        facts=tuple(str(fact) for fact in data["facts"]),
        values=tuple(value_of(value) for value in data["values"]),
    )


def _labels(labels: tuple[Any, ...] | None) -> list[str] | None:
    return None if labels is None else [_text(label) for label in labels]


def _labels_of(texts: list[str] | None) -> tuple[Any, ...] | None:
    return None if texts is None else tuple(value_of(text) for text in texts)


def _text(value: Any) -> str:
    return _literal(value) or repr(str(value))


def _literal(value: Any) -> str | None:
    if value is None:
        return "None"
    try:
        return literal(value)
    except LiteralError:
        return None
