"""The comm target ``gift4code``: what a panel sends to the kernel, and what it is told.

Messages are sent as belonging to the message that asked, from whatever thread, so that a cell that runs meanwhile keeps
its own output. The events that IPython fires around comm messages are left out for this target: ``post_execute`` would
make the inline backend show and close a figure that a running cell is still drawing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.kernel.asked import RequestError
from gift4code_ext.kernel.desk import Desk, desk_of
from gift4code_ext.kernel.ends import Answered, End, Failed, Halted, Job, Previewed, fault
from gift4code_ext.kernel.post import Post
from gift4code_ext.kernel.wire import JSON

TARGET = "gift4code"


def register(shell: Any) -> None:
    """Have the kernel of a shell take comms of the target; does nothing in a shell without a kernel."""
    kernel = getattr(shell, "kernel", None)
    if kernel is not None:
        kernel.comm_manager.register_target(TARGET, lambda comm, _: Line(comm, shell))


def unregister(shell: Any) -> None:
    """Take the target back; comms that are open go on."""
    kernel = getattr(shell, "kernel", None)
    if kernel is not None:
        kernel.comm_manager.targets.pop(TARGET, None)


class Line:
    """One comm. A newer ask of it stops the one before."""

    def __init__(self, comm: Any, shell: Any) -> None:
        self._comm = comm
        self._shell = shell
        self._desk: Desk = desk_of(shell)
        self._lock = threading.Lock()
        self._current: dict[str, Job] = {}
        comm.handle_msg = self.receive
        comm.on_close(self.closed)

    def receive(self, message: Mapping[str, Any]) -> None:
        """Take one message; whatever is wrong with it is told, not raised."""
        data = message["content"].get("data")
        data = data if isinstance(data, dict) else {}
        post = Post(str(data.get("id", "")), sender(self._comm, message))
        try:
            self._take(data, post)
        except Gift4CodeError as error:
            post.say("failed", sentence=str(error), retry=False)
        except Exception as error:  # noqa: BLE001 - a front end that hears nothing would wait for ever
            ending(post)(fault(error))

    def closed(self, _: Any) -> None:
        """The front end is gone: stop what it asked."""
        with self._lock:
            jobs = list(self._current.values())
        for job in jobs:
            job.stop.set()

    def _take(self, data: JSON, post: Post) -> None:
        from gift4code_ext.kernel import door, posted

        identity = str(data.get("id", ""))
        match data.get("type"):
            case "look":
                post.say("look", state=door.state(self._shell))
            case "read":
                names = [name for name in data.get("names") or [] if isinstance(name, str)]
                post.say("read", frames=door.frames(self._shell.user_ns, names))
            case "preview":
                request = posted.asked(data.get("request"))
                self._replace("preview", self._desk.preview(identity, request, lambda _: None, ending(post)))
            case "ask":
                request = posted.asked(data.get("request"))
                self._replace("ask", self._desk.ask(identity, request, post.event, ending(post)))
            case "refine":
                request, of, words = posted.asked(data.get("request")), str(data.get("of")), str(data.get("words"))
                self._replace("ask", self._desk.refine(identity, of, words, request, post.event, ending(post)))
            case "stop":
                self._desk.stop(identity)
            case other:
                raise RequestError(f"This kernel's gift4code does not know the message {other!r}; update it.")

    def _replace(self, kind: str, job: Job) -> None:
        with self._lock:
            before = self._current.get(kind)
            self._current[kind] = job
        if before is not None:
            before.stop.set()


def ending(post: Post) -> Callable[[End], None]:
    """Tells the end of an ask."""

    def end(found: End) -> None:
        from gift4code_ext.kernel import wire

        match found:
            case Answered(answer):
                post.answer(answer)
            case Previewed(outgoing):
                post.say("preview", outgoing=wire.outgoing(outgoing))
            case Halted():
                post.say("stopped")
            case Failed(sentence, retry):
                post.say("failed", sentence=sentence, retry=retry)

    return end


def sender(comm: Any, message: Mapping[str, Any]) -> Callable[[JSON], None]:
    """Sends data over a comm as belonging to a message, from any thread."""
    kernel = getattr(comm, "kernel", None)
    if kernel is None:  # another kernel's comms
        return lambda data: comm.send(data)
    parent = {"header": message["header"]}

    def send(data: JSON) -> None:
        content = {"data": data, "comm_id": comm.comm_id}
        kernel.session.send(kernel.iopub_socket, "comm_msg", content, parent=parent, ident=comm.topic)

    return send
