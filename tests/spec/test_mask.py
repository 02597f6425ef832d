from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gift4code_ext.spec.privacy.mask import Mask


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Anna Berg-Lund", r"[A-Z][a-z]{3} [A-Z][a-z]{3}-[A-Z][a-z]{3}"),
        ("$1,234.50", r"\$[1-9],\d{3}\.\d\d"),
        ("-0.25", r"-[1-9]\.\d\d"),
        ("1.5e+20", r"[1-9]\.\de\+20"),
        ("2017-07-07", r"(19[5-9]|20[0-4])\d-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])"),
        ("2017-07", r"(19[5-9]|20[0-4])\d-(0[1-9]|1[0-2])"),
        ("2017-07-07 10:20:30.5+02:00", r"\d{4}-\d\d-\d\d ([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.[1-9]\+02:00"),
        ("10:20", r"([01]\d|2[0-3]):[0-5]\d"),
        ("Ö🏥日½", r"[A-Z][a-z]{3}"),
        ("inf", "inf"),
        ("", ""),
    ],
)
def test_stand_ins_keep_the_form(text: str, form: str) -> None:
    for salt in map(str, range(50)):
        assert re.fullmatch(form, Mask(salt).text(text)), Mask(salt).text(text)


def test_no_letter_or_digit_is_kept_but_by_chance() -> None:
    drawn = {Mask(str(salt)).text("secret 4711 🏥") for salt in range(200)}
    assert all(len({text[place] for text in drawn}) > 5 for place in (*range(6), *range(7, 11), 12))


def test_truth_may_be_the_other_truth() -> None:
    drawn = {(Mask(str(salt)).value(True), Mask(str(salt)).text("False")) for salt in range(50)}
    assert drawn == {(True, "False"), (False, "True")}


@given(st.lists(st.from_regex(r"[a-z]{2,8}|[1-9]\d{1,5}", fullmatch=True), unique=True, max_size=30))
def test_equal_values_have_equal_and_others_other_stand_ins(texts: list[str]) -> None:
    mask = Mask("salt")
    once = [mask.text(text) for text in texts]
    assert len(set(once)) == len(texts)
    assert [mask.text(text) for text in reversed(texts)] == once[::-1]


@given(st.one_of(st.integers(), st.floats(allow_nan=False)))
def test_numbers_stay_of_their_class_and_sign(value: float) -> None:
    masked = Mask("salt").value(value)
    assert type(masked) is type(value)
    assert math.copysign(1, masked) == math.copysign(1, value)


def test_a_whole_float_and_the_number_are_one_value() -> None:
    mask = Mask("salt")
    assert mask.value(1234.0) == mask.value(1234) == float(mask.text("1234"))


def test_a_number_reads_the_same_from_its_text_as_from_its_value() -> None:
    for salt in map(str, range(50)):
        mask = Mask(salt)
        assert mask.text("31337.125") == repr(mask.value(31337.125))
        assert mask.text("4711") == repr(mask.value(4711))


def test_a_day_is_the_same_with_and_without_a_time() -> None:
    mask = Mask("salt")
    assert mask.text("2017-07-07 10:20:30") == f"{mask.text('2017-07-07')} {mask.text('10:20:30')}"
