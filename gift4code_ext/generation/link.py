"""Linking: a request and its live inputs -> slots, and the request said in slots.

Linking happens before anything leaves the kernel. It prefers to leave a word alone when unsure: the word still reaches
the model, and the description of every column carries the column's own words.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gift4code_ext.generation import naming
from gift4code_ext.generation.literals import cued, literals, quoted
from gift4code_ext.generation.mentions import Mention, Rank, columns_of, mentions, name_mentions, select, whole
from gift4code_ext.generation.slot import CAPS, LETTERS, Slot, SlotKind, identities
from gift4code_ext.generation.slots import Slots
from gift4code_ext.spec.model import Column, Facts, Output, Variable

_TOKEN = re.compile(r"<(pad|end|want|ask|code|[dcvn]\d+)>", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Span:
    """``text``, at ``[start, end)`` of the request, was linked to the slot ``token``."""

    start: int
    end: int
    text: str
    token: str


@dataclass(frozen=True)
class Linked:
    """The request in slots (lower case, single spaces), its slots, and which words became which slot."""

    intent: str
    slots: Slots
    spans: tuple[Span, ...] = ()


def link(
    intent: str, inputs: Sequence[Variable], output: Output, facts: Facts, *, cap_columns: int | None = CAPS["column"]
) -> Linked:
    """Find the columns, frames, literals and new names of a request.

    Args:
        intent: the words as typed.
        inputs: the live inputs as read (with cell values, which stay here).
        output: the expected output; its columns that are no input's become new names.
        facts: the computed summary; its columns and keys get slots before others do.
        cap_columns: most column slots; mentioned and expected columns are kept first, in the frames' order. ``None``
            for no cap.
    """
    columns = columns_of(inputs)
    expected = _expected(output, facts)
    new = [label for label in expected if label not in columns]
    found = _select(intent, inputs, columns, new)
    slots = _slots(found, inputs, columns, expected, new, facts, output.name, cap_columns)
    return _rewrite(intent, found, slots)


def _expected(output: Output, facts: Facts) -> list[Hashable]:
    labels: Iterable[Hashable] = (
        *(output.columns or ()),
        *(column.label for column in facts.columns),
        *(output.example if isinstance(output.example, Mapping) else ()),
    )
    return [label for label in dict.fromkeys(labels) if label is not None]


def _select(
    intent: str, inputs: Sequence[Variable], columns: dict[Hashable, list[Column]], new: Sequence[Hashable]
) -> list[Mention]:
    fixed = [_quoted(intent, start, end, content, inputs, columns, new) for start, end, content in quoted(intent)]
    taken = [(mention.start, mention.end) for mention in fixed]
    for start, end, name in naming.stated(intent):
        if whole(name, columns) is None and all(end <= s or e <= start for s, e in taken):
            fixed.append(_name(start, end, name, new))
            taken.append((start, end))
    found = [
        mention
        for mention in (*mentions(intent, inputs, columns), *name_mentions(intent, new))
        if all(mention.end <= s or e <= mention.start for s, e in taken)
    ]
    for item in literals(intent, taken):
        found.append(Mention(item.start, item.end, "value", item.value, Rank.LITERAL, 1, (), item.note))
    for item in cued(intent):
        if all(item.end <= start or end <= item.start for start, end in taken):
            found.append(Mention(item.start, item.end, "value", item.value, Rank.TYPO, 1, (), item.note))
    return sorted([*fixed, *select(intent, found)], key=lambda mention: mention.start)


def _quoted(
    intent: str,
    start: int,
    end: int,
    content: str,
    inputs: Sequence[Variable],
    columns: dict[Hashable, list[Column]],
    new: Sequence[Hashable],
) -> Mention:
    if content in {variable.name for variable in inputs} and content not in columns:
        return Mention(start, end, "frame", content, Rank.EXACT)
    label = whole(content, columns)
    cells = {
        cell: tuple(label for label, same in columns.items() if any(cell in column.values for column in same))
        for same in columns.values()
        for column in same
        for cell in column.values
        if isinstance(cell, str) and cell.casefold() == content.casefold()
    }
    if label is not None and (label == content or content not in cells):
        return Mention(start, end, "column", label, Rank.EXACT)
    if cells:
        cell = content if content in cells else next(iter(cells))
        return Mention(start, end, "value", cell, Rank.CELL, 1, cells[cell], "in")
    if content in new or naming.introduces_name(intent, start):
        return _name(start, end, content, new)
    return Mention(start, end, "value", content, Rank.LITERAL, 1, (), "text")


def _name(start: int, end: int, name: str, new: Sequence[Hashable]) -> Mention:
    same = [label for label in new if isinstance(label, str) and label.casefold() == name.casefold()]
    return Mention(start, end, "name", same[0] if same else name, Rank.EXACT)


def _slots(
    found: Sequence[Mention],
    inputs: Sequence[Variable],
    columns: dict[Hashable, list[Column]],
    expected: Sequence[Hashable],
    new: Sequence[Hashable],
    facts: Facts,
    result: str,
    cap_columns: int | None,
) -> Slots:
    first: list[Hashable] = [
        label for mention in found for label in ((mention.value,) if mention.kind == "column" else mention.among)
    ]
    sources = [column.source[1] for column in facts.columns if column.source is not None]
    wanted = dict.fromkeys(label for label in (*first, *expected, *facts.per, *sources, *columns) if label in columns)
    kept = set(list(wanted)[:cap_columns])
    names = dict.fromkeys((*new, *(mention.value for mention in found if mention.kind == "name")))
    values: dict[Any, Mention] = {}
    for mention in found:
        if mention.kind == "value":
            values.setdefault(identities(mention.value)[0], mention)
    items = [
        *_numbered("frame", [variable.name for variable in inputs], CAPS["frame"]),
        *_numbered("column", [label for label in columns if label in kept], cap_columns),
        *(
            Slot(f"<v{number}>", "value", mention.value, mention.note, mention.among)
            for number, mention in enumerate(list(values.values())[: CAPS["value"]])
        ),
        *_numbered("name", list(names), CAPS["name"]),
    ]
    return Slots(tuple(items), result, frozenset(label for label in columns if label not in kept))


def _numbered(kind: SlotKind, values: Sequence[Any], cap: int | None) -> list[Slot]:
    return [Slot(f"<{LETTERS[kind]}{number}>", kind, value) for number, value in enumerate(values[:cap])]


def _rewrite(intent: str, found: Sequence[Mention], slots: Slots) -> Linked:
    parts: list[str] = []
    spans: list[Span] = []
    position = 0
    for mention in found:
        token = slots.token(mention.kind, mention.value)
        if token is None:
            continue
        parts += [
            _plain(intent[position : mention.start]),
            f" {token} " if mention.start and intent[mention.start - 1] == "@" else token,
        ]
        spans.append(Span(mention.start, mention.end, intent[mention.start : mention.end], token))
        position = mention.end
    parts.append(_plain(intent[position:]))
    return Linked(_SPACE.sub(" ", "".join(parts)).strip(), slots, tuple(spans))


def _plain(text: str) -> str:
    return _TOKEN.sub(r"\1", text).replace("@", "").lower()
