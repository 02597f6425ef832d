"""Other tables for the same task: rows drawn anew, columns renamed, values of the words exchanged for others."""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from gift4code_training.corpus.families import listed
from gift4code_training.corpus.linking import Mention
from gift4code_training.corpus.model import Task
from gift4code_training.corpus.wording import edited

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_ ]*")
_ORDERED = listed(
    "shift diff cumsum cumprod cummax cummin cumcount rolling expanding ewm pct_change ffill bfill head tail first "
    "last nth iloc resample asfreq interpolate drop_duplicates duplicated idxmax idxmin merge_asof tolist unique"
)
_ADJUSTED = listed("head tail nlargest nsmallest between gt ge lt le")
# Only words that mean the same whatever the table is about: a "place" may be a town or a rank.
_SYNONYMS: Mapping[str, str] = {
    "price": "cost", "cost": "price", "qty": "quantity", "quantity": "qty", "customer": "client", "client": "customer",
    "staff": "employee", "employee": "worker", "kind": "type", "type": "category", "city": "town", "town": "city",
    "duration": "length", "minutes": "mins", "hours": "hrs", "score": "rating", "rating": "score", "comment": "remark",
    "remarks": "comments", "notes": "comments", "team": "club", "site": "location", "location": "site",
    "country": "nation", "revenue": "turnover", "sales": "revenue", "fee": "charge", "temp": "temperature",
    "supplier": "vendor", "product": "item", "reason": "cause", "weight": "mass",
}  # fmt: skip


# rows


def keeps_order(program: str) -> bool:
    """Whether a program asks which row comes before which."""
    return any(isinstance(node, ast.Attribute) and node.attr in _ORDERED for node in ast.walk(ast.parse(program)))


