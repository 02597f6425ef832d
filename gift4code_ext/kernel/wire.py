"""Dataclasses as the JSON of ``labextension/src/protocol.ts``; names of fields are the same on both sides.

Text that a value made is bounded where it is made: previews have at most 10 rows, 12 columns and 60 characters a cell.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from gift4code_ext.kernel.live import Name
from gift4code_ext.policy import Policy
from gift4code_ext.report import stated

if TYPE_CHECKING:
    from gift4code_ext.assistant import Answer, Candidate, Event, Outgoing, Question
    from gift4code_ext.execution.outcome import Preview
    from gift4code_ext.spec.model import Column, Variable

PROTOCOL = 1
JSON = dict[str, Any]
_COLUMNS = 100  # of a frame that are told
_CHARACTERS = 4  # in a token of English and of code, about


def policy(found: Policy) -> JSON:
    """IPolicy."""
    return {
        "hide": found.hide,
        "highest_level": found.highest_level.value,
        "most_samples": found.most_samples,
        "models": None if found.models is None else list(found.models),
        "endpoint": found.endpoint,
    }


def names(found: Iterable[Name]) -> list[JSON]:
    """IFrameName[]."""
    return [{"name": each.name, "type": each.type, "shape": list(each.shape)} for each in found]


def frame(variable: Variable) -> JSON:
    """IFrame."""
    return {
        "name": variable.name,
        "type": variable.type,
        "shape": list(variable.shape_of),
        "columns": [_column(column) for column in variable.columns[:_COLUMNS]],
        "columns_total": variable.columns_total,
        "index": [_column(column) for column in variable.index],
    }


def _column(column: Column) -> JSON:
    from gift4code_ext.spec.values.text import cell_text

    label = "" if column.label is None else cell_text(column.label, 200)
    return {
        "label": label,
        "dtype": column.dtype,
        "kind": column.kind,
        "facts": list(column.facts),
        "note": column.note,
    }


def preview(found: Preview | None) -> JSON | None:
    """IPreview; a table has no text beside its rows."""
    if found is None:
        return None
    return {
        "type": found.type,
        "shape": list(found.shape),
        "columns": list(found.columns),
        "index": list(found.index),
        "rows": [list(row) for row in found.rows],
        "text": "" if found.rows else found.text,
        "start": found.start,
    }


def candidate(found: Candidate, *, shown: bool = True) -> JSON:
    """ICandidate; without its value where that is not to be ``shown``."""
    return {
        "code": found.code,
        "status": found.status,
        "checks": [
            {"name": each.name, "passed": each.passed, "grade": each.grade, "message": each.message}
            for each in found.checks
        ],
        "value_preview": preview(found.value_preview) if shown else None,
        "differs": [list(place) for place in found.differs] if shown else [],
        "score": _number(found.score),
        "edits": list(found.edits),
        "samples": found.samples,
        "error": found.error,
        "source": found.source,
        "unstable": found.unstable,
        "grade": found.grade,
        "mismatch": found.mismatch,
    }


def question(found: Question | None) -> JSON | None:
    """IQuestion."""
    if found is None:
        return None
    rows = [[list(pair) for pair in row] for row in found.rows]
    return {"text": found.text, "codes": list(found.codes), "row": found.row, "rows": rows}


def answer(found: Answer, candidates: Sequence[JSON]) -> JSON:
    """IAnswer, with its candidates as they are to be told."""
    return {
        "code": found.code,
        "verified": found.verified,
        "reason": found.reason,
        "candidates": list(candidates),
        "prompt": found.prompt,
        "spec": found.spec,
        "seconds": _number(found.seconds),
        "model": found.model,
        "level": found.level,
        "question": question(found.question),
    }


def outgoing(found: Outgoing) -> JSON:
    """IOutgoing."""
    return {
        "text": found.text,
        "characters": len(found.text),
        "tokens": math.ceil(len(found.text) / _CHARACTERS),
        "model": found.model,
        "template": found.template,
        "level": found.level,
        "local": found.local,
    }


def event(found: Event, *, shown: bool = True) -> JSON:
    """Event."""
    from gift4code_ext.generation import events

    match found:
        case events.Read():
            return {"kind": "read", "inputs": [frame(each) for each in found.inputs], "seconds": found.seconds}
        case events.Specified():
            from gift4code_ext.kernel.shown import expected_preview

            expected = preview(expected_preview(found.output))
            said = list(stated(found.output))
            return {"kind": "specified", "summary": found.summary, "stated": said, "expected": expected}
        case events.Ran():
            told = candidate(found.candidate, shown=shown)
            return {"kind": "ran", "candidate": told, "done": found.done, "total": found.total}
        case events.Chosen():
            code = None if found.candidate is None else found.candidate.code
            return {"kind": "chosen", "code": code, "verified": found.verified, "reason": found.reason}
        case events.Shared():
            return {"kind": "shared", **_fields(found, leave_out=("links",))}
        case _:
            return {"kind": type(found).__name__.lower(), **_fields(found)}


def _fields(found: Event, leave_out: Collection[str] = ()) -> JSON:
    """The plain fields of an event."""
    return {each.name: getattr(found, each.name) for each in dataclasses.fields(found) if each.name not in leave_out}


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None  # JSON has no word for the others
