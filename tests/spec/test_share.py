from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from spec.strange import STRANGE

from gift4code_ext.spec.infer import facts, type_name
from gift4code_ext.spec.model import Column, ColumnFacts, Facts, Output, Spec, SpecKind
from gift4code_ext.spec.read import read
from gift4code_ext.spec.render import render, schema_text
from gift4code_ext.spec.share import Level, LevelError, Sharing, share

CANARY = pd.DataFrame(
    {
        "NAMEcanary": ["TEXTcanary", "TEXTcanary", "b"],
        "fare": [31337.25, 31337.25, 2.0],
        "cat": pd.Categorical(["CATcanary", "x", "x"]),
        "day": pd.to_datetime(["2017-07-07", "2018-08-08", "2019-09-09"]),
    },
    index=pd.Index(["INDEXcanary", "q", "r"], name="key"),
)


def request(example: object = CANARY, **stated: object) -> Spec:
    output = Output(example=example, **stated)  # type: ignore[arg-type]
    return Spec("do it", (read(CANARY, "FRAMEcanary"),), output, "", facts(output, {"FRAMEcanary": CANARY}))


def printed(spec: Spec) -> str:
    return "\n".join([schema_text(spec.inputs), *(render(spec, kind) for kind in SpecKind)])


SECRETS = ("TEXTcanary", "31337", "CATcanary", "2017-07-07", "INDEXcanary")


@pytest.mark.parametrize("level", [level for level in Level if level is not Level.ROWS])
def test_no_value_leaves_below_rows(level: Level) -> None:
    text = printed(share(request(), level))
    assert not [secret for secret in SECRETS if secret in text]
    assert not [secret for secret in SECRETS if secret in repr(share(request(), level))]


def test_no_name_leaves_when_anonymous() -> None:
    shared = share(request(columns=("NAMEcanary", "NEWcanary"), example=None), "anonymous")
    assert "canary" not in repr(shared)
    assert [column.label for column in shared.inputs[0].columns] == ["c0", "c1", "c2", "c3"]
    assert shared.output.columns == ("c0", "n0")


def test_names_say_nothing_but_names() -> None:
    shared = share(request(), "names")
    assert [column.label for column in shared.inputs[0].columns] == list(CANARY.columns)
    assert not any(column.dtype or column.facts for column in shared.inputs[0].columns)


def test_sizes_leave_from_shape_on() -> None:
    assert share(request(), "schema").inputs[0].shape_of == ()
    assert share(request(), "shape").inputs[0].shape_of == (3, 4)


def test_stand_ins_keep_form_and_agree_within_a_request() -> None:
    shared = share(request(), Level.MASKED)
    first, second = (row[0] for row in shared.inputs[0].sample[:2])
    assert first == second != "TEXTcanary"
    assert (first[:4].isupper(), first[4:].islower(), len(first)) == (True, True, 10)
    assert shared.output.example[0][1] == first


def test_rows_leave_when_allowed() -> None:
    text = printed(share(request(), Level.ROWS))
    assert all(secret in text for secret in SECRETS if secret != "INDEXcanary")


def test_no_live_object_is_shared() -> None:
    for level in Level:
        example = share(request(), level).output.example
        assert example is None or isinstance(example, tuple)


def test_unknown_levels_are_refused() -> None:
    with pytest.raises(LevelError, match="'everything' is no privacy level; choose one of anonymous, names, schema"):
        share(request(), "everything")


@pytest.mark.parametrize("name", STRANGE)
def test_anything_can_be_shared_and_printed(name: str) -> None:
    stated = Output("out", type_name(STRANGE[name]))
    for output in (Output("out"), stated, replace(stated, example=STRANGE[name])):
        spec = Spec("x", (read(STRANGE[name], "v"),), output, "", facts(output, {"v": STRANGE[name]}))
        assert printed(spec)
        for level in Level:
            assert printed(share(spec, level)).startswith(("v", "d0"))


def told(stated: Sharing, spec: Spec | None = None) -> Spec:
    return share(spec or request(), stated)


def test_a_column_that_is_kept_back_is_numbered_and_says_nothing() -> None:
    spec = replace(request(columns=("NAMEcanary", "fare")), context="df['NAMEcanary']")
    shared = told(Sharing("rows", overrides={"NAMEcanary": "anonymous"}), spec)
    assert [column.label for column in shared.inputs[0].columns] == ["c0", "fare", "cat", "day"]
    assert shared.inputs[0].columns[0] == Column("c0", "", "other")
    assert [row[:2] for row in shared.inputs[0].sample] == [("(not shown)", "31337.25")] * 2 + [("(not shown)", "2")]
    assert (shared.output.index, shared.output.columns) == (("key",), ("c0", "fare", "cat", "day"))
    assert [row[:3] for row in shared.output.example] == [
        ("INDEXcanary", ..., 31337.25),
        ("q", ..., 31337.25),
        ("r", ..., 2.0),
    ]
    assert shared.context == ""
    assert "NAMEcanary" not in repr(shared)
    assert "TEXTcanary" not in repr(shared)


