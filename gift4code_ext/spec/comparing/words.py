"""How a comparison speaks: cells, labels, places and differences, in words for the person at the notebook.

Rows are numbered from 0 as pandas does; where they carry labels of their own, the label stands beside the number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Sequence
from typing import Any

from gift4code_ext.spec.comparing.equal import cells_between
from gift4code_ext.spec.expected import Expected
from gift4code_ext.spec.read import cell_text
from gift4code_ext.spec.values.keys import keys_of
from gift4code_ext.spec.values.kinds import is_null, shape, type_name
from gift4code_ext.spec.values.known import Foreign, class_name, settled
from gift4code_ext.spec.values.native import native

_SHOWN = 6  # cells or labels of a list
_TEXT = 60  # characters


def difference(got: Any, want: Any) -> str:
    """``expected …, got …`` of two cells; with their types where the texts are the same."""
    left, right = value_text(got), value_text(want)
    zones = _zone_text(got), _zone_text(want)
    if left == right:
        left, right = f"{left} ({class_name(got)})", f"{right} ({class_name(want)})"
    elif zones[0] != zones[1] and all(zones):
        left, right = f"{left} ({zones[0]})", f"{right} ({zones[1]})"
    return f"expected {right}, got {left}"


def _zone_text(cell: Any) -> str:
    cell = settled(cell)
    if not isinstance(cell, dt.datetime) or is_null(cell):
        return ""
    return "without a time zone" if cell.tzinfo is None else "with a time zone"


def more_rows(further: int | None) -> str:
    """How many rows differ beside the one that was told."""
    if further is None:
        return ""
    return f" (and {further:,} more row{'' if further == 1 else 's'})" if further else ""


def place_text(row: int, table: Expected, column: str = "") -> str:
    """``row 3 (labelled 'x'), column fare``; ``column`` is empty for a table of one nameless column."""
    labelled = [level for level in table.levels if row < len(level[1])]
    parts = [value_text(cells_between(values, row, row + 1)[0]) for _, values in labelled]
    text = f"row {row}" + (f" (labelled {', '.join(parts)})" if parts else "")
    return f"{text}, {column}" if column else text


def row_text(table: Expected, row: int) -> str:
    """The cells of one row, of a frame with their labels."""
    named = table.shape == "frame" and not table.unlabelled
    shown = [
        f"{label_text(label)} {value_text(cells_between(values, row, row + 1)[0])}"
        if named
        else value_text(cells_between(values, row, row + 1)[0])
        for label, values in list(zip(table.labels, table.columns, strict=True))[:_SHOWN]
    ]
    return ", ".join(shown) + (", …" if len(table.labels) > _SHOWN else "")


def value_text(cell: Any) -> str:
    """A cell for a message: text in quotes, missing cells in words, of unknown classes only the name."""
    if cell is Ellipsis:
        return "anything"
    cell = settled(cell)
    if type(cell) is Foreign:
        return f"<{cell.name}>"
    if is_null(cell):
        return "a missing value"
    if shape(cell) == "array" and getattr(cell, "ndim", 1) == 0:
        return value_text(cell.item())
    cell = native(cell)
    if isinstance(cell, str):
        return repr(cell) if len(cell) <= _TEXT else repr(cell[: _TEXT - 1] + "…")
    if isinstance(cell, (float, complex)):
        return repr(cell)
    if shape(cell) in ("list", "dict"):
        return repr(cell)[:80] if _plain_inside(cell) else f"{type_name(cell)} of {len(cell)}"
    if shape(cell) in ("frame", "series", "index", "array"):
        return f"{type_name(cell)} of shape {'x'.join(map(str, cell.shape))}"
    return cell_text(cell, 80)


def _plain_inside(cell: Any) -> bool:
    if len(cell) > 8:
        return False
    items = [*cell.keys(), *cell.values()] if isinstance(cell, dict) else list(cell)
    plain = (str, int, float, bool, type(None))
    return all(any(type(item) is cls for cls in plain) for item in items) and not any(
        type(item) is int and abs(item) > 10**_TEXT for item in items
    )


def label_text(label: Hashable) -> str:
    """A column label for a message; None is "without a name"."""
    label = settled(label)
    if type(label) is Foreign:
        return f"<{label.name}>"
    if isinstance(label, tuple):
        parts = [value_text(part) if type(part) is tuple else label_text(part) for part in label[:_SHOWN]]
        return f"({', '.join(parts)}{', …' if len(label) > _SHOWN else ''})"
    return "without a name" if label is None else cell_text(label) or "''"


def labels_text(labels: Sequence[Hashable], *, exactly: bool = False) -> str:
    """``column a`` or ``columns a, b``. ``exactly``: so that ``1`` and ``'1'``, ``a`` and ``'a '`` look different."""
    noun = "column" if len(labels) == 1 else "columns"
    return f"{noun} {listed(labels, exactly=exactly)}"


def listed(labels: Sequence[Hashable], *, exactly: bool = False) -> str:
    """The first few labels, or ``none``."""
    if not labels:
        return "none"
    say = value_text if exactly else label_text
    return ", ".join(say(label) for label in labels[:_SHOWN]) + (", …" if len(labels) > _SHOWN else "")


def look_alike(one: Sequence[Hashable], other: Sequence[Hashable]) -> bool:
    """Whether labels that differ read the same at a glance."""
    left, right = ({label_text(label).strip().casefold() for label in labels} for labels in (one, other))
    return bool(left & right)


def moved(got: Sequence[Hashable], want: Sequence[Hashable]) -> str:
    """Where two orders of the same labels part."""
    place = next(
        place for place, keys in enumerate(zip(keys_of(got), keys_of(want), strict=False)) if keys[0] != keys[1]
    )
    return f"column {place} should be {label_text(want[place])}, not {label_text(got[place])}"


def count(number: int, name: str) -> str:
    """``1 row``, ``2 rows``."""
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def a(name: str) -> str:
    """``a list``, ``an int``."""
    return f"an {name}" if name[:1].lower() in "aeiou" else f"a {name}"


def noun(table: Expected) -> str:
    """What a value is, in two or three words."""
    if table.shape == "frame":
        return f"a table with {count(len(table.columns), 'column')}"
    words = {"scalar": "a single value", "other": "an object", "index": "an index", "array": "an array"}
    return words.get(table.shape, f"a {table.shape}")
