"""What may leave the kernel: the one place that applies a privacy level.

What :func:`share` returns is all that a prompt may be made of. Each level lets out what those before it do, and more:

* ``anonymous``: no name and no value: frames become ``d0``, columns ``c0``, new output columns ``n0``; the words of the
  intent stay.
* ``names``: names of frames and columns, and what was noted on them.
* ``schema`` (default): dtypes, facts of columns, the computed summary.
* ``shape``: numbers of rows and columns.
* ``masked``: a few rows in which every value is a stand-in of the same form, the same everywhere in one request.
* ``rows``: a few rows as they are.

Frames and columns can have levels of their own, see :class:`gift4code_ext.spec.sharing.Sharing`. They hold for the
output too: a column of the result has the level of the input column that it is or whose values it holds, cells of one
that comes from no column known have the lowest level of all columns, and a label that holds a name that is kept back is
kept back as well. Cells that may not leave are ``(not shown)`` among the rows of an input and ``...`` in the example.
Code of earlier cells leaves with the names, and only if none is kept back.

``slots/1`` numbers every name and writes no value; :func:`linkable` is what it may be made of.
"""

from __future__ import annotations

import builtins
import secrets
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import Any

from gift4code_ext.spec.comparing.equal import first
from gift4code_ext.spec.expected import Expected, expected
from gift4code_ext.spec.model import Column, ColumnFacts, Facts, Output, Spec, Variable
from gift4code_ext.spec.privacy.levels import Levels, levels
from gift4code_ext.spec.privacy.mask import Mask
from gift4code_ext.spec.privacy.stand_ins import renamed, stand_ins
from gift4code_ext.spec.read import cell_text
from gift4code_ext.spec.sharing import ROWS, Level, LevelError, Sharing
from gift4code_ext.spec.values import dtype_names
from gift4code_ext.spec.values.kinds import plain
from gift4code_ext.spec.values.types import canonical, shape_of_type

__all__ = ["ROWS", "Level", "LevelError", "Sharing", "linkable", "share"]

NOT_SHOWN = "(not shown)"
_COLUMNS = 20
_PUBLIC = ("pandas", "numpy", "datetime", "decimal", "fractions", "collections")
_SECRET = secrets.token_hex(16)


def share(spec: Spec, stated: Sharing | Level | str = Level.SCHEMA) -> Spec:
    """The part of a request that may leave the kernel. No live object is in it.

    The intent is in it as typed; ``generation.prompt`` puts stand-ins for the names in it that are kept back.

    Raises:
        LevelError: an unknown level, or one of a frame or column that is not there.
    """
    found = levels(spec.inputs, Sharing.of(stated))
    mask = Mask(_salt(spec))
    lowered = replace(
        spec,
        inputs=tuple(_variable(variable, found, mask) for variable in spec.inputs),
        output=_output(spec, found, mask),
        facts=_facts(spec.facts, found),
        context="" if found.hides else spec.context,
    )
    return renamed(lowered, stand_ins(spec, found))


def linkable(spec: Spec, stated: Sharing | Level | str = Level.SCHEMA) -> Spec:
    """What ``slots/1`` may tell; labels and cell values stay in it, for linking only: that template writes neither.

    Kinds and facts are told from ``schema`` on, and at ``anonymous``, where they are those of numbers.

    Raises:
        LevelError: an unknown level, or one of a frame or column that is not there.
    """
    found = levels(spec.inputs, Sharing.of(stated))
    return replace(
        spec,
        inputs=tuple(_linkable(variable, found) for variable in spec.inputs),
        output=replace(spec.output, summary=None) if found.request is Level.ANONYMOUS else spec.output,
        facts=_facts(spec.facts, found, numbered=True),
    )


def _salt(spec: Spec) -> str:
    """Unguessable, and the same whenever the same is asked in this process: a preview is what will be sent."""
    return "\0".join([_SECRET, spec.intent, *(variable.name for variable in spec.inputs)])


