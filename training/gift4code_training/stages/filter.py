"""``gift4code-train filter``: specs.jsonl -> kept.jsonl, the specified runs that are worth learning.

Which ones and why: :mod:`.choosing`; what is of a benchmark: :mod:`.contamination`. Choosing looks at all records at
once and takes seconds, so it is done anew each time and kept.jsonl is replaced as a whole: a run that was killed leaves
the old file or the new one, and there are no parts. ``kept.done.jsonl`` says of each record what became of it.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tqdm import tqdm

from gift4code_training.journal import KEY, alone, write_json
from gift4code_training.shards import Shard
from gift4code_training.stages.choosing import Candidate, Limits, choose
from gift4code_training.stages.contamination import CONSTANTS, GRAM, WHOLE, Against
from gift4code_training.stages.joining import specified
from gift4code_training.stages.records import key
from gift4code_training.stages.replacing import digest_of, replaced
from gift4code_training.stages.sketch import sketch
from gift4code_training.stages.stage import Counts, Inputs, Rejection, Stage, at_least_one, manifest, report

NAME = "kept"


def candidates(specs: Inputs, runs: Inputs, intents: Inputs, contexts: Inputs) -> Iterator[Candidate]:
    """Specified runs as choosing looks at them.

    Raises:
        StageError: what one was made of is not there.
    """
    for each in specified(specs, runs, intents, contexts):
        run = each["run"]
        yield Candidate(
            key=str(each["key"]),
            intent=str(run["intent"]),
            request=str(each["intent"]["text"]),
            code=str(run["code"]),
            calls=tuple(run["calls"]),
            table=str(each["context"]["table"]),
            sketch=sketch(run["code"]),
        )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--dir", type=Path, required=True, help="folder of the journals")
    parser.add_argument(
        "--against", type=Path, nargs="+", default=[], metavar="FILE", help="benchmarks to keep apart from"
    )
    parser.add_argument(
        "--per-intent",
        type=at_least_one,
        default=Limits.per_intent,
        help="programs kept of one task (default: %(default)s)",
    )
    parser.add_argument(
        "--per-sketch",
        type=at_least_one,
        default=Limits.per_sketch,
        help="programs kept of one sketch (default: %(default)s)",
    )


def run(options: argparse.Namespace) -> int:
    """Runs the stage."""
    folder = Path(options.dir)
    limits = Limits(options.per_intent, options.per_sketch)
    specs, runs = Inputs(folder, "specs", "specs"), Inputs(folder, "runs", "run")
    intents, contexts = Inputs(folder, "intents", "intents"), Inputs(folder, "contexts", "tables")
    against = Against(options.against)
    settings: dict[str, Any] = vars(limits) | {
        "against": {path.name: digest_of(path) for path in options.against},
        "words": GRAM,
        "whole_requests_from": WHOLE,
        "constants": CONSTANTS,
    }
    stage = Stage(NAME, "run", settings)
    seen = tqdm(
        candidates(specs, runs, intents, contexts), total=len(specs), unit="run", desc="filter", dynamic_ncols=True
    )
    verdicts = choose(seen, against, limits)
    reasons = Counter(each.reason for each in verdicts.values() if each is not None)
    kept = sum(each is None for each in verdicts.values())
    counts = Counts(done=len(verdicts), records=kept, rejected=reasons)
    path = folder / f"{NAME}.jsonl"
    claim = manifest(stage, Shard(), key(specs.digest, runs.digest, intents.digest, contexts.digest))
    by_key = {str(each["key"]): each for each in specs if verdicts[str(each["key"])] is None}
    with alone(path):
        write_json(path.with_suffix(".counts.json"), counts.as_json())  # unfinished: the old file is not the new one
        write_json(path.with_suffix(".manifest.json"), claim)
        replaced(path.with_suffix(".done.jsonl"), (_line(name, why) for name, why in sorted(verdicts.items())))
        replaced(path, (by_key[name] for name in sorted(by_key)))
        counts.finished = True
        write_json(path.with_suffix(".counts.json"), counts.as_json())
    report(counts, stage, folder, Shard())
    return 0


def _line(name: str, why: Rejection | None) -> dict[str, Any]:
    """As the journals of the other stages say it."""
    rejected = [] if why is None else [{"reason": why.reason, "detail": why.detail}]
    return {KEY: name, "made": [name] if why is None else [], "rejected": rejected}
