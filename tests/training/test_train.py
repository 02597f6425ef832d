from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import peft
import pytest
import torch
from gift4code_training.bundled.checkpoint import CheckpointError
from gift4code_training.bundled.config import ModelSize, Recipe, Setup
from gift4code_training.bundled.data import DataError, check_labels, collate, epoch_batches, load, read_records, splits
from gift4code_training.bundled.loop import Interrupted, Run
from gift4code_training.bundled.model import build_model, label_loss
from gift4code_training.bundled.optimizer import rate
from gift4code_training.bundled.score import greedy
from gift4code_training.bundled.tokenizer import train_tokenizer, training_texts
from gift4code_training.bundled.train import main, train
from tokenizers import Tokenizer
from transformers import LlamaForCausalLM

from training import toy

TINY = Setup(
    ModelSize(hidden=48, layers=2, heads=3, kv_heads=1, head_dim=16, mlp=64),
    Recipe(batch_tokens=1024, matrix_rate=1e-2, other_rate=1e-2, warm_up_steps=5),
    vocabulary=400,
)


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return toy.write(tmp_path / "data", train=200)


def tokenizer_of(folder: Path) -> Tokenizer:
    return train_tokenizer(training_texts(folder, 1000), 400)


def weights(path: Path) -> dict[str, torch.Tensor]:
    return LlamaForCausalLM.from_pretrained(path).state_dict()


def test_labels_of_a_batch_decode_to_its_completions(folder: Path) -> None:
    tokenizer, shards = tokenizer_of(folder), splits(folder)["train"]
    completions = [completion for _, completion in read_records(shards)]
    examples = load(shards, tokenizer, 1024)

    for indices in epoch_batches(examples, 1024, seed=1, epoch=0):
        check_labels(collate(examples, indices), [completions[index] for index in indices], tokenizer)


def test_a_shifted_label_is_noticed(folder: Path) -> None:
    tokenizer, shards = tokenizer_of(folder), splits(folder)["train"]
    batch = collate(load(shards, tokenizer, 1024), np.arange(1))
    batch.labels[0] = batch.labels[0].roll(-1)
    batch.labels[0, -1] = -100
    batch.labels[0, int((batch.labels[0] != -100).nonzero()[0])] = -100

    with pytest.raises(DataError, match="decode to"):
        check_labels(batch, [next(read_records(shards))[1]], tokenizer)


def test_an_epoch_has_every_example_once_within_the_budget_and_in_the_order_of_its_seed(folder: Path) -> None:
    examples = load(splits(folder)["train"], tokenizer_of(folder), 1024)
    batches = epoch_batches(examples, 1024, seed=1, epoch=3)

    assert sorted(np.concatenate(batches).tolist()) == list(range(200))
    assert max(len(each) * examples.lengths[each].max() for each in batches) <= 1024
    assert all(map(np.array_equal, batches, epoch_batches(examples, 1024, seed=1, epoch=3)))
    assert not all(map(np.array_equal, batches, epoch_batches(examples, 1024, seed=1, epoch=4)))


def test_the_short_loss_is_the_loss_of_transformers(folder: Path) -> None:
    tokenizer = tokenizer_of(folder)
    batch = collate(load(splits(folder)["train"], tokenizer, 1024), np.arange(8))
    torch.manual_seed(0)
    size = replace(TINY.model, heads=4, kv_heads=2)
    model = build_model(size, tokenizer.get_vocab_size(), end=1, pad=0)

    short = label_loss(model, batch, torch.float32)
    short.backward()
    gradients = {name: weight.grad for name, weight in model.named_parameters()}
    model.zero_grad()
    long = model(input_ids=batch.ids, labels=batch.labels).loss
    long.backward()

    torch.testing.assert_close(short, long)
    for name, weight in model.named_parameters():
        torch.testing.assert_close(gradients[name], weight.grad, rtol=1e-4, atol=1e-6)


