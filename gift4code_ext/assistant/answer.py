"""What is asked and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from gift4code_ext.generation.candidate import Candidate
from gift4code_ext.generation.inputs import AskError
from gift4code_ext.generation.question import Question
from gift4code_ext.spec.model import Output

Way = Literal["model", "repair", "search"]
"""A way to find candidates: a model's samples, edits of those that fail, enumeration against an example."""
WAYS: tuple[Way, ...] = ("model", "repair", "search")


@dataclass(frozen=True)
class Request:
    """One request as it was stated. ``frames`` are the live inputs by name, ``modules`` what a cell does not import."""

    intent: str
    frames: Mapping[str, Any]
    context: str
    output: Output
    modules: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Outgoing:
    """What one ask would send first, before anything is sent.

    Attributes:
        text: byte for byte; empty where no model would be asked.
        model: the id and address of the model.
        template: the prompt template it is written in.
        level: what was allowed to leave.
        local: whether it would stay on this machine.
    """

    text: str
    model: str = ""
    template: str = ""
    level: str = ""
    local: bool = True


@dataclass(frozen=True)
class Answer:
    """What came of one ask.

    Attributes:
        code: the cell to insert, or ``None``: ``reason`` says why.
        verified: whether a specification was given, the value met every clause of it, and nothing speaks against the
            cell: it uses what the words name, as they say it, and no other reading as likely meets the example with
            another value.
        reason: one sentence about ``code``, or its absence.
        candidates: all distinct ones, best first.
        prompt: exactly what left the kernel.
        spec: what was specified, in words; empty if nothing was.
        seconds: how long it took.
        model: the id and address of the model that was asked.
        level: what was allowed to leave.
        question: what to ask where another reading meets the specification too and makes another value.
    """

    code: str | None
    verified: bool
    reason: str
    candidates: tuple[Candidate, ...] = ()
    prompt: str = ""
    spec: str = ""
    seconds: float = 0.0
    model: str = ""
    level: str = ""
    question: Question | None = None
    _follow: Callable[..., Answer] | None = field(default=None, repr=False, compare=False)

    def refine(self, words: str, **changes: Any) -> Answer:
        """Ask again with more words: ``answer.refine("only 2024")``. The cell so far becomes context.

        Args:
            words: what is to change; they follow the words of the first request.
            **changes: anything that :meth:`Assistant.ask` takes but ``intent``, in place of what was asked before.
                The expected output is kept only where nothing met it yet: a refined request has another result.

        Raises:
            AskError: an input of the first request is gone, or the answer was not made by an assistant.
        """
        if self._follow is None:
            raise AskError("this answer was not made by an assistant; ask anew")
        return self._follow(self, words, **changes)
