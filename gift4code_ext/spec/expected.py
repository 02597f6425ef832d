"""The example of an :class:`Output`, whatever form it was given in, as labelled columns and how much it shows."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from gift4code_ext.spec.kinds import kind_of_cells, plain, shape, type_name
from gift4code_ext.spec.model import Output, Shape
from gift4code_ext.spec.read import index_levels
from gift4code_ext.spec.types import canonical, shape_of_type

_LINES = ("series", "index", "array", "list")


@dataclass(frozen=True)
class Expected:
    """An example read as columns.

    Attributes:
        columns: the values labelled ``labels[i]``: a Series, an array or a list whose cells may be ``...`` (any cell).
            Scalars have one column of one value.
        levels: index levels worth naming, as ``(label, values)``.
        part_rows, part_columns: the result may have further rows / columns.
        unlabelled: rows typed without column labels, which are then only positions.
        names: the names of the column labels themselves (``frame.columns.names``).
        type: of a live value.
        begins: the rows shown are the first of the result.
    """

    shape: Shape
    labels: tuple[Hashable, ...]
    columns: tuple[Any, ...]
    levels: tuple[tuple[Hashable, Any], ...]
    rows: int
    part_rows: bool
    part_columns: bool
    unlabelled: bool = False
    names: tuple[Hashable, ...] = ()
    type: str = ""
    begins: bool = False

    @property
    def live(self) -> bool:
        """Whether the example is a pandas or numpy object or a scalar, not rows or columns that a person typed."""
        typed_forms = self.shape in ("frame", "series", "list")
        return not typed_forms or any(not isinstance(column, list) for column in self.columns)


def expected(output: Output) -> Expected | None:
    """Read ``output.example``; None when there is none."""
    example = output.example
    if example is None or example is Ellipsis:
        return None
    family, stated = shape(example), shape_of_type(canonical(output.type)) if output.type is not None else None
    if family == "dict" and stated != "dict":
        found = _from_mapping(example, stated)
    elif family == "list" and stated in (None, "frame", "series"):
        found = _from_rows(example, output, stated)
    else:
        found = from_live(example)
    return _with_parts(found, output)


def from_live(example: Any) -> Expected:
    """Any value as columns, none of them a part."""
    family = shape(example)
    if family == "frame":
        pairs = list(example.items())
        labels, columns = tuple(label for label, _ in pairs), tuple(column for _, column in pairs)
        names = tuple(example.columns.names)
        return Expected("frame", labels, columns, index_levels(example.index), len(example), False, False, names=names)
    name = type_name(example)
    if family in _LINES and getattr(example, "ndim", 1) == 1:
        label = example.name if family in ("series", "index") and type(example).__name__ != "MultiIndex" else None
        levels = index_levels(example.index) if family == "series" else ()
        values = (_in_some_order(example) if "set" in name else list(example)) if family == "list" else example
        return Expected(family, (label,), (values,), levels, len(example), False, False, type=name)
    if family == "array" and example.ndim == 2:
        columns = tuple(example[:, place] for place in range(example.shape[1]))
        labels = tuple(range(len(columns)))
        return Expected("array", labels, columns, (), len(example), False, False, unlabelled=True, type=name)
    return Expected(family, (None,), ([example],), (), 1, False, False, type=name)


def _in_some_order(cells: Collection[Any]) -> list[Any]:
    """The cells of a set in an order that two equal sets share."""
    tokens = [plain(cell) for cell in cells]
    if kind_of_cells(tokens) in ("int", "float", "str", "date") and None not in tokens:
        return [cell for _, cell in sorted(zip(tokens, cells, strict=True), key=lambda pair: pair[0])]
    return [cell for _, cell in sorted(zip(tokens, cells, strict=True), key=lambda pair: repr(pair[0]))]


def _from_mapping(example: Mapping[Hashable, Any], stated: Shape | None) -> Expected:
    if stated == "series":
        keys, values = list(example), list(example.values())
        return Expected("series", (None,), (values,), ((None, keys),), len(values), False, False)
    columns = {label: cells for label, cells in example.items() if shape(cells) in _LINES}
    if (not columns and stated != "frame") or any(
        label not in columns and shape(cells) != "scalar" and cells is not Ellipsis for label, cells in example.items()
    ):
        return Expected("dict", (None,), ([example],), (), 1, False, False)
    rows = max((len(cells) for cells in columns.values()), default=1)
    filled = [_padded(columns.get(label, [cell] * rows), rows) for label, cell in example.items()]
    return Expected("frame", tuple(example), tuple(filled), (), rows, False, False)


def _padded(cells: Any, rows: int) -> list[Any]:
    return [*cells, *([...] * (rows - len(cells)))]


def _from_rows(example: Any, output: Output, stated: Shape | None) -> Expected:
    rows = list(example)
    given = tuple(label for label in output.columns or () if label is not Ellipsis)
    as_dicts = bool(rows) and all(isinstance(row, Mapping) or row is Ellipsis for row in rows)
    as_rows = (given or stated == "frame") and all(shape(row) in ("list", "array") or row is Ellipsis for row in rows)
    if stated == "series" or not (as_dicts or as_rows):
        label = given[0] if len(given) == 1 else None
        family: Shape = "frame" if given and stated != "series" and len(given) == 1 else stated or "list"
        return Expected(family, (label,), (rows,), (), len(rows), False, False)
    if as_dicts:
        labels = tuple(dict.fromkeys(label for row in rows if row is not Ellipsis for label in row))
        columns = [[... if row is Ellipsis else row.get(label) for row in rows] for label in labels]
        return Expected("frame", labels, tuple(columns), (), len(rows), False, False)
    width = max([len(row) for row in rows if row is not Ellipsis] + [len(given)])
    labels = tuple(islice((*given, *range(len(given), width)), width))
    columns = [
        [... if row is Ellipsis or place >= len(row) else row[place] for row in rows] for place in range(len(labels))
    ]
    return Expected("frame", labels, tuple(columns), (), len(rows), False, False, unlabelled=not given)


def _with_parts(found: Expected, output: Output) -> Expected:
    keep = [place for place, label in enumerate(found.labels) if label is not Ellipsis]
    labels = tuple(found.labels[place] for place in keep)
    columns = tuple(found.columns[place] for place in keep)
    rows = found.rows
    begins = output.partial == "head"
    wild = any(isinstance(column, list) and any(cell is Ellipsis for cell in column) for column in columns)
    if wild and columns and rows:
        open_rows = {row for row in range(rows) if all(_is_wild(column, row) for column in columns)}
        if open_rows:  # a row of nothing but `...` says "and further rows"
            columns = tuple([cell for row, cell in enumerate(column) if row not in open_rows] for column in columns)
            begins = begins or open_rows == {rows - 1}
            rows -= len(open_rows)
    more_rows = output.rows is not None and output.rows > rows
    stated = output.columns or ()
    more_columns = found.shape == "frame" and (
        len(keep) < len(found.labels)
        or Ellipsis in stated
        or (len(stated) > len(labels) and set(labels) <= set(stated))
    )
    partial = output.partial
    return replace(
        found,
        labels=labels,
        columns=columns,
        rows=rows,
        part_rows=wild or more_rows if partial is None else bool(partial),
        part_columns=more_columns or (partial is True and found.shape == "frame"),
        begins=begins,
    )


def _is_wild(column: Sequence[Any], row: int) -> bool:
    return isinstance(column, list) and column[row] is Ellipsis
