"""Runs that are stopped, killed and gone on with; what they leave; what they refuse."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from gift4code_training.cli import main
from gift4code_training.journal import JournalError
from gift4code_training.tuning import finetune as module
from gift4code_training.tuning.errors import TuningError
from gift4code_training.tuning.finetune import finetune
from gift4code_training.tuning.logbook import curve
from transformers import AutoModelForCausalLM, AutoTokenizer

from training import families, tuning

STEPS = 40


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return families.save("qwen2", tmp_path_factory.mktemp("base") / "qwen2")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return families.write(tmp_path_factory.mktemp("data") / "dataset.jsonl", families.records())


@pytest.fixture(scope="module")
def whole(model: Path, data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run at one go, with dropout, every third step saved."""
    torch.set_num_threads(1)
    out = tmp_path_factory.mktemp("runs") / "whole"
    finetune(tuning.run(data, model, out, steps=STEPS, save_steps=3, dropout=0.1))
    return out


def test_a_run_leaves_an_adapter_a_manifest_and_a_picture(whole: Path, model: Path) -> None:
    manifest = json.loads((whole / "gift4code.json").read_text())
    losses = curve(whole / "log.jsonl")

    assert manifest["template"] == "gift4code/1"
    assert manifest["base"]["model"] == str(model.resolve())
    assert (manifest["id"], manifest["step"], manifest["data"]["examples"]) == ("whole", STEPS, 28)
    assert list(losses) == list(range(1, STEPS + 1))
    assert losses[STEPS] < losses[1] / 5
    assert list(curve(whole / "log.jsonl", "validation")) == list(range(4, STEPS + 1, 4))
    assert (whole / "loss.png").read_bytes().startswith(b"\x89PNG")
    assert list((whole / "tensorboard").glob("events.*"))


@pytest.mark.parametrize("step", [3, 21])
def test_any_checkpoint_leads_to_the_same_weights_and_losses(
    whole: Path, model: Path, data: Path, tmp_path: Path, step: int
) -> None:
    out = shutil.copytree(whole, tmp_path / "again")
    (out / "adapter_model.safetensors").unlink()
    finetune(tuning.run(data, model, out, resume=step, steps=STEPS, save_steps=3, dropout=0.1))
    lines = [json.loads(line) for line in (out / "log.jsonl").read_text().splitlines()]

    assert sum("loss" in line and line["step"] > step for line in lines) == 2 * (STEPS - step)
    assert curve(out / "log.jsonl") == curve(whole / "log.jsonl")
    assert curve(out / "log.jsonl", "validation") == curve(whole / "log.jsonl", "validation")
    assert tuning.same(tuning.weights(out), tuning.weights(whole))


