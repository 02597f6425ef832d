"""The second run of a candidate that passed: what it changes, and what a difference means.

Both runs see the same inputs. The second has other seeds for ``random`` and ``numpy.random``, runs at another time, in
another process with other entropy, and its objects lie elsewhere in memory; a cell that makes sets or asks for hashes
runs in a worker with another hash seed. So whatever a value owes to the clock, to chance, to addresses or to the order
of sets shows as another value. What both runs share does not: the date of the day, the machine, its files.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from gift4code_ext.execution.outcome import Outcome

SEED = 1
_ENDED = ("ok", "wrong", "error", "refused", "unserialisable")
_HASHING = ("set", "frozenset", "hash")


def again(request: Mapping[str, Any]) -> dict[str, Any]:
    """The request of the second run: its value's key is all that is wanted."""
    code = request.get("second", request["code"])
    return {**request, "code": code, "seed": SEED, "wanted": {"checked": False, "shown": False}}


def hash_seed(code: str) -> int:
    """The hash seed of the second run's worker: another one for a cell whose value may hang on the order of a set."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return 0
    hashing = (
        isinstance(node, (ast.Set, ast.SetComp)) or (isinstance(node, ast.Name) and node.id in _HASHING)
        for node in ast.walk(tree)
    )
    return SEED if any(hashing) else 0


def judged(first: Outcome, second: Outcome) -> Outcome:
    """The first outcome, marked where the second run came to another end; one that was cut short says nothing."""
    return replace(first, unstable=second.status in _ENDED and second.value_key != first.value_key)
