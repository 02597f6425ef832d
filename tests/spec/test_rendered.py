from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spec import stated

from gift4code_ext.spec.model import Output, Spec, SpecKind
from gift4code_ext.spec.parse import OutputError
from gift4code_ext.spec.render import render
from gift4code_ext.spec.rendered import rendered


def whole(output: Output, kind: SpecKind = SpecKind.EXAMPLES) -> str:
    return render(Spec("", output=output), kind, whole=True)


def exactly_as(output: Output) -> Any:
    """What tells 1 from True and 1.0, and -0.0 from 0.0, which are equal."""
    return repr(replace(output, dtypes=None)), output.dtypes


@settings(deadline=None)
@given(stated.tables())
def test_tables_read_back(output: Output) -> None:
    assert exactly_as(rendered(whole(output))) == exactly_as(output)


@settings(deadline=None)
@given(stated.series())
def test_series_read_back(output: Output) -> None:
    assert exactly_as(rendered(whole(output))) == exactly_as(output)


@settings(deadline=None)
@given(st.one_of(stated.lists, stated.dicts, stated.singles))
def test_lists_and_single_values_read_back(output: Output) -> None:
    assert exactly_as(rendered(whole(output))) == exactly_as(output)


@settings(deadline=None)
@given(stated.bare_types.filter(lambda output: output.given))
def test_types_read_back(output: Output) -> None:
    assert exactly_as(rendered(whole(output, SpecKind.TYPE))) == exactly_as(output)


@pytest.mark.parametrize(
    "text", ["", "mean fare", "Bind the variable x, a float", "Bind the variable x with the columns 'a.", "Output x: )"]
)
def test_other_text_is_an_error_for_the_person(text: str) -> None:
    with pytest.raises(OutputError, match=r"^the specification does not read back as it is printed: "):
        rendered(text)
