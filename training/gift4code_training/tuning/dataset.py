"""Data files -> pairs of prompt and completion to learn, and to measure.

A record has ``prompt`` and ``completion``: text, or messages as ``{"role", "content"}``; other text that is mixed in
has an empty prompt; ``split`` is ``train`` (also
where it is missing) or ``validation``; ``kind`` is the specification that the prompt carries.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from gift4code_training.journal import JournalError, manifest_of
from gift4code_training.tuning.errors import TuningError, first_line

Messages: TypeAlias = tuple[tuple[str, str], ...]
_SPLITS = ("train", "validation")


@dataclass(frozen=True)
class Pair:
    """What is given and what is learnt; ``prompt`` is text or ``(role, content)`` messages."""

    prompt: str | Messages
    completion: str


@dataclass(frozen=True)
class Dataset:
    """The pairs of a run.

    Attributes:
        digest: SHA-256 of the files.
        template: prompt template id that the data's manifest states, if it does.
    """

    train: tuple[Pair, ...]
    validation: tuple[Pair, ...]
    digest: str
    template: str | None


def read(paths: Sequence[Path], kind: str) -> Dataset:
    """The pairs in files, or in the ``dataset*.jsonl`` of folders.

    Args:
        paths: files or folders.
        kind: a specification kind; ``mixed`` takes the records of that name where there are any, else all.

    Raises:
        TuningError: a file is missing or holds no such records, or nothing is left to learn.
    """
    files = [file for path in paths for file in _files(path)]
    records = [record for file in files for record in _records(file)]
    told = " and ".join(str(file) for file in files)
    if not records:
        raise TuningError(f"{told} is empty: there is nothing to learn; run gift4code-train dataset first.")
    kinds = Counter(found for found, _, _ in records)
    wanted = set(kinds) if kind == "mixed" and "mixed" not in kinds else {kind}
    chosen = {split: tuple(pair for found, at, pair in records if found in wanted and at == split) for split in _SPLITS}
    if not chosen["train"]:
        there = ", ".join(f"{count} of kind {name or '(none stated)'}" for name, count in sorted(kinds.items()))
        raise TuningError(f"{told} has no record of kind {kind} in the split train; it has {there}.")
    return Dataset(chosen["train"], chosen["validation"], _digest(files), _template(files))


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(path.glob("dataset*.jsonl"))
        if not found:
            raise TuningError(f"{path} has no dataset.jsonl; run gift4code-train dataset first.")
        return found
    if not path.is_file():
        raise TuningError(f"There is no data file {path}; run gift4code-train dataset first, or name another.")
    return [path]


def _records(file: Path) -> Iterator[tuple[str, str, Pair]]:
    """Kind, split and pair of each line."""
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            where = f"line {number} of {file}"
            try:
                record = json.loads(line)
            except ValueError as error:
                raise TuningError(f"{where} is no JSON ({first_line(error)}); make the file again.") from error
            if not isinstance(record, dict) or "prompt" not in record or "completion" not in record:
                raise TuningError(f"{where} has no prompt and completion, which every record needs.")
            split = record.get("split") or "train"
            if split not in _SPLITS:
                raise TuningError(f"{where} has the split {split!r}; it must be train or validation.")
            pair = Pair(_prompt(record["prompt"], where), _completion(record["completion"], where))
            yield str(record.get("kind") or ""), split, pair


def _prompt(value: Any, where: str) -> str | Messages:
    if isinstance(value, str):
        return value
    messages = _messages(value)
    if messages is None:
        raise TuningError(f"The prompt in {where} is neither text nor messages with role and content.")
    return messages


def _completion(value: Any, where: str) -> str:
    messages = None if isinstance(value, str) else _messages(value)
    text = messages[0][1] if messages and len(messages) == 1 else value
    if not isinstance(text, str) or not text:
        raise TuningError(f"The completion in {where} is not a text, or is empty: nothing could be learnt from it.")
    return text


def _messages(value: Any) -> Messages | None:
    if not isinstance(value, list) or not value:
        return None
    found = [(each.get("role"), each.get("content")) for each in value if isinstance(each, dict)]
    if len(found) < len(value) or not all(isinstance(part, str) for pair in found for part in pair):
        return None
    return tuple((str(role), str(content)) for role, content in found)


def _digest(files: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        with file.open("rb") as stream:
            while chunk := stream.read(1 << 20):
                digest.update(chunk)
    return digest.hexdigest()


def _template(files: Sequence[Path]) -> str | None:
    for file in files:
        if not file.with_name(f"{file.stem}.manifest.json").is_file():
            continue
        try:
            stated = manifest_of(file).get("template")
        except JournalError as error:
            raise TuningError(str(error)) from error
        if isinstance(stated, str):
            return stated
    return None
