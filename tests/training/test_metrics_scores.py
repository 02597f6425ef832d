"""What is counted of the rows of a run, and what each answer's outcome is called."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from gift4code_training.evaluation.metrics.scores import aligned, groups, score
from gift4code_training.evaluation.metrics.taxonomy import CORRECT, HARNESS, NO_ANSWER, Outcome, count, outcome
from gift4code_training.evaluation.results import Row

ROW = Row(
    id="1",
    library="pandas",
    perturbation="",
    output_type="float",
    cluster="one",
    kind="none",
    sample=0,
    code="result = 1",
    repaired=(),
    status="ok",
    shown=None,
    type_matches=None,
    detail="",
    seconds=0.1,
    logprob=None,
    model="m",
)


def answers(*statuses: str, **told) -> list[Row]:
    return [replace(ROW, sample=j, status=status, **told) for j, status in enumerate(statuses)]


def test_harness_errors_are_in_no_denominator():
    scores = score([*answers("ok", "harness_error", "wrong", "harness_error"), *answers("harness_error", id="2")])

    assert scores.ids == ("1",)
    assert scores.right == ((True, False),)
    assert scores.passing(1).tolist() == [0.5]
    assert np.isnan(scores.passing(3)).all()


def test_no_answer_and_a_time_out_count_as_not_right():
    scores = score(answers("no_answer", "timeout", "ok", "error"))

    assert scores.passing(1).tolist() == [0.25]
    assert scores.executed.tolist() == [0.25]


def test_answers_are_in_the_order_of_their_samples_whatever_the_order_of_rows():
    scores = score(reversed(answers("ok", "wrong", "wrong")))

    assert scores.right == ((True, False, False),)
    assert scores.first(1).tolist() == [1.0]


def test_the_shown_example_and_the_hidden_values_are_apart():
    rows = [
        replace(ROW, sample=0, status="ok", shown=True),
        replace(ROW, sample=1, status="wrong", shown=True),
        replace(ROW, sample=2, status="wrong", shown=False),
        replace(ROW, sample=3, status="error"),
    ]

    scores = score(rows)

    assert scores.shown.tolist() == [0.5]
    assert scores.only_shown.tolist() == [0.25]
    assert scores.passing(1).tolist() == [0.25]
    assert scores.chosen.tolist() == [0.5]


def test_where_no_answer_meets_the_example_any_may_be_chosen():
    rows = [replace(ROW, sample=0, status="ok", shown=False), replace(ROW, sample=1, status="wrong", shown=False)]

    assert score(rows).chosen.tolist() == [0.5]


def test_a_suite_without_examples_says_nothing_of_them():
    scores = score(answers("ok", "wrong"))

    assert np.isnan([*scores.shown, *scores.chosen, *scores.type_matches, *scores.verified]).all()


def test_what_did_not_run_has_not_the_type():
    rows = [replace(ROW, sample=0, status="wrong", type_matches=True), replace(ROW, sample=1, status="error")]
    unknown = answers("wrong", id="2")  # it ran, and its type is not known
    failed = answers("error", id="3")

    assert score([*rows, *unknown, *failed]).type_matches.tolist() == pytest.approx([0.5, math.nan, 0.0], nan_ok=True)


def test_verified_and_wrong_is_told_apart():
    rows = [
        replace(ROW, sample=0, status="ok", verified=True),
        replace(ROW, sample=1, status="wrong", verified=True),
        replace(ROW, sample=2, status="error", verified=False),
        replace(ROW, sample=3, status="error", verified=False),
    ]

    scores = score(rows)

    assert (scores.verified.tolist(), scores.only_verified.tolist()) == ([0.5], [0.25])


def test_two_runs_meet_on_the_problems_of_both():
    first = score([*answers("ok", id="1", cluster="a"), *answers("wrong", id="2", cluster="b")])
    second = score([*answers("ok", id="3", cluster="c"), *answers("ok", id="2", cluster="b")])

    one, two, clusters = aligned(first, second, lambda scores: scores.passing(1))

    assert (one.tolist(), two.tolist(), clusters) == ([0.0], [1.0], ("b",))


def test_the_largest_group_comes_first_and_one_group_is_none():
    rows = [*answers("ok", "ok", id="1", library="numpy"), *answers("ok", id="2"), *answers("ok", id="3")]

    assert list(groups(rows, lambda row: row.library)) == ["pandas", "numpy"]
    assert groups(rows, lambda row: row.perturbation) == {}


@pytest.mark.parametrize(
    ("told", "called"),
    [
        ({"status": "ok"}, CORRECT),
        ({"status": "harness_error", "detail": "KeyError: 'a'"}, HARNESS),
        ({"status": "no_answer"}, NO_ANSWER),
        ({"status": "timeout"}, Outcome("stopped", "time-out")),
        ({"status": "memory"}, Outcome("stopped", "out of memory")),
        ({"status": "killed"}, Outcome("stopped", "ended its process")),
        ({"status": "unserialisable"}, Outcome("stopped", "a value that is no data")),
        ({"status": "refused"}, Outcome("stopped", "tried what an answer may not do")),
        ({"status": "error", "detail": "KeyError: 'fare'"}, Outcome("error", "missing column or key", "KeyError")),
        ({"status": "error", "detail": "NameError: name"}, Outcome("error", "missing name", "NameError")),
        ({"status": "error", "detail": "TypeError"}, Outcome("error", "argument of a wrong type", "TypeError")),
        ({"status": "error", "detail": "IndentationError: x"}, Outcome("error", "no valid Python", "IndentationError")),
        ({"status": "error", "detail": "LinAlgError: singular"}, Outcome("error", "other exception", "LinAlgError")),
        ({"status": "error", "detail": "<img src=x>: KeyError"}, Outcome("error", "other exception")),
        ({"status": "error", "detail": "the cell does not set result"}, Outcome("error", "no result set")),
        ({"status": "wrong", "detail": "expected a DataFrame, got a Series"}, Outcome("wrong", "wrong type")),
        ({"status": "wrong", "type_matches": False}, Outcome("wrong", "wrong type")),
        ({"status": "wrong", "detail": "column 'a': expected dtype int, got str"}, Outcome("wrong", "wrong dtype")),
        ({"status": "wrong", "detail": "expected 5 rows, got 4"}, Outcome("wrong", "wrong shape")),
        ({"status": "wrong", "detail": "AssertionError: DataFrame shape mismatch"}, Outcome("wrong", "wrong shape")),
        (
            {"status": "wrong", "detail": "x is a list of 3 and not a list of 4", "type_matches": True},
            Outcome("wrong", "wrong shape"),
        ),
        ({"status": "wrong", "detail": "column 'a' is missing"}, Outcome("wrong", "wrong labels")),
        ({"status": "wrong", "detail": "DataFrame.columns are different"}, Outcome("wrong", "wrong labels")),
        ({"status": "wrong", "detail": "column 'length', row 0: expected 4, got 5"}, Outcome("wrong", "wrong values")),
        ({"status": "wrong", "detail": "the value is not the expected one"}, Outcome("wrong", "wrong values")),
        *(
            ({"status": "wrong", "detail": detail}, Outcome("wrong", name))
            for detail, name in (
                ("an assertion does not hold", "failed assertion"),
                ("the same rows in another order: row 0 should be a 1", "wrong order"),
                ("columns 'a', 'b' missing, column 'c' not expected", "wrong labels"),
                ("column 1 should be 'a', not 'b'", "wrong labels"),
                ("expected at least 3 rows, got 2", "wrong shape"),
                ("KeyError: 'b'", "wrong labels"),
                ("ValueError: Can only compare identically-labeled Series objects", "wrong labels"),
                ("AttributeError: 'list' object has no attribute 'tolist'", "wrong type"),
                ("NameError: name 'total' is not defined", "nothing to compare"),
                ("IndexError: list index out of range", "the test raises"),
                ("AssertionError: Not equal to tolerance", "wrong values"),
                ("another value than the program's", "wrong values"),
            )
        ),
        (
            {"status": "wrong", "detail": "not as asked for: AssertionError", "type_matches": False},
            Outcome("wrong", "not as asked for"),
        ),
        (
            {"status": "wrong", "detail": "the cell's value is missing", "type_matches": False},
            Outcome("wrong", "nothing to compare"),
        ),
    ],
)
def test_every_outcome_has_a_name(told, called: Outcome):
    assert outcome(replace(ROW, **told)) == called


def test_outcomes_are_counted_group_by_group():
    rows = [
        *answers("harness_error", "timeout", "ok"),
        *answers("error", "error", detail="KeyError: 'a'"),
        *answers("error", detail="NameError: b"),
        *answers("wrong", "wrong"),
    ]

    assert list(count(rows).items()) == [
        (CORRECT, 1),
        (Outcome("wrong", "wrong values"), 2),
        (Outcome("error", "missing column or key", "KeyError"), 2),
        (Outcome("error", "missing name", "NameError"), 1),
        (Outcome("stopped", "time-out"), 1),
        (HARNESS, 1),
    ]
