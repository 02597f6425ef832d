"""What a runner promises: outcomes of ordinary cells, its clock, stopping, and that nothing of it stays behind."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import psutil
import pytest

from gift4code_ext.execution import ExecutionError, Limits, Outcome, Preview, Runner, launch, protections
from gift4code_ext.spec.check import Clause, Verdict
from gift4code_ext.spec.model import Output

FRAME = pd.DataFrame({"kind": ["a", "b", "a"], "fare": [1.0, 2.0, 4.0]})
ANY = Output()


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    with Runner({"df": FRAME}) as runner:
        yield runner


def gone(pid: int) -> bool:
    until = time.monotonic() + 5
    while time.monotonic() < until:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.01)
    return False


def test_a_right_cell(runner: Runner) -> None:
    wanted = Output(example=pd.DataFrame({"kind": ["a", "b"], "fare": [2.5, 2.0]}))
    outcome = runner.run("print('hello')\nresult = df.groupby('kind', as_index=False)['fare'].mean()", wanted)
    assert outcome == Outcome(
        status="ok",
        verdict=Verdict(True, 0, (Clause("example", True, 0, ""),)),
        preview=Preview(
            type="pandas.DataFrame",
            shape=(2, 2),
            columns=("kind", "fare"),
            rows=(("a", "2.5"), ("b", "2")),
            text="kind  fare\n   a   2.5\n   b     2",
        ),
        value_key=outcome.value_key,
        row_keys=outcome.row_keys,
        value_type="pandas.DataFrame",
        seconds=outcome.seconds,
        stdout="hello\n",
        protections=outcome.protections,
    )
    assert set(outcome.protections) == {item.name for item in protections() if item.active}


@pytest.mark.parametrize(
    ("code", "status", "error", "line"),
    [
        ("result = 1\nresult = df['x']", "error", "KeyError: 'x'", 2),
        ("result = 1\nresult =", "error", "SyntaxError: invalid syntax", 2),
        ("def f():\n    return 1 / 0\n\nresult = f()", "error", "ZeroDivisionError: division by zero", 2),
        ("other = 1", "error", "the cell does not set result", None),
        ("raise SystemExit", "error", "SystemExit", 1),
        ("result = undefined", "error", "NameError: name 'undefined' is not defined", 1),
        ("", "error", "the cell does not set result", None),
    ],
)
def test_an_error_is_one_line_with_its_place(runner: Runner, code: str, status: str, error: str, line: int) -> None:
    outcome = runner.run(code, ANY)
    assert (outcome.status, outcome.error, outcome.line) == (status, error, line)


def test_a_wrong_value_keeps_its_verdict(runner: Runner) -> None:
    outcome = runner.run("result = df['fare'].max()", Output(example=3.0))
    assert outcome.status == "wrong"
    assert outcome.verdict is not None
    assert not outcome.verdict.passed
    assert outcome.preview is not None
    assert outcome.preview.text == "4"


def test_the_last_expression_counts_where_the_variable_is_not_set(runner: Runner) -> None:
    assert runner.run("x = 3\ndf['fare'].sum() + x", Output(example=10.0)).status == "ok"


def test_an_input_changed_in_place_is_the_value_and_the_next_cell_sees_the_original(runner: Runner) -> None:
    doubled = runner.run("df['fare'] *= 2", Output(name="df", example=FRAME.assign(fare=[2.0, 4.0, 8.0])))
    again = runner.run("result = df['fare'].sum()", Output(example=7.0))
    assert (doubled.status, again.status) == ("ok", "ok")


def test_equal_outputs_share_a_key(runner: Runner) -> None:
    codes = ["df.fare.mean()", "sum(df.fare) / 3", "df['fare'].max()"]
    first, second, third = (outcome.value_key for outcome in runner.run_many(codes, ANY))
    assert first == second != third


def test_ordinary_pandas_works_under_the_protections(runner: Runner) -> None:
    code = """
