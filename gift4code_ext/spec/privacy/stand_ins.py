"""Numbered names for what must not be named: frames ``d0``, columns ``c0``, new output columns ``n0``."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from gift4code_ext.spec.model import ColumnFacts, Facts, Output, Spec, Variable
from gift4code_ext.spec.privacy.levels import Levels
from gift4code_ext.spec.sharing import Level

_LIKE = re.compile(r"\b[dcvn]\d+\b")
_RESULT = Output().name


@dataclass(frozen=True)
class StandIns:
    """What stands for each name that is kept back, the name of the result as told, and names that stand for nothing."""

    frames: Mapping[str, str]
    labels: Mapping[Hashable, str]
    result: str
    taken: frozenset[str] = frozenset()

    @property
    def texts(self) -> dict[str, str]:
        """The stand-ins of names that are text."""
        named: list[tuple[Hashable, str]] = [*self.frames.items(), *self.labels.items()]
        return {name: token for name, token in named if isinstance(name, str)}

    def frame(self, name: str) -> str:
        """The frame's name as it leaves."""
        return self.frames.get(name, name)

    def label(self, label: Hashable) -> Hashable:
        """The label as it leaves."""
        return self.labels.get(label, label)


def stand_ins(spec: Spec, levels: Levels) -> StandIns:
    """Number what is kept back, in the order of the inputs; no number is given that the request uses itself."""
    taken = frozenset(_told_names(spec, levels))
    frames = [name for name, level in levels.frames.items() if level is Level.ANONYMOUS]
    held = (column.label for variable in spec.inputs for column in (*variable.columns, *variable.index))
    columns = [label for label in dict.fromkeys(held) if label in levels.hidden]
    beyond = [label for label in levels.hidden if label not in columns]
    new = [label for label in _new(spec, levels) if label not in levels.hidden]
    labels = {**_numbered("c", [*columns, *sorted(beyond, key=str)], taken), **_numbered("n", new, taken)}
    is_hidden = levels.request is Level.ANONYMOUS or levels.names_hidden(spec.output.name)
    result = _RESULT if is_hidden and levels.frames.get(_RESULT) in (None, Level.ANONYMOUS) else spec.output.name
    return StandIns(_numbered("d", frames, taken), labels, result, taken)


def _new(spec: Spec, levels: Levels) -> list[Hashable]:
    """Labels of the output that are kept back and are no input's."""
    sources = {column.label: column.source for column in spec.facts.columns}
    stated = (*_stated(spec.output), *(column.label for column in spec.facts.columns))
    found = (label for label in dict.fromkeys(stated) if label is not None and label is not Ellipsis)
    return [label for label in found if levels.of_output(label, sources.get(label)) is Level.ANONYMOUS]


def _told_names(spec: Spec, levels: Levels) -> Iterator[str]:
    yield from levels.frames
    yield from (label for _, label in levels.columns if isinstance(label, str))
    yield from (label for label in _stated(spec.output) if isinstance(label, str))
    for text in (spec.intent, spec.output.summary or "", spec.output.name, *levels.notes.values()):
        yield from _LIKE.findall(text)


def _stated(output: Output) -> tuple[Hashable, ...]:
    return (*(output.columns or ()), *(output.index or ()))


def _numbered(letter: str, items: Iterable[Any], taken: frozenset[str]) -> dict[Any, str]:
    names = (name for number in count() if (name := f"{letter}{number}") not in taken)
    return dict(zip(items, names, strict=False))


def renamed(spec: Spec, names: StandIns) -> Spec:
    """A request under the names that may leave."""
    return replace(
        spec,
        inputs=tuple(_variable(variable, names) for variable in spec.inputs),
        output=_output(spec.output, names),
        facts=_facts(spec.facts, names),
    )


def _variable(variable: Variable, names: StandIns) -> Variable:
    return replace(
        variable,
        name=names.frame(variable.name),
        columns=tuple(replace(column, label=names.label(column.label)) for column in variable.columns),
        index=tuple(replace(column, label=names.label(column.label)) for column in variable.index),
    )


def _output(output: Output, names: StandIns) -> Output:
    columns, index, dtypes, example = output.columns, output.index, output.dtypes, output.example
    return replace(
        output,
        name=names.result,
        columns=None if columns is None else tuple(names.label(label) for label in columns),
        index=None if index is None else tuple(names.label(label) for label in index),
        dtypes=None if dtypes is None else {names.label(label): dtype for label, dtype in dtypes.items()},
        example={names.label(label): cells for label, cells in example.items()}
        if isinstance(example, dict)
        else example,
    )


def _facts(facts: Facts, names: StandIns) -> Facts:
    return replace(
        facts,
        per=tuple(names.label(label) for label in facts.per),
        columns=tuple(_column_facts(column, names) for column in facts.columns),
    )


def _column_facts(column: ColumnFacts, names: StandIns) -> ColumnFacts:
    source = None if column.source is None else (names.frame(column.source[0]), names.label(column.source[1]))
    return replace(column, label=names.label(column.label), source=source)
