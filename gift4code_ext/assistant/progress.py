"""The state of one ask on its way: its clock, its stop, what was found so far, and where events go."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from gift4code_ext.assistant.answer import Answer, Request
from gift4code_ext.execution.outcome import Outcome
from gift4code_ext.execution.runner import Runner
from gift4code_ext.generation.asked import Asked, unsettling
from gift4code_ext.generation.candidate import Candidate, ran
from gift4code_ext.generation.choose import rank
from gift4code_ext.generation.events import Checked, Chosen, Event, Ran
from gift4code_ext.generation.later import Stopped
from gift4code_ext.generation.prompt import Prompt
from gift4code_ext.generation.question import Question
from gift4code_ext.generation.wire import Completion
from gift4code_ext.spec.model import Spec

_LEAST = 0.1  # seconds that whatever still starts may take


@dataclass
class Progress:
    """One ask. ``outcomes`` are by code: nothing runs twice."""

    request: Request
    started: float
    deadline: float
    stop: threading.Event
    on_event: Callable[[Event], None] | None = None
    spec: Spec | None = None
    said: str = ""
    level: str = ""
    prompt: Prompt | None = None
    model: str = ""
    failure: str = ""
    completions: tuple[Completion, ...] = ()
    candidates: list[Candidate] = field(default_factory=list)
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    def tell(self, event: Event) -> None:
        if self.on_event is not None:
            self.on_event(event)

    @property
    def left(self) -> float:
        """Seconds."""
        return max(_LEAST, self.deadline - time.monotonic())

    @property
    def met(self) -> bool:
        """Whether a candidate meets the specification, and uses what the words name."""
        return any(candidate.status == "ok" and not candidate.left_out for candidate in self.candidates)

    @cached_property
    def asked(self) -> Asked:
        """What the words name; to be read once the request is specified."""
        return Asked.of(self.spec, self.request.output) if self.spec is not None else Asked()

    def take(self, fresh: Sequence[Candidate]) -> None:
        """Keep candidates in place of those of the same code, the best of all first."""
        codes = {candidate.code for candidate in fresh}
        self.candidates = rank([*(each for each in self.candidates if each.code not in codes), *fresh])

    def add(self, fresh: Sequence[Candidate], runner: Runner, *, deadline: float | None = None) -> list[Candidate]:
        """Run and check further candidates, in time, and put the best of all first; gives these as they came out.

        Raises:
            Stopped: the ask was stopped.
        """
        begun = time.monotonic()
        may_run = [each for each in fresh if each.status != "refused" and each.code not in self.outcomes]
        done = 0

        def on_outcome(number: int, outcome: Outcome) -> None:
            nonlocal done
            done += 1
            self.tell(Ran(ran(may_run[number], outcome), done, len(may_run)))

        codes = [candidate.code for candidate in may_run]
        until = self.deadline if deadline is None else min(deadline, self.deadline)
        output = self.request.output
        outcomes = runner.run_many(codes, output, deadline=until, stop=self.stop, on_outcome=on_outcome)
        self.outcomes.update(zip(codes, outcomes, strict=True))
        new = [self._ran(each) if each.code in self.outcomes else each for each in fresh]
        self.take(new)
        met = sum(candidate.status == "ok" for candidate in self.candidates)
        worked = sum(candidate.status in ("ok", "wrong", "unserialisable") for candidate in self.candidates)
        self.tell(Checked(worked, met, time.monotonic() - begun))
        if self.stop.is_set():
            raise Stopped
        return new

    def _ran(self, candidate: Candidate) -> Candidate:
        """What running a candidate came to, and what the words say of it."""
        left_out = unsettling(self.asked.left_out(candidate.code))
        done = ran(candidate, self.outcomes[candidate.code])
        return replace(done, against=self.asked.against(candidate.code), left_out=left_out)

    def answer(
        self,
        code: str | None,
        reason: str,
        *,
        verified: bool = False,
        question: Question | None = None,
        follow: Callable[..., Answer] | None = None,
    ) -> Answer:
        """The end of the ask."""
        self.tell(Chosen(self.candidates[0] if code is not None else None, verified, reason))
        return Answer(
            code=code,
            verified=verified,
            reason=reason,
            candidates=tuple(self.candidates),
            prompt="" if self.prompt is None else self.prompt.text,
            spec=self.said,
            seconds=time.monotonic() - self.started,
            model=self.model,
            level=self.level,
            question=question,
            _follow=follow,
        )
