"""The level of every part of one request: what was stated of frames and columns, applied to its inputs and output."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from gift4code_ext.spec.model import Column, ColumnFacts, Variable
from gift4code_ext.spec.sharing import Key, Level, LevelError, Sharing

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_A-Za-z]+")
_TELLING = 4  # letters; shorter words are shared, and found inside others, by chance


@dataclass(frozen=True)
class Levels:
    """What may leave of each part of one request.

    Attributes:
        sharing: what was stated, for the request as a whole.
        frames: the level of each input by name.
        columns: the level of each column and index level, by frame and label.
        notes: what was noted on a column, by frame and label.
        hidden: labels of inputs that leave nowhere.
    """

    sharing: Sharing
    frames: Mapping[str, Level]
    columns: Mapping[tuple[str, Hashable], Level]
    notes: Mapping[tuple[str, Hashable], str]
    hidden: frozenset[Hashable]

    @property
    def request(self) -> Level:
        """The level of what has none of its own."""
        return self.sharing.level

    @property
    def principal(self) -> Level:
        """The level of the first input, which the output's number of rows is told against."""
        return next(iter(self.frames.values()), self.request)

    @property
    def hides(self) -> bool:
        """Whether any name is kept back."""
        return bool(self.hidden) or Level.ANONYMOUS in (self.request, *self.frames.values())

    @property
    def tells_no_name(self) -> bool:
        """Whether every name is kept back."""
        named = (level for (_, label), level in self.columns.items() if label is not None)
        return all(level is Level.ANONYMOUS for level in (self.request, *self.frames.values(), *named))

    def of_column(self, frame: str, label: Hashable) -> Level:
        """The level of a column, also of one that was not read because there are so many."""
        return self.columns.get((frame, label), self.frames.get(frame, self.request))

    def of_output(self, label: Hashable, source: tuple[str, Hashable] | None = None) -> Level:
        """The level of an output column: that of the input column it is, or comes from, or is named after."""
        if label is not None and label in self._by_label:
            return self._by_label[label]
        if source is not None:
            return self.of_column(*source)
        return Level.ANONYMOUS if self.names_hidden(label) else self.request

    def of_cells(self, label: Hashable, source: tuple[str, Hashable] | None = None) -> Level:
        """The level of an output column's cells: what comes from no column known may come from any."""
        level = self.of_output(label, source)
        is_known = source is not None or (label is not None and label in self._by_label)
        return level if is_known else Level.lowest((level, *self.columns.values()))

    def of_facts(self, column: ColumnFacts) -> Level:
        """The level of an output column of which facts are known."""
        return self.of_output(column.label, column.source)

    def names_hidden(self, label: Hashable) -> bool:
        """Whether a name holds one that is kept back, or a telling word of it: ``mean_wage`` of ``wage paid``."""
        words = _words(label)
        return any(_tells(words, name) for name in self._hidden_words)

    @cached_property
    def _by_label(self) -> dict[Hashable, Level]:
        found: dict[Hashable, Level] = {}
        for (_, label), level in self.columns.items():
            found[label] = Level.lowest((level, found.get(label, level)))
        return found

    @cached_property
    def _hidden_words(self) -> tuple[tuple[str, ...], ...]:
        frames = [name for name, level in self.frames.items() if level is Level.ANONYMOUS]
        return tuple(filter(None, map(_words, (*self.hidden, *frames))))


def levels(inputs: Sequence[Variable], sharing: Sharing) -> Levels:
    """Apply what was stated to the inputs of a request.

    Raises:
        LevelError: a level or note is stated of a frame or column that is not there.
    """
    frames = {variable.name: sharing.level for variable in inputs}
    own: dict[tuple[str, Hashable], Level] = {}
    for key, level in sharing.overrides.items():
        for frame, labels in _places(key, inputs):
            if labels is None:
                frames[frame] = level
            for label in labels or ():
                own[frame, label] = Level.lowest((level, own.get((frame, label), level)))
    held = [(variable.name, column.label) for variable in inputs for column in _columns(variable)]
    below = {place: own.get(place, frames[place[0]]) for place in dict.fromkeys((*held, *own))}
    hidden = _hidden(below, own)
    columns = {place: _settled(place[1], level, hidden) for place, level in below.items()}
    return Levels(sharing, frames, columns, _notes(inputs, sharing), hidden)