import re, math, datetime, collections, itertools, statistics, string, json
from io import StringIO
from concurrent.futures import ThreadPoolExecutor
a = df.merge(df, on="kind").pivot_table(index="kind", columns="fare_x", values="fare_y", aggfunc="sum").reset_index()
b = df.query("fare > 1").eval("x = fare * 2")
c = pd.read_csv(StringIO("a,b\\n1,2\\n"))
d = pd.to_datetime(pd.Series(["2020-01-01 10:00"])).dt.tz_localize("Europe/Berlin").dt.tz_convert("Asia/Tokyo")
e = df["kind"].astype("category").cat.codes, df["kind"].str.extract("(a)"), pd.get_dummies(df)
f = df.set_index(pd.date_range("2020", periods=3))["fare"].resample("2D").sum().rolling(2).mean()
g = list(ThreadPoolExecutor(2).map(abs, [-1, 2]))
h = np.linalg.inv(np.eye(30)) @ np.random.rand(30, 30)
i = df.to_csv(), df.to_json(), df.to_string(), df.describe()
result = len(a) + len(b) + len(c) + len(d) + len(g)
"""
    outcome = runner.run(code, Output(example=2 + 2 + 1 + 1 + 2))
    assert (outcome.status, outcome.error) == ("ok", "")


def test_runs_are_repeatable(runner: Runner) -> None:
    code = "import random, time\n(random.random(), np.random.rand(), hash('x'), time.tzname)"
    assert len({outcome.value_key for outcome in runner.run_many([code] * 4, ANY)}) == 1


def test_many_keep_their_order_and_report_as_they_finish(runner: Runner) -> None:
    seen: list[tuple[int, str]] = []
    codes = ["import time; time.sleep(0.3); 1", "2", "df['x']"]
    outcomes = runner.run_many(codes, Output(example=2), on_outcome=lambda place, it: seen.append((place, it.status)))
    assert [outcome.status for outcome in outcomes] == ["wrong", "ok", "error"]
    assert seen == [(1, "ok"), (2, "error"), (0, "wrong")]


def test_stop_ends_everything_at_once(runner: Runner) -> None:
    stop = threading.Event()
    outcomes = runner.run_many(
        ["1", *["while True: pass"] * 5], ANY, stop=stop, on_outcome=lambda place, _: stop.set() if place == 0 else None
    )
    assert [(outcome.status, outcome.error) for outcome in outcomes] == [("ok", ""), *[("killed", "stopped")] * 5]
    assert runner.run("1", ANY).status == "ok"


def test_the_deadline_holds_for_all(runner: Runner) -> None:
    outcomes = runner.run_many(["while True: pass"] * 8, ANY, deadline=time.monotonic() + 0.4)
    assert {outcome.status for outcome in outcomes} <= {"timeout", "killed"}
    assert outcomes[-1] == Outcome("killed", error="no time was left")


def test_an_interrupt_passes_through_and_leaves_the_runner_usable(runner: Runner) -> None:
    def interrupt(place: int, outcome: Outcome) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        runner.run_many(["1", "while True: pass"], ANY, on_outcome=interrupt)
    assert runner.run("2", Output(example=2)).status == "ok"


def test_asks_from_several_threads_take_turns(runner: Runner) -> None:
    answers: dict[int, Outcome] = {}

    def ask(number: int) -> None:
        answers[number] = runner.run(str(number), Output(example=number))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answers[number].status for number in range(5)] == ["ok"] * 5


def test_a_killed_worker_is_replaced_and_its_cells_run_again() -> None:
    with Runner({"df": FRAME}) as runner:
        first = runner.worker_pid
        assert first is not None
        threading.Timer(0.3, os.kill, (first, signal.SIGKILL)).start()
        outcomes = runner.run_many(["import time; time.sleep(0.6); len(df)", "len(df)"], Output(example=3))
        assert [outcome.status for outcome in outcomes] == ["ok", "ok"]
        assert runner.worker_pid != first


def test_a_worker_that_keeps_dying_is_no_fault_of_the_cells() -> None:
    with Runner({"df": FRAME}) as runner:
        done = threading.Event()

        def hunt() -> None:
            while not done.wait(0.2):
                if runner.worker_pid is not None:
                    os.kill(runner.worker_pid, signal.SIGKILL)

        hunter = threading.Thread(target=hunt)
        hunter.start()
        outcomes = runner.run_many(["import time; time.sleep(1.5)"] * 3, ANY)
        done.set()
        hunter.join()
    assert [outcome.status for outcome in outcomes] == ["harness_error"] * 3


def test_close_leaves_nothing_and_may_be_repeated() -> None:
    runner = Runner({"df": FRAME})
    worker = psutil.Process(runner.worker_pid)
    home = Path(worker.cwd())
    runner.close()
    runner.close()
    assert gone(worker.pid)
    assert not home.exists()
    with pytest.raises(ExecutionError, match="closed"):
        runner.run("1", ANY)


def test_a_killed_kernel_takes_worker_and_cell_with_it() -> None:
    code = """
