"""What is asked for, as edits need it: columns by closeness to the words, literals, and what the output shows."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gift4code_ext.generation import words
from gift4code_ext.generation.link import link
from gift4code_ext.generation.mentions import columns_of
from gift4code_ext.generation.slot import Slot
from gift4code_ext.spec.expected import Expected, expected
from gift4code_ext.spec.model import Column, Order, Output, Shape, Spec
from gift4code_ext.spec.values.kinds import cells

_CELLS = 50  # cells of an expected column that are looked at
_GROUPS = {
    **dict.fromkeys(("int", "float"), "number"),
    **dict.fromkeys(("str", "cat"), "text"),
    **dict.fromkeys(("date", "period"), "date"),
}


@dataclass(frozen=True)
class Wanted:
    """One request. ``mentioned`` are columns that its words name; ``values`` its literals."""

    spec: Spec
    output: Output
    columns: Mapping[Hashable, list[Column]]
    mentioned: frozenset[Hashable]
    values: tuple[Slot, ...]
    example: Expected | None

    @classmethod
    def of(cls, spec: Spec, output: Output) -> Wanted:
        """Read the words and the example once."""
        linked = link(spec.intent, spec.inputs, output, spec.facts, cap_columns=None)
        tokens = {span.token for span in linked.spans}
        mentioned = frozenset(slot.value for slot in linked.slots.of("column") if slot.token in tokens)
        return cls(
            spec, output, columns_of(spec.inputs), mentioned, linked.slots.of("value"), _with_cells(expected(output))
        )

    @cached_property
    def labels(self) -> tuple[Hashable, ...]:
        """Columns of the result that are known, in order."""
        stated = tuple(label for label in self.output.columns or () if label is not Ellipsis)
        if stated or self.example is None or self.example.shape != "frame" or self.example.unlabelled:
            return stated
        return self.example.labels

    @property
    def complete(self) -> bool:
        """Whether ``labels`` are all columns of the result."""
        return self.spec.facts.columns_known and bool(self.labels)

    @property
    def shape(self) -> Shape | None:
        """The family of the value, if it is known."""
        return self.spec.facts.shape

    @property
    def rows(self) -> int | None:
        """The number of rows, if it is known."""
        return self.spec.facts.row_count

    @cached_property
    def cells(self) -> Mapping[Hashable, list[Any]]:
        """Non-null cells of the example by column; of values without columns by ``None``."""
        if self.example is None:
            return {}
        shown = zip(self.example.labels, self.example.columns, strict=True)
        return {
            label: [cell for cell in cells(column, _CELLS) if cell is not None and cell is not Ellipsis]
            for label, column in shown
        }

    @cached_property
    def orders(self) -> tuple[tuple[Hashable, Order], ...]:
        """Columns in whose order the rows shown stand."""
        return tuple((column.label, column.order) for column in self.spec.facts.columns if column.order)

    @cached_property
    def sources(self) -> frozenset[Hashable]:
        """Input columns that columns of the result come from."""
        return frozenset(column.source[1] for column in self.spec.facts.columns if column.source is not None)

    @cached_property
    def is_selection(self) -> bool:
        """Whether every column shown holds only cells of an input: the result picks or orders rows."""
        facts = self.spec.facts.columns
        return bool(facts) and self.shape == "frame" and all(each.relation in ("same", "inside") for each in facts)

    def group(self, label: Hashable) -> str:
        """What a column holds, coarsely: columns of one group can stand for each other. Empty if it is unknown."""
        kinds = {_GROUPS.get(column.kind, column.kind) for column in self.columns.get(label, ())}
        return kinds.pop() if len(kinds) == 1 else ""

    def has(self, label: Hashable, *facts: str) -> bool:
        """Whether a column has one of these facts."""
        return any(fact in column.facts for column in self.columns.get(label, ()) for fact in facts)

    def closeness(self, label: Hashable) -> float:
        """How near a column is to the request, 0 to 1: named, holding a named cell, shown, or sharing a word."""
        if label in self._closeness:
            return self._closeness[label]
        own = {words.stem(word) for word in words.label_words(label)}
        shared = len(own & self._words) / max(1, len(own))
        holds = any(label in slot.among for slot in self.values)
        shown = label in self.labels or label in self.sources
        found = max(0.1 + 0.6 * shared, 0.9 if holds else 0.0, self._being_shown if shown else 0.0)
        self._closeness[label] = 1.0 if label in self.mentioned else found
        return self._closeness[label]

    @cached_property
    def _closeness(self) -> dict[Hashable, float]:
        return {}

    @cached_property
    def _being_shown(self) -> float:
        """What it says of a column that the result shows it: little where the result shows all of them."""
        return 0.8 * (1.0 - 0.6 * sum(label in self.labels for label in self.columns) / max(1, len(self.columns)))

    def says(self, ways: Iterable[str]) -> bool:
        """Whether the request holds one of these phrases."""
        text = self.spec.intent.lower()
        return any(re.search(rf"(?<!\w){re.escape(way.lower())}(?!\w)", text) for way in ways if way)

    @cached_property
    def numbers(self) -> tuple[int | float, ...]:
        """Numbers in the request."""
        found = (slot.value for slot in self.values)
        return tuple(value for value in found if isinstance(value, (int, float)) and not isinstance(value, bool))

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(words.stem(word) for word in words.subwords(self.spec.intent))


def _with_cells(example: Expected | None) -> Expected | None:
    return example if example is not None and example.shape not in ("dict", "other") else None
