"""Asking for a search: it runs in a contained process beside the frames, and its programs come back as text."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from gift4code_ext.execution.runner import Runner
from gift4code_ext.generation.search.hints import Hints
from gift4code_ext.spec.model import Output

_JOB = "gift4code_ext.generation.search.job:main"
_GRACE = 0.2  # seconds for the last word of a search whose time is over


@dataclass(frozen=True)
class Found:
    """A cell that makes the example, and its cost: less is likelier."""

    code: str
    cost: float


def find(
    runner: Runner,
    output: Output,
    hints: Hints,
    *,
    deadline: float,
    stop: threading.Event | None = None,
    on_progress: Callable[[Mapping[str, int]], None] | None = None,
) -> list[Found]:
    """Cells that bind ``output.name`` to a value that meets ``output``, the simplest first; empty if none was found.

    Args:
        runner: holds the frames.
        output: has an example.
        deadline: a time of ``time.monotonic()``; what was found until then counts.
        stop: set it to end the search within 300 ms.
        on_progress: called a few times a second with the numbers of programs ``enumerated``, ``executed`` and
            ``found``, and the ``depth`` reached.

    Raises:
        ExecutionError: no worker can be started.
    """
    costs: dict[str, float] = {}

    def listen(message: Mapping[str, Any]) -> None:
        if "found" in message:
            costs.setdefault(str(message["found"]), float(message["cost"]))
        elif on_progress is not None:
            told = {name: int(message[name]) for name in ("enumerated", "executed", "depth")}
            on_progress({**told, "found": len(costs)})

    seconds = deadline - time.monotonic() - _GRACE
    if seconds > 0:
        argument = {"seconds": seconds, "hints": hints.to_json()}
        runner.work(_JOB, argument, output, deadline=deadline, stop=stop, on_message=listen)
    return sorted((Found(code, cost) for code, cost in costs.items()), key=lambda each: each.cost)
