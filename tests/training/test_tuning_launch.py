"""Several processes that tune one model."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from gift4code_training.tuning.finetune import finetune
from gift4code_training.tuning.logbook import curve

from training import families, tuning

ROOT = Path(__file__).resolve().parents[2]
TWO = ROOT / "training" / "configs" / "accelerate" / "two_cpu.yaml"


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def launch(command: list[str]) -> None:
    """``accelerate launch`` with two processes on the CPU (gloo)."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    launcher = [sys.executable, "-m", "accelerate.commands.launch", "--config_file", str(TWO)]
    module = ["--main_process_port", str(port), "-m", "gift4code_training.tuning.finetune"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "OMP_NUM_THREADS": "1"}
    environment["ACCELERATE_USE_CPU"] = "true"
    done = subprocess.run([*launcher, *module, *command], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]


def test_two_processes_learn_what_one_learns(tmp_path: Path) -> None:
    """A batch of 7: the two have different shares of it, and the last batch of an epoch leaves one with nothing."""
    model = families.save("llama", tmp_path / "llama")
    data = families.write(tmp_path / "data.jsonl", families.records()[:22] + families.records()[28:])
    fields = {"steps": 8, "batch": 7, "micro_batch": 2, "eval_steps": 4, "save_steps": 5}
    alone, both = tmp_path / "alone", tmp_path / "both"
    finetune(tuning.run(data, model, alone, **fields))
    launch(["--data", str(data), "--model", str(model), "--out", str(both), *tuning.options(**fields)])

    assert curve(both / "log.jsonl") == pytest.approx(curve(alone / "log.jsonl"), rel=1e-4)
    measured = curve(both / "log.jsonl", "validation")
    assert measured == pytest.approx(curve(alone / "log.jsonl", "validation"), rel=1e-4)
    assert sorted(path.name for path in (both / "checkpoints" / "step-5").glob("random-*")) == [
        "random-0.pt",
        "random-1.pt",
    ]
    for name, weight in tuning.weights(both).items():
        torch.testing.assert_close(weight, tuning.weights(alone)[name], atol=1e-3, rtol=1e-2)
