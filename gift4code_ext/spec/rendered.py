"""The inverse of :mod:`render`: the type sentence and the example, printed whole, read back as an :class:`Output`.

``rendered(render(Spec("", output=x), kind, whole=True)) == x`` for the kinds *type* and *examples* and every ``x`` that

* holds plain values (see :mod:`bare`), labels likewise, and dtypes as text with balanced brackets;
* gives its example as rows along ``index`` and ``columns``, as a mapping of some of the columns, as the values of a
  series without index or of a list, or as a single value, and says by ``partial`` how much of the rows it is;
* has no row of nothing but ``...``, which ``partial`` says.

In cells of tables missing values are None, and dates and durations that are equal print alike; see :mod:`bare`.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import Any, Literal

from gift4code_ext.spec.contradictions import OutputError
from gift4code_ext.spec.model import Output
from gift4code_ext.spec.pasted.csv_text import exact_value, exactly, header_text
from gift4code_ext.spec.pasted.delimited import cells_of
from gift4code_ext.spec.pasted.grid import Cell
from gift4code_ext.spec.values.literals import value_of

_HEAD = re.compile(r"Bind the variable (\w+)(?:, a ([\w.]+?))?(?= with|;|\.$)")
_INDEX, _NO_COLUMNS = " with the index ", " without columns"
_COLUMNS = (" with the columns ", " and the columns ")
_COUNT = re.compile(r"; it has ([0-9]+) rows?")
_ORDER = re.compile(r"; the order of its rows (matters|does not matter)")
_EXAMPLE = re.compile(r"^Output (\w+)(?:, (all|first|some) (?:rows|values))?:(?: (.*))?$", re.MULTILINE)
_PARTIAL: dict[str | None, bool | Literal["head"] | None] = {None: None, "all": False, "first": "head", "some": True}


def rendered(text: str) -> Output:
    """The output that ``render`` printed whole as type or examples.

    Raises:
        OutputError: the text is not of that form.
    """
    try:
        return _output(text)
    except (LookupError, TypeError, ValueError) as error:
        raise OutputError(f"the specification does not read back as it is printed: {error}.") from None


def _output(text: str) -> Output:
    line = re.search(r"^Bind the variable .*$", text, re.MULTILINE)
    shown = _EXAMPLE.search(text)
    if line is not None and (shown is None or line.start() < shown.start()):
        stated, shown = _sentence(line.group()), _EXAMPLE.search(text, line.end())
    elif shown is None:
        raise ValueError("it states nothing")
    else:
        stated = Output(shown[1])
    if shown is None:
        return stated
    printed = text[shown.end() + 1 :]
    example = value_of(shown[3]) if shown[3] is not None else _rows(stated, *exactly(printed))
    return replace(stated, example=example, partial=_PARTIAL[shown[2]])


def _sentence(line: str) -> Output:
    head = _HEAD.match(line)
    if head is None:
        raise ValueError("its first words name no variable and type")
    place = head.end()
    dtypes: dict[Hashable, str] = {}
    index: tuple[Hashable, ...] | None = None
    columns: tuple[Hashable, ...] | None = None
    if line.startswith(_INDEX, place):
        index, place = _labels(line, place + len(_INDEX), dtypes)
    start = next((start for start in _COLUMNS if line.startswith(start, place)), None)
    if start is not None:
        columns, place = _labels(line, place + len(start), dtypes)
    elif line.startswith(_NO_COLUMNS, place):
        columns, place = (), place + len(_NO_COLUMNS)
    count = _COUNT.match(line, place)
    place = count.end() if count else place
    order = _ORDER.match(line, place)
    place = order.end() if order else place
    if line[place:] != ".":
        raise ValueError(f"{line[place : place + 40]!r} stands where the sentence should end")
    return Output(
        name=head[1],
        type=head[2],
        columns=columns,
        dtypes=dtypes or None,
        rows=int(count[1]) if count else None,
        ordered=order[1] == "matters" if order else None,
        index=index,
    )


def _labels(line: str, place: int, dtypes: dict[Hashable, str]) -> tuple[tuple[Hashable, ...], int]:
    """The labels from ``place`` on, where they end, and their dtypes into ``dtypes``."""
    labels: list[Hashable] = []
    while True:
        end = _end(line, place, " ,;.")
        labels.append(value_of(line[place:end]))
        if line.startswith(" (", end):
            stop = _end(line, end + 1, "")
            dtypes[labels[-1]] = line[end + 2 : stop - 1]
            end = stop
        if not line.startswith(", ", end):
            return tuple(labels), end
        place = end + 2


def _end(line: str, place: int, marks: str) -> int:
    """Where the literal or the bracket that starts at ``place`` ends: at a mark outside of brackets and quotes."""
    depth = 0
    while place < len(line):
        letter = line[place]
        if letter in "'\"":
            place = _end_of_quotes(line, place)
        elif letter in "([{":
            depth += 1
        elif letter in ")]}":
            depth -= 1
            if not depth and not marks:
                return place + 1
        elif not depth and letter in marks and (letter != "." or line[place:] == "."):
            return place
        place += 1
    return place


def _end_of_quotes(line: str, place: int) -> int:
    quote, place = line[place], place + 1
    while line[place] != quote:
        place += 2 if line[place] == "\\" else 1
    return place


def _rows(stated: Output, header: Sequence[Cell], rows: list[list[Any]]) -> Any:
    """Rows along all labels, or a mapping of those that the header holds."""
    index = stated.index or ()
    labels = [*index, *(label for label in stated.columns or () if label is not Ellipsis)]
    if stated.columns is None and len(header) == len(index) + 1:
        labels = [*index, None]  # the values of a series
    if not index and stated.columns is None:
        keys: list[Hashable] = [exact_value(cell) for cell in header]
    elif len(header) == len(labels):
        return tuple(tuple(row) for row in rows)
    else:
        spelled: dict[Cell, Hashable] = {}
        for label in labels:
            spelled.setdefault(cells_of(header_text(label), ",")[0], label)
        spelled.setdefault(Cell("", quoted=True), None)  # a nameless column on its own
        keys = [spelled[cell] for cell in header]
    return {key: [row[place] for row in rows] for place, key in enumerate(keys)}
