"""Checking corpus files: read, execute, judge by the rules, compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gift4code_ext.execution import Runner
from gift4code_training.corpus import apart, linking, rules
from gift4code_training.corpus.executing import Ran, run, used_frames
from gift4code_training.corpus.linking import Mention
from gift4code_training.corpus.model import Complaint, CorpusError, Domain, Schema, Task
from gift4code_training.corpus.reading import read_file
from gift4code_training.corpus.syntax import families, sketch
from gift4code_training.corpus.tables import frame

_SAME_MOULD = 3
"""So many tasks of a file may have the same words around their mentions, if these are three or more, less one."""


@dataclass(frozen=True)
class Checked:
    """A task that was executed; good if nothing was said against it."""

    task: Task
    ran: Ran
    mentions: tuple[Mention, ...]
    columns: tuple[str, ...]
    families: tuple[str, ...]
    sketch: str
    kind: str


@dataclass(frozen=True)
class Report:
    """What checking found: the good tasks, and every complaint."""

    good: tuple[Checked, ...]
    complaints: tuple[Complaint, ...]
    seen: int

    @property
    def rejected(self) -> int:
        """Tasks that are not good."""
        return self.seen - len(self.good)


def check(domains: Sequence[Domain], others: Sequence[Domain], against: apart.Against, runner: Runner) -> Report:
    """Checks domains.

    Args:
        others: domains whose tasks come before, for comparing words; they are not executed.
        against: the evaluation files.
    """
    complaints: list[Complaint] = []
    bad: set[int] = set()
    checked: list[Checked] = []
    for domain in domains:
        complaints += against.tables(domain)
        done, said = _domain(domain, against, runner)
        checked += done
        for task, complaint in said:
            complaints.append(complaint)
            if task is not None and not complaint.note:
                bad.add(id(task))
    pool = [task for domain in others for task in domain.tasks]
    own = [task for domain in domains for task in domain.tasks]
    for task, complaint in apart.repeated_words([*pool, *own]):
        if any(task is each for each in own):
            complaints.append(complaint)
            bad.add(id(task))
    order = {domain.path.name: place for place, domain in enumerate(domains)}
    complaints.sort(key=lambda each: (order.get(each.where.split(":")[0], 0), int(each.where.rsplit(":", 1)[-1])))
    good = tuple(each for each in checked if id(each.task) not in bad)
    return Report(good, tuple(complaints), len(own))


def _domain(
    domain: Domain, against: apart.Against, runner: Runner
) -> tuple[list[Checked], list[tuple[Task | None, Complaint]]]:
    said: list[tuple[Task | None, Complaint]] = []
    checked: list[Checked] = []
    for schema in domain.schemas:
        tasks = [task for task in domain.tasks if task.schema.name == schema.name]
        done, complaints = _schema(domain, schema, tasks, against, runner)
        checked += done
        said += complaints
    keys = [(each.task, (each.task.schema.name, each.sketch, each.columns)) for each in checked]
    said += apart.repeated_programs(keys)
    moulds: dict[str, list[Task]] = {}
    for each in checked:
        mould = linking.skeleton(each.task, each.mentions)
        before = moulds.setdefault(mould, [])
        before.append(each.task)
        if len(before) >= _SAME_MOULD and len([word for word in mould.split() if word != "_"]) > 2:
            text = f"the same sentence as in {before[0].where} with other columns: {mould!r}"
            said.append((each.task, Complaint(each.task.where, "mould", text)))
    return checked, said


def _schema(
    domain: Domain, schema: Schema, tasks: Sequence[Task], against: apart.Against, runner: Runner
) -> tuple[list[Checked], list[tuple[Task | None, Complaint]]]:
    said: list[tuple[Task | None, Complaint]] = []
    try:
        frames = {table.name: frame(table) for table in schema.tables}
    except CorpusError as problem:
        text = str(problem)
        return [], [(task, Complaint(task.where, "table", text)) for task in tasks]
    for task in tasks:
        said += [(task, complaint) for complaint in rules.of_text(task, frames)]
        if complaint := against.words(task):
            said.append((task, complaint))
    inputs = {name: linking.variables({name: value})[0] for name, value in frames.items()}
    checked = []
    for ran in run(tasks, frames, runner):
        task = ran.task
        said += [(task, complaint) for complaint in rules.of_value(ran)]
        used = linking.used_columns(task, frames)
        new = ran.told.get("columns", ())
        found = linking.mentions(task, [inputs[name] for name in used_frames(task)], new)
        said += [(task, note) for note in _unmentioned(task, used, found)]
        kind = _kind(ran)
        checked.append(
            Checked(task, ran, found, used, families(task.program, task.earlier), sketch(task.program), kind)
        )
    return checked, said


def _unmentioned(task: Task, used: Sequence[str], found: Sequence[Mention]) -> list[Complaint]:
    """A note for columns of the program that no word was linked to: the writer may have meant one."""
    said = {str(target) for each in found if each.kind == "column" for target in each.targets}
    missing = sorted(set(used) - said)
    if not missing or task.vague:
        return []
    return [Complaint(task.where, "unlinked", f"no word is linked to {', '.join(map(repr, missing))}", note=True)]


def _kind(ran: Ran) -> str:
    """The kind of the value: for counting, and for readers of the data set."""
    edited = ran.task.output in {table.name for table in ran.task.schema.tables}
    match ran.told.get("type"):
        case "DataFrame":
            return "frame edited" if edited else "frame"
        case "Series":
            return "series"
        case "list" | "tuple" | "dict" | "set" | "ndarray" | "Index":
            return "collection"
        case None:
            return "none"
        case _:
            return "scalar"


def read_all(paths: Sequence[Path]) -> tuple[list[Domain], list[CorpusError]]:
    """Reads files, those with faults apart."""
    domains: list[Domain] = []
    faults: list[CorpusError] = []
    for path in paths:
        try:
            domains.append(read_file(path))
        except CorpusError as fault:
            faults.append(fault)
    return domains, faults
