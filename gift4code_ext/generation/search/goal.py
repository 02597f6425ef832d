"""What the search is after: the expected example as content, and how far a value is from it."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gift4code_ext.generation.search.content import Content, Table, content_of, table_of
from gift4code_ext.spec.check import check
from gift4code_ext.spec.expected import expected
from gift4code_ext.spec.model import Output, Shape
from gift4code_ext.spec.values.types import canonical, shape_of_type

ACCEPT = 3
_FAR = 3.0  # the gap of a value that holds nothing of a wide goal
_STEP = 1.4  # that of a single missing column, which takes about a step to make
_ROWS_OFF = 0.4


@dataclass(frozen=True)
class Goal:
    """The example of an output, read once.

    Attributes:
        columns: contents of the example's columns, then of its index levels (``levels`` labels them).
        labels: of the columns; None where the example does not name them.
        rows: how many it shows.
        part_rows, part_columns: the result may have more.
        begins: the rows shown are the first of the result.
        ordered: whether the order of rows can matter.
        typed: a person typed the example: dates may be text.
    """

    output: Output
    shape: Shape
    labels: tuple[Hashable, ...] | None
    columns: tuple[Content, ...]
    levels: tuple[Hashable, ...]
    rows: int
    part_rows: bool
    part_columns: bool
    ordered: bool
    typed: bool
    begins: bool = False

    @cached_property
    def width(self) -> int:
        return len(self.columns) - len(self.levels)

    @cached_property
    def cells(self) -> frozenset[Hashable]:
        """Every token of the example."""
        return frozenset().union(*(content.distinct for content in self.columns))

    @cached_property
    def repeated(self) -> frozenset[Hashable]:
        """Tokens that a column holds more than once."""
        return frozenset(
            token for content in self.columns for token, count in content.bag.items() if count > 1 and token is not None
        )

    def read(self, value: Any) -> Table:
        """A value in the form that compares with this goal."""
        return table_of(value, dates=self.typed)

    def met_by(self, value: Any) -> bool:
        """Whether the specification accepts the value."""
        return check(value, self.output, accept=ACCEPT).passed

    def matches(self, content: Content, place: int) -> bool:
        """Whether a column of a value can be the goal's column at ``place``, rows reordered at most."""
        wanted = self.columns[place]
        return content.holds(wanted) if self.part_rows else content.same_bag(wanted)


def goal_of(output: Output) -> Goal | None:
    """Read the example of an output; None where there is none to search for."""
    example = expected(output)
    if example is None or example.shape == "other":
        return None
    stated = shape_of_type(canonical(output.type)) if output.type is not None else None
    typed = not example.live
    telling = any(label is not None or not _counts(values) for label, values in example.levels)
    levels = example.levels if telling else ()
    columns = [content_of(column, dates=typed) for column in example.columns]
    columns += [content_of(values, dates=typed) for _, values in levels]
    return Goal(
        output=output,
        shape=stated or example.shape,
        labels=None if example.unlabelled else example.labels,
        columns=tuple(columns),
        levels=tuple(label for label, _ in levels),
        rows=example.rows,
        part_rows=example.part_rows,
        part_columns=example.part_columns,
        ordered=output.ordered is not False,
        typed=typed,
        begins=example.begins,
    )


def _counts(values: Any) -> bool:
    """Whether index labels are mere integers, which the check does not look at."""
    return getattr(getattr(values, "dtype", None), "kind", "") in ("i", "u")


@dataclass(frozen=True)
class Distance:
    """How far a value is from the goal.

    ``answers`` are places in the value of columns that match each column of the goal, ``inside`` those of columns with
    all its different cells; ``gap`` is 0 where all match and grows to about 3 where nothing of the goal is there.
    """

    table: Table
    goal: Goal
    answers: tuple[tuple[int, ...], ...]
    inside: tuple[tuple[int, ...], ...]
    gap: float

    @property
    def complete(self) -> bool:
        return all(self.answers)

    @cached_property
    def missing(self) -> tuple[int, ...]:
        """Places of the goal's columns that no column of the value matches."""
        return tuple(place for place, answers in enumerate(self.answers) if not answers)

    @cached_property
    def held(self) -> bool:
        """Whether every column of the goal can be had from a column of its own by leaving out rows."""
        holders = [
            [at for at in places if self.table.contents[at].holds(self.goal.columns[place])]
            for place, places in enumerate(self.inside)
        ]
        owner: dict[int, int] = {}
        return all(_claim(place, holders, owner, set()) for place in range(len(holders)))


def _claim(place: int, holders: list[list[int]], owner: dict[int, int], tried: set[int]) -> bool:
    for at in holders[place]:
        if at not in tried:
            tried.add(at)
            if at not in owner or _claim(owner[at], holders, owner, tried):
                owner[at] = place
                return True
    return False


def distance(table: Table, goal: Goal) -> Distance:
    """Compare a value with the goal, column by column and by content alone."""
    answers: list[tuple[int, ...]] = []
    inside: list[tuple[int, ...]] = []
    gaps: list[float] = []
    for place, wanted in enumerate(goal.columns):
        within = tuple(at for at, content in enumerate(table.contents) if wanted.distinct <= content.distinct)
        fractions = range(len(table.contents)) if wanted.fractions is not None else ()
        found = tuple(at for at in {*within, *fractions} if goal.matches(table.contents[at], place))
        inside.append(within)
        answers.append(found)
        gaps.append(0.0 if found else 0.35 if within else _unseen(wanted, table))
    gap = _FAR * (1.0 - math.exp(-_STEP * sum(gaps) / _FAR)) + _rows_off(table, goal)
    return Distance(table, goal, tuple(answers), tuple(inside), gap)


def _rows_off(table: Table, goal: Goal) -> float:
    """What a wrong number of rows adds, less where it is nearly right."""
    if goal.part_rows or table.rows == goal.rows:
        return 0.0
    factor = (max(table.rows, goal.rows) + 1) / (min(table.rows, goal.rows) + 1)
    return _ROWS_OFF * (1.0 + min(1.0, math.log2(factor) / 2)) / 2


def _unseen(wanted: Content, table: Table) -> float:
    """What is missing of a column whose cells stand in no single column: in several and in labels, or nowhere."""
    there = wanted.distinct & (table.cells | table.spelled)
    return 0.5 if len(there) == len(wanted.distinct) else 1.0 - 0.3 * len(there) / len(wanted.distinct)
