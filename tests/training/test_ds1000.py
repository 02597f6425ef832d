"""DS-1000's form: reading, posing, scoring; on problems of our own, and on the data set's where it lies beside."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from gift4code_training.evaluation import environment
from gift4code_training.evaluation.problem import EvaluationError, Problem, Running, Verdict
from gift4code_training.evaluation.suites import ds1000, suite

from gift4code_ext.spec.model import SpecKind
from training import own_ds1000

REPOSITORY = Path(__file__).parents[2]
HALF = REPOSITORY.parent / "shared" / "benchmarks" / "ds1000_dev.jsonl.gz"
PINNED = Path(os.environ.get("GIFT4CODE_DS1000", REPOSITORY / ".venv-ds1000"))


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    return ds1000.load(own_ds1000.write(tmp_path_factory.mktemp("ds1000")), Running())


@pytest.fixture(scope="module")
def specified(problems: list[Problem]) -> list[Problem]:
    assert ds1000.SUITE.specify is not None
    return list(ds1000.SUITE.specify(problems, Running()))


ANSWERS = (
    # problem, answer, status, whether the first test is met, a part of what is said
    (0, own_ds1000.FARES_REFERENCE, "ok", True, ""),
    (0, "top = fares", "wrong", False, "not the expected"),
    (0, "top = pd.DataFrame({'city': ['Bergen', 'Oslo'], 'fare': [40, 30]})", "wrong", True, "not the expected"),
    (0, "top = fares['price']", "error", False, "price"),
    (0, "def (", "error", False, "SyntaxError"),
    (0, "fares = fares.head(1)", "error", False, "name 'top' is not defined"),
    (0, "import no_such_package_here", "error", False, "no_such_package_here"),
    (0, "raise SystemExit(0)", "error", False, "SystemExit"),
    (0, "import os; os._exit(0)", "killed", None, "ended its process"),
    (0, "open('/etc/passwd').read()", "refused", None, "may not read"),
    (0, "open('../mine', 'w')", "refused", None, "may not write"),
    (1, own_ds1000.HALVES_REFERENCE, "ok", True, ""),
    (1, "    return [number for number in numbers if number % by == 0]", "wrong", True, "a loop"),
    (1, "    return numbers", "wrong", False, ""),
    (1, "    return numbers / by", "error", False, "unsupported"),
    (2, "drawn = x", "ok", True, ""),
    (2, "drawn = x + 1", "wrong", False, ""),
)


def test_answers_are_judged_by_the_program_of_the_data_set(problems: list[Problem]) -> None:
    verdicts = list(ds1000.SUITE.score([(problems[place], code) for place, code, *_ in ANSWERS], Running()))

    found = [(place, code, each.status, each.shown) for (place, code, *_), each in zip(ANSWERS, verdicts, strict=True)]
    assert found == [answer[:4] for answer in ANSWERS]
    assert [each.detail for (*_, part), each in zip(ANSWERS, verdicts, strict=True) if part not in each.detail] == []


HOSTILE = """
import sys
frame = sys._getframe()
while frame.f_code.co_name != '_perform':
    frame = frame.f_back
