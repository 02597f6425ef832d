"""The words of a request with stand-ins for the names in them that are kept back, and the slots that lead back.

Words are found as for slots: what links to a column, frame or cell that is kept back is replaced, and so is the very
name wherever else it stands. Words that name nothing known stay as the person typed them.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace

from gift4code_ext.generation import words
from gift4code_ext.generation.link import Linked, Span, link
from gift4code_ext.generation.slot import LETTERS, Slot, identities
from gift4code_ext.generation.slots import Slots
from gift4code_ext.spec.model import Column, Spec, Variable
from gift4code_ext.spec.privacy.levels import Levels, levels
from gift4code_ext.spec.privacy.stand_ins import StandIns, stand_ins
from gift4code_ext.spec.sharing import Level, Sharing

_TOKEN = re.compile(r"<[dcvn]\d+>")
_PLAIN_WORDS = words.OPERATIONS | words.NOUNS | words.STOP


@dataclass(frozen=True)
class Kept:
    """What is kept back of one request, and what stands for it."""

    levels: Levels
    names: StandIns

    def holds(self, slot: Slot) -> bool:
        """Whether what a slot stands for may not be told in words."""
        if slot.kind == "frame":
            return slot.value in self.names.frames
        if slot.kind == "column":
            return slot.value in self.names.labels
        if self.levels.request is Level.ANONYMOUS:
            return True
        if slot.kind == "value":
            return any(label in self.levels.hidden for label in slot.among)
        return slot.value in self.names.labels or self.levels.names_hidden(slot.value)


def kept_back(spec: Spec, sharing: Sharing) -> Kept:
    """What is kept back of a request.

    Raises:
        LevelError: a level or note is stated of a frame or column that is not there.
    """
    found = levels(spec.inputs, sharing)
    return Kept(found, stand_ins(spec, found))


def hide(spec: Spec, shared: Spec, kept: Kept) -> tuple[Spec, Linked]:
    """A request that went through ``share``, with its words under the names that may leave.

    Args:
        spec: the request with everything that was read.
        shared: the part of it that may leave, with the words as typed.
        kept: what may not.
    """
    numbered = _StandIns(kept)
    intent, spans = _said(spec.intent, spec, numbered)
    summary = shared.output.summary
    told = replace(
        shared,
        intent=intent,
        inputs=tuple(_noted(variable, kept.names) for variable in shared.inputs),
        output=replace(shared.output, summary=_said(summary, spec, numbered)[0] if summary else summary),
    )
    return told, Linked(intent, numbered.slots(spec.output.name), spans)


def unnamed(text: str, names: Mapping[str, str]) -> str:
    """A text in slots, or in plain words, with its stand-in for every name that occurs as a word outside of slots.

    Names that are plain English stay: where they mean the column, they were linked.
    """
    telling = [name for name in names if not all(word in _PLAIN_WORDS for word in words.subwords(name))]
    if not telling:
        return text
    known = {name.casefold(): names[name] for name in telling}
    longest_first = "|".join(re.escape(name) for name in sorted(telling, key=len, reverse=True))
    pattern = re.compile(rf"(?<![^\W_])(?:{longest_first})(?![^\W_])", re.IGNORECASE)
    return pattern.sub(lambda found: known.get(found[0].casefold(), ""), text)


def in_slots(linked: Linked, kept: Kept) -> str:
    """The request in slots, without names that are kept back and were linked to nothing."""
    held = {*kept.names.frames, *(label for label in kept.names.labels if isinstance(label, str))}
    tokens = {name: linked.slots.token("frame", name) or linked.slots.label_token(name) or "other" for name in held}
    return _outside_tokens(linked.intent, tokens, {})


def _said(text: str, spec: Spec, numbered: _StandIns) -> tuple[str, tuple[Span, ...]]:
    """A text in which nothing is named that is kept back; wholly in lower case where no name at all may leave."""
    linked = link(text, spec.inputs, spec.output, spec.facts, cap_columns=None)
    told = {span.token: numbered.of(linked.slots.by_token[span.token]) for span in linked.spans}
    spans = tuple(replace(span, token=f"<{name}>") for span in linked.spans if (name := told[span.token]))
    names = numbered.kept.names.texts
    if numbered.kept.levels.tells_no_name:
        return _outside_tokens(linked.intent, names, told), spans
    pieces, end = [], 0
    for span in spans:
        pieces += [unnamed(text[end : span.start], names), span.token[1:-1]]
        end = span.end
    return "".join([*pieces, unnamed(text[end:], names)]), spans


def _outside_tokens(text: str, names: Mapping[str, str], told: Mapping[str, str | None]) -> str:
    pieces, end = [], 0
    for token in _TOKEN.finditer(text):
        pieces += [unnamed(text[end : token.start()], names), told.get(token[0]) or token[0]]
        end = token.end()
    return "".join([*pieces, unnamed(text[end:], names)])


def _noted(variable: Variable, names: StandIns) -> Variable:
    def told(column: Column) -> Column:
        return replace(column, note=unnamed(column.note, names.texts)) if column.note else column

    return replace(variable, columns=tuple(map(told, variable.columns)), index=tuple(map(told, variable.index)))


@dataclass
class _StandIns:
    """The stand-ins of one request; those of values and of names that only its words hold are added as they are met."""

    kept: Kept
    added: dict[Hashable, Slot] = field(default_factory=dict)

    def of(self, slot: Slot) -> str | None:
        """What stands for a linked word; None where the word itself may leave."""
        if not self.kept.holds(slot):
            return None
        names = self.kept.names
        known = names.frames if slot.kind == "frame" else {} if slot.kind == "value" else names.labels
        return known[slot.value] if slot.value in known else self._add(slot)

    def _add(self, slot: Slot) -> str:
        key = (slot.kind, identities(slot.value)[0])
        if key not in self.added:
            letter, names = LETTERS[slot.kind], self.kept.names
            taken = {*names.labels.values(), *names.taken, *(other.token[1:-1] for other in self.added.values())}
            number = next(place for place in range(len(taken) + 1) if f"{letter}{place}" not in taken)
            self.added[key] = replace(slot, token=f"<{letter}{number}>")
        return self.added[key].token[1:-1]

    def slots(self, result: str) -> Slots:
        """All of them, as the completion is read with them."""
        frames = [Slot(f"<{token}>", "frame", name) for name, token in self.kept.names.frames.items()]
        labels = [
            Slot(f"<{token}>", "column" if token.startswith("c") else "name", label)
            for label, token in self.kept.names.labels.items()
        ]
        return Slots((*frames, *labels, *self.added.values()), result)
