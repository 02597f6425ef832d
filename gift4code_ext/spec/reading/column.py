"""Facts of one column from its first rows.

``null``, ``neg`` and ``spaces`` say that something occurs, which holds for the whole column. The other facts say that
something holds throughout: of a column longer than what was read they are true of the first rows, no more.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import islice, pairwise
from typing import Any, NamedTuple

from gift4code_ext.spec.model import Column, ValueKind
from gift4code_ext.spec.reading.arrow import dtype_text, kind_of_arrow
from gift4code_ext.spec.values.classes import shape
from gift4code_ext.spec.values.kinds import kind_of_cells, kind_of_dtype, plain_cells
from gift4code_ext.spec.values.slices import first_cells, is_arrow_column
from gift4code_ext.spec.values.text import cell_text

_NUMBER = re.compile(r"\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*")
_MONEY = re.compile(r"\s*[-+(]?\s*[$€£¥]?\s*[-+]?\d[\d,' ]*(\.\d+)?\s*[$€£¥%]?\)?\s*")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    r"\s*(\d{4}[-/.]\d{1,2}([-/.]\d{1,2})?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
    rf"|\d{{1,2}}[-. ]{_MONTH}[-,. ]+\d{{2,4}}|{_MONTH} \d{{1,2}},? \d{{4}}|{_MONTH} \d{{4}})"
    r"([T ]+\d{1,2}:\d{2}.*)?\s*",
    re.IGNORECASE,
)
_LONG = 80  # characters; longer text is no value that a person would quote
_FIRST = 8  # rows read of a column before its cells are known to be short
_ITEM = 100  # an item of a nested cell costs as much to look at as this many characters


@dataclass(frozen=True)
class Caps:
    """Bounds of one reading.

    Args:
        rows: of a column, for its facts.
        value_rows: of a column of text, for its distinct values.
        columns: of a frame that are looked at.
        values: distinct values kept of a column.
        sample: rows shown.
        text: characters of a cell that is shown.
        cells: of a frame, for facts; very wide frames give up rows.
        characters: of a frame's text and nested cells, for facts; frames of long texts give up rows.
    """

    rows: int = 1000
    value_rows: int = 2000
    columns: int = 200
    values: int = 50
    sample: int = 3
    text: int = 60
    cells: int = 100_000
    characters: int = 2_000_000

    @lru_cache(maxsize=64)  # noqa: B019 (a few bounds, not objects that hold anything)
    def shared(self, columns: int) -> Caps:
        """The bounds of each of so many columns."""
        each = max(1, self.cells // max(1, columns))
        return replace(
            self,
            rows=min(self.rows, each),
            value_rows=min(self.value_rows, 2 * each),
            characters=self.characters // max(1, columns),
        )


CAPS = Caps()


class ColumnRead(NamedTuple):
    """A column as read, and its first cells as text."""

    column: Column
    sample: tuple[str, ...]


def read_column(values: Any, label: Hashable, caps: Caps = CAPS) -> ColumnRead:
    """Facts of one column from its first rows.

    Args:
        values: Series, Index, one-dimensional array, Arrow column or Python container.
    """
    name, kind = dtype_of(values)
    if kind in (None, "str", "cat", "bool"):
        read_cells, shown = _short_cells(values, caps)
    else:
        found = first_cells(values, caps.rows)
        read_cells, shown = plain_cells(found), found[: caps.sample]
    head = read_cells[: caps.rows]
    kind = kind or kind_of_cells(head)
    distinct = dict.fromkeys(read_cells)
    distinct.pop(None, None)
    column = Column(
        label=label,
        dtype=name or kind,
        kind=kind,
        facts=_facts(head, kind, list(distinct) if len(read_cells) == len(head) else _distinct(head)),
        values=_values(distinct, caps) if kind in ("str", "cat", "bool") else (),
    )
    return ColumnRead(column, tuple(cell_text(cell, caps.text) for cell in shown))


def dtype_of(values: Any) -> tuple[str, ValueKind | None]:
    """The dtype's name, empty for Python containers, and the kind it fixes, if it does."""
    if is_arrow_column(values):
        return dtype_text(values), kind_of_arrow(dtype_text(values))
    if shape(values) == "list":
        return "", None
    dtype = getattr(values, "dtype", None)
    return dtype_name(dtype), kind_of_dtype(dtype)


