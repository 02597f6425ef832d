"""The text of ``slots/1``: what the bundled model reads, in training and in use. Any change of it is a new template."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace

from gift4code_ext.generation.hiding import Kept, in_slots, unnamed
from gift4code_ext.generation.link import Linked, link
from gift4code_ext.generation.slots import Slots
from gift4code_ext.generation.words import STOP, label_words, subwords
from gift4code_ext.spec.model import Column, ColumnFacts, Facts, Spec, SpecKind, Variable

END = "<end>"
_OWN_FLAGS = ("unique", "whole", "frac", "null", "neg", "const")
_SMALL_COUNT = 20
_NOTE_WORDS = 8


def slots_prompt(spec: Spec, kind: SpecKind, kept: Kept) -> tuple[str, Linked]:
    """The prompt of one request and how it was linked.

    Args:
        spec: the request as ``spec.share.linkable`` gives it; cell values stay here, they only serve linking.
        kind: how much of the expected output is told: nothing, type and columns, or all that was computed.
        kept: what is kept back; its columns are not described by the words of their labels.
    """
    summary = spec.output.summary if kind is SpecKind.SUMMARY else None
    linked = link(
        f"{spec.intent.rstrip('. ')}. {summary}" if summary else spec.intent, spec.inputs, spec.output, spec.facts
    )
    linked = replace(linked, intent=in_slots(linked, kept))
    lines = [*describe(spec.inputs, linked.slots, kept)]
    if kind is not SpecKind.NONE and spec.facts != Facts():
        lines.append(f"<want> {want(spec.facts, spec.inputs, linked.slots, whole=kind is not SpecKind.TYPE)}")
    return "\n".join([*lines, f"<ask> {linked.intent}", "<code>\n"]), linked


def describe(inputs: Sequence[Variable], slots: Slots, kept: Kept) -> list[str]:
    """One line a frame, column, value and new name."""
    lines: list[str] = []
    described: set[str] = set()
    words = _words(inputs, slots, kept)
    for variable in inputs:
        token = slots.token("frame", variable.name)
        if token is None:
            continue
        lines.append(token if variable.shape == "frame" else f"{token} {_shape(variable)}")
        for column, place in (
            *((column, "") for column in variable.columns),
            *((level, "index ") for level in variable.index),
        ):
            name = slots.token("column", column.label) if column.label is not None else None
            if name is None:
                # Row numbers that a filter or a sort left over say nothing about the data.
                if column.label is None and not (place and column.kind == "int"):
                    lines.append(f"{place or 'values '}{_facts(column)}")
            elif name in described:
                lines.append(f"{name}{' ' + place.strip() if place else ''}")
            else:
                described.add(name)
                lines.append(_with_words(f"{name} {place}{_facts(column)}", words.get(name)))
    for slot in slots.of("value"):
        among = [name for label in slot.among[:2] if (name := slots.token("column", label))]
        lines.append(f"{slot.token} {' '.join([slot.note, *among])}")
    lines.extend(_with_words(slot.token, words.get(slot.token)) for slot in slots.of("name"))
    return lines


def want(facts: Facts, inputs: Sequence[Variable], slots: Slots, *, whole: bool = True) -> str:
    """The expected output in one line: shape, rows, keys, columns in order; ``whole=False``: type and columns only."""
    head: list[str] = [word for word in (facts.shape, facts.kind if facts.shape != "frame" else None) if word]
    if whole and facts.rows != "unknown":
        head.append(facts.rows)
        if facts.rows == "fewer" and facts.row_count is not None and facts.row_count <= _SMALL_COUNT:
            head.append(str(facts.row_count))
    keys = [token for label in facts.per if (token := slots.token("column", label))]
    if whole and keys:
        head += ["per", *keys]
    if not facts.columns:
        return " ".join(head)
    own = {column.label: column for variable in inputs for column in (*variable.index, *variable.columns)}
    told = facts.columns
    kept = _keeps_all(facts, inputs)
    if kept is not None:
        head.append(f"all {slots.token('frame', kept.name)}")
        told = tuple(column for column in told if not _dull(column, own.get(column.label)))
    elif (facts.part or not facts.columns_known) and facts.shape == "frame":
        head.append("part")
    columns = [_column(column, own.get(column.label), slots, whole) for column in told]
    return f"{' '.join(head)} : {' ; '.join(columns)}".rstrip(" :")


def _keeps_all(facts: Facts, inputs: Sequence[Variable]) -> Variable | None:
    """The input frame whose columns all come out again, in their order; they need no telling one by one."""
    labels = [column.label for column in facts.columns if not column.level]
    for variable in inputs:
        own = [column.label for column in variable.columns]
        if len(own) > 1 and [label for label in labels if label in own] == own:
            return variable
    return None


def _dull(column: ColumnFacts, own: Column | None) -> bool:
    """Whether a column comes out as it went in, but for the rows."""
    return (
        own is not None
        and not column.level
        and column.kind == own.kind
        and (not column.order or (column.order == "asc" and "sorted" in own.facts))
        and column.relation != "new"
        and ("null" not in own.facts or "null" in column.flags or column.relation == "unknown")
    )


def _column(column: ColumnFacts, own: Column | None, slots: Slots, whole: bool) -> str:
    token = (slots.label_token(column.label) if column.label is not None else None) or "other"
    parts = [token]
    if column.level:
        parts.append("level")
    if column.kind != (own.kind if own else "other"):
        parts.append(column.kind)
    if not whole:
        return " ".join(parts)
    if column.order:
        parts.append(column.order)
    parts += [flag for flag in column.flags if flag in _OWN_FLAGS]
    if column.relation != "unknown":
        parts.append(column.relation)
    parts += [flag for flag in column.flags if flag not in _OWN_FLAGS]
    source = slots.token("column", column.source[1]) if column.source else None
    if source is not None and source != token:
        parts.append(source)
    return " ".join(parts)


def _shape(variable: Variable) -> str:
    kinds = [] if variable.columns else [variable.type.rpartition(".")[2].lower()]
    return " ".join([variable.shape, *kinds])


def _facts(column: Column) -> str:
    return " ".join([column.kind, *column.facts])


def _words(inputs: Sequence[Variable], slots: Slots, kept: Kept) -> dict[str, tuple[str, ...]]:
    """Token -> the words of its label, then those that a note on it adds; nothing of what is kept back."""
    notes: dict[Hashable, str] = {}
    for variable in inputs:
        for column in (*variable.columns, *variable.index):
            if column.note:
                note = unnamed(column.note, dict.fromkeys(kept.names.texts, ""))
                notes[column.label] = f"{notes.get(column.label, '')} {note}"
    told = (slot for slot in slots if slot.kind in ("column", "name") and not kept.holds(slot))
    return {slot.token: _label_and_note(slot.value, notes.get(slot.value, "")) for slot in told}


def _label_and_note(label: Hashable, note: str) -> tuple[str, ...]:
    own = label_words(label)
    added = dict.fromkeys(word for word in subwords(note) if word not in STOP and word not in own)
    return (*own, *list(added)[:_NOTE_WORDS])


def _with_words(line: str, words: Sequence[str] | None) -> str:
    return f"{line} | {' '.join(words)}" if words else line
