"""The desk itself: what it keeps between asks, and for how long."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import endpoint
import pandas as pd
import psutil
import pytest

from gift4code_ext.kernel.asked import Asked
from gift4code_ext.kernel.desk import Desk
from gift4code_ext.kernel.ends import Answered, End, Failed, Halted

CODE = "result = df.groupby('class', as_index=False)['fare'].mean()"
DF = pd.DataFrame({"class": ["a", "b", "a"], "fare": [1.0, 5.0, 3.0]})


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[endpoint.Server]:
    with endpoint.scripted(completions=[CODE, "import os"]) as server:
        monkeypatch.setenv("GIFT4CODE_BASE_URL", server.base_url)
        yield server


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk(lambda: {"df": DF})
    yield made
    made.close()


def wait(desk: Desk, identity: str, asked: Asked) -> End:
    ends: list[End] = []
    assert desk.ask(identity, asked, lambda _: None, ends.append).ended.wait(60)
    return ends[0]


def workers() -> set[int]:
    return {child.pid for child in psutil.Process().children() if child.status() != psutil.STATUS_ZOMBIE}


def test_the_worker_stays_warm_between_asks_and_ends_with_the_desk(desk: Desk, model: endpoint.Server) -> None:
    before = workers()
    assert isinstance(wait(desk, "one", Asked("average fare by class")), Answered)
    first = workers() - before
    assert isinstance(wait(desk, "two", Asked("average fare by class")), Answered)
    second = workers() - before
    desk.close()

    assert first == second
    assert len(first) == 1
    assert workers() == before


def test_the_worker_ends_when_nothing_is_asked_for_a_while_and_comes_back(model: endpoint.Server) -> None:
    desk = Desk(lambda: {"df": DF}, idle=0.05)
    before = workers()
    wait(desk, "one", Asked("average fare by class"))
    while workers() - before:
        threading.Event().wait(0.02)

    assert isinstance(wait(desk, "two", Asked("average fare by class")), Answered)
    desk.close()


def test_another_endpoint_is_asked_once_the_settings_name_it(
    desk: Desk, model: endpoint.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait(desk, "one", Asked("average fare by class"))
    with endpoint.scripted(completions=["result = df.head(1)"]) as other:
        monkeypatch.setenv("GIFT4CODE_BASE_URL", other.base_url)
        end = wait(desk, "two", Asked("first row"))

    assert isinstance(end, Answered)
    assert end.answer.code == "result = df.head(1)"


def test_the_template_is_asked_for_anew_since_a_gateway_may_have_another_model(
    desk: Desk, model: endpoint.Server
) -> None:
    for identity in ("one", "two"):
        wait(desk, identity, Asked("average fare by class"))

    assert len([each for each in model.requests() if each["method"] == "GET"]) == 2


@pytest.mark.parametrize(
    ("there", "code"),
    [
        ({"pd": pd}, "result = pd.concat([df, df])"),
        ({"pd": "not pandas"}, "import pandas as pd\nresult = pd.concat([df, df])"),
        ({}, "import pandas as pd\nresult = pd.concat([df, df])"),
    ],
)
def test_a_cell_imports_only_what_is_not_there_and_no_model_is_told(
    there: dict[str, Any], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(lambda: {"df": DF, **there})
    with endpoint.scripted(completions=["result = pd.concat([df, df])"]) as model:
        monkeypatch.setenv("GIFT4CODE_BASE_URL", model.base_url)
        end = wait(desk, "one", Asked("every row twice", context="import pandas as pd"))
    desk.close()

    assert isinstance(end, Answered)
    assert end.answer.code == code
    assert "Earlier cells:\nimport pandas as pd\n" in end.answer.prompt


def test_an_ask_that_is_stopped_ends_as_such(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with endpoint.scripted(completions=[CODE], delay=60) as slow:
        monkeypatch.setenv("GIFT4CODE_BASE_URL", slow.base_url)
        ends: list[End] = []
        shared = threading.Event()
        job = desk.ask("one", Asked("average fare", seconds=50.0), lambda _: shared.set(), ends.append)
        shared.wait(30)
        desk.stop("one")
        assert job.ended.wait(30)

    assert ends == [Halted()]


def test_a_closed_desk_takes_nothing(model: endpoint.Server) -> None:
    desk = Desk(lambda: {"df": DF})
    desk.close()

    assert wait(desk, "one", Asked("average fare by class")) == Failed("the kernel is ending", True)


def test_a_fault_of_ours_is_told_and_says_nothing_elsewhere(
    desk: Desk, model: endpoint.Server, capfd: pytest.CaptureFixture[str]
) -> None:
    ends: list[End] = []

    def tell(_: Any) -> None:
        raise KeyError("step")

    def end(found: End) -> None:
        if isinstance(found, Answered):
            raise ValueError("end")
        ends.append(found)

    assert desk.ask("one", Asked("average fare by class"), tell, ends.append).ended.wait(60)
    assert desk.ask("two", Asked("average fare by class"), lambda _: None, end).ended.wait(60)
    sentences = [found.sentence for found in ends if isinstance(found, Failed)]

    assert sentences == [
        "gift4code itself failed on this request (KeyError: 'step'); please report it.",
        "gift4code itself failed on this request (ValueError: end); please report it.",
    ]
    assert capfd.readouterr().err == ""
