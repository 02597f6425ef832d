"""The hand-written corpus' tasks that no model learned from (:mod:`gift4code_training.corpus`).

The data is the folder of its sources, all of them: what is held out hangs together (a sketch is rare in the whole
corpus). Posed are a ``domain``, a ``voice`` (author) or a ``sketch`` in ten, as ``corpus records`` holds them out, and
the report has a rate for each; tasks of one domain are one cluster. They come in an order that mixes domains, so that
the first problems are some of many.

The frames are the tables and what the task's earlier cells make. An answer is right if it makes the value that the
program makes, both run in the executor, numbers to nine digits; index, column order and the names of new columns count.
*None* is not posed where words alone do not settle the value: in vague tasks, which are not posed as *type* either, and
where a new column's name is neither said nor given by pandas.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from gift4code_ext.execution import Limits, Runner
from gift4code_ext.spec import infer
from gift4code_ext.spec.model import Output, Spec, SpecKind
from gift4code_training.corpus import rules
from gift4code_training.corpus.executing import Ran, run
from gift4code_training.corpus.model import Task
from gift4code_training.corpus.packing import parts, task_id
from gift4code_training.corpus.reading import read_file, read_folder
from gift4code_training.corpus.recording import Refused, Scene, scene, unsaid_columns
from gift4code_training.corpus.syntax import sketch
from gift4code_training.corpus.tables import frame
from gift4code_training.evaluation.problem import EvaluationError, Problem, Running, Suite, Verdict
from gift4code_training.evaluation.suites import tasks as own_tasks

_LEARNT = "train"
_SHOWN_ROWS = 3
_EARLIER, _FILE = "earlier", "file"


def load(path: Path, running: Running) -> list[Problem]:
    """The held-out tasks; nothing is executed yet.

    Raises:
        CorpusError: a file or a table cannot be read, or there is none.
        EvaluationError: no task is held out.
    """
    tasks = [task for domain in read_folder(path) for task in domain.tasks]
    splits = parts([(task, sketch(task.program)) for task in tasks])
    tables: dict[tuple[str, str], Mapping[str, pd.DataFrame]] = {}
    found = []
    for task, part in zip(tasks, splits, strict=True):
        if part == _LEARNT:
            continue
        place = (task.domain, task.schema.name)
        if place not in tables:
            tables[place] = _tables(task)
        found.append(_problem(task, part, tables[place]))
    if not found:
        raise EvaluationError(f"{path} holds out no task: name the folder of all of the corpus' files.")
    return sorted(found, key=lambda problem: problem.id.rpartition("-")[2])


def _tables(task: Task) -> Mapping[str, pd.DataFrame]:
    return {table.name: frame(table) for table in task.schema.tables}


def _problem(task: Task, part: str, tables: Mapping[str, pd.DataFrame]) -> Problem:
    """A task before it is executed: its earlier cells have to run before an answer, and nothing is specified."""
    return Problem(
        id=task_id(task),
        reference=task.program,
        cluster=task.domain,
        frames=tables,
        perturbation=part,
        inputs=tuple(tables),
        answer=task.output,
        data={"intent": task.intent, _EARLIER: task.earlier, _FILE: str(task.path)},
    )


def specify(problems: Sequence[Problem], running: Running) -> list[Problem]:
    """Executes earlier cells and programs; the frames are then those that the assistant is shown. Tasks that cannot be
    posed over frames alone are left out, and their number is told by reason.
    """
    found: dict[str, Problem] = {}
    left_out: Counter[str] = Counter()
    with (
        Runner(limits=Limits(seconds=running.seconds), width=running.width) as runner,
        tqdm(total=len(problems), desc="references", unit="task") as progress,
    ):
        for problem, ran, tables in _executed(problems, runner):
            progress.update()
            try:
                found[problem.id] = _specified(problem, _scene(problem, ran, tables))
            except Refused as reason:
                left_out[str(reason)] += 1
    for why, count in left_out.most_common():
        print(f"Tasks of the corpus that are left out: {count}: {why}.", file=sys.stderr)
    return [found[each.id] for each in problems if each.id in found]


def _executed(problems: Sequence[Problem], runner: Runner) -> Iterator[tuple[Problem, Ran, Mapping[str, pd.DataFrame]]]:
    """Every problem's task, executed with the others over its tables."""
    by_file: defaultdict[str, dict[str, Problem]] = defaultdict(dict)
    for problem in problems:
        by_file[problem.data[_FILE]][problem.id] = problem
    for file, wanted in by_file.items():
        by_schema: defaultdict[str, list[Task]] = defaultdict(list)
        for task in read_file(Path(file)).tasks:
            if task_id(task) in wanted:
                by_schema[task.schema.name].append(task)
        for together in by_schema.values():
            tables = _tables(together[0])
            for ran in run(together, tables, runner, carry=True):
                yield wanted[task_id(ran.task)], ran, tables


def _scene(problem: Problem, ran: Ran, tables: Mapping[str, pd.DataFrame]) -> Scene:
    """What the person has who asks: as records are made, but that a problem draws for itself.

    Raises:
        Refused: the task is not good, or reads what is no frame.
    """
    complaint = next((each for each in rules.of_value(ran) if not each.note), None)
    if complaint is not None:
        raise Refused(f"it is not good ({complaint.rule})")
    return scene(ran, tables, random.Random(problem.id))


def _specified(problem: Problem, at: Scene) -> Problem:
    specs = {}
    for kind in _posed(at):
        stated = infer.output(at.value, kind, at.frames, name=problem.answer, rows=_SHOWN_ROWS)
        specs[kind] = Spec(at.task.intent, at.inputs, stated, facts=infer.facts(stated, at.frames))
    return replace(
        problem,
        specs=specs,
        frames=at.frames,
        output_type=infer.type_name(at.value),
        inputs=tuple(at.frames),
        data={**problem.data, _EARLIER: ""},
    )


def _posed(at: Scene) -> Iterator[SpecKind]:
    if not at.task.vague:
        if not unsaid_columns(at, at.task):
            yield SpecKind.NONE
        yield SpecKind.TYPE
    yield SpecKind.EXAMPLES
    yield SpecKind.SUMMARY


def score(pairs: Sequence[tuple[Problem, str]], running: Running) -> Iterator[Verdict]:
    """Verdicts in the product's executor, by the rule of :mod:`.tasks`."""
    return own_tasks.score([(_ready(problem), _after(problem, code)) for problem, code in pairs], running)


def _ready(problem: Problem) -> Problem:
    bare = {SpecKind.EXAMPLES: Spec(problem.data["intent"], output=Output(problem.answer))}
    return replace(problem, reference=_after(problem, problem.reference), specs=problem.specs or bare)


def _after(problem: Problem, code: str) -> str:
    """The code behind the earlier cells, where what they make is not among the frames yet."""
    earlier = problem.data[_EARLIER]
    return f"{earlier}\n{code}" if earlier else code


SUITE = Suite(
    name="corpus",
    version="1",
    load=load,
    score=score,
    specify=specify,
    source="the project's hand-written tasks, those held out",
    executor="product/1",
)