def test_a_killed_run_goes_on_as_if_it_had_not_been(whole: Path, model: Path, data: Path, tmp_path: Path) -> None:
    out, path = tmp_path / "killed", os.pathsep.join(sys.path)
    options = tuning.options(steps=STEPS, save_steps=3, dropout=0.1)
    command = ["--data", str(data), "--model", str(model), "--out", str(out), *options]
    process = subprocess.Popen(
        [sys.executable, "-m", "gift4code_training.tuning.finetune", *command],
        env={**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1"},
        stderr=subprocess.DEVNULL,
    )
    while not (out / "checkpoints" / "step-3").exists() and process.poll() is None:
        time.sleep(0.005)
    process.kill()

    assert process.wait() == -signal.SIGKILL
    assert main(["finetune", *command]) == 0
    assert curve(out / "log.jsonl") == curve(whole / "log.jsonl")
    assert tuning.same(tuning.weights(out), tuning.weights(whole))


def test_ctrl_c_saves_and_says_how_to_go_on(
    model: Path, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, log = tmp_path / "stopped", tmp_path / "stopped" / "log.jsonl"
    options = tuning.options(steps=100_000, save_steps=100_000, eval_steps=100_000)

    def interrupt() -> None:
        while not log.exists() or len(log.read_bytes().splitlines()) < 3:
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    thread.start()
    status = main(["finetune", "--data", str(data), "--model", str(model), "--out", str(out), *options])
    thread.join()
    (saved,) = (out / "checkpoints").glob("step-*")

    assert status == 130
    assert f"Stopped; {saved} is saved, and the same command goes on from there." in capsys.readouterr().err
    assert saved.name == f"step-{max(curve(log))}"


def test_a_run_that_does_not_get_better_ends_with_its_best(model: Path, data: Path, tmp_path: Path) -> None:
    fields = {"steps": 200, "rate": 0.3, "schedule": "constant", "warm_up": 0.0, "eval_steps": 2, "patience": 2}
    end = finetune(tuning.run(data, model, tmp_path / "out", **fields))
    measured = curve(tmp_path / "out" / "log.jsonl", "validation")
    manifest = json.loads((tmp_path / "out" / "gift4code.json").read_text())

    assert end.ended
    assert end.step == end.best_step + 4 < 200
    assert end.best == min(measured.values()) == measured[end.best_step]
    assert manifest["step"] == end.best_step
    assert finetune(tuning.run(data, model, tmp_path / "out", **fields)) == end


def test_a_loss_that_is_no_number_ends_the_run(model: Path, data: Path, tmp_path: Path) -> None:
    with pytest.raises(TuningError, match=r"of step \d is no number: lower --rate, and go on from a checkpoint"):
        finetune(tuning.run(data, model, tmp_path / "out", steps=9, rate=1e20, full=True, warm_up=0.0))


def test_all_weights_are_tuned_and_go_on_bit_for_bit(model: Path, data: Path, tmp_path: Path) -> None:
    fields = {"full": True, "steps": 6, "save_steps": 3, "rate": 1e-3, "gradient_checkpointing": True}
    finetune(tuning.run(data, model, tmp_path / "out", **fields))
    first = tuning.weights(tmp_path / "out", "model.safetensors")
    finetune(tuning.run(data, model, tmp_path / "out", resume=3, **fields))

    assert tuning.same(first, tuning.weights(tmp_path / "out", "model.safetensors"))
    assert not torch.equal(
        first["model.embed_tokens.weight"], tuning.weights(model, "model.safetensors")["model.embed_tokens.weight"]
    )
    assert not (tmp_path / "out" / "adapter_config.json").exists()
    assert AutoModelForCausalLM.from_pretrained(tmp_path / "out").generation_config.eos_token_id == 2


def test_gradient_accumulation_and_checkpointing_change_nothing(
    whole: Path, model: Path, data: Path, tmp_path: Path
) -> None:
    plain, saving = tmp_path / "plain", tmp_path / "saving"
    finetune(tuning.run(data, model, plain, steps=4, micro_batch=8))
    finetune(tuning.run(data, model, saving, steps=4, micro_batch=1, gradient_checkpointing=True))

    assert curve(saving / "log.jsonl") == pytest.approx(curve(plain / "log.jsonl"), rel=1e-4)


def test_another_run_in_the_folder_is_refused(whole: Path, model: Path, data: Path) -> None:
    with pytest.raises(JournalError, match=r"made otherwise \(rate was 0.01 and is now 0.02\): choose another folder"):
        finetune(tuning.run(data, model, whole, steps=STEPS, save_steps=3, dropout=0.1, rate=0.02))


def test_a_checkpoint_that_is_not_there_is_named(whole: Path, model: Path, data: Path) -> None:
    with pytest.raises(TuningError, match=r"There is no checkpoint .*step-4; there are those of steps 3, 6, 9"):
        finetune(tuning.run(data, model, whole, resume=4, steps=STEPS, dropout=0.1))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"version": 7}, "is of version 7 and this gift4code reads version 1: go on with the gift4code that wrote it"),
        ({"processes": 8}, "was saved by 8 processes and is opened by 1: start 8 to go on"),
        ({"position": {"stride": 1}}, "cannot be read: remove it to go on from the one before"),
    ],
)
def test_a_checkpoint_of_another_version_or_launch_is_refused(
    whole: Path, model: Path, data: Path, tmp_path: Path, change: dict[str, object], sentence: str
) -> None:
    out = shutil.copytree(whole, tmp_path / "changed")
    state = out / "checkpoints" / "step-39" / "state.json"
    state.write_text(json.dumps({**json.loads(state.read_text()), **change}))

    with pytest.raises(TuningError, match=sentence):
        finetune(tuning.run(data, model, out, resume=39, steps=STEPS, dropout=0.1))


def test_a_damaged_checkpoint_is_named(whole: Path, model: Path, data: Path, tmp_path: Path) -> None:
    out = shutil.copytree(whole, tmp_path / "damaged")
    for shard in (out / "checkpoints" / "step-39" / "weights").glob("*.distcp"):
        shard.write_bytes(shard.read_bytes()[:1000])

    with pytest.raises(TuningError, match=r"The checkpoint .*step-39 cannot be read .*: remove it to go on"):
        finetune(tuning.run(data, model, out, resume=39, steps=STEPS, dropout=0.1))


