"""``python -m gift4code_training.bundled.generate``: shards of records, in parallel, resumable.

Shard ``i`` depends on the seed and ``i`` alone and is written atomically, so an interrupted run goes on where it
stopped and any number of processes gives the same data. Splits other than ``train`` go to files of their own.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict
from pathlib import Path

from tqdm import tqdm

from gift4code_training.bundled.programs import Rejected
from gift4code_training.bundled.records import make, seeded

_SHARD = 2000


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
    (out / "counts" / f"{index:05d}.json").write_text(json.dumps(counts))
    return counts


def generate(out: Path, *, count: int, seed: int, workers: int, held_out: int = 2000) -> Counter[str]:
    """At least ``count`` records, and ``held_out`` of held-out domains, under ``out``; returns all counts."""
    out.mkdir(parents=True, exist_ok=True)
    shards = [(index, False) for index in range(-(-count // _SHARD))]
    shards += [(90_000 + index, True) for index in range(-(-held_out // _SHARD))]
    total: Counter[str] = Counter()
    with ProcessPoolExecutor(workers) as pool, tqdm(total=len(shards) * _SHARD, unit="record", smoothing=0.05) as bar:
        waiting = []
        for index, held in shards:
            done = out / "counts" / f"{index:05d}.json"
            if done.exists():
                total.update(json.loads(done.read_text()))
                bar.update(_SHARD)
            else:
                waiting.append(pool.submit(write_shard, out, seed, index, _SHARD, held))
        for future in as_completed(waiting):
            total.update(future.result())
            bar.update(_SHARD)
    return total


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m gift4code_training.bundled.generate", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--held-out", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args(argv)
    counts = generate(
        options.out, count=options.count, seed=options.seed, workers=options.workers, held_out=options.held_out
    )
    print(f"\n{'count':>8}  what")
    for what, number in counts.most_common(30):
        print(f"{number:>8}  {what}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
