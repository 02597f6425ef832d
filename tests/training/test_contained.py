"""Programs in contained processes: endings told apart, nothing touched, nothing left behind."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import psutil
import pytest
from gift4code_training.evaluation.contained.call import Ran, Work
from gift4code_training.evaluation.contained.pool import Contained
from gift4code_training.evaluation.problem import EvaluationError

from gift4code_ext.execution import Limits

WORK = Work(
    "gift4code_training.evaluation.suites.ds1000_program:score",
    preload=("numpy", "no_such_package_here"),
    limits=Limits(seconds=20.0, memory_mb=512),
    file_mb=1,
)
CONTEXT = """
exec_context = "[insert]"
def test_execution(solution):
    exec(solution, {})
"""


def asked(code: str) -> dict[str, str]:
    return {"code_context": CONTEXT, "code": code}


def ending(ran: Ran) -> str:
    """The status of a call, or of the program where that ended by itself."""
    return ran.said["status"] if ran.status == "ok" else ran.status


def alive(processes: Iterable[psutil.Process]) -> list[int]:
    """Those that still run; one that nobody has reaped yet does not."""
    found = []
    for each in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            found += [each.pid] if each.is_running() and each.status() != psutil.STATUS_ZOMBIE else []
    return found


@pytest.fixture(scope="module")
def contained() -> Iterator[Contained]:
    with Contained(WORK) as contained:
        yield contained


ENDINGS = {
    "x = 1": "ok",
    "open('mine.txt', 'w').write('x')\nassert open('mine.txt').read() == 'x'": "ok",
    "import os\nos.mkdir('a')\nos.rename('a', 'b')\nos.rmdir('b')": "ok",
    "import tempfile\nwith tempfile.NamedTemporaryFile() as file: file.write(b'x')": "ok",
    "raise ValueError": "error",
    "import sys\nsys.exit(0)": "error",
    "import os\nos._exit(0)": "killed",
    "import os\nos.abort()": "killed",
    "held = bytearray(2**40)": "memory",
    "open('../../here.txt', 'w')": "refused",
    "open('/tmp/here.txt', 'w')": "refused",
    "import os\nos.remove(os.__file__)": "refused",
    "import os\nos.rename(os.__file__, 'mine.py')": "refused",
    "print(open('/etc/hostname').read())": "refused",
    "import socket\nsocket.socket()": "refused",
    "import os\nos.fork()": "refused",
    "import subprocess\nsubprocess.run(['true'])": "refused",
    "import os\nos.kill(os.getppid(), 9)": "refused",
    "with open('large', 'wb') as file:\n    for _ in range(3): file.write(bytes(2**20))": "error",
}


def test_endings_are_told_apart_in_the_order_of_the_calls(contained: Contained) -> None:
    found = [ending(ran) for ran in contained.run(asked(code) for code in ENDINGS)]

    assert dict(zip(ENDINGS, found, strict=True)) == ENDINGS


def test_its_folder_is_empty_and_gone_afterwards(contained: Contained) -> None:
    code = "import os\nassert not os.listdir()\nopen('mine.txt', 'w').close()\nraise ValueError(os.getcwd())"

    first, second = contained.run([asked(code)] * 2)

    folders = [ran.said["detail"].removeprefix("ValueError: ") for ran in (first, second)]
    assert folders[0] != folders[1]
    assert [Path(folder).exists() for folder in folders] == [False, False]


def test_a_call_beyond_its_time_is_ended_with_what_it_started_and_the_others_come_through() -> None:
    work = Work(WORK.function, limits=Limits(seconds=1.0))
    busy = "import threading\nthreading.Thread(target=lambda: [None for _ in iter(int, 1)]).start()\nwhile True: pass"
    with Contained(work) as contained:
        found = [(ending(ran), ran.seconds == 1.0) for ran in contained.run([asked(busy), asked("x = 1"), asked(busy)])]
        left = psutil.Process(contained.pid).children(recursive=True)

    assert found == [("timeout", True), ("ok", False), ("timeout", True)]
    assert left == []


def test_what_a_program_prints_is_capped(contained: Contained) -> None:
    (ran,) = contained.run([asked("for _ in range(3): print('x' * 10**5)")])

    assert (ending(ran), len(ran.stdout)) == ("ok", 64 * 1024)


def test_an_iterator_that_is_closed_ends_what_runs() -> None:
    contained = Contained(WORK)
    server = psutil.Process(contained.pid)
    outcomes = contained.run([asked("x = 1"), asked("while True: pass")])
    assert ending(next(outcomes)) == "ok"
    running = server.children()

    outcomes.close()

    assert alive([server, *running]) == []
    assert [ending(ran) for ran in contained.run([asked("x = 1")])] == ["ok"]
    contained.close()


def test_calls_are_made_again_where_the_server_is_killed(contained: Contained) -> None:
    outcomes = contained.run([asked("x = 1") for _ in range(6)])
    first = next(outcomes)
    os.kill(contained.pid, signal.SIGKILL)

    assert {ending(ran) for ran in (first, *outcomes)} == {"ok"}


ORPHANS = """
from gift4code_training.evaluation.contained.pool import Contained
from training.test_contained import WORK, asked
contained = Contained(WORK)
outcomes = contained.run([asked("x = 1"), asked("while True: pass"), asked("while True: pass")])
next(outcomes)
print(contained.pid, flush=True)
next(outcomes)
"""


def test_nothing_goes_on_where_the_evaluation_is_killed() -> None:
    path = os.pathsep.join((str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")))
    with subprocess.Popen(
        [sys.executable, "-c", ORPHANS], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}
    ) as parent:
        assert parent.stdout is not None
        server = psutil.Process(int(parent.stdout.readline()))
        running = server.children()
        parent.kill()

    until = time.monotonic() + 60.0
    while alive([server, *running]) and time.monotonic() < until:
        time.sleep(0.05)
    assert alive([server, *running]) == []


def test_an_interpreter_that_is_not_there_is_named() -> None:
    with pytest.raises(EvaluationError, match="no/python cannot be started"):
        Contained(WORK, python="no/python")


def test_a_function_that_is_not_there_is_named() -> None:
    with pytest.raises(EvaluationError, match=r"cannot run the benchmark's programs: .*no_such_function"):
        Contained(Work("gift4code_training.evaluation.suites.ds1000_program:no_such_function"))


def test_what_holds_a_program_is_said(contained: Contained) -> None:
    assert {"rlimits", "audit"} <= {*contained.protections}
    assert not {*contained.protections} & {*contained.lacking}
