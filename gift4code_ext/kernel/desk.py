"""Where a kernel's requests are asked, by whatever surface: one assistant, kept warm, each ask on a thread of its own.

Nothing here keeps a person's data alive: names are looked up when a request is asked, and what is remembered of an
answer, to refine it, is its words and its code. The assistant's worker, which holds copies of the inputs, is ended some
minutes after the last ask and when the kernel ends.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.kernel.asked import Asked, Found, RequestError, Stated, find
from gift4code_ext.kernel.frames import FramesError
from gift4code_ext.policy import PolicyError, check, from_environment
from gift4code_ext.spec.sharing import LevelError

if TYPE_CHECKING:
    from gift4code_ext.assistant import Answer, Assistant, Event, Outgoing
    from gift4code_ext.generation.client import Endpoint
    from gift4code_ext.spec.model import Output

IDLE = 300.0  # seconds after the last ask at which the worker is ended
_KEPT = 16  # answers that can be refined
_CLOSED = "the kernel is ending"


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


@dataclass(frozen=True)
class _Turn:
    """What was asked and what came of it; ``sent`` is the expected output as it was stated last."""

    asked: Asked
    sent: Stated
    frames: tuple[str, ...]
    code: str | None


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
        self._turns: OrderedDict[str, _Turn] = OrderedDict()
        self._bound: set[str] = set()
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
        """Ask the request of an earlier answer again with more words, see :meth:`follow`."""

        def ask(job: Job) -> End:
            asked = self.follow(of, words, changes)
            sent = changes.output if changes.output.given else self._turn(of).sent
            return self._ask(job, asked, sent, tell)

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

    def follow(self, of: str, words: str, changes: Asked) -> Asked:
        """The request of an earlier answer with more words; the cell so far becomes context.

        Inputs, context and expected output are those of before unless ``changes`` states others, its name too. The
        expected output of before, stated again or not, is kept only where nothing met it: a refined request has another
        result.

        Raises:
            RequestError: the answer is not kept any more, or an input is gone.
        """
        from gift4code_ext.assistant.follow import joined

        turn = self._turn(of)
        if not words.strip():
            raise RequestError("Say what is to change, such as: only 2024.")
        before, live = turn.asked, self._namespace()
        frames = changes.frames or turn.frames
        gone = next((name for name in frames if name not in live), None)
        if gone is not None:
            raise RequestError(f"{gone} is not there any more; ask anew and name the frame you mean.")
        output = replace(changes.output, name=changes.output.name or before.output.name)
        if not output.given or output == replace(turn.sent, name=output.name):
            output = replace(before.output, name=output.name) if turn.code is None else Stated(output.name)
        context = "\n".join(filter(None, (changes.context or before.context, turn.code)))
        return replace(changes, intent=joined(before.intent, words), frames=frames, context=context, output=output)

    def _turn(self, of: str) -> _Turn:
        with self._lock:
            turn = self._turns.get(of)
        if turn is None:
            raise RequestError("That answer is not kept any more; ask anew with all your words.")
        return turn

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
            _tell(end, _made(work, job))
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
            context=asked.context,
            output=found.output,
            n=asked.n,
            seconds=asked.seconds,
            level=asked.sharing,
            on_event=tell,
            stop=job.stop,
            model=asked.model,
        )
        if job.stop.is_set():
            return Halted()
        with self._lock:
            asked = replace(asked, intent=found.intent)
            self._turns[job.identity] = _Turn(asked, sent, tuple(found.frames), answer.code)
            while len(self._turns) > _KEPT:
                self._turns.popitem(last=False)
            if answer.code is not None:
                self._bound.add(found.output.name)
        return Answered(answer, found.output)

    def _preview(self, job: Job, asked: Asked, tell: Callable[[Event], None]) -> End:
        found = self._found(asked)
        outgoing = self._ready(asked.model).preview(
            found.intent,
            frames=found.frames,
            context=asked.context,
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
        with self._lock:
            bound = set(self._bound)
        return find(asked, dict(self._namespace()), bound)

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
            assistant = None if self._jobs else self._assistant
        if assistant is not None:
            assistant.close()


def _tell(end: Callable[[End], None], found: End) -> None:
    """Tell an end or, where that fails, that it failed: a thread's own words would go to whatever cell runs."""
    try:
        end(found)
    except Exception as error:  # noqa: BLE001 - as above
        with contextlib.suppress(Exception):  # nobody is left to tell
            end(_fault(error))


def _fault(error: Exception) -> Failed:
    what = f"{type(error).__name__}: {error}".partition("\n")[0][:200]
    return Failed(f"gift4code itself failed on this request ({what}); please report it.", retry=False)


def _made(work: Callable[[Job], End], job: Job) -> End:
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
        return _fault(error)


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
