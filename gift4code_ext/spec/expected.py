"""The example of an :class:`Output`, whatever form it was given in, as labelled columns and how much it shows."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from gift4code_ext.spec.model import Output, Shape
from gift4code_ext.spec.values.keys import keys_of
from gift4code_ext.spec.values.kinds import shape
from gift4code_ext.spec.values.known import Foreign, class_name, hashes_safely, settled
from gift4code_ext.spec.values.slices import index_levels
from gift4code_ext.spec.values.types import canonical, shape_of_type

_LINES = ("series", "index", "array", "list")
_LONG = 10**6  # a longer range is not written out


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
    elif family == "list" and (stated in (None, "frame", "series") or (stated == "array" and _is_grid(example))):
        found = _from_rows(example, output, stated)
    else:
        found = from_live(example)
    return _with_parts(_with_levels(found, output), output)


def as_given(output: Output) -> Expected | None:
    """The example as the container it was given in, where :func:`expected` reads rows or columns of a table in it."""
    family = shape(output.example)
    return _with_parts(from_live(output.example), output) if family in ("dict", "list") else None


def from_live(example: Any) -> Expected:
    """Any value as columns, none of them a part. No code of a class that we do not know is run."""
    value, name = settled(example), class_name(example)
    family = "other" if type(value) is Foreign else shape(value)
    if family == "frame":
        pairs = _columns_of(value)
        labels, columns = tuple(label for label, _ in pairs), tuple(column for _, column in pairs)
        names = tuple(value.columns.names)
        return Expected("frame", labels, columns, index_levels(value.index), len(value), False, False, names=names)
    if family in _LINES and getattr(value, "ndim", 1) == 1:
        label = value.name if family in ("series", "index") and type(value).__name__ != "MultiIndex" else None
        levels = index_levels(value.index) if family == "series" else ()
        line = _listed(value) if family == "list" else value
        return Expected(family, (label,), (line,), levels, len(line), False, False, type=name)
    if family == "array" and value.ndim == 2:
        columns = tuple(value[:, place] for place in range(value.shape[1]))
        labels = tuple(range(len(columns)))
        return Expected("array", labels, columns, (), len(value), False, False, unlabelled=True, type=name)
    return Expected(family, (None,), ([value if family == "dict" else example],), (), 1, False, False, type=name)


def by_rows(table: Expected) -> Expected:
    """An array of two dimensions as a list of its rows; other tables as they are."""
    if not table.unlabelled:
        return table
    rows = [list(cells) for cells in zip(*map(list, table.columns), strict=True)]
    return replace(table, shape="list", labels=(None,), columns=(rows,), unlabelled=False)


def _columns_of(frame: Any) -> list[tuple[Hashable, Any]]:
    labels = frame.columns.tolist()
    if all(map(hashes_safely, labels)):
        return list(frame.items())
    return [(label, frame.iloc[:, place]) for place, label in enumerate(labels)]  # items() would hash them


def _listed(value: Any) -> Any:
    if isinstance(value, (set, frozenset)):
        return _in_some_order(value)
    return value if isinstance(value, range) and len(value) > _LONG else list(value)


def _in_some_order(cells: Collection[Any]) -> list[Any]:
    """The cells of a set in an order that two equal sets share."""
    keyed: list[tuple[Any, Any]] = list(zip(keys_of(cells), cells, strict=True))
    try:
        return [cell for _, cell in sorted(keyed, key=lambda pair: pair[0])]
    except TypeError:
        return [cell for _, cell in sorted(keyed, key=lambda pair: repr(pair[0]))]


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
    unordered = isinstance(example, (set, frozenset))
    rows = _in_some_order(example) if unordered else list(example)
    stated_labels = (*(output.index or ()), *(output.columns or ()))
    given = tuple(label for label in stated_labels if label is not Ellipsis)
    as_dicts = bool(rows) and all(isinstance(row, Mapping) or row is Ellipsis for row in rows)
    many = given or stated in ("frame", "array")
    as_rows = many and all(shape(row) in ("list", "array") or row is Ellipsis for row in rows)
    if (stated == "series" and not output.index) or not (as_dicts or as_rows):
        label = given[0] if len(given) == 1 else None
        family: Shape = "frame" if given and stated != "series" and len(given) == 1 else stated or "list"
        kind = class_name(example) if unordered else ""
        return Expected(family, (label,), (rows,), (), len(rows), False, False, type=kind)
    if as_dicts:
        labels = tuple(dict.fromkeys(label for row in rows if row is not Ellipsis for label in row))
        columns = [[... if row is Ellipsis else row.get(label) for row in rows] for label in labels]
        return Expected("frame", labels, tuple(columns), (), len(rows), False, False)
    width = max([len(row) for row in rows if row is not Ellipsis] + [len(given)])
    given = stated_labels if width == len(stated_labels) else given  # a cell for each `...` column too
    labels = tuple(islice((*given, *range(len(given), width)), width))
    columns = [
        [... if row is Ellipsis or place >= len(row) else row[place] for row in rows] for place in range(len(labels))
    ]
    return Expected("frame", labels, tuple(columns), (), len(rows), False, False, unlabelled=not given)


def _is_grid(example: Any) -> bool:
    """Whether these are rows of an array of two dimensions."""
    rows = [row for row in example if row is not Ellipsis]
    if not rows or not all(isinstance(row, (list, tuple)) for row in rows):
        return False
    return len(rows[0]) > 0 and len({len(row) for row in rows}) == 1


def _with_levels(found: Expected, output: Output) -> Expected:
    """The example with its first columns as the index levels that were stated."""
    count = len(output.index or ())
    if not count or found.live or found.shape != "frame" or found.labels[:count] != output.index:
        return found
    levels = tuple(zip(found.labels[:count], found.columns[:count], strict=True))
    labels = found.labels[count:]
    if output.type is not None and shape_of_type(canonical(output.type)) == "series" and len(labels) == 1:
        name = output.columns[0] if output.columns else None
        return replace(found, shape="series", labels=(name,), columns=found.columns[count:], levels=levels)
    return replace(found, labels=labels, columns=found.columns[count:], levels=levels)


def _with_parts(found: Expected, output: Output) -> Expected:
    keep = [place for place, label in enumerate(found.labels) if label is not Ellipsis]
    labels = tuple(found.labels[place] for place in keep)
    columns = tuple(found.columns[place] for place in keep)
    levels = found.levels
    rows = found.rows
    begins = output.partial == "head"
    wild = any(isinstance(column, list) and any(cell is Ellipsis for cell in column) for column in columns)
    if wild and columns and rows:
        typed = (*columns, *(values for _, values in levels))
        open_rows = {row for row in range(rows) if all(_is_wild(column, row) for column in typed)}
        if open_rows:  # a row of nothing but `...` says "and further rows"
            columns = tuple(_without(column, open_rows) for column in columns)
            levels = tuple((label, _without(values, open_rows)) for label, values in levels)
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
        levels=levels,
        rows=rows,
        part_rows=wild or more_rows if partial is None else bool(partial),
        part_columns=more_columns or (partial is True and found.shape == "frame"),
        begins=begins,
    )


def _without(column: Sequence[Any], rows: Collection[int]) -> list[Any]:
    return [cell for row, cell in enumerate(column) if row not in rows]


def _is_wild(column: Sequence[Any], row: int) -> bool:
    return isinstance(column, list) and column[row] is Ellipsis
