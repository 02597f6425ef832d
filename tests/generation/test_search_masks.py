"""Several conditions in one filter, found from the rows that the goal holds."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest

from gift4code_ext.generation.asked import Asked
from gift4code_ext.generation.search.engine import search
from gift4code_ext.generation.search.hints import Hints
from gift4code_ext.operations import OPERATIONS
from gift4code_ext.spec.infer import facts
from gift4code_ext.spec.model import Output, Spec
from gift4code_ext.spec.read import read

WELLS = pd.DataFrame(
    {
        "well": list("abcdefghijkl"),
        "depth": [12, 80, 45, 33, 71, 52, 9, 64, 27, 95, 41, 58],
        "flow": [3, 3, 7, 3, 5, 3, 7, 3, 5, 7, 3, 3],
        "zone": ["n", "s", "n", "n", "s", "n", "s", "n", "n", "s", "s", "n"],
    }
)
FILTERS = tuple(each for each in OPERATIONS if each.family in ("filters", "conditions", "shares", "scalars"))


def _found(intent: str, output: Output, known: Any = FILTERS, programs: int = 8000) -> list[str]:
    frames = {"wells": WELLS}
    spec = Spec(intent, (read(WELLS, "wells"),), output, "", facts(output, frames))
    found: list[Mapping[str, Any]] = []

    def tell(message: Mapping[str, Any]) -> None:
        if "found" in message:
            found.append(message)

    hints = Hints(intent, asked=Asked.of(spec, output), programs=programs, slack=0.0)
    search(frames, output, hints, deadline=math.inf, tell=tell, known=known)
    return [str(each["found"]) for each in sorted(found, key=lambda each: float(each["cost"]))]


@pytest.mark.parametrize(
    ("intent", "query"),
    [
        ("depth below 30 or above 60, and flow 3", "(depth < 30 or depth > 60) and flow == 3"),
        ("wells of zone n deeper than 30 with flow 3", "zone == 'n' and depth > 30 and flow == 3"),
        ("depth over 90 or flow 5", "depth > 90 or flow == 5"),
        ("zone n with flow 7, or depth over 90", "flow == 7 and zone == 'n' or depth > 90"),
    ],
)
def test_two_or_three_conditions_are_found_and_say_what_the_words_say(intent: str, query: str) -> None:
    output = Output(example=WELLS.query(query), partial=False)
    code = _found(intent, output)[0]
    space: dict[str, Any] = {"wells": WELLS}
    exec(code, space)
    pd.testing.assert_frame_equal(space["result"], WELLS.query(query))


@pytest.mark.parametrize(
    ("name", "query", "intent"),
    [
        ("filter_all_of", "zone == 'n' and depth > 30 and flow == 3", ""),
        ("filter_any_of", "depth > 90 or flow == 5 or well == 'a'", ""),
        ("filter_either_and", "(depth < 30 or depth > 60) and flow == 3", ""),
    ],
)
def test_each_of_them_is_what_makes_the_difference(name: str, query: str, intent: str) -> None:
    output = Output(example=WELLS.query(query), partial=False)
    (only,) = [each for each in OPERATIONS if each.name == name]
    assert _found(intent, output, known=(only,))
    others = tuple(each for each in OPERATIONS if each.name in ("filter_compare", "filter_contains"))
    assert not _found(intent, output, known=others, programs=1000)


def test_rows_shown_at_the_top_are_enough() -> None:
    whole = WELLS.query("zone == 'n' and depth > 30")
    output = Output(example=whole.head(3), partial="head")
    assert "(wells['zone'] == 'n')" in _found("zone n deeper than 30", output)[0]


def test_a_count_of_rows_takes_the_literals_of_the_words() -> None:
    (only,) = [each for each in OPERATIONS if each.name == "count_all_of"]
    output = Output(example=int(WELLS.query("depth > 30 and flow == 3").shape[0]))
    found = _found("how many wells are deeper than 30 with flow 3", output, known=(only,))
    assert found[0] == "result = ((wells['flow'] == 3) & (wells['depth'] > 30)).sum()"


def test_where_the_rows_do_not_show_nothing_is_guessed() -> None:
    (only,) = [each for each in OPERATIONS if each.name == "filter_all_of"]
    reordered = WELLS.query("zone == 'n' and depth > 30").sort_values("depth").head(2)
    assert _found("", Output(example=reordered, partial="head"), known=(only,)) == []
