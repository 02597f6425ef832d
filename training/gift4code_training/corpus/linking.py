"""Which words of a task mean what: by the product's own linking, and by the writers' marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from gift4code_ext.generation.link import link
from gift4code_ext.spec.model import Facts, Output, Variable
from gift4code_ext.spec.read import read
from gift4code_training.corpus.model import Task
from gift4code_training.corpus.syntax import words


@dataclass(frozen=True)
class Mention:
    """``text`` at ``[start, end)`` of the words means ``targets``; ``loose`` where only the writer's mark says so."""

    start: int
    end: int
    text: str
    kind: str
    targets: tuple[Any, ...]
    loose: bool


def variables(frames: Mapping[str, pd.DataFrame]) -> tuple[Variable, ...]:
    """The frames as the product reads them."""
    return tuple(read(frame, name) for name, frame in frames.items())


def mentions(task: Task, inputs: Sequence[Variable], columns: Sequence[str]) -> tuple[Mention, ...]:
    """What the words mention, in their order.

    Args:
        inputs: the tables the task uses.
        columns: the columns of the value, for new names.
    """
    marked = [Mention(each.start, each.end, each.text, each.kind, each.targets, True) for each in task.marks]
    linked = link(task.intent, inputs, Output(columns=tuple(columns) or None), Facts(), cap_columns=None)
    found = [
        Mention(span.start, span.end, span.text, slot.kind, (slot.value,), False)
        for span in linked.spans
        for slot in linked.slots.items
        if slot.token == span.token
    ]
    free = [each for each in found if all(each.end <= mark.start or mark.end <= each.start for mark in marked)]
    return tuple(sorted([*marked, *free], key=lambda each: each.start))


def known_columns(frames: Mapping[str, pd.DataFrame]) -> frozenset[str]:
    """Labels of the frames, and names of their indexes."""
    labels = {str(label) for frame in frames.values() for label in frame.columns}
    return frozenset(
        labels | {str(name) for frame in frames.values() for name in frame.index.names if name is not None}
    )


def used_columns(task: Task, frames: Mapping[str, pd.DataFrame]) -> tuple[str, ...]:
    """The columns that the task's program names, each time it does."""
    known = known_columns(frames)
    return tuple(word for word in words(task.program) if word in known)


def skeleton(task: Task, found: Sequence[Mention]) -> str:
    """The words with mentions blanked, to find sentences made from one mould."""
    parts: list[str] = []
    position = 0
    for each in found:
        parts += [task.intent[position : each.start].lower(), "_"]
        position = each.end
    return " ".join("".join([*parts, task.intent[position:].lower()]).split())
