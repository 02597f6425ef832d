"""Two tables: how often the right candidate is on top, and what linking over a threshold finds and does wrong."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gift4code_training.evaluation.metrics.intervals import Estimate
from gift4code_training.experiment.linking import ranking
from gift4code_training.experiment.linking.lexical import overlap
from gift4code_training.experiment.linking.methods import Method
from gift4code_training.experiment.linking.questions import Asked, Candidate, Question
from gift4code_training.experiment.linking.ranking import Operating, Scores

PRECISIONS = (0.9, 0.8)
_NOTHING = "–"


def places(questions: Sequence[Question], scores: Scores) -> tuple[list[Question], list[NDArray[np.floating]]]:
    """Questions about cells as questions about their columns; a column's score is its best cell's."""
    asked: list[Question] = []
    found: list[NDArray[np.floating]] = []
    for question, own in zip(questions, scores, strict=True):
        labels = list(dict.fromkeys(label for each in question.candidates for label in each.among))
        best = [
            max(score for each, score in zip(question.candidates, own, strict=True) if label in each.among)
            for label in labels
        ]
        meant = {label for place in question.right for label in question.candidates[place].among}
        right = frozenset(place for place, label in enumerate(labels) if label in meant)
        columns = tuple(Candidate(label, str(label), str(label)) for label in labels)
        asked.append(replace(question, candidates=columns, right=right))
        found.append(np.array(best))
    return asked, found


def ranked(methods: Sequence[Method], questions: Sequence[Question]) -> Iterator[str]:
    """The first table, line by line."""
    yield "| method | MB | column: first | of three | no shared word | cell: first | of three | its column: first |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for method in methods:
        cells = [_NOTHING] * 6
        own, scores = _part(questions, method.scores, "column")
        apart = [at for at, each in enumerate(own) if not _shares_a_word(each)]
        cells[:2] = [_rate(ranking.rate(own, ranking.hits(own, scores, k))) for k in (1, 3)]
        first = ranking.hits(own, scores, 1)[apart]
        cells[2] = _rate(ranking.rate([own[at] for at in apart], first))
        if "value" in method.kinds:
            own, scores = _part(questions, method.scores, "value")
            cells[3:5] = [_rate(ranking.rate(own, ranking.hits(own, scores, k))) for k in (1, 3)]
            own, scores = places(own, scores)
            cells[5] = _rate(ranking.rate(own, ranking.hits(own, scores, 1)))
        size = f"{method.megabytes:.1f}" if method.megabytes else _NOTHING
        yield f"| {method.name} | {size} | {' | '.join(cells)} |"


def operated(methods: Sequence[Method], asked: Asked, half: dict[str, int]) -> Iterator[str]:
    """The second table, line by line; links of all words that nobody marked, and of those that say no operation."""
    heads = "reached | found | more links a request | without operations | named by the code"
    names = [f"{100 * each:.0f} %: {heads}" for each in PRECISIONS]
    yield f"| method | {' | '.join(names)} |"
    yield "|---|" + "---:|---:|---:|---:|---:|" * len(PRECISIONS)
    for method in methods:
        if "free" not in method.kinds:
            continue
        marked, scores = _part(asked.questions, method.scores, "column")
        choosing = _part(asked.questions, method.choosing or method.scores, "column")[1]
        free, free_scores = _part(asked.questions, method.scores, "free")
        plain = [at for at, each in enumerate(free) if not each.is_operation]
        cells: list[str] = []
        for precision in PRECISIONS:
            every, fewer = (
                ranking.operating(
                    marked,
                    scores,
                    choosing,
                    [free[at] for at in own],
                    [free_scores[at] for at in own],
                    dict(asked.intents),
                    half,
                    precision,
                )
                for own in (range(len(free)), plain)
            )
            reached = _NOTHING if math.isnan(every.precision) else f"{100 * every.precision:.1f}"
            cells += [reached, _rate(every.found), _count(every.more), _count(fewer.more), _named(every)]
        yield f"| {method.name} | {' | '.join(cells)} |"


def _part(questions: Sequence[Question], scores: Scores, kind: str) -> tuple[list[Question], Scores]:
    own = [at for at, each in enumerate(questions) if each.kind == kind and each.language == "en"]
    return [questions[at] for at in own], [scores[at] for at in own]


def _rate(found: Estimate) -> str:
    return f"{100 * found.value:.1f} [{100 * found.low:.1f}, {100 * found.high:.1f}]"


def _shares_a_word(question: Question) -> bool:
    return any(overlap(question.text, question.candidates[place].words) > 0 for place in question.right)


def _named(found: Operating) -> str:
    return _NOTHING if math.isnan(found.named) else f"{100 * found.named:.0f} ({100 * found.by_chance:.0f})"


def _count(found: Estimate) -> str:
    return f"{found.value:.2f} [{found.low:.2f}, {found.high:.2f}]"