def _hidden(
    below: Mapping[tuple[str, Hashable], Level], own: Mapping[tuple[str, Hashable], Level]
) -> frozenset[Hashable]:
    """A name that is kept back in one frame is so in all, unless a higher level was stated of such a column itself."""
    stated = {label for _, label in own}
    decisive = own.items() | {(place, level) for place, level in below.items() if place[1] not in stated}
    return frozenset(label for (_, label), level in decisive if level is Level.ANONYMOUS and label is not None)


def _settled(label: Hashable, level: Level, hidden: frozenset[Hashable]) -> Level:
    if label in hidden:
        return Level.ANONYMOUS
    return Level.NAMES if level is Level.ANONYMOUS and label is not None else level


def _notes(inputs: Sequence[Variable], sharing: Sharing) -> dict[tuple[str, Hashable], str]:
    found: dict[tuple[str, Hashable], str] = {}
    for key, text in sharing.notes.items():
        for frame, labels in _places(key, inputs):
            if labels is None:
                variable = next(variable for variable in inputs if variable.name == frame)
                if len(variable.columns) != 1 or variable.shape == "frame":
                    raise LevelError(f"A note describes a column: write {frame}.column before it, not {frame}.")
                labels = [variable.columns[0].label]
            found.update(dict.fromkeys(((frame, label) for label in labels), text))
    return found


def _places(key: Key, inputs: Sequence[Variable]) -> list[tuple[str, list[Hashable] | None]]:
    """The frames that a key names, each with the labels it names there, or None for the frame itself."""
    frames = {variable.name: variable for variable in inputs}
    if isinstance(key, str):
        if key in frames:
            return [(key, None)]
        frame, dot, name = key.partition(".")
        if dot and frame in frames:
            return [(frame, _labels(frames[frame], name))]
        found = [(variable.name, _matching(variable, key)) for variable in inputs]
        if not any(labels for _, labels in found):
            raise LevelError(f"{key!r} is neither an input nor a column of one; the inputs are {', '.join(frames)}.")
        return [(name, list(labels)) for name, labels in found if labels]
    frame, label = key
    if frame not in frames:
        raise LevelError(f"There is no input {frame!r}; the inputs are {', '.join(frames)}.")
    return [(frame, _labels(frames[frame], label))]


def _labels(variable: Variable, name: Hashable) -> list[Hashable]:
    found = _matching(variable, name)
    if found or variable.columns_total > len(variable.columns):  # it may be one of those that were not read
        return found or [name]
    known = [column.label for column in _columns(variable) if isinstance(column.label, str)]
    near = get_close_matches(str(name), known, 1)
    hint = f"; did you mean {near[0]!r}?" if near else "."
    raise LevelError(f"{variable.name} has no column {name!r}{hint}")


def _matching(variable: Variable, name: Hashable) -> list[Hashable]:
    """The label itself, or what is typed for numbers and dates: ``df.2020`` is the column 2020."""
    labels = list(dict.fromkeys(column.label for column in _columns(variable)))
    exact = [label for label in labels if type(label) is type(name) and label == name]
    if exact:
        return exact
    return [label for label in labels if isinstance(label, (int, float, dt.date)) and str(label) == name]


def _columns(variable: Variable) -> tuple[Column, ...]:
    return (*variable.columns, *variable.index)


def _words(label: Hashable) -> tuple[str, ...]:
    """The words of a name, in lower case and without the ending of a plural."""
    parts: Iterable[Hashable] = label if isinstance(label, tuple) else (label,)
    found = (word.casefold() for part in parts if isinstance(part, str) for word in _WORD.findall(part))
    return tuple(word.removesuffix("s") or word for word in found)


def _tells(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    if any(word in name for word in words if len(word) >= _TELLING):
        return True
    if any(words[start : start + len(name)] == name for start in range(len(words))):
        return True
    glued = "".join(name)
    return len(glued) > _TELLING and glued in "".join(words)
