"""Reading the words after %gift4code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gift4code_ext.kernel.line import Line, LineError, read_line
from gift4code_ext.kernel.questions import keep_words
from gift4code_ext.labels import labels

FLAGS, VALUED = ("partial", "insert", "no-insert"), ("columns", "type", "rows", "summary")


def read(text: str, *, is_head: bool = False) -> Line:
    return read_line(text, flags=FLAGS, valued=VALUED, is_head=is_head)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("average fare by class", Line("average fare by class")),
        ("what's the mean of 'safety' -- it's -1?", Line("what's the mean of 'safety' -- it's -1?")),
        (
            "fare by class --columns class, fare --rows 3",
            Line("fare by class", options=("--columns=class, fare", "--rows=3")),
        ),
        ("fare --columns class,fare by class", Line("fare by class", options=("--columns=class,fare",))),
        ('x --columns a,"Unit Price (EUR)" y', Line("x y", options=('--columns=a,"Unit Price (EUR)"',))),
        ('x --summary "it\'s one row a class"', Line("x", options=("--summary=it's one row a class",))),
        ("x --rows=3 --no-insert", Line("x", options=("--rows=3", "--no-insert"))),
        ("fare by class -> fares", Line("fare by class", name="fares")),
        ("a->b and c -> d e", Line("a->b and c -> d e")),
    ],
)
def test_words_stay_and_options_are_taken_out(text: str, expected: Line) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Line("")),
        ("df", Line("", ("df",))),
        ("df, @orders -> out --rows 3", Line("", ("df", "orders"), "out", ("--rows=3",))),
        ("-> out", Line("", (), "out")),
    ],
)
def test_the_head_of_a_cell_names_inputs_and_output(text: str, expected: Line) -> None:
    assert read(text, is_head=True) == expected


@pytest.mark.parametrize("text", ["x --colum a", "x --rows", "x --rows --partial"])
def test_a_wrong_option_is_said(text: str) -> None:
    with pytest.raises(LineError):
        read(text)


@given(st.lists(st.text("ab'\"?-{}$%", min_size=1), min_size=1).map(" ".join))
def test_words_without_options_are_never_changed(text: str) -> None:
    if "--" not in text and "->" not in text:
        assert read(text).words == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("class,fare", ["class", "fare"]),
        (" class , Unit Price (EUR) ", ["class", "Unit Price (EUR)"]),
        ("a,'b, c',,\"d\"", ["a", "b, c", "d"]),
        ("", []),
    ],
)
def test_labels_of_a_line(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


def test_asking_lines_become_calls_before_ipython_reads_them() -> None:
    call = "get_ipython().run_line_magic('gift4code', {!r})"
    assert keep_words(["x = 1\n", "%gift4code who's here?\n", "  %gift4code b \n"]) == [
        "x = 1\n",
        call.format("who's here?") + "\n",
        "  " + call.format("b") + "\n",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["%gift4code?\n"],
        ["%gift4code ?"],
        ["%gift4coder x\n"],
        ["%gift4code a \\\n", "b\n"],
        ['"""\n', "%gift4code in a text\n", '"""\n'],
    ],
)
def test_other_lines_are_left_alone(lines: list[str]) -> None:
    assert keep_words(lines) == lines
