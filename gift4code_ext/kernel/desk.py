"""Where a kernel's requests are asked, by whatever surface: one assistant, kept warm, each ask on a thread of its own.

Nothing here keeps a person's data alive: names are looked up when a request is asked, and what is remembered of an
answer, to refine it, is its words and its code. The assistant's worker, which holds copies of the inputs, is ended some
minutes after the last ask and when the kernel ends.
"""

from __future__ import annotations

import atexit
import os
import threading
import weakref
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.kernel.asked import Asked, Found, Stated, find
from gift4code_ext.kernel.ends import Answered, End, Halted, Job, Previewed, made, tell
from gift4code_ext.kernel.turns import Turn, Turns, follow
from gift4code_ext.policy import check, from_environment

if TYPE_CHECKING:
    from gift4code_ext.assistant import Assistant, Event
    from gift4code_ext.generation.client import Endpoint

IDLE = 300.0  # seconds after the last ask at which the worker is ended
_CLOSED = "the kernel is ending"


class Desk:
    """Asks requests about the values of a namespace. Every method may be called from any thread.

    Args:
        namespace: gives the live values by name.
        idle: seconds after the last ask at which the worker is ended.
    """

    def __init__(self, namespace: Callable[[], Mapping[str, Any]], *, idle: float = IDLE) -> None:
        self._namespace = namespace
        self._idle = idle
        self._lock = threading.Lock()
        self._assistant: Assistant | None = None
        self._where: Endpoint | None = None
        self._jobs: dict[str, Job] = {}
        self._turns = Turns()
        self._timer: threading.Timer | None = None
        self._closed = False
        atexit.register(_close, weakref.ref(self))

    def ask(self, identity: str, asked: Asked, tell: Callable[[Event], None], end: Callable[[End], None]) -> Job:
        """Ask a request.

        Args:
            identity: a name by which the ask is stopped, and its answer refined.
            tell: called with each step, in the ask's thread.
            end: called once with what became of it, in the ask's thread.
        """
        return self._begin(identity, lambda job: self._ask(job, asked, asked.output, tell), end)

    def refine(
        self,
        identity: str,
        of: str,
        words: str,
        changes: Asked,
        tell: Callable[[Event], None],
        end: Callable[[End], None],
    ) -> Job:
        """Ask the request of an earlier answer again with more words, see :func:`~.turns.follow`."""

        def ask(job: Job) -> End:
            return self._ask(job, *follow(self._turns.find(of), words, changes, self._namespace().keys()), tell)

        return self._begin(identity, ask, end)

    def preview(self, identity: str, asked: Asked, tell: Callable[[Event], None], end: Callable[[End], None]) -> Job:
        """Find out what a request would send."""
        return self._begin(identity, lambda job: self._preview(job, asked, tell), end)

    def stop(self, identity: str) -> None:
        """End an ask, if it is still on its way; its end is told all the same."""
        with self._lock:
            job = self._jobs.get(identity)
        if job is not None:
            job.stop.set()

    def close(self) -> None:
        """Stop every ask and end the worker; nothing can be asked any more."""
        with self._lock:
            self._closed = True
            jobs, assistant, timer = list(self._jobs.values()), self._assistant, self._timer
        for job in jobs:
            job.stop.set()
        if timer is not None:
            timer.cancel()
        if assistant is not None:
            assistant.close()

    def _begin(self, identity: str, work: Callable[[Job], End], end: Callable[[End], None]) -> Job:
        job = Job(identity)
        with self._lock:
            self._jobs[identity] = job
        threading.Thread(target=self._run, args=(job, work, end), name="gift4code-ask", daemon=True).start()
        return job

    def _run(self, job: Job, work: Callable[[Job], End], end: Callable[[End], None]) -> None:
        try:
            tell(end, made(work, job))
        finally:
            with self._lock:
                if self._jobs.get(job.identity) is job:
                    del self._jobs[job.identity]
            job.ended.set()
            self._rest()

    def _ask(self, job: Job, asked: Asked, sent: Stated, tell: Callable[[Event], None]) -> End:
        found = self._found(asked)
        answer = self._ready(asked.model).ask(
            found.intent,
            frames=found.frames,
            context=asked.context or "",
            output=found.output,
            n=asked.n,
            seconds=asked.seconds,
            level=asked.sharing,
            on_event=tell,
            stop=job.stop,
            model=asked.model,
            modules=found.modules,
        )
        if job.stop.is_set():
            return Halted()
        asked = replace(asked, intent=found.intent)
        self._turns.keep(job.identity, Turn(asked, sent, tuple(found.frames), answer.code))
        return Answered(answer, found.output)

    def _preview(self, job: Job, asked: Asked, tell: Callable[[Event], None]) -> End:
        found = self._found(asked)
        outgoing = self._ready(asked.model).preview(
            found.intent,
            frames=found.frames,
            context=asked.context or "",
            output=found.output,
            seconds=asked.seconds,
            level=asked.sharing,
            on_event=tell,
            stop=job.stop,
            model=asked.model,
        )
        return Previewed(outgoing)

    def _found(self, asked: Asked) -> Found:
        model = asked.model or os.environ.get("GIFT4CODE_MODEL") or None
        check(from_environment(os.environ), sharing=asked.sharing, n=asked.n, model=model)
        return find(asked, dict(self._namespace()), self._turns.bound)

    def _ready(self, model: str | None) -> Assistant:
        """The assistant, made anew where the settings name another endpoint by now."""
        from gift4code_ext.assistant import Assistant
        from gift4code_ext.generation import endpoint

        where = endpoint.from_environment()
        with self._lock:
            if self._closed:
                raise Gift4CodeError(_CLOSED)
            if self._timer is not None:
                self._timer.cancel()
            before = None if where == self._where else self._assistant
            if self._assistant is None or before is not None:
                self._assistant, self._where = Assistant(), where
            assistant = self._assistant
        if before is not None:
            before.close()
        if where is not None and where.is_local:
            endpoint.renew(replace(where, model=model or where.model))  # another model may answer there by now
        return assistant

    def _rest(self) -> None:
        """Have the worker ended unless something is asked in time."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            if self._closed or self._jobs or self._assistant is None:
                return
            self._timer = threading.Timer(self._idle, self._end_worker)
            self._timer.daemon = True
            self._timer.start()

    def _end_worker(self) -> None:
        with self._lock:
            if self._jobs:
                return
            assistant, self._assistant = self._assistant, None  # an ask that begins now makes its own
        if assistant is not None:
            assistant.close()


def _close(desk: weakref.ref[Desk]) -> None:
    found = desk()
    if found is not None:
        found.close()


_DESKS: weakref.WeakKeyDictionary[Any, Desk] = weakref.WeakKeyDictionary()
_MAKING = threading.Lock()


def desk_of(shell: Any) -> Desk:
    """The desk of a shell."""
    with _MAKING:
        if shell not in _DESKS:
            known = weakref.ref(shell)

            def namespace() -> Mapping[str, Any]:
                found = known()
                return {} if found is None else found.user_ns

            _DESKS[shell] = Desk(namespace)
        return _DESKS[shell]
