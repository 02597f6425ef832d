"""Every problem with its answers, small enough for one page: equal answers are one, long texts are cut and say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from gift4code_training.evaluation.metrics.taxonomy import outcome
from gift4code_training.evaluation.report.nouns import Answers, Asked, Candidate, Line, ProblemPart
from gift4code_training.evaluation.report.runs import Loaded
from gift4code_training.evaluation.results import Posed, Row

PAGE = 16_000_000
"""Characters that all problems of a page may have together."""


@dataclass(frozen=True)
class Cut:
    """How much is shown: characters of a prompt, of code, of a value; distinct answers a problem, kind and run."""

    prompt: int
    code: int
    value: int
    answers: int


CUTS = (Cut(20_000, 6_000, 2_000, 20), Cut(6_000, 2_500, 1_000, 6), Cut(2_500, 1_000, 400, 3), Cut(800, 400, 160, 1))


def problems(runs: Sequence[Loaded], allowance: int = PAGE) -> list[ProblemPart]:
    """The problems of one suite's runs, in the suite's order, cut as little as ``allowance`` characters take."""
    for cut in CUTS[:-1]:
        found, left = [], allowance
        for problem in _problems(runs, cut):
            found.append(problem)
            left -= _size(problem)
            if left < 0:
                break
        else:
            return found
    return list(_problems(runs, CUTS[-1]))


def _problems(runs: Sequence[Loaded], cut: Cut) -> Iterator[ProblemPart]:
    rows: defaultdict[tuple[str, str, int], list[Row]] = defaultdict(list)
    posed: defaultdict[tuple[str, str], dict[int, Posed]] = defaultdict(dict)
    about: dict[str, Row | None] = {}
    kinds: dict[str, None] = {}
    for place, run in enumerate(runs):
        for each in run.posed:
            posed[each.id, each.kind][place] = each
            about.setdefault(each.id, None)
            kinds.setdefault(each.kind)
        for row in run.rows:
            rows[row.id, row.kind, place].append(row)
            about[row.id] = about.get(row.id) or row
            kinds.setdefault(row.kind)
    for identifier, known in about.items():
        asked = tuple(
            Asked(
                kind=kind,
                specification=_short(next((each.specification for each in seen.values()), ""), cut.prompt),
                prompts=_prompts(runs, seen, cut),
                answers=tuple(
                    _answers(run.label, rows[identifier, kind, place], cut)
                    for place, run in enumerate(runs)
                    if (identifier, kind, place) in rows
                ),
            )
            for kind in kinds
            if (seen := posed.get((identifier, kind), {}))
            or any((identifier, kind, j) in rows for j in range(len(runs)))
        )
        references = [each.reference for kind in kinds for each in posed.get((identifier, kind), {}).values()]
        yield ProblemPart(
            id=identifier,
            about=_about(known),
            found=_found(asked),
            reference=_short(next(iter(references), ""), cut.code),
            asked=asked,
        )


def _about(row: Row | None) -> tuple[str, ...]:
    if row is None:
        return ()
    cluster = f"with {row.cluster}" if row.cluster not in ("", row.id) else ""
    return tuple(filter(None, (row.library, row.perturbation, row.output_type, cluster)))


def _found(asked: Sequence[Asked]) -> Literal["all", "some", "none", "nothing"]:
    right = sum(answers.right for each in asked for answers in each.answers)
    scored = sum(answers.scored for each in asked for answers in each.answers)
    return "nothing" if not scored else "all" if right == scored else "some" if right else "none"


def _prompts(runs: Sequence[Loaded], seen: dict[int, Posed], cut: Cut) -> tuple[tuple[tuple[str, ...], str], ...]:
    labels: defaultdict[str, list[str]] = defaultdict(list)
    for place, each in seen.items():
        labels[each.prompt].append(runs[place].label)
    return tuple((tuple(names), _short(prompt, cut.prompt)) for prompt, names in labels.items())


def _answers(label: str, rows: Sequence[Row], cut: Cut) -> Answers:
    alike: defaultdict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.sample):
        alike[row.code, row.status, row.detail].append(row)
    # the most frequent first, but a right one before all: it must not be among those left out
    order = sorted(alike.values(), key=lambda each: (not each[0].correct, -len(each), each[0].sample))
    shown = [*order[:1], *sorted(order[1:], key=lambda each: (-len(each), each[0].sample))][: cut.answers]
    return Answers(
        label=label,
        right=sum(row.correct for row in rows),
        scored=sum(row.scored for row in rows),
        harness_errors=sum(not row.scored for row in rows),
        candidates=tuple(_candidate(each, cut) for each in shown),
        left_out=len(order) - len(shown),
    )


def _candidate(alike: Sequence[Row], cut: Cut) -> Candidate:
    row = alike[0]
    came = outcome(row)
    compared = row.status == "wrong" and bool(row.expected) and bool(row.value)
    return Candidate(
        code=_short(row.code, cut.code),
        samples=tuple(each.sample for each in alike),
        group=came.group,
        name=came.name,
        exception=came.exception,
        detail=_short(row.detail, cut.value),
        repaired=row.repaired,
        seconds=max(each.seconds for each in alike),
        difference=_difference(_short(row.expected, cut.value), _short(row.value, cut.value)) if compared else (),
        value="" if compared else _short(row.value, cut.value),
    )


def _difference(expected: str, came: str) -> tuple[Line, ...]:
    one, two = expected.split("\n"), came.split("\n")
    lines: list[Line] = []
    for what, i1, i2, j1, j2 in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if what == "equal":
            lines += [Line("both", line) for line in one[i1:i2]]
        else:
            lines += [Line("expected", line) for line in one[i1:i2]] + [Line("came", line) for line in two[j1:j2]]
    return tuple(lines)


def _short(text: str, most: int) -> str:
    """The text with its middle cut out, where it is longer than ``most`` characters."""
    if len(text) <= most:
        return text
    head = most * 2 // 3
    return f"{text[:head]}\n… {len(text) - most:,} characters …\n{text[head - most :]}"


def _size(problem: ProblemPart) -> int:
    """Characters of it on the page, roughly: markup is counted by the piece."""
    total = 400 + len(problem.reference)
    for asked in problem.asked:
        total += 300 + len(asked.specification) + sum(len(prompt) for _, prompt in asked.prompts)
        for answers in asked.answers:
            total += 250
            for each in answers.candidates:
                total += 300 + len(each.code) + len(each.detail) + len(each.value)
                total += sum(len(line.text) + 40 for line in each.difference)
    return total
