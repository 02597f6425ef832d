"""Choosing: completions become distinct candidates, and of those that ran the likeliest right one comes first.

The check decides first. Where it leaves several, candidates that make the same values, on the data and on perturbed
copies of it, speak for each other: they are one reading of the request, and the likeliest reading wins.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence

from gift4code_ext.generation.candidate import Candidate
from gift4code_ext.generation.gate import Gated
from gift4code_ext.generation.slots import SlotError, canonical
from gift4code_ext.generation.wire import Completion

_RIVAL = 0.4  # the least weight, as a share of the first reading's, at which another one is worth a question
_WORDS = 3.0  # how much what the words say against a candidate counts: at 0.25 it is half as likely
_STABLE_FIRST = ("ok", "wrong", "unserialisable", "error", "timeout", "memory", "killed")
_ORDER: dict[str, int] = {status: place for place, status in enumerate(_STABLE_FIRST)}


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
        found[normal(gated.code)].append((gated, completion))
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


def rank(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates that ran, best first: with the fewest tolerances, then of the likeliest reading.

    Among candidates of one reading the likeliest, then the shortest comes first.
    """
    weights = _weights(candidates)

    def order(candidate: Candidate) -> tuple[float, ...]:
        passed = sum(clause.passed for clause in candidate.checks)
        is_ok = candidate.status == "ok"
        return (
            _ORDER.get(candidate.status, len(_ORDER)),
            -passed,
            candidate.grade,
            is_ok and (_is_empty(candidate) or candidate.unstable),
            -weights.get(candidate.reading, 0.0),
            -_likely(candidate),
            len(candidate.code),
        )

    return sorted(candidates, key=order)


def rival(ranked: Sequence[Candidate]) -> Candidate | None:
    """The best candidate of another reading that the specification tells apart no better than the first one.

    One that makes another value on the data goes before one that differs on perturbed copies alone. It is none where
    the first reading is clearly the likelier one.
    """
    if not ranked or ranked[0].status != "ok" or ranked[0].value_key is None:
        return None
    first, weights = ranked[0], _weights(ranked)
    others = [
        other
        for other in ranked[1:]
        if (other.status, other.grade) == ("ok", first.grade)
        and other.value_key is not None
        and other.reading != first.reading
        and weights[other.reading] >= _RIVAL * weights[first.reading]
        and not _is_empty(other)
    ]
    return next((other for other in others if other.value_key != first.value_key), others[0] if others else None)


def normal(code: str) -> str:
    """The code in one form for equal syntax trees; as it is where it is no Python."""
    try:
        return canonical(code)
    except SlotError:
        return code


def _weights(candidates: Sequence[Candidate]) -> dict[tuple[str | None, ...], float]:
    """How likely each reading is: a model's samples add up, while edits and programs found are only as likely as the
    best of them, as equivalent ones say nothing more."""
    sums: dict[tuple[str | None, ...], float] = defaultdict(float)
    best: dict[tuple[str | None, ...], float] = defaultdict(float)
    for candidate in candidates:
        if candidate.value_key is None:
            continue
        likely = _likely(candidate)
        if candidate.source == "model":
            sums[candidate.reading] += likely
        else:
            best[candidate.reading] = max(best[candidate.reading], likely)
    return {reading: sums.get(reading, 0.0) + best.get(reading, 0.0) for reading in {*sums, *best}}


def _likely(candidate: Candidate) -> float:
    return candidate.score * math.exp(-_WORDS * candidate.against)


def _is_empty(candidate: Candidate) -> bool:
    preview = candidate.value_preview
    return preview is not None and len(preview.shape) > 0 and preview.shape[0] == 0


def _score(same: Sequence[Completion], total: int) -> float:
    """How often it was given, and how likely the model says it is: each says something where the other is blunt."""
    told = [completion.logprob for completion in same if completion.logprob is not None]
    often = len(same) / total
    return (often + math.exp(min(0.0, max(told)))) / 2 if told else often
