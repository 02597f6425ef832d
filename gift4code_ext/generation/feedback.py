"""What a model may be told of a candidate of its own that failed.

A mismatch names cells of the data, and so does the text of an error: these leave where rows do. Below that the parts of
the specification that were not met are named, and the kind of error.
"""

from __future__ import annotations

from collections.abc import Iterable

from gift4code_ext.generation.candidate import Candidate
from gift4code_ext.spec.privacy.levels import Levels
from gift4code_ext.spec.sharing import Level

_STATUS = {
    "timeout": "It took too long.",
    "memory": "It used too much memory.",
    "killed": "It ended its process.",
    "unserialisable": "Its value is no data.",
}
_STRUCTURE = ("type", "columns", "dtypes", "rows")


def problem(candidate: Candidate, levels: Levels) -> str:
    """What went wrong with a candidate that ran, in a sentence or two; empty where nothing did, or it never ran.

    Args:
        levels: of the request; the lowest of any part decides, as a message may be about any of them.
    """
    lowest = Level.lowest((levels.request, *levels.frames.values(), *levels.columns.values()))
    if candidate.status == "error":
        kind, _, text = candidate.error.partition(":")
        told = candidate.error if text and lowest.lets(Level.ROWS) else kind
        return f"It raised {told}."
    if candidate.status == "wrong":
        return " ".join(_clauses(candidate, lowest))
    return _STATUS.get(candidate.status, "")


def _clauses(candidate: Candidate, lowest: Level) -> Iterable[str]:
    yield "It ran, but its value is not what was asked for."
    for clause in candidate.checks:
        if clause.passed:
            continue
        is_told = lowest.lets(Level.ROWS) or (clause.name in _STRUCTURE and lowest.lets(Level.SHAPE))
        yield f"Not met: {clause.name}{f' ({clause.message})' if is_told and clause.message else ''}."
