"""The gate: what is refused with a reason, what is mended and told, what passes untouched."""

from __future__ import annotations

import pytest

from gift4code_ext.generation.gate import Gated, gate
from gift4code_ext.spec.model import Column, Variable

DF = Variable(
    "df",
    "pandas.DataFrame",
    "frame",
    (9, 4),
    (
        Column("class", "object", "str"),
        Column("unit_price", "float64", "float"),
        Column("Fare ($)", "float64", "float"),
        Column("sales_2024", "float64", "float"),
    ),
    4,
    (Column("day", "datetime64[ns]", "date"),),
)
OTHER = Variable(
    "other", "pandas.DataFrame", "frame", (4, 2), (Column("code", "object", "str"), Column("size", "int64", "int")), 2
)


def _gate(code: str, result: str = "result") -> Gated:
    return gate(code, (DF, OTHER), result, ("pd", "np"))


@pytest.mark.parametrize(
    "code",
    [
        "result = df[df['class'] == 'a']  # kept as it is",
        "import numpy as np\nresult = np.where(df['unit_price'] > 1, 'a', 'b')",
        "from datetime import date\nresult = date(2024, 1, 1)",
        "tmp = df.groupby('class')['unit_price'].mean()\nresult = tmp.reset_index()",
        "df['new'] = 1\nresult = df[['new', 'class']]",
        "result = df.assign(new=1)['new']",
        "result = df.groupby('day').size()",
        "result = df.merge(df, on='class')['unit_price_x']",
        "result = [x for x in df['class'] if len(x) > 1]",
        "def f(row):\n    return row['anything']\nresult = df.apply(f, axis=1)",
        "result = pd.DataFrame({'a': df['class'].unique()})",
        "result = df.to_csv()",
        "result = df.assign(classes=1).assign(z=lambda df: df['classes'] * 2)",
        "result = df.assign(weight=1).pipe(lambda df: df.sort_values('weight'))",
        "def f(df, by):\n    return df[['weight', by]]\nresult = f(df.assign(weight=1), 'class')",
        "df.insert(0, 'zz', 1)\nresult = df['zz']",
        "df.pop('class')\nresult = df['Class']",
        "df.update({'zz': [1]})\nresult = df['zz']",
        "df['total'] = 1\ndf.loc[df['total'] > 0, 'note'] = 'x'\nresult = df[['total', 'note', 'class']]",
        "result = df.merge(other, left_on='class', right_on='code')[['class', 'size']]",
        "result = df.drop(columns=['weight'], errors='ignore')",
        "result = df.unit_price.sum() + len(df.columns)",
        "df = df.dropna()\nresult = df['class']",
        "best = df.nlargest(1, 'unit_price')\ndf = pd.DataFrame(best)\nresult = df",
    ],
)
def test_passes_untouched(code: str) -> None:
    assert _gate(code) == Gated(code)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("result = (", "does not parse"),
        ("", "holds no statement"),
        ("result = open('x').read()", "it uses open"),
        ("result = eval('1')", "it uses eval"),
        ("result = __import__('os')", "it uses __import__"),
        ("import os\nresult = 1", "it imports os; cells may import"),
        ("from subprocess import run\nresult = 1", "it imports subprocess"),
        ("import matplotlib.pyplot as plt\nresult = 1", "it imports matplotlib.pyplot"),
        ("result = ().__class__.__bases__", "the attribute __bases__"),
        ("result = pd.io.common.os.system('x')", "which a data cell may not"),
        ("result = df.query('@pd.x')", "string calls Python"),
        ("result = pd.read_csv('other.csv')", "it loads a file with read_csv"),
        ("df.to_csv('x.csv')\nresult = df", "it writes a file with to_csv"),
        ("result = df.to_pickle('x')", "it writes a file with to_pickle"),
        ("result = nowhere.head()", "it uses nowhere, which does not exist"),
        ("result = df['weight']", "df has no column 'weight'"),
        ("result = df.groupby('weight').size()", "df has no column 'weight'"),
        ("result = df[df['class'] == 'a'].sort_values(by=['weight'])", "df has no column 'weight'"),
        ("result = df.weight.sum()", "df has no column 'weight'"),
        ("result = df.loc[df['class'] == 'a', 'weight']", "df has no column 'weight'"),
        ("result = df.agg({'weight': 'sum'})", "df has no column 'weight'"),
        ("result = df.groupby('class').agg(x=('weight', 'sum'))", "df has no column 'weight'"),
        ("result = df.pivot_table(index='class', values='weight')", "df has no column 'weight'"),
        ("result = df.merge(other, on='class')", "other has no column 'class'"),
        ("result = pd.merge(df, other, left_on='weight', right_on='code')", "df has no column 'weight'"),
        ("result = df['sales_2023']", "df has no column 'sales_2023'"),
        ("df['total'] = 1\nresult = df[['total', 'weight']]", "df has no column 'weight'"),
        ("from pandas import read_csv\nresult = read_csv('x')", "it uses read_csv"),
        ("import numpy as n\nresult = n.load('x')", "it uses load"),
        ("result = df.to_numpy().tofile('x')", "it writes a file with tofile"),
        ("df = pd.read_csv('t.csv')", "it holds no statement"),
        ("for x in df:\n    pass", "it never sets result"),
        ("global x\nresult = 1", "Global statement"),
        ("result = " + "-" * 600 + "1", "it is nested too deeply"),
        ("result = " + "-" * 3000 + "1", "it is nested too deeply"),
    ],
)
def test_refused_with_a_reason(code: str, reason: str) -> None:
    assert reason in _gate(code).refused


