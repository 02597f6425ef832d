"""Wrong answers made of right ones."""

from __future__ import annotations

import ast

import pytest
from gift4code_training.evaluation.mutants import Mutant, mutants

CELL = """
top = fares[fares["fare"] > 10]
top = top.groupby("city")["fare"].mean() * 2
"""


def test_every_rule_that_applies_gives_a_mutant() -> None:
    first, second = 'top = fares[fares["fare"] > 10]', 'top = top.groupby("city")["fare"].mean() * 2'
    plain = [ast.unparse(ast.parse(line)) for line in (first, second)]
    expected = {
        ("wrong column", "top = fares[fares['fare_'] > 10]", plain[1]),
        ("wrong column", plain[0], "top = top.groupby('city')['fare_'].mean() * 2"),
        ("swapped aggregate", plain[0], "top = top.groupby('city')['fare'].max() * 2"),
        ("turned comparison", "top = fares[fares['fare'] <= 10]", plain[1]),
        ("other operator", plain[0], "top = top.groupby('city')['fare'].mean() + 2"),
        ("other number", "top = fares[fares['fare'] > 11]", plain[1]),
        ("other number", plain[0], "top = top.groupby('city')['fare'].mean() * 3"),
        ("other text", plain[0], "top = top.groupby('city_')['fare'].mean() * 2"),
    }

    found = mutants(CELL)

    assert {(each.rule, *each.code.split("\n")) for each in found if each.rule != "dropped line"} == expected
    assert [each for each in found if each.rule == "dropped line"] == [
        Mutant("dropped line", plain[0]),
        Mutant("dropped line", plain[1]),
    ]


@pytest.mark.parametrize(
    "code",
    [CELL, "    top = fares.head(2)\n    return top", "plt.plot(x)", "def g(a):\n    return a + 1\nb = g(c)", "x"],
)
def test_mutants_differ_from_the_program_and_from_each_other_and_are_the_same_each_time(code: str) -> None:
    found = mutants(code)

    trees = [ast.dump(ast.parse(f"if True:\n{_indented(each.code)}")) for each in found]
    assert len({*trees, ast.dump(ast.parse(f"if True:\n{_indented(code)}"))}) == len(found) + 1
    assert found == mutants(code)
    assert found


def _indented(code: str) -> str:
    lines = code.strip("\n").split("\n")
    return "\n".join(lines if lines[0].startswith(" ") else [f"    {line}" for line in lines])


def test_lines_of_a_function_stay_indented_and_return() -> None:
    found = mutants("    if a > 1:\n        a = 0\n    return a")

    assert Mutant("turned comparison", "    if a <= 1:\n        a = 0\n    return a") in found
    assert Mutant("dropped line", "    if a > 1:\n        a = 0") in found


def test_the_only_line_leaves_an_empty_answer() -> None:
    assert mutants("x()") == [Mutant("dropped line", "pass")]


def test_what_does_not_parse_has_none() -> None:
    assert mutants("top = (") == []
