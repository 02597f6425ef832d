"""Which code decides a verdict: a scorer that is changed is checked again, and its earlier verdicts are not used.

A suite's version says what its makers know they changed; this says what changed. It holds everything between an answer
and its verdict: the suites, the processes that answers run in, the self-check, and the product's executor and checker.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator
from pathlib import Path

import gift4code_ext
import gift4code_training

_EVALUATION = Path(gift4code_training.__file__).parent / "evaluation"
_PRODUCT = Path(gift4code_ext.__file__).parent
_PARTS = (
    *(_EVALUATION / name for name in ("suites", "contained", "running/pool.py", "selfcheck.py", "mutants.py")),
    *(_EVALUATION / name for name in ("problem.py", "examples.py", "literals.py", "asks.py")),
    *(_PRODUCT / name for name in ("execution", "spec")),
)


@functools.cache
def digest() -> str:
    """Sixteen hexadecimal digits of that code."""
    return digest_of(*_PARTS)


def digest_of(*parts: Path) -> str:
    """Sixteen hexadecimal digits of Python files and of all that are in folders, by their places and contents."""
    total = hashlib.sha256()
    for part in parts:
        for path in _files(part):
            content = path.read_bytes()
            total.update(f"{path.relative_to(part.parent).as_posix()} {len(content)}\n".encode())
            total.update(content)
    return total.hexdigest()[:16]


def _files(part: Path) -> Iterator[Path]:
    yield from sorted(part.rglob("*.py")) if part.is_dir() else [part]
