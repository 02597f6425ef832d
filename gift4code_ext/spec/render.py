"""A request as text, one function for each specification kind of GIFT4Code (arXiv 2402.08073).

Prints only what the :class:`Spec` holds: pass it through :func:`share.share` before the text leaves the kernel.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from gift4code_ext.spec.compare import label_text
from gift4code_ext.spec.equal import first
from gift4code_ext.spec.expected import Expected, expected
from gift4code_ext.spec.infer import summary_sentence
from gift4code_ext.spec.model import Column, Facts, Output, Spec, SpecKind, Variable
from gift4code_ext.spec.read import cell_text
from gift4code_ext.spec.tables import to_text

_COLUMNS = 20
_ROWS = 5
_VALUES = 5


def render(spec: Spec, kind: SpecKind) -> str:
    """The intent followed by the expected output in the form of ``kind``. What is not known is left out."""
    parts = {
        SpecKind.NONE: (),
        SpecKind.TYPE: (type_text(spec.output, spec.facts),),
        SpecKind.EXAMPLES: (type_text(spec.output, spec.facts), examples_text(spec.inputs, spec.output)),
        SpecKind.SUMMARY: (type_text(spec.output, spec.facts), summary_text(spec.output, spec.facts)),
    }[kind]
    return "\n".join(part for part in (spec.intent.strip(), *parts) if part)


def type_text(output: Output, facts: Facts) -> str:
    """Name, type and, for frames, columns of the output variable, in one sentence."""
    name = output.type or facts.type
    columns = output.columns if output.columns is not None else _labels(facts)
    if name is None and not columns and output.rows is None:
        return ""
    sentence = f"Bind the variable {output.name}" + (f", a {name}" if name else "")
    if columns:
        sentence += " with the columns " + ", ".join(_column_text(label, output) for label in columns[:_COLUMNS])
        sentence += f" and {len(columns) - _COLUMNS} more" if len(columns) > _COLUMNS else ""
    if output.rows is not None:
        sentence += f"; it has {output.rows} row{'' if output.rows == 1 else 's'}"
    return f"{sentence}."


def _labels(facts: Facts) -> tuple[Hashable, ...]:
    return tuple(column.label for column in facts.columns if not column.level) if facts.columns_known else ()


def _column_text(label: Hashable, output: Output) -> str:
    if label is Ellipsis:
        return "..."
    dtype = (output.dtypes or {}).get(label)
    return f"{_name(label)} ({dtype})" if dtype else _name(label)


def _name(label: Hashable) -> str:
    return repr(label) if isinstance(label, str) else label_text(label)


def examples_text(inputs: Iterable[Variable], output: Output) -> str:
    """Some rows of each input and of the output, as CSV."""
    blocks = [_input_rows(variable) for variable in inputs if variable.sample or variable.shape == "scalar"]
    found = expected(output)
    if found is not None:
        blocks.append(_output_rows(output, found))
    return "\n".join(block for block in blocks if block)


def _input_rows(variable: Variable) -> str:
    if variable.shape == "scalar":
        return f"Input {variable.name}: {variable.text}" if variable.text else ""
    count = variable.shape_of[0] if variable.shape_of else None
    head = "first rows" if count is None or count > len(variable.sample) else "all rows"
    labels = [column.label if column.label is not None else "" for column in variable.columns[:_COLUMNS]]
    rows = [row[: len(labels)] for row in variable.sample]
    return f"Input {variable.name}, {head}:\n{to_text(labels, rows, as_text=True)}"


def _output_rows(output: Output, found: Expected) -> str:
    if found.shape in ("scalar", "dict", "other"):
        return f"Output {output.name}: {cell_text(found.columns[0][0])}" if found.shape == "scalar" else ""
    pairs = [*found.levels, *zip(found.labels, found.columns, strict=True)][:_COLUMNS]
    columns = [first(values, _ROWS) for _, values in pairs]
    part = found.part_rows or found.part_columns or found.rows > _ROWS
    labels: list[Hashable] = ["" if label is None else label for label, _ in pairs]
    rows = zip(*columns, strict=True)
    return f"Output {output.name}, {'some' if part else 'all'} rows:\n{to_text(labels, rows)}"


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
    text += f": {' '.join(words)}" if words else ""
    return f"{text}, such as {values}" if values else text
