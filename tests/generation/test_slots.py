"""Code to slot text and back is the same program, whatever the labels are."""

from __future__ import annotations

import ast
import datetime
from typing import Any

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gift4code_ext.generation.slot_encode import MARK
from gift4code_ext.generation.slots import SPECIAL_TOKENS, Slot, SlotError, Slots, canonical

QUOTE = 'it\'s "x" — é'
LABELS: tuple[Any, ...] = ("class", "Fare ($)", "mean", "count", "left", "when", 2020, QUOTE, "价格", ("a", 1), "year")
SLOTS = Slots(
    (
        Slot("<d0>", "frame", "df"),
        Slot("<d1>", "frame", "orders"),
        *(Slot(f"<c{place}>", "column", label) for place, label in enumerate(LABELS)),
        Slot("<v0>", "value", 5),
        Slot("<v1>", "value", "Paris"),
        Slot("<v2>", "value", 0.5),
        Slot("<v3>", "value", "2024-01-05"),
        Slot("<n0>", "name", "total"),
        Slot("<n1>", "name", "no identifier"),
    ),
    result="out",
    beyond=frozenset(["hidden"]),
)

SNIPPETS = {
    "head": ("out = df.head(5)", "result = <d0>.head(<v0>)"),
    "unlinked number": ("out = df.head(n=3)", "result = <d0>.head(n=3)"),
    "negative": ("out = df['mean'].shift(-5)", "result = <d0>[<c2>].shift(-<v0>)"),
    "tail slice": ("out = df.iloc[-5:]", "result = <d0>.iloc[-<v0>:]"),
    "first of iloc": ("out = df.iloc[0]", "result = <d0>.iloc[0]"),
    "filter": ("out = df[df['Fare ($)'] > 5]", "result = <d0>[<d0>[<c1>] > <v0>]"),
    "float for int": ("out = df[df['Fare ($)'] > 0.5]", "result = <d0>[<d0>[<c1>] > <v2>]"),
    "two conditions": (
        "out = df[(df['class'] == 'Paris') & (df['mean'] < 5)]",
        "result = <d0>[(<d0>[<c0>] == <v1>) & (<d0>[<c2>] < <v0>)]",
    ),
    "cell equal to a label": ("out = df[df['class'] == 'mean']", "result = <d0>[<d0>[<c0>] == <c2>]"),
    "isin": ("out = df[df['class'].isin(['Paris', 'Oslo'])]", "result = <d0>[<d0>[<c0>].isin([<v1>, 'Oslo'])]"),
    "date": ("out = df[df['when'] >= '2024-01-05']", "result = <d0>[<d0>[<c5>] >= <v3>]"),
    "date part": ("out = df['when'].dt.year", "result = <d0>[<c5>].dt.year"),
    "attribute": ("out = df.year + 1", "result = <d0>[<c10>] + 1"),
    "method named like a label": ("out = df['mean'].mean()", "result = <d0>[<c2>].mean()"),
    "agg word": ("out = df.groupby('class')['mean'].agg('mean')", "result = <d0>.groupby(<c0>)[<c2>].agg('mean')"),
    "agg mapping": (
        "out = df.groupby('class').agg({'mean': 'mean', 'count': ['count', 'max']})",
        "result = <d0>.groupby(<c0>).agg({<c2>: 'mean', <c3>: ['count', 'max']})",
    ),
    "named agg": (
        "out = df.groupby('class', as_index=False).agg(total=('count', 'count'))",
        "result = <d0>.groupby(<c0>, as_index=False).agg(**{<n0>: (<c3>, 'count')})",
    ),
    "named agg of several": (
        "out = df.groupby('class').agg(total=('mean', 'mean'), other=('count', 'max'), left=('left', 'first'))",
        "result = <d0>.groupby(<c0>).agg(**{<n0>: (<c2>, 'mean')}, other=(<c3>, 'max'), **{<c4>: (<c4>, 'first')})",
    ),
    "NamedAgg": (
        "out = df.groupby('class').agg(total=pd.NamedAgg(column='mean', aggfunc='mean'))",
        "result = <d0>.groupby(<c0>).agg(**{<n0>: pd.NamedAgg(column=<c2>, aggfunc='mean')})",
    ),
    "assign": ("out = df.assign(total=df['mean'] * 5)", "result = <d0>.assign(**{<n0>: <d0>[<c2>] * <v0>})"),
    "assign no identifier": (
        "out = df.assign(**{'no identifier': 1, 'total': 2})",
        "result = <d0>.assign(**{<n1>: 1, <n0>: 2})",
    ),
    "assign lambda": (
        "out = df.assign(plain=lambda d: d['mean'] - d['mean'].mean())",
        "result = <d0>.assign(plain=lambda d: d[<c2>] - d[<c2>].mean())",
    ),
    "rename": ("out = df.rename(columns={'class': 'total'})", "result = <d0>.rename(columns={<c0>: <n0>})"),
    "sort": (
        "out = df.sort_values(['class', 'count'], ascending=[True, False])",
        "result = <d0>.sort_values([<c0>, <c3>], ascending=[True, False])",
    ),
    "nlargest": ("out = df.nlargest(5, 'count')", "result = <d0>.nlargest(<v0>, <c3>)"),
    "int label": ("out = df[[2020, 'class']]", "result = <d0>[[<c6>, <c0>]]"),
    "int label in drop": ("out = df.drop(columns=[2020])", "result = <d0>.drop(columns=[<c6>])"),
    "int equal to a label as a value": ("out = df[df['year'] == 2020]", "result = <d0>[<d0>[<c10>] == 2020]"),
    "tuple label": ("out = df[('a', 1)]", "result = <d0>[<c9>]"),
    "quotes": (f"out = df[{QUOTE!r}].sum()", "result = <d0>[<c7>].sum()"),
    "unicode": ("out = df['价格'].max()", "result = <d0>[<c8>].max()"),
    "loc": ("out = df.loc[df['mean'] > 1, 'class']", "result = <d0>.loc[<d0>[<c2>] > 1, <c0>]"),
    "merge": (
        "out = df.merge(orders, on='class', how='left')",
        "result = <d0>.merge(<d1>, on=<c0>, how='left')",
    ),
    "pd.merge": (
        "out = pd.merge(df, orders, left_on='left', right_on='class', suffixes=('_a', '_b'))",
        "result = pd.merge(<d0>, <d1>, left_on=<c4>, right_on=<c0>, suffixes=('_a', '_b'))",
    ),
    "pivot": (
        "out = df.pivot_table(index='class', columns='left', values='mean', aggfunc='mean')",
        "result = <d0>.pivot_table(index=<c0>, columns=<c4>, values=<c2>, aggfunc='mean')",
    ),
    "melt": (
        "out = df.melt(id_vars='class', var_name='total', value_name='no identifier')",
        "result = <d0>.melt(id_vars=<c0>, var_name=<n0>, value_name=<n1>)",
    ),
    "text methods": (
        "out = df['class'].str.replace('count', 'mean').str.split(' ').str[0]",
        "result = <d0>[<c0>].str.replace(<c3>, <c2>).str.split(' ').str[0]",
    ),
    "astype": ("out = df.astype({'mean': 'int'})", "result = <d0>.astype({<c2>: 'int'})"),
    "fillna": ("out = df.fillna({'mean': 5})", "result = <d0>.fillna({<c2>: <v0>})"),
    "value_counts": (
        "out = df['class'].value_counts().reset_index(name='count')",
        "result = <d0>[<c0>].value_counts().reset_index(name=<c3>)",
    ),
    "f-string": ("out = [f\"{x['class']} mean\" for _, x in df.iterrows()]", None),
    "two lines": (
        "big = df[df['mean'] > 5]\nout = big.groupby('class').size()",
        "big = <d0>[<d0>[<c2>] > <v0>]\nresult = big.groupby(<c0>).size()",
    ),
    "columns set": (
        "out = df[['class', 'mean']].copy()\nout.columns = ['total', 'count']",
        "result = <d0>[[<c0>, <c2>]].copy()\nresult.columns = [<n0>, <c3>]",
    ),
    "column set": ("df['total'] = df['mean'] + 1\nout = df", "<d0>[<n0>] = <d0>[<c2>] + 1\nresult = <d0>"),
    "comments go": ("# why\nout = (df\n  .dropna()  # here\n)", "result = <d0>.dropna()"),
    "loop": (
        "out = 0\nfor value in df['mean']:\n    out += value",
        "result = 0\nfor value in <d0>[<c2>]:\n    result += value",
    ),
    "text that looks like a slot": ("out = df['class'] + '<c1>'", None),
}


