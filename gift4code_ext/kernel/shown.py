"""The expected value as a table of texts, to stand beside the values of candidates; ``...`` is any cell."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Hashable, Sequence
from typing import Any

from gift4code_ext.execution.outcome import Preview
from gift4code_ext.spec.comparing.equal import first
from gift4code_ext.spec.expected import Expected, expected
from gift4code_ext.spec.model import Output
from gift4code_ext.spec.values.classes import is_null
from gift4code_ext.spec.values.text import cell_text

ROWS, COLUMNS = 10, 12
_TYPES = {
    "frame": "pandas.DataFrame",
    "series": "pandas.Series",
    "index": "pandas.Index",
    "array": "numpy.ndarray",
    "list": "list",
    "dict": "dict",
}
_ITEMS = 10
_TRUSTED = ("datetime", "pandas")


def expected_preview(output: Output) -> Preview | None:
    """At most 10 rows and 12 columns of ``output.example``; ``None`` without one.

    No code of a class that we do not know is run. The shape is that of the example, with the number of rows that was
    stated where it shows only some.
    """
    found = expected(output)
    if found is None:
        return None
    kind = found.type or output.type or _TYPES.get(found.shape, "")
    if found.shape in ("frame", "series", "index"):
        return _table(found, kind, output.rows)
    return Preview(kind, _size(found), text=_text(found))


def _table(found: Expected, kind: str, stated: int | None) -> Preview:
    columns = [_texts(values) for values in found.columns[:COLUMNS]]
    levels = [_texts(values) for _, values in found.levels]
    size = (found.rows if stated is None else stated, *((len(found.columns),) if found.shape == "frame" else ()))
    return Preview(
        type=kind,
        shape=size,
        columns=tuple(_label(label) for label in found.labels[:COLUMNS]),
        index=tuple(", ".join(cells) for cells in zip(*levels, strict=True)),
        rows=tuple(zip(*columns, strict=True)) if columns else (),
    )


def _size(found: Expected) -> tuple[int, ...]:
    if found.shape in ("scalar", "other"):
        return ()
    if found.shape == "dict":
        return (len(found.columns[0][0]),)
    return (found.rows, len(found.columns)) if found.unlabelled else (found.rows,)


def _text(found: Expected) -> str:
    """A value that is no table, on one line."""
    if found.shape == "scalar":
        return as_shown(first(found.columns[0], 1)[0])
    if found.shape == "dict":
        held = found.columns[0][0]
        pairs = itertools.islice(dict.items(held), _ITEMS)
        more = ["…"] if len(held) > _ITEMS else []
        return "{" + ", ".join([*(f"{as_shown(key)}: {as_shown(item)}" for key, item in pairs), *more]) + "}"
    if found.shape == "other":
        return as_shown(found.columns[0][0])
    rows = zip(*(_texts(values) for values in found.columns[:COLUMNS]), strict=True)
    lines = [cells[0] if len(found.columns) == 1 else f"[{', '.join(cells)}]" for cells in rows]
    return "[" + ", ".join([*lines, *(["…"] if found.rows > ROWS else [])]) + "]"


def _texts(values: Any) -> list[str]:
    return [as_shown(cell) for cell in first(values, ROWS)]


def as_shown(cell: Any) -> str:
    """A cell as the preview of a candidate's value would show it."""
    if cell is Ellipsis:
        return "..."
    if is_null(cell):
        return str(cell)  # of a class we know
    cls = type(cell)  # not isinstance, which asks an unknown object for its __class__
    if issubclass(cls, float):
        return format(float.__float__(cell), ".6g")
    if issubclass(cls, (dt.date, dt.timedelta)) and cls.__module__.partition(".")[0] in _TRUSTED:
        return str(cell)
    return cell_text(cell)


def _label(label: Hashable) -> str:
    parts: Sequence[Hashable] = label if isinstance(label, tuple) else (label,)
    return ", ".join("" if part is None else cell_text(part) for part in parts)
