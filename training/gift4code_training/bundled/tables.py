"""Tables: random frames that look like the ones people have, from the schema library.

Features of a table (rows, columns, which columns, label style, dirt) are drawn near-uniformly rather than as some
collection has them, so that the model learns each of them (Shin et al., ICLR 2019).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from gift4code_training.bundled.dirt import soil
from gift4code_training.bundled.schemas import SCHEMAS, Field, Related, Schema
from gift4code_training.bundled.schemas.labels import Style, invent, label, pick_style
from gift4code_training.bundled.values import Array, Drawn, Kind, distinct, draw, number_text

Relation: TypeAlias = Literal["none", "key", "rows"]
"""How a second frame relates to the first: not there, by a key, or more rows of the same columns."""

_ROWS = (8, 60)
_COLUMNS = (4, 10)
_RELATED = 0.25  # share of tables with two frames
_SAME_COLUMNS = 0.2  # of those, the share where the second has the same columns
_INVENTED = 0.06  # share of frames whose labels are invented
_MIXED = 0.12  # share of frames whose labels are in several styles
_IN_TEXT = 0.05  # share of measures written with their unit in the cell
_PLAIN = ("df", "df", "df", "df", "data", "table", "raw", "records", "frame")
_PAIRS = (
    ("df1", "df2"), ("df_a", "df_b"), ("left", "right"), ("old", "new"), ("jan", "feb"), ("q1", "q2"),
    ("part1", "part2"), ("first_half", "second_half"),
    ("train", "test"), ("df_2022", "df_2023"), ("north", "south"), ("am", "pm"),
)  # fmt: skip
_CELL_UNITS = frozenset(("$", "€", "£", "USD", "EUR", "%", "kg", "km", "cm", "g", "m", "min", "mm", "kWh", "°C"))
_DISCRETE = frozenset(("cat", "flag"))
_NUMERIC = frozenset(("int", "float"))
_POOLS = {
    (held_out, related): [each for each in SCHEMAS if each.held_out == held_out and (not related or each.related)]
    for held_out in (False, True)
    for related in (False, True)
}
_BY_ID = {each.id: each for each in SCHEMAS}


@dataclass(frozen=True)
class ColumnInfo:
    """What a column holds and what people call it when they do not use its label."""

    kind: Kind
    said: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One or two live frames of a schema.

    ``columns``: every label of the frames (the first frame's where both have one). A phrase that could mean two of the
    columns is in neither's ``said``; a key labelled in two ways is one column there. ``key``: the labels of the shared
    key in the first and the second frame if ``relation`` is ``"key"``.
    """

    frames: Mapping[str, pd.DataFrame]
    schema: str
    columns: Mapping[Hashable, ColumnInfo]
    relation: Relation = "none"
    key: tuple[str, str] | None = None

    @property
    def synonyms(self) -> dict[Hashable, tuple[str, ...]]:
        """Label -> what people call the column."""
        return {name: info.said for name, info in self.columns.items()}


@dataclass(frozen=True)
class _Named:
    """A field with its label in this table and the phrases that go with it."""

    field: Field
    label: str
    said: tuple[str, ...]


@dataclass(frozen=True)
class _Draft:
    """A frame in the making: columns by label in their order, what people call them, and which often miss cells."""

    columns: dict[str, Drawn]
    said: dict[str, tuple[str, ...]]
    often_missing: frozenset[str]


