"""What running candidates costs: ``python -m tests.benchmarks.execution [--rounds 5] [--gigabytes 1]``.

Rates are medians of rounds in which every way runs the same candidates, one way after the other, so that whatever else
the machine does falls on all of them; ratios are medians of the rounds' own ratios. The two other ways are those of
common harnesses: a fresh interpreter for each candidate, which reads the frame from a pickle; and a forked process for
each, in the manner of human-eval (``multiprocessing``, ``exec``, a manager's list for the result).
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import psutil

from gift4code_ext.execution import Limits, Runner
from gift4code_ext.spec.check import check
from gift4code_ext.spec.model import Output

ROWS = 100_000
CODES = (
    "result = df.groupby('kind', as_index=False)['fare'].mean()",
    "result = df.groupby('kind', as_index=False)['fare'].sum()",
    "result = df.groupby('kind')['fare'].mean()",
    "result = df[df['fare'] > 0].groupby('kind', as_index=False)['fare'].mean()",
    "result = df.pivot_table(index='kind', values='fare', aggfunc='mean').reset_index()",
    "result = df.sort_values('fare').head(3)[['kind', 'fare']]",
    "result = df['fare'].describe()",
    "result = df.groupby('kind', as_index=False)['price'].mean()",
)
FRESH = """
import pickle, sys
import pandas as pd
from gift4code_ext.spec.check import check
df, output = pickle.load(open(sys.argv[1], "rb"))
space = {"df": df, "pd": pd}
try:
    exec(sys.argv[2], space)
    print(check(space["result"], output).passed)
except Exception as problem:
    print(problem)
