"""A request as text, one function for each specification kind of GIFT4Code (arXiv 2402.08073).

Prints only what the :class:`Spec` holds: pass it through :func:`share.share` before the text leaves the kernel.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from itertools import islice
from typing import Any

from gift4code_ext.spec.comparing.compare import label_text
from gift4code_ext.spec.expected import Expected, expected
from gift4code_ext.spec.infer import summary_sentence
from gift4code_ext.spec.model import Column, Facts, Output, Spec, SpecKind, Variable
from gift4code_ext.spec.pasted.csv_text import to_text
from gift4code_ext.spec.read import cell_text
from gift4code_ext.spec.values.bare import bare
from gift4code_ext.spec.values.literals import LiteralError, literal
from gift4code_ext.spec.values.slices import first_cells

_COLUMNS = 20
_ROWS = 5
_VALUES = 5
_TEXT = 60  # characters of a cell
_LITERAL = 500  # characters of a value that is no table
_ORDERED, _UNORDERED = "; the order of its rows matters", "; the order of its rows does not matter"


def render(spec: Spec, kind: SpecKind, *, whole: bool = False) -> str:
    """The intent followed by the expected output in the form of ``kind``. What is not known is left out.

    Args:
        whole: every row, column and character of the output, so that :func:`rendered.rendered` reads it back; else as
            much as a prompt should hold.
    """
    output = spec.output
    parts = {
        SpecKind.NONE: (),
        SpecKind.TYPE: (type_text(output, spec.facts, whole=whole),),
        SpecKind.EXAMPLES: (
            type_text(output, spec.facts, whole=whole),
            examples_text(spec.inputs, output, whole=whole),
        ),
        SpecKind.SUMMARY: (type_text(output, spec.facts, whole=whole), summary_text(output, spec.facts)),
    }[kind]
    return "\n".join(part for part in (spec.intent.strip(), *parts) if part)


def type_text(output: Output, facts: Facts, *, whole: bool = False) -> str:
    """Name, type, row count and, for frames, columns of the output variable, in one sentence."""
    name = output.type or facts.type
    columns = output.columns if output.columns is not None else _labels(facts)
    order = "" if output.ordered is None else _ORDERED if output.ordered else _UNORDERED
    if (
        name is None
        and not columns
        and not output.index
        and output.columns is None
        and output.rows is None
        and not order
    ):
        return ""
    sentence = f"Bind the variable {output.name}" + (f", a {name}" if name else "")
    if output.index:
        sentence += " with the index " + ", ".join(_column_text(label, output) for label in output.index)
    if columns:
        shown = columns if whole else columns[:_COLUMNS]
        sentence += " and" if output.index else " with"
        sentence += " the columns " + ", ".join(_column_text(label, output) for label in shown)
        sentence += f" and {len(columns) - len(shown)} more" if len(columns) > len(shown) else ""
    elif output.columns is not None:
        sentence += " without columns"
    if output.rows is not None:
        sentence += f"; it has {output.rows} row{'' if output.rows == 1 else 's'}"
    return f"{sentence}{order}."


def _labels(facts: Facts) -> tuple[Hashable, ...]:
    return tuple(column.label for column in facts.columns if not column.level) if facts.columns_known else ()


def _column_text(label: Hashable, output: Output) -> str:
    if label is Ellipsis:
        return "..."
    dtype = (output.dtypes or {}).get(label)
    return f"{_name(label)} ({dtype})" if dtype else _name(label)


def _name(label: Hashable) -> str:
    try:
        return literal(label)
    except LiteralError:
        return label_text(label)


def examples_text(inputs: Iterable[Variable], output: Output, *, whole: bool = False) -> str:
    """Some rows of each input and of the output: tables as CSV, other values as Python literals."""
    blocks = [_input_rows(variable) for variable in inputs if variable.sample or variable.shape == "scalar"]
    found = expected(output)
    if found is not None:
        blocks.append(_output_rows(output, found, whole))
    return "\n".join(block for block in blocks if block)


def _input_rows(variable: Variable) -> str:
    if variable.shape == "scalar":
        return f"Input {variable.name}: {variable.text}" if variable.text else ""
    count = variable.shape_of[0] if variable.shape_of else None
    head = "first rows" if count is None or count > len(variable.sample) else "all rows"
    labels = [column.label if column.label is not None else "" for column in variable.columns[:_COLUMNS]]
    rows = [row[: len(labels)] for row in variable.sample]
    return f"Input {variable.name}, {head}:\n{to_text(labels, rows, as_text=True)}"


def _output_rows(output: Output, found: Expected, whole: bool) -> str:
    if found.shape in ("scalar", "dict", "other"):
        text = _literal(found.columns[0][0], whole)
        return f"Output {output.name}: {text}" if text else ""
    rows = found.rows if whole else min(found.rows, _ROWS)
    pairs = [*found.levels, *zip(found.labels, found.columns, strict=True)][: None if whole else _COLUMNS]
    columns = [list(first_cells(values, rows)) for _, values in pairs]
    cut = rows < found.rows
    extent = "first" if found.begins or (cut and not found.part_rows) else "some" if found.part_rows else "all"
    if found.levels or (found.shape == "frame" and not found.unlabelled):
        text = to_text([label for label, _ in pairs], zip(*columns, strict=True), limit=None if whole else _TEXT)
        return f"Output {output.name}, {extent} rows:\n{text}"
    if isinstance(output.example, (list, tuple, set, frozenset)):
        values: Any = type(output.example)(islice(output.example, rows)) if cut else output.example
    else:
        values = columns[0] if len(columns) == 1 else [list(row) for row in zip(*columns, strict=True)]
    text = _literal(values, whole)
    return f"Output {output.name}, {extent} values: {text}" if text else ""


def _literal(value: Any, whole: bool) -> str:
    """The literal of a value; empty for what has none, or is too long for a prompt."""
    try:
        text = literal(value)
    except LiteralError:
        text = literal(_bare(value))
    return "" if text == "..." or (len(text) > _LITERAL and not whole) else text


def _bare(value: Any) -> Any:
    """The plain form of a value, of a list that may be long item by item."""
    return [bare(item) for item in value] if isinstance(value, (list, range)) else bare(value)


def summary_text(output: Output, facts: Facts) -> str:
    """The person's sentence about the result, then the computed one."""
    stated = (output.summary or "").strip()
    if stated and stated[-1] not in ".!?":
        stated += "."
    return " ".join(part for part in (stated, summary_sentence(facts)) if part)


def schema_text(inputs: Iterable[Variable]) -> str:
    """The inputs as a list: name, type, size, columns with dtype, facts and some values, as far as they are held."""
    lines: list[str] = []
    for variable in inputs:
        held = f" {variable.text}" if variable.text else ""
        lines.append(f"{variable.name}: {variable.type}{_size(variable)}{held}")
        lines += [f"- index {_described(level)}" for level in variable.index]
        lines += [f"- {_described(column)}" for column in variable.columns]
        hidden = variable.columns_total - len(variable.columns)
        if hidden > 0:
            lines.append(f"- and {hidden} more columns")
    return "\n".join(lines)


def _size(variable: Variable) -> str:
    if not variable.shape_of:
        return ""
    rows = f", {variable.shape_of[0]} rows"
    return f"{rows} x {variable.shape_of[1]} columns" if len(variable.shape_of) > 1 else rows


def _described(column: Column) -> str:
    words = [word for word in (column.dtype, *column.facts) if word]
    values = ", ".join(cell_text(value) for value in column.values[:_VALUES])
    text = "(values)" if column.label is None else _name(column.label)
    text += f" ({column.note})" if column.note else ""
    text += f": {' '.join(words)}" if words else ""
    return f"{text}, such as {values}" if values else text
