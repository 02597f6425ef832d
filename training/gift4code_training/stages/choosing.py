"""Which executed programs are kept: diversity of calls, near-duplicates, a cap a sketch.

In this order, each a reason that is counted:

* *benchmark*: the task is of one (:mod:`contamination`).
* *the same calls*: of the candidates of one intent whose sets of pandas calls are equal, one is kept.
* *less diverse*: of the rest at most ``per_intent`` are kept. The first is the one with the most distinct calls; each
  further one is the one that adds the most calls that those before it lack, then the one with more calls. The paper's
  own heuristic for diversity of APIs is not public; this is ours.
* *near-duplicate*: another kept program over the same table has the same sketch (names and constants blanked).
* *sketch is full*: ``per_sketch`` programs of that sketch are kept already.

Ties are broken by key, and programs are looked at in the order of their keys, which are checksums: the outcome depends
on the records alone, not on the order they come in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gift4code_training.stages.contamination import Against
from gift4code_training.stages.stage import Rejection


@dataclass(frozen=True)
class Candidate:
    """One specified run as far as choosing looks at it: ``sketch`` is that of ``code``."""

    key: str
    intent: str
    request: str
    code: str
    calls: tuple[str, ...]
    table: str
    sketch: str


@dataclass(frozen=True)
class Limits:
    """How many programs are kept: of one intent, and of one sketch."""

    per_intent: int = 2
    per_sketch: int = 100


def choose(candidates: Iterable[Candidate], against: Against, limits: Limits) -> dict[str, Rejection | None]:
    """What becomes of each candidate, by key: ``None`` where it is kept."""
    verdicts: dict[str, Rejection | None] = {}
    intents: dict[str, list[Candidate]] = {}
    for each in sorted(candidates, key=lambda each: each.key):
        why = against.of(each.request, each.code)
        verdicts[each.key] = Rejection("benchmark", why) if why else None
        if not why:
            intents.setdefault(each.intent, []).append(each)
    diverse: list[Candidate] = []
    for own in intents.values():
        distinct = list(_distinct(own, verdicts))
        chosen = _diverse(distinct, limits.per_intent)
        for each in distinct:
            if each not in chosen:
                verdicts[each.key] = Rejection("less diverse")
        diverse += chosen
    seen: dict[tuple[str, str], str] = {}
    full: Counter[str] = Counter()
    for each in sorted(diverse, key=lambda each: each.key):
        first = seen.setdefault((each.table, each.sketch), each.key)
        if first != each.key:
            verdicts[each.key] = Rejection("near-duplicate", first)
        elif full[each.sketch] >= limits.per_sketch:
            verdicts[each.key] = Rejection("sketch is full", each.sketch)
        else:
            full[each.sketch] += 1
    return verdicts


def _distinct(own: Sequence[Candidate], verdicts: dict[str, Rejection | None]) -> Iterator[Candidate]:
    """One candidate for each set of calls; the others are rejected."""
    seen: dict[frozenset[str], str] = {}
    for each in own:
        first = seen.setdefault(frozenset(each.calls), each.key)
        if first == each.key:
            yield each
        else:
            verdicts[each.key] = Rejection("the same calls", first)


def _diverse(own: Sequence[Candidate], count: int) -> list[Candidate]:
    chosen: list[Candidate] = []
    known: set[str] = set()
    left = list(own)
    while left and len(chosen) < count:
        best = min(left, key=lambda each: (-len(set(each.calls) - known), -len(set(each.calls)), each.key))
        left.remove(best)
        chosen.append(best)
        known.update(best.calls)
    return chosen