"""


def table(rows: int) -> pd.DataFrame:
    rng = np.random.default_rng(0)
    return pd.DataFrame(
        {
            "fare": rng.normal(size=rows),
            "count": rng.integers(0, 9, rows),
            "kind": rng.choice(["bus", "train", "ship"], rows),
            "day": pd.date_range("2020", periods=rows, freq="min"),
            "place": rng.choice(["Oslo", "Bergen", "Tromsø"], rows),
        }
    )


def fresh(path: str, codes: Sequence[str]) -> None:
    for code in codes:
        subprocess.run([sys.executable, "-c", FRESH, path, code], stdout=subprocess.DEVNULL, check=True)


def _forked(frame: pd.DataFrame, output: Output, code: str, said: Any) -> None:
    space: dict[str, Any] = {"df": frame, "pd": pd}
    try:
        exec(code, space)
        said.append(check(space["result"], output).passed)
    except Exception as problem:  # noqa: BLE001 - a candidate may raise anything
        said.append(str(problem))


def human_eval(frame: pd.DataFrame, output: Output, codes: Sequence[str]) -> None:
    context = multiprocessing.get_context("fork")
    for code in codes:
        said = context.Manager().list()
        process = context.Process(target=_forked, args=(frame, output, code, said))
        process.start()
        process.join(timeout=10)
        assert len(said) == 1


def timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def rates(rounds: int) -> None:
    frame = table(ROWS)
    output = Output(example=frame.groupby("kind", as_index=False)["fare"].mean())
    with tempfile.TemporaryDirectory() as folder, Runner({"df": frame}) as two, Runner({"df": frame}, width=1) as one:
        path = str(Path(folder, "frame.pickle"))
        Path(path).write_bytes(pickle.dumps((frame, output), protocol=5))
        many = CODES * 4
        ways: dict[str, tuple[Callable[[], object], int]] = {
            "fresh interpreter per candidate": (lambda: fresh(path, CODES[:4]), 4),
            "process per candidate (human-eval)": (lambda: human_eval(frame, output, CODES), len(CODES)),
            "Runner, one at a time": (lambda: one.run_many(many, output), len(many)),
            "Runner, two at a time": (lambda: two.run_many(many, output), len(many)),
        }
        ways["Runner, one at a time"][0]()
        ways["Runner, two at a time"][0]()
        found = {name: [count / timed(call) for _ in range(1)] for name, (call, count) in ways.items()}
        for _ in range(rounds - 1):
            for name, (call, count) in ways.items():
                found[name].append(count / timed(call))
    base = found["fresh interpreter per candidate"]
    print(f"Candidates run and checked per second, {ROWS:,} rows, {rounds} rounds (passing ones run twice in a Runner)")
    for name, each in found.items():
        ratio = statistics.median(mine / other for mine, other in zip(each, base, strict=True))
        print(f"  {name:<36}{statistics.median(each):>8.1f} /s {ratio:>8.1f} x")


def overheads(rounds: int) -> None:
    frame = table(ROWS)
    small, large = frame.groupby("kind", as_index=False)["fare"].mean(), frame.assign(double=frame["fare"] * 2)
    cases = {
        "a number, wrong": ("result = 1", Output(example=2)),
        "3 rows, wrong": (CODES[1], Output(example=small)),
        "3 rows, right (two runs)": (CODES[0], Output(example=small)),
        f"{ROWS:,} rows, no example": ("result = df.assign(double=df['fare'] * 2)", Output(rows=5)),
        f"{ROWS:,} rows, compared in full": ("result = df.assign(double=df['fare'])", Output(example=large)),
    }
    print(
        f"Milliseconds beyond a candidate's own time, {ROWS:,} rows, medians of {rounds} rounds; processor time in all"
    )
    print(f"  {'':<32}{'alone':>10}{'one of 16':>12}{'processor':>12}")
    with Runner({"df": frame}, width=1) as runner:
        worker = psutil.Process(runner.worker_pid)
        for name, (code, output) in cases.items():
            runner.run(code, output)
            alone, among, busy = [], [], []
            for _ in range(rounds):
                alone.append(_beyond(runner, [code], output))
                before = sum(worker.cpu_times()[:4])
                among.append(_beyond(runner, [code] * 16, output))
                busy.append(1000 * (sum(worker.cpu_times()[:4]) - before) / 16)
            print(f"  {name:<32}" + "".join(f"{statistics.median(each):>11.1f}" for each in (alone, among, busy)))


def _beyond(runner: Runner, codes: Sequence[str], output: Output) -> float:
    """Milliseconds a candidate, beyond what its cells took."""
    start = time.perf_counter()
    outcomes = runner.run_many(codes, output)
    own = sum(outcome.seconds * (2 if outcome.status == "ok" else 1) for outcome in outcomes)
    return 1000 * (time.perf_counter() - start - own) / len(codes)


def memory(gigabytes: float, width: int = 8) -> None:
    rows = int(gigabytes * 2**30 / 80)
    frame = pd.DataFrame(np.random.default_rng(0).normal(size=(rows, 10)), columns=list("abcdefghij"))
    limits = Limits(seconds=60, sample_mb=gigabytes * 2**11)
    size = frame.memory_usage().sum() / 2**30
    print(f"A frame of {size:.2f} GB, {width} candidates in flight that each sum two of its ten columns")
    empty, start = _shared(), time.perf_counter()
    with Runner({"df": frame}, limits=limits, width=width) as runner:
        print(f"  started and sent in               {time.perf_counter() - start:>8.2f} s")
        print(f"  sent again unchanged in           {timed(lambda: runner.load({'df': frame})):>8.2f} s")
        frame.iloc[-1, -1] = 0.0
        print(f"  sent again with one cell changed  {timed(lambda: runner.load({'df': frame})):>8.2f} s")
        while (kept := _shared() - empty) > size * 1.2 * 2**10:
            time.sleep(0.1)  # the version before is let go once the worker says so
        print(f"  kept for all workers              {kept:>8.0f} MB in memory")
        worker = psutil.Process(runner.worker_pid)
        stop, begun = threading.Event(), time.time()
        codes = ["import time\nresult = df['a'].sum() + df['b'].sum()\ntime.sleep(50)"] * width
        running = threading.Thread(target=runner.run_many, args=(codes,), kwargs={"stop": stop})
        alone = _held([worker])
        running.start()
        while len(worker.children()) < width or time.time() < begun + 10:
            time.sleep(0.1)
        together = _held([worker, *worker.children(recursive=True)])
        stop.set()
        running.join()
        for name, (resident, share) in (("the worker alone", alone), (f"with {width} candidates", together)):
            print(f"  {name:<34}{resident:>8.0f} MB resident{share:>8.0f} MB by share (PSS)")


def _held(processes: Sequence[psutil.Process]) -> tuple[float, float]:
    """Megabytes in memory: counted in every process that has a page, and shared out among those that do."""
    infos = [process.memory_full_info() for process in processes]
    return sum(info.rss for info in infos) / 2**20, sum(info.pss for info in infos) / 2**20


def _shared() -> float:
    return float(psutil.virtual_memory().shared) / 2**20


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--gigabytes", type=float, default=1.0)
    options = parser.parse_args()
    os.environ["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = "1"
    rates(options.rounds)
    overheads(options.rounds)
    memory(options.gigabytes)


if __name__ == "__main__":
    main()
