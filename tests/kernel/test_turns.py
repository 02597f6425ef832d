"""What is remembered of answers, and what a refined request is made of."""

from __future__ import annotations

from typing import Any

import pytest

from gift4code_ext.kernel.asked import Asked, RequestError, Stated
from gift4code_ext.kernel.turns import Turn, Turns, follow

CODE = "result = df.head(1)"
LIVE = ("df", "other")
ROWS = Stated(rows=2)


def turn(code: str | None = CODE, output: Stated = ROWS) -> Turn:
    return Turn(Asked("average fare", output=output, context="import x"), output, ("df",), code)


def after(of: Turn, **parts: Any) -> Asked:
    return follow(of, "only a", Asked("", **parts), LIVE)[0]


def test_only_the_latest_answers_can_be_refined() -> None:
    turns = Turns()
    for number in range(17):
        turns.keep(f"ask-{number}", turn())

    assert turns.find("ask-16") == turns.find("ask-1") == turn()
    with pytest.raises(RequestError, match="is not kept any more"):
        turns.find("ask-0")


def test_names_that_answers_bound_are_remembered() -> None:
    turns = Turns()
    turns.keep("one", turn(output=Stated("fares")))
    turns.keep("two", turn(None, Stated("nothing")))

    assert turns.bound == {"fares"}


def test_an_input_that_an_answer_changes_in_place_stays_an_input() -> None:
    turns = Turns()
    turns.keep("one", turn(output=Stated("df")))

    assert turns.bound == frozenset()


def test_words_follow_and_the_cell_is_context() -> None:
    assert after(turn(), n=3) == Asked("average fare, only a", ("df",), f"import x\n{CODE}", Stated(), 3)
    assert after(turn(), context="import y").context == f"import y\n{CODE}"
    assert after(turn(), context="").context == CODE
    assert after(turn(), frames=("other",)).frames == ("other",)


def test_an_expected_output_that_was_met_is_not_expected_again() -> None:
    assert after(turn(), output=Stated("")).output == Stated()
    assert after(turn(), output=ROWS).output == Stated()
    assert after(turn(), output=Stated("fares")).output == Stated("fares")


def test_one_that_was_not_met_is() -> None:
    assert after(turn(None), output=Stated("")).output == ROWS
    assert after(turn(None), output=ROWS).output == ROWS


def test_what_is_stated_anew_goes_before_what_was() -> None:
    assert after(turn(), output=Stated("", rows=1)).output == Stated(rows=1)
    assert after(turn(None), output=Stated("", rows=1)).output == Stated(rows=1)


def test_what_a_form_states_with_every_turn_is_not_new_each_time() -> None:
    asked, sent = follow(turn(), "only a", Asked("", output=ROWS), LIVE)
    later = Turn(asked, sent, ("df",), CODE)

    assert after(later, output=ROWS).output == Stated()
    assert after(later, output=Stated(rows=1)).output == Stated(rows=1)


def test_without_words_or_its_inputs_there_is_nothing_to_refine() -> None:
    with pytest.raises(RequestError, match="Say what is to change"):
        follow(turn(), " ", Asked(""), LIVE)
    with pytest.raises(RequestError, match="df is not there any more; ask anew and name the frame you mean"):
        follow(turn(), "only a", Asked(""), ())
