"""Trusted jobs: messages as they come, the same confinement and clock as a cell's, and never silence."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import psutil
import pytest

from gift4code_ext.execution import Limits, Runner, launch
from gift4code_ext.spec.model import Output

JOBS = Path(__file__).parent / "jobs"
FRAME = pd.DataFrame({"kind": ["a", "b", "a"], "fare": [1.0, 2.0, 4.0]})
SAMPLE = "gift4code_ext.sample_jobs"


@pytest.fixture(scope="module", params=[True, False], ids=["fork", "spawn"])
def runner(request: pytest.FixtureRequest) -> Iterator[Runner]:
    command = launch.command
    with pytest.MonkeyPatch.context() as patch:
        found = f"import gift4code_ext; gift4code_ext.__path__.append({str(JOBS)!r}); "
        patch.setattr(launch, "command", lambda call, *rest: command(found + call, *rest))
        with Runner({"df": FRAME}, limits=Limits(seconds=1.0), fork=request.param) as runner:
            yield runner


def gone(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_a_job_finds_frames_output_and_argument_and_tells_as_it_goes(runner: Runner) -> None:
    told: list[tuple[str, Mapping[str, Any]]] = []
    programs = ["df['fare'].sum()", "df['fare'].max()"]
    outcome = runner.work(
        f"{SAMPLE}:evaluate",
        {"programs": programs},
        Output(example=7.0),
        on_message=lambda message: told.append((threading.current_thread().name, message)),
    )

    assert outcome.status == "ok"
    assert told == [
        ("MainThread", {"program": programs[0], "passed": True}),
        ("MainThread", {"program": programs[1], "passed": False}),
    ]


def test_cells_run_after_a_job_and_do_not_see_its_module(runner: Runner) -> None:
    runner.work(f"{SAMPLE}:evaluate", {"programs": []})
    code = "import sys\nresult = [name for name in sys.modules if name.startswith('gift4code_ext')]"

    assert runner.run(code, Output(example=[])).status == "ok"


@pytest.mark.parametrize(
    ("how", "status", "error"),
    [
        ("raise", "error", "ValueError: no such program"),
        ("memory", "memory", "MemoryError"),
        ("exit", "killed", "the job ended its process"),
        ("socket", "refused", "Refused: a cell may not open a network connection"),
        ("write", "refused", "Refused: a cell may not write files"),
    ],
)
def test_the_end_of_a_job_is_told(runner: Runner, how: str, status: str, error: str) -> None:
    told: list[Mapping[str, Any]] = []
    outcome = runner.work(f"{SAMPLE}:end", {"how": how}, on_message=told.append)

    assert (outcome.status, len(told)) == (status, 1)
    assert outcome.error.startswith(error)


def test_a_job_ends_at_its_deadline(runner: Runner) -> None:
    told: list[Mapping[str, Any]] = []
    start = time.monotonic()
    outcome = runner.work(f"{SAMPLE}:count_for_ever", {}, deadline=start + 2.0, on_message=told.append)

    assert outcome.status in ("timeout", "killed")
    assert time.monotonic() - start < 4.0
    assert [gone(pid) for pid in {message["pid"] for message in told}] in ([], [True])


def test_without_a_deadline_a_job_has_the_time_of_a_cell(runner: Runner) -> None:
    assert runner.work(f"{SAMPLE}:count_for_ever", {}).status == "timeout"


def test_stop_ends_a_job_at_once(runner: Runner) -> None:
    stop, stopped, pids = threading.Event(), [0.0], []

    def listen(message: Mapping[str, Any]) -> None:
        pids.append(message["pid"])
        stopped[0] = time.monotonic()
        stop.set()

    outcome = runner.work(f"{SAMPLE}:count_for_ever", {}, deadline=time.monotonic() + 60, stop=stop, on_message=listen)

    assert (outcome.status, outcome.error) == ("killed", "stopped")
    assert time.monotonic() - stopped[0] < 2.0
    assert gone(pids[0])


def test_an_unknown_job_is_an_error(runner: Runner) -> None:
    assert runner.work(f"{SAMPLE}:nothing", {}).error.startswith("AttributeError")
    assert runner.work("gift4code_ext.nowhere:nothing", {}).error.startswith("ModuleNotFoundError")
    assert runner.run("1", Output(example=1)).status == "ok"


@pytest.mark.parametrize("job", ["os:system", "gift4code_ext.spec", "gift4code_external:f"])
def test_what_is_no_function_of_this_package_is_refused(runner: Runner, job: str) -> None:
    with pytest.raises(ValueError, match="no function of this package"):
        runner.work(job, {})


def test_an_argument_that_is_no_json_is_refused_before_anything_runs(runner: Runner) -> None:
    with pytest.raises(TypeError, match="not JSON serializable"):
        runner.work(f"{SAMPLE}:evaluate", {"programs": {1, 2}})
    assert json.dumps(runner.run("1", Output(example=1)).status) == '"ok"'
