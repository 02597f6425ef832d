"""What may fill an operation's holes over a live frame: the domains that sampling draws from and search enumerates."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

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
    StubsArg,
    ValueArg,
    ValuesArg,
)
from gift4code_ext.spec.model import Column, Variable
from gift4code_ext.spec.read import read

if TYPE_CHECKING:
    import pandas as pd

_ROWS = 1000  # rows of a frame that a domain looks at
_CONDITIONS = 24  # groups of columns that are compared
_CELLS = 12  # different cells offered as literals


@dataclass(frozen=True)
class Profile:
    """A live frame with what its columns can be used for.

    ``kinds``: label -> the kinds of hole it fits. ``repeats``: labels with repeated values. ``nulls``: labels with
    missing values.
    """

    frame: pd.DataFrame
    variable: Variable
    kinds: Mapping[Hashable, frozenset[Kind]]
    repeats: frozenset[Hashable]
    nulls: frozenset[Hashable]


def profile(frame: pd.DataFrame, name: str = "df") -> Profile:
    """Profile a frame with unique column labels; reads at most 1,000 rows."""
    variable = read(frame, name)
    head = frame.head(_ROWS)
    kinds = {column.label: _kinds(column) for column in variable.columns}
    repeats = frozenset(
        column.label
        for position, column in enumerate(variable.columns)
        if column.kind not in ("float", "list", "dict", "mixed", "other") and _repeats(head.iloc[:, position])
    )
    nulls = frozenset(column.label for column in variable.columns if "null" in column.facts)
    return Profile(frame, variable, kinds, repeats, nulls)


def domain(argument: Argument, over: Profile, bound: Mapping[str, Any], other: Profile | None = None) -> list[Any]:
    """Every value ``argument`` may take over a frame, given the arguments ``bound`` before it; empty if none fits.

    Column lists are in frame order; NameArg gives its stems unformatted. ``other`` is the second frame, if any.
    """
    match argument:
        case ColumnArg(of="other") if other is None:
            return []
        case ColumnArg():
            over = other if argument.of == "other" and other is not None else over
            return _columns(over, argument.kinds, argument.not_in, bound, argument.repeats, argument.nulls)
        case ColumnsArg():
            labels = _columns(over, argument.kinds, argument.not_in, bound, argument.repeats, False)
            sizes = range(argument.low, min(argument.high, len(labels)) + 1)
            return [list(group) for size in sizes for group in combinations(labels, size)]
        case ValueArg():
            return _literals(over.frame[bound[argument.column]].head(_ROWS), argument.part)
        case ValuesArg():
            cells = _literals(over.frame[bound[argument.column]].head(_ROWS), "whole")[:_CELLS]
            sizes = range(argument.low, min(argument.high, len(cells) - 1) + 1)
            return [list(group) for size in sizes for group in combinations(cells, size)]
        case IntegerArg():
            return list(range(argument.low, argument.high + 1))
        case ConstantArg():
            return list(argument.options)
        case ChoiceArg():
            return list(argument.words)
        case NameArg():
            return list(argument.stems)
        case StubsArg():
            return _stubs(over, bound[argument.sep])
        case ConditionsArg():
            return _conditions(over, argument, bound)


def _columns(
    over: Profile,
    kinds: tuple[Kind, ...],
    not_in: tuple[str, ...],
    bound: Mapping[str, Any],
    repeats: bool,
    nulls: bool,
) -> list[Hashable]:
    taken: set[Hashable] = set()
    for name in not_in:
        value = bound[name]
        taken.update(value if isinstance(value, list) else [value])
    return [
        label
        for label, fits in over.kinds.items()
        if not fits.isdisjoint(kinds)
        and label not in taken
        and (not repeats or label in over.repeats)
        and (not nulls or label in over.nulls)
    ]


def _stubs(over: Profile, sep: str) -> list[list[str]]:
    """One list of the beginnings that at least two labels share, if there are any."""
    pattern = re.compile(rf"(.*[^\d]){re.escape(sep)}\d+" if sep else r"(.*[^\W\d_])\d+")
    found = Counter(match[1] for label in over.kinds if isinstance(label, str) and (match := pattern.fullmatch(label)))
    stubs = [stub for stub, times in found.items() if times > 1]
    return [stubs] if stubs else []


def _conditions(over: Profile, argument: ConditionsArg, bound: Mapping[str, Any]) -> list[Any]:
    """Some groups of comparisons on different columns, always the same ones over a frame."""
    taken = {column for column, _, _ in bound[argument.beside]} if argument.beside else set()
    single: dict[Hashable, list[tuple[Hashable, str, Any]]] = {}
    for label, fits in over.kinds.items():
        if label not in taken and not fits.isdisjoint(("number", "cat")):
            values = _literals(over.frame[label].head(_ROWS), "whole")[:_CELLS]
            operators = (">", "<", ">=", "<=") if "number" in fits else ("==", "!=")
            found = [(label, operator, value) for value in values for operator in operators]
            if found:
                single[label] = found
    rng = random.Random(len(single))
    groups: list[Any] = []
    for size in range(argument.low, min(argument.high, len(single)) + 1):
        labels = list(combinations(single, size))
        for chosen in rng.sample(labels, min(len(labels), _CONDITIONS)):
            groups.append([rng.choice(single[label]) for label in chosen])
    return groups


def _kinds(column: Column) -> frozenset[Kind]:
    fits: set[Kind] = {"any"}
    match column.kind:
        case "int":
            fits |= {"int", "number"}
        case "float":
            fits |= {"float", "number"}
        case "bool":
            fits |= {"bool"}
        case "date":
            fits |= {"date"}
        case "list":
            fits |= {"list"}
        case "cat":
            fits |= {"cat", "str"}
        case "str":
            fits |= {"str"}
            if "datetext" in column.facts:
                fits |= {"datetext"}
            elif "numtext" in column.facts:
                fits |= {"numtext"}
            else:
                fits |= {"cat"} if "few" in column.facts else {"text"}
    return frozenset(fits)


def _repeats(values: pd.Series) -> bool:
    try:
        distinct = int(values.nunique())
    except TypeError:
        return False
    return 2 <= distinct <= 0.6 * len(values)


def _literals(values: pd.Series, part: str) -> list[Any]:
    present = values.dropna()
    if len(present) < 2:
        return []
    if present.dtype.kind in "iu" and present.dtype != bool:
        return _round_numbers(present, whole=True)
    if present.dtype.kind == "f":
        return _round_numbers(present, whole=bool((present == present.round()).all()))
    if present.dtype.kind == "M":
        days = sorted(present.dt.strftime("%Y-%m-%d").unique().tolist())
        return days[1:-1][:: max(1, len(days) // _CELLS)]
    cells = list(dict.fromkeys(present.tolist()))
    if part == "whole":
        return cells[: 4 * _CELLS]
    texts = [str(cell) for cell in cells]
    pieces = [_piece(text, part) for text in texts]
    return list(dict.fromkeys(piece for piece in pieces if piece and len(piece) >= 2))


def _piece(text: str, part: str) -> str:
    words = text.split()
    if part == "word":
        return max(words, key=len, default="").strip(".,;:")
    if part == "prefix":
        return words[0][:3] if words else ""
    return words[-1][-3:] if words else ""


def _round_numbers(values: pd.Series, *, whole: bool) -> list[Any]:
    """Thresholds a person would type: the inner quantiles to two significant figures, then cells."""
    found: list[Any] = []
    ranked = sorted(float(cell) for cell in values.tolist())
    for share in (0.2, 0.35, 0.5, 0.65, 0.8):
        number = float(f"{ranked[int(share * (len(ranked) - 1))]:.2g}")
        found.append(int(number) if whole or number == int(number) else number)
    cells = [int(cell) if whole else float(cell) for cell in values.unique()[:_CELLS].tolist()]
    return list(dict.fromkeys([*found, *cells]))
