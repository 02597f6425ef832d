"""Jigsaw's PandasEval as suites: which pair counts, which solution is the reference, what is said of a value."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from gift4code_training.evaluation.problem import EvaluationError, Problem, Running
from gift4code_training.evaluation.suites.jigsaw import (
    ONE_PAIR,
    OTHER_PAIR,
    PANDASEVAL1,
    PANDASEVAL1_SEEN,
    SHOWN_PAIR,
    load,
    read_problems,
)

from gift4code_ext.spec.model import SpecKind

RUNNING = Running(width=1, seconds=20.0)
REAL = Path(__file__).resolve().parents[3] / "shared" / "benchmarks"


def io(first: int, made: str) -> dict[str, object]:
    source = f"pd.DataFrame({{'k': ['a', 'b'], 'v': [{first}, 2]}})"
    return {"inputs": [source], "output": made, "invars": ["dfin"], "outvar": "dfout"}


TASKS = {
    "0": {
        "sets": {
            "A": {  # the second alternative is the first one that makes the last pair
                "queries": [{"query": "the highest v"}, {"query": "what is the largest v"}],
                "ios": [io(9, "9"), io(1, "2")],
                "solutions": [["dfout = dfin['v'].iloc[0]", "dfout = dfin['v'].max()"]],
            },
            "B": {  # the other pair has another constant than the words
                "queries": [{"query": "rows with v above 5"}],
                "ios": [
                    io(9, "pd.DataFrame({'k': ['a'], 'v': [9]})"),
                    io(1, "pd.DataFrame({'k': ['b'], 'v': [2]}, index=[1])"),
                ],
                "solutions": ["dfout = dfin[dfin['v'] > 5]"],
            },
        }
    },
    "1": {
        "sets": {
            "A": {
                "queries": [{"query": "how many"}],
                "ios": [io(9, "2")],
                "solutions": [["n = len(dfin)", "dfout = n"]],
            }
        }
    },
}


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Problem]:
    path = tmp_path_factory.mktemp("jigsaw") / "tasks.json"
    path.write_text(json.dumps(TASKS), encoding="utf-8")
    assert PANDASEVAL1.specify is not None
    return {problem.id: problem for problem in PANDASEVAL1.specify(load(path, RUNNING), RUNNING)}


def test_a_query_is_a_problem_and_a_task_a_cluster(problems: dict[str, Problem]) -> None:
    assert {name: problem.cluster for name, problem in problems.items()} == {
        "0A0": "0",
        "0A1": "0",
        "0B0": "0",
        "1A0": "1",
    }
    assert [variable.name for variable in problems["0A1"].specs[SpecKind.NONE].inputs] == ["dfin"]
    assert problems["0A1"].specs[SpecKind.NONE].intent == "what is the largest v"


def test_the_reference_is_the_alternative_that_makes_the_pair_that_counts(problems: dict[str, Problem]) -> None:
    assert {name: (problem.reference, problem.perturbation) for name, problem in problems.items()} == {
        "0A0": ("dfout = dfin['v'].max()", OTHER_PAIR),
        "0A1": ("dfout = dfin['v'].max()", OTHER_PAIR),
        "0B0": ("dfout = dfin[dfin['v'] > 5]", SHOWN_PAIR),
        "1A0": ("n = len(dfin)\ndfout = n", ONE_PAIR),
    }


def test_an_answer_may_meet_the_pair_shown_and_not_the_one_that_counts(problems: dict[str, Problem]) -> None:
    codes = ["dfout = dfin['v'].iloc[0]", "dfout = dfin['v'].max()", "dfout = 'x'", "dfout = dfin.x"]
    verdicts = list(PANDASEVAL1.score([(problems["0A0"], code) for code in codes], RUNNING))
    told = [(each.status, each.shown, each.type_matches) for each in verdicts]
    assert told == [("wrong", True, True), ("ok", True, True), ("wrong", False, False), ("error", None, None)]
    assert verdicts[3].detail == "AttributeError: 'DataFrame' object has no attribute 'x'"


def test_the_kinds_say_what_the_shown_pair_makes(problems: dict[str, Problem]) -> None:
    shown = problems["0B0"].specs
    assert shown[SpecKind.TYPE].output.columns == ("k", "v")
    assert shown[SpecKind.EXAMPLES].output.example is not None
    noisy = shown[SpecKind.SUMMARY].output
    assert noisy.type is None
    assert noisy.summary
    assert PANDASEVAL1_SEEN.specify is not None
    (seen,) = PANDASEVAL1_SEEN.specify([problems["0B0"]], RUNNING)
    assert seen.specs[SpecKind.SUMMARY].output.rows == 1


def test_what_is_no_such_file_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"0": {"sets": {"A": {}}}}', encoding="utf-8")
    with pytest.raises(EvaluationError, match="no file of Jigsaw's PandasEval"):
        load(tmp_path / "a.json", RUNNING)


@pytest.mark.parametrize(("name", "count"), [("jigsaw_pandaseval1.json", 68), ("jigsaw_pandaseval2_dev.json", 196)])
def test_the_released_files_are_read_whole(name: str, count: int) -> None:
    if not (REAL / name).is_file():
        pytest.skip(f"{name} of Jigsaw is not at ../shared/benchmarks beside the checkout.")
    assert len(read_problems(REAL / name)) == count
