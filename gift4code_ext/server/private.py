"""Small JSON files that only their owner can read, written all at once."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import sys
from pathlib import Path
from typing import Any

from gift4code_ext.errors import Gift4CodeError


class FileProblem(Gift4CodeError):
    """A file of the extension cannot be read or written, or is not the owner's alone."""


def read(path: Path) -> dict[str, Any] | None:
    """What a file holds; None if there is none.

    Raises:
        FileProblem: it cannot be read, holds something else, or others could have read or written it.
    """
    try:
        with path.open("rb") as stream:
            if sys.platform != "win32":
                status = os.fstat(stream.fileno())
                if status.st_uid != os.getuid() or status.st_mode & 0o077:
                    raise FileProblem(f"The file {path} is not its owner's alone and is left unused; remove it.")
            value = json.loads(stream.read(1 << 16))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FileProblem(f"The file {path} cannot be read: {error.strerror}.") from None
    except ValueError:
        raise odd(path) from None
    if not isinstance(value, dict):
        raise odd(path)
    return value


def write(path: Path, value: dict[str, Any]) -> None:
    """Write a file, so that nobody ever sees a part of it or can read it besides its owner.

    Raises:
        FileProblem: it cannot be written.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        _own(path.parent)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                json.dump(value, stream)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(part, path)
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink()
            raise
    except OSError as error:
        raise FileProblem(f"The file {path} cannot be written: {error.strerror}.") from None


def remove(path: Path) -> None:
    """Remove a file; nothing happens if there is none.

    Raises:
        FileProblem: it cannot be removed.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise FileProblem(f"The file {path} cannot be removed: {error.strerror}.") from None


def _own(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if sys.platform != "win32":
        if folder.stat().st_uid != os.getuid():
            raise FileProblem(f"The folder {folder} is another user's; nothing is written to it.")
        folder.chmod(0o700)


def odd(path: Path) -> FileProblem:
    """What to say of a file that holds something else than was written to it."""
    return FileProblem(f"The file {path} does not hold what gift4code writes; remove it.")
