"""The words of a task said a little differently: edits that keep marks in place, slips of the keyboard, gold links."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Hashable, Sequence
from dataclasses import replace

from gift4code_training.corpus.model import Mark, Task

_WORD = re.compile(r"[a-zA-Z]{5,}")
_LEADING = re.compile(r"(?P<lead>(?:for|in|among|within|from) [^,.;:?!]+), (?P<rest>[^,.;:?!]+)(?P<end>[.?!]?)", re.I)
_POLITE = ("please ", "pls ", "can you ", "i need to ", "now ")
_VERBS = frozenset(
    ("show", "list", "give", "find", "get", "count", "drop", "sort", "make", "add", "keep", "remove", "rename", "sum")
)
_QUOTES = ("'", '"', "`")

Span = tuple[int, int]


def edited(task: Task, edits: Sequence[tuple[int, int, str]]) -> Task:
    """The task with parts of its words replaced; marks move along.

    Args:
        edits: ``(start, end, text)``; none overlaps another or a mark.
    """
    text, marks = task.intent, list(task.marks)
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
        shift = len(new) - (end - start)
        marks = [_moved(mark, shift) if mark.start >= end else mark for mark in marks]
    return replace(task, intent=text, marks=tuple(marks))


def _moved(mark: Mark, shift: int) -> Mark:
    return replace(mark, start=mark.start + shift, end=mark.end + shift)


def varied(task: Task, taken: Collection[Span], rng: random.Random) -> Task:
    """The task in other words of the same meaning, where chance wants it.

    Args:
        taken: spans that mean a column, a value, a table or a name; they are left alone.
    """
    if task.language != "en":
        return task
    spans = [*taken, *((mark.start, mark.end) for mark in task.marks)]
    if rng.random() < 0.25:
        task = edited(task, _slips(task.intent, spans, rng))
    if rng.random() < 0.15 and task.intent[-1:] in (".", "!") and all(end < len(task.intent) for _, end in spans):
        task = edited(task, [(len(task.intent) - 1, len(task.intent), "")])
    first = task.intent.split(" ", 1)[0].lower()
    if rng.random() < 0.2 and first in _VERBS and all(start > 0 for start, _ in spans):
        task = edited(task, [(0, 0, rng.choice(_POLITE))])
    if rng.random() < 0.4 and not task.marks:
        task = _reordered(task)
    return task


def _slips(text: str, spans: Sequence[Span], rng: random.Random) -> list[tuple[int, int, str]]:
    """One or two misspelt words: letters swapped, left out or doubled; the first letter stays."""
    free = [
        found
        for found in _WORD.finditer(text)
        if all(found.end() <= start or end <= found.start() for start, end in spans)
    ]
    edits = []
    for found in rng.sample(free, min(len(free), rng.choice((1, 1, 2)))):
        word, at = found[0], rng.randrange(1, len(found[0]) - 1)
        slip = rng.choice(
            (
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + word[at + 1 :],
                word[:at] + word[at:][0] + word[at:],
            )
        )
        edits.append((found.start(), found.end(), slip))
    return edits


def _reordered(task: Task) -> Task:
    """``for cats, count visits`` as ``count visits for cats``: one leading clause and nothing else with a comma."""
    found = _LEADING.fullmatch(task.intent)
    if found is None:
        return task
    return replace(task, intent=f"{found['rest']} {found['lead']}{found['end']}")


def linked_words(
    task: Task,
    columns: Collection[Hashable],
    frames: Collection[str],
    new: Collection[Hashable],
    kinds: Collection[str],
) -> str:
    """The words in which marked ones are said exactly, so that the product's linker finds what the writer meant.

    Args:
        columns, frames, new: labels and tables that can be linked, and new columns that the specification states.
        kinds: kinds of marks that are said exactly; others stay as they were written.
    """
    text = task.intent
    for mark in sorted(task.marks, key=lambda each: each.start, reverse=True):
        if mark.kind not in kinds:
            continue
        known = {"column": columns, "frame": frames, "name": new}.get(mark.kind)
        said = [_said(target, columns if mark.kind == "value" else ()) for target in mark.targets]
        if None in said or (known is not None and not all(target in known for target in mark.targets)):
            continue
        exact = " and ".join(each for each in said if each is not None)
        text = f"{text[: mark.start]} {exact} {text[mark.end :]}"
    return text


def _said(target: str | int | float | bool, labels: Collection[Hashable]) -> str | None:
    """A target as the linker reads it for certain: quoted text, or a number."""
    if isinstance(target, bool) or target in labels:
        return None
    if isinstance(target, str):
        quote = next((each for each in _QUOTES if each not in target), None)
        return None if quote is None or "\n" in target else f"{quote}{target}{quote}"
    return repr(target)
