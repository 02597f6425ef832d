"""Training data from several folders: shares, refusals, resuming."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from gift4code_training.bundled.checkpoint import CheckpointError
from gift4code_training.bundled.config import ModelSize, Recipe, Setup
from gift4code_training.bundled.data import DataError, Examples, epoch_batches
from gift4code_training.bundled.loop import Run
from gift4code_training.bundled.mixing import Source, check, mix, source
from gift4code_training.bundled.train import main, train

from training import toy

TINY = Setup(
    ModelSize(hidden=48, layers=2, heads=3, kv_heads=1, head_dim=16, mlp=64),
    Recipe(batch_tokens=1024, matrix_rate=1e-2, other_rate=1e-2, warm_up_steps=5),
    vocabulary=400,
)


def examples(count: int, token: int) -> Examples:
    return Examples(
        np.full(3 * count, token, dtype=np.uint16),
        np.arange(0, 3 * count + 1, 3, dtype=np.int64),
        np.ones(count, dtype=np.int32),
    )


@pytest.mark.parametrize(("small", "share"), [(20, 0.25), (400, 0.1), (50, 0.5)])
def test_an_epoch_takes_the_share_asked_for(small: int, share: float) -> None:
    mixed = mix([(Source(Path("a")), examples(300, 1)), (Source(Path("b"), share), examples(small, 2))])

    drawn = np.concatenate(epoch_batches(mixed, 64, seed=1, epoch=0))

    assert np.mean(drawn >= 300) == pytest.approx(share, abs=0.01)
    assert sorted(drawn[drawn < 300]) == list(range(300))
    counts = np.bincount(drawn[drawn >= 300] - 300, minlength=small)
    assert counts.max() - counts.min() <= 1


def test_tokens_of_mixed_examples_are_those_of_their_folder() -> None:
    mixed = mix([(Source(Path("a")), examples(5, 1)), (Source(Path("b"), 0.5), examples(4, 2))])

    assert [mixed.completion(each) for each in (0, 4, 5, 8)] == [[1, 1], [1, 1], [2, 2], [2, 2]]


def test_one_folder_is_learned_from_as_ever() -> None:
    alone = examples(7, 1)

    assert mix([(Source(Path("a")), alone)]) is alone


def test_sources_are_read_as_typed(tmp_path: Path) -> None:
    assert source("runs/corpus:0.3") == Source(Path("runs/corpus"), 0.3)
    assert source("runs/data") == Source(Path("runs/data"))
    assert source("c:runs") == Source(Path("c:runs"))
    with pytest.raises(DataError, match="between 0 and 1"):
        source("runs/corpus:3")


@pytest.mark.parametrize(
    ("folders", "said"),
    [
        (["a:0.5", "b:0.5"], "leave out its share"),
        (["a", "b"], "has no share"),
        (["a", "b:0.5", "c:0.5"], "leave nothing"),
    ],
)
def test_shares_that_do_not_add_up_are_one_sentence(
    folders: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(DataError, match=said):
        check([source(each) for each in folders])

    data = [part for each in folders for part in ("--data", each)]
    assert main([*data, "--out", str(tmp_path / "model"), "--steps", "1"]) == 2
    assert said in capsys.readouterr().err


def test_a_mixed_run_scores_the_splits_of_every_folder_and_goes_on_only_with_its_shares(tmp_path: Path) -> None:
    torch.set_num_threads(1)
    first = toy.write(tmp_path / "data", train=120)
    second = toy.write(tmp_path / "corpus", train=30, seed=5)
    run = Run(first, tmp_path / "model", TINY, steps=3, mixed=(Source(second, 0.25),))

    result = train(run)

    assert set(result["splits"]) == {"rule", "corpus rule"}
    assert json.loads((run.out / "scores.json").read_text())["splits"]["corpus rule"]["prompts"] == 20
    train(replace(run, resume=True))
    with pytest.raises(CheckpointError, match="training data"):
        train(replace(run, mixed=(Source(second, 0.5),), resume=True))