def _variable(variable: Variable, found: Levels, mask: Mask) -> Variable:
    level, rows = found.frames[variable.name], found.sharing.rows
    own = [found.of_column(variable.name, column.label) for column in variable.columns]
    in_rows = level.lets(Level.MASKED)
    sample = variable.sample[:rows]
    cells: list[tuple[str, ...]] = list(zip(*sample, strict=True)) or [() for _ in own]
    is_shown = in_rows and any(each.lets(Level.MASKED) for each in own)
    return replace(
        variable,
        type=_public(variable.type) or "object" if level is Level.ANONYMOUS else variable.type,
        shape_of=variable.shape_of if level.lets(Level.SHAPE) else (),
        columns=tuple(
            _column(variable.name, column, found, _values(column, held, each, mask, rows, in_rows=in_rows))
            for column, held, each in zip(variable.columns, cells, own, strict=True)
        ),
        columns_total=variable.columns_total if level.lets(Level.SHAPE) else 0,
        index=tuple(_index(variable.name, column, found, mask, in_rows=in_rows) for column in variable.index),
        sample=tuple(tuple(map(_text, row, own, [mask] * len(own))) for row in sample) if is_shown else (),
        text=_held(variable, level, mask),
    )


def _public(name: str | None) -> str | None:
    """The name of a type that everybody has; None for one that somebody wrote."""
    stated = canonical(name) if name is not None else ""
    is_public = stated.partition(".")[0] in _PUBLIC or shape_of_type(stated) is not None or hasattr(builtins, stated)
    return name if is_public else None


def _index(frame: str, column: Column, found: Levels, mask: Mask, *, in_rows: bool) -> Column:
    level = found.of_column(frame, column.label)
    return _column(frame, column, found, _values(column, (), level, mask, found.sharing.rows, in_rows=in_rows))


def _column(frame: str, column: Column, found: Levels, values: tuple[Any, ...]) -> Column:
    level = found.of_column(frame, column.label)
    note = found.notes.get((frame, column.label), "") if level.lets(Level.NAMES) else ""
    if not level.lets(Level.SCHEMA):
        return Column(column.label, "", "other", note=note)
    return replace(column, dtype=dtype_names.told(column.dtype, column.kind), values=values, note=note)


def _values(
    column: Column, cells: Sequence[str], level: Level, mask: Mask, rows: int, *, in_rows: bool
) -> tuple[Any, ...]:
    """Values named with a column: those in the rows shown; a few where the column may show them but its frame none."""
    if in_rows:
        return tuple(value for value in column.values if cell_text(value) in cells) if level is Level.ROWS else ()
    if not level.lets(Level.MASKED):
        return ()
    texts = cells or [cell_text(value) for value in column.values[:rows]]
    return tuple(dict.fromkeys(_text(text, level, mask) for text in texts if text))


def _text(text: str, level: Level, mask: Mask) -> str:
    if level is Level.ROWS:
        return text
    return mask.text(text) if level is Level.MASKED else NOT_SHOWN


def _held(variable: Variable, level: Level, mask: Mask) -> str:
    """The types in a dictionary, or a single value."""
    if variable.shape == "dict":
        return variable.text if level.lets(Level.SCHEMA) else ""
    return _text(variable.text, level, mask) if level.lets(Level.MASKED) else ""


def _output(spec: Spec, found: Levels, mask: Mask) -> Output:
    """The stated output without a live object: its example as a few rows or not at all."""
    output = spec.output
    level_of, level_of_cells = _by_label(spec.facts, found.of_output), _by_label(spec.facts, found.of_cells)
    dtypes = {label: dtype for label, dtype in (output.dtypes or {}).items() if level_of(label).lets(Level.SCHEMA)}
    bare = replace(
        output,
        type=_public(output.type) if found.request is Level.ANONYMOUS else output.type,
        dtypes=dtypes or None,
        example=None,
        partial=None,
        summary=None if found.request is Level.ANONYMOUS else output.summary,
    )
    shown = expected(output)
    if shown is None or shown.shape in ("dict", "other"):
        return bare
    pairs = (*shown.levels, *zip(shown.labels, shown.columns, strict=True))[:_COLUMNS]
    own = [level_of_cells(label) for label, _ in pairs]
    if not any(level.lets(Level.MASKED) for level in own):
        return bare
    rows = found.sharing.rows
    cells = [
        [_cell(cell, level, mask) for cell in first(values, rows)]
        for (_, values), level in zip(pairs, own, strict=True)
    ]
    return _with_example(bare, shown, cells, rows)


