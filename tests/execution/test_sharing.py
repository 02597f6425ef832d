"""Calls from several threads at once: fair turns, each on its own frames, each with its own end."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pandas as pd
import pytest

from gift4code_ext.execution import ExecutionError, Outcome, Runner
from gift4code_ext.execution.workers.batch import Batch, Task, fair
from gift4code_ext.execution.workers.cargo import Kept
from gift4code_ext.execution.workers.packing import Packing, pack
from gift4code_ext.spec.model import Output

FRAME = pd.DataFrame({"fare": [1.0, 2.0, 4.0]})
NEVER = Output(example="never")
NOTHING = Kept(pack("nothing", None, Packing(2**20)))


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    with Runner({"df": FRAME}, width=1) as runner:
        yield runner


def test_candidates_of_two_calls_take_turns(runner: Runner) -> None:
    order: list[str] = []
    other = threading.Thread(
        target=lambda: runner.run_many(["2"] * 2, NEVER, on_outcome=lambda *_: order.append("second"))
    )

    def on_outcome(place: int, outcome: Outcome) -> None:
        order.append("first")
        if place == 0:
            other.start()

    runner.run_many(["import time; time.sleep(0.1); 1"] * 8, NEVER, on_outcome=on_outcome)
    other.join()

    assert (order.count("first"), order.count("second")) == (8, 2)
    assert order[-1] == order[-2] == "first"


def test_the_one_that_has_less_running_is_first_then_the_one_that_waited_longer() -> None:
    busy, tired, fresh, done = (Batch({}, NOTHING, 1.0) for _ in range(4))
    busy.running, busy.served = 2, 1
    tired.running, tired.served = 1, 9
    fresh.running, fresh.served = 1, 3
    for batch in (busy, tired, fresh):
        batch.waiting.append(Task(batch, 0, {}))

    assert fair([busy, tired, fresh, done]) == [fresh, tired, busy]


def test_a_long_call_does_not_keep_a_short_one_waiting_for_its_end(runner: Runner) -> None:
    stop, started = threading.Event(), threading.Event()
    ends: list[list[Outcome]] = []
    codes = ["1", *["import time; time.sleep(0.2)"] * 500]
    long = threading.Thread(
        target=lambda: ends.append(runner.run_many(codes, NEVER, stop=stop, on_outcome=lambda *_: started.set()))
    )
    long.start()
    started.wait()

    assert [outcome.status for outcome in runner.run_many(["len(df)"] * 3, Output(example=3))] == ["ok"] * 3
    assert long.is_alive()
    stop.set()
    long.join()
    assert ends[0][-1] == Outcome("killed", error="stopped")


def test_stopping_one_call_leaves_the_other_alone() -> None:
    with Runner({"df": FRAME}) as runner:
        stop, started = threading.Event(), threading.Event()
        ends: list[list[Outcome]] = []
        codes = ["1", "while True: pass"]
        stopped = threading.Thread(
            target=lambda: ends.append(runner.run_many(codes, NEVER, stop=stop, on_outcome=lambda *_: started.set()))
        )
        stopped.start()
        started.wait()
        worker = runner.worker_pid
        outcome = runner.run_many(["import time; time.sleep(0.5); len(df)"], Output(example=3), on_outcome=None)
        stop.set()
        stopped.join()

        assert [each.status for each in outcome] == ["ok"]
        assert [each.status for each in ends[0]] in (["wrong", "killed"], ["wrong", "timeout"])
        assert runner.worker_pid == worker


def test_a_call_runs_on_the_frames_that_were_there_when_it_was_made() -> None:
    with Runner({"n": 1}, width=1) as runner:
        first: list[Outcome] = []

        def on_outcome(place: int, outcome: Outcome) -> None:
            if place == 0:
                runner.load({"n": 2})
                assert runner.run("n", Output(example=2)).status == "ok"

        first += runner.run_many(["n"] * 3, Output(example=1), on_outcome=on_outcome)
        assert [outcome.status for outcome in first] == ["ok"] * 3


def test_a_frame_changed_in_place_and_loaded_again_is_the_new_one() -> None:
    frame = FRAME.copy()
    with Runner({"df": frame}) as runner:
        frame.loc[0, "fare"] = 100.0
        before = runner.run("df['fare'].sum()", Output(example=7.0))
        runner.load({"df": frame})
        after = runner.run("df['fare'].sum()", Output(example=106.0))
    assert (before.status, after.status) == ("ok", "ok")


def test_no_more_run_at_a_time_than_asked_for() -> None:
    code = "import time\nprint(time.monotonic())\ntime.sleep(0.5)\nprint(time.monotonic())"
    with Runner({}, width=3) as runner:
        outcomes = runner.run_many([code] * 6, NEVER)
    spans = [[float(line) for line in outcome.stdout.splitlines()] for outcome in outcomes]
    most = max(sum(begin <= start <= end for begin, end in spans) for start, _ in spans)
    assert 1 < most <= 3


def test_closing_ends_what_runs() -> None:
    runner = Runner({"df": FRAME})
    started = threading.Event()
    ends: list[list[Outcome]] = []
    codes = ["1", "while True: pass"]
    running = threading.Thread(
        target=lambda: ends.append(runner.run_many(codes, NEVER, on_outcome=lambda *_: started.set()))
    )
    running.start()
    started.wait()
    runner.close()
    running.join()

    assert [(outcome.status, outcome.error) for outcome in ends[0]][1:] == [("killed", "the runner was closed")]
    with pytest.raises(ExecutionError, match="closed"):
        runner.load({})
