"""Problems in HumanEval's format: functions and statements that go on, tests that take a function or do not."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from gift4code_training.evaluation.problem import Environment, EvaluationError, Problem, Running
from gift4code_training.evaluation.selfcheck import selfcheck
from gift4code_training.evaluation.suites.human_eval import PANDAS, PANDAS_SEEN

from gift4code_ext.spec.model import SpecKind

RUNNING = Running(width=1, seconds=20.0)
FUNCTION = {
    "task_id": "PandasEval/0",
    "prompt": 'import pandas as pd\n\ndef tall(df, least):\n    """The names of those above ``least``."""\n',
    "canonical_solution": "    return df[df['cm'] > least]['name'].tolist()\n",
    "test": (
        "def check(candidate):\n"
        "    df = pd.DataFrame({'name': ['Ann', 'Bo'], 'cm': [181, 166]})\n"
        "    assert candidate(df, 170) == ['Ann']\n"
        "    assert candidate(df, 100) == ['Ann', 'Bo']\n"
    ),
    "entry_point": "tall",
}
STATEMENT = {
    "task_id": "PandasEval/1",
    "prompt": "import pandas as pd\n\nprices = pd.Series([3, 5])\n# the prices with a tenth taken off\nreduced =",
    "canonical_solution": " prices * 0.9",
    "test": "def check():\n    assert reduced.round(2).tolist() == [2.7, 4.5]\n",
    "entry_point": "none",
}


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    path = tmp_path_factory.mktemp("cert") / "PandasEval.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(f"{json.dumps(FUNCTION)}\n{json.dumps(STATEMENT)}\n")
    assert PANDAS.specify is not None
    return list(PANDAS.specify(PANDAS.load(path, RUNNING), RUNNING))


def test_what_an_answer_is_depends_on_the_prompt(problems: list[Problem]) -> None:
    told = [(each.form, each.answer, each.inputs, each.output_type) for each in problems]
    assert told == [("body", "result", ("df", "least"), "list"), ("text", "reduced", ("prices",), "pandas.Series")]
    words = [each.specs[SpecKind.NONE].intent for each in problems]
    assert words == ["The names of those above ``least``.", "the prices with a tenth taken off"]


def test_the_specification_is_a_comment_where_the_answer_is_asked_for(problems: list[Problem]) -> None:
    function, statement = (each.prompts[SpecKind.TYPE] for each in problems)
    said = "# What the function returns is called result here. Bind the variable result, a list.\n"
    assert function == f"import pandas as pd\n\n{said}def tall" + FUNCTION["prompt"].partition("def tall")[2]
    assert statement.endswith("taken off\n# Bind the variable reduced, a pandas.Series.\nreduced =")
    assert all(set(each.prompts) == set(each.specs) == set(SpecKind) for each in problems)


def test_the_summary_is_of_someone_who_has_seen_the_values_or_has_not(problems: list[Problem]) -> None:
    assert PANDAS_SEEN.specify is not None
    (seen,) = PANDAS_SEEN.specify([problems[1]], RUNNING)
    assert seen.specs[SpecKind.SUMMARY].output.rows == 2
    assert problems[1].specs[SpecKind.SUMMARY].output.rows is None


def test_answers_are_judged_by_the_test(problems: list[Problem]) -> None:
    function, statement = problems
    answers = [
        (function, FUNCTION["canonical_solution"], "ok"),
        (function, "    return ['Ann']\n", "wrong"),
        (function, "    return df['height']\n", "error"),
        (function, "    return None.x\n", "error"),
        (function, "    return 3 3\n", "error"),
        (function, "    import os\n    os._exit(0)\n", "killed"),
        (function, "    raise SystemExit\n", "error"),
        (statement, STATEMENT["canonical_solution"], "ok"),
        (statement, " prices\nreduced = reduced * 0.9", "ok"),
        (statement, "reduced = prices * 0.9", "ok"),
        (statement, " prices", "wrong"),
        (statement, " 3", "wrong"),
    ]
    verdicts = PANDAS.score([(problem, code) for problem, code, _ in answers], RUNNING)
    found = [(code, verdict.status) for (_, code, _), verdict in zip(answers, verdicts, strict=True)]
    assert found == [(code, status) for _, code, status in answers]


def test_a_self_check_tells_right_from_wrong_where_an_answer_goes_on_in_a_line(problems: list[Problem]) -> None:
    found = selfcheck(PANDAS, [*reversed(problems)], RUNNING, Environment("here"))
    assert (found.blurred, found.survivors, found.failing) == ((), (), {})
    assert found.checked.passed


@pytest.mark.parametrize(
    ("line", "said"), [("{", "cannot be read"), ('{"task_id": "a"}', "it has no prompt"), ("[]", "it has no task_id")]
)
def test_what_is_no_such_file_is_refused_in_words(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(EvaluationError, match=said):
        PANDAS.load(tmp_path / "a.jsonl", RUNNING)