import threading, time
from gift4code_ext.execution import Runner, Limits
runner = Runner({}, limits=Limits(seconds=60))
threading.Thread(target=runner.run, args=("while True: pass",), daemon=True).start()
time.sleep(0.5)
print(runner.worker_pid, flush=True)
time.sleep(60)
"""
    kernel = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=import_path())
    assert kernel.stdout is not None
    worker = int(kernel.stdout.readline())
    until = time.monotonic() + 20
    while not (cells := psutil.Process(worker).children(recursive=True)):
        assert time.monotonic() < until
        time.sleep(0.01)
    kernel.kill()
    kernel.wait()
    kernel.stdout.close()
    assert gone(worker)
    assert all(gone(cell.pid) for cell in cells)


def import_path() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def test_frames_can_be_replaced() -> None:
    with Runner({"df": FRAME}) as runner:
        runner.load({"orders": FRAME.head(1), "n": 5})
        outcomes = runner.run_many(["len(orders) + n", "df"], Output(example=6))
    assert [(outcome.status, outcome.error) for outcome in outcomes] == [
        ("ok", ""),
        ("error", "NameError: name 'df' is not defined"),
    ]


def test_a_value_that_cannot_be_sent_is_named() -> None:
    with pytest.raises(ExecutionError, match="'lock' cannot be sent"):
        Runner({"df": FRAME, "lock": threading.Lock()})


def test_a_class_the_worker_does_not_know_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    main = sys.modules["__main__"]
    kind = type("Mine", (), {"__module__": "__main__"})
    monkeypatch.setattr(main, "Mine", kind, raising=False)
    with pytest.raises(ExecutionError, match=r"'thing' cannot be read .*Mine"):
        Runner({"thing": kind()})


def test_an_example_the_worker_does_not_know_is_said_and_harms_no_later_cell(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = type("Mine", (), {"__module__": "__main__"})
    monkeypatch.setattr(sys.modules["__main__"], "Mine", kind, raising=False)
    worker = runner.worker_pid
    with pytest.raises(ExecutionError, match=r"The expected output cannot be read .*Mine"):
        runner.run("1", Output(example=kind()))
    assert runner.run("len(df)", Output(example=3)).status == "ok"
    assert runner.worker_pid == worker


def test_a_worker_that_cannot_start_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = [sys.executable, "-c", "raise SystemExit('no pandas here')"]
    monkeypatch.setattr(launch, "command", lambda *_: broken)
    with pytest.raises(ExecutionError, match="ends before it can take any: no pandas here"):
        Runner({"df": FRAME})
    with Runner() as runner, pytest.raises(ExecutionError, match="no pandas here"):
        runner.run("1", ANY)


def test_without_room_for_a_worker_there_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    with pytest.raises(ExecutionError, match=r"cannot be started \(No such file or directory\)"):
        Runner({"df": FRAME})
    assert {item.why for item in protections()} == {"the test process cannot be started (No such file or directory)"}


def test_a_process_that_is_refused_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(launch, "command", lambda *_: [str(tmp_path / "python")])
    with pytest.raises(ExecutionError, match="cannot be started"):
        Runner({"df": FRAME})
    assert list(tmp_path.iterdir()) == []


def test_frames_are_let_go_and_the_next_worker_gets_them_as_they_were() -> None:
    values = np.arange(1000.0).reshape(-1, 1)
    frame = pd.DataFrame(values, columns=["fare"], copy=False)
    assert np.shares_memory(values, frame["fare"])
    with Runner({"df": frame}) as runner:
        values[:] = -1.0
        assert runner.worker_pid is not None
        os.kill(runner.worker_pid, signal.SIGKILL)
        assert runner.run("df['fare'].sum()", Output(example=499_500.0)).status == "ok"
        left = [weakref.ref(frame), weakref.ref(values)]
        del frame, values
        gc.collect()
        assert [reference() for reference in left] == [None, None]


@pytest.mark.parametrize("dtype", ["float64", "str", "object", "Int64", "category"])
def test_large_frames_are_cut_and_the_outcome_says_so(dtype: str) -> None:
    big = pd.DataFrame({"a": pd.Series(np.arange(300_000) % 7).astype(str if dtype == "str" else dtype)})
    with Runner({"big": big, "small": FRAME}, limits=Limits(sample_mb=0.25)) as runner:
        outcome = runner.run("len(big)", ANY)
    assert outcome.preview is not None
    rows = int(outcome.preview.text)
    assert 0 < rows < 300_000
    assert outcome.sampled == (f"big: only the first {rows:,} of 300,000 rows were used",)


def test_without_the_sandbox_the_other_layers_still_hold() -> None:
    limits = Limits(seconds=0.5, sandbox=False)
    with Runner({"df": FRAME}, limits=limits) as runner:
        outcomes = runner.run_many(["open('/etc/passwd')", "import os; os.fork()", "bytearray(2**40)", "1"], ANY)
    assert [outcome.status for outcome in outcomes] == ["refused", "refused", "memory", "ok"]
    assert not {"landlock", "seccomp", "network"} & set(outcomes[0].protections)


def test_without_forking_a_worker_runs_one_cell() -> None:
    codes = ["len(df)", "df['x']", "while True: pass", "import os; os._exit(0)", "4"]
    with Runner({"df": FRAME}, limits=Limits(seconds=0.5), fork=False) as runner:
        outcomes = runner.run_many(codes, Output(example=3))
    assert [outcome.status for outcome in outcomes] == ["ok", "error", "timeout", "killed", "wrong"]


def test_every_protection_is_reported_with_a_reason() -> None:
    names = ("rlimits", "no_new_privs", "landlock", "seccomp", "network", "parent-death", "audit")
    off = protections(Limits(sandbox=False))
    assert tuple(item.name for item in off) == names
    assert {item.name: item.why for item in off if not item.active} == dict.fromkeys(
        ("landlock", "seccomp", "network"), "switched off by the limits"
    )
    assert all(item.why for item in protections())


def test_cells_run_on_perturbed_copies_unchecked(runner: Runner) -> None:
    codes = ["df['fare'].tolist()", "len(df)"]
    plain, dropped, shuffled = (runner.run_many(codes, Output(example=7.0), variant=copy) for copy in (0, 1, 2))
    assert [outcome.status for outcome in plain] == ["wrong", "wrong"]
    assert [outcome.status for outcome in dropped + shuffled] == ["ok"] * 4
    assert (dropped[1].preview, shuffled[1].preview) == (Preview("int", text="2"), Preview("int", text="3"))
    assert len({found[0].value_key for found in (plain, dropped, shuffled)}) == 3
    assert dropped[0].verdict is None
    assert len(dropped[0].row_keys) == 2


def test_making_copies_starts_no_thread_in_the_worker() -> None:
    frame = pd.DataFrame({"text": pd.Series(["a", "b", None] * 1000, dtype="string[pyarrow]"), "n": range(3000)})
    with Runner({"df": frame}) as runner:
        worker = psutil.Process(runner.worker_pid)
        before = worker.num_threads()
        for copy in (1, 2):
            assert runner.run_many(["len(df)"], ANY, variant=copy)[0].status == "ok"
        assert worker.num_threads() == before


def test_row_keys_show_the_first_row_that_differs_and_previews_start_there(runner: Runner) -> None:
    codes = ["list(range(100))", "[*range(40), -1, *range(41, 100)]"]
    one, other = runner.run_many(codes, ANY)
    row = next(place for place, pair in enumerate(zip(one.row_keys, other.row_keys, strict=True)) if len({*pair}) == 2)
    assert row == 40
    shown = runner.run_many([f"pd.DataFrame({{'a': {codes[1]}}})"], ANY, show_from=row)[0].preview
    assert shown is not None
    assert (shown.start, shown.index[0], shown.rows[0]) == (40, "40", ("-1",))
    assert shown.text.splitlines()[:3] == ["     a", "… 40 rows before", "40  -1"]


def test_there_is_no_third_copy(runner: Runner) -> None:
    with pytest.raises(ValueError, match="no perturbed copy 3"):
        runner.run_many(["1"], ANY, variant=3)


def test_tables_of_arrow_are_sent_and_cut_too() -> None:
    arrow = pytest.importorskip("pyarrow")
    table = arrow.table({"n": range(300_000), "t": ["text"] * 300_000})
    with Runner({"table": table}, limits=Limits(sample_mb=1)) as runner:
        outcome = runner.run("table.num_rows")
    assert outcome.preview is not None
    rows = int(outcome.preview.text)
    assert 10_000 < rows < 300_000
    assert outcome.sampled == (f"table: only the first {rows:,} of 300,000 rows were used",)