def test_a_frame_that_is_kept_back_is_numbered_with_all_its_columns() -> None:
    spec = request()
    other = read(pd.DataFrame({"open": ["here"]}), "other")
    shared = told(Sharing("rows", overrides={"FRAMEcanary": "anonymous"}), replace(spec, inputs=(*spec.inputs, other)))
    assert [variable.name for variable in shared.inputs] == ["d0", "other"]
    assert shared.inputs[1].sample == (("here",),)
    assert "canary" not in repr(shared)


def test_stand_ins_are_not_names_that_are_in_use() -> None:
    frame = pd.DataFrame({"c0": [1], "secret": [2], "c2": [3]})
    spec = Spec("c1 and d0", (read(frame, "df"), read(frame, "d1")), Output())
    shared = told(Sharing(overrides={"secret": "anonymous", "d1.c0": "schema", "d1.c2": "schema"}), spec)
    assert [column.label for column in shared.inputs[0].columns] == ["c0", "c3", "c2"]
    hidden = told(Sharing(overrides={"d1": "anonymous", "df.c0": "names", "df.c2": "names"}), spec)
    assert [variable.name for variable in hidden.inputs] == ["df", "d2"]


def test_cells_that_may_come_from_a_lower_column_are_not_shown() -> None:
    example = pd.DataFrame({"cat": ["x"], "mean": [15670.0]})
    shared = told(Sharing("rows", overrides={"fare": "schema"}), request(example))
    assert shared.output.columns == ("cat", "mean")
    assert shared.output.example == (("x", ...),)


def test_a_raised_column_tells_a_few_values_and_no_row() -> None:
    shared = told(Sharing("schema", 2, {"fare": "rows", "NAMEcanary": "masked"}))
    name, fare, *others = shared.inputs[0].columns
    assert fare.values == ("31337.25",)
    assert len(name.values) == 1
    assert "TEXTcanary" not in name.values
    assert [column.values for column in others] == [(), ()]
    assert shared.inputs[0].sample == ()


def test_as_many_rows_as_were_stated() -> None:
    for rows in (1, 2, 3):
        shared = told(Sharing("rows", rows))
        assert (len(shared.inputs[0].sample), len(shared.output.example)) == (rows, rows)


def test_notes_leave_with_the_names() -> None:
    notes = {"NAMEcanary": "who", "FRAMEcanary.key": "where"}
    for level in Level:
        variable = told(Sharing(level, notes=notes)).inputs[0]
        expected = ("", "") if level is Level.ANONYMOUS else ("who", "where")
        assert (variable.columns[0].note, variable.index[0].note) == expected
    assert "- 'NAMEcanary' (who): str" in schema_text(told(Sharing(notes=notes)).inputs)


def test_facts_speak_of_a_column_as_far_as_its_level_goes() -> None:
    lowered = told(Sharing(overrides={"FRAMEcanary.fare": "names"})).facts
    assert {column.label for column in lowered.columns if column == ColumnFacts(column.label, "other")} == {"fare"}
    hidden = told(Sharing(overrides={"FRAMEcanary.fare": "anonymous"})).facts
    assert [column for column in hidden.columns if column.label == "c0"] == [ColumnFacts("c0", "other")]
    assert "fare" not in repr(hidden)


def test_stand_ins_of_a_request_are_those_that_its_preview_showed() -> None:
    assert share(request(), "masked") == share(request(), "masked")
    other = share(replace(request(), intent="do that"), "masked")
    assert other.inputs[0].sample != share(request(), "masked").inputs[0].sample


def test_stand_ins_agree_across_frames() -> None:
    spec = request()
    twice = replace(spec, inputs=(*spec.inputs, read(CANARY[["fare", "NAMEcanary"]], "other")))
    first, second = (variable.sample for variable in share(twice, "masked").inputs)
    assert [row[:2] for row in first] == [row[::-1] for row in second]


def test_stated_index_levels_are_named_as_far_as_names_leave() -> None:
    spec = request({"NEWcanary": [1], "fare": [2.0]}, index=["NEWcanary"], columns=["fare"])
    assert share(spec, "names").output.index == ("NEWcanary",)
    assert share(spec, "anonymous").output.index == ("n0",)
    rows = share(spec, "rows").output
    assert (rows.index, rows.columns, rows.example) == (("NEWcanary",), ("fare",), ((1, 2.0),))


def test_of_a_wide_example_the_first_columns_are_shown_and_more_said_to_be_there() -> None:
    shared = share(request(pd.DataFrame([range(30)])), "rows").output
    assert shared.columns == (*range(20), ...)
    assert list(shared.example) == list(range(20))


def test_of_a_long_example_the_first_rows_are_shown() -> None:
    assert share(request(pd.DataFrame({"a": range(9)})), "rows").output.partial == "head"
    assert share(request({"a": [1]}, partial=True), "rows").output.partial is True
    assert share(request({"a": [1]}), "rows").output.partial is None


class Own(list):  # type: ignore[type-arg]
    """A type that somebody wrote."""


def test_types_that_somebody_wrote_are_not_named_when_anonymous() -> None:
    spec = Spec("do it", (read(Own([1]), "v"),), Output(type="annas.Own"), "", Facts(type="annas.Own"))
    shared = share(spec, "anonymous")
    assert (shared.inputs[0].type, shared.output.type, shared.facts.type) == ("object", None, None)
    assert share(replace(spec, output=Output(type="table")), "anonymous").output.type == "table"
