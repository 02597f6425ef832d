"""``python -m gift4code_training.bundled.generate``: shards of records, in parallel, resumable.

Shard ``i`` depends on the seed and ``i`` alone and is written atomically, so an interrupted run goes on where it
stopped and any number of processes gives the same data. Splits other than ``train`` go to files of their own. Whose
shards a folder holds is written in its ``run.json``; another seed or generator is refused there.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tqdm import tqdm

from gift4code_ext.errors import Gift4CodeError
from gift4code_training.bundled.programs import Rejected
from gift4code_training.bundled.records import make, seeded

GENERATOR = 3
"""Raised when the same seed gives other records than before, so that a folder never mixes the two."""
_SHARD = 2000
_HELD_OUT = 90_000  # number of the first shard of held-out domains


class GenerateError(Gift4CodeError):
    """Records cannot be written to this folder, or no longer be made."""


def write_shard(out: Path, seed: int, index: int, size: int, held_out: bool) -> Counter[str]:
    """Writes one shard, its held-out splits in files beside it; returns the counts of what was rejected and why."""
    rng = seeded(seed * 1_000_003 + index)
    counts: Counter[str] = Counter()
    lines: dict[str, list[str]] = {}
    while counts["kept"] < size:
        try:
            records = make(rng, held_out=held_out)
        except Rejected as reason:
            counts[f"rejected: {reason}"] += 1
            continue
        counts["kept"] += len(records)
        for record in records:
            lines.setdefault(record.split, []).append(json.dumps(asdict(record), ensure_ascii=False))
    for split, texts in lines.items():
        path = out / split / f"{index:05d}.jsonl.gz"
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".part")
        with gzip.open(temporary, "wt", encoding="utf-8", compresslevel=3) as file:
            file.write("\n".join(texts) + "\n")
        os.replace(temporary, path)
    (out / "counts").mkdir(exist_ok=True)
    _write(out / "counts" / f"{index:05d}.json", counts)  # last: with it the shard counts as done
    return counts


def generate(out: Path, *, count: int, seed: int, workers: int, held_out: int = 2000) -> Counter[str]:
    """At least ``count`` records, and ``held_out`` of held-out domains, under ``out``; returns all counts.

    Raises:
        GenerateError: the folder holds records of another run or more than these, or a process was ended.
    """
    shards = [(index, False) for index in range(-(-count // _SHARD))]
    shards += [(_HELD_OUT + index, True) for index in range(-(-held_out // _SHARD))]
    _claim(out, seed, {index for index, _ in shards})
    total: Counter[str] = Counter()
    bar = tqdm(total=len(shards) * _SHARD, unit="record", smoothing=0.05)
    with ProcessPoolExecutor(workers, initializer=_end_on_interrupt) as pool, bar:
        waiting = []
        for index, held in shards:
            done = out / "counts" / f"{index:05d}.json"
            if done.exists():
                total.update(json.loads(done.read_text(encoding="utf-8")))
                bar.update(_SHARD)
            else:
                waiting.append(pool.submit(write_shard, out, seed, index, _SHARD, held))
        try:
            for future in as_completed(waiting):
                total.update(future.result())
                bar.update(_SHARD)
        except BrokenProcessPool as error:
            raise GenerateError("A process that makes records was ended; run the same command to go on.") from error
        except BaseException:
            pool.shutdown(cancel_futures=True)  # leaving the pool would make every shard first
            raise
    return total


def _claim(out: Path, seed: int, shards: set[int]) -> None:
    """Make the folder this run's, or see that it is."""
    mine, path = {"generator": GENERATOR, "seed": seed, "shard": _SHARD}, out / "run.json"
    there = {int(done.stem) for done in (out / "counts").glob("*.json")}
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        held = None if there else mine
    except ValueError:
        held = None
    if held != mine:
        found = _told(held) if isinstance(held, dict) else "an unknown run"
        raise GenerateError(
            f"{out} holds records of {found}, not of {_told(mine)}: choose another folder or remove it."
        )
    if more := there - shards:
        raise GenerateError(f"{out} holds {len(more)} shards more than were asked for: choose another folder.")
    out.mkdir(parents=True, exist_ok=True)
    _write(path, mine)


def _told(run: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in run.items())


def _write(path: Path, value: Mapping[str, Any]) -> None:
    temporary = path.with_suffix(".part")
    temporary.write_text(json.dumps(value) + "\n", encoding="utf-8")
    os.replace(temporary, path)


def _end_on_interrupt() -> None:
    """Ctrl-C reaches every process of the terminal's group: a pool's process ends at once and says nothing."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m gift4code_training.bundled.generate", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--held-out", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args(argv)
    try:
        counts = generate(
            options.out, count=options.count, seed=options.seed, workers=options.workers, held_out=options.held_out
        )
    except KeyboardInterrupt:
        print("Stopped; finished shards are kept, and the same command goes on from there.", file=sys.stderr)
        return 130
    except GenerateError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"\n{'count':>8}  what")
    for what, number in counts.most_common(30):
        print(f"{number:>8}  {what}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
