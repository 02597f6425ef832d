"""The sizes of the experiment and of the demonstration."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

CHECKPOINT = Path(__file__).resolve().parents[1] / "bundled" / "checkpoint"
"""The bundled model, with which the demonstration begins."""
NONE, TYPE, EXAMPLES, SUMMARY, MIXED = "none", "type", "examples", "summary", "mixed"
NOISY, SEEN = "tasks", "tasks-seen"


@dataclass(frozen=True)
class Base:
    """A base of one's own that never saw a specification: so many generated records, so many steps of training."""

    records: int
    steps: int
    seed: int = 1


@dataclass(frozen=True)
class Plan:
    """One size.

    Attributes:
        tables: generated tables; six tasks each are worded.
        base: what is tuned: the bundled model, or a base that is trained first.
        kinds: an adapter is tuned for each.
        seeds: of the tuning; each kind has an adapter a seed.
        steps: of the tuning, the same for all.
        suites: suite -> kinds of specification at test time.
        n, k: answers to a problem, and the k of pass@k.
        limit: problems, the first of those kept apart; ``None``: all.
        seed: of tables, tasks and specifications.
    """

    tables: int
    base: Base | None
    kinds: tuple[str, ...]
    seeds: tuple[int, ...]
    steps: int
    suites: dict[str, tuple[str, ...]] = field(
        default_factory=lambda: {NOISY: (NONE, TYPE, EXAMPLES, SUMMARY), SEEN: (SUMMARY,)}
    )
    n: int = 5
    k: int = 5
    limit: int | None = None
    validation: float = 0.25
    seed: int = 7


EVERY = (NONE, TYPE, EXAMPLES, SUMMARY, MIXED)

SIZES = {
    "ci": Plan(
        tables=12,
        base=Base(records=600, steps=25),
        kinds=(NONE, SUMMARY),
        seeds=(1,),
        steps=4,
        suites={SEEN: (NONE, SUMMARY)},
        n=2,
        k=2,
        limit=8,
    ),
    "cpu": Plan(
        tables=240,
        base=Base(records=60_000, steps=1500),
        kinds=EVERY,
        seeds=(1, 2),
        steps=150,
        n=3,
        k=3,
        limit=60,
    ),
    "gpu": Plan(tables=3000, base=Base(records=600_000, steps=20_000), kinds=EVERY, seeds=(1, 2, 3), steps=1500),
}

DEMO = Plan(
    tables=40,
    base=None,
    kinds=(MIXED,),
    seeds=(1,),
    steps=40,
    suites={SEEN: (NONE, TYPE, EXAMPLES, SUMMARY)},
    n=2,
    k=2,
    limit=40,
)