@pytest.mark.parametrize("name", SNIPPETS)
def test_round_trip(name: str) -> None:
    code, text = SNIPPETS[name]
    encoded = SLOTS.encode(code)
    if text is not None:
        assert encoded == text
    assert ast.dump(ast.parse(SLOTS.decode(encoded))) == ast.dump(ast.parse(canonical(code))) or (
        name == "attribute" and SLOTS.decode(encoded) == "out = df['year'] + 1"
    )


def test_the_round_trip_computes_the_same() -> None:
    columns = {label: range(7) for label in LABELS}
    df = pd.DataFrame(columns)
    df["class"], df["left"], df["when"] = list("aabbcca"), list("xyxyxyx"), pd.date_range("2024-01-01", periods=7)
    orders = pd.DataFrame({"class": list("abc"), "size": [1, 2, 3]})
    for name, (code, _) in SNIPPETS.items():
        if name in ("text methods", "f-string"):
            continue
        expected, actual = ({"df": df.copy(), "orders": orders, "pd": pd} for _ in range(2))
        exec(code, expected)
        exec(SLOTS.decode(SLOTS.encode(code)), actual)
        assert repr(actual["out"]) == repr(expected["out"]), name


def test_the_output_may_be_an_input() -> None:
    slots = Slots((Slot("<d0>", "frame", "df"), Slot("<c0>", "column", "a")), result="df")
    code = "df = df[df['a'] > 1]\ndf = df.reset_index(drop=True)"
    assert slots.encode(code) == "result = <d0>[<d0>[<c0>] > 1]\nresult = result.reset_index(drop=True)"
    assert slots.decode(slots.encode(code)) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("result = <d0>.<c0>", "out = df['class']"),
        ("result = <d0>.assign(<n0>=1)", "out = df.assign(total=1)"),
        ("result = <d0>.assign(**{<c6>: 1})", "out = df.assign(**{2020: 1})"),
        ("  result = <d0>\n", "out = df"),
    ],
)
def test_decode_mends_what_has_one_meaning(text: str, code: str) -> None:
    assert SLOTS.decode(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "result = <d3>",
        "result = <d0>[",
        "<c0> = 1",
        "result = <d0><c0>",
        "result = lambda <c0>: 1",
        "_g4c_c0_ = 1",
        "x.<d0>",
    ],
)
def test_decode_refuses_what_is_no_program(text: str) -> None:
    with pytest.raises(SlotError):
        SLOTS.decode(text)


