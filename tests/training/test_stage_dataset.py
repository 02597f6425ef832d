"""The data set: prompts and completions by kind, tables on one side, other data by ratio, the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import threading
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from gift4code_training.cli import main
from gift4code_training.journal import alone, manifest_of, read
from gift4code_training.stages.learning import DRAWN, split_of
from gift4code_training.tuning.dataset import read as read_for_tuning

from gift4code_ext.generation.prompt import build, finish
from gift4code_ext.generation.text_prompt import STOP
from gift4code_ext.spec.model import Output, Spec, SpecKind
from gift4code_ext.spec.read import read as read_value
from training import staged

END = "\n\n# In[ ]:\n"
TABLES = {f"garden{number}": staged.TABLES["garden"] for number in range(8)}
TASKS = (
    *staged.TASKS,
    *(staged.Task(name, f"the {name} plants by height", ("result = df.sort_values('height')",), (("sort_values",),))
      for name in TABLES),
)  # fmt: skip


def made(folder: Path, *options: str) -> list[dict[str, Any]]:
    """The lines of dataset.jsonl, made with these options."""
    assert main(["dataset", "--dir", str(folder), "--validation", "0.4", *options]) == 0
    return list(read(folder / "dataset.jsonl"))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with kept.jsonl and no data set."""
    path = staged.folder(tmp_path_factory.mktemp("kept"), TASKS, {**staged.TABLES, **TABLES})
    assert main(["specs", "--dir", str(path)]) == 0
    assert main(["filter", "--dir", str(path), "--per-intent", "3"]) == 0
    return path


