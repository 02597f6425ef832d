"""What is known of an expected output, and the expected output that an executed value makes, in each kind.

``facts`` compares what is stated of the output (example, columns, type, row count) with the live inputs: the computed
summary, which a small model reads instead of the cells. ``output`` states of a value what a person would have stated.
Both take time bounded by caps on rows and columns, whatever the size of the values, and raise for none.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from types import MappingProxyType
from typing import Any

from gift4code_ext.spec.expected import Expected, expected
from gift4code_ext.spec.inferring.executed import Shown, first_part, shown
from gift4code_ext.spec.inferring.facts import ROWS, as_source, column_facts, labelled_source, stated_column
from gift4code_ext.spec.inferring.sources import Source, sources
from gift4code_ext.spec.inferring.summary import summary_sentence
from gift4code_ext.spec.inferring.whole import Scan
from gift4code_ext.spec.model import ColumnFacts, Facts, Output, Rows, Shape, SpecKind, ValueKind
from gift4code_ext.spec.values.kinds import cells, type_name, value_kind
from gift4code_ext.spec.values.types import canonical, kind_of_dtype_name, kind_of_type, shape_of_type

__all__ = ["facts", "output", "summary_sentence", "type_name"]

_COLUMNS = 20
_WIDTH = 200  # columns of an example that are looked at
_KEYS = 12  # input columns tried in pairs


def facts(output: Output, inputs: Mapping[str, object]) -> Facts:
    """What is known of the expected output. Parts that are not stated stay None, ``"unknown"`` or empty.

    Args:
        inputs: live values by the name they are bound to, the principal one first.
    """
    columns, input_rows = sources(inputs)
    example = _example(output)
    stated = canonical(output.type) if output.type is not None else None
    family = (shape_of_type(stated) if stated else None) or (example.shape if example else None)
    if family is None and (output.columns or output.index):
        family = "frame"
    found = _columns(output, example, family, columns, input_rows)
    count = _row_count(output, example, family)
    known = family == "frame" and (output.columns is not None or (example is not None and not example.part_columns))
    return Facts(
        shape=family,
        type=stated or (type_name(output.example) if example is not None and example.live else None),
        kind=_kind(stated, example, family, found),
        rows=_rows(count, input_rows),
        row_count=count,
        per=_per(count, input_rows, example, found, columns),
        columns=found,
        columns_known=known and Ellipsis not in (output.columns or ()),
        part=example is not None and example.part_rows,
    )


def output(
    value: object,
    kind: SpecKind,
    inputs: Mapping[str, object] = MappingProxyType({}),
    *,
    name: str = "result",
    rows: int = 5,
) -> Output:
    """The expected output that a person would state who knows that ``value`` comes out. No live object is in it.

    *none*: nothing. *type*: the type, and the columns of a frame. *examples*: these, the names of index levels, and the
    first ``rows`` rows (see :mod:`executed`). *summary*: type, columns, the row count and the computed sentence.
    Columns past the 200th are ``...``. What an odd value does not show is left out.

    Args:
        inputs: live values by the name they are bound to, for the summary.
    """
    if kind is SpecKind.NONE:
        return Output(name)
    seen: Shown = shown(value, rows, _WIDTH)
    stated = Output(name, type=type_name(value), columns=seen.columns)
    if kind is SpecKind.EXAMPLES:
        return replace(
            stated, columns=seen.labels, index=seen.index, example=seen.example, partial=seen.partial, rows=seen.rows
        )
    if kind is SpecKind.SUMMARY:
        found = facts(Output(example=value), inputs)
        return replace(stated, rows=found.row_count, summary=summary_sentence(found) or None)
    return stated


def _example(output: Output) -> Expected | None:
    """The example with as many rows and columns as are looked at, and the number of those that it has."""
    head, rows = first_part(output.example, ROWS + 1, _WIDTH)
    found = expected(output if head is output.example else replace(output, example=head))
    if found is None or rows is None or found.rows < ROWS + 1:
        return found
    return replace(found, rows=rows)


def _columns(
    output: Output, example: Expected | None, family: Shape | None, columns: Sequence[Source], input_rows: int | None
) -> tuple[ColumnFacts, ...]:
    dtypes = output.dtypes or {}
    stated = tuple(label for label in output.columns or () if label is not Ellipsis)
    if example is None:
        levels = [(label, True) for label in output.index or ()]
        return tuple(
            replace(stated_column(label, kind_of_dtype_name(dtypes.get(label)), columns), level=level)
            for label, level in (*levels, *((label, False) for label in stated[:_COLUMNS]))
        )
    if example.shape == "dict" or (example.shape == "array" and example.unlabelled):
        return ()
    one, scan = family == "scalar", Scan()
    part = example.part_rows
    found = [
        column_facts(label, values, columns, scan, part=part, level=True, input_rows=input_rows)
        for label, values in example.levels
        if _worth_naming(label, values)
    ]
    shown = dict(zip(example.labels, example.columns, strict=True))
    duplicated = len(shown) < len(example.labels)
    if duplicated or family != "frame" or not stated or not set(stated) & set(shown):
        pairs: Iterable[tuple[Hashable, Any]] = zip(example.labels, example.columns, strict=True)
    else:
        pairs = ((label, shown.get(label)) for label in stated)
    for label, values in list(pairs)[:_COLUMNS]:
        if values is None:
            found.append(stated_column(label, kind_of_dtype_name(dtypes.get(label)), columns))
        else:
            values = values if example.live else as_source(values, labelled_source(label, columns))
            found.append(column_facts(label, values, columns, scan, part=part, input_rows=input_rows, one=one))
    return tuple(found)


def _worth_naming(label: Hashable, values: Any) -> bool:
    """Row numbers left over from a filter or a sort say nothing about the result; named levels and texts do."""
    return label is not None or value_kind(values) != "int"


def _row_count(output: Output, example: Expected | None, family: Shape | None) -> int | None:
    if output.rows is not None:
        return output.rows
    if example is None or example.part_rows or family in ("scalar", "dict", "other"):
        return None
    return example.rows


def _rows(count: int | None, input_rows: int | None) -> Rows:
    if count is None or input_rows is None:
        return "unknown"
    if count == input_rows:
        return "same"
    return "one" if count == 1 else "fewer" if count < input_rows else "more"


def _kind(
    stated: str | None, example: Expected | None, family: Shape | None, found: Sequence[ColumnFacts]
) -> ValueKind | None:
    if family in ("frame", "dict", "other", None):
        return None
    if example is not None:
        values = [column.kind for column in found if not column.level]
        return values[0] if len(values) == 1 else None
    return kind_of_type(stated) if stated else None


def _per(
    count: int | None,
    input_rows: int | None,
    example: Expected | None,
    found: Sequence[ColumnFacts],
    columns: Sequence[Source],
) -> tuple[Hashable, ...]:
    if count is None or input_rows is None or not 1 < count < input_rows or not columns:
        return ()
    frame = columns[0].frame
    keys = [column for column in columns if column.frame == frame]
    named = {column.label: column for column in found}

    def fits(group: Sequence[Source]) -> bool:
        """Whether the output can have one row for each value (pair) of ``group``, as far as it shows these columns."""
        shown = [named[column.label] for column in group if column.label in named]
        if len(shown) < len(group) or example is None:
            return True
        if len(group) == 1 and not example.part_rows:
            return "unique" in shown[0].flags and shown[0].relation in ("inside", "same")
        return len(group) == 1 or example.part_rows or _distinct_pairs(example, group) == count

    singles = [(key,) for key in keys if len(key.distinct) == count and key.settled]
    best = _best([group for group in singles if fits(group)], named)
    if best or any(column.label in named for group in singles for column in group if fits(group)):
        return best
    factors = [key for key in keys if 1 < len(key.distinct) < count and key.settled]
    factors.sort(key=lambda key: key.label not in named)
    pairs = [
        group
        for group in combinations(factors[:_KEYS], 2)
        if len(group[0].distinct) * len(group[1].distinct) >= count and _pair_count(*group) == count and fits(group)
    ]
    return _best(pairs, named)


def _best(groups: Sequence[Sequence[Source]], named: Mapping[Hashable, ColumnFacts]) -> tuple[Hashable, ...]:
    """The group whose labels the output carries; without one the only group; of several unnamed ones none."""
    carried = [group for group in groups if all(column.label in named for column in group)]
    chosen = carried[:1] or (list(groups) if len(groups) == 1 else [])
    return tuple(column.label for column in chosen[0]) if chosen else ()


def _pair_count(left: Source, right: Source) -> int:
    return len({pair for pair in zip(left.cells, right.cells, strict=False) if None not in pair})


def _distinct_pairs(example: Expected, group: Sequence[Source]) -> int:
    shown = dict((*example.levels, *zip(example.labels, example.columns, strict=True)))
    return len(set(zip(*(cells(shown[column.label], 1000) for column in group), strict=False)))
