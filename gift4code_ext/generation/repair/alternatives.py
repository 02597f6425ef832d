"""Alternatives: what else a cell that meets the specification might do where nobody said what it should.

A column or a literal that neither the words nor the output name is a guess. If the example is met as well with another
one, or without, it does not settle the guess: the other cell is a rival, and may fit the words better.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from gift4code_ext.generation.asked import Asked
from gift4code_ext.generation.candidate import Candidate
from gift4code_ext.generation.repair.edit import Edit, Repaired, Symptom
from gift4code_ext.generation.repair.mismatch import Mismatch
from gift4code_ext.generation.repair.neighbours import edits_of, parsed, with_import
from gift4code_ext.generation.repair.wanted import Wanted
from gift4code_ext.spec.model import Output, Spec

_ANYTHING = frozenset((Symptom.CELLS, Symptom.ROWS, Symptom.ORDER))


def alternatives(candidate: Candidate, spec: Spec, output: Output, asked: Asked, *, limit: int) -> list[Repaired]:
    """Programs that differ from a candidate in what nobody asked for, those that fit the words best first."""
    from gift4code_ext.generation.repair.kinds import GUESSES  # operations are a large vocabulary

    program = parsed(candidate.code, output.name, [variable.name for variable in spec.inputs])
    guesses = asked.unasked(program.tree) if program is not None else ()
    if program is None or not guesses:
        return []
    miss = Mismatch(Wanted.of(spec, output), (_ANYTHING,))
    found: dict[str, Repaired] = {}
    for edit in _touching(guesses, (edit for kind in GUESSES for edit in edits_of(kind, program, miss))):
        code = with_import(program.printed(edit), candidate.code, spec.context)
        if code != program.code and edit.gain > getattr(found.get(code), "gain", 0.0):
            found[code] = Repaired(code, (edit.words,), candidate.code, edit.gain)
    fits = sorted(found.values(), key=lambda each: (asked.against(each.code), -each.gain))
    return fits[:limit]


def _touching(guesses: Sequence[ast.expr], edits: Iterator[Edit]) -> Iterator[Edit]:
    """Edits that replace, or leave out, one of the guesses."""
    for edit in edits:
        inside = {id(node) for old, _ in edit.swaps for node in ast.walk(old)}
        kept = {id(node) for _, new in edit.swaps for node in ast.walk(new)}
        if any(id(guess) in inside and id(guess) not in kept for guess in guesses):
            yield edit