def _with_example(bare: Output, shown: Expected, cells: list[list[Any]], rows: int) -> Output:
    if shown.shape == "scalar":
        return replace(bare, example=cells[0][0])
    is_part = shown.part_rows or shown.part_columns or shown.rows > rows
    begins = shown.begins or not (shown.part_rows or shown.part_columns)
    bare = replace(bare, partial=("head" if begins else True) if is_part else None)
    if shown.shape not in ("frame", "series") or (shown.shape == "series" and not shown.levels):
        return replace(bare, example=cells[0])
    levels = tuple(label for label, _ in shown.levels)
    labels = (*levels, *shown.labels)[: len(cells)]
    own = labels[len(levels) :]
    columns = own if len(own) == len(shown.labels) else (*own, ...)
    if shown.part_columns and bare.columns is not None:
        columns = bare.columns
    example: Any = tuple(zip(*cells, strict=True)) if columns == own else dict(zip(labels, cells, strict=True))
    return replace(bare, index=levels or None, columns=columns, example=example)


def _by_label(
    known: Facts, of: Callable[[Hashable, tuple[str, Hashable] | None], Level]
) -> Callable[[Hashable], Level]:
    """The level of an output column by its label; where several have that label, as those without one, the lowest."""
    found: dict[Hashable, Level] = {}
    for column in known.columns:
        level = of(column.label, column.source)
        found[column.label] = Level.lowest((level, found.get(column.label, level)))
    return lambda label: found[label] if label in found else of(label, None)


def _cell(cell: Any, level: Level, mask: Mask) -> Any:
    if cell is Ellipsis or not level.lets(Level.MASKED):
        return ...
    token = plain(cell)
    if token is None:
        return None
    if isinstance(token, (bool, int, float)):
        return mask.value(token) if level is Level.MASKED else token
    return _text(cell_text(cell), level, mask)


def _facts(known: Facts, found: Levels, *, numbered: bool = False) -> Facts:
    """The computed summary as far as the levels of what it speaks of go; ``numbered`` tells what is kept back too."""

    def tells(level: Level) -> bool:
        return level.lets(Level.SCHEMA) or (numbered and level is Level.ANONYMOUS)

    if found.request is Level.ANONYMOUS and not numbered:
        known = replace(known, type=_public(known.type))
    columns = tuple(
        column if tells(found.of_facts(column)) else ColumnFacts(column.label, "other", column.level)
        for column in known.columns
    )
    values = [found.of_facts(column) for column in known.columns] or [found.request]
    kind = known.kind if tells(Level.lowest(values)) else None
    if not tells(found.principal):
        return Facts(known.shape, known.type, kind, columns=columns, columns_known=known.columns_known)
    is_per_told = all(tells(found.of_output(label)) for label in known.per)
    return replace(known, kind=kind, per=known.per if is_per_told else (), columns=columns)


def _linkable(variable: Variable, found: Levels) -> Variable:
    return replace(
        variable,
        columns=tuple(_linkable_column(variable.name, column, found) for column in variable.columns),
        index=tuple(
            _linkable_column(variable.name, column, found)
            for column in variable.index
            if column.label is not None or found.frames[variable.name] is not Level.NAMES
        ),
    )


def _linkable_column(frame: str, column: Column, found: Levels) -> Column:
    level = found.of_column(frame, column.label)
    note = "" if level is Level.ANONYMOUS else found.notes.get((frame, column.label), "")
    if level is Level.NAMES:
        return Column(column.label, "", "other", values=column.values, note=note)
    return replace(column, note=note)
