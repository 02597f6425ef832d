"""A real kernel process, driven as a front end drives it."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jupyter_client.manager import KernelManager

ROOT = Path(__file__).resolve().parents[2]
TABLE = (
    "import pandas as pd\ndf = pd.DataFrame({'class': ['a', 'b', 'a'], 'fare': [1.0, 5.0, 3.0], 'city': list('xyz')})"
)


@dataclass
class Reply:
    """What one cell came to. ``shown`` are display messages by display id, as they stand at the end."""

    content: dict[str, Any]
    streams: dict[str, str] = field(default_factory=dict)
    shown: list[dict[str, Any]] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    results: list[str] = field(default_factory=list)


class Kernel:
    """A kernel process and the client that talks to it."""

    def __init__(self, manager: KernelManager) -> None:
        self.manager = manager
        self.client = manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    @property
    def pid(self) -> int:
        return int(self.manager.provisioner.pid)  # type: ignore[union-attr]

    def run(self, code: str, *, interrupt_at: str = "") -> Reply:
        """Run a cell; Ctrl-C once a display says ``interrupt_at``."""
        reply = Reply({})
        by_id: dict[str, dict[str, Any]] = {}

        def hook(message: dict[str, Any]) -> None:
            content = message["content"]
            kind = message["header"]["msg_type"]
            if kind == "stream":
                reply.streams[content["name"]] = reply.streams.get(content["name"], "") + content["text"]
            elif kind == "execute_result":
                reply.results.append(content["data"]["text/plain"])
            elif kind in ("display_data", "update_display_data"):
                text = content["data"]["text/plain"]
                reply.steps.append(text)
                by_id[content.get("transient", {}).get("display_id", f"own-{len(by_id)}")] = content["data"]
                if interrupt_at and interrupt_at in text:
                    time.sleep(0.3)
                    self.manager.interrupt_kernel()

        answer = self.client.execute_interactive(code, allow_stdin=False, output_hook=hook, timeout=60)
        reply.content = answer["content"]
        reply.shown = list(by_id.values())
        return reply

    def reply(self, identity: str) -> dict[str, Any]:
        """The reply to a request."""
        while True:
            message = self.client.get_shell_msg(timeout=60)
            if message["parent_header"].get("msg_id") == identity:
                return dict(message)

    def value(self, expression: str) -> str:
        """An expression's repr, read without touching history or names."""
        identity = self.client.execute("", silent=True, user_expressions={"it": expression})
        return str(self.reply(identity)["content"]["user_expressions"]["it"]["data"]["text/plain"])


@contextlib.contextmanager
def started(base_url: str) -> Iterator[Kernel]:
    """A kernel whose assistant asks the model at ``base_url``."""
    manager = KernelManager(kernel_name="python3")
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    manager.start_kernel(env={**os.environ, "PYTHONPATH": path, "GIFT4CODE_BASE_URL": base_url})
    try:
        kernel = Kernel(manager)
        yield kernel
        kernel.client.stop_channels()
    finally:
        manager.shutdown_kernel(now=True)
