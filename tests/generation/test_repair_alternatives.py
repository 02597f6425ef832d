"""What else a cell that meets the specification might do where nobody said what it should."""

from __future__ import annotations

import pandas as pd

from gift4code_ext.generation.asked import Asked
from gift4code_ext.generation.candidate import Candidate
from gift4code_ext.generation.repair import alternatives
from gift4code_ext.spec.infer import facts
from gift4code_ext.spec.model import Output, Spec
from gift4code_ext.spec.read import read

DF = pd.DataFrame(
    {
        "herd": ["a", "b", "a", "c", "b"],
        "barn": ["x", "x", "y", "y", "x"],
        "milk": [4.0, 1.5, 3.0, 2.0, 8.0],
        "feed": [1.0, 7.0, 2.0, 5.0, 3.0],
    }
)


def _alternatives(intent: str, code: str, limit: int = 100) -> list[str]:
    output = Output()
    spec = Spec(intent, (read(DF, "df"),), output, "", facts(output, {"df": DF}))
    candidate = Candidate(f"result = {code}", "ok")
    found = alternatives(candidate, spec, output, Asked.of(spec, output), limit=limit)
    return [each.code.removeprefix("result = ") for each in found]


def test_another_column_where_none_was_named() -> None:
    assert "df['feed'].sum()" in _alternatives("the total", "df['milk'].sum()")
    assert _alternatives("the total milk", "df['milk'].sum()") == []


def test_none_at_all_where_it_can_be_left_out_comes_first() -> None:
    assert _alternatives("count the duplicates", "df.duplicated('herd').sum()", limit=1) == ["df.duplicated().sum()"]


def test_a_column_that_was_named_before_those_that_were_not() -> None:
    found = _alternatives("rolling mean of feed", "df.assign(x=df['milk'].rolling(3).mean())")
    assert "['feed'].rolling" in found[0]


def test_what_was_said_and_left_out_is_brought_in_and_nothing_else() -> None:
    found = _alternatives("milk above 3 in the barn 'x'", "df[df['milk'] > 3]")
    assert found[0] == "df[(df['milk'] > 3) & (df['barn'] == 'x')]"
    assert all("barn" in code for code in found)
    assert _alternatives("milk by herd, highest first", "df[['herd', 'milk']].sort_values('milk')")[0] == (
        "df[['herd', 'milk']].sort_values('milk', ascending=False)"
    )


def test_another_literal_or_no_condition_where_none_was_said() -> None:
    found = _alternatives("milk of the herd", "df[df['barn'] == 'x']['milk']")
    assert "df['milk']" in found
    assert "df[df['barn'] == 'y']['milk']" in found
    assert "df[df['herd'] == 'x']['milk']" in found


def test_no_column_twice_in_a_list() -> None:
    found = _alternatives("the largest of milk and feed", "df[['milk', 'barn']].max(axis=1)")
    assert "df[['milk', 'feed']].max(axis=1)" in found
    assert "df[['milk', 'milk']].max(axis=1)" not in found
