"""The search as a job of a contained worker: called beside the frames, tells what it finds as it goes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from gift4code_ext.generation.search.engine import search
from gift4code_ext.generation.search.hints import Hints
from gift4code_ext.spec.model import Output


def main(
    frames: Mapping[str, Any], output: Output, argument: Mapping[str, Any], tell: Callable[[Mapping[str, Any]], None]
) -> None:
    """Search for ``argument["seconds"]``, with the hints ``argument["hints"]``; see :func:`~.engine.search`."""
    deadline = time.monotonic() + float(argument["seconds"])
    search(frames, output, Hints.from_json(argument["hints"]), deadline=deadline, tell=tell)
