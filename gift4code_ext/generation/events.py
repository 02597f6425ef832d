"""What happens during one ask, step by step; the panel, the widget and the shell draw the same events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from gift4code_ext.generation.candidate import Candidate
from gift4code_ext.generation.link import Span
from gift4code_ext.spec.model import Facts, Output, Variable


@dataclass(frozen=True)
class Read:
    """The inputs were read, a bounded number of rows of each."""

    inputs: tuple[Variable, ...]
    seconds: float


@dataclass(frozen=True)
class Specified:
    """What must come out, and the summary that code computed of it."""

    output: Output
    facts: Facts
    summary: str


@dataclass(frozen=True)
class Loading:
    """A model is being started, for so many seconds so far; told only where that takes more than a moment."""

    model: str
    seconds: float


@dataclass(frozen=True)
class Shared:
    """What leaves the kernel now, to which model, at which sharing level; ``links`` are words read as slots."""

    prompt: str
    model: str
    template: str
    level: str
    links: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Generated:
    """The model's samples came: how many, how many distinct candidates, how many of those the gate refused.

    ``failure`` says why further samples did not come, if their request failed.
    """

    samples: int
    candidates: int
    refused: int
    seconds: float
    failure: str = ""


@dataclass(frozen=True)
class Ran:
    """One candidate ran and was checked; ``done`` of ``total`` have."""

    candidate: Candidate
    done: int
    total: int


@dataclass(frozen=True)
class Checked:
    """All candidates ran: how many without error, and how many of those meet the specification."""

    ran: int
    met: int
    seconds: float


@dataclass(frozen=True)
class Repaired:
    """Edits of failing candidates ran: how many, and how many of them meet the specification."""

    tried: int
    met: int
    seconds: float


@dataclass(frozen=True)
class Searching:
    """A search for a program goes on: programs thought of, those executed, calls in one program, programs found."""

    enumerated: int
    executed: int
    depth: int
    found: int
    seconds: float


@dataclass(frozen=True)
class Chosen:
    """The end: the candidate offered, if any, whether it is verified, and why."""

    candidate: Candidate | None
    verified: bool
    reason: str


Event: TypeAlias = Read | Specified | Loading | Shared | Generated | Ran | Checked | Repaired | Searching | Chosen
