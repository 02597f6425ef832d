"""The nouns of the specification: what goes in, what must come out, and what is known about both.

Everything here is frozen and holds plain Python values, so a specification can be compared, cached and shown.
Only :attr:`Output.example` may hold a live object (the person's expected value).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Literal

ValueKind = Literal[
    "int", "float", "bool", "str", "date", "delta", "cat", "period", "interval", "list", "dict", "mixed", "other"
]
"""What the values of a column are, whatever dtype holds them (nullable, Arrow and object dtypes are looked through)."""

Shape = Literal["frame", "series", "index", "array", "list", "dict", "scalar", "other"]
"""The family of a value: pandas objects, numpy arrays, Python containers, single values, anything else."""

Order = Literal["asc", "desc", ""]
Relation = Literal["same", "inside", "new", "unknown"]
Rows = Literal["same", "fewer", "more", "one", "unknown"]


class SpecKind(str, Enum):
    """The specification kinds of GIFT4Code (arXiv 2402.08073): none, type, I/O examples, I/O summary."""

    NONE = "none"
    TYPE = "type"
    EXAMPLES = "examples"
    SUMMARY = "summary"


@dataclass(frozen=True)
class Column:
    """One column (or index level, or the values of a Series) as read from a bounded number of rows.

    ``facts`` uses the words: ``unique`` ``few`` (at most 20 distinct and fewer than half the rows) ``null`` ``sorted``
    ``neg`` (negative numbers) ``whole`` (floats without fraction) ``numtext`` (text that reads as numbers)
    ``moneytext`` (numbers with currency signs, thousands separators or percent signs) ``datetext`` (text that reads as
    dates) ``spaces`` (text with outer blanks) ``constant``.
    ``values`` are distinct non-null values of text, category and boolean columns, capped, in order of appearance.
    They stay in the kernel unless ``share`` lets them out.
    ``note`` is what a person wrote about the column.
    """

    label: Hashable
    dtype: str
    kind: ValueKind
    facts: tuple[str, ...] = ()
    values: tuple[Any, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Variable:
    """A live value as the assistant sees it.

    ``shape_of``: ``(rows, columns)`` for frames, ``(length,)`` for one-dimensional values, ``()`` for scalars.
    ``columns`` may be fewer than ``columns_total`` (a cap). ``index`` is empty for a default RangeIndex.
    ``sample`` holds up to a few rows as ``(cells...)`` of capped text, in the order of ``columns``.
    """

    name: str
    type: str
    shape: Shape
    shape_of: tuple[int, ...] = ()
    columns: tuple[Column, ...] = ()
    columns_total: int = 0
    index: tuple[Column, ...] = ()
    sample: tuple[tuple[str, ...], ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Output:
    """What must come out. Every part is optional; what is absent is not checked.

    Args:
        name: variable the cell must bind.
        type: e.g. ``"pandas.DataFrame"``, ``"pandas.Series"``, ``"float"``, ``"list"``.
        columns: labels of the result, in order.
        dtypes: label -> dtype name, or a sequence along ``columns``.
        rows: number of rows.
        example: the expected value or a part of it: a live object, a mapping of columns, or rows;
            ``...`` stands for any cell.
        summary: a sentence about the result.
        ordered: whether row order matters; ``None`` lets the checker decide.
        partial: whether ``example`` is only a part: ``True`` means rows that stand anywhere in the result, ``"head"``
            its first rows. ``None`` lets the checker decide from ``rows``, ``columns`` and ``...``; a last row of
            ``...`` says that the rows before it are the first ones.
        index: labels of the index levels that each row of ``example`` begins with, or its mapping's first keys.
    """

    name: str = "result"
    type: str | None = None
    columns: tuple[Hashable, ...] | None = None
    dtypes: Mapping[Hashable, str] | None = None
    rows: int | None = None
    example: Any = None
    summary: str | None = None
    ordered: bool | None = None
    partial: bool | Literal["head"] | None = None
    index: tuple[Hashable, ...] | None = None

    def __post_init__(self) -> None:
        columns: object = self.columns  # people pass lists, and one label as text
        if isinstance(columns, Iterable) and not isinstance(columns, tuple):
            object.__setattr__(self, "columns", (columns,) if isinstance(columns, str) else tuple(columns))
        index: object = self.index
        if isinstance(index, Iterable) and not isinstance(index, tuple):
            object.__setattr__(self, "index", (index,) if isinstance(index, str) else tuple(index))
        dtypes: object = self.dtypes
        if isinstance(dtypes, Iterable) and not isinstance(dtypes, Mapping):
            along = tuple(dtypes)
            if self.columns is None or len(along) != len(self.columns):
                raise ValueError("dtypes given as a sequence needs columns of the same length")
            object.__setattr__(self, "dtypes", dict(zip(self.columns, along, strict=True)))

    @property
    def given(self) -> bool:
        """Whether anything beyond the name was stated."""
        return any(
            part is not None
            for part in (
                self.type,
                self.columns,
                self.dtypes,
                self.rows,
                self.example,
                self.summary,
                self.ordered,
                self.index,
            )
        )


@dataclass(frozen=True)
class ColumnFacts:
    """What code can tell about one output column against the inputs (the computed summary).

    ``source`` is ``(frame name, label)`` of the input column it comes from: the one of the same label, else one that
    holds the same or all of its values. ``relation``: ``same`` values in the same order; ``inside``: every value occurs
    in the source; ``new``: other values. ``flags``: ``unique`` ``whole`` ``frac`` (floats with fractions) ``null``
    ``max`` / ``min`` (holds the source's extreme) ``above`` / ``below`` (beyond the source's extremes) ``small`` (whole
    numbers no larger than the input's row count) ``neg`` ``const``. ``kind`` is ``other`` where nothing tells it.
    """

    label: Hashable
    kind: ValueKind
    level: bool = False
    source: tuple[str, Hashable] | None = None
    relation: Relation = "unknown"
    order: Order = ""
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    """The computed summary: what is known of the expected output, from the specification and the live inputs alone.

    ``rows`` relates the output's row count to the first input's; ``row_count`` is the number when it is known.
    ``per`` are input columns (labels, at most two together) whose number of distinct values or pairs equals the row
    count. ``part``: only some of the rows were shown, so ``columns`` tell nothing that further rows could undo.
    """

    shape: Shape | None = None
    type: str | None = None
    kind: ValueKind | None = None
    rows: Rows = "unknown"
    row_count: int | None = None
    per: tuple[Hashable, ...] = ()
    columns: tuple[ColumnFacts, ...] = ()
    columns_known: bool = False
    part: bool = False


@dataclass(frozen=True)
class Spec:
    """One request: the words, the live inputs as read, and the expected output."""

    intent: str
    inputs: tuple[Variable, ...] = ()
    output: Output = field(default_factory=Output)
    context: str = ""
    facts: Facts = field(default_factory=Facts)
