"""The check before scoring: an environment that cannot tell right from wrong scores nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from gift4code_training.evaluation.problem import (
    Environment,
    EvaluationError,
    Problem,
    Running,
    Suite,
    Verdict,
    VerdictStatus,
)
from gift4code_training.evaluation.selfcheck import SelfCheck, chosen, require, selfcheck, unposable
from gift4code_training.evaluation.suites import ds1000

from training import own_ds1000

HERE = Environment("0123456789abcdef")
ENDS: tuple[tuple[str, VerdictStatus], ...] = (
    ("while True", "timeout"),
    ("_exit", "killed"),
    ("abort", "killed"),
    ("10 ** 12", "memory"),
    ("10**12", "memory"),
    ("raised on purpose", "error"),
)


def by_text(answers: Sequence[tuple[Problem, str]], running: Running) -> Iterator[Verdict]:
    """A scorer by rule: right is what the reference says, and what would end a process is seen from its text."""
    for problem, code in answers:
        status = next((status for part, status in ENDS if part in code), "wrong")
        yield problem.data["says"] if code == problem.reference else Verdict(status)


RIGHT = Verdict("ok")


def problem(number: int, library: str = "pandas", says: Verdict = RIGHT) -> Problem:
    reference = f"result = df['a']\nresult += {number}"
    return Problem(f"own/{number}", reference, f"own/{number}", library=library, data={"says": says})


def check(problems: Sequence[Problem], suite: Suite) -> SelfCheck:
    return selfcheck(suite, problems, Running(), HERE)


SUITE = Suite("own", "1", lambda path, running: [], by_text)
NEEDS = Verdict("harness_error", detail="ModuleNotFoundError: No module named 'xgboost'")
FETCHES = Verdict("error", detail="URLError: <urlopen error [Errno -3] Temporary failure in name resolution>")


def test_a_scorer_that_tells_right_from_wrong_may_score() -> None:
    found = check([problem(1), problem(2), problem(3, "scipy")], SUITE)

    assert (found.checked.passed, found.checked.why, found.checked.references) == (True, "", 1.0)
    assert found.libraries == {"pandas": (2, 2), "scipy": (1, 1)}
    assert (found.mutants, found.survivors, found.blurred) == (3, (), ())
    require(found.checked)


def test_what_is_missing_is_named_and_does_not_count_against_the_environment() -> None:
    found = check([problem(1), problem(2, "scipy", NEEDS), problem(3, "scipy", FETCHES)], SUITE)

    assert found.checked.passed
    assert found.missing == {"xgboost": ("own/2",)}
    assert found.network == ("own/3",)
    assert found.checked.known == {"own/2": f"harness_error: {NEEDS.detail}", "own/3": f"error: {FETCHES.detail}"}
    assert "needs xgboost, which is not installed: own/2" in str(found)
    assert "need the network: own/3" in str(found)
    assert unposable(found.checked) == {"own/2", "own/3"}


def test_below_the_stated_rate_nothing_is_scored() -> None:
    found = check([problem(1), problem(2, says=Verdict("wrong", detail="3 is not 4")), problem(3, says=NEEDS)], SUITE)

    assert found.failing == {"own/2": "wrong: 3 is not 4"}
    assert unposable(found.checked) == {"own/3"}  # what fails for another reason is posed
    with pytest.raises(
        EvaluationError, match=r"own is not scored here: 1 of 2 references pass .*own/2 \(wrong: 3 is not"
    ):
        require(found.checked)
    assert check([problem(1), problem(2, says=Verdict("wrong"))], replace(SUITE, reference_rate=0.5)).checked.passed


def test_where_nothing_can_run_nothing_is_scored() -> None:
    found = check([problem(1, says=NEEDS)], SUITE)

    assert found.checked.why.startswith("0 of 0 references pass")


def test_a_scorer_that_lets_wrong_answers_pass_scores_nothing() -> None:
    def all_pass(answers: Sequence[tuple[Problem, str]], running: Running) -> Iterator[Verdict]:
        for each, (_, code) in zip(by_text(answers, running), answers, strict=True):
            yield replace(each, status="ok") if each.status == "wrong" and code != "pass" else each

    found = check([problem(1), problem(2)], replace(SUITE, score=all_pass))

    assert [(each.id, each.rule) for each in found.survivors] == [
        (each.id, mutant.rule) for each, mutant in chosen([problem(1), problem(2)])
    ]
    assert "2 of 2 wrong answers pass" in found.checked.why


def passing(wrong: frozenset[str]) -> Suite:
    """A suite whose scorer lets the mutants of some problems pass."""

    def score(answers: Sequence[tuple[Problem, str]], running: Running) -> Iterator[Verdict]:
        for each, (of, code) in zip(by_text(answers, running), answers, strict=True):
            is_mutant = code != of.reference and each.status == "wrong" and code != "pass"
            yield replace(each, status="ok") if is_mutant and of.id in wrong else each

    return replace(SUITE, score=score)


def test_of_many_mutants_a_sample_is_run_and_always_the_same() -> None:
    problems = [problem(number) for number in range(200)]

    found = [selfcheck(SUITE, problems, Running(), HERE, most=40) for _ in range(2)]

    assert [(each.mutants, each.possible, each.checked.passed) for each in found] == [(40, 200, True)] * 2
    assert "wrong answers that pass: 0 of 40 (0.0%), drawn from 200" in str(found[0])


def test_a_sample_alone_never_refuses() -> None:
    problems = [problem(number) for number in range(200)]
    drawn = []
    scores = passing(frozenset(each.id for each in problems))
    selfcheck(scores, problems, Running(), HERE, most=40, on_step=lambda *step: drawn.append(step))
    sample = frozenset(each.id for each in selfcheck(scores, problems[:30], Running(), HERE).survivors)

    few = selfcheck(passing(sample), problems[:30] + problems[100:], Running(), HERE, most=40)

    assert ("all mutants", 0, 160) in drawn
    assert len(sample) == 30
    assert few.mutants == few.possible == 130  # more than may pass were drawn, so all were run
    assert not few.checked.passed
    assert selfcheck(passing(frozenset(("own/1", "own/2"))), problems, Running(), HERE, most=40).checked.passed


def test_mutants_and_endings_are_not_waited_for_as_long_as_references() -> None:
    seconds = []

    def score(answers: Sequence[tuple[Problem, str]], running: Running) -> Iterator[Verdict]:
        seconds.append(running.seconds)
        return by_text(answers, running)

    selfcheck(replace(SUITE, score=score), [problem(1)], Running(seconds=120.0), HERE)

    assert seconds == [120.0, 20.0, 2.0]


def test_an_ending_that_does_not_fit_into_one_problem_is_tried_in_the_next() -> None:
    def score(answers: Sequence[tuple[Problem, str]], running: Running) -> Iterator[Verdict]:
        for each, (of, code) in zip(by_text(answers, running), answers, strict=True):
            yield Verdict("error") if of.id == "own/1" and code != of.reference else each

    found = check([problem(1), problem(2)], replace(SUITE, score=score))

    assert (found.blurred, found.endings["an endless loop"]) == ((), "timeout")


def test_a_scorer_that_blurs_endings_scores_nothing() -> None:
    def blurred(answers: Sequence[tuple[Problem, str]], running: Running) -> Iterator[Verdict]:
        for each in by_text(answers, running):
            yield replace(each, status="wrong") if each.status == "timeout" else each

    found = check([problem(1)], replace(SUITE, score=blurred))

    assert found.blurred == ("an endless loop",)
    assert found.checked.why == "endings are not told apart: an endless loop is wrong"


def test_progress_is_told_step_by_step() -> None:
    told: list[tuple[str, int, int]] = []

    selfcheck(SUITE, [problem(1)], Running(), HERE, on_step=lambda *step: told.append(step))

    assert told[:4] == [("references", 0, 1), ("references", 1, 1), ("mutants", 0, 1), ("mutants", 1, 1)]
    assert [step[0] for step in told[4:]] == ["endings"] * 7


def test_nothing_to_check_is_said() -> None:
    with pytest.raises(EvaluationError, match="own has no problems here"):
        check([], SUITE)


def test_a_real_suite_in_this_environment(tmp_path: Path) -> None:
    file = own_ds1000.write(tmp_path, (*own_ds1000.RUNNING, *own_ds1000.NOT_HERE))
    problems = ds1000.load(file, Running())

    found = selfcheck(ds1000.SUITE, problems, Running(width=1), HERE)

    assert found.libraries == {"Pandas": (1, 3), "Numpy": (1, 1), "Matplotlib": (1, 1)}
    assert (found.missing, found.network) == ({"no_such_package_here": ("Pandas/3",)}, ("Pandas/4",))
    assert (found.mutants, found.survivors, found.blurred, found.failing) == (3, (), (), {})
    assert found.checked.passed
