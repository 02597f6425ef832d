"""What is asked of a contained process, and what it came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gift4code_ext.execution import Limits, Status
from gift4code_training.evaluation.problem import EvaluationError, Verdict

_CLAIMED = ("ok", "wrong", "error", "harness_error")
_TEXT = 2000


@dataclass(frozen=True)
class Work:
    """What a server's processes do.

    Attributes:
        function: ``"gift4code_training.module:name"``; called with one mapping of JSON values, it returns another. It
            runs in another interpreter: its module imports the standard library, ``gift4code_ext`` and what is there.
        preload: modules imported before the first process is forked; those that are not there are left out.
        limits: what one call may use; ``limits.seconds`` is its wall clock.
        file_mb: size of a file that it may write in its own folder; 0: none.
        said_mb: size of what it may return, as JSON.
    """

    function: str
    preload: tuple[str, ...] = ()
    limits: Limits = field(default_factory=lambda: Limits(seconds=30.0, memory_mb=4096))
    file_mb: int = 16
    said_mb: int = 4


@dataclass(frozen=True)
class Ran:
    """What a call came to.

    Attributes:
        status: ``ok`` where the function returned; ``harness_error`` says nothing about what it ran.
        said: what it returned; empty where it did not.
        error: one line.
        seconds: its own, without fork and clean-up.
        stdout: what it printed, at most 64 kB.
    """

    status: Status
    said: Mapping[str, Any] = field(default_factory=dict)
    error: str = ""
    seconds: float = 0.0
    stdout: str = ""


def described(ran: Ran, id_: str) -> bool:
    """Whether a reference ran, so that its problem can be specified.

    Raises:
        EvaluationError: the harness failed, which must not change what is posed.
    """
    if ran.status == "harness_error":
        raise EvaluationError(f"the reference of {id_} could not be run ({ran.error}): run the same command again.")
    return ran.status == "ok"


def verdict(ran: Ran) -> Verdict:
    """The verdict that a process tells of, its fields by name.

    The answer ran beside what tells: where it got hold of that and told nonsense, it is an error of the answer.
    """
    if ran.status != "ok":
        return Verdict(ran.status, detail=ran.error, seconds=ran.seconds)
    status, shown, type_matches = (ran.said.get(name) for name in ("status", "shown", "type_matches"))
    if status not in _CLAIMED or not all(flag is None or isinstance(flag, bool) for flag in (shown, type_matches)):
        return Verdict("error", detail="what came back is no verdict", seconds=ran.seconds)
    detail, value, expected = (str(ran.said.get(name, ""))[:_TEXT] for name in ("detail", "value", "expected"))
    return Verdict(status, shown, type_matches, detail, ran.seconds, value, expected)
