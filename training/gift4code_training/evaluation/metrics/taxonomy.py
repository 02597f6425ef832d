"""What kind of mistake an answer makes: its status, then the exception or what differs.

A harness error is none of the answer's: it has a kind of its own, which no share counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from gift4code_training.evaluation.results import Row

Group = Literal["correct", "wrong", "error", "stopped", "no answer", "harness"]
"""``wrong`` ran and is not right; ``error`` raised; ``stopped`` passed a limit or tried what an answer may not do."""


@dataclass(frozen=True)
class Outcome:
    """A kind of outcome; ``exception`` names the exception type, where one was raised."""

    group: Group
    name: str
    exception: str = ""


CORRECT = Outcome("correct", "correct")
HARNESS = Outcome("harness", "harness error (not scored)")
NO_ANSWER = Outcome("no answer", "no answer")

_STOPPED = {
    "timeout": "time-out",
    "memory": "out of memory",
    "killed": "ended its process",
    "unserialisable": "a value that is no data",
    "refused": "tried what an answer may not do",
}
_EXCEPTIONS = {
    "KeyError": "missing column or key",
    "NameError": "missing name",
    "UnboundLocalError": "missing name",
    "AttributeError": "missing attribute",
    "SyntaxError": "no valid Python",
    "IndentationError": "no valid Python",
    "TabError": "no valid Python",
    "ModuleNotFoundError": "missing module",
    "ImportError": "missing module",
    "TypeError": "argument of a wrong type",
    "ValueError": "argument of a wrong value",
    "IndexError": "position out of range",
    "FileNotFoundError": "missing file",
    "RecursionError": "endless recursion",
    "ZeroDivisionError": "division by zero",
}
_RAISED = re.compile(r"(?:[A-Za-z_]\w*\.)*([A-Z][A-Za-z0-9_]{0,60})(?::|\s*$)")
_UNSET = re.compile(r"does not set |is not set|was never (?:set|bound)|not bound")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|`[^`]*`")
_DIFFERENCES = (
    ("not as asked for", re.compile(r"^not as asked for")),
    ("failed assertion", re.compile(r"^an assertion does not hold$")),
    ("nothing to compare", re.compile(r"^nothing was made|value is missing$|figure is missing$|^NameError\b")),
    ("wrong order", re.compile(r"\bin another order\b")),
    (
        "wrong type",
        re.compile(
            r"expected an? .+, got |\btypes? (?:differ|are different)|\bhas no (?:rows|columns)\b"
            r"|^TypeError\b|^AttributeError\b|\btruth value of an? "
        ),
    ),
    ("wrong dtype", re.compile(r"\bdtypes?\b|\bAttributes of\b")),
    (
        "wrong shape",
        re.compile(
            r"\bshapes?\b|\blengths?\b"
            r"|expected (?:at least )?[\d,]+ (?:rows?|columns?|items?|values?|index levels?), got | is a .+ and not a ",
            re.IGNORECASE,
        ),
    ),
    (
        "wrong labels",
        re.compile(
            r"\bcolumns? .{0,80}(?:missing|not expected)\b|\bcolumn \d+ should be |\bthe columns are "
            r"|\bidentically-labeled\b|\.(?:columns|index)\b|\bhas the index .+not expected"
            r"|\bexpected the index |^KeyError\b"
        ),
    ),
    ("the test raises", re.compile(r"^(?!AssertionError)[A-Z]\w*(?:Error|Exception|Exit|Interrupt)\b")),
)
"""What differs -> how suites, pandas and the product's checker say it; the first that fits. What a benchmark's own test
raises at a value (PandasEval, ODEX) starts with the exception's name."""


def outcome(row: Row) -> Outcome:
    """The kind of outcome of one answer."""
    match row.status:
        case "ok":
            return CORRECT
        case "harness_error":
            return HARNESS
        case "no_answer":
            return NO_ANSWER
        case "wrong":
            return Outcome("wrong", _difference(row))
        case "error":
            return _raised(row.detail)
        case stopped:
            return Outcome("stopped", _STOPPED[stopped])


def count(rows: Iterable[Row]) -> dict[Outcome, int]:
    """Outcome -> number of answers; the most frequent first inside a group, groups in the order of :data:`Group`."""
    found = Counter(map(outcome, rows))
    groups = ("correct", "wrong", "error", "stopped", "no answer", "harness")
    order = sorted(found, key=lambda each: (groups.index(each.group), -found[each], each.name, each.exception))
    return {each: found[each] for each in order}


def _difference(row: Row) -> str:
    said = _QUOTED.sub("''", row.detail)  # a column may be called 'length'
    found = next((name for name, words in _DIFFERENCES if words.search(said)), "wrong values")
    form = found in ("not as asked for", "nothing to compare")
    return "wrong type" if row.type_matches is False and not form else found


def _raised(detail: str) -> Outcome:
    if _UNSET.search(detail):
        return Outcome("error", "no result set")
    found = _RAISED.match(detail)
    if not found:
        return Outcome("error", "other exception")
    return Outcome("error", _EXCEPTIONS.get(found[1], "other exception"), found[1])
