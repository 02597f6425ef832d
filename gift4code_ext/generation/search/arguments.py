"""What fills an operation's holes over a table, likeliest first: drawn from the table, the goal and the request.

The domains are those of :mod:`gift4code_ext.operations.domains`, widened to what an example may need and a person would
not say: more columns at once, every cell as a threshold, the cells that only the goal has.
"""

from __future__ import annotations

import heapq
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, count
from typing import Any

import pandas as pd

from gift4code_ext.generation.search.content import Table
from gift4code_ext.generation.search.goal import Distance, Goal
from gift4code_ext.generation.search.hints import Costs, Hints
from gift4code_ext.generation.search.masks import groups
from gift4code_ext.operations.domains import Profile, domain, profile
from gift4code_ext.operations.model import (
    Argument,
    ChoiceArg,
    ColumnArg,
    ColumnsArg,
    ConditionsArg,
    ConstantArg,
    IntegerArg,
    Kind,
    NameArg,
    Operation,
    StubsArg,
    ValueArg,
    ValuesArg,
)

_THRESHOLDS = 40
_SHOWN = 30  # rows of an example that a person may have counted
_GROUPS = 60
_NEXT = 0.04  # what standing one place further back costs
_OTHERS_SAID = 0.35  # what a column costs where the request mentions others
_UNSAID_OF_SEVERAL = 0.15  # ... and each of several
_NONE_SAID = 0.2  # ... and where it mentions none, so that it may well mean all of them
_UNSAID = 0.25  # what a literal costs that the request does not mention
_ALSO: Mapping[Kind, frozenset[Kind]] = {
    "str": frozenset(("cat", "text")),
    "float": frozenset(("int",)),
    "bool": frozenset(("cat",)),
}


@dataclass(frozen=True)
class Place:
    """Where arguments are drawn from: a value on the way, what it is like, and what is wanted.

    Attributes:
        constants: literals the request mentions.
        fresh: cells that only the goal has, as Python literals.
        options: what arguments were found to take here.
        lists: lists that stand in variables.
        known: what else was found out about the table, by name.
    """

    over: Profile
    other: Profile | None
    table: Table
    distance: Distance
    goal: Goal
    costs: Costs
    constants: tuple[Any, ...]
    fresh: tuple[Any, ...]
    options: dict[Hashable, list[tuple[float, Any]]] = field(default_factory=dict)
    lists: tuple[list[Any], ...] = ()
    known: dict[str, Any] = field(default_factory=dict)


def place_of(over: Profile, table: Table, distance: Distance, goal: Goal, costs: Costs, hints: Hints) -> Place:
    """A place without a second table (see :func:`beside`)."""
    # a program that writes single cells of the example into its code meets the example and answers nothing
    missing = {cell for cell in goal.cells - table.cells if cell in goal.repeated or cell in hints.mentioned}
    fresh = [_literal(cell) for cell in sorted(missing, key=repr) if isinstance(cell, (str, float))]
    known = [literal for literal in fresh if literal is not None]
    few = known if len(known) <= 6 else [each for each in known if each in hints.mentioned]
    return Place(over, None, table, distance, goal, costs, hints.mentioned, tuple(few))


def beside(place: Place, other: Profile | None) -> Place:
    """The same place with a second table."""
    return replace(place, other=other)


def wide_profile(frame: pd.DataFrame) -> Profile:
    """A profile that lets small tables through: any text may be a category, any repeat makes a key."""
    found = profile(frame)
    kinds = {label: fits.union(*(_ALSO[kind] for kind in fits if kind in _ALSO)) for label, fits in found.kinds.items()}
    repeats = {
        label
        for label, fits in kinds.items()
        if "list" not in fits and _has_repeats(frame[label], found.repeats, label)
    }
    return replace(found, kinds=kinds, repeats=frozenset(repeats))


def _has_repeats(values: Any, known: frozenset[Hashable], label: Hashable) -> bool:
    try:
        return label in known or bool(values.duplicated().any())
    except TypeError:
        return False


def bindings(operation: Operation, place: Place) -> Iterator[tuple[float, dict[str, Any]]]:
    """Every way to fill the operation's holes with what it costs, in the order of cost."""
    names = list(operation.arguments)
    ticket = count()
    heap: list[tuple[float, int, dict[str, Any]]] = [(0.0, next(ticket), {})]
    while heap:
        cost, _, bound = heapq.heappop(heap)
        if len(bound) == len(names):
            yield cost, bound
            continue
        name = names[len(bound)]
        for more, value in _remembered(operation.arguments[name], place, bound):
            heapq.heappush(heap, (cost + more, next(ticket), {**bound, name: value}))


