from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from spec.strange import STRANGE

from gift4code_ext.spec.infer import facts, type_name
from gift4code_ext.spec.model import Output, Spec, SpecKind
from gift4code_ext.spec.read import read
from gift4code_ext.spec.render import render, schema_text
from gift4code_ext.spec.share import Level, LevelError, share

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
