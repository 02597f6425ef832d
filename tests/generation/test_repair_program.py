"""A program as edits see it: roles of constants, what places decide, where labels are read and given."""

from __future__ import annotations

import ast

import pytest

from gift4code_ext.generation.positions import Role, constants
from gift4code_ext.generation.repair.edit import Edit, called
from gift4code_ext.generation.repair.program import Program, Use


@pytest.mark.parametrize(
    ("code", "roles"),
    [
        ("df['a'] > 3", [("a", Role.LABEL), (3, Role.VALUE)]),
        ("df.loc[df['a'] == 'x', 'b']", [("a", Role.LABEL), ("x", Role.VALUE), ("b", Role.LABEL)]),
        ("df.iloc[:5]", [(5, Role.INDEX)]),
        ("df.groupby('a').agg(n=('b', 'sum'))", [("a", Role.LABEL), ("b", Role.LABEL), ("sum", Role.AGGREGATE)]),
        ("df.agg({'b': ['sum', 'min']})", [("b", Role.LABEL), ("sum", Role.AGGREGATE), ("min", Role.AGGREGATE)]),
        ("df.merge(o, on='a', how='left')", [("a", Role.LABEL), ("left", Role.WORD)]),
        ("df.assign(**{'a b': df['c'].fillna(0)})", [("c", Role.LABEL), (0, Role.PAIRS)]),
        ("df.fillna({'a': 0})", [("a", Role.LABEL), (0, Role.VALUE)]),
        ("f'{df[\"a\"].sum()} in all'", [("a", Role.LABEL)]),
        ("x if df['a'].any() else 1", [("a", Role.LABEL), (1, Role.ANY)]),
        ("-df['a'][1:-2]", [("a", Role.LABEL), (1, Role.INDEX), (2, Role.INDEX)]),
    ],
)
def test_every_constant_has_its_role(code: str, roles: list[tuple[object, Role]]) -> None:
    assert [(constant.value, role) for constant, role in constants(ast.parse(code))] == roles


@pytest.mark.parametrize(
    ("code", "use"),
    [
        ("result = df['a'].sum()", Use.VALUE),
        ("result = df[df['a'] > 2]", Use.FILTER),
        ("result = df.loc[df['a'].isna(), 'b']", Use.FILTER),
        ("result = df.loc[df['b'].isna(), 'a']", Use.VALUE),
        ("result = df.sort_values(by=['b', 'a'])", Use.ORDER),
        ("result = df.groupby(['a'])['b'].sum()", Use.KEY),
        ("result = df.assign(x=df['a'] * 2)", Use.VALUE),
    ],
)
def test_a_place_decides_something(code: str, use: Use) -> None:
    program = Program(code, "result", ["df"])
    [place] = program.reads({"a"})["a"]

    assert program.use(place) is use


def test_labels_that_a_program_gives_are_not_labels_it_reads() -> None:
    program = Program("df['a'] = df.a * 2\nresult = df.rename(columns={'b': 'c'}).assign(d=1)", "result", ["df"])

    assert {label: len(places) for label, places in program.reads({"a", "b", "c", "d"}).items()} == {"a": 1, "b": 1}
    assert set(program.created) == {"a", "c", "d"}


@pytest.mark.parametrize(
    ("code", "output", "printed"),
    [
        ("result = df.head(2)", "result", "result = df.head(2).sort_index()"),
        ("df['a'] = 1", "df", "df['a'] = 1\ndf = df.sort_index()"),
        (
            "result = df.copy()\nresult['a'] = 1",
            "result",
            "result = df.copy()\nresult['a'] = 1\nresult = result.sort_index()",
        ),
    ],
)
def test_the_end_is_edited_where_it_is_and_the_program_stays(code: str, output: str, printed: str) -> None:
    program = Program(code, output, ["df"])
    edit = Edit(program.ending(called(program.end, "sort_index")), "added sort_index", 1.0)

    assert (program.printed(edit), ast.unparse(program.tree)) == (printed, code)
