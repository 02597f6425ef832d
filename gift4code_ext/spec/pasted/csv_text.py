"""CSV printed here, which reads back as it was.

Text that would read as anything else is quoted; missing cells are empty, whichever kind of missing they were.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from gift4code_ext.spec.pasted.delimited import cells_of, is_rule, split_lines
from gift4code_ext.spec.pasted.grid import FLOAT, INTEGER, LONG, MISSING, OPEN, Cell, reads_as_value
from gift4code_ext.spec.read import cell_text
from gift4code_ext.spec.values.kinds import is_null
from gift4code_ext.spec.values.literals import LiteralError, delta_of, delta_text, literal, moment_of


def to_text(
    labels: Sequence[Hashable], rows: Iterable[Sequence[Any]], *, limit: int | None = 60, as_text: bool = False
) -> str:
    """CSV that :func:`tables.from_text` and :func:`exactly` read back. Cells longer than ``limit`` characters are cut.

    Args:
        as_text: the cells are texts of values of any class, and are printed bare.
    """
    listed = [list(row) for row in rows]
    columns = [[row[place] for row in listed] for place in range(len(labels))]
    header = [header_text(label, limit) for label in labels]
    header = ['""'] if header == [""] else header  # a line of nothing would be no line
    if as_text:
        printed = [[_quoted(text, _needs_quotes) for text in column] for column in columns]
    else:
        printed = [_printed(column, limit, alone=len(columns) == 1) for column in columns]
    return "\n".join(",".join(cells) for cells in [header, *zip(*printed, strict=True)])


def header_text(label: Hashable, limit: int | None = None) -> str:
    """A label as a cell of the first line; text that reads as a number is quoted."""
    if label is Ellipsis:
        return "..."
    text = _tuple_text(label) if isinstance(label, tuple) else _text(label, limit)
    return _quoted(text, _label_reads_otherwise if isinstance(label, str) else _needs_quotes)


def _tuple_text(label: tuple[Hashable, ...]) -> str:
    try:
        return literal(label)
    except LiteralError:
        return "(" + ", ".join(cell_text(part) for part in label) + ")"


def _label_reads_otherwise(text: str) -> bool:
    return _reads_otherwise(text) or "  " in text


def exactly(text: str) -> tuple[list[Cell], list[list[Any]]]:
    """The labels, as cells, and the rows of CSV as :func:`to_text` prints it.

    Each bare cell is the value that it spells: unlike in pasted text, a bare date is a date, and the numbers of one
    column may be ints and floats.
    """
    lines = [cells_of(line, ",") for line in split_lines(text)]
    return lines[0], [[exact_value(cell) for cell in line] for line in lines[1:]]


def exact_value(cell: Cell) -> Any:
    """The value that one cell spells: text if it is quoted or spells nothing else."""
    if cell.quoted or len(cell.text) > LONG:
        return cell.text
    if cell.is_open:
        return ...
    word = cell.text.lower()
    if word in MISSING or word in ("true", "false"):
        return None if word in MISSING else word == "true"
    if INTEGER.fullmatch(cell.text):
        return int(cell.text)
    if FLOAT.fullmatch(cell.text):
        return float(cell.text)
    moment = moment_of(cell.text)
    found = delta_of(cell.text) if moment is None else moment
    return cell.text if found is None else found


def _printed(column: Sequence[Any], limit: int | None, *, alone: bool) -> list[str]:
    numbers = any(type(cell) is not str and cell is not Ellipsis and not is_null(cell) for cell in column)
    cells = []
    for cell in column:
        if cell is Ellipsis:
            cells.append("...")
        elif is_null(cell):
            cells.append("NaN" if alone else "")
        elif isinstance(cell, str):
            text = _text(cell, limit)
            cells.append(_quoted(text, (lambda _: True) if numbers else _reads_otherwise))
        elif isinstance(cell, float):
            cells.append(repr(float(cell)))
        elif isinstance(cell, dt.timedelta) and not getattr(cell, "nanoseconds", 0):
            cells.append(delta_text(cell))
        else:
            cells.append(_quoted(_text(cell, limit), _needs_quotes))
    return cells


def _text(value: Any, limit: int | None) -> str:
    if limit is None:
        return str.__str__(value) if isinstance(value, str) else cell_text(value, LONG)
    return cell_text(value, limit)


def _quoted(text: str, rule: Callable[[str], bool]) -> str:
    return '"' + text.replace('"', '""') + '"' if rule(text) else text


def _needs_quotes(text: str) -> bool:
    marked = any(mark in text for mark in ',;\t"|\n\r') or text != text.strip()
    return marked or text in OPEN or (text != "" and is_rule(text))


def _reads_otherwise(text: str) -> bool:
    """Whether the bare text would come back as something else."""
    return (
        _needs_quotes(text)
        or reads_as_value(text)
        or not text.isprintable()
        or moment_of(text) is not None
        or delta_of(text) is not None
    )
