from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from gift4code_ext.spec.privacy.levels import Levels, levels
from gift4code_ext.spec.read import read
from gift4code_ext.spec.share import Level, LevelError, Sharing

STAFF = read(pd.DataFrame({"annual_salary": [1.0], "team": ["a"], 2020: [1], dt.date(2021, 5, 1): [2]}), "staff")
TEAMS = read(pd.DataFrame({"team": ["a"], "a.b": [1]}, index=pd.Index(["x"], name="place")), "teams")
AGES = read(pd.Series([1, 2], name="age"), "ages")
INPUTS = (STAFF, TEAMS, AGES)


def stated(overrides: dict[object, str], level: str = "schema") -> Levels:
    return levels(INPUTS, Sharing(level, overrides=overrides))  # type: ignore[arg-type]


def test_a_level_alone_is_that_of_everything() -> None:
    for level in Level:
        assert Sharing.of(level) == Sharing.of(level.value) == Sharing(level)
        whole = levels(INPUTS, Sharing(level))
        assert {*whole.frames.values(), *whole.columns.values()} == {level}


def test_a_column_goes_before_its_frame_and_a_frame_before_the_request() -> None:
    own = stated({"staff": "names", "staff.team": "rows"})
    assert own.frames == {"staff": Level.NAMES, "teams": Level.SCHEMA, "ages": Level.SCHEMA}
    assert own.of_column("staff", "team") is Level.ROWS
    assert own.of_column("staff", "annual_salary") is Level.NAMES
    assert own.of_column("teams", "team") is Level.SCHEMA


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("staff.team", ("staff", "team")),
        (("staff", "team"), ("staff", "team")),
        ("staff.2020", ("staff", 2020)),
        (("staff", 2020), ("staff", 2020)),
        ("staff.2021-05-01", ("staff", dt.date(2021, 5, 1))),
        ("teams.a.b", ("teams", "a.b")),
        ("a.b", ("teams", "a.b")),
        ("annual_salary", ("staff", "annual_salary")),
        ("teams.place", ("teams", "place")),
        ("ages.age", ("ages", "age")),
    ],
)
def test_columns_are_named_in_several_ways(key: object, place: tuple[str, object]) -> None:
    assert [at for at, level in stated({key: "rows"}).columns.items() if level is Level.ROWS] == [place]


def test_a_name_alone_is_that_column_in_every_frame() -> None:
    own = stated({"team": "names"})
    assert [at for at, level in own.columns.items() if level is Level.NAMES] == [("staff", "team"), ("teams", "team")]


def test_a_name_that_is_kept_back_in_one_frame_is_so_in_all() -> None:
    assert stated({"staff.team": "anonymous"}).of_column("teams", "team") is Level.ANONYMOUS
    assert stated({"staff": "anonymous"}).of_column("teams", "team") is Level.ANONYMOUS


def test_a_column_of_a_hidden_frame_is_told_by_name_if_that_column_elsewhere_was_let_out() -> None:
    own = stated({"staff": "anonymous", "teams.team": "schema"})
    assert own.hidden == {"annual_salary", 2020, dt.date(2021, 5, 1)}
    assert (own.of_column("teams", "team"), own.of_column("staff", "team")) == (Level.SCHEMA, Level.NAMES)


def test_of_contradicting_levels_of_one_column_the_lower_holds() -> None:
    assert stated({"team": "rows", "teams.team": "names"}).of_column("teams", "team") is Level.NAMES
    assert stated({"staff.team": "anonymous", "teams.team": "rows"}).of_column("teams", "team") is Level.ANONYMOUS


def test_columns_of_the_result_have_the_level_of_what_they_come_from() -> None:
    own = stated({"annual_salary": "anonymous", "staff.team": "names"}, "rows")
    assert own.of_output("annual_salary") is Level.ANONYMOUS
    assert own.of_output("team") is Level.NAMES
    assert own.of_output("pay", ("staff", "annual_salary")) is Level.ANONYMOUS
    assert own.of_output("mean_salary") is own.of_output("SALARYS") is Level.ANONYMOUS
    assert own.of_output("head count") is Level.ROWS
    assert own.of_cells("head count") is Level.ANONYMOUS
    assert own.of_cells("place") is Level.ROWS


def test_columns_that_were_not_read_can_be_named() -> None:
    wide = read(pd.DataFrame({f"c{number}": [1] for number in range(300)}), "wide")
    own = levels([wide], Sharing(overrides={"wide.c299": "anonymous"}))  # type: ignore[dict-item]
    assert own.hidden == {"c299"}


def test_typed_levels_and_notes() -> None:
    typed = Sharing.typed("names", rows=5, overrides=["staff.team = rows"], notes=["age:  in years: at\n the start"])
    assert typed == Sharing(Level.NAMES, 5, {"staff.team": Level.ROWS}, {"age": "in years: at the start"})
    assert str(typed) == "names, staff.team: rows"
    assert str(Sharing.of("rows")) == "rows"


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"staff.tema": "rows"}, "staff has no column 'tema'; did you mean 'team'?"),
        ({("staff", 1999): "rows"}, "staff has no column 1999."),
        ({"stuff": "rows"}, "'stuff' is neither an input nor a column of one; the inputs are staff, teams, ages."),
        ({("stuff", "team"): "rows"}, "There is no input 'stuff'; the inputs are staff, teams, ages."),
        ({"staff": "all"}, "'all' is no privacy level; choose one of anonymous, names, schema, shape, masked, rows."),
    ],
)
def test_what_does_not_exist_is_told(overrides: dict[object, str], message: str) -> None:
    with pytest.raises(LevelError) as raised:
        stated(overrides)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("stating", "message"),
    [
        (lambda: Sharing(rows=0), "0 is no number of rows to share; choose 1 to 100."),
        (lambda: Sharing(rows=True), "True is no number of rows to share; choose 1 to 100."),
        (lambda: Sharing(notes={"age": "x" * 201}), "The note on age is longer than 200 characters; shorten it."),
        (lambda: Sharing.typed(overrides=["staff.team"]), "'staff.team' cannot be read; write it like 'df.salary="),
        (lambda: Sharing.typed(notes=["in years"]), "'in years' cannot be read; write it like 'cadence: steps a"),
        (lambda: levels(INPUTS, Sharing(notes={"staff": "x"})), "A note describes a column: write staff.column before"),
    ],
)
def test_what_cannot_be_stated_is_told(stating: object, message: str) -> None:
    with pytest.raises(LevelError) as raised:
        stating()  # type: ignore[operator]
    assert str(raised.value).startswith(message)


def test_a_note_on_a_series_describes_its_values() -> None:
    assert levels(INPUTS, Sharing(notes={"ages": "in years"})).notes == {("ages", "age"): "in years"}