def _remembered(argument: Argument, place: Place, bound: Mapping[str, Any]) -> list[tuple[float, Any]]:
    """The options of an argument, which many operations over a place have in common."""
    match argument:
        case ValueArg() | ValuesArg():
            depends: Any = bound[argument.column]
        case ColumnArg() | ColumnsArg():
            depends = [bound[name] for name in argument.not_in]
        case _:
            return _options(argument, place, bound)
    key = (repr(argument), repr(depends), id(place.other))
    if key not in place.options:
        place.options[key] = _options(argument, place, bound)
    return place.options[key]


def _options(argument: Argument, place: Place, bound: Mapping[str, Any]) -> list[tuple[float, Any]]:
    match argument:
        case ColumnArg():
            return _columns(argument, place, bound)
        case ColumnsArg():
            return _column_groups(argument, place, bound)
        case ValueArg(part=part):
            return _cells(argument, place, bound, whole=part == "whole")
        case ValuesArg():
            return _cell_groups(argument, place, bound)
        case IntegerArg():
            return _integers(argument, place)
        case ConstantArg():
            return _constants(argument, place)
        case ChoiceArg():
            return [(place.costs.choice(argument, option), option) for option in argument.words]
        case NameArg():
            return [(0.0, _name(argument, place, bound))]
        case ConditionsArg():
            return list(groups(argument, place, bound))
        case StubsArg():
            return [(0.0, stubs) for stubs in domain(argument, place.over, bound)]


def _columns(argument: ColumnArg, place: Place, bound: Mapping[str, Any]) -> list[tuple[float, Any]]:
    labels = domain(argument, place.over, bound, place.other)
    said = [label for label in labels if place.costs.mentions(label)]
    unsaid = _OTHERS_SAID if said else _NONE_SAID if place.costs.said else 0.0
    return [(_NEXT * at + (0.0 if label in said else unsaid), label) for at, label in enumerate(labels)]


def _column_groups(argument: ColumnsArg, place: Place, bound: Mapping[str, Any]) -> list[tuple[float, Any]]:
    labels = domain(replace(argument, low=1, high=1), place.over, bound, place.other)
    usable = [label for (label,) in labels]
    found = [group for group in _telling_groups(usable, place) if len(group) >= argument.low]
    for size in range(argument.low, min(argument.high, len(usable)) + 1):
        for group in combinations(usable, size):
            if len(found) >= _GROUPS:
                break
            found.append(list(group))
    distinct = {tuple(group): group for group in found}
    unsaid = _unsaid_labels(usable, place)
    return [
        (0.5 * _NEXT * at + _UNSAID_OF_SEVERAL * min(3, sum(label in unsaid for label in group)), group)
        for at, group in enumerate(distinct.values())
    ]


def _unsaid_labels(usable: Sequence[Hashable], place: Place) -> set[Hashable]:
    """Columns that neither the words name, where they name others, nor the goal picks."""
    said = {label for label in usable if place.costs.mentions(label)}
    labels, wanted = place.table.labels[: place.table.width], set(place.goal.labels or ())
    picked = wanted if not wanted.issuperset(labels) else set()
    return {label for label in usable if label not in said and label not in picked} if said else set()


def _telling_groups(usable: list[Any], place: Place) -> list[list[Any]]:
    """Groups of columns that the goal points at, each with what is left over."""
    goal, table = place.goal, place.table
    contents = dict(zip(table.labels[: table.width], table.contents, strict=False))
    wanted = frozenset(goal.labels or ())
    texts = {str(cell) for cell in goal.cells if isinstance(cell, str)}
    numbers = {cell for cell in goal.cells if isinstance(cell, float)}
    kept = [label for label in usable if label in wanted]
    inside = [label for label in usable if _within(contents[label].distinct, goal)]
    spelled = [label for label in usable if label in texts or (isinstance(label, int) and float(label) in numbers)]
    said = [label for label in usable if place.costs.mentions(label)]
    found: list[list[Any]] = []
    for group in (kept, said, inside, spelled, usable):
        rest = [label for label in usable if label not in group]
        found += [group, rest]
    return [group for group in found if group]


def _within(cells: frozenset[Hashable], goal: Goal) -> bool:
    return any(
        cells <= content.distinct or (content.distinct and content.distinct <= cells) for content in goal.columns
    )


