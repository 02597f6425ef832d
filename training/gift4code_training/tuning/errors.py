"""What can go wrong between a data set and a tuned model."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from torch.distributed.checkpoint.api import CheckpointException

from gift4code_ext.errors import Gift4CodeError


class TuningError(Gift4CodeError):
    """Data, a model, a checkpoint or a recipe that cannot be used; the text says which and what to do."""


def first_line(error: BaseException) -> str:
    """The beginning of a library's message, fit to be quoted in one sentence."""
    if isinstance(error, CheckpointException):  # what went wrong in each process, with its traceback
        return first_line(next(iter(error.failures.values()))[0])
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__).rstrip(".")[:200]


@contextmanager
def saving(path: Path) -> Iterator[None]:
    """Turns whatever a writer below raises into one sentence: nothing half-written has taken the place of ``path``.

    Raises:
        TuningError: the disk is full, or refuses otherwise.
    """
    try:
        yield
    except TuningError:
        raise
    # OSError of Python, RuntimeError of torch, SafetensorError of the Rust writer; and torch's is no Exception
    except (Exception, CheckpointException) as error:
        raise TuningError(
            f"{path} cannot be saved: {_why(error)}. What was saved before is whole: make room, then "
            "run the command again."
        ) from error


def _why(error: BaseException) -> str:
    if isinstance(error, CheckpointException):
        return _why(next(iter(error.failures.values()))[0])
    if (isinstance(error, OSError) and error.errno == errno.ENOSPC) or "No space left" in str(error):
        return "the disk is full"
    return error.strerror if isinstance(error, OSError) and error.strerror else first_line(error)
