"""How an ask can end, and whatever happens as one of these ends."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.kernel.asked import RequestError
from gift4code_ext.kernel.frames import FramesError
from gift4code_ext.policy import PolicyError
from gift4code_ext.spec.sharing import LevelError

if TYPE_CHECKING:
    from gift4code_ext.assistant import Answer, Outgoing
    from gift4code_ext.spec.model import Output


@dataclass(frozen=True)
class Answered:
    """An ask came to its end; ``output`` is what was expected. It may hold live values: drop it when it is shown."""

    answer: Answer
    output: Output


@dataclass(frozen=True)
class Previewed:
    """What would be sent."""

    outgoing: Outgoing


@dataclass(frozen=True)
class Halted:
    """It was stopped."""


@dataclass(frozen=True)
class Failed:
    """It could not be asked, and why; ``retry``: whether the same request may work later."""

    sentence: str
    retry: bool


End: TypeAlias = Answered | Previewed | Halted | Failed


@dataclass(frozen=True)
class Job:
    """One ask on its way. ``ended`` is set once nothing of it runs any more and its end was told."""

    identity: str
    stop: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)


def tell(end: Callable[[End], None], found: End) -> None:
    """Tell an end or, where that fails, that it failed: a thread's own words would go to whatever cell runs."""
    try:
        end(found)
    except Exception as error:  # noqa: BLE001 - as above
        with contextlib.suppress(Exception):  # nobody is left to tell
            end(fault(error))


def fault(error: Exception) -> Failed:
    """The end of what failed by a fault of our own."""
    what = f"{type(error).__name__}: {error}".partition("\n")[0][:200]
    return Failed(f"gift4code itself failed on this request ({what}); please report it.", retry=False)


def made(work: Callable[[Job], End], job: Job) -> End:
    """What a job comes to; whatever it raises is a sentence."""
    from gift4code_ext.generation.inputs import AskError
    from gift4code_ext.generation.prompt import TemplateError
    from gift4code_ext.spec.contradictions import OutputError

    lasting = (AskError, FramesError, LevelError, OutputError, PolicyError, RequestError, TemplateError)
    try:
        return work(job)
    except Exception as error:  # noqa: BLE001 - a thread has nobody to raise to: the person is told instead
        if job.stop.is_set():
            return Halted()
        if isinstance(error, Gift4CodeError):
            return Failed(str(error), retry=not isinstance(error, lasting))
        return fault(error)