@pytest.fixture
def fresh(kept: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return shutil.copytree(kept, tmp_path / "fresh")


@pytest.fixture(scope="module")
def folder(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with dataset.jsonl."""
    path = shutil.copytree(kept, tmp_path_factory.mktemp("dataset") / "whole")
    made(path)
    return path


@pytest.fixture(scope="module")
def lines(folder: Path) -> list[dict[str, Any]]:
    return list(read(folder / "dataset.jsonl"))


def by_task(lines: list[dict[str, Any]]) -> dict[str, dict[str, dict[str, Any]]]:
    found: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for each in lines:
        found[each["task"]][each["kind"]] = each
    return found


def test_each_task_has_one_line_of_each_kind(folder: Path, lines: list[dict[str, Any]]) -> None:
    assert len(by_task(lines)) == len(list(read(folder / "kept.jsonl")))
    assert len(lines) == sum(map(len, by_task(lines).values()))
    for task in by_task(lines).values():
        (split,) = {each["split"] for each in task.values()}
        assert set(task) == {*DRAWN, "mixed"} | ({"noisy"} if split == "validation" else set())


def test_mixed_is_one_of_the_kinds_of_the_task(lines: list[dict[str, Any]]) -> None:
    tasks = by_task(lines).values()

    for task in tasks:
        assert task["mixed"]["prompt"] == task[task["mixed"]["told"]]["prompt"]
    assert {task["mixed"]["told"] for task in tasks} == set(DRAWN)


def test_nothing_of_a_table_is_on_both_sides(lines: list[dict[str, Any]]) -> None:
    sides = defaultdict(set)
    for each in lines:
        sides[each["table"]].add(each["split"])

    assert all(len(side) == 1 for side in sides.values())
    assert Counter(side for each in sides.values() for side in each).keys() == {"train", "validation"}
    shares = [split_of(f"table {number}", 0.25, 0) for number in range(2000)]
    assert 430 < shares.count("validation") < 570


def test_a_completion_is_the_cell_and_an_end_that_stops_a_model(folder: Path, lines: list[dict[str, Any]]) -> None:
    codes = {each["key"]: each["code"] for each in read(folder / "runs.jsonl")}

    assert all(each["completion"] == codes[each["task"]] + END for each in lines)
    assert all(each["prompt"].endswith("\n# In[ ]:\n") for each in lines)
    assert END[: END.index("[") + 1].endswith(STOP[0])


def test_prompts_differ_in_what_they_tell_of_the_output_alone(lines: list[dict[str, Any]]) -> None:
    price = next(
        task for task in by_task(lines).values() if task["none"]["completion"] == "result = df['Price'].mean()" + END
    )

    asked = {kind: each["prompt"].split("\n# What is the average price?\n")[1] for kind, each in price.items()}
    rest = "# Use df as given, without loading again. The answer goes into the variable result.\n\n# In[ ]:\n"
    assert asked["none"] == rest
    assert asked["type"] == f"# Bind the variable result, a float.\n{rest}"
    assert "# Output result: 3.641666666666667\n" in asked["examples"]
    assert "# The output is a single value of type float." in asked["summary"]


@pytest.mark.parametrize(("level", "tells"), [("schema", {False}), ("rows", {True}), ("drawn", {False, True})])
def test_the_level_says_whether_inputs_are_told_with_values(fresh: Path, level: str, tells: set[bool]) -> None:
    lines = made(fresh, "--level", level, "--kinds", "none,examples")

    assert {"such as" in each["prompt"] for each in lines if each["kind"] == "none"} == tells
    assert all("such as" in each["prompt"] for each in lines if each["kind"] == "examples")


def test_the_same_data_set_comes_of_any_number_of_parts(
    folder: Path, fresh: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for part in ("3/3", "1/3"):
        assert main(["dataset", "--dir", str(fresh), "--validation", "0.4", "--shard", part]) == 0
        assert not (fresh / "dataset.jsonl").exists()
    assert "lacks examples.2-of-3.jsonl" in capsys.readouterr().out

    made(fresh, "--shard", "2/3")

    content = (fresh / "dataset.jsonl").read_bytes()
    assert content == (folder / "dataset.jsonl").read_bytes()
    sha256 = hashlib.sha256(b"".join(sorted(content.splitlines(keepends=True)))).hexdigest()
    assert f"sha256 {sha256}" in capsys.readouterr().out
    assert manifest_of(fresh / "dataset.jsonl")["sha256"] == sha256


def test_parts_that_begin_and_end_together_make_the_same_data_set(folder: Path, fresh: Path) -> None:
    begin = threading.Barrier(3)
    statuses: list[int] = []

    def part(shard: str) -> None:
        begin.wait()
        statuses.append(main(["dataset", "--dir", str(fresh), "--validation", "0.4", "--shard", shard]))

    parts = [threading.Thread(target=part, args=(f"{number}/3",)) for number in (1, 2, 3)]
    for each in parts:
        each.start()
    for each in parts:
        each.join()

    assert statuses == [0, 0, 0]
    assert (fresh / "dataset.jsonl").read_bytes() == (folder / "dataset.jsonl").read_bytes()


def test_the_last_part_waits_for_another_that_puts_the_data_set_together(fresh: Path) -> None:
    command = ["dataset", "--dir", str(fresh), "--validation", "0.4", "--shard"]
    assert main([*command, "1/2"]) == 0
    statuses: list[int] = []
    last = threading.Thread(target=lambda: statuses.append(main([*command, "2/2"])))
    with alone(fresh / "dataset.jsonl"):
        last.start()
        last.join(2.0)
        assert statuses == []
    last.join()

    assert statuses == [0]


@pytest.mark.parametrize("lost", ["the end of the last line", "a line and a half", "all"])
def test_the_same_data_set_comes_of_a_process_that_was_killed(folder: Path, tmp_path: Path, lost: str) -> None:
    """As a kill leaves it: an input is announced, and its examples are not all written."""
    other = shutil.copytree(folder, tmp_path / "killed")
    announced = (other / "examples.done.jsonl").read_bytes().splitlines(keepends=True)[:6]
    counts = [len(json.loads(line)["made"]) for line in announced]
    examples = (other / "examples.jsonl").read_bytes().splitlines(keepends=True)[: sum(counts)]
    whole, last = b"".join(examples[: sum(counts[:5])]), b"".join(examples[sum(counts[:5]) :])
    cut = {"the end of the last line": 1, "a line and a half": len(examples[-1]) * 3 // 2, "all": len(last)}[lost]
    (other / "examples.done.jsonl").write_bytes(b"".join(announced))
    (other / "examples.jsonl").write_bytes(whole + last[: len(last) - cut])
    (other / "dataset.jsonl").unlink()

    made(other)

    assert (other / "dataset.jsonl").read_bytes() == (folder / "dataset.jsonl").read_bytes()


def test_examples_that_are_gone_are_made_again(folder: Path, tmp_path: Path) -> None:
    other = shutil.copytree(folder, tmp_path / "fewer")
    examples = (other / "examples.jsonl").read_bytes().splitlines(keepends=True)
    (other / "examples.jsonl").write_bytes(b"".join(examples[3:]))
    made(other)

    assert (other / "dataset.jsonl").read_bytes() == (folder / "dataset.jsonl").read_bytes()


def test_examples_of_another_part_that_are_gone_are_missed(fresh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    part = ["dataset", "--dir", str(fresh), "--validation", "0.4", "--shard"]
    assert main([*part, "1/2"]) == 0
    examples = (fresh / "examples.1-of-2.jsonl").read_bytes().splitlines(keepends=True)
    (fresh / "examples.1-of-2.jsonl").write_bytes(b"".join(examples[3:]))

    assert main([*part, "2/2"]) == 2
    assert f"holds {len(examples) - 3} of the {len(examples)} examples" in capsys.readouterr().err


def test_other_options_over_what_is_there_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dataset", "--dir", str(folder), "--validation", "0.1"]) == 2
    assert "validation" in capsys.readouterr().err


def _write(path: Path, records: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(each) + "\n" for each in records))
    return path


def test_other_data_is_mixed_into_every_kind_by_ratio(fresh: Path, tmp_path: Path) -> None:
    pairs = _write(
        tmp_path / "pairs.jsonl", [{"prompt": f"p{number}\n", "completion": f"c{number}"} for number in range(90)]
    )
    texts = _write(tmp_path / "texts.jsonl", [{"text": f"x = {number}"} for number in range(3)])
    lines = made(fresh, "--mix", f"{pairs}:0.5", "--mix", f"{texts}:0.2")

    chosen = {}
    for kind in (*DRAWN, "mixed"):
        own = [each for each in lines if each["kind"] == kind and each["split"] == "train"]
        sources = Counter(each["source"] for each in own)
        assert sources["pairs.jsonl"] / len(own) == pytest.approx(0.5, abs=0.02)
        assert sources["texts.jsonl"] / len(own) == pytest.approx(0.2, abs=0.02)
        chosen[kind] = sorted(each["completion"] for each in own if each["source"] == "pairs.jsonl")
        again = Counter(each["completion"] for each in own if each["source"] == "texts.jsonl")
        assert max(again.values()) - min(again.values()) <= 1  # three records, gone through evenly
    assert chosen["none"] == chosen["summary"]
    assert all(each["split"] == "train" and not each["table"] for each in lines if each["source"].endswith(".jsonl"))
    assert all(each["prompt"] == "" for each in lines if each["source"] == "texts.jsonl")
    assert {pair.completion for pair in read_for_tuning([fresh], "type").train if not pair.prompt} == {
        f"x = {number}" for number in range(3)
    }

    first = (fresh / "dataset.jsonl").read_bytes()
    pairs.write_text("".join(pairs.read_text().splitlines(keepends=True)[::-1]))
    made(fresh, "--mix", f"{pairs}:0.5", "--mix", f"{texts}:0.2")
    assert (fresh / "dataset.jsonl").read_bytes() == first


def test_nothing_of_a_benchmark_is_mixed_in(fresh: Path, tmp_path: Path) -> None:
    words = "count the boats of each harbour and tell which of them is full"
    benchmark = _write(tmp_path / "asks.jsonl", [{"intent": words, "reference": "x = 1"}])
    others = _write(tmp_path / "code.jsonl", [{"text": f"# {words}"}, {"text": "y = 2"}])

    lines = made(fresh, "--mix", f"{others}:0.1", "--against", str(benchmark))

    assert {each["completion"] for each in lines if each["source"] == "code.jsonl"} == {"y = 2"}
    assert json.loads((fresh / "dataset.counts.json").read_text())["mixed in, of a benchmark"] == {"code.jsonl": 1}


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "cannot be mixed in"), ("{", "line 1 of .* is no JSON"), ('{"code": 1}', "line 1 of .* has neither")],
)
def test_what_cannot_be_mixed_in_is_refused(
    fresh: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None, says: str
) -> None:
    others = tmp_path / "code.jsonl"
    if content is not None:
        others.write_text(content)

    assert main(["dataset", "--dir", str(fresh), "--mix", f"{others}:0.3"]) == 2
    err = capsys.readouterr().err
    assert re.search(says, err)
    assert not (fresh / "dataset.jsonl").exists()


def test_the_same_stages_serve_the_bundled_model(fresh: Path) -> None:
    lines = made(fresh, "--template", "slots/1")
    codes = {each["key"]: each["code"] for each in read(fresh / "runs.jsonl")}

    tallest = next(each for each in lines if each["kind"] == "summary" and "nlargest" in each["completion"])
    assert tallest["completion"] == "result = <d0>.nlargest(<v0>, <c1>)"
    assert "<want> frame same" in tallest["prompt"]
    assert tallest["prompt"].endswith("<code>\n")
    intent = next(each["text"] for each in read(fresh / "intents.jsonl") if "tallest" in each["text"])
    live = Spec(intent, (read_value(staged.TABLES["garden"], "df"),), Output("result"))
    asked = next(each for each in lines if each["kind"] == "none" and each["task"] == tallest["task"])
    prompt = build("slots/1", live, SpecKind.NONE)
    assert asked["prompt"] == prompt.text
    assert pd.api.types.is_string_dtype(staged.TABLES["garden"]["plant"])
    assert finish(prompt, asked["completion"]) == codes[asked["task"]]
    rejected = json.loads((fresh / "examples.counts.json").read_text())["rejected"]
    assert sum(rejected.values()) == len(list(read(fresh / "kept.jsonl"))) - len(by_task(lines))


def test_a_cell_that_no_words_hold_is_not_learnt_in_slots(tmp_path: Path) -> None:
    task = staged.Task("bakery", "the good ones only", ("result = df[df['Loaf'] == 'spelt']",), ((),))
    folder = staged.folder(tmp_path, [task])
    assert main(["specs", "--dir", str(folder)]) == 0
    assert main(["filter", "--dir", str(folder)]) == 0

    assert made(folder, "--template", "slots/1") == []
    counts = json.loads((folder / "examples.counts.json").read_text())
    assert counts["rejected"] == {"a cell's text is in the program and not in the words": 1}


def test_our_own_trainer_reads_one_kind(folder: Path, lines: list[dict[str, Any]]) -> None:
    found = read_for_tuning([folder], "summary")

    own = [each for each in lines if each["kind"] == "summary"]
    assert found.template == "gift4code/1"
    assert len(found.train) == sum(each["split"] == "train" for each in own)
    assert len(found.validation) == sum(each["split"] == "validation" for each in own)


def test_trl_takes_the_file_as_it_is_and_learns_the_completions_alone(folder: Path, tmp_path: Path) -> None:
    datasets, trl = pytest.importorskip("datasets"), pytest.importorskip("trl")
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    loaded = datasets.load_dataset(
        "json", data_files=str(folder / "dataset.jsonl"), split="train", cache_dir=str(tmp_path)
    )
    rows = loaded.filter(lambda row: row["kind"] == "type" and row["split"] == "train")
    bytes_ = Tokenizer(models.BPE())
    bytes_.pre_tokenizer, bytes_.decoder = pre_tokenizers.ByteLevel(add_prefix_space=False), decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    learning = trainers.BpeTrainer(vocab_size=600, special_tokens=["<end>", "<pad>"], initial_alphabet=alphabet)
    bytes_.train_from_iterator([*rows["prompt"], *rows["completion"]], learning)
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=bytes_, eos_token="<end>", pad_token="<pad>")
    config = LlamaConfig(
        vocab_size=600, hidden_size=16, intermediate_size=32, num_hidden_layers=1, num_attention_heads=2,
        max_position_embeddings=2048, eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id,
    )  # fmt: skip
    trainer = trl.SFTTrainer(
        model=LlamaForCausalLM(config),
        args=trl.SFTConfig(
            output_dir=str(tmp_path / "out"), max_steps=2, per_device_train_batch_size=2, max_length=2048, use_cpu=True,
            bf16=False, report_to=[], save_strategy="no", logging_steps=1, disable_tqdm=True,
        ),
        train_dataset=rows,
        processing_class=tokenizer,
    )  # fmt: skip
    batch = next(iter(trainer.get_train_dataloader()))

    learnt = [tokenizer.decode(row[row != -100]) for row in batch["labels"]]
    assert set(learnt) <= {each + "<end>" for each in rows["completion"]}
    assert len(learnt) == 2
    trainer.train()
    assert [entry["step"] for entry in trainer.state.log_history if "loss" in entry] == [1, 2]
