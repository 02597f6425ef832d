"""The card and the text of an answer."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

from gift4code_ext.assistant import Answer, Candidate
from gift4code_ext.execution.outcome import Preview
from gift4code_ext.kernel.card import Card
from gift4code_ext.report import as_json, as_text
from gift4code_ext.spec.check import Clause
from gift4code_ext.spec.model import Output

EVIL = "<script>alert('x')</script>"
PREVIEW = Preview("pandas.DataFrame", (12, 3), (EVIL, "b"), ("i",), ((EVIL, "2"),), f"{EVIL} b\ni 2")
GOOD = Candidate(f"result = df[{EVIL!r}]", "ok", (Clause("rows", True, 0),), PREVIEW, 0.5, (f"read {EVIL}",))
BAD = Candidate("result = 1", "wrong", (Clause("rows", False, 6, "expected 12 rows, got 1"),), PREVIEW, 0.25)
ANSWER = Answer(GOOD.code, True, "it meets it", (GOOD, BAD), f"ask {EVIL}", f"12 rows {EVIL}", 1.0, EVIL, "schema")
OUTPUT = Output(rows=12, summary=EVIL)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_everything_in_the_card_is_escaped_and_its_tags_are_closed() -> None:
    html = Card(ANSWER, OUTPUT).html()
    tags = _Tags()
    tags.feed(html)

    assert "<script" not in html
    assert "<p>11 more rows, 1 more columns</p>" in html
    assert html.count("&lt;script&gt;") >= 8
    assert tags.open == []
    assert {"section", "table", "caption", "th", "details", "summary", "pre", "style"} <= tags.seen


def test_colours_come_from_the_theme_with_a_system_colour_to_fall_back_on() -> None:
    style = Card(ANSWER, OUTPUT).html().partition("</style>")[0]

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgb", style) == []
    assert all(name.startswith("--jp-") for name in re.findall(r"var\((--[\w-]+)", style))
    assert re.findall(r"var\([^,)]*\)", style) == []


def test_results_are_said_in_words() -> None:
    html = Card(Answer(None, False, "no candidate meets it", (BAD,)), OUTPUT).html()

    assert "<strong>Nothing offered</strong>: no candidate meets it" in html
    assert "not met</td><td>expected 12 rows, got 1" in html
    assert 'aria-label="Nearest cell, not offered"' in html


def test_the_text_form_holds_all_of_it() -> None:
    assert as_text(ANSWER, Output(rows=12)).replace(EVIL, "X") == (
        "Specification\n  rows 12\n  12 rows X\n\n"
        "Candidates from X\n"
        '   1  ok               0.50  result = df["X"]\n'
        "   2  not met          0.25  result = 1\n"
        "                            (expected 12 rows, got 1)\n\n"
        'Cell\n  result = df["X"]\n\n'
        "Mended before it ran\n  read X\n\n"
        "result: pandas.DataFrame, 12 x 3\n  X b\n  i 2\n\n"
        "Checks\n  met      rows\n\n"
        "verified: it meets it"
    )


def test_an_answer_without_anything_is_still_one() -> None:
    empty = Answer(None, False, "it was stopped")

    assert as_text(empty, Output()) == "Specification\n  none: any value is taken\n\nnothing offered: it was stopped"
    assert "Nothing offered" in Card(empty, Output()).html()


def test_json_holds_plain_values() -> None:
    data = json.loads(json.dumps(as_json(ANSWER), allow_nan=False))

    assert (data["code"], data["verified"], data["candidates"][1]["status"]) == (GOOD.code, True, "wrong")
    assert data["candidates"][0]["value_preview"]["columns"] == [EVIL, "b"]
