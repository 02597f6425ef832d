"""What a report says, before it is Markdown or HTML: plain text in tables and sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from gift4code_training.evaluation.metrics.taxonomy import Group


@dataclass(frozen=True)
class Table:
    """A table of text; the first cell of a row names it, and so does the first column's head.

    ``note`` says how to read it.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class RunPart:
    """What is said of one run: ``warnings`` are sentences that nobody may miss."""

    label: str
    warnings: tuple[str, ...]
    facts: Table
    tables: tuple[Table, ...]


@dataclass(frozen=True)
class Line:
    """A line of a comparison of two texts: in both, only expected, or only in what came."""

    where: Literal["both", "expected", "came"]
    text: str


@dataclass(frozen=True)
class Candidate:
    """One distinct answer.

    Attributes:
        samples: places of the answers that are this one, from 0.
        group, name, exception: its kind of outcome.
        repaired: what extraction mended.
        seconds: of the slowest.
        difference: the expected value beside the one that came, where both are known and differ.
        value: the value that came, where there is no difference to show.
    """

    code: str
    samples: tuple[int, ...]
    group: Group
    name: str
    exception: str
    detail: str
    repaired: tuple[str, ...]
    seconds: float
    difference: tuple[Line, ...]
    value: str


@dataclass(frozen=True)
class Answers:
    """One run's answers to a problem under one kind; ``left_out`` distinct ones are not shown."""

    label: str
    right: int
    scored: int
    harness_errors: int
    candidates: tuple[Candidate, ...]
    left_out: int


@dataclass(frozen=True)
class Asked:
    """A problem as it was posed under one kind.

    ``prompts``: labels of the runs that saw a prompt, and the prompt; one entry where all saw the same.
    """

    kind: str
    specification: str
    prompts: tuple[tuple[tuple[str, ...], str], ...]
    answers: tuple[Answers, ...]


@dataclass(frozen=True)
class ProblemPart:
    """One problem with everything that was answered.

    ``found``: whether all, some or none of the scored answers are right, or nothing was scored.
    """

    id: str
    about: tuple[str, ...]
    found: Literal["all", "some", "none", "nothing"]
    reference: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class SuitePart:
    """What is said of one suite: its runs side by side, whether they differ by more than chance, then each run."""

    name: str
    about: str
    overview: tuple[Table, ...]
    comparisons: tuple[Table, ...]
    runs: tuple[RunPart, ...]


@dataclass(frozen=True)
class Report:
    """A whole report but for its figures and problems, which only the page has."""

    title: str
    suites: tuple[SuitePart, ...] = field(default=())
