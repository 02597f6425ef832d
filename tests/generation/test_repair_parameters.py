"""Every parameter that is edited: with it a wrong program is repaired, and no other edit repairs it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from gift4code_ext.execution.runner import Runner
from gift4code_ext.generation.candidate import Candidate, ran
from gift4code_ext.generation.repair import repairs
from gift4code_ext.generation.repair.kinds import KINDS
from gift4code_ext.generation.repair.parameters import OPTIONS, change_parameter
from gift4code_ext.spec.infer import facts, type_name
from gift4code_ext.spec.model import Output, Spec
from gift4code_ext.spec.read import read

FIRST = 24
OTHERS = tuple(kind for kind in KINDS if kind is not change_parameter)
BOATS = pd.DataFrame(
    {
        "boat": ["Ada", "Bea", "Cid", "Dot", "Eva", "Fay", "Gus", "Hal"],
        "dock": ["north", None, "south", "north", "south", "west", None, "north"],
        "crew": [4, 4, 2, 7, 2, 9, 5, 4],
        "load": [3.5, np.nan, 8.0, 1.25, 6.5, np.nan, 2.0, 9.75],
        "note": pd.Series(["Wet.", "wet", None, "dry.", "Dry", "wet", None, "wet+dry"], dtype=object),
        "due": [
            "03/04/2024",
            "05/04/2024",
            "11/04/2024",
            "07/05/2024",
            "02/06/2024",
            "09/06/2024",
            "01/07/2024",
            "12/07/2024",
        ],
        "mark": ["12", "7", "x", "31", "5", "y", "64", "20"],
    }
)
SMALL = BOATS[["boat", "crew", "load"]].head(3)
FEES = pd.DataFrame({"boat": ["Ada", "Cid", "Zoe"], "fee": [10, 30, 50]})
TIMES = pd.DataFrame({"at": pd.date_range("2024-03-01 00:00", periods=8, freq="12h"), "sold": [3, 1, 4, 1, 5, 9, 2, 6]})
DOCKS = BOATS.assign(dock=pd.Categorical(BOATS["dock"], ["north", "east", "south", "west"]))
FRAMES = {"df": BOATS, "small": SMALL, "fees": FEES, "times": TIMES, "docks": DOCKS}

CASES: dict[tuple[str, str], tuple[str, str]] = {
    ("sort_values", "ascending"): (
        "df.sort_values(['crew', 'boat'])",
        "df.sort_values(['crew', 'boat'], ascending=[True, False])",
    ),
    ("sort_values", "na_position"): ("df.sort_values('load')", "df.sort_values('load', na_position='first')"),
    ("sort_values", "inplace"): ("df.sort_values('crew', inplace=True)", "df.sort_values('crew')"),
    ("sort_index", "ascending"): (
        "df.set_index('boat')['crew'].sort_index().cumsum()",
        "df.set_index('boat')['crew'].sort_index(ascending=False).cumsum()",
    ),
    ("sort_index", "axis"): ("df.sort_index()", "df.sort_index(axis=1)"),
    ("sort_index", "inplace"): ("df.sort_index(ascending=False, inplace=True)", "df.sort_index(ascending=False)"),
    ("value_counts", "ascending"): (
        "df['crew'].value_counts().head(2)",
        "df['crew'].value_counts(ascending=True).head(2)",
    ),
    ("value_counts", "dropna"): (
        "df['dock'].value_counts().to_dict()",
        "df['dock'].value_counts(dropna=False).to_dict()",
    ),
    ("value_counts", "normalize"): ("df['dock'].value_counts()", "df['dock'].value_counts(normalize=True)"),
    ("value_counts", "sort"): (
        "times['sold'].mod(4).value_counts().cumsum()",
        "times['sold'].mod(4).value_counts(sort=False).cumsum()",
    ),
    ("groupby", "as_index"): (
        "df.groupby('dock')['crew'].sum()['crew'].max()",
        "df.groupby('dock', as_index=False)['crew'].sum()['crew'].max()",
    ),
    ("groupby", "sort"): (
        "df.groupby('crew')['load'].sum().cumsum()",
        "df.groupby('crew', sort=False)['load'].sum().cumsum()",
    ),
    ("groupby", "dropna"): (
        "df.groupby('dock', as_index=False)['crew'].sum()",
        "df.groupby('dock', as_index=False, dropna=False)['crew'].sum()",
    ),
    ("groupby", "observed"): (
        "docks.groupby('dock')['crew'].sum()",
        "docks.groupby('dock', observed=False)['crew'].sum()",
    ),
    ("drop_duplicates", "keep"): ("df.drop_duplicates('dock')", "df.drop_duplicates('dock', keep='last')"),
    ("drop_duplicates", "inplace"): ("df.drop_duplicates('dock', inplace=True)", "df.drop_duplicates('dock')"),
    ("duplicated", "keep"): ("df[df.duplicated('crew')]", "df[df.duplicated('crew', keep=False)]"),
    ("nlargest", "keep"): (
        "df[['boat', 'crew']].nlargest(4, 'crew')",
        "df[['boat', 'crew']].nlargest(4, 'crew', keep='last')",
    ),
    ("nsmallest", "keep"): (
        "df[['boat', 'crew']].nsmallest(3, 'crew')",
        "df[['boat', 'crew']].nsmallest(3, 'crew', keep='last')",
    ),
    ("merge", "how"): ("small.merge(fees)", "small.merge(fees, how='outer')"),
    ("join", "how"): (
        "small.set_index('boat').join(fees.set_index('boat'))",
        "small.set_index('boat').join(fees.set_index('boat'), how='outer')",
    ),
    ("concat", "axis"): ("pd.concat([small, fees])", "pd.concat([small, fees], axis=1)"),
    ("concat", "ignore_index"): (
        "pd.concat([small, fees]).loc[4, 'boat']",
        "pd.concat([small, fees], ignore_index=True).loc[4, 'boat']",
    ),
    ("concat", "join"): (
        "pd.concat([small, fees]).count().to_dict()",
        "pd.concat([small, fees], join='inner').count().to_dict()",
    ),
    ("dropna", "how"): ("df[['load', 'dock']].dropna()", "df[['load', 'dock']].dropna(how='all')"),
    ("dropna", "axis"): ("df.dropna()", "df.dropna(axis=1)"),
    ("dropna", "inplace"): ("df.dropna(axis=1, inplace=True)", "df.dropna(axis=1)"),
    ("fillna", "inplace"): ("df.fillna(0, inplace=True)", "df.fillna(0)"),
    ("between", "inclusive"): ("df[df['crew'].between(2, 7)]", "df[df['crew'].between(2, 7, inclusive='neither')]"),
    ("date_range", "inclusive"): (
        "pd.Series(pd.date_range('2024-01-01', '2024-01-05'))",
        "pd.Series(pd.date_range('2024-01-01', '2024-01-05', inclusive='left'))",
    ),
    ("rank", "method"): ("df['crew'].rank()", "df['crew'].rank(method='dense')"),
    ("rank", "ascending"): ("df['crew'].rank()", "df['crew'].rank(ascending=False)"),
    ("rank", "pct"): ("df['crew'].rank()", "df['crew'].rank(pct=True)"),
    ("cut", "right"): (
        "pd.cut(df['crew'], [0, 4, 9, 12], labels=['s', 'm', 'l'])",
        "pd.cut(df['crew'], [0, 4, 9, 12], labels=['s', 'm', 'l'], right=False)",
    ),
    ("cut", "include_lowest"): (
        "pd.cut(df['crew'], [2.0, 4.0, 9.0], labels=['s', 'm'])",
        "pd.cut(df['crew'], [2.0, 4.0, 9.0], labels=['s', 'm'], include_lowest=True)",
    ),
    ("pivot_table", "margins"): (
        "df.pivot_table(index='dock', values='crew', aggfunc='sum')",
        "df.pivot_table(index='dock', values='crew', aggfunc='sum', margins=True)",
    ),
    ("pivot_table", "dropna"): (
        "df.pivot_table(index='dock', columns='crew', values='load')",
        "df.pivot_table(index='dock', columns='crew', values='load', dropna=False)",
    ),
    ("pivot_table", "observed"): (
        "docks.pivot_table(index='dock', values='crew', aggfunc='sum')",
        "docks.pivot_table(index='dock', values='crew', aggfunc='sum', observed=False)",
    ),
    ("crosstab", "normalize"): (
        "pd.crosstab(df['dock'], df['crew'])",
        "pd.crosstab(df['dock'], df['crew'], normalize='index')",
    ),
    ("crosstab", "margins"): (
        "pd.crosstab(df['dock'], df['crew'])",
        "pd.crosstab(df['dock'], df['crew'], margins=True)",
    ),
    ("reset_index", "drop"): (
        "df.set_index('boat').reset_index().loc[0].count()",
        "df.set_index('boat').reset_index(drop=True).loc[0].count()",
    ),
    ("reset_index", "inplace"): ("df.reset_index(drop=False, inplace=True)", "df.reset_index(drop=False)"),
    ("set_index", "drop"): ("df.set_index('boat')", "df.set_index('boat', drop=False)"),
    ("set_index", "inplace"): ("df.set_index('boat', inplace=True)", "df.set_index('boat')"),
    ("rename", "inplace"): (
        "df.rename(columns={'crew': 'people'}, inplace=True)",
        "df.rename(columns={'crew': 'people'})",
    ),
    ("drop", "inplace"): ("df.drop(columns=['crew'], inplace=True)", "df.drop(columns=['crew'])"),
    ("std", "ddof"): ("df['crew'].std()", "df['crew'].std(ddof=0)"),
    ("std", "numeric_only"): ("df.std()", "df.std(numeric_only=True)"),
    ("std", "skipna"): ("df['load'].std()", "df['load'].std(skipna=False)"),
    ("var", "ddof"): ("df['crew'].var()", "df['crew'].var(ddof=0)"),
    ("var", "numeric_only"): ("df.var()", "df.var(numeric_only=True)"),
    ("var", "skipna"): ("df['load'].var()", "df['load'].var(skipna=False)"),
    ("mean", "numeric_only"): ("df.mean()", "df.mean(numeric_only=True)"),
    ("mean", "skipna"): ("df['load'].mean()", "df['load'].mean(skipna=False)"),
    ("sum", "numeric_only"): ("df.sum()", "df.sum(numeric_only=True)"),
    ("sum", "skipna"): ("df['load'].sum()", "df['load'].sum(skipna=False)"),
    ("median", "numeric_only"): ("df.median()", "df.median(numeric_only=True)"),
    ("median", "skipna"): ("df['load'].median()", "df['load'].median(skipna=False)"),
    ("min", "numeric_only"): ("df.min()", "df.min(numeric_only=True)"),
    ("min", "skipna"): ("df['load'].min()", "df['load'].min(skipna=False)"),
    ("max", "numeric_only"): ("df.max()", "df.max(numeric_only=True)"),
    ("max", "skipna"): ("df['load'].max()", "df['load'].max(skipna=False)"),
    ("nunique", "dropna"): ("df['dock'].nunique()", "df['dock'].nunique(dropna=False)"),
    ("to_datetime", "dayfirst"): ("pd.to_datetime(df['due'])", "pd.to_datetime(df['due'], dayfirst=True)"),
    ("to_datetime", "errors"): (
        "pd.to_datetime(df['mark'], format='%d')",
        "pd.to_datetime(df['mark'], format='%d', errors='coerce')",
    ),
    ("to_datetime", "utc"): ("pd.to_datetime(times['at'])", "pd.to_datetime(times['at'], utc=True)"),
    ("to_numeric", "errors"): ("pd.to_numeric(df['mark'])", "pd.to_numeric(df['mark'], errors='coerce')"),
    ("contains", "case"): ("df['note'].str.contains('wet')", "df['note'].str.contains('wet', case=False)"),
    ("contains", "regex"): ("df['note'].str.contains('t+d')", "df['note'].str.contains('t+d', regex=False)"),
    ("contains", "na"): ("df['note'].str.contains('wet')", "df['note'].str.contains('wet', na=True)"),
    ("startswith", "na"): ("df[df['note'].str.startswith('wet')]", "df[df['note'].str.startswith('wet', na=False)]"),
    ("endswith", "na"): ("df[df['note'].str.endswith('wet')]", "df[df['note'].str.endswith('wet', na=False)]"),
    ("match", "na"): ("df[df['note'].str.match('wet')]", "df[df['note'].str.match('wet', na=False)]"),
    ("split", "expand"): ("df['due'].str.split('/')", "df['due'].str.split('/', expand=True)"),
    ("rsplit", "expand"): ("df['due'].str.rsplit('/', n=1)", "df['due'].str.rsplit('/', n=1, expand=True)"),
    ("extract", "expand"): (
        r"df['due'].str.extract('(\d+)').str.len()",
        r"df['due'].str.extract('(\d+)', expand=False).str.len()",
    ),
    ("replace", "regex"): ("df['note'].replace('[.+]', ' ')", "df['note'].replace('[.+]', ' ', regex=True)"),
    ("rolling", "min_periods"): ("df['crew'].rolling(3).sum()", "df['crew'].rolling(3, min_periods=1).sum()"),
    ("rolling", "center"): ("df['crew'].rolling(3).sum()", "df['crew'].rolling(3, center=True).sum()"),
    ("explode", "ignore_index"): (
        "df.assign(part=df['due'].str.split('/')).explode('part').loc[9, 'part']",
        "df.assign(part=df['due'].str.split('/')).explode('part', ignore_index=True).loc[9, 'part']",
    ),
    ("cumcount", "ascending"): (
        "df.groupby('crew').cumcount().diff()",
        "df.groupby('crew').cumcount(ascending=False).diff()",
    ),
    ("melt", "ignore_index"): ("fees.set_index('boat').melt()", "fees.set_index('boat').melt(ignore_index=False)"),
    ("quantile", "interpolation"): ("df['crew'].quantile(0.7)", "df['crew'].quantile(0.7, interpolation='higher')"),
    ("resample", "closed"): (
        "times.resample('2D', on='at')['sold'].sum()",
        "times.resample('2D', on='at', closed='right')['sold'].sum()",
    ),
    ("resample", "label"): (
        "times.resample('2D', on='at')['sold'].sum()",
        "times.resample('2D', on='at', label='right')['sold'].sum()",
    ),
    ("Grouper", "closed"): (
        "times.groupby(pd.Grouper(key='at', freq='2D'))['sold'].sum()",
        "times.groupby(pd.Grouper(key='at', freq='2D', closed='right'))['sold'].sum()",
    ),
    ("Grouper", "label"): (
        "times.groupby(pd.Grouper(key='at', freq='2D'))['sold'].sum()",
        "times.groupby(pd.Grouper(key='at', freq='2D', label='right'))['sold'].sum()",
    ),
}
"""A wrong expression and the right one for each method with a parameter."""


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    with Runner(FRAMES) as one:
        yield one


def test_every_parameter_has_a_case() -> None:
    assert CASES.keys() == {(method, key) for method, keys in OPTIONS.items() for key in keys}


@pytest.mark.parametrize("pair", CASES, ids=lambda pair: f"{pair[0]}-{pair[1]}")
def test_it_alone_repairs(pair: tuple[str, str], runner: Runner) -> None:
    wrong, right = CASES[pair]
    value: Any = eval(right, {**{name: frame.copy() for name, frame in FRAMES.items()}, "pd": pd})
    output = Output(type=type_name(value), example=value, partial=False)
    inputs = tuple(read(frame, name) for name, frame in FRAMES.items())
    spec = Spec("what is wanted", inputs, output, facts=facts(output, FRAMES))
    failing = ran(Candidate(f"result = {wrong}", "killed", score=0.5), runner.run(f"result = {wrong}", output))
    assert failing.status != "ok"

    made = {
        kinds: list(repairs([failing], spec, output, tried=(failing.code,), limit=FIRST, kinds=kinds))
        for kinds in ((change_parameter,), OTHERS)
    }
    codes = list(dict.fromkeys(each.code for found in made.values() for each in found))
    status = dict(zip(codes, (outcome.status for outcome in runner.run_many(codes, output)), strict=True))
    by_it, by_others = ([each for each in found if status[each.code] == "ok"] for found in made.values())
    assert any(f"set {pair[1]}=" in " ".join(each.edits) for each in by_it), [
        each.edits for each in made[change_parameter,]
    ]
    assert [each.code for each in by_others] == []
