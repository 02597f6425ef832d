"""What running a candidate cell came to: plain data, readable by every room and safe to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.spec.check import Clause, Verdict

Status = Literal["ok", "wrong", "error", "timeout", "memory", "killed", "unserialisable", "refused", "harness_error"]
"""``ok`` meets the output asked for; ``wrong`` ran but does not; ``error`` raised, or never bound the variable;
``timeout`` and ``memory`` passed a limit; ``killed`` ended without a report (or was stopped); ``unserialisable`` made
something that is no data; ``refused`` tried what a cell may not do; ``harness_error`` says nothing about the cell: the
worker itself failed."""


class ExecutionError(Gift4CodeError):
    """Candidates cannot be run at all, and why."""


@dataclass(frozen=True)
class Preview:
    """A part of a value as text: at most 10 rows and 12 columns, every cell capped.

    ``shape`` is that of the whole value; ``index`` is empty for a default index; ``text`` is the table as a person
    reads it; ``start`` is the place of the first row shown (from 0).
    """

    type: str
    shape: tuple[int, ...] = ()
    columns: tuple[str, ...] = ()
    index: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    text: str = ""
    start: int = 0


@dataclass(frozen=True)
class Outcome:
    """One candidate, run once.

    Args:
        verdict: the check against the output asked for, where a value came to be checked.
        value_key: equal for equal values (numbers to nine significant digits); ``None`` without a value.
        row_keys: by the same rule a key for each of the first 1,000 rows of a table or one-dimensional value (of wide
            tables fewer): the first place in which two outcomes' keys differ is the first row that differs.
        error: one line, e.g. ``"KeyError: 'fare'"``; ``line`` is where in the cell (from 1).
        seconds: the cell's own running time, without the check.
        stdout: what the cell printed, at most 64 kB.
        protections: names of the protections that were active in its process.
        sampled: one sentence for every frame of which only the first rows were there.
        unstable: whether a second run, with other random numbers and at another time, made another value.
        differs: cells of the preview that differ from the expected value, as (row, column) from 0; column -1 is the
            index. Cells of which that is not known are not among them.
    """

    status: Status
    verdict: Verdict | None = None
    preview: Preview | None = None
    value_key: str | None = None
    row_keys: tuple[str, ...] = ()
    value_type: str = ""
    error: str = ""
    line: int | None = None
    seconds: float = 0.0
    stdout: str = ""
    protections: tuple[str, ...] = ()
    sampled: tuple[str, ...] = ()
    unstable: bool = False
    differs: tuple[tuple[int, int], ...] = ()


def from_report(report: Mapping[str, Any]) -> Outcome:
    """The outcome a worker's JSON report describes.

    Raises:
        ValueError: the report does not have the shape of one.
    """
    try:
        status = report["status"]
        if status not in get_args(Status):
            raise ValueError(f"no such status: {status!r}")
        line = report.get("line")
        key = report.get("value_key")
        return Outcome(
            status=cast(Status, status),
            verdict=_verdict(report.get("verdict")),
            preview=_preview(report.get("preview")),
            value_key=None if key is None else str(key),
            row_keys=_texts(report.get("row_keys", ())),
            value_type=str(report.get("value_type", "")),
            error=str(report.get("error", "")),
            line=None if line is None else int(line),
            seconds=float(report.get("seconds", 0.0)),
            stdout=str(report.get("stdout", "")),
            protections=_texts(report.get("protections", ())),
            sampled=_texts(report.get("sampled", ())),
            differs=tuple((int(row), int(column)) for row, column in report.get("differs", ())),
        )
    except (AttributeError, KeyError, TypeError) as problem:
        raise ValueError(f"malformed report: {problem}") from problem


def _verdict(data: Mapping[str, Any] | None) -> Verdict | None:
    if data is None:
        return None
    clauses = tuple(
        Clause(str(name), bool(passed), int(grade), str(message)) for name, passed, grade, message in data["clauses"]
    )
    return Verdict(bool(data["passed"]), int(data["grade"]), clauses)


def _preview(data: Mapping[str, Any] | None) -> Preview | None:
    if data is None:
        return None
    return Preview(
        type=str(data["type"]),
        shape=tuple(int(size) for size in data["shape"]),
        columns=_texts(data["columns"]),
        index=_texts(data["index"]),
        rows=tuple(_texts(row) for row in data["rows"]),
        text=str(data["text"]),
        start=int(data["start"]),
    )


def _texts(values: Sequence[Any]) -> tuple[str, ...]:
    return tuple(str(value) for value in values)
