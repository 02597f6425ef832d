"""Rules for one executed task: is its program plain, and does its value mean something?"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from gift4code_training.corpus import linking
from gift4code_training.corpus.executing import Ran, bound, used_frames
from gift4code_training.corpus.model import Complaint, Task
from gift4code_training.corpus.syntax import families, statements

_MOST_STATEMENTS = 6
_REFUSED = (
    ast.Import,
    ast.ImportFrom,
    ast.FunctionDef,
    ast.ClassDef,
    ast.For,
    ast.While,
    ast.With,
    ast.Try,
    ast.Global,
)


def of_text(task: Task, frames: Mapping[str, pd.DataFrame]) -> Iterator[Complaint]:
    """Complaints that need no execution."""
    where = task.where
    body = statements(task.program)
    if len(body) > _MOST_STATEMENTS:
        yield Complaint(where, "long", f"the program has {len(body)} statements; at most {_MOST_STATEMENTS}")
    if any(isinstance(node, _REFUSED) for node in ast.walk(ast.parse(task.program))):
        yield Complaint(where, "plain", "no import, def, class, loop, with or try in a program: pd and np are there")
    if "#" in task.program and not ast.unparse(ast.parse(task.program)).count("#"):
        yield Complaint(where, "plain", "no comments in a program")
    if not used_frames(task):
        yield Complaint(where, "frames", "the program uses none of the schema's tables")
    if task.earlier and not set(bound(task.earlier)) & _read(task):
        yield Complaint(where, "earlier", "the program uses nothing that the earlier cell makes")
    if "follow" in task.voices and not task.earlier:
        yield Complaint(where, "earlier", "a follow-up has an earlier cell: write it in lines that begin with '<'")
    if task.language != ("zh" if "zh" in task.voices else "en"):
        yield Complaint(where, "language", "Chinese words go with the voice zh, and only with it")
    if len(task.intent) < 8 and task.language == "en":
        yield Complaint(where, "words", f"the words are too few: {task.intent!r}")
    if "[" in task.intent and "]{" in task.intent:
        yield Complaint(where, "marks", "a mark is '[words]{column}' without further brackets inside")
    yield from _marks(task, frames)


def _read(task: Task) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(task.program)) if isinstance(node, ast.Name)}


def _marks(task: Task, frames: Mapping[str, pd.DataFrame]) -> Iterator[Complaint]:
    columns = linking.known_columns(frames)
    in_code = {
        node.value for node in ast.walk(ast.parse(task.program + "\n" + task.earlier)) if isinstance(node, ast.Constant)
    }
    for mark in task.marks:
        for target in mark.targets:
            if mark.kind == "column" and target not in columns and target not in in_code:
                yield Complaint(task.where, "marks", f"[{mark.text}] names no column: {target!r}")
            elif mark.kind == "frame" and target not in frames and target not in bound(task.earlier):
                yield Complaint(task.where, "marks", f"[{mark.text}] names no table: {target!r}")
            elif mark.kind == "value" and not _is_value(target, in_code, frames):
                yield Complaint(
                    task.where, "marks", f"[{mark.text}] names a value that neither code nor tables hold: {target!r}"
                )


def _is_value(target: Any, in_code: set[Any], frames: Mapping[str, pd.DataFrame]) -> bool:
    if target in in_code or any(isinstance(text, str) and str(target) in text for text in in_code):
        return True
    return any(target in set(frame[label].dropna().astype(str)) for frame in frames.values() for label in frame.columns)


def of_value(ran: Ran) -> Iterator[Complaint]:
    """Complaints about what came out."""
    task, outcome, told = ran.task, ran.outcome, ran.told
    if outcome.status != "ok":
        line = f" (line {ran.error_line} of the program)" if ran.error_line and ran.error_line > 0 else ""
        yield Complaint(task.where, outcome.status, (outcome.error or "it did not run") + line)
        return
    if outcome.unstable:
        yield Complaint(task.where, "unstable", "a second run gives another value")
    if not told:
        yield Complaint(task.where, "unreadable", "nothing can be told of the value")
        return
    yield from _meaning(task, told)
    if "inert" not in task.waived:
        for step in dict.fromkeys(told["inert"]):
            yield Complaint(
                task.where, "inert", f"without {_said(step)} the same comes out: change the rows, or leave it out"
            )


def _said(step: str) -> str:
    match step:
        case "&" | "|":
            return f"one side of '{step}'"
        case "filter":
            return "a filter"
        case _:
            return f"{step}()"


def _meaning(task: Task, told: Mapping[str, Any]) -> Iterator[Complaint]:
    where = task.where
    if told["type"] == "NoneType":
        yield Complaint(where, "none", "the value is None")
    elif told.get("rows") == 0:
        yield Complaint(where, "empty", f"the {told['type']} that comes out is empty")
    if told.get("missing"):
        yield Complaint(where, "null", "the value is missing (NaN)")
    if told["same"] and "identity" not in task.waived:
        yield Complaint(where, "identity", f"the value equals the input {told['same'][0]}")
    if told.get("repeated"):
        yield Complaint(where, "columns", "two columns of the value have one name")
    if "null" not in task.waived:
        for label in told.get("null", ()):
            if label not in told["known"] or label == "values":
                yield Complaint(where, "null", f"{label!r} is all missing")
    if "constant" not in task.waived:
        for label in told.get("single", ()):
            if label not in told["known"] or label == "values":
                yield Complaint(where, "constant", f"{label!r} holds one value in every row")
    if "groups" not in task.waived:
        yield from _groups(task, told)


def _groups(task: Task, told: Mapping[str, Any]) -> Iterator[Complaint]:
    used = families(task.program)
    if told["type"] not in ("DataFrame", "Series") or "aggregating" not in used or "grouping" not in used:
        return
    if {"within groups", "windows", "top", "new columns", "in place", "filter", "joining"} & set(used):
        return
    rows = told["rows"]
    sizes = [told["sizes"][name] for name in used_frames(task)]
    if rows == 1:
        yield Complaint(task.where, "groups", "the grouping gives one group")
    elif rows in sizes and len(sizes) == 1:
        yield Complaint(task.where, "groups", "every row is a group of its own")
