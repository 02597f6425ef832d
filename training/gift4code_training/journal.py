"""Append-only JSONL with a key in every record: what a killed process leaves behind is whole, and the same command goes
on from there.

A file is claimed with a manifest: what the records depend on (versions, seeds, model, options). Another manifest is
refused, and so is a second process. A record counts once its line ends: a torn last line is cut off when the journal
is opened again. Records that are added together (:meth:`Journal.extend`) go in one write, and all of them are taken
out again where the disk is too full for that. Nothing is forced to the disk: a killed process loses nothing, a power
cut may lose the last seconds.
"""

from __future__ import annotations

import errno
import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from gift4code_ext.errors import Gift4CodeError

try:
    import fcntl
except ImportError:  # Windows has no such locks: two runs in one folder are not told apart there
    fcntl = None  # type: ignore[assignment]

KEY = "key"
_BLOCK = 64 * 1024
_TRIES, _PAUSE = 20, 0.05  # seconds; who only asks whether a file is being written holds its lock for a moment


class JournalError(Gift4CodeError):
    """A journal that cannot be read or written, or belongs to another run."""


class Journal:
    """One JSONL file that one process appends to. A context manager.

    Args:
        path: the file; ``<stem>.manifest.json`` and a lock stand beside it.
        manifest: what the records depend on; what the file already holds must have been made with the same.

    Raises:
        JournalError: another process writes here, the manifest is another, a line in the middle is no record, or the
            folder cannot be written to.
    """

    def __init__(self, path: Path, manifest: Mapping[str, Any]) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._lock = _locked(path.with_name(f".{path.name}.lock"))
        except OSError as error:
            raise _unwritable(path, error) from error
        try:
            _claim(path, manifest)
            self._file = path.open("ab+", buffering=0)  # unbuffered: what a full disk refuses is not tried again later
            try:
                _mend(self._file)
                self._keys = {str(record[KEY]) for record in read(path)}
            except BaseException:
                self._file.close()
                raise
        except OSError as error:
            self._lock.close()
            raise _unwritable(path, error) from error
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
        self.extend([record])

    def extend(self, records: Sequence[Mapping[str, Any]]) -> None:
        """Adds records in one write: all of them or, where the disk is full, none.

        Raises:
            JournalError: a key is there already or twice among them, or the disk is full.
        """
        keys = [str(record[KEY]) for record in records]
        for place, key in enumerate(keys):
            if key in self._keys or key in keys[:place]:
                raise JournalError(f"{self.path} already has the record {key}")
        lines = [json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n" for record in records]
        before = os.fstat(self._file.fileno()).st_size
        left = memoryview("".join(lines).encode("utf-8", "backslashreplace"))
        try:
            while left:
                left = left[self._file.write(left) :]
        except BaseException as error:
            self._file.truncate(before)
            if isinstance(error, OSError):
                raise _unwritable(self.path, error) from error
            raise
        self._keys.update(keys)

    def take_back(self, key: str) -> int:
        """Takes the record of this key and all after it out again; returns how many those are."""
        gone: list[str] = []
        start = end = 0
        with self.path.open("rb") as lines:
            for line in lines:
                own = str(json.loads(line)[KEY])
                if own == key:
                    start = end
                if own == key or gone:
                    gone.append(own)
                end += len(line)
        if gone:
            self._file.truncate(start)
            self._keys.difference_update(gone)
        return len(gone)

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


def write_json(path: Path, value: Mapping[str, Any]) -> None:
    """Writes a JSON file so that a killed process leaves the old one or the new one, never a part.

    Raises:
        JournalError: the disk is full, or the folder cannot be written to.
    """
    temporary = path.with_name(f"{path.name}.part")
    try:
        temporary.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        os.replace(temporary, path)
    except OSError as error:
        raise _unwritable(path, error) from error


@contextmanager
def alone(path: Path, *, patient: bool = False) -> Iterator[None]:
    """Keeps other processes from a file that is written as a whole, as a journal keeps them from its own.

    Args:
        patient: waits until another process has written it.

    Raises:
        JournalError: another process is writing it, or the folder cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = _locked(path.with_name(f".{path.name}.lock"), patient=patient)
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        yield
    finally:
        lock.close()


def is_being_written(path: Path) -> bool:
    """Whether another process has this journal open; any number of processes may ask at once."""
    try:
        with path.with_name(f".{path.name}.lock").open("rb") as lock:
            if fcntl is not None:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # nobody ever wrote it here, or such files have no locks
        return False
    return False


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.stem}.manifest.json")


def _unwritable(path: Path, error: OSError) -> JournalError:
    why = "the disk is full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else error.strerror or error
    return JournalError(
        f"{path} cannot be written: {why}. What is in it is whole; make room and run the command again."
    )


def _claim(path: Path, manifest: Mapping[str, Any]) -> None:
    mine = json.loads(json.dumps(manifest))
    if path.exists() and path.stat().st_size:
        held = manifest_of(path)
        if held != mine:
            told = "; ".join(_differing(held, mine))
            raise JournalError(f"{path} was made otherwise ({told}): choose another folder, or remove it.")
        return
    write_json(_beside(path), mine)


def _differing(held: Mapping[str, Any], mine: Mapping[str, Any], within: str = "") -> Iterator[str]:
    """What differs between two manifests, down to the single entry."""
    for name in sorted({*held, *mine}):
        one, other = held.get(name), mine.get(name)
        if isinstance(one, dict) and isinstance(other, dict):
            yield from _differing(one, other, f"{within}{name}.")
        elif one != other:
            yield f"{within}{name} was {one!r} and is now {other!r}"


def _mend(file: BinaryIO) -> None:
    """Cuts off a last line that has no end."""
    end = os.fstat(file.fileno()).st_size
    start = _line_start(file, end)
    if start < end:
        file.truncate(start)


def _line_start(file: BinaryIO, end: int) -> int:
    """The place behind the last line end before ``end``, found from the back."""
    while end > 0:
        start = max(0, end - _BLOCK)
        file.seek(start)
        found = (file.read(end - start) or b"").rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0


def _locked(path: Path, *, patient: bool = False) -> Any:
    file = path.open("a")
    if fcntl is not None:
        try:
            _lock(file, patient)
        except OSError as error:
            file.close()
            name = path.name.removeprefix(".").removesuffix(".lock")
            raise JournalError(
                f"another process is writing {path.with_name(name)}: wait for it, or choose another folder."
            ) from error
    return file


def _lock(file: Any, patient: bool) -> None:
    """For this process alone; nobody else may hold it, but for a moment."""
    for left in reversed(range(_TRIES)):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if patient else fcntl.LOCK_NB))
        except BlockingIOError:
            if not left:
                raise
            time.sleep(_PAUSE)
        else:
            return
