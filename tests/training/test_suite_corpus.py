"""The hand-written corpus as a suite: which tasks are posed, over which frames, and what is right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from gift4code_training.cli import main
from gift4code_training.corpus.model import CorpusError
from gift4code_training.corpus.packing import parts
from gift4code_training.corpus.reading import read_folder
from gift4code_training.corpus.syntax import sketch
from gift4code_training.evaluation.problem import EvaluationError, Problem, Running
from gift4code_training.evaluation.suites import suite

from gift4code_ext.spec.model import SpecKind

RUNNING = Running(width=1, seconds=20)

# abbey is held out as a domain, x07 as an author, and the running total of kiln as a sketch
ABBEY = """\
domain: abbey
about: the guest house of an abbey
author: x01

== stays | who stayed how long
-- stays
guest,wing,nights,paid
Ada,east,3,90
Bo,east,5,
Cy,west,2,80
Di,west,4,160
Ed,north,7,210

? sentence | Fill the missing paid with 0.
> stays['paid'] = stays['paid'].fillna(0)

? follow | of those, the guests in the east
< long = stays[stays['nights'] > 2]
> result = long[long['wing'] == 'east']

? vague | the wings, as we like them
> result = stays.groupby('wing')['nights'].sum().sort_values(ascending=False)

? sentence | A table of the guests with what each night cost.
> result = stays.assign(rate=stays['paid'] / stays['nights'])[['guest', 'rate']]

? follow | guests who stayed longer than that
< least = stays['nights'].min()
> result = stays[stays['nights'] > least]
"""
KILN = """\
domain: kiln
about: what is fired in a kiln
author: x01

== firings | how hot it was
-- firings
batch,glaze,heat
k1,ash,1210
k2,salt,1290
k3,ash,1180
k4,iron,1250

? terse | mean heat
> result = firings['heat'].mean()

? terse x07 | highest heat of each glaze
> result = firings.groupby('glaze')['heat'].max()

? terse | running total of heat
> result = firings['heat'].cumsum()
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("corpus")
    (found / "abbey.txt").write_text(ABBEY, encoding="utf-8")
    (found / "kiln.txt").write_text(KILN, encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def loaded(folder: Path) -> list[Problem]:
    return list(suite("corpus").load(folder, RUNNING))


@pytest.fixture(scope="module")
def posed(loaded: list[Problem]) -> dict[str, Problem]:
    """The words of every problem that is posed -> the problem."""
    specify = suite("corpus").specify
    assert specify is not None
    return {problem.data["intent"]: problem for problem in specify(loaded, RUNNING)}


def test_what_records_hold_out_is_posed_and_nothing_that_was_learned(folder: Path, loaded: list[Problem]) -> None:
    tasks = [task for domain in read_folder(folder) for task in domain.tasks]
    splits = parts([(task, sketch(task.program)) for task in tasks])
    held = {task.intent: part for task, part in zip(tasks, splits, strict=True) if part != "train"}

    assert {problem.data["intent"]: problem.perturbation for problem in loaded} == held
    assert set(held.values()) == {"domain", "voice", "sketch"}
    assert "mean heat" not in held
    assert {problem.cluster for problem in loaded} == {"abbey", "kiln"}


def test_the_frames_are_the_tables_and_what_earlier_cells_make(posed: dict[str, Problem]) -> None:
    long = posed["of those, the guests in the east"].frames["long"]
    assert long["guest"].tolist() == ["Ada", "Bo", "Di", "Ed"]
    edited = posed["Fill the missing paid with 0."]
    assert edited.answer == "stays"
    assert edited.frames["stays"]["paid"].isna().sum() == 1


def test_words_that_do_not_settle_the_value_are_not_posed_alone(posed: dict[str, Problem]) -> None:
    kinds = {intent: set(problem.specs) for intent, problem in posed.items()}
    shown = {SpecKind.EXAMPLES, SpecKind.SUMMARY}

    assert kinds["the wings, as we like them"] == shown
    assert kinds["A table of the guests with what each night cost."] == {SpecKind.TYPE, *shown}
    assert kinds["highest heat of each glaze"] == set(SpecKind)


def test_a_specification_shows_what_a_person_states(posed: dict[str, Problem]) -> None:
    specs = posed["Fill the missing paid with 0."].specs
    outputs = {kind: spec.output for kind, spec in specs.items()}

    assert {output.name for output in outputs.values()} == {"stays"}
    assert outputs[SpecKind.NONE].type is None
    assert outputs[SpecKind.TYPE].columns == ("guest", "wing", "nights", "paid")
    example = outputs[SpecKind.EXAMPLES]
    assert example.example == (("Ada", "east", 3, 90.0), ("Bo", "east", 5, 0.0), ("Cy", "west", 2, 80.0))
    assert example.partial == "head"
    assert outputs[SpecKind.SUMMARY].rows == 5
    assert "paid" in (outputs[SpecKind.SUMMARY].summary or "")


def test_answers_are_right_by_the_value_of_the_program(posed: dict[str, Problem]) -> None:
    answers = {
        "Fill the missing paid with 0.": ("stays = stays.fillna({'paid': 0})", "stays['paid'] = stays['paid'] * 1"),
        "of those, the guests in the east": (
            "result = long.query('wing == \"east\"')",
            "result = long[long['wing'] == 'west']",
        ),
        "running total of heat": (
            "result = firings['heat'].cumsum()",
            "result = firings['heat'].cumsum().iloc[::-1]",
        ),
    }
    pairs = [(posed[intent], code) for intent, codes in answers.items() for code in (*codes, "result = nothing")]

    verdicts = list(suite("corpus").score(pairs, RUNNING))

    assert [verdict.status for verdict in verdicts] == ["ok", "wrong", "error"] * len(answers)


def test_the_self_check_passes_and_the_run_counts_what_it_leaves_out(
    folder: Path, posed: dict[str, Problem], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "guests who stayed longer than that" not in posed  # than a number, which is no frame
    checks, out = tmp_path / "checks", tmp_path / "out"
    common = ["--checks", str(checks), "--width", "1", "--out", str(out), "--kind", "examples"]

    assert main(["evaluate", "corpus", str(folder), "--references", *common]) == 0

    assert "left out: 1: the program reads a plain value of an earlier cell." in capsys.readouterr().err
    assert list(checks.glob("corpus-*.json"))
    run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    rows = [json.loads(line) for line in (out / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (run["references"], run["problems"], run["left_out"]) == (1.0, 6, 1)
    assert {row["status"] for row in rows} == {"ok"}
    assert {row["perturbation"] for row in rows} == {"domain", "voice", "sketch"}


def test_a_folder_that_holds_no_such_task_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="holds no corpus file"):
        suite("corpus").load(tmp_path, RUNNING)
    learnt = KILN.partition("? terse x07")[0]
    (tmp_path / "kiln.txt").write_text(learnt, encoding="utf-8")
    with pytest.raises(EvaluationError, match="holds out no task"):
        suite("corpus").load(tmp_path, RUNNING)
