"""``gift4code-train dataset``: kept.jsonl -> dataset.jsonl, prompts and completions to learn from.

Each line has ``prompt``, ``completion``, ``kind`` and ``split``: the lines of one kind and split are a data set by
themselves. ``mixed`` has one line a task, of a kind drawn by its key; ``noisy`` is for validation only. Tables are on
one side of the split. Examples are made into ``examples.jsonl`` (parts with ``--shard``), which goes on after any kill;
with the last part dataset.jsonl is put together anew, other data mixed in, in the order of the keys. Its SHA-256, which
is printed, is the same for the same inputs and options, however often and in how many parts it was made.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from gift4code_training.journal import alone, read, write_json
from gift4code_training.shards import Shard
from gift4code_training.stages import engines, mixing
from gift4code_training.stages.contamination import Against
from gift4code_training.stages.joining import specified
from gift4code_training.stages.learning import EVERY, LEVELS, TEMPLATES, Learnt, Wanted
from gift4code_training.stages.records import key
from gift4code_training.stages.replacing import digest_of, line, replaced
from gift4code_training.stages.stage import Inputs, Make, Stage, StageError, go, manifest, report
from gift4code_training.stages.stage import add_arguments as add_common

NAME, EXAMPLES = "dataset", "examples"
_At = tuple[str, Path, int]  # a line: its key, its file, where it begins


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "--template", choices=TEMPLATES, default=TEMPLATES[0], help="of the prompts (default: %(default)s)"
    )
    parser.add_argument("--kinds", type=_kinds, default=EVERY, metavar="KIND,…", help=f"default: {','.join(EVERY)}")
    parser.add_argument(
        "--level",
        choices=LEVELS,
        default=LEVELS[0],
        help="what prompts tell of the inputs' values (default: %(default)s)",
    )
    parser.add_argument(
        "--validation", type=float, default=0.1, help="share of the tables that are kept apart (default: %(default)s)"
    )
    parser.add_argument(
        "--mix", type=mixing.share, action="append", default=[], metavar="FILE:SHARE", help="other data, and its share"
    )
    parser.add_argument(
        "--against", type=Path, nargs="+", default=[], metavar="FILE", help="benchmarks to keep what is mixed in from"
    )
    engines.add_arguments(parser)
    add_common(parser)


def run(options: argparse.Namespace) -> int:
    """Runs the stage."""
    folder = Path(options.dir)
    if not 0 <= options.validation < 1:
        raise StageError("--validation is a share of the tables: 0 or more, and less than 1.")
    if sum(each.ratio for each in options.mix) >= 1:
        raise StageError("The shares of --mix leave nothing for the examples: together they must be less than 1.")
    wanted = Wanted(options.template, options.kinds, options.level, options.validation, options.seed)
    kept, runs = Inputs(folder, "kept", "filter"), Inputs(folder, "runs", "run")
    intents, contexts = Inputs(folder, "intents", "intents"), Inputs(folder, "contexts", "tables")
    stage = Stage(EXAMPLES, "task", vars(wanted))
    make: Make = partial(Learnt, folder.resolve(), wanted)
    counts = go(
        stage,
        make,
        specified(kept, runs, intents, contexts),
        digest=key(kept.digest, runs.digest, intents.digest, contexts.digest),
        total=len(kept),
        folder=folder,
        part=options.shard,
        engine=engines.chosen(options),
    )
    report(counts, stage, folder, options.shard)
    examples = Inputs(folder, EXAMPLES, "dataset")
    try:
        paths = examples.paths
    except StageError as error:
        if options.shard.count == 1:
            raise
        print(f"dataset.jsonl is written with the last part. {error}")
        return 0
    # parts that end together find all parts there: each writes the file, one after the other
    with alone(folder / f"{NAME}.jsonl", patient=options.shard.count > 1):
        print(_put_together(folder, wanted, examples, paths, options.mix, options.against))
    return 0


def _put_together(
    folder: Path,
    wanted: Wanted,
    examples: Inputs,
    paths: Sequence[Path],
    shares: Sequence[mixing.Share],
    benchmarks: Sequence[Path],
) -> str:
    """Writes dataset.jsonl with its manifest and counts, and returns what was written in words."""
    places, tally = _places(paths)
    others, more, refused = _others(tally, shares, Against(benchmarks))
    path = folder / f"{NAME}.jsonl"
    counts: dict[str, Any] = {
        "records": len(places) + len(others),
        "examples": {f"{kind}, {split}": count for (kind, split), count in sorted(tally.items())},
        "mixed in": more,
        "mixed in, of a benchmark": refused,
        "finished": False,
    }
    write_json(path.with_suffix(".counts.json"), counts)  # unfinished: nobody reads the old file as the new one
    sha256 = replaced(path, _lines(places, others))
    settings = vars(wanted) | {
        "mix": {each.path.name: {"share": each.ratio, "digest": digest_of(each.path)} for each in shares},
        "against": {each.name: digest_of(each) for each in benchmarks},
    }
    claim = manifest(Stage(NAME, "example", settings, wanted.seed), Shard(), examples.digest)
    write_json(path.with_suffix(".manifest.json"), claim | {"template": wanted.template, "sha256": sha256})
    write_json(path.with_suffix(".counts.json"), counts | {"finished": True})
    lines = [f"{count:>8}  {name}" for name, count in counts["examples"].items()]
    lines += [f"{count:>8}  mixed into each kind, train: {name}" for name, count in more.items()]
    lines += [f"{count:>8}  of a benchmark, not mixed in: {name}" for name, count in refused.items() if count]
    return "\n".join([*lines, f"{counts['records']:>8}  in {path}, sha256 {sha256}"])


def _places(paths: Sequence[Path]) -> tuple[list[_At], Counter[tuple[str, str]]]:
    """Where each example is, and how many there are of each kind and split.

    Raises:
        StageError: a file lacks examples that were made.
        JournalError: what was made is not written down beside it.
    """
    found: list[_At] = []
    tally: Counter[tuple[str, str]] = Counter()
    for path in paths:
        at, before = 0, len(found)
        with path.open("rb") as lines:
            for text in lines:
                each = json.loads(text)
                found.append((str(each["key"]), path, at))
                tally[str(each["kind"]), str(each["split"])] += 1
                at += len(text)
        made = sum(len(each["made"]) for each in read(path.with_suffix(".done.jsonl")))
        if len(found) - before != made:
            raise StageError(
                f"{path} holds {len(found) - before} of the {made} examples that were made: remove it with "
                f"{path.stem}.done.jsonl and run the command again."
            )
    return found, tally


def _others(
    tally: Counter[tuple[str, str]], shares: Sequence[mixing.Share], against: Against
) -> tuple[dict[str, bytes], dict[str, int], dict[str, int]]:
    """Lines of other data by key; of each file how many join each kind, at most, and how many are of a benchmark."""
    found: dict[str, bytes] = {}
    more: dict[str, int] = {}
    refused: dict[str, int] = {}
    own = {kind: count for (kind, split), count in tally.items() if split == "train"}
    for place, each in enumerate(shares):
        counts = {kind: mixing.needed(count, shares)[place] for kind, count in own.items()}
        name, most = each.path.name, max(counts.values(), default=0)
        records, refused[name] = mixing.drawn(each.path, most, against)
        more[name] = most
        for kind, count in counts.items():
            for example in mixing.examples(records, count, kind, name):
                found[str(example["key"])] = line(example)
    return found, more, refused


def _lines(places: Sequence[_At], others: dict[str, bytes]) -> Iterator[bytes]:
    """All lines in the order of their keys."""
    files = {path: path.open("rb") for path in {path for _, path, _ in places}}
    try:
        where = {name: (path, at) for name, path, at in places}
        for name in sorted({*where, *others}):
            if name in others:
                yield others[name]
                continue
            path, at = where[name]
            files[path].seek(at)
            yield files[path].readline()
    finally:
        for file in files.values():
            file.close()


def _kinds(text: str) -> tuple[str, ...]:
    """``"type,mixed"`` as kinds, for argparse."""
    found = tuple(dict.fromkeys(text.split(",")))
    unknown = [each for each in found if each not in EVERY]
    if unknown:
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} is no kind: choose from {', '.join(EVERY)}")
    return found
