"""Samples become distinct candidates; the right one, then the likeliest one, comes first."""

from __future__ import annotations

import math
from dataclasses import replace

from gift4code_ext.execution.outcome import Preview
from gift4code_ext.generation.candidate import Candidate
from gift4code_ext.generation.choose import distinct, rank, rival
from gift4code_ext.generation.gate import Gated
from gift4code_ext.generation.slots import SlotError
from gift4code_ext.generation.wire import Completion
from gift4code_ext.spec.check import Clause


def _gate(code: str) -> Gated:
    return Gated(code, refused="it may not" if "open" in code else "")


def test_samples_that_say_the_same_are_one_candidate() -> None:
    samples = [Completion(text) for text in ("a = f(x = 1)", "a = f(**{'x': 1}) # why", "a=2", "open()")]
    found = distinct(samples, str, _gate)
    assert found == [
        Candidate("a = f(x = 1)", "killed", score=0.5, samples=2),
        Candidate("a=2", "killed", score=0.25),
        Candidate("open()", "refused", score=0.25, error="it may not"),
    ]


def test_likelihood_counts_beside_frequency() -> None:
    samples = [Completion("a = 1", math.log(0.5)), Completion("a = 2", math.log(0.1))]
    assert [round(candidate.score, 3) for candidate in distinct(samples, str, _gate)] == [0.5, 0.3]


def test_what_is_no_program_is_kept_with_its_reason() -> None:
    def finish(text: str) -> str:
        raise SlotError("it is no program")

    assert distinct([Completion("<c0")], finish, _gate) == [
        Candidate("<c0", "refused", score=1.0, error="it is no program")
    ]


def _clauses(*grades: int) -> tuple[Clause, ...]:
    return tuple(Clause("example", grade <= 3, grade, "" if grade <= 3 else "differs") for grade in grades)


def test_with_an_example_the_check_decides() -> None:
    exact = Candidate("exact", "ok", _clauses(0, 0), score=0.1)
    tolerant = Candidate("tolerant", "ok", _clauses(1, 0), score=0.8)
    near = Candidate("near", "wrong", _clauses(0, 6), score=0.9)
    far = Candidate("far", "wrong", _clauses(6, 6), score=1.0)
    failed = Candidate("failed", "error", score=1.0)
    assert rank([failed, far, near, tolerant, exact]) == [exact, tolerant, near, far, failed]


def test_of_several_that_pass_the_likeliest_value_wins() -> None:
    alone = Candidate("alone", "ok", score=0.4, value_key="x")
    pair = [Candidate(f"pair{i}", "ok", score=0.25 + i / 100, value_key="y") for i in range(2)]
    assert rank([alone, *pair]) == [pair[1], pair[0], alone]


def test_an_empty_value_is_a_last_resort() -> None:
    empty = Candidate("empty", "ok", value_preview=Preview("pandas.DataFrame", (0, 3)), score=0.9, value_key="x")
    full = Candidate("full", "ok", value_preview=Preview("pandas.DataFrame", (2, 3)), score=0.1, value_key="y")
    assert rank([empty, full]) == [full, empty]


def test_the_shorter_of_equals_comes_first() -> None:
    long, short = Candidate("a = 1 + 0", "ok"), Candidate("a = 1", "ok")
    assert rank([long, short]) == [short, long]


def test_what_the_words_say_against_a_candidate_outweighs_that_it_is_given_more_often() -> None:
    apart = Candidate("apart", "ok", score=0.6, value_key="x", against=0.9)
    meant = Candidate("meant", "ok", score=0.2, value_key="y")
    assert rank([apart, meant]) == [meant, apart]
    assert rival([meant, apart]) is None
    assert rival(rank([replace(apart, against=0.35), meant])) == meant
