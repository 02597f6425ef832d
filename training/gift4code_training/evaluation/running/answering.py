"""Answers, once each: asked for several problems at a time, written down as they come.

An answer that did not come in time is written down too, so that the same problem is not asked for ever. A model that
could not be asked is asked once more; what fails then is no answer, is written nowhere, and is told.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from dataclasses import asdict, replace
from itertools import islice
from typing import Any

from tqdm import tqdm

from gift4code_training.evaluation.models.model import Answer, Model, Sampling, Unanswered
from gift4code_training.evaluation.problem import EvaluationError
from gift4code_training.evaluation.running.tasks import Task
from gift4code_training.journal import Journal

_IN_A_ROW = 5


def answer(
    model: Model, tasks: Sequence[Task], sampling: Sampling, journal: Journal, known: Mapping[str, Answer]
) -> tuple[dict[str, Answer], dict[str, str]]:
    """The answers to all tasks by key, and, by key too, why others could not be had.

    Args:
        journal: where new ones are written.
        known: those that are there already.

    Raises:
        EvaluationError: the model could not be asked several times in a row.
    """
    answers, failures = dict(known), dict[str, str]()
    missing = [task for task in tasks if any(each not in answers for each in task.keys)]
    count = sum(len(task.keys) for task in tasks)
    in_a_row = 0
    done = count - sum(each not in answers for task in missing for each in task.keys)
    with (
        tqdm(total=count, initial=done, desc="answers", unit="answer", smoothing=0.05) as progress,
        closing(_asked(model, missing, sampling)) as news,
    ):
        for task, came in news:
            if isinstance(came, Unanswered):
                in_a_row += 1
                if in_a_row >= _IN_A_ROW:
                    raise EvaluationError(
                        f"{model.name} could not be asked {in_a_row} times in a row: {came}. What it has answered is "
                        "kept; run the same command again when it answers."
                    )
                failures |= {each: str(came) for each in task.keys if each not in answers}
                continue
            in_a_row = 0
            for sample, (each, one) in enumerate(zip(task.keys, came, strict=True)):
                if each not in answers:
                    if one.logprob is not None and not math.isfinite(one.logprob):
                        one = replace(one, logprob=None)  # no number that JSON has; it says nothing
                    journal.append(
                        {"key": each, "id": task.problem.id, "kind": task.kind.value, "sample": sample, **asdict(one)}
                    )
                    answers[each] = one
                    progress.update()
    return answers, failures


def from_record(record: Mapping[str, Any]) -> Answer:
    """A line of the journal as an answer."""
    return Answer(**{name: record[name] for name in Answer.__dataclass_fields__})


def _asked(
    model: Model, tasks: Sequence[Task], sampling: Sampling
) -> Generator[tuple[Task, Sequence[Answer] | Unanswered], None, None]:
    """What each task brings, as it comes; few are waiting at a time, so that little is lost when the run ends."""
    stop = threading.Event()

    def ask(task: Task) -> Sequence[Answer] | Unanswered:
        for last in (False, True):
            try:
                return model.answers(task.problem, task.kind, sampling, stop)
            except Unanswered as error:
                if last or stop.is_set():
                    return error
        raise AssertionError("unreachable: the second try returns")

    waiting = iter(tasks)
    with _threads(model.at_once, stop) as threads:
        running = {threads.submit(ask, task): task for task in islice(waiting, model.at_once)}
        while running:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                task = running.pop(future)
                yield task, future.result()
                running |= {threads.submit(ask, task): task for task in islice(waiting, 1)}


@contextmanager
def _threads(count: int, stop: threading.Event) -> Iterator[ThreadPoolExecutor]:
    threads = ThreadPoolExecutor(count, thread_name_prefix="gift4code-answers")
    try:
        yield threads
    finally:
        stop.set()  # an interrupt does not wait for what is being written
        threads.shutdown(wait=True, cancel_futures=True)
