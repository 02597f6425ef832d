"""When the machine fails: a fault costs at most the candidate it happens to, and is told apart from wrong answers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd
import pytest

from gift4code_ext.execution import ExecutionError, Limits, Runner, launch
from gift4code_ext.spec.model import Output

FRAME = pd.DataFrame({"fare": [1.0, 2.0, 4.0]})
ROOT = Path(__file__).parent.parent.parent

# Forks with a number in `failing` fail, as where no more processes are to be had; the worker itself needs none of them.
FAILING_FORKS = """
import os
real, forks = os.fork, []
def fork():
    import sys
    if "gift4code_ext.execution.inside.children" not in sys._getframe(1).f_globals["__name__"]:
        return real()
    forks.append(1)
    if len(forks) in {failing}:
        raise BlockingIOError(11, "Resource temporarily unavailable")
    return real()
os.fork = fork
"""


def failing_forks(patch: pytest.MonkeyPatch, *failing: int) -> None:
    command = launch.command
    before = FAILING_FORKS.format(failing=set(failing))
    patch.setattr(launch, "command", lambda call, *rest: command(before + call, *rest))


def test_a_fork_that_fails_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    failing_forks(monkeypatch, 1, 4)
    with Runner({"df": FRAME}, width=1) as runner:
        outcomes = runner.run_many(["len(df) + 0", "len(df) + 1", "len(df) + 2"], Output(example=9))
    assert [outcome.status for outcome in outcomes] == ["wrong"] * 3


def test_a_fork_that_keeps_failing_costs_one_candidate(monkeypatch: pytest.MonkeyPatch) -> None:
    failing_forks(monkeypatch, 1, 2)
    with Runner({"df": FRAME}, width=1) as runner:
        outcomes = runner.run_many(["len(df) + 0", "len(df) + 1", "len(df) + 2"], Output(example=9))
    fault = "no process for the cell: [Errno 11] Resource temporarily unavailable"
    assert [(outcome.status, outcome.error) for outcome in outcomes] == [
        ("harness_error", fault),
        ("wrong", ""),
        ("wrong", ""),
    ]


class Deadly:
    """Ends the process that reads it."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (3,)


def test_a_value_that_ends_every_worker_is_given_up() -> None:
    with pytest.raises(ExecutionError, match="ends before it can take any: it ended with exit code 3"):
        Runner({"df": FRAME, "deadly": Deadly()})
    with Runner({"df": FRAME}) as runner:
        with pytest.raises(ExecutionError, match="it ended with exit code 3"):
            runner.run("1", Output(example=Deadly()))
        assert runner.run("len(df)", Output(example=3)).status == "ok"


@pytest.mark.parametrize("fork", [True, False], ids=["fork", "spawn"])
def test_a_cell_that_is_ended_keeps_what_it_printed(fork: bool) -> None:
    code = "print('so far')\nwhile True: pass"
    with Runner({}, limits=Limits(seconds=0.5), fork=fork) as runner:
        outcome = runner.run(code)
        killed = runner.run("print('then')\nimport os\nos._exit(3)")
    assert (outcome.status, outcome.stdout) == ("timeout", "so far\n")
    assert (killed.status, killed.stdout) == ("killed", "then\n")


def test_what_is_printed_is_cut_at_its_limit() -> None:
    with Runner({}) as runner:
        outcome = runner.run("print('ü' * 50_000)\nprint('more')\n1")
    assert set(outcome.stdout) <= {"ü", "\ufffd"}
    assert len(outcome.stdout.encode()) <= 64 * 1024 + 2


@pytest.mark.skipif(shutil.which("unshare") is None, reason="a full file system is made with unshare (util-linux)")
def test_a_full_disk_costs_nothing(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import pathlib, tempfile\n"
        "import pandas as pd\n"
        "from gift4code_ext.execution import Runner\n"
        "from gift4code_ext.spec.model import Output\n"
        "frame = pd.DataFrame({'a': range(50_000)})\n"
        "try:\n"
        "    pathlib.Path(tempfile.gettempdir(), 'much').write_bytes(bytes(100_000))\n"
        "except OSError as problem:\n"
        "    print(problem.strerror)\n"
        "for fork in (True, False):\n"
        "    with Runner({'df': frame}, fork=fork) as runner:\n"
        "        print(runner.run('print(1)\\nlen(df)', Output(example=50_000)).status)\n"
    )
    full = tmp_path / "full"
    full.mkdir()
    made = (
        f"mount -t tmpfs -o size=64k tmpfs {full} || exit 77; "
        f"TMPDIR={full} PYTHONPATH={ROOT} exec {sys.executable} {script}"
    )
    done = subprocess.run(["unshare", "-rm", "sh", "-c", made], capture_output=True, text=True, check=False)
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("no file system may be mounted here")
    assert done.stdout.splitlines() == ["No space left on device", "ok", "ok"], done.stderr


def test_a_runner_goes_on_where_no_other_could_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runner = Runner({})
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    outcome = runner.run("1", Output(example=1))  # its worker was there before
    runner.close()
    assert outcome.status == "ok"
    with pytest.raises(ExecutionError, match=r"cannot be started \(No such file or directory\)"):
        Runner({"n": 1})
