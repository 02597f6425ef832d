"""Problems in ODEX's format: a function that breaks off, an answer within it, assertions one by one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from gift4code_training.evaluation.problem import Environment, EvaluationError, Problem, Running
from gift4code_training.evaluation.selfcheck import selfcheck
from gift4code_training.evaluation.suites.odex import SUITE

from gift4code_ext.spec.model import SpecKind

RUNNING = Running(width=1, seconds=20.0)
RETURNED = {
    "task_id": 77,
    "intent": "all words of `text` that begin with `letter`",
    "prompt": "def f_77(text, letter):\n\treturn ",
    "suffix": "",
    "canonical_solution": "[word for word in text.split() if word.startswith(letter)]",
    "test_start": "\ndef check(candidate):",
    "test": [
        "\n    assert candidate('red roses, blue', 'r') == ['red', 'roses,']\n",
        "\n    assert candidate('', 'r') == []\n",
    ],
    "entry_point": "f_77",
    "library": [],
}
WRITTEN = {
    "task_id": 78,
    "intent": "save frame `df` to `path`",
    "prompt": "import pandas as pd\ndef f_78(df, path):\n\t",
    "suffix": "\n\treturn pd.read_csv(path)",
    "canonical_solution": "df.to_csv(path, index=False)",
    "test_start": "\nimport pandas as pd\n\ndef check(candidate):",
    "test": ["\n    df = pd.DataFrame({'a': [1]})\n    assert candidate(df, 'saved.csv').equals(df)\n"],
    "entry_point": "f_78",
    "library": ["pandas"],
}


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    path = tmp_path_factory.mktemp("odex") / "en_test.jsonl"
    path.write_text(f"{json.dumps(RETURNED)}\n{json.dumps(WRITTEN)}\n", encoding="utf-8")
    assert SUITE.specify is not None
    return list(SUITE.specify(SUITE.load(path, RUNNING), RUNNING))


def test_problems_are_told_apart_by_library_and_question(problems: list[Problem]) -> None:
    told = [(each.id, each.library, each.cluster, each.output_type) for each in problems]
    assert told == [("77/0", "python", "77", "list"), ("78/1", "pandas", "78", "pandas.DataFrame")]


def test_the_words_are_the_docstring_and_the_specification_a_comment_above(problems: list[Problem]) -> None:
    first = problems[0].prompts
    words = '"""all words of `text` that begin with `letter`"""'
    assert first[SpecKind.NONE] == f"def f_77(text, letter):\n\t{words}\n\treturn "
    said = "# What the function returns is called result here. Bind the variable result, a list.\n"
    assert first[SpecKind.TYPE] == said + first[SpecKind.NONE]
    assert set(first) == set(SpecKind)
    assert "# Input text: red roses, blue\n" in first[SpecKind.EXAMPLES]


def test_answers_are_judged_with_what_follows_them(problems: list[Problem]) -> None:
    first, second = problems
    answers = [
        (first, RETURNED["canonical_solution"], "ok"),
        (first, "text.split()", "wrong"),
        (first, "text.words()", "error"),
        (first, "[", "error"),
        (second, WRITTEN["canonical_solution"], "ok"),
        (second, "df.to_csv(path)", "wrong"),
        (second, "pass", "error"),
        (second, "df.to_csv('/tmp/elsewhere.csv')", "refused"),
        (second, "while True: pass", "timeout"),
    ]
    running = Running(width=1, seconds=2.0)
    verdicts = SUITE.score([(problem, str(code)) for problem, code, _ in answers], running)
    found = [(code, verdict.status) for (_, code, _), verdict in zip(answers, verdicts, strict=True)]
    assert found == [(code, status) for _, code, status in answers]


def test_a_self_check_tells_right_from_wrong_where_an_answer_goes_on_in_a_line(problems: list[Problem]) -> None:
    found = selfcheck(SUITE, [*reversed(problems)], RUNNING, Environment("here"))
    assert (found.blurred, found.survivors, found.failing) == ((), (), {})
    assert found.checked.passed


@pytest.mark.parametrize(
    ("record", "said"),
    [({**RETURNED, "test": None}, "not lists of text"), ({"intent": "count"}, "no problem of ODEX: it has no task_id")],
)
def test_what_is_no_such_file_is_refused_in_words(tmp_path: Path, record: dict[str, object], said: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(EvaluationError, match=said):
        SUITE.load(tmp_path / "a.jsonl", RUNNING)
