"""Row filters and counts of several conditions: all of them, any of them, one of two and a third."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations.model import ConditionsArg, Operation
from gift4code_ext.operations.words import DROP, KEEP, ROWS, WHERE

if TYPE_CHECKING:
    import pandas as pd

_ALL = ConditionsArg()
_ANY = ConditionsArg(word="or")
_EITHER = ConditionsArg(2, 2, "or", open=True)
_ALSO = ConditionsArg(1, 1, beside="either")
_MANY = "(how many|[the] number of|[the] count of) " + ROWS


def _mask(bound: Mapping[str, Any], conditions: Sequence[tuple[Any, str, Any]], sign: str = "&") -> str:
    table = bound["table"]
    return f" {sign} ".join(f"({table}[{column!r}] {operator} {value!r})" for column, operator, value in conditions)


def _all_of(bound: Mapping[str, Any]) -> str:
    return f"{bound['table']}[{_mask(bound, bound['conditions'])}]"


def _any_of(bound: Mapping[str, Any]) -> str:
    return f"{bound['table']}[{_mask(bound, bound['conditions'], '|')}]"


def _either_and(bound: Mapping[str, Any]) -> str:
    return f"{bound['table']}[({_mask(bound, bound['either'], '|')}) & {_mask(bound, bound['also'])}]"


def _some(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any], code: Callable[[Mapping[str, Any]], str]) -> bool:
    kept = eval(code({**bound, "table": "table"}), {"table": frames[0]})
    return 0 < len(kept) < len(frames[0])


def _count_all_of(bound: Mapping[str, Any]) -> str:
    return f"({_mask(bound, bound['conditions'])}).sum()"


def _count_any_of(bound: Mapping[str, Any]) -> str:
    return f"({_mask(bound, bound['conditions'], '|')}).sum()"


OPERATIONS = (
    Operation(
        name="filter_all_of",
        family="conditions",
        arguments={"conditions": _ALL},
        code=_all_of,
        nouns=("[all] [the] " + ROWS + " " + WHERE + " {conditions}", "(everything|anything) with {conditions}"),
        verbs=(KEEP + " [only] [the] " + ROWS + " " + WHERE + " {conditions}", "filter [by|on|for] {conditions}"),
        clauses=("(where|with|when|for rows where|if) {conditions}",),
        needs=lambda frames, bound: _some(frames, bound, _all_of),
        weight=0.8,
    ),
    Operation(
        name="filter_any_of",
        family="conditions",
        arguments={"conditions": _ANY},
        code=_any_of,
        nouns=("[all] [the] " + ROWS + " " + WHERE + " [either] {conditions}",),
        verbs=(KEEP + " [only] [the] " + ROWS + " " + WHERE + " [either] {conditions}", "filter {conditions}"),
        clauses=("(where|when|for rows where|if) [either] {conditions}",),
        needs=lambda frames, bound: _some(frames, bound, _any_of),
        weight=0.6,
    ),
    Operation(
        name="filter_either_and",
        family="conditions",
        arguments={"either": _EITHER, "also": _ALSO},
        code=_either_and,
        nouns=("[all] [the] " + ROWS + " " + WHERE + " {also} and [either] {either}",),
        verbs=(
            KEEP + " [only] [the] " + ROWS + " " + WHERE + " [either] {either}, and {also}",
            DROP + " [the] rows unless {also} and [either] {either}",
        ),
        clauses=("(where|when|for rows where) [either] {either}, and {also}",),
        needs=lambda frames, bound: _some(frames, bound, _either_and),
        weight=0.4,
    ),
)

COUNTS = (
    Operation(
        name="count_all_of",
        family="shares",
        arguments={"conditions": _ALL},
        code=_count_all_of,
        makes="scalar",
        nouns=(_MANY + " (with|where|that have|there are with) {conditions}",),
        verbs=("count [the] " + ROWS + " (with|where|that have) {conditions}",),
        needs=lambda frames, bound: _some(frames, bound, _all_of),
        weight=0.5,
    ),
    Operation(
        name="count_any_of",
        family="shares",
        arguments={"conditions": _ANY},
        code=_count_any_of,
        makes="scalar",
        nouns=(_MANY + " (with|where|that have) [either] {conditions}",),
        verbs=("count [the] " + ROWS + " (with|where|that have) [either] {conditions}",),
        needs=lambda frames, bound: _some(frames, bound, _any_of),
        weight=0.3,
    ),
)
