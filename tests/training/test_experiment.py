"""The experiment at its smallest size, from tables to the table; its data whatever is killed on the way."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from gift4code_training.cli import main

from training import killed_course

_UNTIL = 240.0  # seconds


@pytest.mark.timeout(900)
def test_the_smallest_experiment_ends_with_its_table_and_goes_on(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    command = ["experiment", "--size", "ci", "--out", str(tmp_path)]
    assert main(command) == 0
    text = (tmp_path / "table.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in text.split("## Only")[0].splitlines() if line.startswith("| ")]
    measured = {(row[0].strip("| "), row[1]) for row in rows if len(row) == 5}
    assert measured >= {(who, told) for who in ("nothing (base)", "none", "summary") for told in ("none", "summary")}
    assert "told summary: tuned with summary against nothing (base)" in text
    assert re.search(r"Data set: sha256 [0-9a-f]{64}$", text.strip())
    assert (tmp_path / "table.png").read_bytes().startswith(b"\x89PNG")
    capfd.readouterr()
    assert main(command) == 0  # everything is there: nothing is learnt or asked again
    assert (tmp_path / "table.md").read_text(encoding="utf-8") == text


@pytest.mark.timeout(900)
def test_killed_in_any_stage_the_same_command_ends_with_the_same_data(tmp_path: Path) -> None:
    expected = _data(tmp_path / "whole")
    for journal in ("intents.jsonl", "runs.jsonl", "examples.jsonl"):
        process = subprocess.Popen([sys.executable, killed_course.__file__, str(tmp_path / "killed")])
        end = time.monotonic() + _UNTIL
        while process.poll() is None and not _lines(tmp_path / "killed" / "data" / journal):
            assert time.monotonic() < end
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert _data(tmp_path / "killed") == expected


def _data(folder: Path) -> str:
    command = [sys.executable, killed_course.__file__, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout.splitlines()[-1]


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0
