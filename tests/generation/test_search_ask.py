"""A search beside the frames, in a process of its own: what it finds, and that stop leaves nothing running."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator, Mapping

import pandas as pd
import psutil
import pytest

from gift4code_ext.execution import Runner
from gift4code_ext.generation.search.ask import find
from gift4code_ext.generation.search.hints import Hints
from gift4code_ext.spec.model import Output

FRAME = pd.DataFrame({"city": ["Oslo", "Rome", "Oslo"], "units": [3, 1, 4]})
UNREACHABLE = Output(example=pd.DataFrame({"z": [0.123, 4.567]}))


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    with Runner({"df": FRAME}) as runner:
        yield runner


def test_what_is_found_runs_and_meets_the_example(runner: Runner) -> None:
    output = Output(example=FRAME.groupby("city", as_index=False)["units"].sum())
    found = find(runner, output, Hints("total units per city", most=1), deadline=time.monotonic() + 60)

    assert [each.code for each in found] == ["result = df.groupby('city', as_index=False)['units'].sum()"]
    assert runner.run(found[0].code, output).status == "ok"


def test_stop_ends_it_and_what_it_started(runner: Runner) -> None:
    stop, stopped, running = threading.Event(), [math.inf], set[int]()

    def listen(told: Mapping[str, int]) -> None:
        if told["executed"] and not stop.is_set():
            assert runner.worker_pid is not None
            running.update(child.pid for child in psutil.Process(runner.worker_pid).children(recursive=True))
            stopped[0] = time.monotonic()
            stop.set()

    found = find(runner, UNREACHABLE, Hints(), deadline=time.monotonic() + 60, stop=stop, on_progress=listen)
    ended = time.monotonic()

    assert found == []
    assert running
    assert not any(psutil.pid_exists(pid) for pid in running)
    assert ended - stopped[0] < 2.0  # 0.3 s where the machine is not busy: tests/benchmarks/search.py measures it


def test_progress_is_counted(runner: Runner) -> None:
    told: list[Mapping[str, int]] = []
    find(runner, UNREACHABLE, Hints(programs=50), deadline=time.monotonic() + 60, on_progress=told.append)

    assert set(told[-1]) == {"enumerated", "executed", "depth", "found"}
    assert told[-1]["enumerated"] >= 50


def test_without_time_nothing_is_started(runner: Runner) -> None:
    assert find(runner, UNREACHABLE, Hints(), deadline=time.monotonic()) == []


def test_hints_travel_as_plain_data() -> None:
    hints = Hints("rows over 3 in 'units'", codes=("result = df",), constants=(7,), depth=2)

    assert Hints.from_json(hints.to_json()) == hints
    assert hints.mentioned == (7, "units", 3)
