"""``gift4code-train tables``: CSV and Parquet files, or tables of the project's generator -> contexts.jsonl.

A context is the cell that loads the tables, a comment with the columns and a value of each, and a description: the
text of ``NAME.txt`` beside ``NAME.csv`` where there is one, else its size in words. Files that are no table are counted
and named with a reason. Generated tables are written to ``tables/`` beside the journal; those of one subject count as
one table for splits.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from gift4code_ext.files import FileError, variable_name
from gift4code_training.bundled.generate import GENERATOR
from gift4code_training.bundled.tables import sample
from gift4code_training.stages import engines
from gift4code_training.stages.describing import preview, schema_comment, sentence
from gift4code_training.stages.loading import TABLES, load, statement
from gift4code_training.stages.records import Context, key, to_json
from gift4code_training.stages.stage import Made, Rejection, Stage, StageError, go, report
from gift4code_training.stages.stage import add_arguments as add_common

NAME = "contexts"
GENERATED = f"generator/{GENERATOR}"
_IMPORT = "import pandas as pd\n\n"


@dataclass(frozen=True)
class FromFile:
    """One file of ``folder`` -> its context; ``out`` is the folder of the journal."""

    folder: Path
    out: Path

    def __call__(self, given: Mapping[str, Any]) -> Made:
        file, path = str(given["file"]), self.folder / str(given["file"])
        if given["twin"]:
            return _rejected("the same content as another file", f"{file}: {given['twin']}")
        try:
            frame = load(path)
        except FileError as error:
            return _rejected("no table", f"{file}: {error}")
        if not len(frame) or not frame.shape[1]:
            return _rejected("no rows", file)
        if not frame.columns.is_unique:
            return _rejected("repeated column names", file)
        name = "df"
        context = Context(
            key=str(given["key"]),
            frames={name: _relative(path, self.out)},
            code=_IMPORT + statement(name, path, file),
            schema=schema_comment({name: frame}),
            preview=preview(frame),
            description=_beside(path) or sentence({name: frame}, variable_name(path).replace("_", " ")),
            table=str(given["key"]),
        )
        return Made((to_json(context),))


@dataclass(frozen=True)
class FromGenerator:
    """A number -> the context of the table drawn with it, written to ``out``."""

    out: Path
    held_out: bool
    dirty: float

    def __call__(self, given: Mapping[str, Any]) -> Made:
        drawn = sample(random.Random(int(str(given["key"]), 16)), held_out=self.held_out, dirty=self.dirty)
        files: dict[str, str] = {}
        for name, frame in drawn.frames.items():
            written = write_table(frame, self.out / "tables" / f"{given['number']:06d}_{name}")
            files[name] = f"tables/{written.name}"
        frames = {name: load(self.out / file) for name, file in files.items()}
        lines = [statement(name, self.out / file, file) for name, file in files.items()]
        context = Context(
            key=str(given["key"]),
            frames=files,
            code=_IMPORT + "\n".join(lines),
            schema=schema_comment(frames),
            preview=preview(next(iter(frames.values()))),
            description=sentence(frames, drawn.schema.replace("_", " ")),
            table=drawn.schema,
            said={str(label): list(said) for label, said in drawn.synonyms.items()},
        )
        return Made((to_json(context),))


def write_table(frame: pd.DataFrame, stem: Path) -> Path:
    """Writes a table as CSV or, where only that gives it back as it is, as Parquet; cells of several types in a column
    are text afterwards.

    Raises:
        StageError: the disk is full, or the folder cannot be written to.
    """
    try:
        stem.parent.mkdir(parents=True, exist_ok=True)
        csv, parquet = (stem.with_name(f".{stem.name}.part{suffix}") for suffix in (".csv", ".parquet"))
        frame.to_csv(csv, index=False)
        chosen = csv
        if not load(csv).equals(frame):
            try:
                frame.to_parquet(parquet, index=False)
                chosen = parquet if load(parquet).equals(frame) else csv
            except (TypeError, ValueError):  # Arrow's errors are among these: cells of several types
                chosen = csv
        path = stem.with_name(stem.name + chosen.suffix)
        os.replace(chosen, path)
        for left in (csv, parquet):
            left.unlink(missing_ok=True)
    except OSError as error:
        raise StageError(f"{stem.parent} cannot be written: {error.strerror}; make room and run it again.") from error
    return path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("folder", nargs="?", type=Path, help="folder with CSV and Parquet files, subfolders included")
    parser.add_argument("--generated", type=int, metavar="N", help="N tables of the project's generator instead")
    parser.add_argument("--held-out", action="store_true", help="generated: of subjects that no training set has")
    parser.add_argument(
        "--dirty", type=float, default=0.3, help="generated: how likely each sort of dirt is (default: %(default)s)"
    )
    engines.add_arguments(parser)
    add_common(parser)


def run(options: argparse.Namespace) -> int:
    """Runs the stage."""
    if (options.folder is None) == (options.generated is None):
        raise StageError("Say where the tables come from: a folder, or --generated N.")
    out = Path(options.dir)
    if options.folder is not None:
        inputs = list(files(options.folder, out))
        make: Any = partial(FromFile, options.folder.resolve(), out.resolve())
        stage = Stage(NAME, "table", {}, options.seed, "files")
        digest = key(*(each["key"] for each in inputs))
    else:
        if options.generated < 1:
            raise StageError("--generated needs a number of tables, 1 or more.")
        settings = {"held_out": options.held_out, "dirty": options.dirty}
        inputs = [
            {"key": key(GENERATED, options.seed, number, settings), "number": number}
            for number in range(options.generated)
        ]
        make = partial(FromGenerator, out.resolve(), options.held_out, options.dirty)
        stage = Stage(NAME, "table", {**settings, "generated": options.generated}, options.seed, GENERATED)
        digest = key(options.generated)
    counts = go(
        stage,
        make,
        inputs,
        digest=digest,
        total=len(inputs),
        folder=out,
        part=options.shard,
        engine=engines.chosen(options),
    )
    report(counts, stage, out, options.shard)
    return 0


def files(folder: Path, out: Path) -> Iterator[dict[str, Any]]:
    """The tables of a folder in the order of their names, each with the first that has the same content.

    Raises:
        StageError: there is no such folder, or no table in it.
    """
    if not folder.is_dir():
        raise StageError(f"There is no folder {folder}.")
    found = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in TABLES and path.is_file() and out.resolve() not in path.resolve().parents
    )
    if not found:
        raise StageError(f"{folder} holds no table: put CSV or Parquet files there ({', '.join(TABLES)}).")
    first: dict[str, str] = {}
    for path in found:
        file = path.relative_to(folder).as_posix()
        try:
            content = _digest(path)
        except OSError:  # reading it as a table will say why
            content = file
        twin = first.setdefault(content, file)
        yield {"key": key(file, content), "file": file, "twin": "" if twin == file else twin}


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while part := stream.read(2**20):
            found.update(part)
    return found.hexdigest()


def _relative(path: Path, out: Path) -> str:
    try:
        return Path(os.path.relpath(path.resolve(), out)).as_posix()
    except ValueError:  # another drive
        return str(path.resolve())


def _beside(path: Path) -> str:
    """The description that somebody wrote beside a table."""
    try:
        return " ".join(path.with_suffix(".txt").read_text(encoding="utf-8").split())[:500]
    except (OSError, UnicodeDecodeError):
        return ""


def _rejected(reason: str, detail: str) -> Made:
    return Made(rejected=(Rejection(reason, detail),))