frame.f_locals['tell']({told})
frame.f_locals['send']({{'status': 'ok', 'seconds': {seconds}, 'stdout': ''}}, last=True)
"""


@pytest.mark.parametrize(
    ("told", "seconds"),
    [("{}", "float('nan')"), ("{'status': 'splendid'}", "'long'"), ("{'status': 'ok', 'shown': [1]}", "None")],
)
def test_an_answer_that_tells_nonsense_of_itself_ends_no_run(problems: list[Problem], told: str, seconds: str) -> None:
    code = HOSTILE.format(told=told, seconds=seconds)

    first, second = ds1000.SUITE.score([(problems[0], code), (problems[0], own_ds1000.FARES_REFERENCE)], Running())

    assert first == Verdict("error", detail="what came back is no verdict")
    assert second.status == "ok"


def test_a_wrong_value_is_shown_beside_the_expected_one(problems: list[Problem]) -> None:
    (verdict,) = ds1000.SUITE.score([(problems[0], "top = fares['fare']")], Running())

    assert (verdict.type_matches, verdict.value.split()[:4]) == (False, ["0", "10", "1", "40"])
    assert verdict.expected.split() == ["city", "fare", "0", "Bergen", "40", "1", "Oslo", "30"]


def test_an_answer_that_takes_too_long_is_told_from_a_wrong_one(problems: list[Problem]) -> None:
    (verdict,) = ds1000.SUITE.score([(problems[0], "while True: pass")], Running(seconds=1.0))

    assert (verdict.status, verdict.seconds) == ("timeout", 1.0)


def test_what_the_environment_lacks_says_nothing_about_the_answer(tmp_path: Path) -> None:
    problems = ds1000.load(own_ds1000.write(tmp_path, own_ds1000.NOT_HERE), Running())

    verdicts = list(ds1000.SUITE.score([(each, each.reference) for each in problems], Running()))

    assert [verdict.status for verdict in verdicts] == ["harness_error", "harness_error"]
    assert "no_such_package_here" in verdicts[0].detail
    assert "URLError" in verdicts[1].detail


def test_what_a_file_holds(problems: list[Problem]) -> None:
    told = [(each.id, each.cluster, each.form, each.inputs, each.answer, each.library) for each in problems]

    assert told == [
        ("Pandas/0", "Pandas/0", "cell", ("fares",), "top", "Pandas"),
        ("Numpy/1", "Numpy/0", "body", ("numbers", "by"), "result", "Numpy"),
        ("Matplotlib/2", "Matplotlib/1", "cell", (), "", "Matplotlib"),
    ]
    assert problems[0].prompts == {SpecKind.NONE: own_ds1000.FARES_PROMPT}


def test_a_reference_that_runs_specifies_what_comes_out(specified: list[Problem]) -> None:
    problem = specified[0]

    assert problem.output_type == "pandas.DataFrame"
    assert problem.prompts[SpecKind.TYPE] == own_ds1000.FARES_PROMPT.replace(
        "each city.\n\n", "each city.\n\nBind the variable top, a pandas.DataFrame with the columns 'city', 'fare'.\n"
    )
    assert "Output top, all rows:\ncity,fare\nBergen,40\nOslo,30\n" in problem.prompts[SpecKind.EXAMPLES]
    assert problem.specs[SpecKind.NONE].intent == "I have fares by city and want the highest of each city."
    assert problem.specs[SpecKind.EXAMPLES].output.example == (("Bergen", 40), ("Oslo", 30))
    assert [column.label for column in problem.specs[SpecKind.NONE].inputs[0].columns] == ["city", "fare"]


def test_a_summary_is_computed_of_the_values_or_made_without_them(
    problems: list[Problem], specified: list[Problem]
) -> None:
    seen = ds1000.specify(problems, Running(), seen=True)

    assert seen[0].prompts[SpecKind.TYPE] == specified[0].prompts[SpecKind.TYPE]
    assert "city (values of fares['city'], ascending, each value once" in seen[0].prompts[SpecKind.SUMMARY]
    assert "ascending" not in specified[0].prompts[SpecKind.SUMMARY]
    assert specified[0].specs[SpecKind.SUMMARY].output.rows is None


def test_a_prompt_with_a_specification_ends_as_the_one_without(specified: list[Problem]) -> None:
    for problem, end in zip(
        specified, ("BEGIN SOLUTION\n<code>\n", "### BEGIN SOLUTION\n", "# SOLUTION START\n"), strict=True
    ):
        assert {kind for kind, prompt in problem.prompts.items() if prompt.endswith(end)} == set(SpecKind)
    assert "called result here. Bind the variable result, a list.\n\nA:" in specified[1].prompts[SpecKind.TYPE]
    assert specified[2].prompts[SpecKind.TYPE].endswith("# draw x\n# Show a plot.\n# SOLUTION START\n")


def test_problems_whose_reference_cannot_run_are_not_posed(tmp_path: Path) -> None:
    problems = ds1000.load(own_ds1000.write(tmp_path, (*own_ds1000.NOT_HERE, own_ds1000.RUNNING[0])), Running())

    assert [each.id for each in ds1000.specify(problems, Running())] == ["Pandas/0"]


@pytest.mark.parametrize("line", ["[]", '{"prompt": "x"}', "no json"])
def test_a_line_that_is_no_problem_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_text(f"{line}\n", encoding="utf-8")

    with pytest.raises(EvaluationError, match=r"line 1 of .*odd\.jsonl is no problem of DS-1000"):
        ds1000.load(path, Running())


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"none\.jsonl\.gz cannot be read"):
        ds1000.load(tmp_path / "none.jsonl.gz", Running())


@pytest.mark.skipif(not HALF.exists(), reason=f"the data set's half {HALF.name} is not in ../shared/benchmarks")
@pytest.mark.skipif(
    not environment.python_of(PINNED).exists(),
    reason="there is no pinned environment: make it with `gift4code-train evaluate env ds1000`, or name its folder in "
    "GIFT4CODE_DS1000",
)
def test_references_of_the_data_set_pass_on_its_pins() -> None:
    running = Running(str(environment.python_of(PINNED)), seconds=60.0)
    environment.check(suite("ds1000"), running.python)
    problems = ds1000.load(HALF, running)[::16]

    verdicts = list(ds1000.SUITE.score([(each, each.reference) for each in problems], running))

    failing = [(each.id, verdict) for each, verdict in zip(problems, verdicts, strict=True) if verdict.status != "ok"]
    assert [name for name, verdict in failing if not _lacks(verdict)] == []
    passed = Counter(each.library for each, verdict in zip(problems, verdicts, strict=True) if verdict.status == "ok")
    assert sum(passed.values()) > 0.8 * len(problems)


def _lacks(verdict: Verdict) -> bool:
    return verdict.status == "harness_error" and any(
        word in verdict.detail for word in ("ModuleNotFoundError", "URLError")
    )
