"""Alternatives: what else a cell that meets the specification might do where nobody said what it should.

A column or a literal that neither the words nor the output name is a guess. If the example is met as well with another
one, or without, it does not settle the guess: the other cell is a rival, and may fit the words better. So may one that
does more of what the words name.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Collection, Iterator, Sequence

from gift4code_ext.generation.asked import Asked
from gift4code_ext.generation.candidate import Candidate
from gift4code_ext.generation.repair.edit import Edit, Repaired, Symptom
from gift4code_ext.generation.repair.mismatch import Mismatch
from gift4code_ext.generation.repair.neighbours import edits_of, parsed, with_import
from gift4code_ext.generation.repair.wanted import Wanted
from gift4code_ext.spec.model import Output, Spec

_ANYTHING = frozenset((Symptom.CELLS, Symptom.ROWS, Symptom.ORDER))


def alternatives(
    candidate: Candidate, spec: Spec, output: Output, asked: Asked, *, limit: int, modules: Collection[str] = ()
) -> list[Repaired]:
    """Programs that differ from a candidate in what nobody asked for, or do more of what was, the best fit first.

    Args:
        limit: how many to give at most.
        modules: short names of modules that are there and need no import.
    """
    from gift4code_ext.generation.repair.kinds import FITTING, GUESSES  # operations are a large vocabulary
    from gift4code_ext.generation.repair.order import add_sort

    program = parsed(candidate.code, output.name, [variable.name for variable in spec.inputs])
    if program is None:
        return []
    guesses, against = asked.unasked(program.tree), asked.against(program.code)
    miss = Mismatch(Wanted.of(spec, output), (_ANYTHING,))
    found: dict[str, tuple[float, Repaired]] = {}

    def take(edit: Edit, least: float) -> None:
        code = with_import(program.printed(edit), candidate.code, modules)
        if code != program.code and (code not in found or edit.gain > found[code][1].gain):
            fits = asked.against(code)
            if fits < least:
                found[code] = (fits, Repaired(code, (edit.words,), candidate.code, edit.gain))

    if guesses:
        for edit in _touching(guesses, (edit for kind in GUESSES for edit in edits_of(kind, program, miss))):
            take(edit, math.inf)
    parts = {each.part for each in asked.left_out(program.code)} - {"shown"}
    for kind in FITTING if parts else ():
        if kind is add_sort and "order" not in parts:
            continue
        for edit in edits_of(kind, program, miss):
            take(edit, against)
    ordered = sorted(found.values(), key=lambda pair: (pair[0], -pair[1].gain))
    return [each for _, each in ordered[:limit]]


def _touching(guesses: Sequence[ast.expr], edits: Iterator[Edit]) -> Iterator[Edit]:
    """Edits that replace, or leave out, one of the guesses."""
    for edit in edits:
        inside = {id(node) for old, _ in edit.swaps for node in ast.walk(old)}
        kept = {id(node) for _, new in edit.swaps for node in ast.walk(new)}
        if any(id(guess) in inside and id(guess) not in kept for guess in guesses):
            yield edit
