"""One stage: inputs that are not done yet -> records or reasons, written down so that any kill leaves it whole.

A stage NAME writes, in one folder: ``NAME.jsonl`` (records), ``NAME.done.jsonl`` (for each input the keys of what was
made of it and why the rest was rejected: nothing is done twice), ``NAME.counts.json`` (what the second file adds up to)
and a manifest. With ``--shard i/n`` these are ``NAME.i-of-n.…``; the next stage reads all parts.

What makes records is a factory, ``make() -> process``: a worker (a thread, a process, an actor elsewhere) calls it once
and keeps what is warm. ``make`` can be pickled; ``process`` maps one input to :class:`Made` and, where it holds
something, has a ``close()`` that may be called from any thread and ends what it is doing.
"""

from __future__ import annotations

import hashlib
import json
import platform
import re
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import Any, TypeAlias

from tqdm import tqdm

from gift4code_ext.errors import Gift4CodeError
from gift4code_training.journal import KEY, Journal, is_being_written, read, write_json
from gift4code_training.shards import Shard, shard

_COUNTED_EVERY = 200  # inputs


class StageError(Gift4CodeError):
    """A stage that cannot begin or go on, and what to do."""


@dataclass(frozen=True)
class Rejection:
    """Why something was not kept: ``reason`` is counted, ``detail`` (a file's name, an error) only written down."""

    reason: str
    detail: str = ""


@dataclass(frozen=True)
class Made:
    """What became of one input: records as lines of a journal, and why there are no more of them."""

    records: tuple[Mapping[str, Any], ...] = ()
    rejected: tuple[Rejection, ...] = ()


Process: TypeAlias = Callable[[Mapping[str, Any]], Made]
Make: TypeAlias = Callable[[], Process]
Engine: TypeAlias = Callable[[Make, Iterator[Mapping[str, Any]]], Iterator[tuple[str, Made]]]
"""Runs processes over inputs and gives (the input's key, what was made), in any order; see :mod:`.engines`."""


@dataclass(frozen=True)
class Stage:
    """A stage as its manifest states it.

    Attributes:
        name: of the journal it writes, ``"runs"``.
        unit: what the progress bar counts, ``"program"``.
        options: all that the records depend on besides the inputs: limits, counts, temperatures.
        seed: of whatever is drawn.
        source: the model or rule that makes the records; empty where nothing is written or drawn.
    """

    name: str
    unit: str
    options: Mapping[str, Any] = field(default_factory=dict)
    seed: int = 0
    source: str = ""


@dataclass(frozen=True)
class Inputs:
    """What a stage reads: all parts of the journal of the stage before it, which must be finished.

    Raises:
        StageError: there is none, parts are missing, or one is not finished or still being written.
    """

    folder: Path
    name: str
    command: str

    @cached_property
    def paths(self) -> tuple[Path, ...]:
        """The files, in the order of their parts."""
        return _parts(self.folder, self.name, self.command)

    @cached_property
    def _seen(self) -> tuple[int, str]:
        lines = sorted(hashlib.sha256(repr(sorted(each.items())).encode()).digest() for each in self)
        return len(lines), hashlib.sha256(b"".join(lines)).hexdigest()[:16]

    @property
    def digest(self) -> str:
        """The same for the same records, whatever their order and parts."""
        return self._seen[1]

    def __len__(self) -> int:
        return self._seen[0]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for path in self.paths:
            yield from read(path)


@dataclass
class Counts:
    """What a stage has come to so far; ``rejected`` counts reasons, ``finished`` says that no input is left."""

    done: int = 0
    records: int = 0
    finished: bool = False
    rejected: Counter[str] = field(default_factory=Counter)

    def add(self, line: Mapping[str, Any]) -> None:
        """Adds a line of the journal of what is done."""
        self.done += 1
        self.records += len(line["made"])
        self.rejected.update(str(each["reason"]) for each in line["rejected"])

    def as_json(self) -> dict[str, Any]:
        """For ``NAME.counts.json``; the commonest reason first."""
        rejected = dict(sorted(self.rejected.items(), key=lambda each: (-each[1], each[0])))
        return {"done": self.done, "records": self.records, "rejected": rejected, "finished": self.finished}


def at_least_one(text: str) -> int:
    """``"4"`` as a number of things, for argparse."""
    try:
        found = int(text)
    except ValueError:
        found = 0
    if found < 1:
        raise ArgumentTypeError(f"{text!r} is no number of them: write 1 or more")
    return found


def above_zero(text: str) -> float:
    """``"2.5"`` as seconds, for argparse."""
    try:
        found = float(text)
    except ValueError:
        found = 0.0
    if not 0 < found < float("inf"):
        raise ArgumentTypeError(f"{text!r} is no such number: write one above 0")
    return found


def add_arguments(parser: ArgumentParser) -> None:
    """The options that every stage has."""
    parser.add_argument("--dir", type=Path, required=True, help="folder of the journals")
    parser.add_argument(
        "--shard", type=shard, default=Shard(), metavar="I/N", help="do only part I of N (default: all)"
    )
    parser.add_argument("--seed", type=int, default=0, help="of whatever is drawn (default: %(default)s)")


def path_of(folder: Path, name: str, part: Shard) -> Path:
    """The journal of a stage, or of one part of it."""
    return folder / (f"{name}.jsonl" if part.count == 1 else f"{name}.{part.index}-of-{part.count}.jsonl")


