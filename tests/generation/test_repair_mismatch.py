"""A verdict read as symptoms, from nothing but the clauses and the preview."""

from __future__ import annotations

import pandas as pd
import pytest

from gift4code_ext.execution.inside.preview import preview
from gift4code_ext.generation.candidate import Candidate
from gift4code_ext.generation.repair.edit import Symptom
from gift4code_ext.generation.repair.mismatch import Mismatch, mismatch
from gift4code_ext.generation.repair.wanted import Wanted
from gift4code_ext.spec.check import check
from gift4code_ext.spec.infer import facts
from gift4code_ext.spec.model import Output, Spec
from gift4code_ext.spec.read import read

DF = pd.DataFrame(
    {"town": ["Graz", "Linz", "Graz", "Wels"], "price": [4.0, 1.5, 3.0, 2.0], "cost": [1.0, 7.0, 2.0, 5.0]}
)


def seen(value: object, output: Output, intent: str = "cost by town") -> Mismatch:
    spec = Spec(intent, (read(DF, "df"),), output, facts=facts(output, {"df": DF}))
    candidate = Candidate("result = 0", "wrong", check(value, output).clauses, preview(value))
    return mismatch(candidate, Wanted.of(spec, output))


GROUPED = DF.groupby("town", as_index=False)["cost"].sum()
PART = Output(example=DF[["town", "cost"]].head(2), partial="head")


@pytest.mark.parametrize(
    ("value", "output", "symptoms"),
    [
        (GROUPED.set_index("town")["cost"], Output(type="pandas.DataFrame"), {Symptom.TYPE}),
        (GROUPED.rename(columns={"cost": "sum"}), Output(columns=("town", "cost")), {Symptom.LABELS}),
        (GROUPED.astype(str), Output(dtypes={"cost": "float"}), {Symptom.DTYPES}),
        (GROUPED.head(1), Output(rows=3), {Symptom.ROWS}),
        (GROUPED.head(1), Output(example=GROUPED), {Symptom.ROWS}),
        (GROUPED.iloc[::-1], Output(example=GROUPED), {Symptom.ORDER}),
        (GROUPED.assign(cost=0.0), Output(example=GROUPED), {Symptom.CELLS}),
        (DF[["town", "cost"]].iloc[::-1], PART, {Symptom.ORDER, Symptom.ROWS}),
        (DF[["town", "cost"]].tail(2), PART, {Symptom.ORDER, Symptom.ROWS}),
    ],
)
def test_a_failing_clause_has_its_symptoms(value: object, output: Output, symptoms: set[Symptom]) -> None:
    assert seen(value, output).failing == (frozenset(symptoms),)


def test_columns_that_differ_are_told_apart() -> None:
    got = seen(
        DF.assign(total=DF["cost"])[["town", "total", "price"]], Output(example=DF[["town", "cost", "price"]] * 1)
    )

    assert (got.missing, got.extra, got.alike) == (("cost",), ("total",), (("cost", "total"),))


def test_missing_cells_and_whole_floats_are_no_difference() -> None:
    value = pd.DataFrame({"town": ["Graz", None], "cost": [1, 7]})

    assert seen(value, Output(example=[["Graz", 1.0], [None, 8.0]], columns=("town", "cost"))).wrong == ("cost",)


def test_columns_beyond_the_preview_are_not_missing() -> None:
    wide = pd.DataFrame({f"c{place}": [place] for place in range(20)})
    got = seen(wide, Output(columns=tuple(wide.columns[:19]), rows=2))

    assert got.missing == ()


def test_rows_know_their_direction() -> None:
    few, many = seen(GROUPED.head(1), Output(rows=3)), seen(DF, Output(rows=3))

    assert (few.too_many, many.too_many) == (False, True)
    assert few.towards(more=True) > few.towards(more=False)


def test_a_key_error_names_the_label() -> None:
    output = Output(columns=("town",))
    spec = Spec("town", (read(DF, "df"),), output, facts=facts(output, {"df": DF}))
    got = mismatch(Candidate("result = 0", "error", error="KeyError: 'wohnort'"), Wanted.of(spec, output))

    assert (got.absent, got.failing) == ("wohnort", (frozenset((Symptom.ERROR,)),))


def test_columns_are_near_that_the_words_name_or_whose_cells_they_name() -> None:
    output = Output()
    wanted = Wanted.of(Spec("highest price in Graz", (read(DF, "df"),), output), output)

    assert wanted.closeness("price") == 1.0
    assert wanted.closeness("town") > wanted.closeness("cost")
