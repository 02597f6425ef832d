"""The processes that check: kept while more is to come, ended after what is no data, and none of them left behind."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pandas as pd
import psutil
import pytest

from gift4code_ext.execution import Limits, Outcome, Runner
from gift4code_ext.execution.inside.judges import USES
from gift4code_ext.spec.model import Output

THREE = Output(example=3)


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    limits = Limits(seconds=1.0, memory_mb=256)
    with Runner({"df": pd.DataFrame({"a": [1, 2, 3]})}, limits=limits, width=1) as runner:
        yield runner


def left(runner: Runner) -> list[psutil.Process]:
    return psutil.Process(runner.worker_pid).children(recursive=True)


def test_more_values_than_one_judge_takes_are_all_checked(runner: Runner) -> None:
    codes = [f"len(df) + {number % 2}" for number in range(2 * USES + 3)]
    outcomes = runner.run_many(codes, THREE)
    assert [outcome.status for outcome in outcomes] == ["wrong" if number % 2 else "ok" for number in range(len(codes))]
    assert left(runner) == []


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("lambda: 3", "unserialisable"),
        ("raise ValueError", "error"),
        ("import os\nos._exit(0)", "killed"),
        ("import os\nos.closerange(3, 2000)\nlen(df)", "killed"),
        ("while True: pass", "timeout"),
        ("bytearray(2**40)", "memory"),
        ("import os\nos.fork()", "refused"),
    ],
)
def test_what_one_cell_does_is_nothing_to_the_next(runner: Runner, code: str, status: str) -> None:
    outcomes = runner.run_many(["len(df)", code, "len(df)", "len(df) + 1", code, "len(df)"], THREE)
    assert [outcome.status for outcome in outcomes] == ["ok", status, "ok", "wrong", status, "ok"]
    assert left(runner) == []


def test_each_call_is_checked_against_its_own_output(runner: Runner) -> None:
    found: list[list[Outcome]] = [[], []]

    def ask(place: int) -> None:
        for _ in range(5):
            found[place] += runner.run_many(["3", "4"], Output(example=3 + place))

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [outcome.status for outcome in found[0]] == ["ok", "wrong"] * 5
    assert [outcome.status for outcome in found[1]] == ["wrong", "ok"] * 5


def test_a_stop_ends_judges_too(runner: Runner) -> None:
    stop = threading.Event()
    codes = ["len(df) + 1", "while True: pass", "len(df)"]
    outcomes = runner.run_many(codes, THREE, stop=stop, on_outcome=lambda *_: stop.set())
    assert [outcome.status for outcome in outcomes] == ["wrong", "killed", "killed"]
    assert left(runner) == []


def test_a_judge_that_is_killed_costs_one_candidate(runner: Runner) -> None:
    hunted = threading.Event()

    def hunt() -> None:
        while len(found := left(runner)) < 2:
            time.sleep(0.01)
        cell = max(found, key=lambda process: process.create_time())
        for judge in found:
            if judge != cell:
                judge.kill()
        hunted.set()

    hunter = threading.Thread(target=hunt)
    hunter.start()
    outcomes = runner.run_many(["import time\ntime.sleep(0.8)\nlen(df)", "len(df)"], THREE)
    hunter.join()
    assert hunted.is_set()
    assert [outcome.status for outcome in outcomes] == ["killed", "ok"]
