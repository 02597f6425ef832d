"""``python -m gift4code_training.corpus records``: the corpus as shards that ``bundled.train`` reads.

Every task is executed in the product's executor, as written and over other tables (:mod:`rewriting`); of each
execution some records are made, with words (:mod:`wording`) and a specification of their own (:mod:`recording`). What
is held out is kept as written. A shard is a domain; it depends on the seed and its source, is written atomically and
made again only where one of these has changed.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import signal
import statistics
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
from tqdm import tqdm

from gift4code_ext.execution import Runner
from gift4code_training.bundled.records import WORDINGS, Record
from gift4code_training.corpus import linking, rules
from gift4code_training.corpus.executing import run, used_frames
from gift4code_training.corpus.model import CorpusError, Domain, Schema, Task
from gift4code_training.corpus.packing import parts
from gift4code_training.corpus.reading import read_file
from gift4code_training.corpus.recording import Refused, record, scene
from gift4code_training.corpus.rewriting import (
    exchanged,
    keeps_order,
    places_matter,
    redrawn,
    relabelled,
    renamed,
    renaming,
    reordered,
)
from gift4code_training.corpus.syntax import sketch
from gift4code_training.corpus.tables import frame

RECORDS = 1
"""Raised when the same seed and sources give other records than before."""


@dataclass
class Made:
    """The records of one domain, and what was counted: tasks, records and refusals, by name."""

    records: list[Record] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def write(out: Path, paths: Sequence[Path], *, copies: int, seed: int, workers: int) -> Counter[str]:
    """Shards of all records of corpus files under ``out``; returns all counts.

    Raises:
        CorpusError: a file cannot be read, the folder holds other records, or a process was ended.
    """
    domains = [read_file(path) for path in paths]
    if others := {done.stem for done in (out / "counts").glob("*.json")} - {domain.name for domain in domains}:
        raise CorpusError(f"{out} holds records that are not of these files ({min(others)}): choose another folder.")
    tasks = [task for domain in domains for task in domain.tasks]
    splits = parts([(task, sketch(task.program)) for task in tasks])
    total: Counter[str] = Counter()
    with ProcessPoolExecutor(workers, initializer=_end_on_interrupt) as pool:
        waiting = []
        for domain in domains:
            own = [part for task, part in zip(tasks, splits, strict=True) if task.domain == domain.name]
            state = [RECORDS, seed, copies, zlib.crc32(domain.path.read_bytes()), zlib.crc32(" ".join(own).encode())]
            done = out / "counts" / f"{domain.name}.json"
            if (before := _read(done)).get("state") == state:
                total.update(before["counts"])
            else:
                waiting.append(pool.submit(write_shard, out, domain.path, own, copies, seed, state))
        try:
            for future in tqdm(as_completed(waiting), total=len(waiting), unit="domain"):
                total.update(future.result())
        except BrokenProcessPool as error:
            raise CorpusError("A process that makes records was ended; run the same command to go on.") from error
        except BaseException:
            pool.shutdown(cancel_futures=True)  # leaving the pool would make every shard first
            raise
    return total


def _end_on_interrupt() -> None:
    """Ctrl-C reaches every process of the terminal's group: a pool's process ends at once and says nothing."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _read(path: Path) -> Mapping[str, Any]:
    try:
        found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found


def write_shard(
    out: Path, path: Path, splits: Sequence[str], copies: int, seed: int, state: Sequence[int]
) -> Counter[str]:
    """One domain's records, each split in a file of its own; returns the counts."""
    with Runner(width=1) as runner:
        made = make(read_file(path), splits, runner, copies=copies, seed=seed)
    lines: dict[str, list[str]] = {}
    for each in made.records:
        lines.setdefault(each.split, []).append(json.dumps(asdict(each), ensure_ascii=False))
    for old in out.glob(f"*/{path.stem}.jsonl.gz"):
        old.unlink()
    for split, texts in lines.items():
        shard = out / split / f"{path.stem}.jsonl.gz"
        shard.parent.mkdir(parents=True, exist_ok=True)
        temporary = shard.with_suffix(".part")
        with gzip.open(temporary, "wt", encoding="utf-8", compresslevel=3) as file:
            file.write("\n".join(texts) + "\n")
        os.replace(temporary, shard)
    (out / "counts").mkdir(parents=True, exist_ok=True)
    done = out / "counts" / f"{path.stem}.json"
    temporary = done.with_suffix(".part")
    temporary.write_text(json.dumps({"state": list(state), "counts": made.counts}) + "\n", encoding="utf-8")
    os.replace(temporary, done)  # last: with it the shard counts as done
    return made.counts


