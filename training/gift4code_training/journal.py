"""Append-only JSONL with a key in every record: what a killed process leaves behind is whole, and the same command goes
on from there.

A file is claimed with a manifest: what the records depend on (versions, seeds, model, options). Another manifest is
refused, and so is a second process. A record counts once its line ends: a torn last line is cut off when the journal
is opened again.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from gift4code_ext.errors import Gift4CodeError

try:
    import fcntl
except ImportError:  # Windows has no such locks: two runs in one folder are not told apart there
    fcntl = None  # type: ignore[assignment]

KEY = "key"


class JournalError(Gift4CodeError):
    """A journal that cannot be read or written, or belongs to another run."""


class Journal:
    """One JSONL file that one process appends to. A context manager.

    Args:
        path: the file; ``<stem>.manifest.json`` and a lock stand beside it.
        manifest: what the records depend on; what the file already holds must have been made with the same.

    Raises:
        JournalError: another process writes here, the manifest is another, or a line in the middle is no record.
    """

    def __init__(self, path: Path, manifest: Mapping[str, Any]) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(path.with_name(f".{path.name}.lock"))
        try:
            _claim(path, manifest)
            _mend(path)
            self._keys = {str(record[KEY]) for record in read(path)}
            self._file = path.open("ab")
        except BaseException:
            self._lock.close()
            raise

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __len__(self) -> int:
        return len(self._keys)

    def append(self, record: Mapping[str, Any]) -> None:
        """Adds a record; one write, so that a killed process leaves at most its last line torn.

        Raises:
            JournalError: the key is there already, or the disk is full.
        """
        key = str(record[KEY])
        if key in self._keys:
            raise JournalError(f"{self.path} already has the record {key}")
        line = json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n"
        try:
            self._file.write(line.encode("utf-8"))
            self._file.flush()
        except OSError as error:
            why = "the disk is full" if error.errno == errno.ENOSPC else str(error)
            raise JournalError(
                f"{self.path} cannot be written: {why}. What is in it is whole; make room and run the command again."
            ) from error
        self._keys.add(key)

    def close(self) -> None:
        """Closes the file and lets other processes in."""
        self._file.close()
        self._lock.close()


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a journal, in the order they were written; a torn last line is left out.

    Raises:
        JournalError: the file is not there, or a line is no record.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise JournalError(f"{path} cannot be read: {error.strerror}; run the step that writes it first.") from error
    with file:
        for number, line in enumerate(file, start=1):
            if not line.endswith(b"\n"):
                return
            try:
                record = json.loads(line)
            except ValueError as error:
                raise JournalError(f"line {number} of {path} is no JSON: remove that line.") from error
            if not isinstance(record, dict) or KEY not in record:
                raise JournalError(f"line {number} of {path} is no record: it has no {KEY!r}.")
            yield record


def manifest_of(path: Path) -> dict[str, Any]:
    """What the records of a journal depend on.

    Raises:
        JournalError: it has no manifest.
    """
    try:
        found = json.loads(_beside(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise JournalError(f"{path} has no readable manifest {_beside(path).name}: make it again.") from error
    if not isinstance(found, dict):
        raise JournalError(f"{_beside(path)} is no manifest: make {path.name} again.")
    return found


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.stem}.manifest.json")


def _claim(path: Path, manifest: Mapping[str, Any]) -> None:
    mine = json.loads(json.dumps(manifest))
    if path.exists() and path.stat().st_size:
        held = manifest_of(path)
        if held != mine:
            other = [name for name in sorted({*held, *mine}) if held.get(name) != mine.get(name)]
            told = "; ".join(f"{name} was {held.get(name)!r} and is now {mine.get(name)!r}" for name in other)
            raise JournalError(f"{path} was made otherwise ({told}): choose another folder, or remove it.")
        return
    temporary = _beside(path).with_suffix(".part")
    temporary.write_text(json.dumps(mine, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(temporary, _beside(path))


def _mend(path: Path) -> None:
    """Cuts off a last line that has no end."""
    if not path.exists():
        return
    with path.open("rb+") as file:
        content = file.read()
        end = content.rfind(b"\n") + 1
        if end < len(content):
            file.truncate(end)


def _locked(path: Path) -> Any:
    file = path.open("a")
    if fcntl is not None:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.close()
            name = path.name.removeprefix(".").removesuffix(".lock")
            raise JournalError(
                f"another process is writing {path.with_name(name)}: wait for it, or choose another folder."
            ) from error
    return file
