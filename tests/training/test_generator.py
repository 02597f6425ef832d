"""The generator of the bundled model's data: words, programs and records hang together, and a seed gives the same
data."""

from __future__ import annotations

import ast
import gzip
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import psutil
import pytest
from gift4code_training.bundled import phrases
from gift4code_training.bundled.generate import GENERATOR, GenerateError, generate
from gift4code_training.bundled.habits import HABITS, ROLES
from gift4code_training.bundled.programs import Rejected
from gift4code_training.bundled.records import Record, make, seeded

from gift4code_ext.generation.slots import SPECIAL_TOKENS
from gift4code_ext.operations import OPERATIONS, by_name


def draw(count: int, seed: int = 3) -> tuple[list[Record], Counter[str]]:
    rng, records, rejected = seeded(seed), [], Counter[str]()
    while len(records) < count:
        try:
            records += make(rng)
        except Rejected as reason:
            rejected[str(reason)] += 1
    return records, rejected


def test_expand_gives_every_alternative_and_nothing_else():
    rng = random.Random(0)

    said = {phrases.expand("(top|best [of]) {n} rows", rng) for _ in range(200)}

    assert said == {"top {n} rows", "best {n} rows", "best of {n} rows"}


@pytest.mark.parametrize("rule", ["(a|b", "a)", "[a", "(a|b]"])
def test_expand_names_a_rule_whose_brackets_do_not_balance(rule: str):
    with pytest.raises(ValueError, match="phrase rule"):
        phrases.expand(rule, random.Random(0))


def test_every_rule_of_every_operation_says_only_its_own_arguments():
    rng = random.Random(1)
    for operation in OPERATIONS:
        for rule in (*operation.nouns, *operation.verbs, *operation.clauses):
            fields = set(re.findall(r"{(\w+)}", phrases.expand(rule, rng)))
            assert fields <= set(operation.arguments), (operation.name, rule)


def test_there_are_at_least_forty_operations_with_unique_names():
    names = [operation.name for operation in OPERATIONS]

    assert len(names) == len(set(names)) >= 40


def test_habits_name_operations_that_exist():
    named = {name for operations in ROLES.values() for name in operations}

    assert named <= set(by_name)
    assert {role for roles in HABITS for role in roles} <= set(ROLES)


def test_a_seed_gives_the_same_records():
    assert draw(15)[0] == draw(15)[0]


def test_completions_are_programs_over_the_slots_of_their_prompt():
    records, _ = draw(60)
    for record in records:
        used = set(re.findall(r"<[cdvn]\d+>", record.completion))
        assert used <= set(re.findall(r"<[cdvn]\d+>", record.prompt)), record
        assert "<d0>" in used
        plain = re.sub(r"<([cdvn]\d+)>", r"_\1", record.completion)
        ast.parse(plain)


def test_prompts_hold_no_special_token_that_the_vocabulary_lacks():
    records, _ = draw(60)

    found = {token for record in records for token in re.findall(r"<[a-z]+\d*>", record.prompt)}

    assert found <= set(SPECIAL_TOKENS)


def test_rejections_are_counted_by_reason():
    _, rejected = draw(60)

    assert {"no arguments", "identity"} & set(rejected)


def test_generation_goes_on_where_it_stopped(tmp_path: Path):
    first = generate(tmp_path, count=1, seed=5, workers=1, held_out=0)
    shard = tmp_path / "train" / "00000.jsonl.gz"
    before = shard.read_bytes()

    second = generate(tmp_path, count=1, seed=5, workers=1, held_out=0)

    assert (second, shard.read_bytes()) == (first, before)
    with gzip.open(shard, "rt", encoding="utf-8") as file:
        assert {"prompt", "completion", "kind", "sketch"} <= set(json.loads(next(file)))


def test_a_folder_of_another_run_is_refused(tmp_path: Path):
    generate(tmp_path, count=0, seed=5, workers=1, held_out=0)

    with pytest.raises(GenerateError, match=f"seed 5, shard 2000, not of generator {GENERATOR}, seed 6"):
        generate(tmp_path, count=1, seed=6, workers=1, held_out=0)

    (tmp_path / "run.json").unlink()
    (tmp_path / "counts").mkdir()
    (tmp_path / "counts" / "00000.json").write_text("{}")
    with pytest.raises(GenerateError, match="holds records of an unknown run"):
        generate(tmp_path, count=1, seed=5, workers=1, held_out=0)


def test_a_folder_with_more_shards_than_asked_for_is_refused(tmp_path: Path):
    generate(tmp_path, count=0, seed=5, workers=1, held_out=0)
    (tmp_path / "counts").mkdir()
    (tmp_path / "counts" / "00001.json").write_text("{}")

    with pytest.raises(GenerateError, match="1 shards more"):
        generate(tmp_path, count=2000, seed=5, workers=1, held_out=0)


def test_an_interrupt_ends_generation_with_one_sentence(tmp_path: Path):
    command = [sys.executable, "-m", "gift4code_training.bundled.generate", "--out", str(tmp_path), "--workers", "2"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    run = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while not psutil.Process(run.pid).children():
        assert run.poll() is None
        time.sleep(0.1)
    time.sleep(1)

    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=20)

    assert run.returncode == 130
    assert said.splitlines()[-1].startswith("Stopped; finished shards are kept")
    assert "Traceback" not in said


def test_held_out_domains_are_marked():
    rng = seeded(9)
    for _ in range(20):
        try:
            records = make(rng, held_out=True)
        except Rejected:
            continue
        assert {record.split for record in records} == {"domain"}
