"""Neighbours of failing candidates: ranked by the mismatch, bounded, each once, honest about columns."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

from gift4code_ext.execution.runner import Runner
from gift4code_ext.generation.candidate import Candidate, ran
from gift4code_ext.generation.repair import Repaired, repairs
from gift4code_ext.generation.repair.labels import rename_columns
from gift4code_ext.generation.slots import canonical
from gift4code_ext.spec.infer import facts
from gift4code_ext.spec.model import Output, Spec
from gift4code_ext.spec.read import read

DF = pd.DataFrame(
    {
        "town": ["Graz", "Linz", "Graz", "Wels", "Linz", "Graz"],
        "price": [4.0, 1.5, 3.0, 2.0, 8.0, 6.0],
        "cost": [1.0, 7.0, 2.0, 5.0, 3.0, 9.0],
    }
)


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    with Runner({"df": DF}) as one:
        yield one


def failed(runner: Runner, output: Output, *codes: str) -> list[Candidate]:
    return [
        ran(Candidate(code, "killed", score=0.5), outcome)
        for code, outcome in zip(codes, runner.run_many(codes, output), strict=True)
    ]


def spec(intent: str, output: Output, context: str = "") -> Spec:
    return Spec(intent, (read(DF, "df"),), output, context, facts(output, {"df": DF}))


def neighbours(runner: Runner, intent: str, output: Output, *codes: str, **options: Any) -> list[Repaired]:
    given = {"tried": (), "limit": 300, **options}
    return list(repairs(failed(runner, output, *codes), spec(intent, output), output, **given))


TOTALS = Output(columns=("town", "cost"), example=DF.groupby("town", as_index=False)["cost"].sum())
WRONG = "result = df.groupby('town', as_index=False)['price'].sum()"


def test_what_the_mismatch_says_comes_first(runner: Runner) -> None:
    found = neighbours(runner, "total cost by town", TOTALS, WRONG)

    assert found[0] == Repaired(
        "result = df.groupby('town', as_index=False)['cost'].sum()",
        ("took the column 'cost' instead of 'price'",),
        WRONG,
        found[0].gain,
    )
    assert [each.gain for each in found] == sorted((each.gain for each in found), reverse=True)


def test_each_program_is_given_once_and_no_more_than_asked(runner: Runner) -> None:
    every = [each.code for each in neighbours(runner, "total cost by town", TOTALS, WRONG)]
    again = neighbours(runner, "total cost by town", TOTALS, WRONG, tried=every[:2], limit=5)

    assert [canonical(code) for code in every] == every
    assert len({*every, WRONG}) == len(every) + 1
    assert [each.code for each in again] == every[2:7]


def test_a_better_source_is_edited_first(runner: Runner) -> None:
    far = "result = df.groupby('town')['price'].sum()"
    found = neighbours(runner, "total cost by town", TOTALS, WRONG, far)

    assert found[0].of == WRONG
    assert {each.of for each in found} == {WRONG, far}


def test_two_edits_are_edits_of_what_one_gave(runner: Runner) -> None:
    output = Output(columns=("town", "cost"), example=DF.groupby("town", as_index=False)["cost"].max())
    asked = "largest cost by town"
    first = neighbours(runner, asked, output, WRONG, limit=30)
    ran_once = failed(runner, output, *(each.code for each in first))
    nearest = sorted(ran_once, key=lambda each: -sum(clause.passed for clause in each.checks))[:6]
    second = list(repairs(nearest, spec(asked, output), output, tried={each.code for each in first}, limit=30))
    outcomes = runner.run_many([each.code for each in second], output)
    solved = [each for each, outcome in zip(second, outcomes, strict=True) if outcome.status == "ok"]

    assert "ok" not in {each.status for each in ran_once}
    assert [each.code for each in solved] == ["result = df.groupby('town', as_index=False)['cost'].max()"]


def test_a_column_of_the_input_never_gets_the_name_of_another(runner: Runner) -> None:
    output = Output(columns=("town", "cost"))
    series = "result = df.groupby('town')['price'].sum()"
    table = "result = df[['town', 'price']]"
    for each in neighbours(runner, "cost by town", output, WRONG, series, table):
        if "price" in each.code:
            names = [keyword for keyword in ast.walk(ast.parse(each.code)) if isinstance(keyword, ast.keyword)]
            assert all(keyword.arg not in ("name", "columns") for keyword in names), each


def test_a_new_name_goes_where_the_program_names_the_column(runner: Runner) -> None:
    output = Output(columns=("town", "price", "cost", "net gain"))
    wrong = "result = df.assign(gain=df['price'] - df['cost'])"
    found = neighbours(runner, "gain", output, wrong, kinds=(rename_columns,))

    assert found[0].code == "result = df.assign(**{'net gain': df['price'] - df['cost']})"
    assert found[0].edits == ("called the new column 'net gain' instead of 'gain'",)


def test_an_output_that_is_the_input_is_edited_in_place(runner: Runner) -> None:
    value = DF.assign(price=DF["price"].round(1)).sort_values("cost")
    output = Output(name="df", example=value)
    wrong = "df['price'] = df['price'].round(1)"
    codes = [each.code for each in neighbours(runner, "order by cost", output, wrong)]
    outcomes = runner.run_many(codes, output)

    assert f"{wrong}\ndf = df.sort_values('cost')" in [
        code for code, outcome in zip(codes, outcomes, strict=True) if outcome.status == "ok"
    ]


def test_an_error_says_which_edit_helps(runner: Runner) -> None:
    output = Output(columns=("town", "cost"))
    missing = "result = df.set_index('town')[['town', 'cost']]"
    found = neighbours(runner, "cost by town", output, missing)
    outcomes = runner.run_many([each.code for each in found[:12]], output)

    assert "ok" in {outcome.status for outcome in outcomes}


def test_pandas_is_imported_only_where_an_edit_needs_it_and_nothing_else_does(runner: Runner) -> None:
    output = Output(type="pandas.Series")
    wrong = "result = [1, 2]"
    first = [each.code for each in neighbours(runner, "numbers", output, wrong) if "pd." in each.code]
    known = neighbours(runner, "numbers", output, wrong, modules={"pd"})

    assert first == ["import pandas as pd\nresult = pd.Series([1, 2])"]
    assert "result = pd.Series([1, 2])" in [each.code for each in known]


@pytest.mark.parametrize("status", ["ok", "refused", "timeout", "memory", "killed", "harness_error"])
def test_only_what_ran_and_failed_is_edited(status: Any) -> None:
    left = Candidate(WRONG, status, error="why")

    assert list(repairs([left], spec("cost by town", TOTALS), TOTALS, tried=(), limit=9)) == []


def test_what_may_not_run_and_what_is_no_program_is_left_alone() -> None:
    failing = [Candidate(code, "error", error="why") for code in ("result = open('x')", "result = (", "")]

    assert list(repairs(failing, spec("cost by town", TOTALS), TOTALS, tried=(), limit=9)) == []


def test_odd_labels_are_written_as_python_or_not_at_all() -> None:
    odd = pd.DataFrame(
        {"order date": ["2024-01-02"], pd.Timestamp("2024-01-01"): [1.0], pd.Period("2024-01"): [2], 3: ["x"]}
    )
    output = Output(columns=("order date", 3, "class"), dtypes={"order date": "datetime64[ns]"})
    given = Spec("order date", (read(odd, "df"),), output, facts=facts(output, {"df": odd}))
    failing = [
        Candidate("result = df.assign(x=df['order date'], y=df[3]).sort_values(3)", "error", error="KeyError: 3")
    ]
    found = list(repairs(failing, given, output, tried=(), limit=500))

    assert len(found) > 20
    assert all(ast.parse(each.code) and each.edits[0] for each in found)
