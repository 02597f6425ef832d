"""``python -m gift4code_training.corpus check|stats|pack|records``: the hand-written corpus from its sources."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from pathlib import Path

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.execution import Runner
from gift4code_training.corpus import apart, packing, records, statistics
from gift4code_training.corpus.check import Report, check, read_all

_FOLDER = Path(__file__).resolve().parents[2] / "data" / "corpus"


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m gift4code_training.corpus", description=__doc__)
    parser.add_argument("what", choices=["check", "stats", "pack", "records"])
    parser.add_argument("files", nargs="*", type=Path, help="corpus files (default: all)")
    parser.add_argument("--folder", type=Path, default=_FOLDER, help="where the corpus is")
    parser.add_argument("--against", nargs="*", type=Path, default=[], help="evaluation files nothing may be from")
    parser.add_argument("--notes", action="store_true", help="show notes too: columns that no word is linked to")
    parser.add_argument("--out", type=Path, help="what pack (runs/corpus.jsonl.gz) or records (runs/corpus) writes")
    parser.add_argument("--copies", type=int, default=6, help="most records of one task")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    options = parser.parse_args(argv)
    try:
        return _records(options) if options.what == "records" else _run(options)
    except KeyboardInterrupt:
        print("Stopped; finished shards are kept, and the same command goes on from there.", file=sys.stderr)
        return 130
    except Gift4CodeError as fault:
        print(fault, file=sys.stderr)
        return 2


def _run(options: argparse.Namespace) -> int:
    start = time.monotonic()
    every = sorted(options.folder.glob("*.txt"))
    paths = [_found(path, options.folder) for path in options.files] or every
    domains, faults = read_all(paths)
    for fault in faults:
        print(fault)
    asked = {path.resolve() for path in paths}
    others, _ = read_all([path for path in every if path.resolve() not in asked])
    with Runner(width=2) as runner:
        report = check(domains, others, apart.Against(options.against), runner)
    _tell(report, notes=options.notes, brief=options.what != "check")
    print(
        f"{len(report.good)} of {report.seen} tasks are good, {len(domains)} files, "
        f"{time.monotonic() - start:.0f} s" + (f"; {len(faults)} files cannot be read" if faults else "")
    )
    match options.what:
        case "stats":
            print(statistics.table(report.good))
        case "pack":
            out = options.out or Path("runs/corpus.jsonl.gz")
            size = packing.pack(report.good, out)
            print(f"{out}: {size / 2**20:.2f} MiB")
    return 1 if faults or (options.what == "check" and report.rejected) else 0


def _records(options: argparse.Namespace) -> int:
    start = time.monotonic()
    out = options.out or Path("runs/corpus")
    paths = [_found(path, options.folder) for path in options.files] or sorted(options.folder.glob("*.txt"))
    counts = records.write(out, paths, copies=options.copies, seed=options.seed, workers=options.workers)
    print(records.table(counts))
    for split in ("train", "domain", "voice", "sketch"):
        print(records.lengths(out, split))
    print(f"{len(paths)} files, {time.monotonic() - start:.0f} s")
    return 0


def _found(path: Path, folder: Path) -> Path:
    """The file itself, or the one of that domain."""
    return path if path.exists() else folder / f"{path.name.removesuffix('.txt')}.txt"


def _tell(report: Report, *, notes: bool, brief: bool) -> None:
    shown = [each for each in report.complaints if notes or not each.note]
    if brief:
        counts = Counter(each.rule for each in shown)
        print("rejected for: " + (", ".join(f"{rule} {count}" for rule, count in counts.most_common()) or "nothing"))
        return
    for each in shown:
        print(each)


if __name__ == "__main__":
    raise SystemExit(main())
