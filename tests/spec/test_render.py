from __future__ import annotations

import numpy as np
import pandas as pd

from gift4code_ext.spec.infer import facts
from gift4code_ext.spec.model import Output, Spec, SpecKind
from gift4code_ext.spec.pasted.tables import from_text
from gift4code_ext.spec.read import read
from gift4code_ext.spec.render import render, schema_text

DF = pd.DataFrame({"class": ["a", "b", "a"], "fare": [1.5, -2.0, 3.0]})
OUTPUT = Output(
    type="pandas.DataFrame",
    columns=("class", "fare"),
    rows=2,
    example=(("a", 2.25), ("b", -2.0)),
    summary="mean fare of each class",
)
SPEC = Spec("average fare", (read(DF, "df"),), OUTPUT, "", facts(OUTPUT, {"df": DF}))
TYPE = "Bind the variable result, a pandas.DataFrame with the columns 'class', 'fare'; it has 2 rows."


def test_none_is_the_intent() -> None:
    assert render(SPEC, SpecKind.NONE) == "average fare"


def test_type_is_name_type_and_columns() -> None:
    assert render(SPEC, SpecKind.TYPE) == f"average fare\n{TYPE}"


def test_examples_are_rows_of_inputs_and_output() -> None:
    assert render(SPEC, SpecKind.EXAMPLES) == (
        f"average fare\n{TYPE}\n"
        "Input df, all rows:\nclass,fare\na,1.5\nb,-2\na,3\n"
        "Output result, all rows:\nclass,fare\na,2.25\nb,-2.0"
    )


def test_summary_is_the_persons_sentence_and_the_computed_one() -> None:
    assert render(SPEC, SpecKind.SUMMARY) == (
        f"average fare\n{TYPE}\n"
        "mean fare of each class. The output is a table with 2 rows, one for each class. Columns: class (values of "
        "df['class'], ascending, each value once); fare (computed, as df['fare'], descending, each value once, "
        "with fractions, holding its minimum, some negative)."
    )


def test_an_example_reads_back_from_its_text() -> None:
    table = from_text(render(SPEC, SpecKind.EXAMPLES).partition("Output result, all rows:\n")[2])
    assert (table.labels, table.rows) == (OUTPUT.columns, OUTPUT.example)


def test_nothing_stated_adds_nothing() -> None:
    bare = Spec("average fare", (read(DF, "df"),))
    assert [render(bare, kind) for kind in (SpecKind.NONE, SpecKind.TYPE, SpecKind.SUMMARY)] == ["average fare"] * 3


def test_the_schema_lists_columns_with_what_is_known() -> None:
    frame = pd.DataFrame({"class": pd.Categorical(["a", "b", "a"]), "fare": [1.5, -2.0, 3.0]})
    assert schema_text((read(frame, "df"),)) == (
        "df: pandas.DataFrame, 3 rows x 2 columns\n- 'class': category, such as a, b\n- 'fare': float64 unique neg"
    )


def test_an_order_and_an_index_that_were_stated_are_said() -> None:
    stated = Output(columns=("fare",), index=("class",), example=(("a", 1.5),), ordered=True)

    assert render(Spec("", output=stated), SpecKind.EXAMPLES) == (
        "Bind the variable result with the index 'class' and the columns 'fare'; the order of its rows matters.\n"
        "Output result, all rows:\nclass,fare\na,1.5"
    )


def test_labels_of_two_levels_are_written_as_code_writes_them() -> None:
    frame = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_product([["fare"], ["min", 2020]]))
    stated = Output(example=frame)

    assert render(Spec("", output=stated, facts=facts(stated, {})), SpecKind.EXAMPLES) == (
        "Bind the variable result, a pandas.DataFrame with the columns ('fare', 'min'), ('fare', 2020).\n"
        "Output result, all rows:\n\"('fare', 'min')\",\"('fare', 2020)\"\n1,2"
    )


def test_what_is_no_table_is_a_literal() -> None:
    shown = {
        "Output result: 'two words'": "two words",
        "Output result: 2.5": np.float64(2.5),
        "Output result, all values: [1, None, 'a']": [1, None, "a"],
        "Output result, first values: [0, 1, 2, 3, 4]": np.arange(9),
        "Output result: {'a': [1.5]}": {"a": np.array([1.5])},
    }
    told = [
        render(Spec("", output=Output(type="dict" if type(value) is dict else None, example=value)), SpecKind.EXAMPLES)
        for value in shown.values()
    ]

    assert [text.splitlines()[-1] for text in told] == list(shown)


def test_a_prompt_holds_the_first_rows_of_a_long_example() -> None:
    stated = Output(example=pd.DataFrame({"n": range(100)}))

    assert render(Spec("", output=stated), SpecKind.EXAMPLES) == "Output result, first rows:\nn\n0\n1\n2\n3\n4"