def test_a_full_disk_leaves_what_was_saved(model: Path, data: Path, tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk: writes fail in the same places."""
    out = tmp_path / "full"
    finetune(tuning.run(data, model, out, steps=2, save_steps=1))
    before = {path: path.read_bytes() for path in out.glob("*.safetensors")}
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        with pytest.raises(
            TuningError, match=r"step-2 cannot be saved: File too large\. .* make room, then run the command"
        ):
            finetune(tuning.run(data, model, out, resume=1, steps=2, save_steps=1))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert {path: path.read_bytes() for path in out.glob("*.safetensors")} == before
    assert sorted(path.name for path in (out / "checkpoints").iterdir()) == ["step-1"]


def test_a_tokenizer_without_an_end_token_is_refused(model: Path, data: Path, tmp_path: Path) -> None:
    endless = shutil.copytree(model, tmp_path / "endless")
    tokenizer = AutoTokenizer.from_pretrained(endless)
    tokenizer.eos_token = None
    tokenizer.save_pretrained(endless)

    with pytest.raises(TuningError, match="has no end token, so a tuned model would never stop: set eos_token"):
        finetune(tuning.run(data, endless, tmp_path / "out"))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"model_type": "qwen9", "transformers_version": "9.9.0"},
            r"cannot be opened by transformers .*saved by 9\.9\.0",
        ),
        ({"num_hidden_layers": 3}, r"lacks \d+ weights of its own configuration .* damaged or of another version"),
        ({"hidden_size": 32}, "cannot be loaded"),
    ],
)
def test_a_model_of_another_version_is_refused(
    model: Path, data: Path, tmp_path: Path, change: dict[str, object], sentence: str
) -> None:
    other = shutil.copytree(model, tmp_path / "other")
    config = json.loads((other / "config.json").read_text())
    if "num_hidden_layers" in change:
        config["layer_types"] = config["layer_types"] + config["layer_types"][:1]
    (other / "config.json").write_text(json.dumps({**config, **change}))

    with pytest.raises(TuningError, match=sentence):
        finetune(tuning.run(data, other, tmp_path / "out"))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"max_tokens": 3}, "All 28 training examples have more than 3 tokens: raise --max-tokens"),
        ({"template": "none/9"}, "The template 'none/9' is not one of slots/1, gift4code/1, chat/1"),
        ({"template": "chat/1"}, r"these prompts are of chat/1: add --chat"),
        ({"template": "slots/1", "chat": True}, r"these prompts are of slots/1: leave out --chat"),
        ({"kind": "summary"}, "no record of kind summary in the split train; it has 32 of kind type"),
    ],
)
def test_what_does_not_go_together_is_refused(
    model: Path, data: Path, tmp_path: Path, fields: dict[str, object], sentence: str
) -> None:
    with pytest.raises(TuningError, match=sentence):
        finetune(tuning.run(data, model, tmp_path / "out", **fields))


def test_a_text_that_the_tokenizer_does_not_keep_is_refused(tmp_path: Path) -> None:
    lossy = families.save("llama", tmp_path / "lossy")
    tokenizer = json.loads((lossy / "tokenizer.json").read_text())
    tokenizer["normalizer"] = {"type": "Lowercase"}
    (lossy / "tokenizer.json").write_text(json.dumps(tokenizer))
    data = families.write(tmp_path / "d.jsonl", [{"prompt": "# sum\n", "completion": "df['Fare'].sum()\n"}])

    with pytest.raises(TuningError, match="does not keep the text, so the model would learn something else"):
        finetune(tuning.run(data, lossy, tmp_path / "out"))


def test_another_precision_in_one_process_gets_a_sentence(whole: Path, model: Path, data: Path, tmp_path: Path) -> None:
    with pytest.raises(TuningError, match="restart Python to tune in another precision"):
        finetune(tuning.run(data, model, tmp_path / "out", precision="bf16"))


def test_no_such_model(data: Path, tmp_path: Path) -> None:
    with pytest.raises(TuningError, match="There is no model directory"):
        finetune(tuning.run(data, tmp_path / "none", tmp_path / "out"))


def test_stopping_early_needs_something_to_measure(model: Path, tmp_path: Path) -> None:
    data = families.write(tmp_path / "d.jsonl", families.records()[:4])

    with pytest.raises(TuningError, match="needs records of the split validation"):
        finetune(tuning.run(data, model, tmp_path / "out", patience=2))


def test_the_help_of_the_command_is_what_the_module_says(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["finetune", "--help"])

    assert str(module.__doc__).splitlines()[0] in capsys.readouterr().out
