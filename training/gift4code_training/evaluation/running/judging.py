"""Verdicts, once for every different code of a problem, written down as they come.

A harness error says nothing about an answer: such codes are run once more at the end, and what fails again is no
verdict, is written nowhere, and is told.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from tqdm import tqdm

from gift4code_training.evaluation.problem import Environment, EvaluationError, Problem, Running, Suite, Verdict
from gift4code_training.journal import Journal
from gift4code_training.stages.records import key


@dataclass(frozen=True)
class Judge:
    """A suite's rule and where answers run: everything that a verdict depends on but problem and code.

    Attributes:
        data: file name -> digest of the suite's data.
        sources: digest of the code that decides verdicts (:mod:`.sources`).
    """

    suite: Suite
    environment: Environment
    running: Running
    data: Mapping[str, str]
    sources: str = ""

    def key(self, problem: Problem, code: str) -> str:
        """Names a verdict."""
        suite, where = self.suite, self.environment.key
        return key(
            *("verdict", suite.name, suite.version, suite.executor, where, self.running.seconds),
            *(dict(self.data), self.sources, problem.id, code),
        )


def judge(
    judge: Judge, pairs: Sequence[tuple[Problem, str]], journal: Journal, known: Mapping[str, Verdict]
) -> tuple[dict[str, Verdict], dict[str, str]]:
    """The verdicts on all codes by key, and, by key too, what went wrong with others.

    Args:
        pairs: problem and code; the same may be there several times.
        journal: where new ones are written.
        known: those that are there already.

    Raises:
        EvaluationError: the suite gives fewer or more verdicts than answers.
    """
    by_key = {judge.key(problem, code): (problem, code) for problem, code in pairs}
    verdicts = {name: known[name] for name in by_key if name in known}
    failures: dict[str, str] = {}
    order = {problem.id: place for place, (problem, _) in reversed([*enumerate(pairs)])}
    waiting = sorted((name for name in by_key if name not in verdicts), key=lambda name: order[by_key[name][0].id])
    with tqdm(total=len(by_key), initial=len(verdicts), desc="verdicts", unit="run", smoothing=0.05) as progress:
        for _ in range(2):
            for name, verdict in _scored(judge, [(name, *by_key[name]) for name in waiting]):
                if verdict.status == "harness_error":
                    failures[name] = verdict.detail
                    continue
                journal.append({"key": name, "id": by_key[name][0].id, **asdict(verdict)})
                failures.pop(name, None)
                verdicts[name] = verdict
                progress.update()
                progress.set_postfix(ok=sum(each.status == "ok" for each in verdicts.values()), refresh=False)
            waiting = list(failures)
    return verdicts, failures


def from_record(record: Mapping[str, Any]) -> Verdict:
    """A line of the journal as a verdict."""
    return Verdict(**{name: record[name] for name in Verdict.__dataclass_fields__})


def _scored(judge: Judge, waiting: Sequence[tuple[str, Problem, str]]) -> Iterator[tuple[str, Verdict]]:
    if not waiting:
        return
    count = 0
    with _closed(judge.suite.score([(problem, code) for _, problem, code in waiting], judge.running)) as verdicts:
        for verdict in verdicts:
            if count == len(waiting):
                raise EvaluationError(f"the suite {judge.suite.name} gives more verdicts than there are answers.")
            yield waiting[count][0], verdict
            count += 1
    if count < len(waiting):
        raise EvaluationError(f"the suite {judge.suite.name} gave {count} verdicts on {len(waiting)} answers.")


@contextmanager
def _closed(verdicts: Any) -> Iterator[Iterator[Verdict]]:
    """Ends what a suite started, whether all its verdicts were taken or not."""
    iterator = iter(verdicts)
    try:
        yield iterator
    finally:
        if isinstance(iterator, Generator):
            iterator.close()
