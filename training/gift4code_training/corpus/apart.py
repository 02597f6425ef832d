"""Tasks must differ: from one another, and from what the assistant is measured on."""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from gift4code_training.corpus.model import Complaint, CorpusError, Domain, Task

_WORD = re.compile(r"[a-z0-9_%€$£]+|[\u4e00-\u9fff]")
_GRAM = 10
_SAME_WORDS = 0.6
_SECOND_WORDING = 0.34
_SAME_COLUMNS = 0.6


def tokens(text: str) -> list[str]:
    """Words of a text, small; every Chinese character is one."""
    return _WORD.findall(text.lower())


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Runs of three words, or the whole of a shorter text."""
    found = tokens(text)
    return frozenset(tuple(found[at : at + 3]) for at in range(max(1, len(found) - 2)))


def likeness(left: frozenset[Any], right: frozenset[Any]) -> float:
    """Shared parts of all parts."""
    return len(left & right) / max(1, len(left | right))


def repeated_words(tasks: Sequence[Task]) -> Iterator[tuple[Task, Complaint]]:
    """Tasks whose words a task before them has, or nearly."""
    seen: dict[tuple[str, ...], list[int]] = defaultdict(list)
    sets: list[frozenset[tuple[str, ...]]] = []
    for place, task in enumerate(tasks):
        own = shingles(task.intent)
        others = {other for shingle in own for other in seen[shingle]}
        for other in sorted(others):
            if likeness(own, sets[other]) >= _SAME_WORDS:
                yield (
                    task,
                    Complaint(
                        task.where, "words", f"nearly the words of {tasks[other].where}: {tasks[other].intent!r}"
                    ),
                )
                break
        sets.append(own)
        for shingle in own:
            seen[shingle].append(place)


def repeated_programs(tasks: Sequence[tuple[Task, tuple[Any, ...]]]) -> Iterator[tuple[Task, Complaint]]:
    """Tasks of one domain whose sketch and columns an earlier one has, except one really other wording."""
    seen: dict[tuple[Any, ...], list[Task]] = defaultdict(list)
    for task, key in tasks:
        before = seen[key]
        close = [
            other
            for other in before
            if set(other.voices) == set(task.voices)
            or likeness(frozenset(tokens(other.intent)), frozenset(tokens(task.intent))) > _SECOND_WORDING
        ]
        if len(before) > 1 or close:
            other = (close or before)[0]
            yield (
                task,
                Complaint(
                    task.where,
                    "program",
                    f"as {other.where}, with the same columns: a second wording needs other words and another voice",
                ),
            )
        before.append(task)


class Against:
    """Words, programs and tables of evaluation files, given by path: nothing of them may be in the corpus."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._grams: dict[tuple[str, ...], str] = {}
        self._whole: dict[tuple[str, ...], str] = {}
        self._programs: dict[str, str] = {}
        self._columns: list[tuple[frozenset[str], str]] = []
        for path in paths:
            for text in self._texts(_load(path), path.name, ""):
                found = tokens(text)
                if len(found) > 2:
                    self._whole.setdefault(tuple(found), path.name)
                for at in range(len(found) - _GRAM + 1):
                    self._grams.setdefault(tuple(found[at : at + _GRAM]), path.name)

    def _texts(self, value: Any, name: str, key: str) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for inner, each in value.items():
                yield from self._texts(each, name, inner)
        elif isinstance(value, list):
            if key == "columns" and len(value) > 2 and all(isinstance(each, str) for each in value):
                self._columns.append((frozenset(map(_plain, value)), name))
            for each in value:
                yield from self._texts(each, name, key)

    def words(self, task: Task) -> Complaint | None:
        """The task's words or program repeat ten words, or the whole, of an evaluation file."""
        for text in (task.intent, task.program):
            found = tokens(text)
            grams = [tuple(found[at : at + _GRAM]) for at in range(len(found) - _GRAM + 1)]
            source = next((self._grams[gram] for gram in grams if gram in self._grams), None)
            source = source or self._whole.get(tuple(found))
            if source:
                return Complaint(task.where, "evaluation", f"words of {source}: {text[:80]!r}")
        return None

    def tables(self, domain: Domain) -> Iterator[Complaint]:
        """Tables whose columns are those of an evaluation file."""
        for schema in domain.schemas:
            for table in schema.tables:
                own = frozenset(_plain(name) for name in table.csv.splitlines()[0].split(","))
                for columns, source in self._columns:
                    if len(own) > 2 and likeness(own, columns) >= _SAME_COLUMNS:
                        yield Complaint(
                            f"{domain.path.name}:{table.line}", "evaluation", f"the columns of a table of {source}"
                        )
                        break


def _plain(name: str) -> str:
    return "".join(tokens(name)).replace("_", "")


def _load(path: Path) -> Any:
    try:
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        text = raw.decode("utf-8")
        if ".jsonl" in path.name:
            return [json.loads(line) for line in text.splitlines() if line]
        return json.loads(text)
    except (OSError, ValueError) as problem:
        raise CorpusError(f"{path} cannot be read as JSON: {problem}") from None
