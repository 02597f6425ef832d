"""How programs print."""

from __future__ import annotations

from gift4code_ext.generation.search.program import Applied, Edited, Input, inputs, operations, print_cell, renamed
from gift4code_ext.operations import by_name

DF = Input("df")


def test_an_input_alone_is_bound() -> None:
    assert print_cell(DF, "out") == "out = df"


def test_short_steps_make_one_chain() -> None:
    program = Applied(by_name["head"], {"n": 2}, Applied(by_name["dropna_any"], {}, DF))

    assert print_cell(program, "result") == "result = df.dropna().head(2)"


def test_a_table_that_is_named_twice_gets_a_line() -> None:
    first = Applied(by_name["dropna_any"], {}, DF)
    program = Applied(by_name["filter_compare"], {"column": "x", "op": ">", "value": 1}, first)

    assert print_cell(program, "result") == "step1 = df.dropna()\nresult = step1[step1['x'] > 1]"


def test_a_step_used_twice_is_written_once() -> None:
    first = Applied(by_name["dropna_any"], {}, DF)
    program = Applied(by_name["join_inner"], {"key": "k"}, first, first)

    assert print_cell(program, "result") == "step1 = df.dropna()\nresult = step1.merge(step1, on='k')"


def test_an_expression_that_no_method_can_follow_gets_a_line() -> None:
    program = Edited("[['x']]", Applied(by_name["minmax_all"], {}, DF))

    assert print_cell(program, "result") == "step1 = (df - df.min()) / (df.max() - df.min())\nresult = step1[['x']]"


def test_inputs_and_operations_are_known() -> None:
    program = Edited(".head()", Applied(by_name["join_inner"], {"key": "k"}, DF, Input("other")))

    assert [each.name for each in inputs(program)] == ["df", "other"]
    assert operations(program) == ("join_inner", "edit")


def test_new_names_are_given_where_they_are_made_and_followed() -> None:
    made = Applied(by_name["cumulative_sum"], {"column": "x", "name": "running"}, DF)
    program = Applied(
        by_name["head"], {"n": 2}, Applied(by_name["round_column"], {"column": "running", "digits": 1}, made)
    )

    ready, left = renamed(program, {"running": "total", "y": "z"})

    assert left == {"y": "z"}
    assert print_cell(ready, "result").count("total") == 3
    assert "running" not in print_cell(ready, "result")
