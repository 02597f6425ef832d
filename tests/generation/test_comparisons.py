"""Which way the words compare with a number, and whether a cell compares the same way."""

from __future__ import annotations

import ast

import pytest

from gift4code_ext.generation.comparisons import agrees, said_before


@pytest.mark.parametrize(
    ("text", "operator", "said"),
    [
        ("trips above 300", ">", "above 300"),
        ("where nights is less than the 300", "<", "less than the 300"),
        ("at least 300 nights", ">=", "at least 300"),
        ("price greater than or equal to 300", ">=", "greater than or equal to 300"),
        ("no more than $300", "<=", "no more than $300"),
        ("the price equals 300", "==", "equals 300"),
        ("with 300 or more", ">=", "300 or more"),
        ("300 days or less, by port", "<=", "300 days or less"),
        ("the price is 300", "==", "is 300"),
        ("where the price is 300 or more", ">=", "300 or more"),
        ("the price is 300 or worse", "", ""),
        ("more than half of the 300 trips", "", ""),
        ("the top 300", "", ""),
        ("from 300 to 400", "", ""),
        ("the plunder 300", "", ""),
    ],
)
def test_words_say_a_comparison(text: str, operator: str, said: str) -> None:
    start = text.index("300")
    assert said_before(text, start, start + 3) == (operator, said)


@pytest.mark.parametrize(
    ("operator", "code", "same"),
    [
        ("<", "df[df['a'] < 40]", True),
        ("<", "df[~(df['a'] >= 40)]", True),
        ("<", "df[df['a'] > 40]", False),
        ("<", "df[40 > df['a']]", True),
        ("<", "df[40 < df['a']]", False),
        (">", "df[(df['a'] > 40) & (df['b'] < 40)]", True),
        (">", "df[df['a'].gt(40)]", True),
        (">", "df[df['a'].ge(40)]", False),
        (">=", "df[df['a'].between(40, 50)]", True),
        ("<=", "df[df['a'].between(3, 40)]", True),
        ("<", "df[df['a'].between(3, 40, inclusive='left')]", True),
        ("<", "df[~df['a'].between(40, 50)]", True),
        (">", "df[~df['a'].between(3, 40)]", True),
        ("<", "df[df['a'].between(3, 40)]", False),
        ("==", "df[df.groupby('a')['a'].transform('size') >= 40]", False),
        ("==", "df[df['a'] != 40]", True),
        (">", "df.query('a > 40 and b < 3')", True),
        (">", "df.query('a <= 3 or b == 40')", False),
        ("<", "df[df['a'] >= -40]", True),
        (">", "df.nlargest(40, 'a')", True),
        (">", "df[df['a'] > 41]", True),
    ],
)
def test_a_cell_compares_as_it_was_said_or_the_other_way_round(operator: str, code: str, same: bool) -> None:
    assert agrees(list(ast.walk(ast.parse(code))), 40, operator) is same
