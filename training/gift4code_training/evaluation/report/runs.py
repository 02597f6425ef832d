"""The folders of runs as a report takes them: shards of one run put together, every run with a name of its own."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from gift4code_training.evaluation.metrics.scores import Scores, score
from gift4code_training.evaluation.problem import EvaluationError
from gift4code_training.evaluation.report.wording import SAW
from gift4code_training.evaluation.results import RUN, Posed, Row, Run, read

_OF_A_PART = ("shard", "problems", "rows", "harness_errors", "no_answers", "repairs", "notes", "left_out")
"""What differs between the shards of one run."""


@dataclass(frozen=True)
class Loaded:
    """One run, whole.

    Attributes:
        label: names the run in the report, unlike every other of it; a dagger for one that saw the example.
        folders: where it was read.
        scores: specification kind -> scores, kinds in the run's order.
    """

    label: str
    folders: tuple[Path, ...]
    run: Run
    posed: tuple[Posed, ...]
    rows: tuple[Row, ...]
    scores: Mapping[str, Scores]


Part = tuple[Path, Run, list[Posed], list[Row]]


def load(folders: Sequence[Path]) -> list[Loaded]:
    """Reads runs; those that are parts of one (``--shard``) are one, and a folder of them names them all.

    Raises:
        EvaluationError: a folder holds no finished run or is named twice, or two shards hold the same answer.
    """
    folders = [each for folder in folders for each in _runs_in(folder)]
    if twice := [str(each) for each, times in Counter(each.resolve() for each in folders).items() if times > 1]:
        raise EvaluationError(f"{', '.join(twice)} is named twice: name every run once.")
    parts: defaultdict[str, list[Part]] = defaultdict(list)
    for folder in folders:
        run, posed, rows = read(folder)
        same = {name: value for name, value in asdict(run).items() if name not in _OF_A_PART}
        alone = "" if _sharded(run) else str(folder)
        parts[json.dumps([same, alone], sort_keys=True)].append((folder, run, posed, rows))
    return _named([_whole(each) for each in parts.values()])


def _runs_in(folder: Path) -> list[Path]:
    """The folder, or those of the shards in it."""
    parts = [] if (folder / RUN).exists() else sorted(each.parent for each in folder.glob(f"*/{RUN}"))
    return parts or [folder]


def _sharded(run: Run) -> bool:
    return not run.shard.endswith("/1")


def _whole(parts: Sequence[Part]) -> Loaded:
    run = _together([run for _, run, _, _ in parts]) if len(parts) > 1 else parts[0][1]
    rows = tuple(row for _, _, _, each in parts for row in each)
    keys = Counter((row.id, row.kind, row.sample) for row in rows)
    (identifier, kind, sample), times = keys.most_common(1)[0] if keys else (("", "", 0), 1)
    if times > 1:
        told = " and ".join(str(folder) for folder, *_ in parts)
        raise EvaluationError(
            f"{told}: answer {sample} to {identifier} ({kind}) is there {times} times; leave one out."
        )
    by_kind: dict[str, list[Row]] = {kind: [] for kind in run.kinds}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row)
    return Loaded(
        label=f"{run.model} {SAW}" if run.saw_example else run.model,
        folders=tuple(folder for folder, *_ in parts),
        run=run,
        posed=tuple(each for _, _, posed, _ in parts for each in posed),
        rows=rows,
        scores={kind: score(each) for kind, each in by_kind.items() if each},
    )


def _together(runs: Sequence[Run]) -> Run:
    """Shards as the run that they are parts of; ``shard`` names those that are there, where one is missing."""
    shards = sorted((run.shard for run in runs), key=lambda each: int(each.split("/")[0]))
    count = int(shards[0].split("/")[1])
    repairs: Counter[str] = Counter()
    for run in runs:
        repairs.update(run.repairs)
    return replace(
        runs[0],
        shard="1/1" if len(set(shards)) == count else ", ".join(shards),
        problems=sum(run.problems for run in runs),
        rows=sum(run.rows for run in runs),
        harness_errors=sum(run.harness_errors for run in runs),
        no_answers=sum(run.no_answers for run in runs),
        repairs=dict(repairs),
        notes=tuple(dict.fromkeys(note for run in runs for note in run.notes)),
        left_out=sum(run.left_out for run in runs),
    )


def _named(runs: Sequence[Loaded]) -> list[Loaded]:
    """Runs of one suite and name are told apart by as much of their folders' paths as that takes."""
    alike: defaultdict[tuple[str, str, str], list[Loaded]] = defaultdict(list)
    for each in runs:
        alike[each.run.suite, each.run.version, each.label].append(each)
    named = []
    for each in runs:
        same = [other.folders[0].resolve().parts for other in alike[each.run.suite, each.run.version, each.label]]
        if len(same) > 1:
            length = next(size for size in range(1, 100) if len({parts[-size:] for parts in same}) == len(same))
            tail = "/".join(each.folders[0].resolve().parts[-length:])
            each = replace(each, label=f"{each.label} ({tail})")
        named.append(each)
    return named