def make(domain: Domain, splits: Sequence[str], runner: Runner, *, copies: int, seed: int) -> Made:
    """Up to ``copies`` records of each task.

    Args:
        splits: the split of each task.
    """
    made = Made()
    part_of = {task.where: part for task, part in zip(domain.tasks, splits, strict=True)}
    for schema in domain.schemas:
        tasks = [task for task in domain.tasks if task.schema.name == schema.name]
        made.counts["tasks"] += len(tasks)
        try:
            frames = {table.name: frame(table) for table in schema.tables}
        except CorpusError:
            made.counts["task refused: its table cannot be read"] += len(tasks)
            continue
        good = _executed(made, tasks, frames, 0, copies, part_of, runner, _rng(seed, schema, domain, 0))
        learnt = [task for task in good if part_of[task.where] == "train"]
        for number in range(1, -(-copies // WORDINGS)):
            rng = _rng(seed, schema, domain, number)
            for others, tables in _rewritten(learnt, frames, rng):
                _executed(made, others, tables, number, copies, part_of, runner, rng)
    return made


def _rng(seed: int, schema: Schema, domain: Domain, number: int) -> random.Random:
    return random.Random(f"{seed} {domain.name} {schema.name} {number}")


def _executed(
    made: Made,
    tasks: Sequence[Task],
    frames: Mapping[str, pd.DataFrame],
    number: int,
    copies: int,
    part_of: Mapping[str, str],
    runner: Runner,
    rng: random.Random,
) -> list[Task]:
    """Executes tasks, adds their records, and returns the tasks that were good.

    The first execution is of the tasks as written, whose first record keeps their words.
    """
    good: list[Task] = []
    what = "copy" if number else "task"
    read = {name: linking.variables({name: table})[0] for name, table in frames.items()}
    for ran in run(tasks, frames, runner, carry=True):
        task, part = ran.task, part_of[ran.task.where]
        complaint = next((each for each in rules.of_value(ran) if not each.note), None)
        if complaint is not None:
            made.counts[f"{what} refused: {complaint.rule}"] += 1
            continue
        good.append(task)
        try:
            at = scene(ran, frames, rng)
        except Refused as reason:
            made.counts[f"{what} refused: {reason}"] += 1
            continue
        made.counts["tasks executed" if not number else "copies executed"] += 1
        found = linking.mentions(task, [read[name] for name in used_frames(task)], ran.told.get("columns", ()))
        seen: set[tuple[str, str]] = set()
        for wording in range(min(WORDINGS, copies - WORDINGS * number)):
            as_written = part != "train" or (number == 0 and wording == 0)
            try:
                each = record(at, found, part, sketch(task.program), rng, as_written=as_written)
            except Refused as reason:
                made.counts[f"record refused: {reason}"] += 1
                continue
            if (each.prompt, each.completion) in seen:
                made.counts["record refused: as one of the same task"] += 1
                continue
            seen.add((each.prompt, each.completion))
            made.records.append(each)
            for voice in task.voices:
                made.counts[f"voice {voice}: records"] += 1
            made.counts[f"records: {part}"] += 1
        if seen and not number:
            made.counts["tasks with records"] += 1
            for voice in task.voices:
                made.counts[f"voice {voice}: tasks"] += 1
    return good


def _rewritten(
    tasks: Sequence[Task], frames: Mapping[str, pd.DataFrame], rng: random.Random
) -> Iterator[tuple[list[Task], dict[str, pd.DataFrame]]]:
    """The tasks over tables with other rows: those that can be over renamed columns, then the others.

    Programs that ask for the order of rows get fewer rows in the same order.
    """
    labels = {str(label): None for table in frames.values() for label in (*table.columns, *table.index.names) if label}
    names = renaming(list(labels), rng)
    read = {name: linking.variables({name: table})[0] for name, table in frames.items()}
    cells = frozenset(
        value
        for variable in read.values()
        for column in (*variable.columns, *variable.index)
        for value in column.values
        if isinstance(value, str)
    )
    groups: dict[tuple[bool, bool], list[Task]] = {}
    for task in tasks:
        found = linking.mentions(task, [read[name] for name in used_frames(task)], ())
        if rng.random() < 0.6:
            task = exchanged(task, found, frames, rng)
            found = linking.mentions(task, [read[name] for name in used_frames(task)], ())
        other = renamed(task, names, found, cells) if names and rng.random() < 0.7 else None
        ordered = keeps_order(f"{task.earlier}\n{task.program}")
        groups.setdefault((other is not None, ordered), []).append(other or task)
    for (is_renamed, ordered), own in groups.items():
        tables = redrawn(frames, rng, shuffle=not ordered)
        if is_renamed:
            tables = {name: relabelled(table, names) for name, table in tables.items()}
        if not any(places_matter(task.program) for task in own):
            tables = reordered(tables, rng)
        yield own, tables


def table(counts: Mapping[str, int]) -> str:
    """The counts as lines, in groups."""
    lines = [f"{'count':>8}  what"]
    for name, number in sorted(counts.items(), key=lambda each: (each[0].split(":")[0], -each[1])):
        if not name.startswith("voice "):
            lines.append(f"{number:>8}  {name}")
    lines.append(f"\n{'tasks':>8} {'records':>8}  voice")
    voices = sorted({name[6:].split(":")[0] for name in counts if name.startswith("voice ")})
    for voice in sorted(voices, key=lambda each: -counts.get(f"voice {each}: records", 0)):
        lines.append(f"{counts.get(f'voice {voice}: tasks', 0):>8} {counts[f'voice {voice}: records']:>8}  {voice}")
    return "\n".join(lines)


def lengths(out: Path, split: str = "train") -> str:
    """Characters of prompts and completions of a split: middle, and the longest tenth."""
    prompts: list[int] = []
    completions: list[int] = []
    for shard in sorted((out / split).glob("*.jsonl.gz")):
        with gzip.open(shard, "rt", encoding="utf-8") as file:
            for line in file:
                each = json.loads(line)
                prompts.append(len(each["prompt"]))
                completions.append(len(each["completion"]))
    told = [
        f"{what}: median {statistics.median(found):.0f}, 90 % up to {sorted(found)[len(found) * 9 // 10]}"
        for what, found in (("prompt", prompts), ("completion", completions))
        if found
    ]
    return f"characters of {split} ({len(prompts)} records): {'; '.join(told)}"
