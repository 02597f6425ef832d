"""What may leave the kernel: the one place that applies a privacy level.

What :func:`share` returns is all that a prompt may be made of. Each level lets out what those before it do, and more:

* ``anonymous``: no name and no value: frames become ``d0``, columns ``c0``, new output columns ``n0``; the words of the
  intent stay.
* ``names``: names of frames and columns.
* ``schema`` (default): dtypes, facts of columns, the computed summary.
* ``shape``: numbers of rows and columns.
* ``masked``: a few rows in which every value is a stand-in of the same form, the same everywhere in one request.
* ``rows``: a few rows as they are.

``slots/1`` is told kinds and facts at ``anonymous`` too, of numbered columns (see ``generation.prompt``).
"""

from __future__ import annotations

import secrets
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.spec.equal import first
from gift4code_ext.spec.expected import expected
from gift4code_ext.spec.kinds import plain
from gift4code_ext.spec.mask import Mask
from gift4code_ext.spec.model import Column, ColumnFacts, Facts, Output, Spec, Variable
from gift4code_ext.spec.read import cell_text

ROWS = 3
_COLUMNS = 20


class Level(str, Enum):
    """What may leave, from least to most."""

    ANONYMOUS = "anonymous"
    NAMES = "names"
    SCHEMA = "schema"
    SHAPE = "shape"
    MASKED = "masked"
    ROWS = "rows"

    @classmethod
    def of(cls, stated: Level | str) -> Level:
        """The level of that name.

        Raises:
            LevelError: there is none.
        """
        try:
            return cls(stated)
        except ValueError:
            names = ", ".join(level.value for level in cls)
            raise LevelError(f"{str(stated)!r} is no privacy level; choose one of {names}.") from None

    def lets(self, other: Level) -> bool:
        """Whether this level lets out all that ``other`` does."""
        order = list(Level)
        return order.index(self) >= order.index(other)


class LevelError(Gift4CodeError):
    """A privacy level that does not exist."""


def share(spec: Spec, level: Level | str = Level.SCHEMA, *, rows: int = ROWS) -> Spec:
    """The part of a request that may leave the kernel at ``level``. No live object is in it.

    Args:
        rows: rows shown of each input and of the example, at the levels ``masked`` and ``rows``.
    """
    level = Level.of(level)
    mask = Mask(secrets.token_hex(16)) if level is Level.MASKED else None
    shown = replace(
        spec,
        inputs=tuple(_variable(variable, level, mask, rows) for variable in spec.inputs),
        output=_output(spec.output, level, mask, rows),
        facts=spec.facts if level.lets(Level.SCHEMA) else _names_of_facts(spec.facts),
    )
    return _anonymous(shown) if level is Level.ANONYMOUS else shown


def _variable(variable: Variable, level: Level, mask: Mask | None, rows: int) -> Variable:
    sample: tuple[tuple[str, ...], ...] = ()
    text = variable.text if variable.shape == "dict" else ""
    if level.lets(Level.MASKED):
        sample = tuple(tuple(mask.text(cell) if mask else cell for cell in row) for row in variable.sample[:rows])
        text = text or (mask.text(variable.text) if mask else variable.text)
    seen = {cell for row in sample for cell in row} if level is Level.ROWS else set()
    return replace(
        variable,
        shape_of=variable.shape_of if level.lets(Level.SHAPE) else (),
        columns=tuple(_column(column, level, seen) for column in variable.columns),
        columns_total=variable.columns_total if level.lets(Level.SHAPE) else 0,
        index=tuple(_column(column, level, seen) for column in variable.index),
        sample=sample,
        text=text if level.lets(Level.SCHEMA) else "",
    )


def _column(column: Column, level: Level, seen: set[str]) -> Column:
    if not level.lets(Level.SCHEMA):
        return Column(column.label, "", "other")
    return replace(column, values=tuple(value for value in column.values if cell_text(value) in seen))


def _output(output: Output, level: Level, mask: Mask | None, rows: int) -> Output:
    """The stated output without a live object: its example as a few rows or not at all."""
    bare = replace(output, example=None, partial=None)
    if not level.lets(Level.SCHEMA):
        bare = replace(bare, dtypes=None)
    found = expected(output)
    if found is None or not level.lets(Level.MASKED) or found.shape in ("dict", "other"):
        return bare
    columns = [*(values for _, values in found.levels), *found.columns][:_COLUMNS]
    labels = (*(label for label, _ in found.levels), *found.labels)[:_COLUMNS]
    cells = [[_shown(cell, mask) for cell in first(values, rows)] for values in columns]
    partial = True if found.part_rows or found.part_columns or found.rows > rows else None
    if found.shape == "scalar":
        return replace(bare, example=cells[0][0])
    if found.shape in ("frame", "series") and (found.shape == "frame" or found.levels):
        kept = bare.columns if found.part_columns and bare.columns is not None else labels
        example: Any = dict(zip(labels, cells, strict=True)) if kept != labels else tuple(zip(*cells, strict=True))
        return replace(bare, columns=kept, example=example, partial=partial)
    return replace(bare, example=cells[0], partial=partial)


def _shown(cell: Any, mask: Mask | None) -> Any:
    if cell is Ellipsis:
        return cell
    token = plain(cell)
    if token is None:
        return None
    if mask is not None:
        return mask.value(token) if isinstance(token, (str, bool, int, float)) else mask.text(cell_text(cell))
    return token if isinstance(token, (bool, int, float)) else cell_text(cell)


def _names_of_facts(facts: Facts) -> Facts:
    return Facts(
        shape=facts.shape,
        type=facts.type,
        kind=None,
        columns=tuple(ColumnFacts(column.label, "other", column.level) for column in facts.columns),
        columns_known=facts.columns_known,
    )


@dataclass(frozen=True)
class _Names:
    frames: Mapping[str, str]
    labels: Mapping[Hashable, str]

    def label(self, label: Hashable) -> Hashable:
        return label if label is Ellipsis or label is None else self.labels[label]


def _anonymous(spec: Spec) -> Spec:
    known: dict[Hashable, str] = {}
    for variable in spec.inputs:
        for column in (*variable.columns, *variable.index):
            if column.label is not None:
                known.setdefault(column.label, f"c{len(known)}")
    stated = [*(spec.output.columns or ()), *(column.label for column in spec.facts.columns)]
    new = [label for label in dict.fromkeys(stated) if label not in (*known, None, ...)]
    names = _Names(
        {variable.name: f"d{place}" for place, variable in enumerate(spec.inputs)},
        {**known, **{label: f"n{place}" for place, label in enumerate(new)}},
    )
    columns = spec.output.columns
    return replace(
        spec,
        inputs=tuple(_renamed(variable, names) for variable in spec.inputs),
        output=Output(
            type=spec.output.type,
            columns=None if columns is None else tuple(names.label(label) for label in columns),
            rows=spec.output.rows,
            ordered=spec.output.ordered,
        ),
        context="",
        facts=replace(
            spec.facts, columns=tuple(replace(column, label=names.label(column.label)) for column in spec.facts.columns)
        ),
    )


def _renamed(variable: Variable, names: _Names) -> Variable:
    return replace(
        variable,
        name=names.frames[variable.name],
        columns=tuple(replace(column, label=names.label(column.label)) for column in variable.columns),
        index=tuple(replace(column, label=names.label(column.label)) for column in variable.index),
    )
