"""What a check costs on a frame of 100,000 rows: ``python -m tests.benchmarks.checking [--rows 100000] [--runs 9]``.

Each row of the table is one comparison. In every run the check, its floor (``DataFrame.equals``, which knows neither
grades nor tolerance) and its peer (``pandas.testing.assert_frame_equal``) take turns on the same two frames, so that a
busy machine slows all three; the figures are medians over the runs, the ratios medians of the ratios of each run. The
expected frame has been through pickle, as it is when it reaches a worker. CPU time of this process, not wall time.
"""

from __future__ import annotations

import argparse
import contextlib
import pickle
import statistics
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from gift4code_ext.spec.check import check
from gift4code_ext.spec.model import Output


def table(rows: int) -> pd.DataFrame:
    """Eight columns: int64, float64, text, dates, category, bool, nullable int, float64 with missing ones."""
    chance = np.random.default_rng(0)
    frame = pd.DataFrame(
        {
            "id": chance.integers(0, 10**6, rows),
            "fare": chance.random(rows) * 100,
            "name": [f"name{number}" for number in chance.integers(0, 5000, rows)],
            "day": pd.Timestamp("2020-01-01") + pd.to_timedelta(chance.integers(0, 10**9, rows), unit="s"),
            "class": pd.Categorical([f"c{number}" for number in chance.integers(0, 20, rows)]),
            "paid": chance.random(rows) < 0.5,
            "count": pd.array(chance.integers(0, 100, rows), dtype="Int64"),
            "share": np.where(chance.random(rows) < 0.1, np.nan, chance.random(rows)),
        }
    )
    frame.loc[rows // 2, "count"] = pd.NA
    return frame


def cases(frame: pd.DataFrame) -> dict[str, tuple[pd.DataFrame, Output, bool]]:
    """What is compared: the value, what is stated, and whether it meets that."""
    whole = Output(example=pickle.loads(pickle.dumps(frame)))
    late = {column: frame.copy() for column in ("fare", "name", "class")}
    late["fare"].loc[len(frame) - 3, "fare"] += 1.0
    late["name"].loc[len(frame) - 3, "name"] = "another"
    late["class"].loc[len(frame) - 3, "class"] = "c0" if frame["class"].iloc[-3] != "c0" else "c1"
    shuffled = frame.sample(frac=1, random_state=1)
    rows = frame.sample(20, random_state=2)
    every = Output("result", "DataFrame", tuple(frame.columns), {"id": "int", "name": "str"}, len(frame), whole.example)
    return {
        "equal": (frame, whole, True),
        "equal, every part stated": (frame, every, True),
        "equal, other dtypes": (frame.astype({"id": "float64", "class": "str", "count": "float64"}), whole, True),
        "floats within tolerance": (frame.assign(fare=frame.fare * (1 + 1e-9)), whole, True),
        "one late cell: float": (late["fare"], whole, False),
        "one late cell: text": (late["name"], whole, False),
        "one late cell: category": (late["class"], whole, False),
        "one row too few": (frame.iloc[:-1], whole, False),
        "one column too few": (frame.drop(columns="share"), whole, False),
        "rows in any order": (shuffled, Output(example=whole.example, ordered=False), True),
        "20 rows anywhere": (frame, Output(example=rows, partial=True, ordered=False), True),
        "the first 20 rows": (frame, Output(example=frame.head(20), partial="head"), True),
    }


def seconds(run: Callable[[], object]) -> float:
    """CPU time of one run; an ``AssertionError`` is an answer like any other."""
    start = time.process_time()
    with contextlib.suppress(AssertionError):
        run()
    return time.process_time() - start


def measure(value: pd.DataFrame, stated: Output, runs: int) -> tuple[float, float, float, float, float]:
    """Milliseconds of check, floor and peer, and the ratios of the check to both."""
    want = stated.example
    taken = []
    for _ in range(runs):
        taken.append(
            (
                seconds(lambda: check(value, stated)),
                seconds(lambda: value.equals(want)),
                seconds(lambda: pd.testing.assert_frame_equal(value, want)),
            )
        )
    ours, floor, peer = (1000 * statistics.median(run[place] for run in taken) for place in range(3))
    to_floor, to_peer = (statistics.median(run[0] / max(run[place], 1e-6) for run in taken) for place in (1, 2))
    return ours, floor, peer, to_floor, to_peer


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--runs", type=int, default=9)
    chosen = options.parse_args()
    print(f"pandas {pd.__version__}, {chosen.rows:,} rows x 8 columns, medians of {chosen.runs} paired runs, CPU ms")
    print(f"{'comparison':<26} {'check':>8} {'equals':>8} {'assert':>8} {'/equals':>8} {'/assert':>8}")
    for name, (value, stated, meets) in cases(table(chosen.rows)).items():
        if check(value, stated).passed is not meets:
            raise SystemExit(f"{name}: the check answers {not meets}")
        figures = measure(value, stated, chosen.runs)
        print(f"{name:<26} " + " ".join(f"{figure:>8.2f}" for figure in figures))


if __name__ == "__main__":
    main()
