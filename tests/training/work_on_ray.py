"""A stage's process for tests of engines; in a file of its own, so that other processes can import it."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from typing import Any

from gift4code_training.stages.stage import Made, Process, Rejection, StageError

DEAD = -1
_SECONDS = 0.1


def make() -> Process:
    """Doubles numbers, rejects those that seven divides, ends at :data:`DEAD`; each takes a moment."""

    def process(each: Mapping[str, Any]) -> Made:
        if each["number"] == DEAD:
            raise StageError("the endpoint is gone")
        time.sleep(_SECONDS)
        if each["number"] % 7 == 0:
            return Made(rejected=(Rejection("seven divides it"),))
        return Made(({"key": f"{each['key']}-made", "number": 2 * each["number"], "pid": os.getpid()},))

    return process
