"""Tasks kept apart as a suite: what the stages made of tables that nobody learned from."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from gift4code_training.cli import main
from gift4code_training.evaluation.problem import EvaluationError, Problem, Running
from gift4code_training.evaluation.suites import suite
from gift4code_training.evaluation.suites.tasks import KNOWN, NEW, UNHEARD
from gift4code_training.journal import read

from gift4code_ext.spec.model import SpecKind
from training import staged

RUNNING = Running(width=1, seconds=20)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of a bakery, a harbour and a garden, come to a data set; some of them are kept for validation."""
    folder = staged.folder(tmp_path_factory.mktemp("tasks") / "data")
    where = ["--dir", str(folder)]
    assert main(["specs", *where, "--workers", "1"]) == 0
    assert main(["filter", *where]) == 0
    assert main(["dataset", *where, "--validation", "0.6", "--workers", "1"]) == 0
    return folder


@pytest.fixture(scope="module")
def problems(folder: Path) -> list[Problem]:
    return list(suite("tasks").load(folder, RUNNING))


def test_only_tasks_of_tables_kept_apart_are_posed(folder: Path, problems: list[Problem]) -> None:
    lines = list(read(folder / "dataset.jsonl"))
    held = {line["table"] for line in lines if line["split"] == "validation"}
    assert held
    assert {problem.cluster for problem in problems} == held
    assert {problem.id for problem in problems} == {line["task"] for line in lines if line["split"] == "validation"}
    learnt = {line["sketch"] for line in lines if line["split"] == "train"}
    assert learnt
    assert {problem.perturbation for problem in problems} <= {KNOWN, NEW}


def test_tasks_worded_by_a_rule_that_nobody_learned_from_are_told_apart(
    folder: Path, problems: list[Problem], tmp_path: Path
) -> None:
    other = shutil.copytree(folder, tmp_path / "worded")
    split = {line["task"]: line["split"] for line in read(folder / "dataset.jsonl")}
    runs = list(read(folder / "runs.jsonl"))
    learnt = {run["intent"] for run in runs if split.get(run["key"]) == "train"}
    held = sorted({run["intent"] for run in runs if split.get(run["key"]) == "validation"} - learnt)
    intents = [
        {**intent, "rules": ["sort by {column}", *(["{column} in order"] if intent["key"] == held[0] else [])]}
        for intent in read(folder / "intents.jsonl")
    ]
    (other / "intents.jsonl").write_text("".join(json.dumps(intent) + "\n" for intent in intents))

    found = {problem.id: problem.perturbation for problem in suite("tasks").load(other, RUNNING)}

    of = {run["key"]: run["intent"] for run in runs}
    assert learnt
    assert found == {
        problem.id: f"{problem.perturbation}, {UNHEARD}" if of[problem.id] == held[0] else problem.perturbation
        for problem in problems
    }


def test_the_summary_is_of_someone_who_has_not_seen_the_values(folder: Path, problems: list[Problem]) -> None:
    seen = {problem.id: problem for problem in suite("tasks-seen").load(folder, RUNNING)}
    for problem in problems:
        noisy, computed = (each.specs[SpecKind.SUMMARY].output for each in (problem, seen[problem.id]))
        assert noisy.summary != computed.summary
        assert noisy.rows is None
        assert problem.specs[SpecKind.TYPE] == seen[problem.id].specs[SpecKind.TYPE]


def test_answers_are_judged_by_the_value_of_the_program(problems: list[Problem]) -> None:
    chosen = suite("tasks")
    pairs = []
    for problem in problems:
        wrong = f"{problem.answer} = {problem.inputs[0]}.head(1).T"
        pairs += [(problem, problem.reference), (problem, wrong), (problem, f"{problem.answer} = no_such_name")]
    statuses = [verdict.status for verdict in chosen.score(pairs, RUNNING)]
    assert statuses == ["ok", "wrong", "error"] * len(problems)


def test_a_folder_that_is_not_finished_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="is no finished folder of the stages"):
        suite("tasks").load(tmp_path, RUNNING)


def test_a_data_set_of_another_form_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "dataset.jsonl").write_text('{"key": "1", "prompt": "a", "completion": "b"}\n')
    with pytest.raises(EvaluationError, match="is none that the stages write: a line has no 'split'"):
        suite("tasks").load(tmp_path, RUNNING)


def test_without_tables_for_validation_it_says_what_to_do(tmp_path: Path) -> None:
    folder = staged.folder(tmp_path / "data")
    where = ["--dir", str(folder)]
    assert main(["specs", *where, "--workers", "1"]) == 0
    assert main(["filter", *where]) == 0
    assert main(["dataset", *where, "--validation", "0", "--workers", "1"]) == 0
    with pytest.raises(EvaluationError, match="or a larger --validation"):
        suite("tasks").load(folder, RUNNING)
