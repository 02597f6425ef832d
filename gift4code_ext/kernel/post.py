"""The messages of one ask to a front end: numbered, few a second, and small altogether.

What comes faster than a person can read is told with the next message or at the end; once much has been said, values
are left out of what follows. The answer holds the best candidates, the very best of them with their values.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from gift4code_ext.kernel import wire
from gift4code_ext.kernel.wire import JSON

if TYPE_CHECKING:
    from gift4code_ext.assistant import Answer, Event
    from gift4code_ext.generation.events import Ran

_PAUSE = 0.05  # seconds between two candidates that are told
_WITH_VALUES, _AT_ALL = 60_000, 100_000  # bytes of candidates on their way, with and without their values
_ANSWER, _ANSWER_BARE = 90_000, 50_000  # bytes of candidates in the answer, with and without their values
_CANDIDATES = 64  # in the answer


class Post:
    """Sends what becomes of one ask, under its id.

    Args:
        send: takes one message; called in the thread that calls the methods.
    """

    def __init__(self, identity: str, send: Callable[[JSON], None]) -> None:
        self._identity = identity
        self._send = send
        self._seq = 0
        self._spent = 0
        self._told_at = 0.0
        self._waiting: Ran | None = None

    def event(self, event: Event) -> None:
        """Tell a step."""
        from gift4code_ext.generation.events import Ran

        if isinstance(event, Ran):
            self._ran(event)
        else:
            self._settle()
            self.say("event", event=wire.event(event))

    def answer(self, answer: Answer) -> None:
        """Tell the end."""
        self._settle()
        left: dict[bool, int] = {True: _ANSWER, False: _ANSWER_BARE}
        told = []
        for place, found in enumerate(answer.candidates[:_CANDIDATES]):
            for shown in (True, False):
                each = wire.candidate(found, shown=shown)
                size = _size(each)
                if size <= left[shown] or place == 0:
                    left[shown] -= size
                    told.append(each)
                    break
        self.say("answer", answer=wire.answer(answer, told))

    def say(self, kind: str, **parts: object) -> None:
        """Send one message."""
        message = {"type": kind, "id": self._identity, "seq": self._seq, **parts}
        self._seq += 1
        self._send(_sendable(message))

    def _ran(self, event: Ran) -> None:
        """Tell a candidate, or keep it for the next moment, the better of two that come within one."""
        now = time.monotonic()
        if now - self._told_at < _PAUSE:
            waiting = self._waiting
            better = waiting is None or waiting.candidate.status != "ok" or event.candidate.status == "ok"
            candidate = event.candidate if better or waiting is None else waiting.candidate
            self._waiting = type(event)(candidate, event.done, event.total)
            return
        self._waiting = None
        self._told_at = now
        self._tell(event)

    def _settle(self) -> None:
        """Tell the candidate that waits."""
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self._tell(waiting)

    def _tell(self, event: Ran) -> None:
        if self._spent > _AT_ALL:
            return
        told = wire.event(event, shown=self._spent <= _WITH_VALUES)
        self._spent += _size(told)
        self.say("event", event=told)


def _size(data: JSON) -> int:
    return len(json.dumps(data))


def _sendable(message: JSON) -> JSON:
    """The message as it is, or with question marks where text holds halves of characters."""
    try:
        json.dumps(message, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        whole = json.dumps(message, ensure_ascii=False).encode(errors="replace")
        return dict(json.loads(whole))
    return message
