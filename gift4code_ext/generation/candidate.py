"""One candidate cell: its code, where it comes from, and what running it came to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from gift4code_ext.execution.outcome import Outcome, Preview, Status
from gift4code_ext.spec.check import Clause

Source = Literal["model", "repair", "search"]
"""Who made a candidate: a model, an edit of a model's candidate, or the enumeration of programs."""


@dataclass(frozen=True)
class Candidate:
    """One distinct cell.

    Attributes:
        code: the cell.
        status: what running it came to; ``refused`` also if it never ran.
        checks: the clauses of the specification, as met or not.
        value_preview: the head of its value.
        score: how likely it is, 0 to 1: what the model finds, less for each edit of repair.
        edits: what was changed or mended before it ran, and what could not be.
        samples: how often the model gave it.
        value_key: equal for equal values.
        error: why it did not run to its end.
        source: who made it.
        copy_keys: the keys of its values on perturbed copies of the inputs, where it was run on them.
        unstable: whether a second run made another value.
        against: how much less likely the words of the request make it, as a cost (see :mod:`.asked`).
        left_out: what the words name and the cell does nothing with.
        far: whether a search had to go far beyond the words to find it.
        differs: cells of ``value_preview`` that differ from the expected value, as (row, column) from 0; column -1 is
            the index. Cells of which that is not known are not among them.
    """

    code: str
    status: Status
    checks: tuple[Clause, ...] = ()
    value_preview: Preview | None = None
    score: float = 0.0
    edits: tuple[str, ...] = ()
    samples: int = 1
    value_key: str | None = None
    error: str = ""
    source: Source = "model"
    copy_keys: tuple[str | None, ...] = ()
    unstable: bool = False
    against: float = 0.0
    left_out: tuple[str, ...] = ()
    far: bool = False
    differs: tuple[tuple[int, int], ...] = ()

    @property
    def grade(self) -> int:
        """The worst tolerance that a clause needed."""
        return max((clause.grade for clause in self.checks), default=0)

    @property
    def mismatch(self) -> str:
        """Why this is not what was asked for; empty if it is."""
        return self.error or next((clause.message for clause in self.checks if not clause.passed), "")

    @property
    def reading(self) -> tuple[str | None, ...]:
        """Equal for candidates that make the same values, on the inputs and on the copies they were run on."""
        return (self.value_key, *self.copy_keys)


def ran(candidate: Candidate, outcome: Outcome) -> Candidate:
    """The candidate with what running it came to."""
    return replace(
        candidate,
        status=outcome.status,
        checks=outcome.verdict.clauses if outcome.verdict else (),
        value_preview=outcome.preview,
        value_key=outcome.value_key,
        error=outcome.error,
        unstable=outcome.unstable,
        differs=outcome.differs,
    )
