"""Hostile cells: each file names the status it must end with; none may pass, write, or leave a process behind."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from gift4code_ext.execution import Limits, Runner, protections
from gift4code_ext.spec.model import Output

EVIL = sorted((Path(__file__).parent / "evil").glob("*.py"))
FORBIDDEN = Path("/tmp/gift4code-evil")
WANTED = Output(example=6)


@pytest.fixture(scope="module")
def active() -> set[str]:
    return {protection.name for protection in protections() if protection.active}


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    os.environ["GIFT4CODE_SECRET"] = "canary"
    with Runner(
        {"df": pd.DataFrame({"a": [1, 2, 3]})}, limits=Limits(seconds=0.5, check_seconds=0.5, memory_mb=128)
    ) as runner:
        yield runner
    del os.environ["GIFT4CODE_SECRET"]


def header(program: Path) -> dict[str, str]:
    lines = (line[2:] for line in program.read_text().splitlines() if line.startswith("# "))
    return dict(line.split(": ", 1) for line in lines if ": " in line)


def children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


@pytest.mark.parametrize("program", EVIL, ids=lambda program: program.stem)
def test_evil(program: Path, runner: Runner, active: set[str]) -> None:
    facts = header(program)
    if "needs" in facts and facts["needs"] not in active:
        pytest.skip(f"{facts['needs']} is not active on this machine")
    worker = runner.worker_pid
    outcome = runner.run(program.read_text(), WANTED)
    assert (outcome.status, runner.worker_pid) == (facts["status"], worker), outcome
    assert len(outcome.stdout) <= 64 * 1024
    assert not FORBIDDEN.exists()
    assert worker is not None
    assert children(worker) == []


def test_the_worker_is_unharmed_afterwards(runner: Runner) -> None:
    for program in EVIL:
        if header(program)["status"] != "timeout":
            runner.run(program.read_text(), WANTED)
    assert runner.run("result = int(df['a'].sum())", WANTED).status == "ok"
