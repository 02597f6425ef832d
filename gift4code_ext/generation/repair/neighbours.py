"""The programs one edit away from failing candidates, best first, each once."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Sequence

from gift4code_ext.generation.allowed import refusals
from gift4code_ext.generation.candidate import Candidate
from gift4code_ext.generation.gate import imported
from gift4code_ext.generation.repair.edit import Edit, Kind, Repaired
from gift4code_ext.generation.repair.mismatch import Mismatch, mismatch
from gift4code_ext.generation.repair.program import Program
from gift4code_ext.generation.repair.wanted import Wanted
from gift4code_ext.generation.slots import SlotError, canonical
from gift4code_ext.spec.model import Output, Spec

_EDITABLE = frozenset(("wrong", "error", "unserialisable"))
_NEXT = 0.85  # what a source counts, by the one ranked before it
_PANDAS = re.compile(r"\bpd\.")
_IMPORT = "import pandas as pd\n"


def repairs(
    failing: Sequence[Candidate],
    spec: Spec,
    output: Output,
    *,
    tried: Collection[str],
    limit: int,
    kinds: Collection[Kind] | None = None,
    modules: Collection[str] = (),
) -> Iterator[Repaired]:
    """Programs one edit away from candidates that ran and failed, those that promise most first.

    Args:
        failing: best first. What was refused, ran out of time or passed is left alone.
        output: what was checked.
        tried: programs not to give again, in the spelling of :func:`gift4code_ext.generation.slots.canonical`.
        limit: how many to give at most.
        kinds: the edit kinds; all by default.
        modules: short names of modules that are there and need no import.
    """
    if kinds is None:
        # Operations are a large vocabulary, loaded only once something has failed.
        from gift4code_ext.generation.repair.kinds import KINDS

        kinds = KINDS
    wanted = Wanted.of(spec, output)
    frames = [variable.name for variable in spec.inputs]
    found: list[tuple[float, int, Program, Edit, str]] = []
    for place, candidate in enumerate(each for each in failing if each.status in _EDITABLE):
        program = parsed(candidate.code, output.name, frames)
        if program is None:
            continue
        miss = mismatch(candidate, wanted)
        weight = _NEXT**place
        found += [
            (weight * edit.gain, len(found) + number, program, edit, candidate.code)
            for number, edit in enumerate(edit for kind in kinds for edit in edits_of(kind, program, miss))
        ]
    found.sort(key=lambda one: (-one[0], one[1]))
    seen = {*tried, *(program.code for _, _, program, _, _ in found)}
    given = 0
    for gain, _, program, edit, code in found:
        if given >= limit:
            return
        text = with_import(program.printed(edit), code, modules)
        if text in seen:
            continue
        seen.add(text)
        given += 1
        yield Repaired(text, (edit.words,), code, gain)


def edits_of(kind: Kind, program: Program, miss: Mismatch) -> Iterator[Edit]:
    """The edits of a kind, as far as labels can be written in code."""
    try:
        yield from kind(program, miss)
    except SlotError:  # a label that cannot be written in code, such as a Period
        return


def parsed(code: str, output: str, frames: Collection[str]) -> Program | None:
    """The program of a cell; ``None`` where there is none that may be edited."""
    try:
        program = Program(canonical(code), output, frames)
    except (SlotError, RecursionError):
        return None
    is_empty = not program.tree.body or not isinstance(program.tree, ast.Module)
    return None if is_empty or next(refusals(program.tree), "") else program


def with_import(text: str, code: str, modules: Collection[str]) -> str:
    """The program, importing pandas where only the edit needs it and it is not there."""
    needs = _PANDAS.search(text) and not _PANDAS.search(code) and "pd" not in (*modules, *imported(text))
    return _IMPORT + text if needs else text
