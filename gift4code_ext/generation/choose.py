"""Choosing: completions become distinct candidates, and of those that ran the likeliest right one comes first.

The check decides first. Where it leaves several, candidates that make the same value speak for each other: the values
are grouped, and the group that the model finds likeliest wins.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from gift4code_ext.execution.outcome import Outcome, Preview, Status
from gift4code_ext.generation.gate import Gated
from gift4code_ext.generation.slots import SlotError, canonical
from gift4code_ext.generation.wire import Completion
from gift4code_ext.spec.check import Clause


@dataclass(frozen=True)
class Candidate:
    """One distinct cell.

    Attributes:
        code: the cell.
        status: what running it came to; ``refused`` also if it never ran.
        checks: the clauses of the specification, as met or not.
        value_preview: the head of its value.
        score: how likely the model finds it, 0 to 1.
        edits: what was mended before it ran, and what could not be.
        samples: how often the model gave it.
        value_key: equal for equal values.
        error: why it did not run to its end.
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

    @property
    def grade(self) -> int:
        """The worst tolerance that a clause needed."""
        return max((clause.grade for clause in self.checks), default=0)

    @property
    def mismatch(self) -> str:
        """Why this is not what was asked for; empty if it is."""
        return self.error or next((clause.message for clause in self.checks if not clause.passed), "")


def distinct(
    completions: Sequence[Completion], finish: Callable[[str], str], gate: Callable[[str], Gated]
) -> list[Candidate]:
    """Completions as candidates that have not run (status ``refused`` with the reason, or ``killed`` until run).

    Args:
        completions: samples, the greedy one first.
        finish: completion text -> Python; raises SlotError where there is none.
        gate: Python -> what may run.
    """
    found: dict[str, list[tuple[Gated, Completion]]] = defaultdict(list)
    for completion in completions:
        try:
            gated = gate(finish(completion.text))
        except SlotError as error:
            gated = Gated(completion.text.strip(), refused=str(error))
        found[_normal(gated.code)].append((gated, completion))
    total = len(completions)
    return [
        Candidate(
            same[0][0].code,
            "refused" if same[0][0].refused else "killed",
            score=_score([completion for _, completion in same], total),
            edits=same[0][0].edits,
            samples=len(same),
            error=same[0][0].refused,
        )
        for same in found.values()
    ]


def ran(candidate: Candidate, outcome: Outcome) -> Candidate:
    """The candidate with what running it came to."""
    return replace(
        candidate,
        status=outcome.status,
        checks=outcome.verdict.clauses if outcome.verdict else (),
        value_preview=outcome.preview,
        value_key=outcome.value_key,
        error=outcome.error,
    )


def rank(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates that ran, best first: with the fewest tolerances, then of the likeliest value.

    Candidates of equal value lend each other their likelihood; among them the likeliest, then the shortest comes first.
    """
    groups: dict[str, float] = defaultdict(float)
    for candidate in candidates:
        if candidate.value_key is not None:
            groups[candidate.value_key] += candidate.score

    def order(candidate: Candidate) -> tuple[float, ...]:
        passed = sum(clause.passed for clause in candidate.checks)
        is_ok = candidate.status == "ok"
        return (
            _ORDER.get(candidate.status, len(_ORDER)),
            -passed,
            candidate.grade,
            is_ok and _is_empty(candidate),
            -groups.get(candidate.value_key or "", 0.0),
            -candidate.score,
            len(candidate.code),
        )

    return sorted(candidates, key=order)


_ORDER: dict[str, int] = {
    status: place
    for place, status in enumerate(("ok", "wrong", "unserialisable", "error", "timeout", "memory", "killed"))
}


def _is_empty(candidate: Candidate) -> bool:
    preview = candidate.value_preview
    return preview is not None and len(preview.shape) > 0 and preview.shape[0] == 0


def _score(same: Sequence[Completion], total: int) -> float:
    """How often it was given, and how likely the model says it is: each says something where the other is blunt."""
    told = [completion.logprob for completion in same if completion.logprob is not None]
    often = len(same) / total
    return (often + math.exp(min(0.0, max(told)))) / 2 if told else often


def _normal(code: str) -> str:
    try:
        return canonical(code)
    except SlotError:
        return code