def test_thirty_two_examples_are_learnt_by_heart(tmp_path: Path) -> None:
    data, out = toy.write(tmp_path / "data", train=32), tmp_path / "model"

    result = train(Run(data, out, TINY, steps=150))

    log = [json.loads(line) for line in (out / "log.jsonl").read_text().splitlines()]
    assert log[0]["loss"] > 2
    assert log[-1]["loss"] < 0.05
    assert result["splits"]["rule"]["prompts"] == 20
    examples = load(splits(data)["train"], Tokenizer.from_file(str(out / "tokenizer.json")), 1024)
    assert sum(greedy(LlamaForCausalLM.from_pretrained(out), examples, 32)) >= 30


def test_an_interrupted_run_goes_on_bit_for_bit(folder: Path, tmp_path: Path) -> None:
    whole = Run(folder, tmp_path / "whole", TINY, steps=40)
    train(whole)
    parts = replace(whole, out=tmp_path / "parts", save_minutes=0)

    def interrupt() -> None:
        while not (parts.out / "checkpoint.pt").exists():
            time.sleep(0.005)
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    thread.start()
    with pytest.raises(Interrupted, match="--resume"):
        train(parts)
    thread.join()
    stopped_at = torch.load(parts.out / "checkpoint.pt")["position"]["step"]
    train(replace(parts, resume=True))

    assert 0 < stopped_at < 40
    assert all(torch.equal(a, b) for a, b in zip(weights(whole.out).values(), weights(parts.out).values(), strict=True))


def test_a_checkpoint_of_another_run_is_refused(folder: Path, tmp_path: Path) -> None:
    run = Run(folder, tmp_path / "model", TINY, steps=2)
    train(run)

    with pytest.raises(CheckpointError, match="another budget, seed"):
        train(replace(run, steps=3, seed=2, resume=True))


def test_a_new_run_in_an_old_folder_learns_its_own_tokenizer(folder: Path, tmp_path: Path) -> None:
    run = Run(folder, tmp_path / "model", TINY, steps=1)
    train(run)
    train(replace(run, setup=replace(TINY, vocabulary=380)))

    assert Tokenizer.from_file(str(run.out / "tokenizer.json")).get_vocab_size() == 380


def test_a_run_by_the_clock_ends_on_time_with_the_rate_at_its_floor(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "model"

    result = train(Run(folder, out, TINY, minutes=0.03))

    assert 1.8 <= result["seconds"] < 2.4
    assert json.loads((out / "log.jsonl").read_text().splitlines()[-1])["rate"] < 0.1


def test_the_saved_directory_takes_an_adapter(folder: Path, tmp_path: Path) -> None:
    train(Run(folder, tmp_path / "model", TINY, steps=2, dtype=torch.bfloat16))

    model = LlamaForCausalLM.from_pretrained(tmp_path / "model")
    adapted = peft.get_peft_model(model, peft.LoraConfig(r=4, target_modules="all-linear", task_type="CAUSAL_LM"))

    assert (model.config.eos_token_id, model.config.pad_token_id, model.dtype) == (1, 0, torch.float32)
    assert adapted(input_ids=torch.tensor([[5, 6, 7]])).logits.shape == (1, 3, model.config.vocab_size)


def test_the_schedule_goes_up_stays_and_comes_down() -> None:
    recipe = Recipe(batch_tokens=1, matrix_rate=1, other_rate=1, warm_up_steps=10)

    assert [
        rate(recipe, step, fraction) for step, fraction in [(0, 0.0), (9, 0.1), (50, 0.4), (70, 0.7), (99, 1.0)]
    ] == (pytest.approx([0.1, 1.0, 1.0, 0.5, 0.05]))


def test_a_folder_without_training_shards_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["--data", str(tmp_path), "--out", str(tmp_path / "model"), "--steps", "1"])

    assert status == 2
    assert capsys.readouterr().err.startswith(f"{tmp_path / 'train'} has no *.jsonl")
