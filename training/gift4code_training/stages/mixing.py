"""Other code data among the examples, by ratio: JSON lines with ``prompt`` and ``completion``, or ``text``.

``FILE:0.3`` makes three in ten examples of each kind's training set come from that file. They are drawn by the checksum
of their content, the same ones for every kind; a file that has too few is gone through again. Of a ``text`` all of it
is learnt.
"""

from __future__ import annotations

import argparse
import heapq
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gift4code_ext.errors import Gift4CodeError
from gift4code_training.stages.contamination import Against
from gift4code_training.stages.records import Example, key, to_json


class MixingError(Gift4CodeError):
    """A file of other data that cannot be mixed in."""


@dataclass(frozen=True)
class Share:
    """A file and the share of the examples that come from it, between 0 and 1."""

    path: Path
    ratio: float


@dataclass(frozen=True)
class Other:
    """One record of a file."""

    key: str
    prompt: str
    completion: str


def share(text: str) -> Share:
    """``"code.jsonl:0.3"`` as a share, for argparse."""
    path, _, ratio = text.rpartition(":")
    try:
        found = float(ratio)
    except ValueError:
        found = 0.0
    if not path or not 0 < found < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no file with its share: write code.jsonl:0.3")
    return Share(Path(path), found)


def read(path: Path) -> Iterator[Other]:
    """The records of a file.

    Raises:
        MixingError: it cannot be read, or a line is no record.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _other(line, f"line {number} of {path}")
    except (OSError, UnicodeDecodeError) as error:
        raise MixingError(f"{path} cannot be mixed in: {error}.") from error


def drawn(path: Path, count: int, against: Against) -> tuple[list[Other], int]:
    """The records whose content has the smallest checksums, and how many are of a benchmark and were passed over.

    Equal records count once.

    Returns:
        at most ``count`` records, in the order of their checksums.

    Raises:
        MixingError: the file cannot be read, or holds nothing that may be learnt.
    """
    seen: set[str] = set()
    refused = 0

    def allowed() -> Iterator[Other]:
        nonlocal refused
        for each in read(path):
            if each.key in seen:
                continue
            seen.add(each.key)
            if against.of(each.prompt, each.completion):
                refused += 1
            else:
                yield each

    found = heapq.nsmallest(count, allowed(), key=lambda each: each.key)
    if not found and count:
        raise MixingError(f"{path} holds nothing that may be mixed in.")
    return found, refused


def needed(own: int, shares: Sequence[Share]) -> list[int]:
    """How many examples of each file join so many own ones."""
    left = 1 - sum(each.ratio for each in shares)
    return [round(own * each.ratio / left) for each in shares]


def examples(found: Sequence[Other], count: int, kind: str, source: str) -> Iterator[dict[str, Any]]:
    """So many examples of one kind, the records again and again."""
    for number in range(count):
        times, place = divmod(number, len(found))
        each = found[place]
        yield to_json(
            Example(
                key=key(source, each.key, kind, times),
                prompt=each.prompt,
                completion=each.completion,
                kind=kind,
                told="",
                split="train",
                table="",
                sketch="",
                task="",
                source=source,
            )
        )


def _other(line: str, where: str) -> Other:
    try:
        held = json.loads(line)
    except ValueError as error:
        raise MixingError(f"{where} is no JSON: {error}.") from None
    pair = _pair(held) if isinstance(held, Mapping) else None
    if pair is None:
        raise MixingError(f"{where} has neither prompt and completion nor text, as text that is not empty.")
    return Other(key(*pair), *pair)


def _pair(held: Mapping[str, Any]) -> tuple[str, str] | None:
    prompt, completion = ("", held["text"]) if "text" in held else (held.get("prompt"), held.get("completion"))
    return (prompt, completion) if isinstance(prompt, str) and isinstance(completion, str) and completion else None