def manifest(stage: Stage, part: Shard, digest: str) -> dict[str, Any]:
    """What a stage's records depend on; ``digest`` is of the inputs."""
    versions = {name: metadata.version(name) for name in ("gift4code", "pandas", "numpy")}
    return {
        "stage": stage.name,
        "versions": {**versions, "python": platform.python_version()},
        "seed": stage.seed,
        "source": stage.source,
        "options": dict(stage.options),
        "inputs": digest,
        "shard": str(part),
    }


def go(
    stage: Stage,
    make: Make,
    inputs: Iterable[Mapping[str, Any]],
    *,
    digest: str,
    total: int,
    folder: Path,
    part: Shard,
    engine: Engine,
) -> Counts:
    """Does what is left of a stage and returns what all of it, now and before, came to.

    Args:
        make: the factory of processes, see the module's docstring.
        inputs: JSON values with a ``key``, the same in every run; those of other parts and those that are done are
            passed over.
        digest: of the inputs, for the manifest.
        total: how many inputs there are in all parts.
        folder: where the stage writes.

    Raises:
        JournalError: another run writes here or wrote here, or the disk is full.
        Gift4CodeError: whatever ended a process; what was finished until then is written down.
    """
    path = path_of(folder, stage.name, part)
    claim = manifest(stage, part, digest)
    with Journal(path, claim) as records, Journal(path.with_suffix(".done.jsonl"), claim) as done:
        counts = _resumed(records, done)
        write_json(path.with_suffix(".counts.json"), counts.as_json())  # until the end nobody takes it as finished
        left = (each for each in inputs if part.holds(str(each[KEY])) and each[KEY] not in done)
        bar = tqdm(
            total=-(-total // part.count),  # of a part, about so many
            initial=counts.done,
            unit=stage.unit,
            desc=stage.name,
            smoothing=0.05,
            dynamic_ncols=True,
        )
        with bar, closing(_generator(engine(make, left))) as news:
            for key, made in news:
                line = _line(key, made)
                done.append(line)  # first: where the records then fail to be written, it is taken back
                records.extend([each for each in made.records if each[KEY] not in records])
                counts.add(line)
                bar.update()
                if counts.done % _COUNTED_EVERY == 0:
                    write_json(path.with_suffix(".counts.json"), counts.as_json())
        counts.finished = True
        write_json(path.with_suffix(".counts.json"), counts.as_json())
    return counts


def report(counts: Counts, stage: Stage, folder: Path, part: Shard) -> None:
    """Prints what a stage came to, and where the details of what was rejected are."""
    path = path_of(folder, stage.name, part)
    print(f"{path}: {counts.records} records of {counts.done} {stage.unit}s", file=sys.stderr)
    for reason, number in counts.as_json()["rejected"].items():
        print(f"{number:>8}  {reason}", file=sys.stderr)
    if counts.rejected:
        print(f"{path.with_suffix('.done.jsonl')} names each of them.", file=sys.stderr)


def _generator(news: Iterator[tuple[str, Made]]) -> Any:
    """So that an engine that is no generator can be closed too."""
    return news if hasattr(news, "close") else (each for each in news)


def _line(key: str, made: Made) -> dict[str, Any]:
    rejected = [{"reason": each.reason, "detail": each.detail} for each in made.rejected]
    return {KEY: key, "made": [each[KEY] for each in made.records], "rejected": rejected}


def _resumed(records: Journal, done: Journal) -> Counts:
    """The counts so far. Where an input was announced whose records are not there, it and those after it are taken
    back: a killed process leaves the last one so, a power cut the last few, who removes the records all of them."""
    counts = Counts()
    for line in read(done.path):
        if any(key not in records for key in line["made"]):
            done.take_back(str(line[KEY]))
            break
        counts.add(line)
    return counts


def _parts(folder: Path, name: str, command: str) -> tuple[Path, ...]:
    found = {path.name: path for path in folder.glob(f"{name}*.jsonl")}
    whole = found.get(f"{name}.jsonl")
    shards = {
        (int(match[1]), int(match[2])): path
        for text, path in found.items()
        if (match := re.fullmatch(rf"{re.escape(name)}\.(\d+)-of-(\d+)\.jsonl", text))
    }
    if whole is None and not shards:
        raise StageError(f"{folder} has no {name}.jsonl: run `gift4code-train {command} --dir {folder}` first.")
    counts = sorted({count for _, count in shards})
    if len(counts) + (whole is not None) > 1:
        both = ", ".join(sorted(path.name for path in (*shards.values(), *([whole] if whole else []))))
        raise StageError(f"{folder} holds {name} divided in several ways ({both}): remove all but one.")
    paths = [whole] if whole is not None else [shards[each] for each in sorted(shards)]
    if counts and len(shards) < counts[0]:
        first = next(index for index in range(1, counts[0] + 1) if (index, counts[0]) not in shards)
        raise StageError(
            f"{folder} lacks {name}.{first}-of-{counts[0]}.jsonl: "
            f"run `gift4code-train {command} --dir {folder} --shard {first}/{counts[0]}` first."
        )
    for path in paths:
        if is_being_written(path):
            raise StageError(f"another process is writing {path}: wait for it.")
        if not _finished(path):
            again = f"gift4code-train {command} --dir {folder}"
            raise StageError(f"{path} is not finished: run `{again}` once more with the options it was begun with.")
    return tuple(paths)


def _finished(path: Path) -> bool:
    """Whether nothing is left to be added; a journal that no stage wrote has no counts, and is taken as it is."""
    try:
        counts = json.loads(path.with_suffix(".counts.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return not path.with_suffix(".done.jsonl").exists()
    except ValueError:
        return False
    return isinstance(counts, dict) and counts.get("finished") is True