def dtype_name(dtype: object) -> str:
    """The short name of a numpy or pandas dtype."""
    if dtype is None:
        return ""
    name = getattr(dtype, "name", "")
    return name[:60] if isinstance(name, str) and name else type(dtype).__name__


def _short_cells(values: Any, caps: Caps) -> tuple[list[Any], Any]:
    """The first cells, fewer where they are long: text is decoded and hashed whole, nested cells item by item.

    Returns:
        The cells in plain form, and the first few as they are.
    """
    read_cells: list[Any] = []
    shown: Any = ()
    step, left = _FIRST, caps.characters
    while len(read_cells) < caps.value_rows and left > 0:
        stop = min(caps.value_rows, len(read_cells) + step)
        found = first_cells(values, stop, len(read_cells))
        part = plain_cells(found)
        if not read_cells:
            shown = found[: caps.sample]
        read_cells += part
        if len(read_cells) < stop:
            break
        used = sum(len(cell) if type(cell) is str else _length(cell) for cell in part)
        left -= used
        step = min(4 * step, 1 + left * len(part) // used) if used else 4 * step
    return read_cells, shown


def _length(cell: Any) -> int:
    if isinstance(cell, (str, bytes)):
        return len(cell)
    return sum(_ITEM + _length(item) for item in cell) if isinstance(cell, (tuple, frozenset)) else 0


def _distinct(head: Sequence[Any]) -> list[Any]:
    return [cell for cell in dict.fromkeys(head) if cell is not None]


def _values(distinct: dict[Any, None], caps: Caps) -> tuple[Any, ...]:
    kept = (cell for cell in distinct if not (isinstance(cell, str) and len(cell) > _LONG) and type(cell) is not tuple)
    return tuple(islice(kept, caps.values))


def _facts(head: Sequence[Any], kind: str, distinct: list[Any]) -> tuple[str, ...]:
    rows, found = len(head), []
    present = [cell for cell in head if cell is not None] if None in head else head
    if rows > 1 and len(distinct) == rows:
        found.append("unique")
    if rows > 1 and len(distinct) == 1:
        found.append("constant")
    elif distinct and len(distinct) <= 20 and 2 * len(distinct) < rows:
        found.append("few")
    if len(present) < rows:
        found.append("null")
    # Stand-ins of containers and unknown objects have an order, which says nothing about the cells.
    if kind not in ("list", "dict", "other") and len(present) > 2 and len(distinct) > 1 and ascending(present):
        found.append("sorted")
    if kind in ("int", "float"):
        if any(cell < 0 for cell in distinct):
            found.append("neg")
        if kind == "float" and distinct and all(is_whole(cell) for cell in distinct):
            found.append("whole")
    elif kind in ("str", "cat"):
        texts = [cell for cell in distinct if isinstance(cell, str)][:200]
        if texts and len(texts) == min(len(distinct), 200):
            found.extend(_text_facts(texts))
    return tuple(found)


def is_whole(cell: Any) -> bool:
    """Whether a number has no fraction."""
    # a Decimal cannot be divided once its whole part is longer than the context's precision
    return bool(cell == (cell.to_integral_value() if isinstance(cell, Decimal) else cell // 1))


def _text_facts(texts: list[str]) -> list[str]:
    found = []
    if all(len(text) < _LONG for text in texts):
        if all(_NUMBER.fullmatch(text) for text in texts):
            found.append("numtext")
        elif all(_DATE.fullmatch(text) for text in texts):
            found.append("datetext")
        elif all(_MONEY.fullmatch(text) for text in texts):
            found.append("moneytext")
    if any(text[:1].isspace() or text[-1:].isspace() for text in texts):
        found.append("spaces")
    return found


def ascending(present: Sequence[Any]) -> bool:
    """Whether non-null plain cells never fall; False when they cannot be compared."""
    try:
        return all(left <= right for left, right in pairwise(present))
    except TypeError:
        return False
