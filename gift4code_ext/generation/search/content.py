"""What the columns of a value hold, as tokens that are compared by content alone: labels, dtypes and order aside.

Whole numbers are exact, other numbers count to five significant digits (an example is typed or printed), ``True`` is no
number, all missing values are the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
import pandas as pd

from gift4code_ext.spec.comparing.equal import ATOL, RTOL
from gift4code_ext.spec.expected import from_live
from gift4code_ext.spec.values.kinds import cells, plain

Sort = Literal["number", "bool", "text", "date", "other", ""]
"""What a column's cells are; ``""`` without any."""

_DIGITS = 5
_EXACT = 12
_DAY = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?")
_MOST = 20_000
_LABELS = 400
_NO_DATE = -(2**63)


class Content:
    """The cells of one column as hashable tokens, in order.

    Tokens are too coarse for numbers with fractions: ``key`` tells those apart, ``fractions`` are all of the column.
    """

    def __init__(self, tokens: Sequence[Hashable], key: Hashable = None, fractions: Any = None) -> None:
        self.tokens = tuple(tokens)
        self.key = hash(self.tokens) if key is None else key
        self.fractions = fractions

    @cached_property
    def bag(self) -> Counter[Hashable]:
        """How often each token occurs."""
        return Counter(self.tokens)

    @cached_property
    def distinct(self) -> frozenset[Hashable]:
        """The tokens but for missing values."""
        return frozenset(self.tokens) - {None}

    @cached_property
    def sort(self) -> Sort:
        kinds = {_sort_of(token) for token in self.distinct}
        return kinds.pop() if len(kinds) == 1 else "other" if kinds else ""

    def holds(self, wanted: Content) -> bool:
        """Whether every cell of ``wanted`` is here, as often as there."""
        if len(wanted.tokens) > len(self.tokens) or not wanted.distinct <= self.distinct:
            return False
        bag = self.bag
        return all(bag[token] >= count for token, count in wanted.bag.items())

    def same_bag(self, wanted: Content) -> bool:
        """Whether the cells are those of ``wanted`` in some order."""
        if len(self.tokens) != len(wanted.tokens):
            return False
        if self.fractions is not None and wanted.fractions is not None:
            pair = np.sort(self.fractions), np.sort(wanted.fractions)
            return np.allclose(*pair, rtol=RTOL, atol=ATOL, equal_nan=True)
        return self.tokens == wanted.tokens or self.bag == wanted.bag


def _sort_of(token: Hashable) -> Sort:
    if isinstance(token, str):
        return {"\0": "bool", "\1": "date"}.get(token[:1], "text")  # type: ignore[return-value]
    return "number" if isinstance(token, float) else "other"


@dataclass(frozen=True)
class Table:
    """A value as columns: those of a frame (``width`` of them), then its index levels that say something."""

    kind: str
    labels: tuple[Hashable, ...]
    contents: tuple[Content, ...]
    width: int
    rows: int
    names: tuple[Hashable, ...] = ()

    @cached_property
    def cells(self) -> frozenset[Hashable]:
        """Every token of any column."""
        return frozenset().union(*(content.distinct for content in self.contents))

    @cached_property
    def spelled(self) -> frozenset[Hashable]:
        """The column labels, and the parts of tuples among them, as tokens."""
        parts = [part for label in self.labels for part in (label if isinstance(label, tuple) else (label,))]
        return frozenset(token_of(plain(part)) for part in parts[:_LABELS])

    @property
    def key(self) -> Hashable:
        """Equal for values of equal labels and cells (numbers to twelve digits), whatever their dtypes."""
        return self.kind, self.labels, self.names, self.width, self.rows, tuple(each.key for each in self.contents)


def table_of(value: Any, *, dates: bool = False) -> Table:
    """Read a value. ``dates``: text that spells ISO dates is read as dates (a person typed the example)."""
    found = from_live(value)
    columns = [*found.columns, *(values for _, values in found.levels)]
    labels = (*found.labels, *(label for label, _ in found.levels))
    contents = tuple(content_of(column, dates=dates) for column in columns)
    return Table(found.shape, labels, contents, len(found.columns), found.rows, found.names)


def content_of(column: Any, *, dates: bool = False) -> Content:
    """The tokens of a Series, index, array or list; of very long ones the first cells."""
    dtype = getattr(column, "dtype", None)
    kind = dtype.kind if isinstance(dtype, np.dtype) else "O"
    if kind in "iuf":
        numbers = np.asarray(column, dtype="float64")
        return _numbers(numbers[:_MOST])
    if kind == "b":
        return Content(["\0True" if cell else "\0False" for cell in np.asarray(column)[:_MOST].tolist()])
    if kind == "M":
        return Content([_moment(cell) for cell in np.asarray(column)[:_MOST].astype("M8[us]").astype("int64").tolist()])
    listed = column[:_MOST].tolist() if hasattr(column, "tolist") else list(column)[:_MOST]
    if all(type(cell) is str for cell in listed) and not dates:
        return Content(listed)
    return Content([token_of(cell, dates=dates) for cell in cells(listed, _MOST) if cell is not Ellipsis])


def token_of(cell: Any, *, dates: bool = False) -> Hashable:
    """One plain cell (see ``spec.kinds.plain``) as a token."""
    if cell is None:
        return None
    if isinstance(cell, str):
        return _day(cell) if dates and _DAY.fullmatch(cell) else cell
    if isinstance(cell, bool):
        return f"\0{cell}"
    if isinstance(cell, (int, float)):
        return _numbers(np.asarray([float(cell)])).tokens[0] if abs(cell) < 1e300 else float("inf")
    if hasattr(cell, "isoformat"):
        return _day(cell.isoformat())
    return cell if isinstance(cell, Hashable) else repr(cell)


def _day(text: str) -> str | None:
    try:
        return _moment(int(pd.Timestamp(text).to_datetime64().astype("M8[us]").astype("int64")))
    except ValueError:
        return text


def _moment(microseconds: int) -> str | None:
    return None if microseconds == _NO_DATE else f"\1{microseconds}"


def _numbers(values: np.ndarray[Any, np.dtype[np.float64]]) -> Content:
    whole = (values == np.rint(values)) | ~np.isfinite(values)
    key = fractions = None
    if not whole.all():
        key, fractions = hash((rounded(values, _EXACT) + 0.0).tobytes()), values
        values = np.where(whole, values, rounded(values, _DIGITS))
    listed: list[float | None] = (values + 0.0).tolist()
    return Content([None if cell != cell else cell for cell in listed], key, fractions)


def rounded(values: np.ndarray[Any, np.dtype[np.float64]], digits: int) -> Any:
    """Numbers to so many significant digits; zero and what is not finite stay."""
    with np.errstate(all="ignore"):
        power = np.where((values != 0) & np.isfinite(values), digits - 1 - np.floor(np.log10(np.abs(values))), 0.0)
        scale = 10.0 ** np.clip(power, -300, 300)
        return np.where(np.isfinite(scale), np.rint(values * scale) / scale, values)
