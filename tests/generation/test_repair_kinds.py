"""Every edit kind makes the difference alone: with it a wrong program is repaired, without it the best edits fail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pytest

from gift4code_ext.execution.runner import Runner
from gift4code_ext.generation.candidate import Candidate, ran
from gift4code_ext.generation.repair import Repaired, repairs
from gift4code_ext.generation.repair.edit import Kind
from gift4code_ext.generation.repair.kinds import KINDS
from gift4code_ext.spec.infer import facts, type_name
from gift4code_ext.spec.model import Output, Spec
from gift4code_ext.spec.read import read

FIRST = 18  # an edit that is not among so many does not help a person who waits
SALES = pd.DataFrame(
    {
        "order": [f"N{i:02}" for i in range(18)],
        "city": ["Oslo", "Rome", "Bern"] * 6,
        "kind": ["bike", "bike", "part", "part", "part", "tool"] * 3,
        "units": [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3],
        "price": [20.5, 18.25, 7.0, 7.0, 12.5, 30.0, 8.75, 8.75, 15.0, 2.5, 44.0, 6.0, 9.5, 11.0, 3.0, 19.0, 5.5, 21.0],
        "cost": [4.0, 15.5, 2.25, 9.0, 7.5, 3.0, 6.0, 12.0, 1.5, 8.0, 2.0, 10.0, 5.0, 11.0, 0.5, 13.0, 14.0, 16.0],
        "fee": [None, 1.0, 2.0, None, 1.5, 2.5, 1.0, 3.0, None, 2.0, 1.0, 4.0, 2.0, None, 1.0, 3.0, 2.5, 1.5],
        "sold": [f"2024-{1 + i % 6:02}-{3 + i:02}" for i in range(18)],
        "weight": [
            "10",
            "9",
            "8",
            "100",
            "75",
            "5",
            "33",
            "21",
            "7",
            "64",
            "42",
            "11",
            "12",
            "3",
            "81",
            "55",
            "60",
            "2",
        ],
        "paid": [True, False, True] * 6,
    }
)
CITIES = pd.DataFrame({"city": ["Rome", "Oslo", "Bern"], "land": ["Italy", "Norway", "Switzerland"]})
FRAMES = {"df": SALES, "cities": CITIES}


@dataclass(frozen=True)
class Case:
    """``wrong`` must become a program of the value that ``right`` has; ``part`` shows its first three rows only."""

    kind: str
    intent: str
    wrong: str
    right: str
    part: bool = True


CASES = (
    Case("swap_column", "orders of Rome", "df[df['kind'] == 'Rome']", "df[df['city'] == 'Rome']"),
    Case("swap_column", "median of the units", "df['order'].median()", "df['units'].median()"),
    Case("exchange_columns", "cost minus price as gain", "df.assign(gain=(df['price'] - df['cost']) / df['price'])",
         "df.assign(gain=(df['cost'] - df['price']) / df['cost'])"),
    Case("change_keys", "units by city and kind", "df.groupby('city', as_index=False)['units'].sum()",
         "df.groupby(['city', 'kind'], as_index=False)['units'].sum()"),
    Case("change_keys", "how many repeat a city with its kind", "df[['city', 'kind']].duplicated('city').sum()",
         "df[['city', 'kind']].duplicated().sum()"),
    Case("change_aggregate", "peak units per kind", "df.groupby('kind', as_index=False)['units'].mean()",
         "df.groupby('kind', as_index=False)['units'].max()"),
    Case("change_aggregate", "month of each order", "df.assign(part=pd.to_datetime(df['sold']).dt.day)",
         "df.assign(part=pd.to_datetime(df['sold']).dt.month)"),
    Case("change_aggregate", "best and worst price per city",
         "df.groupby('city', as_index=False).agg(best=('price', 'mean'), worst=('price', 'min'))",
         "df.groupby('city', as_index=False).agg(best=('price', 'max'), worst=('price', 'min'))"),
    Case("add_aggregate", "median price per city", "df.groupby('city', as_index=False)['price']",
         "df.groupby('city', as_index=False)['price'].median()"),
    Case("change_parameter", "place of each order, dearest first", "df.assign(place=df['price'].rank())",
         "df.assign(place=df['price'].rank(ascending=False))"),
    Case("change_parameter", "units between 2 and 5", "df[df['units'].between(2, 5)]",
         "df[df['units'].between(2, 5, inclusive='neither')]", part=False),
    Case("change_parameter", "all cities with their orders", "df.head(2).merge(cities, on='city')",
         "df.head(2).merge(cities, on='city', how='right')", part=False),
    Case("change_constant", "orders with more than 5 units", "df[df['units'] > 8]", "df[df['units'] > 5]", part=False),
    Case("change_constant", "orders of Bern", "df[df['city'] == 'bern']", "df[df['city'] == 'Bern']"),
    Case("change_comparison", "price of 7 or more", "df[df['price'] > 7.0]", "df[df['price'] >= 7.0]", part=False),
    Case("change_connective", "orders that are dear or have many units", "df[(df['price'] > 20) & (df['units'] > 8)]",
         "df[(df['price'] > 20) | (df['units'] > 8)]", part=False),
    Case("change_sign", "what all pieces of an order bring", "df.assign(revenue=df['units'] + df['price'])",
         "df.assign(revenue=df['units'] * df['price'])"),
    Case("negate_condition", "everything but bikes", "df[df['kind'].isin(['bike'])]", "df[~df['kind'].isin(['bike'])]",
         part=False),
    Case("drop_condition", "everything that was sold in Oslo", "df[(df['city'] == 'Oslo') & (df['price'] > 8.75)]",
         "df[df['city'] == 'Oslo']", part=False),
    Case("add_condition", "mean price of bike", "df['price'].mean()", "df.loc[df['kind'] == 'bike', 'price'].mean()"),
    Case("add_condition", "orders of Rome with a price above 10", "df[df['city'] == 'Rome']",
         "df[(df['city'] == 'Rome') & (df['price'] > 10)]"),
    Case("add_sort", "cities by their cost, highest first", "df.groupby('city', as_index=False)['cost'].sum()",
         "df.groupby('city', as_index=False)['cost'].sum().sort_values('cost', ascending=False)"),
    Case("add_step", "which kinds go to which city", "df[['city', 'kind']]", "df[['city', 'kind']].drop_duplicates()",
         part=False),
    Case("drop_call", "the fee of each order", "df[['order', 'fee']].fillna(0)", "df[['order', 'fee']]"),
    Case("add_reset_index", "how many orders per kind", "df['kind'].value_counts()",
         "df['kind'].value_counts().rename_axis('kind').reset_index(name='count')"),
    Case("to_table", "the prices as a table", "df.loc[df['paid'], 'price']", "df.loc[df['paid'], ['price']]"),
    Case("to_series", "the price of each order", "df[['price']].round(1)", "df['price'].round(1)", part=False),
    Case("to_plain", "a list of the kinds", "df['kind'].drop_duplicates()", "df['kind'].drop_duplicates().tolist()"),
    Case("to_plain", "how many kinds there are", "df['kind'].drop_duplicates()", "3"),
    Case("move_level", "units with kinds across", "df.groupby(['city', 'kind'])['units'].sum()",
         "df.groupby(['city', 'kind'])['units'].sum().unstack().reset_index()"),
    Case("rename_columns", "total units per city as pieces", "df.groupby('city', as_index=False)['units'].sum()",
         "df.groupby('city', as_index=False)['units'].sum().rename(columns={'units': 'pieces'})"),
    Case("rename_columns", "gain of each order", "df.assign(profit=df['price'] - df['cost'])",
         "df.assign(gain=df['price'] - df['cost'])"),
    Case("select_columns", "order, price and city", "df[df['units'] > 4]",
         "df[df['units'] > 4][['order', 'price', 'city']]"),
    Case("select_columns", "mean price by city", "df.groupby('city', as_index=False).mean()",
         "df.groupby('city', as_index=False)['price'].mean()"),
    Case("convert_column", "twice the weight", "df.assign(weight=df['weight'] * 2)",
         "df.assign(weight=pd.to_numeric(df['weight']) * 2)"),
    Case("convert_column", "month of sale", "df.assign(month=df['sold'].dt.month)",
         "df.assign(month=pd.to_datetime(df['sold']).dt.month)"),
    Case("convert_result", "when each order was sold, as dates", "df[['order', 'sold']]",
         "df[['order', 'sold']].assign(sold=pd.to_datetime(df['sold']))"),
)  # fmt: skip


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    with Runner(FRAMES) as one:
        yield one


def posed(case: Case) -> tuple[Spec, Output]:
    value: Any = eval(case.right, {"df": SALES, "cities": CITIES, "pd": pd})
    is_table = isinstance(value, pd.DataFrame)
    output = Output(
        type=type_name(value),
        columns=tuple(value.columns) if is_table else None,
        example=value.head(3) if is_table and case.part else value,
        partial="head" if is_table and case.part else None,
    )
    inputs = tuple(read(frame, name) for name, frame in FRAMES.items())
    return Spec(case.intent, inputs, output, facts=facts(output, FRAMES)), output


def test_every_kind_has_a_case() -> None:
    assert {case.kind for case in CASES} == {kind.__name__ for kind in KINDS}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind}-{case.wrong}")
def test_it_alone_repairs(case: Case, runner: Runner) -> None:
    spec, output = posed(case)
    outcome = runner.run(f"result = {case.wrong}", output)
    failing = ran(Candidate(f"result = {case.wrong}", "killed", score=0.5), outcome)
    assert outcome.status in ("wrong", "error", "unserialisable"), outcome

    def best(*kinds: Kind) -> list[Repaired]:
        return list(repairs([failing], spec, output, tried=(failing.code,), limit=FIRST, kinds=kinds))

    with_it = best(*KINDS)
    without = best(*(kind for kind in KINDS if kind.__name__ != case.kind))
    codes = list(dict.fromkeys(each.code for each in (*with_it, *without)))
    outcomes = dict(zip(codes, runner.run_many(codes, output), strict=True))
    passing = [each.code for each in with_it if outcomes[each.code].status == "ok"]

    assert passing, [each.code for each in with_it]
    assert [each.code for each in without if outcomes[each.code].status == "ok"] == []