def redrawn(frames: Mapping[str, pd.DataFrame], rng: random.Random, *, shuffle: bool) -> dict[str, pd.DataFrame]:
    """The largest table with some rows less, or with two to five times as many; without ``shuffle`` in their order."""
    largest = max(frames, key=lambda name: len(frames[name]))
    table = frames[largest]
    if shuffle and rng.random() < 0.6:
        table = _grown(table, rng)
    else:
        kept = rng.sample(
            range(len(table)), max(4, len(table) - rng.randint(0, len(table) // 4)) if len(table) > 4 else len(table)
        )
        table = table.iloc[kept if shuffle else sorted(kept)]
    if isinstance(table.index, pd.RangeIndex) or table.index.name is None:
        table = table.reset_index(drop=True)
    return {**frames, largest: table}


def _grown(table: pd.DataFrame, rng: random.Random) -> pd.DataFrame:
    """More rows of the same sort: cells of numbers and dates from other rows, those of ids counted on."""
    count = len(table) * rng.randint(2, 5)
    places = [*range(len(table)), *(rng.randrange(len(table)) for _ in range(count - len(table)))]
    grown = table.iloc[places].copy()
    if table.index.name is not None and table.index.is_unique:
        return table
    for at, label in enumerate(table.columns):
        cells = table.iloc[:, at]
        filled = cells.dropna()
        if len(filled) > 1 and filled.is_unique and (fresh := _counted_on(filled, count)) is not None:
            grown[label] = pd.Series(fresh, index=grown.index, dtype=cells.dtype)
        elif pd.api.types.is_numeric_dtype(cells.dtype) and not pd.api.types.is_bool_dtype(cells.dtype):
            own = rng.choices(range(len(table)), k=count - len(table))
            grown[label] = pd.concat([cells, cells.iloc[own]]).set_axis(grown.index)
    order = rng.sample(range(count), count)
    return grown.iloc[order]


def _counted_on(cells: pd.Series[Any], count: int) -> list[Any] | None:
    """Ids that go on behind the given ones; None where they are none."""
    if pd.api.types.is_integer_dtype(cells.dtype) and bool((np.diff(cells.to_numpy(dtype="int64")) == 1).all()):
        return [int(cells.iloc[0]) + number for number in range(count)]
    found = [re.fullmatch(r"(.*?)(\d+)", str(cell)) for cell in cells]
    if not pd.api.types.is_string_dtype(cells.dtype) or not all(found) or len({each[1] for each in found if each}) > 1:
        return None
    first = found[0]
    assert first is not None
    return [f"{first[1]}{int(first[2]) + number:0{len(first[2])}d}" for number in range(count)]


# columns


def places_matter(program: str) -> bool:
    """Whether a program has columns by their places."""
    nodes = ast.walk(ast.parse(program))
    return any(isinstance(node, ast.Attribute) and node.attr in ("columns", "iloc", "iat", "insert") for node in nodes)


def reordered(frames: Mapping[str, pd.DataFrame], rng: random.Random) -> dict[str, pd.DataFrame]:
    """Half of the tables with their columns in another order."""
    return {
        name: table[rng.sample(list(table.columns), len(table.columns))] if rng.random() < 0.5 else table
        for name, table in frames.items()
    }


def renaming(labels: Collection[str], rng: random.Random) -> dict[str, str]:
    """Other labels for plain ones: all in another style, some in another word. No two become one."""
    style = rng.choice(("snake", "camel", "spaces", "title", "upper"))
    renamed: dict[str, str] = {}
    for label in labels:
        if not _PLAIN.fullmatch(label):
            continue
        parts = [part.lower() for part in _PARTS.findall(label)]
        if rng.random() < 0.35:
            parts = [_SYNONYMS.get(part, part) for part in parts]
        renamed[label] = _styled(parts, style)
    kept = {label: renamed.get(label, label) for label in labels}
    return renamed if len(set(kept.values())) == len(kept) else {}


def _styled(parts: Sequence[str], style: str) -> str:
    match style:
        case "camel":
            return "".join(part.capitalize() for part in parts)
        case "spaces":
            return " ".join(parts)
        case "title":
            return " ".join(part.capitalize() for part in parts)
        case "upper":
            return "_".join(parts).upper()
        case _:
            return "_".join(parts)


def relabelled(table: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """The table with its columns and its index renamed."""
    other = table.rename(columns=names)
    other.index.name = names.get(str(table.index.name), table.index.name)
    return other


def renamed(task: Task, names: Mapping[str, str], found: Sequence[Mention], cells: Collection[str]) -> Task | None:
    """The task over renamed columns; None where a label is more than a name to it.

    Args:
        names: old label -> new.
        found: what the words mention.
        cells: text of the tables' cells: a label that is also one of them is not told apart.
    """
    code = [ast.parse(task.earlier), ast.parse(task.program)]
    used = {node.value for tree in code for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    texts = [text for text in used if isinstance(text, str)]
    spoken = {str(target) for each in found if each.kind == "column" for target in each.targets}
    for old, new in names.items():
        if old == new or not (old in texts or old in spoken or _names(code, old)):
            continue
        if old in cells or new in texts or _names(code, new) or any(old in text != old for text in texts):
            return None
        if _names(code, old) and not new.isidentifier():
            return None
    edits = _respoken(task, names, found)
    if edits is None:
        return None
    earlier, program = (ast.unparse(_Rename(names).visit(tree)) for tree in code)
    marks = tuple(
        replace(mark, targets=tuple(names.get(str(target), target) for target in mark.targets))
        if mark.kind == "column"
        else mark
        for mark in task.marks
    )
    return edited(replace(task, earlier=earlier, program=program, marks=marks), edits)


def _names(code: Sequence[ast.AST], label: str) -> bool:
    """Whether code has the label as an attribute or a keyword."""
    nodes = [node for tree in code for node in ast.walk(tree)]
    return any(
        (isinstance(node, ast.Attribute) and node.attr == label)
        or (isinstance(node, ast.keyword) and node.arg == label)
        for node in nodes
    )


def _respoken(task: Task, names: Mapping[str, str], found: Sequence[Mention]) -> list[tuple[int, int, str]] | None:
    """Edits that say new words of labels where the old ones were said; None where they cannot be found in the words."""
    edits: list[tuple[int, int, str]] = []
    for each in found:
        if each.kind != "column" or each.loose:
            continue
        for target in each.targets:
            old = [part.lower() for part in _PARTS.findall(str(target))]
            new = [part.lower() for part in _PARTS.findall(names.get(str(target), str(target)))]
            if old == new:
                continue
            text = each.text.lower()
            for before, after in zip(old, new, strict=True):
                if before != after:
                    if before not in text:
                        return None
                    text = text.replace(before, after, 1)
            edits.append((each.start, each.end, text))
    return edits


class _Rename(ast.NodeTransformer):
    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Constant(self._names.get(node.value, node.value)) if isinstance(node.value, str) else node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        return ast.Attribute(node.value, self._names.get(node.attr, node.attr), node.ctx)

    def visit_keyword(self, node: ast.keyword) -> ast.AST:
        self.generic_visit(node)
        return ast.keyword(self._names.get(node.arg, node.arg) if node.arg else None, node.value)


# values


def exchanged(task: Task, found: Sequence[Mention], frames: Mapping[str, pd.DataFrame], rng: random.Random) -> Task:
    """The task about other values, where words and program say one exactly: another cell, another threshold."""
    for each in rng.sample(list(found), len(found)):
        if each.kind != "value" or each.loose or len(each.targets) != 1:
            continue
        old = each.targets[0]
        new = _other_cell(old, task, frames, rng) if isinstance(old, str) else _other_number(old, each.text, task, rng)
        if new is None:
            continue
        said = new if isinstance(new, str) and each.text == old else str(new).lower()
        program = ast.unparse(_Exchange(old, new).visit(ast.parse(task.program)))
        return edited(replace(task, program=program), [(each.start, each.end, said)])
    return task


def _other_cell(old: str, task: Task, frames: Mapping[str, pd.DataFrame], rng: random.Random) -> str | None:
    texts = [node.value for node in ast.walk(ast.parse(task.program)) if isinstance(node, ast.Constant)]
    if texts.count(old) != 1 or any(isinstance(text, str) and old in text != old for text in texts):
        return None
    for frame in frames.values():
        for at in range(len(frame.columns)):
            cells = [cell for cell in dict.fromkeys(frame.iloc[:, at].dropna()) if isinstance(cell, str)]
            if old in cells and len(cells) < len(frame):
                others = [
                    cell
                    for cell in cells
                    if cell == cell.strip() and cell.casefold() not in task.intent.casefold() and cell not in texts
                ]
                return rng.choice(others) if others else None
    return None


def _other_number(old: Any, text: str, task: Task, rng: random.Random) -> int | float | None:
    """A number near, if the program compares with the one said or takes so many rows."""
    if isinstance(old, bool) or not isinstance(old, (int, float)) or text != str(old) or 1900 <= old <= 2100:
        return None
    tree = ast.parse(task.program)
    same = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and type(node.value) is type(old) and node.value == old
    ]
    adjusted = [
        part
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _ADJUSTED)
        for part in (node.comparators if isinstance(node, ast.Compare) else node.args)
        if part in same
    ]
    if len(same) != 1 or len(adjusted) != 1:
        return None
    if isinstance(old, float):
        return round(old * rng.uniform(0.8, 1.25), 1) or None
    step = next((step for step in (100, 50, 10, 5) if old % step == 0 and old > step), 1)
    new = old + step * rng.choice((-1, 1, 2))
    return new if new > 1 else None


class _Exchange(ast.NodeTransformer):
    def __init__(self, old: Any, new: Any) -> None:
        self._old, self._new = old, new

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        is_it = type(node.value) is type(self._old) and node.value == self._old
        return ast.Constant(self._new) if is_it else node