def _cells(argument: ValueArg, place: Place, bound: Mapping[str, Any], *, whole: bool) -> list[tuple[float, Any]]:
    label = bound[argument.column]
    values = place.over.frame[label]
    said = [each for each in place.constants if _fits(each, values)]
    offered = domain(argument, place.over, bound)
    if whole and values.dtype.kind in "iuf":
        cells = values.dropna().unique()
        offered = [*_goal_bounds(label, place, values), *(cells.tolist() if len(cells) <= _THRESHOLDS else offered)]
    found = {repr(value): (_UNSAID + 0.5 * _NEXT * at, value) for at, value in reversed(list(enumerate(offered)))}
    ordered = sorted(found.values(), key=lambda pair: pair[0])
    return [(0.0, value) for value in said] + [pair for pair in ordered if pair[1] not in said]


def _fits(constant: Any, values: Any) -> bool:
    if isinstance(constant, str):
        return values.dtype.kind not in "iufb"
    return values.dtype.kind in "iufO"


def _goal_bounds(label: Hashable, place: Place, values: Any) -> list[Any]:
    """The least and the greatest number of the goal's column of that label."""
    if place.goal.labels is None or label not in place.goal.labels:
        return []
    content = place.goal.columns[place.goal.labels.index(label)]
    if content.sort != "number":
        return []
    ends = (min(content.distinct), max(content.distinct))  # type: ignore[type-var]
    return [_literal(end) for end in ends]


def _cell_groups(argument: ValuesArg, place: Place, bound: Mapping[str, Any]) -> list[tuple[float, Any]]:
    label = bound[argument.column]
    cells = list(dict.fromkeys(place.over.frame[label].dropna().tolist()))
    said = [cell for cell in cells if cell in place.constants]
    found: list[tuple[float, Any]] = [(0.0, held) for held in place.lists if any(cell in held for cell in cells)]
    if len(said) > 1:
        found.append((0.0, said))
    if place.goal.labels is not None and label in place.goal.labels:
        kept = place.goal.columns[place.goal.labels.index(label)].distinct
        inside = [cell for cell in cells if cell in kept]
        outside = [cell for cell in cells if cell not in kept]
        found += [(_unsaid(group, said), group) for group in (inside, outside) if 1 < len(group) < len(cells)]
    few = domain(argument, place.over, bound)[:_GROUPS]
    return found + [(_unsaid(group, said) + 0.5 * _NEXT * at, group) for at, group in enumerate(few)]


def _unsaid(group: Sequence[Any], said: Sequence[Any]) -> float:
    """Each cell that the request does not mention costs as much as one that stands alone."""
    return _UNSAID * sum(cell not in said for cell in group)


def _integers(argument: IntegerArg, place: Place) -> list[tuple[float, Any]]:
    said = [each for each in place.constants if isinstance(each, int) and not isinstance(each, bool)]
    shown = [number for number in (place.goal.rows, place.table.rows - place.goal.rows) if number <= _SHOWN]
    first = range(argument.low, min(argument.high, argument.low + 5) + 1)
    found: dict[int, float] = {}
    for cost, numbers in ((0.0, said), (0.15, shown), (_UNSAID, first)):
        for at, number in enumerate(numbers):
            if number >= min(1, argument.low):
                found.setdefault(number, cost + _NEXT * at)
    return [(cost, number) for number, cost in found.items()]


def _constants(argument: ConstantArg, place: Place) -> list[tuple[float, Any]]:
    kinds = {isinstance(option, str) for option in argument.options}
    found: list[tuple[float, Any]] = []
    for cost, offered in ((0.0, place.constants), (0.15, place.fresh), (2 * _UNSAID, argument.options)):
        listed = [
            each for each in offered if isinstance(each, str) in kinds and each not in [value for _, value in found]
        ]
        found += [(cost + _NEXT * at, value) for at, value in enumerate(listed)]
    return found


def _name(argument: NameArg, place: Place, bound: Mapping[str, Any]) -> str:
    """A label for what is new: one the goal wants and the table lacks, else the operation's own."""
    taken = {*place.over.kinds, *(value for value in bound.values() if isinstance(value, str))}
    wanted = [label for label in place.goal.labels or () if isinstance(label, str) and label not in taken]
    stems = [stem.format(**bound) for stem in argument.stems]
    usual = [label for label in wanted if label in stems]
    free = [label for label in (*usual, *wanted, *stems) if label not in taken]
    return free[0] if free else next(f"{stems[0]}{at}" for at in count(2) if f"{stems[0]}{at}" not in taken)


def _literal(token: Hashable) -> Any:
    """The Python literal of a token; None for those that have none."""
    if isinstance(token, float):
        return int(token) if token == token // 1 and abs(token) < 2**53 else token
    return None if isinstance(token, str) and token[:1] in ("\0", "\1") else token
