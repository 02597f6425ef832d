"""What is learnt from a record: which records, which tokens, in which batches; recipes and their values."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from gift4code_training.tuning.batches import epoch_batches, in_order, share
from gift4code_training.tuning.dataset import Pair, read
from gift4code_training.tuning.errors import TuningError
from gift4code_training.tuning.recipe import Recipe, add_options, build
from gift4code_training.tuning.schedule import factor
from gift4code_training.tuning.tokens import IGNORED, Encoded, check_labels, collate, encode
from hypothesis import given
from hypothesis import strategies as st
from transformers import AutoTokenizer

from training import families

CONFIGS = Path(__file__).resolve().parents[2] / "training" / "configs"
PAIR = Pair("# mean of fare of df\n", "result = df['fare'].mean()\n")


@pytest.fixture(scope="module", params=families.NAMES)
def tokenizer(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return AutoTokenizer.from_pretrained(families.save(request.param, tmp_path_factory.mktemp("family")))


def record(**fields: Any) -> dict[str, Any]:
    return {"prompt": "p", "completion": "c", "kind": "type", "split": "train", **fields}


def test_the_boundary_between_prompt_and_completion_is_one_between_tokens(tokenizer: Any) -> None:
    encoded = encode(tokenizer, PAIR, chat=False)

    assert list(encoded.ids[: encoded.prompt]) == tokenizer(PAIR.prompt)["input_ids"]
    assert tokenizer.decode(encoded.ids[encoded.prompt :]) == PAIR.completion + tokenizer.eos_token
    assert (encoded.ids[0] == tokenizer.bos_token_id) == (tokenizer.eos_token in ("<|eot_id|>", "<|EOT|>"))


def test_a_chat_prompt_is_what_the_template_makes_of_it(tokenizer: Any) -> None:
    tokenizer.chat_template = tokenizer.chat_template or families.CHATML  # StarCoder2 has none of its own
    encoded = encode(tokenizer, Pair((("system", "Be brief."), ("user", "Mean?")), "x.mean()"), chat=True)
    given_ = tokenizer.decode(encoded.ids[: encoded.prompt])

    assert given_ == tokenizer.apply_chat_template(
        [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Mean?"}],
        add_generation_prompt=True,
        tokenize=False,
    )


def test_labels_of_a_batch_are_the_completions_alone(tokenizer: Any) -> None:
    pairs = [PAIR, Pair("# a\n", "result = 1\n"), Pair("# é\n", "result = 'e\N{COMBINING ACUTE ACCENT}'\n")]
    batch = collate([encode(tokenizer, pair, chat=False) for pair in pairs], pad=0)

    check_labels(batch, [pair.completion for pair in pairs], tokenizer)
    assert torch.equal(batch.labels[batch.labels != IGNORED], batch.ids[batch.labels != IGNORED])
    assert (batch.labels[batch.mask == 0] == IGNORED).all()


def test_a_text_without_a_prompt_is_learnt_from_its_first_token(tokenizer: Any) -> None:
    encoded = encode(tokenizer, Pair("", PAIR.completion), chat=False)

    assert encoded.prompt == 1  # what stands before every text, or the end of the one before
    assert encoded.ids[0] in (tokenizer.bos_token_id, tokenizer.eos_token_id)
    check_labels(collate([encoded], pad=0), [PAIR.completion], tokenizer)


@pytest.mark.parametrize("shift", [-1, 1])
def test_a_mask_that_slipped_refuses_to_train(tokenizer: Any, shift: int) -> None:
    encoded = encode(tokenizer, PAIR, chat=False)
    batch = collate([replace(encoded, prompt=encoded.prompt + shift)], pad=0)

    with pytest.raises(TuningError, match=r"decode to .* and not to its completion"):
        check_labels(batch, [PAIR.completion], tokenizer)


def test_labels_without_an_end_refuse_to_train(tokenizer: Any) -> None:
    ids = tokenizer("a")["input_ids"]
    closed = Encoded((*ids, *tokenizer("b", add_special_tokens=False)["input_ids"], ids[-1]), len(ids))

    with pytest.raises(TuningError, match="do not close with the end token"):
        check_labels(collate([closed], pad=0), ["b"], tokenizer)


def test_messages_want_chat(tokenizer: Any) -> None:
    with pytest.raises(TuningError, match="add --chat"):
        encode(tokenizer, Pair((("user", "Mean?"),), "x.mean()"), chat=False)


@given(
    lengths=st.lists(st.integers(1, 90), min_size=1, max_size=300),
    size=st.integers(1, 17),
    processes=st.integers(1, 5),
    micro=st.integers(1, 6),
)
def test_every_example_is_learnt_once_an_epoch_whoever_shares_it(
    lengths: list[int], size: int, processes: int, micro: int
) -> None:
    batches = epoch_batches(lengths, size, seed=1, epoch=2)
    shared = [[share(batch, rank, processes, micro) for rank in range(processes)] for batch in batches]
    learnt = [index for ranks in shared for passes in ranks for part in passes for index in part]

    assert (
        sorted(learnt)
        == list(range(len(lengths)))
        == sorted(index for batch in in_order(lengths, size) for index in batch)
    )
    assert all(len({len(passes) for passes in ranks}) == 1 for ranks in shared)
    assert all(len(part) <= micro for ranks in shared for passes in ranks for part in passes)


def test_epochs_differ_and_repeat_by_seed() -> None:
    lengths = list(range(40))
    first, again, second, other = (
        epoch_batches(lengths, 4, seed, epoch) for seed, epoch in [(1, 0), (1, 0), (1, 1), (2, 0)]
    )

    assert first == again
    assert first != second
    assert first != other


def test_batches_hold_examples_of_like_length() -> None:
    lengths = [length for length in range(1, 65) for _ in range(4)]
    widths = [
        max(lengths[i] for i in batch) - min(lengths[i] for i in batch) for batch in epoch_batches(lengths, 4, 1, 0)
    ]

    assert max(widths) == 0


def test_the_rate_goes_up_and_then_down() -> None:
    cosine = [factor("cosine", step, 10, 0.2) for step in range(11)]
    level = [factor("constant", step, 10, 0.2) for step in range(10)]

    assert cosine == pytest.approx([1 / 3, 2 / 3, 1, 0.9619, 0.8536, 0.6913, 0.5, 0.3087, 0.1464, 0.0381, 0], abs=1e-4)
    assert level == pytest.approx([1 / 3, 2 / 3] + [1] * 8)


def test_a_kind_is_picked_and_mixed_is_all_of_them(tmp_path: Path) -> None:
    lines = [record(prompt=kind, kind=kind) for kind in ("none", "type", "summary")]
    file = families.write(tmp_path / "dataset.jsonl", [*lines, record(prompt="held", split="validation")])

    assert [pair.prompt for pair in read([file], "type").train] == ["type"]
    assert [pair.prompt for pair in read([file], "type").validation] == ["held"]
    assert [pair.prompt for pair in read([tmp_path], "mixed").train] == ["none", "type", "summary"]


def test_records_labelled_mixed_are_the_mixture(tmp_path: Path) -> None:
    file = families.write(tmp_path / "d.jsonl", [record(prompt="a"), record(prompt="b", kind="mixed")])

    assert [pair.prompt for pair in read([file], "mixed").train] == ["b"]


def test_messages_are_read_as_trl_writes_them(tmp_path: Path) -> None:
    said = record(prompt=[{"role": "user", "content": "q"}], completion=[{"role": "assistant", "content": "a"}])

    assert read([families.write(tmp_path / "d.jsonl", [said])], "mixed").train == (Pair((("user", "q"),), "a"),)


def test_shards_of_a_folder_are_one_data_set(tmp_path: Path) -> None:
    for number in (1, 2):
        families.write(tmp_path / f"dataset.{number}-of-2.jsonl", [record(prompt=str(number))])

    assert [pair.prompt for pair in read([tmp_path], "mixed").train] == ["1", "2"]


def test_the_manifest_of_the_data_states_the_template(tmp_path: Path) -> None:
    file = families.write(tmp_path / "dataset.jsonl", [record()])
    (tmp_path / "dataset.manifest.json").write_text('{"template": "slots/1"}')

    assert read([file], "mixed").template == "slots/1"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "is empty: there is nothing to learn"),
        ('{"prompt": "p"}\n', "line 1 of .* has no prompt and completion"),
        ("[1]\n", "line 1 of .* has no prompt and completion"),
        ('{"prompt"\n', "line 1 of .* is no JSON"),
        ('{"prompt": "p", "completion": ""}\n', "The completion in line 1 of .* is empty"),
        ('{"prompt": 3, "completion": "c"}\n', "The prompt in line 1 of .* neither text nor messages"),
        ('{"prompt": "p", "completion": "c", "split": "dev"}\n', "has the split 'dev'"),
        ('{"prompt": "p", "completion": "c", "kind": "none"}\n', "no record of kind type .* it has 1 of kind none"),
    ],
)
def test_bad_data_gets_a_sentence(tmp_path: Path, content: str, sentence: str) -> None:
    file = tmp_path / "data.jsonl"
    file.write_text(content)

    with pytest.raises(TuningError, match=sentence):
        read([file], "type")


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_data_that_is_not_there_names_the_step_that_makes_it(tmp_path: Path, name: str) -> None:
    with pytest.raises(TuningError, match="run gift4code-train dataset first"):
        read([tmp_path / name], "mixed")


def test_what_is_stated_wins_over_the_file_and_the_file_over_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / "recipe.yaml"
    file.write_text("rank: 8\nrate: 1e-4\nsteps: null\n")
    parser = argparse.ArgumentParser()
    add_options(parser)
    stated = vars(parser.parse_args(["--rank", "4", "--full"]))

    assert build(file, stated) == Recipe(rank=4, rate=1e-4, full=True)


@pytest.mark.parametrize("path", sorted(CONFIGS.glob("*.yaml")), ids=lambda path: path.name)
def test_every_recipe_that_comes_along_is_one(path: Path) -> None:
    assert build(path, {}).learning_rate > 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("ranks: 8\n", r"unknown keys \(ranks\)"),
        ("rank: eight\n", "rank of the recipe .* is 'eight'; it must be a whole number"),
        ("rank: true\n", "it must be a whole number"),
        ("rate: [1]\n", "it must be a number"),
        ("full: 1\n", "it must be true or false"),
        ("- rank\n", "holds no keys"),
        ("a: b: c\n", "is no YAML"),
        ("rank: 0\n", "rank is 0; it must be 1 or more"),
        ("rate: -1\n", "learning_rate is -1; it must be above 0"),
        ("warm_up: 1.5\n", "warm_up is 1.5; it must be a share"),
        ("patience: -1\n", "patience is -1; it must not be negative"),
        ("kind: types\n", "kind is 'types'; it must be one of none, type, examples, summary, mixed"),
    ],
)
def test_a_bad_recipe_gets_a_sentence(tmp_path: Path, content: str, sentence: str) -> None:
    file = tmp_path / "recipe.yaml"
    file.write_text(content)

    with pytest.raises(TuningError, match=sentence):
        build(file, {})


def test_a_recipe_that_is_not_there_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(TuningError, match=r"cannot be read: No such file"):
        build(tmp_path / "no.yaml", {})


def test_records_written_by_the_families_are_records(tmp_path: Path) -> None:
    file = families.write(tmp_path / "data.jsonl", families.records())

    assert len({json.loads(line)["completion"] for line in file.read_text().splitlines()}) == 32