@pytest.mark.parametrize(
    "code", ["out = df['hidden']", "out = (", "out = df.query('a > 1')", "result = df\nout = result", "_g4c_c0_ = 1"]
)
def test_encode_refuses_what_slots_cannot_say(code: str) -> None:
    with pytest.raises(SlotError):
        SLOTS.encode(code)


def test_dates_as_labels() -> None:
    slots = Slots((Slot("<d0>", "frame", "df"), Slot("<c0>", "column", datetime.datetime(2024, 1, 5))))
    code = "result = df[pd.Timestamp('2024-01-05')]"
    assert slots.encode(code) == "result = <d0>[<c0>]"
    assert slots.decode("result = <d0>[<c0>]") == code


def test_special_tokens_are_closed() -> None:
    assert len(SPECIAL_TOKENS) == len(set(SPECIAL_TOKENS)) == 5 + 4 + 16 + 10 + 10


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=12), min_size=3, max_size=3, unique=True))
def test_any_labels_survive(labels: list[str]) -> None:
    a, b, new = labels
    assume(
        new not in ("func", "axis", "engine", "engine_kwargs")
    )  # parameters of agg itself, which cannot name a column
    assume(not any(MARK in label for label in labels))  # reserved, and refused with a sentence
    slots = Slots(
        (Slot("<d0>", "frame", "df"), Slot("<c0>", "column", a), Slot("<c1>", "column", b), Slot("<n0>", "name", new))
    )
    code = f"result = df.groupby({a!r}).agg(**{{{new!r}: ({b!r}, 'mean')}}).rename(columns={{{new!r}: {a!r}}})"
    encoded = slots.encode(code)
    assert encoded == "result = <d0>.groupby(<c0>).agg(**{<n0>: (<c1>, 'mean')}).rename(columns={<n0>: <c0>})"
    assert ast.dump(ast.parse(slots.decode(encoded))) == ast.dump(ast.parse(canonical(code)))


def test_what_is_nested_too_deeply_is_no_program() -> None:
    with pytest.raises(SlotError):
        Slots().encode("-" * 3000 + "1")
