"""A verdict read as symptoms: which clauses fail, and what about the value makes them fail."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from gift4code_ext.execution.outcome import Preview
from gift4code_ext.generation.candidate import Candidate
from gift4code_ext.generation.repair.edit import Symptom
from gift4code_ext.generation.repair.wanted import Wanted
from gift4code_ext.spec.check import Clause
from gift4code_ext.spec.expected import Expected
from gift4code_ext.spec.model import Shape
from gift4code_ext.spec.read import cell_text
from gift4code_ext.spec.values.types import shape_of_type

_ABSENT = re.compile(r"KeyError: (?:\W*Column\(s\) )?\W*([\"'])(?P<label>.+?)\1")
_TABLE = frozenset(("frame", "series"))
_NULLS = frozenset(("", "nan", "None", "NaT", "<NA>"))
_UNEXPECTED = 0.05  # clauses that an edit for other symptoms may put right all the same
_ROWS = 10  # a preview holds no more


@dataclass(frozen=True)
class Mismatch:
    """Why a candidate fails.

    Attributes:
        wanted: the request.
        failing: the symptoms of each failing clause; of an error, one clause.
        shape: the family of the value, if there is one.
        labels: its columns as text; of a Series its name.
        indexed: whether it has row labels of its own.
        missing: expected columns that it does not have.
        extra: its columns that are not expected, as text.
        wrong: expected columns whose cells differ where they are shown.
        alike: expected columns, each with a column that is not expected but shows the same cells.
        too_many: whether it has more rows than expected, or fewer; None if neither is known.
        absent: the label that a KeyError names.
        error: why it did not run to its end.
    """

    wanted: Wanted
    failing: tuple[frozenset[Symptom], ...]
    shape: Shape | None = None
    labels: tuple[str, ...] = ()
    indexed: bool = False
    missing: tuple[Hashable, ...] = ()
    extra: tuple[str, ...] = ()
    wrong: tuple[Hashable, ...] = ()
    alike: tuple[tuple[Hashable, str], ...] = ()
    too_many: bool | None = None
    absent: str | None = None
    error: str = ""

    def gain(self, likely: float, *fixes: Symptom) -> float:
        """How many failing clauses an edit that is ``likely`` to put ``fixes`` right may put right.

        Never quite none: what the symptoms do not suggest is tried last.
        """
        fixed = sum(len(symptoms.intersection(fixes)) / len(symptoms) for symptoms in self.failing)
        return likely * max(fixed, _UNEXPECTED)

    def has(self, *symptoms: Symptom) -> bool:
        """Whether a failing clause has one of these symptoms."""
        return any(clause & {*symptoms} for clause in self.failing)

    def may_name(self, label: Hashable, text: str) -> bool:
        """Whether calling the column ``text`` ``label`` hides nothing: an input's column never gets another's name."""
        return label not in self.wanted.columns or text == _label(label)

    def towards(self, *, more: bool) -> float:
        """A factor for an edit that lets more rows through, or fewer."""
        return 1.0 if self.too_many is None or self.too_many is not more else 0.3


def mismatch(candidate: Candidate, wanted: Wanted) -> Mismatch:
    """What is wrong with a candidate that ran, or raised."""
    preview = candidate.value_preview
    clauses = [clause for clause in candidate.checks if not clause.passed]
    if preview is None or not clauses:
        found = _ABSENT.search(candidate.error)
        return Mismatch(
            wanted, (frozenset((Symptom.ERROR,)),), absent=found and found["label"], error=candidate.error or "error"
        )
    family: Shape | None = shape_of_type(preview.type)
    labels = preview.columns
    missing, extra = _relabelled(preview, clauses, wanted) if family == "frame" else ((), ())
    compared = _Compared(preview, wanted.example)
    return Mismatch(
        wanted=wanted,
        failing=tuple(
            _symptoms(clause, family, bool(missing or extra), compared, wanted, preview) for clause in clauses
        ),
        shape=family,
        labels=labels,
        indexed=bool(preview.index),
        missing=missing,
        extra=extra,
        wrong=compared.wrong,
        alike=tuple(compared.alike(wanted.labels, extra)),
        too_many=_too_many(preview, wanted),
    )


def _symptoms(
    clause: Clause, family: Shape | None, relabelled: bool, compared: _Compared, wanted: Wanted, preview: Preview
) -> frozenset[Symptom]:
    match clause.name:
        case "type":
            return frozenset((Symptom.TYPE,))
        case "columns":
            return frozenset((Symptom.LABELS,) if family == "frame" else (Symptom.TYPE, Symptom.LABELS))
        case "dtypes":
            return frozenset((Symptom.LABELS if "missing" in clause.message else Symptom.DTYPES,))
        case "rows":
            return frozenset((Symptom.ROWS,))
    found: set[Symptom] = set()
    if wanted.shape is not None and family != wanted.shape and (family in _TABLE or wanted.shape in _TABLE):
        found.add(Symptom.TYPE)
    if relabelled or "index" in clause.message:
        found.add(Symptom.LABELS)
    example = wanted.example
    whole = example is not None and not example.part_rows
    if whole and _too_many(preview, wanted) is not None:
        found.add(Symptom.ROWS)
    elif compared.wrong or not found:
        found |= compared.symptoms(picks=wanted.is_selection, whole=whole)
    return frozenset(found)


def _relabelled(
    preview: Preview, clauses: Sequence[Clause], wanted: Wanted
) -> tuple[tuple[Hashable, ...], tuple[str, ...]]:
    """Expected columns that the value does not have, and columns of it that are not expected."""
    missing = [label for label in wanted.labels if _label(label) not in preview.columns]
    if preview.shape[1] > len(preview.columns):  # the preview does not show them all
        told = " ".join(clause.message.partition(" missing")[0] for clause in clauses if " missing" in clause.message)
        missing = [label for label in missing if _label(label) in told]
    known = {_label(label) for label in wanted.labels}
    return tuple(missing), tuple(label for label in preview.columns if label not in known and wanted.complete)


class _Compared:
    """The rows that a preview shows against the rows that an example shows, as text."""

    def __init__(self, preview: Preview, example: Expected | None) -> None:
        self.preview = preview
        self.wanted: dict[Hashable, list[str | None]] = {}
        self.got: dict[Hashable, list[str]] = {}
        self.wrong: tuple[Hashable, ...] = ()
        if example is None:
            return
        shown = dict(zip(example.labels, example.columns, strict=True))
        self.wanted = {label: _texts(column) for label, column in shown.items()}
        single = len(shown) == 1 and len(preview.columns) == 1
        for label in shown:
            text = preview.columns[0] if single else _label(label)
            if text in preview.columns:
                self.got[label] = self._column(text)
        self.wrong = tuple(label for label, got in self.got.items() if not _begins(got, self.wanted[label]))

    def _column(self, text: str) -> list[str]:
        place = self.preview.columns.index(text)
        return [_token(row[place]) for row in self.preview.rows]

    def alike(self, labels: Sequence[Hashable], extra: Sequence[str]) -> list[tuple[Hashable, str]]:
        return [
            (label, text)
            for label in labels
            for text in extra
            if self.wanted.get(label) and _begins(self._column(text), self.wanted[label])
        ]

    def symptoms(self, *, picks: bool, whole: bool) -> set[Symptom]:
        """Of cells that differ: only the order if the same rows stand elsewhere, other rows if a selection differs."""
        if not self.wrong:
            return {Symptom.CELLS}
        got = set(zip(*self.got.values(), strict=True))
        wanted = set(zip(*(self.wanted[label] for label in self.got), strict=True))
        if wanted <= got:
            return {Symptom.ORDER} if whole else {Symptom.ORDER, Symptom.ROWS}
        if 2 * len(self.wrong) <= len(self.got) or len(self.got) == 1:
            return {Symptom.CELLS}
        return {Symptom.ROWS, Symptom.ORDER} if picks else {Symptom.ROWS, Symptom.ORDER, Symptom.CELLS}


def _too_many(preview: Preview, wanted: Wanted) -> bool | None:
    if wanted.rows is None or not preview.shape or preview.shape[0] == wanted.rows:
        return None
    return preview.shape[0] > wanted.rows


def _begins(got: Sequence[str], wanted: Sequence[str | None]) -> bool:
    return len(got) >= min(len(wanted), _ROWS) and all(
        other is None or one == other for one, other in zip(got, wanted, strict=False)
    )


def _texts(values: Any) -> list[str | None]:
    listed = values.tolist() if hasattr(values, "tolist") else values
    return [None if cell is Ellipsis else _token(cell_text(cell)) for cell in islice(listed, _ROWS)]


def _token(text: str) -> str:
    """A cell's text without what only a dtype or a display makes different."""
    if text in _NULLS:
        return ""
    try:
        return f"{float(text):.5g}"
    except ValueError:
        return text.removesuffix(" 00:00:00")


def _label(label: Hashable) -> str:
    return ", ".join(map(str, label)) if isinstance(label, tuple) else str(label)