def sample(
    rng: random.Random,
    *,
    rows: int | None = None,
    dirty: float = 0.3,
    held_out: bool = False,
    schema: str | None = None,
) -> Table:
    """A random table.

    Args:
        rng: the only source of chance: equal states give equal tables.
        rows: rows of the first frame before any are repeated; near-uniform in 8..60 when not given.
        dirty: how likely each sort of dirt is (missing cells, repeated rows, untidy text); 0 gives clean frames.
        held_out: draw from the schemas that training never sees, and from them only.
        schema: the id of the schema to use, held out or not.

    Raises:
        ValueError: no schema has that id.
    """
    numbers = np.random.Generator(np.random.PCG64(rng.getrandbits(64)))
    count = rng.randint(*_ROWS) if rows is None else rows
    wanted = rng.randint(*_COLUMNS)
    two = rng.random() < _RELATED
    same = two and rng.random() < _SAME_COLUMNS
    chosen = _choose(rng, wanted, held_out=held_out, schema=schema, related=two and not same)
    related = chosen.related if two and not same else None
    style = pick_style(rng)
    named = _name_columns(_subset(chosen.fields, wanted, rng, keep=related.on if related else ""), style, rng)
    if related is not None:
        return _with_related(chosen, related, named, style, count, dirty, rng, numbers)
    draft = _shuffled(_draft(named, count, rng, numbers), rng)
    first = _frame(draft, dirty, rng, numbers)
    if same:
        more = _more_rows(draft, named, rng.randint(*_ROWS) if rows is None else rows, rng, numbers)
        one, other = rng.choice((*_PAIRS, *((f"{name}_a", f"{name}_b") for name in chosen.names)))
        return Table({one: first, other: _frame(more, dirty, rng, numbers)}, chosen.id, _info(draft), "rows")
    return Table({_frame_name(chosen.names, rng): first}, chosen.id, _info(draft))


def _choose(rng: random.Random, wanted: int, *, held_out: bool, schema: str | None, related: bool) -> Schema:
    if schema is not None:
        if schema not in _BY_ID:
            raise ValueError(f"there is no schema {schema!r}")
        return _BY_ID[schema]
    options = _POOLS[held_out, related]
    return rng.choice([each for each in options if len(each.fields) >= wanted])


def _subset(fields: tuple[Field, ...], wanted: int, rng: random.Random, *, keep: str) -> list[Field]:
    """``wanted`` of the fields, with at least one category and one number, in the schema's order."""
    picked = {field.words for field in fields if field.words == keep}
    for kinds in (_DISCRETE, _NUMERIC):
        picked.add(rng.choice([field for field in fields if field.kind in kinds]).words)
    rest = [field.words for field in fields if field.words not in picked]
    picked.update(rng.sample(rest, min(len(rest), max(0, wanted - len(picked)))))
    return [field for field in fields if field.words in picked]


def _name_columns(
    fields: Collection[Field], style: Style, rng: random.Random, taken: Collection[str] = ()
) -> list[_Named]:
    """The fields with labels that differ in more than case and signs from each other and from ``taken``."""
    mixed = rng.random() < _MIXED
    invented = rng.random() < _INVENTED
    used = {_plain(name) for name in taken}
    named: list[_Named] = []
    for field in fields:
        own = pick_style(rng) if mixed else style
        name, said = label(field, own, rng), field.said
        for _ in range(4):
            if _plain(name) not in used:
                break
            name = label(field, own, rng)
        if invented or _plain(name) in used or (mixed and rng.random() < 0.1):
            said = ()
            name = invent(own, rng)
            while _plain(name) in used:
                name = invent(own, rng)
        elif field.words.replace(" ", "") not in _plain(name):
            said = (field.words, *said)
        used.add(_plain(name))
        named.append(_Named(field, name, said))
    return named


def _plain(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())


def _draft(
    named: Collection[_Named],
    rows: int,
    rng: random.Random,
    numbers: np.random.Generator,
    given: Mapping[str, Drawn] | None = None,
) -> _Draft:
    """Draws every column but the ``given`` ones (by label)."""
    columns: dict[str, Drawn] = {}
    before: Array | None = None
    for each in named:
        if given is not None and each.label in given:
            columns[each.label] = given[each.label]
            continue
        drawn = draw(each.field, rows, rng, numbers, before=before)
        before = drawn.when if drawn.when is not None else before
        unit = each.field.unit
        if unit and unit[0] in _CELL_UNITS and drawn.kind in _NUMERIC and rng.random() < _IN_TEXT:
            drawn = Drawn(number_text(drawn.values, unit[0], rng), "numtext")
        columns[each.label] = drawn
    often_missing = frozenset(each.label for each in named if each.field.missing)
    return _Draft(columns, {each.label: each.said for each in named}, often_missing)


def _shuffled(draft: _Draft, rng: random.Random) -> _Draft:
    """Its columns in any order, for most frames."""
    if rng.random() < 0.4:
        return draft
    return replace(
        draft, columns={name: draft.columns[name] for name in rng.sample(list(draft.columns), len(draft.columns))}
    )


