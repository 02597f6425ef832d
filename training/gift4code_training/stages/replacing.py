"""JSONL files that are written as a whole: who is killed half-way leaves the old one."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from gift4code_training.stages.stage import StageError

_BLOCK = 1 << 20


def line(record: Mapping[str, Any]) -> bytes:
    """A record as a journal writes it."""
    return (json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n").encode("utf-8", "backslashreplace")


def replaced(path: Path, records: Iterable[Mapping[str, Any] | bytes]) -> str:
    """Writes records, or lines that are some already, in place of what the file held; returns its SHA-256.

    Raises:
        StageError: the disk is full, or the folder cannot be written to. The old file is still there.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    digest = hashlib.sha256()
    try:
        with temporary.open("wb") as file:
            for record in records:
                text = record if isinstance(record, bytes) else line(record)
                digest.update(text)
                file.write(text)
        os.replace(temporary, path)
    except OSError as error:
        why = "the disk is full" if error.errno == errno.ENOSPC else str(error.strerror)
        raise StageError(f"{path} cannot be written: {why}. Make room and run the command again.") from error
    finally:
        temporary.unlink(missing_ok=True)
    return digest.hexdigest()


def digest_of(path: Path) -> str:
    """Sixteen hexadecimal digits of a file's content.

    Raises:
        StageError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            digest = hashlib.sha256()
            while block := file.read(_BLOCK):
                digest.update(block)
    except OSError as error:
        raise StageError(f"{path} cannot be read: {error.strerror}.") from error
    return digest.hexdigest()[:16]