@pytest.mark.parametrize(
    ("code", "mended", "edits"),
    [
        (
            "df = pd.read_csv('t.csv')\nresult = df.head()",
            "result = df.head()",
            ("left out a line that loads df again",),
        ),
        (
            "df = pd.DataFrame({'class': [1]})\nresult = df.head()",
            "result = df.head()",
            ("left out a line that loads df again",),
        ),
        (
            "df: pd.DataFrame = pd.DataFrame.from_dict({'class': [1]})\nresult = df.head()",
            "result = df.head()",
            ("left out a line that loads df again",),
        ),
        (
            "data = {'class': [1]}\ndf = pd.DataFrame(data)\nother = pd.read_csv('o.csv')\nresult = df.head()",
            "data = {'class': [1]}\nresult = df.head()",
            ("left out a line that loads df again", "left out a line that loads other again"),
        ),
        (
            "data = df = pd.read_csv('t.csv')\nresult = data.head()",
            "data = df\nresult = data.head()",
            ("left out a line that loads df again",),
        ),
        ("df = None\nresult = df['class']", "result = df['class']", ("left out a line that loads df again",)),
        ("result = df.Class.nunique()", "result = df['class'].nunique()", ("read the column 'Class' as 'class'",)),
        ("result = df.loc[df['class'] == 'a', 'Class']", "result = df.loc[df['class'] == 'a', 'class']",
         ("read the column 'Class' as 'class'",)),
        ("result = df.merge(other, left_on='Class', right_on='Code')",
         "result = df.merge(other, left_on='class', right_on='code')",
         ("read the column 'Class' as 'class'", "read the column 'Code' as 'code'")),
        ("result = df['Class']", "result = df['class']", ("read the column 'Class' as 'class'",)),
        (
            "result = df.groupby('unit price').size()",
            "result = df.groupby('unit_price').size()",
            ("read the column 'unit price' as 'unit_price'",),
        ),
        ("result = df[['unitprice', 'Fare ($)']]", "result = df[['unit_price', 'Fare ($)']]",
         ("read the column 'unitprice' as 'unit_price'",)),
        ("result = DF.head()", "result = df.head()", ("read DF as df",)),
        ("df.head()", "result = df.head()", ()),
        ("print(df.head())", "result = df.head()", ()),
        ("top = df.head()", "top = df.head()\nresult = top", ("bound result to top",)),
        ("df['x'] = 1", "df['x'] = 1\nresult = df", ("bound result to df",)),
        ("result = re.sub('a', 'b', 'c')", "import re\nresult = re.sub('a', 'b', 'c')", ()),
    ],
)  # fmt: skip
def test_mended_and_told(code: str, mended: str, edits: tuple[str, ...]) -> None:
    assert _gate(code) == Gated(mended, edits)


def test_pandas_is_imported_where_earlier_cells_did_not() -> None:
    assert (
        gate("result = pd.concat([df, df])", (DF,), "result").code
        == "import pandas as pd\nresult = pd.concat([df, df])"
    )


def test_the_output_may_be_the_input() -> None:
    assert _gate("df = df.dropna()", "df") == Gated("df = df.dropna()")
    assert _gate("df['class'] = df['class'].str.upper()", "df") == Gated("df['class'] = df['class'].str.upper()")


def test_an_input_that_is_the_output_may_be_computed_but_not_invented() -> None:
    assert _gate("df = pd.DataFrame({'n': other['size']})", "df") == Gated("df = pd.DataFrame({'n': other['size']})")
    assert (
        _gate("df = pd.DataFrame({'n': [1, 2]})\ndf['n'] = 3", "df").edits[0] == "left out a line that loads df again"
    )


def test_columns_that_were_not_all_read_prove_nothing() -> None:
    part = Variable("df", "pandas.DataFrame", "frame", (9, 900), DF.columns, 900)
    assert gate("result = df['weight']", (part,), "result").refused == ""
