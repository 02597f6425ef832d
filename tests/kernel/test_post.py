"""The messages of one ask: numbered, bounded, and none of its steps lost that decide."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import Any

from gift4code_ext.assistant import Answer, Candidate
from gift4code_ext.execution.outcome import Preview
from gift4code_ext.generation.events import Checked, Chosen, Loading, Ran, Repaired, Searching
from gift4code_ext.generation.question import Question
from gift4code_ext.kernel.post import Post

TABLE = Preview("pandas.DataFrame", (50, 12), ("c",) * 12, (), (("v" * 60,) * 12,) * 10, "as text")
WRONG = Candidate("result = 1", "wrong", value_preview=TABLE)
BEST = Candidate("result = 2", "ok", value_preview=TABLE)


def posted() -> tuple[Post, list[dict[str, Any]]]:
    said: list[dict[str, Any]] = []
    return Post("one", said.append), said


def test_candidates_that_come_at_once_are_told_a_few_a_second() -> None:
    post, said = posted()
    begun = time.monotonic()
    for number in range(500):
        post.event(Ran(replace(WRONG, code=f"result = {number}"), number + 1, 500))
    spent = time.monotonic() - begun
    post.event(Checked(500, 0, 1.0))

    assert len(said) <= spent / 0.05 + 3
    assert [message["seq"] for message in said] == list(range(len(said)))
    assert (said[-2]["event"]["kind"], said[-2]["event"]["done"]) == ("ran", 500)
    assert said[-1]["event"] == {"kind": "checked", "ran": 500, "met": 0, "seconds": 1.0}


def test_of_two_that_come_at_once_the_one_that_meets_it_is_told() -> None:
    post, said = posted()
    for place, candidate in enumerate((WRONG, BEST, WRONG), start=1):
        post.event(Ran(candidate, place, 3))
    post.event(Checked(3, 1, 1.0))
    told = [message["event"] for message in said[:-1]]

    assert BEST.code in [event["candidate"]["code"] for event in told]  # the last one, unless the machine stood still
    assert told[-1]["done"] == 3


def test_values_are_left_out_once_much_was_said() -> None:
    post, said = posted()
    for number in range(60):
        post.event(Ran(replace(WRONG, code=f"result = {number}"), number, 60))
        post.event(Searching(1, 1, 1, 0, 0.5))
    told = [message["event"]["candidate"] for message in said if message["event"]["kind"] == "ran"]

    assert told[0]["value_preview"]["rows"]
    assert told[-1]["value_preview"] is None
    assert sum(len(json.dumps(each)) for each in told) < 120_000


def test_an_answer_holds_the_best_with_their_values_and_the_question() -> None:
    post, said = posted()
    asked = Question("which?", ("a", "b"), 1, ((("c", "1"),), (("c", "2"),)))
    others = tuple(replace(WRONG, code=f"result = {number}", differs=((0, 1),)) for number in range(200))
    post.answer(Answer(BEST.code, True, "it meets it", (BEST, *others), "sent", "spec", 1.5, "m", "schema", asked))
    (message,) = said
    answer = message["answer"]
    shown = [each["value_preview"] is not None for each in answer["candidates"]]

    assert answer["question"] == {"text": "which?", "codes": ["a", "b"], "row": 1, "rows": [[["c", "1"]], [["c", "2"]]]}
    assert len(answer["candidates"]) == 64
    assert shown == sorted(shown, reverse=True)
    assert [each["differs"] for each in answer["candidates"]][-1] == []
    assert answer["candidates"][0]["value_preview"]["text"] == ""
    assert len(json.dumps(message)) < 150_000


def test_what_json_has_no_word_for_is_null() -> None:
    post, said = posted()
    post.answer(Answer(None, False, "nothing", (replace(WRONG, score=float("nan")),)))

    assert said[0]["answer"]["candidates"][0]["score"] is None


def test_every_other_step_is_told_as_it_is() -> None:
    post, said = posted()
    for event in (
        *(Loading("tiny", 1.0), Repaired(3, 1, 2.0), Searching(9, 8, 2, 1, 3.0)),
        Chosen(BEST, True, "it meets it"),
    ):
        post.event(event)

    assert [message["event"] for message in said] == [
        {"kind": "loading", "model": "tiny", "seconds": 1.0},
        {"kind": "repaired", "tried": 3, "met": 1, "seconds": 2.0},
        {"kind": "searching", "enumerated": 9, "executed": 8, "depth": 2, "found": 1, "seconds": 3.0},
        {"kind": "chosen", "code": BEST.code, "verified": True, "reason": "it meets it"},
    ]