def _more_rows(
    draft: _Draft, named: Collection[_Named], rows: int, rng: random.Random, numbers: np.random.Generator
) -> _Draft:
    """Other rows of the same columns, texts written in the same way."""
    again = _draft(named, rows, rng, numbers).columns
    columns = {
        name: again[name]
        if again[name].kind == drawn.kind and drawn.kind in ("int", "float", "date", "text", "code", "id", "year")
        else Drawn(numbers.choice(drawn.values, rows), drawn.kind)
        for name, drawn in draft.columns.items()
    }
    return replace(draft, columns=columns)


def _with_related(
    schema: Schema,
    related: Related,
    named: list[_Named],
    style: Style,
    rows: int,
    dirty: float,
    rng: random.Random,
    numbers: np.random.Generator,
) -> Table:
    """A table whose first frame takes its key from the second, which lacks a few of the keys now and then."""
    key = next(each for each in named if each.field.words == related.on)
    pool = distinct(key.field, rng.randint(5, max(6, min(25, rows))), rng, numbers)
    used = numbers.permutation(pool)[: max(2, round(len(pool) * rng.choice((1.0, 1.0, 0.8, 0.6))))]
    repeated = Drawn(numbers.choice(used, rows), "cat" if pool.dtype == object else "int")
    first = _shuffled(_draft(named, rows, rng, numbers, {key.label: repeated}), rng)

    own = style if rng.random() < 0.85 else pick_style(rng)
    key_field, *others = related.fields
    there = label(key_field, own, rng) if rng.random() < 0.4 else key.label
    picked = rng.sample(others, rng.randint(2, len(others)))
    more = _name_columns(picked, own, rng, (there,) if rng.random() < 0.3 else (there, *first.columns))
    kept = numbers.permutation(pool)[: max(3, len(pool) - rng.choice((0, 0, 1, 2)))]
    rest = _draft(more, len(kept), rng, numbers)
    unique = Drawn(kept, "code" if pool.dtype == object else "id")
    second = replace(rest, columns={there: unique, **rest.columns})

    one = _frame_name(schema.names, rng, plain=0.15)
    two = next(name for name in (rng.choice(related.names), *related.names, "lookup") if name != one)
    frames = {
        one: _frame(first, dirty, rng, numbers, clean=(key.label,)),
        two: _frame(second, dirty, rng, numbers, clean=(there,), repeat=False),
    }
    columns = _info(first, rest)
    if there not in columns:
        columns[there] = ColumnInfo(unique.kind, columns[key.label].said)
    return Table(frames, schema.id, columns, "key", (key.label, there))


def _frame_name(names: tuple[str, ...], rng: random.Random, *, plain: float = 0.45) -> str:
    if rng.random() < plain:
        return rng.choice(_PLAIN)
    name = rng.choice(names)
    return rng.choices((name, f"{name}_df", f"df_{name}", f"{name}_{rng.randint(2015, 2025)}"), (12, 2, 2, 1))[0]


def _info(*drafts: _Draft) -> dict[Hashable, ColumnInfo]:
    """Every column of the drafts; phrases that are its label or could mean several columns are left out."""
    kinds: dict[str, Kind] = {}
    said: dict[str, tuple[str, ...]] = {}
    for draft in drafts:
        for name, drawn in draft.columns.items():
            kinds.setdefault(name, drawn.kind)
            said.setdefault(name, tuple(each for each in draft.said[name] if _plain(each) != _plain(name)))
    meanings = Counter(meaning for name in kinds for meaning in {_plain(name), *map(_plain, said[name])})
    return {
        name: ColumnInfo(kind, tuple(phrase for phrase in said[name] if meanings[_plain(phrase)] == 1))
        for name, kind in kinds.items()
    }


def _frame(
    draft: _Draft,
    dirty: float,
    rng: random.Random,
    numbers: np.random.Generator,
    *,
    clean: Collection[str] = (),
    repeat: bool = True,
) -> pd.DataFrame:
    missing = draft.often_missing
    cells = soil(draft.columns, rng, numbers, dirty=dirty, often_missing=missing, clean=clean, repeat=repeat)
    return pd.DataFrame(cells)
