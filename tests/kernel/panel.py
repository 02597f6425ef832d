"""A front end's side of the comm, and of silent expressions, at a real kernel."""

from __future__ import annotations

import contextlib
import queue
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import endpoint
from kernel.live import Kernel

DOOR = "__import__('gift4code_ext.kernel.door', fromlist=['look'])"
MIME = "application/vnd.gift4code.state+json"
OUTPUT: dict[str, Any] = {
    "name": "result",
    "type": None,
    "columns": None,
    "dtypes": None,
    "rows": None,
    "index": None,
    "example": None,
    "summary": None,
    "ordered": None,
}
REQUEST: dict[str, Any] = {
    "intent": "",
    "frames": [],
    "context": "",
    "output": OUTPUT,
    "n": 4,
    "seconds": 10.0,
    "level": "schema",
    "sample": 3,
    "overrides": {},
    "notes": {},
    "model": None,
}
ENDS = ("answer", "stopped", "failed", "preview", "look", "read")


def request(intent: str, **parts: Any) -> dict[str, Any]:
    """An IRequest; parts of the output are given as ``output={...}``."""
    return {**REQUEST, "intent": intent, **parts, "output": {**OUTPUT, **parts.get("output", {})}}


def subshell(kernel: Kernel) -> str:
    """A thread of the kernel that takes messages while a cell runs, as front ends have one for their comms."""
    message = kernel.client.session.msg("create_subshell_request")
    kernel.client.control_channel.send(message)
    while True:
        reply = kernel.client.get_control_msg(timeout=30)
        if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
            return str(reply["content"]["subshell_id"])


def wait_for_request(server: endpoint.Server, *, left: bool = False, seconds: float = 30.0) -> None:
    """Until a completion was asked for or, if ``left``, until the client went away from one."""
    deadline = time.monotonic() + seconds
    while not any(request.get("left") if left else request.get("method") == "POST" for request in server.requests()):
        assert time.monotonic() < deadline, f"nothing came: {server.requests()}"
        time.sleep(0.05)


@dataclass
class Panel:
    """One comm, opened as a front end does. ``heard`` are all messages of iopub since, whoever they are for."""

    kernel: Kernel
    comm: str = field(default_factory=lambda: uuid.uuid4().hex)
    heard: list[dict[str, Any]] = field(default_factory=list)
    subshell: str | None = None

    def open(self) -> Panel:
        self.kernel.value(f"{DOOR}.look()")
        self._send("comm_open", {"comm_id": self.comm, "target_name": "gift4code", "data": {}})
        return self

    def close(self) -> None:
        self._send("comm_close", {"comm_id": self.comm, "data": {}})

    def tell(self, **data: Any) -> str:
        """Send one message of the protocol; gives its id."""
        data = {"id": uuid.uuid4().hex, **data}
        self._send("comm_msg", {"comm_id": self.comm, "data": data})
        return str(data["id"])

    def ask(self, intent: str, **parts: Any) -> str:
        return self.tell(type="ask", request=request(intent, **parts))

    def wait(self, identity: str, *, until: str = "", seconds: float = 60.0) -> list[dict[str, Any]]:
        """The messages of an ask up to its end, or up to an event of the kind ``until``."""
        deadline = time.monotonic() + seconds
        while True:
            told = self.told(identity)
            kinds = {message.get("event", {}).get("kind") for message in told}
            if any(message["type"] in ENDS for message in told) or (until and until in kinds):
                return told
            assert time.monotonic() < deadline, f"nothing ended {identity}: {told}"
            self._take(0.2)

    def told(self, identity: str) -> list[dict[str, Any]]:
        """What came for an ask so far."""
        mine = [m["content"]["data"] for m in self.heard if m["header"]["msg_type"] == "comm_msg"]
        return [data for data in mine if data.get("id") == identity]

    def listen(self, seconds: float) -> None:
        """Take what iopub says for a while."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._take(left)

    def _take(self, seconds: float) -> None:
        """Take one message, if one comes in time."""
        with contextlib.suppress(queue.Empty):
            self.heard.append(self.kernel.client.get_iopub_msg(timeout=seconds))

    def hear(self, kind: str, *, seconds: float = 30.0) -> dict[str, Any]:
        """The first message of iopub of that kind from now on."""
        deadline = time.monotonic() + seconds
        seen = len(self.heard)
        while True:
            found = [message for message in self.heard[seen:] if message["header"]["msg_type"] == kind]
            if found:
                return found[0]
            assert time.monotonic() < deadline, f"no {kind} came"
            self._take(0.2)

    def wait_for_cell(self, identity: str) -> None:
        """Until a cell runs."""
        while self.hear("execute_input")["parent_header"]["msg_id"] != identity:
            pass

    def _send(self, kind: str, content: dict[str, Any]) -> None:
        message = self.kernel.client.session.msg(kind, content)
        if self.subshell is not None:
            message["header"]["subshell_id"] = self.subshell
        self.kernel.client.shell_channel.send(message)
