"""What reaches a real endpoint process, byte by byte, from frames that are full of marked words and numbers."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

import pandas as pd
import pyarrow as pa
import pytest
from endpoint import Server, scripted

from gift4code_ext import Assistant, Output
from gift4code_ext.assistant import Answer, Event
from gift4code_ext.generation import endpoint as endpoints
from gift4code_ext.generation.client import Endpoint, Sampling, complete
from gift4code_ext.generation.events import Shared
from gift4code_ext.generation.prompt import Prompt, build
from gift4code_ext.spec.infer import facts
from gift4code_ext.spec.model import Spec, SpecKind
from gift4code_ext.spec.read import Caps, read
from gift4code_ext.spec.share import Level, Sharing

TEMPLATES = ("slots/1", "gift4code/1", "chat/1")
ZONE = dt.timezone(dt.timedelta(hours=1), "zonecanary")
STRUCT = pd.ArrowDtype(pa.struct([("fieldcanary", pa.string())]))


def _frame() -> pd.DataFrame:
    days = pd.to_datetime(["1987-06-05", "1988-07-06", "1989-08-07", "1990-09-08"])
    bounds = pd.IntervalIndex.from_breaks([61803.5, 61804.5, 61805.5, 61806.5, 61807.5])
    frame = pd.DataFrame(
        {
            "colcanary": ["cellcanary", "cellcanary", "othercanary", "latecanary"],
            "amountcanary": [31337.125, 27182.5, 16180.25, 14142.75],
            "kind": pd.Categorical(["catcanary", "x", "x", "x"], categories=["x", "catcanary", "unusedcanary"]),
            "when": pd.Series(days).dt.tz_localize(ZONE).to_numpy(dtype=object),
            "thin": pd.arrays.SparseArray([48611.5, 1.0, 2.0, 48611.5], fill_value=48611.5),
            "nested": [["nestcanary"], [], [], []],
            "record": [{"keycanary": "itemcanary"}, {}, {}, {}],
            "struct": pd.array([{"fieldcanary": "structcanary"}] * 4, dtype=STRUCT),
            "month": pd.PeriodIndex(["1971-03", "1971-04", "1971-05", "1971-06"], freq="M"),
            "span": bounds,
            'odd "label\\ñcanary': ['tëxtcanary☃ "\\', "y", "z", "w"],
            20011: [1, 2, 3, 4],
        },
        index=pd.Index(["indexcanary", "q", "r", "s"], name="keynamecanary"),
    )
    frame["when"] = pd.Series(days, index=frame.index).dt.tz_localize(ZONE)
    frame.columns.name = "axiscanary"
    frame.attrs = {"attrkeycanary": "attrcanary"}
    return frame


FRAMES = {
    "framecanary": _frame(),
    "secondcanary": pd.DataFrame({"colcanary": ["cellcanary"], "remark": ["remarkcanary"]}),
}
EXAMPLE = pd.DataFrame(
    {
        "colcanary": ["cellcanary", "othercanary"],
        "amountcanary": [31337.125, 27182.5],
        "newcanary": ["resultcanary", "b"],
    }
)
EXAMPLE.attrs = {"attrkeycanary": "attrcanary"}
OUTPUT = Output(example=EXAMPLE, summary="summarycanary comes first")
INTENT = "intentcanary: the colcanary of framecanary above 90125"
CONTEXT = "contextcanary = 1"

# The lowest level at which each may leave, in a prompt of slots/1, gift4code/1 and chat/1. At `anonymous` words of the
# request stay that name nothing known; slots/1 writes the words of labels, never a label, a value or a frame's name.
# A notebook prompt holds values of text columns only, and no rows beside a summary.
LOWEST: dict[str, tuple[str | None, str | None, str | None]] = {
    "intentcanary": ("anonymous", "anonymous", "anonymous"),
    "90125": (None, "names", "names"),
    "framecanary": (None, "names", "names"),
    "secondcanary": (None, "names", "names"),
    "contextcanary": (None, "names", "names"),
    "summarycanary": ("names", "names", "names"),
    "colcanary": ("names", "names", "names"),
    "amountcanary": ("names", "names", "names"),
    "keynamecanary": ("names", "names", "names"),
    "newcanary": ("names", "names", "names"),
    "ñcanary": ("names", "names", "names"),
    "20011": ("names", "names", "names"),
    "notecanary": (None, None, None),
    "secondnotecanary": (None, None, None),
    "cellcanary": (None, "rows", "rows"),
    "othercanary": (None, "rows", "rows"),
    "catcanary": (None, "rows", "rows"),
    "remarkcanary": (None, "rows", "rows"),
    "tëxtcanary☃": (None, "rows", "rows"),
    "31337": (None, None, "rows"),
    "27182": (None, None, "rows"),
    "48611": (None, None, "rows"),
    "1987-06": (None, None, "rows"),
    "1971-03": (None, None, "rows"),
    "61803": (None, None, "rows"),
    "resultcanary": (None, None, "rows"),
    **dict.fromkeys(
        (
            *(
                "latecanary",
                "14142",
                "1990-09",
                "unusedcanary",
                "indexcanary",
                "zonecanary",
                "fieldcanary",
                "axiscanary",
            ),
            *("attrkeycanary", "attrcanary", "nestcanary", "keycanary", "itemcanary", "structcanary"),
        ),
        (None, None, None),
    ),
}


def expected(template: str, level: Level) -> set[str]:
    place = TEMPLATES.index(template)
    return {word for word, lowest in LOWEST.items() if (own := lowest[place]) and level.lets(Level.of(own))}


def leaving(data: bytes) -> set[str]:
    """The marked words in some bytes, as they are or escaped in one of the ways of JSON, Python and addresses."""
    text = data.decode().casefold()
    return {word for word in LOWEST if any(form.casefold() in text for form in _forms(word))}


def _forms(word: str) -> tuple[str, ...]:
    return word, json.dumps(word)[1:-1], repr(word.encode())[2:-1], quote(word)


@dataclass(frozen=True)
class Sent:
    """What one request brought to the endpoint."""

    heads: bytes
    bodies: bytes
    requests: list[dict[str, Any]]

    @property
    def texts(self) -> set[str]:
        """The prompt of each request: the text of a completion, or the messages of a chat, one after the other."""
        bodies = [request["body"] for request in self.requests if request["method"] == "POST"]
        return {body.get("prompt") or "\n\n".join(part["content"] for part in body["messages"]) for body in bodies}


def _since(server: Server, heads: int, bodies: int, requests: int) -> Sent:
    return Sent(server.heads()[heads:], server.bodies()[bodies:], server.requests()[requests:])


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    models = [{"id": template, "template": template} for template in TEMPLATES]
    with scripted(models=models, completions=["result = 1"]) as running:
        yield running
    endpoints.forget()


@pytest.fixture(scope="module", params=TEMPLATES)
def assistant(request: pytest.FixtureRequest, server: Server) -> Iterator[Assistant]:
    with Assistant(request.param, server.base_url, ways=("model",)) as opened:
        yield opened


def _ask(server: Server, assistant: Assistant, level: Level) -> tuple[Answer, list[Event], Sent]:
    before = len(server.heads()), len(server.bodies()), len(server.requests())
    events: list[Event] = []
    answer = assistant.ask(INTENT, FRAMES, CONTEXT, OUTPUT, n=1, seconds=60, level=level, on_event=events.append)
    return answer, events, _since(server, *before)


@pytest.mark.parametrize("level", Level)
def test_an_ask_sends_what_its_level_lets_out_and_shows_it(server: Server, assistant: Assistant, level: Level) -> None:
    answer, events, sent = _ask(server, assistant, level)
    template = answer.model.partition(" ")[0]

    assert leaving(sent.heads) == set()
    assert leaving(sent.bodies) == expected(template, level)
    shown = [event for event in events if isinstance(event, Shared)]
    assert {event.prompt for event in shown} == sent.texts
    assert shown[-1].prompt == answer.prompt
    assert all(answer.prompt.startswith(text) for text in sent.texts)  # a chat that went on holds what was said before
    assert {(event.template, event.level) for event in shown} == {(template, level.value)}


def _request(rows: int = 3) -> Spec:
    inputs = tuple(read(value, name, caps=Caps(sample=rows)) for name, value in FRAMES.items())
    return Spec(INTENT, inputs, OUTPUT, CONTEXT, facts(OUTPUT, FRAMES))


def _complete(server: Server, prompt: Prompt) -> Sent:
    before = len(server.heads()), len(server.bodies()), len(server.requests())
    complete(Endpoint(server.base_url, prompt.template), prompt, Sampling(1, greedy=False), seconds=60)
    return _since(server, *before)


COLUMN = {"colcanary", "cellcanary", "othercanary"}
CASES: dict[str, tuple[Sharing, dict[str, set[str]]]] = {
    "a column is kept back": (
        Sharing(overrides={"framecanary.colcanary": "anonymous"}),
        {template: expected(template, Level.SCHEMA) - {"colcanary", "contextcanary"} for template in TEMPLATES},
    ),
    "a column is kept back among rows": (
        Sharing("rows", overrides={"colcanary": "anonymous"}),
        {
            template: expected(template, Level.ROWS) - COLUMN - {"contextcanary", "resultcanary"}
            for template in TEMPLATES
        },
    ),
    "a frame is kept back": (
        Sharing("rows", overrides={"framecanary": "anonymous"}),
        {
            "slots/1": {"intentcanary", "summarycanary", "newcanary"},
            "gift4code/1": {"intentcanary", "summarycanary", "newcanary", "90125", "secondcanary", "remarkcanary"},
            "chat/1": {"intentcanary", "summarycanary", "newcanary", "90125", "secondcanary", "remarkcanary"},
        },
    ),
    "a column shows its schema alone among rows": (
        Sharing("rows", overrides={"framecanary.colcanary": "schema", "secondcanary.colcanary": "schema"}),
        {
            template: expected(template, Level.ROWS) - (COLUMN - {"colcanary"}) - {"resultcanary"}
            for template in TEMPLATES
        },
    ),
    "a column shows values where its frame shows none": (
        Sharing(overrides={"framecanary.amountcanary": "rows", ("framecanary", 20011): "masked"}),
        {
            "slots/1": expected("slots/1", Level.SCHEMA),
            "gift4code/1": expected("gift4code/1", Level.SCHEMA) | {"31337", "27182"},
            "chat/1": expected("chat/1", Level.SCHEMA) | {"31337", "27182"},
        },
    ),
    "a frame shows rows where the request shows none": (
        Sharing(overrides={"secondcanary": "rows"}),
        {
            "slots/1": expected("slots/1", Level.SCHEMA),
            "gift4code/1": expected("gift4code/1", Level.SCHEMA) | {"remarkcanary", "cellcanary"},
            "chat/1": expected("chat/1", Level.SCHEMA) | {"remarkcanary", "cellcanary"},
        },
    ),
    "a column is told where no other name is": (
        Sharing("anonymous", overrides={"framecanary.amountcanary": "schema"}),
        {template: {"intentcanary", "amountcanary"} for template in TEMPLATES},
    ),
    "notes leave with the names": (
        Sharing("names", notes={"amountcanary": "notecanary", "framecanary.20011": "secondnotecanary"}),
        {template: expected(template, Level.NAMES) | {"notecanary", "secondnotecanary"} for template in TEMPLATES},
    ),
    "a note stays with the name that is kept back": (
        Sharing(overrides={"amountcanary": "anonymous"}, notes={"amountcanary": "notecanary"}),
        {template: expected(template, Level.SCHEMA) - {"amountcanary", "contextcanary"} for template in TEMPLATES},
    ),
}


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("case", CASES)
def test_levels_of_frames_and_columns_hold_for_all_that_is_sent(server: Server, case: str, template: str) -> None:
    sharing, leaves = CASES[case]
    prompt = build(template, _request(), SpecKind.SUMMARY, sharing)

    sent = _complete(server, prompt)

    assert leaving(sent.heads) == set()
    assert leaving(sent.bodies) == leaves[template]
    assert sent.texts == {prompt.text}
    assert prompt == build(template, _request(), SpecKind.SUMMARY, sharing)


@pytest.mark.parametrize(("rows", "seen"), [(1, set()), (4, {"latecanary", "othercanary"})])
def test_as_many_rows_leave_as_were_stated(server: Server, rows: int, seen: set[str]) -> None:
    spec = replace(_request(4), output=Output())
    sent = _complete(server, build("chat/1", spec, SpecKind.NONE, Sharing("rows", rows)))

    assert leaving(sent.bodies) & {"cellcanary", "othercanary", "latecanary"} == {"cellcanary"} | seen


def test_a_masked_request_shows_rows_that_hold_stand_ins(server: Server) -> None:
    prompt = build("chat/1", _request(), SpecKind.SUMMARY, "masked")
    sent = _complete(server, prompt)

    assert sent.texts == {prompt.text}
    lines = prompt.text.splitlines()
    of_input = lines[lines.index("Input framecanary, first rows:") + 2].split(",")
    of_output = lines[lines.index("Output result, all rows:") + 2].split(",")
    assert (of_input[:2], len(of_input[0])) == (of_output[:2], len("cellcanary"))
