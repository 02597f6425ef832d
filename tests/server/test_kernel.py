"""A real server, a kernel that it starts, and the bytes that reach an endpoint."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import endpoint
import httpx
import pytest
from server import odd
from server.running import Kernel, Running, jupyter, kernel

KEY = "sk-the-key-of-the-provider-0123456789"
ASK = """
import pandas as pd
from gift4code_ext import Assistant
df = pd.DataFrame({"class": ["a", "b", "a"], "fare": [1.0, 5.0, 3.0]})
with Assistant() as assistant:
    answer = assistant.ask("the unmistakable mean of fare", frames={"df": df}, n=2, seconds=30)
print(answer.code)
"""
CELL = "```python\nresult = df['fare'].mean()\n```"


@dataclass(frozen=True)
class Scene:
    """A server with an endpoint in its environment, and a kernel of it."""

    model: endpoint.Server
    server: Running
    kernel: Kernel


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with endpoint.scripted(completions=[CELL], key=KEY, chat_only=True) as model:
        given = {"GIFT4CODE_BASE_URL": model.base_url, "GIFT4CODE_API_KEY": KEY, "GIFT4CODE_HIGHEST_LEVEL": "schema"}
        with (
            jupyter(tmp_path_factory.mktemp("server"), environment=given) as server,
            kernel(server) as running,
        ):
            yield Scene(model, server, running)


def environment(of: Kernel) -> dict[str, str]:
    """What is set in a kernel."""
    found: dict[str, str] = json.loads(of.evaluate("import os, json; print(json.dumps(dict(os.environ)))"))
    return found


def test_a_kernel_finds_the_gateway_and_the_policy_and_no_key(scene: Scene) -> None:
    found = environment(scene.kernel)

    assert found["GIFT4CODE_BASE_URL"] != scene.model.base_url
    assert found["GIFT4CODE_BASE_URL"].startswith("http://127.0.0.1:")
    assert len(found["GIFT4CODE_API_KEY"]) == 43
    assert (found["GIFT4CODE_HIGHEST_LEVEL"], found["GIFT4CODE_ENDPOINT"]) == ("schema", "force-on")
    assert KEY not in json.dumps(found)


def test_an_ask_in_a_kernel_reaches_the_endpoint_with_the_key(scene: Scene) -> None:
    token = environment(scene.kernel)["GIFT4CODE_API_KEY"]

    assert scene.kernel.evaluate(ASK) == "result = df['fare'].mean()"

    asked = [request for request in scene.model.requests() if request["method"] == "POST"]
    assert {request["authorization"] for request in asked} == {f"Bearer {KEY}"}
    assert b"unmistakable" in scene.model.bodies()
    assert token.encode() not in scene.model.heads() + scene.model.bodies()


STOP = """
import threading
stop = threading.Event()
threading.Timer(1.0, stop.set).start()
with Assistant(model="silent") as assistant:
    answer = assistant.ask("the mean of fare", frames={"df": df}, seconds=60, stop=stop)
print(answer.reason)
"""


def test_a_stop_in_a_kernel_reaches_the_endpoint(tmp_path: Path) -> None:
    with (
        odd.endpoint() as model,
        jupyter(tmp_path / "server", environment={"GIFT4CODE_BASE_URL": model.base_url}) as server,
        kernel(server) as running,
    ):
        running.evaluate("from gift4code_ext import Assistant; import pandas as pd; df = pd.DataFrame({'fare': [1.0]})")

        assert running.evaluate(STOP) == "it was stopped"
        model.wait(left=None)


def test_neither_keys_nor_words_are_logged_or_told(scene: Scene) -> None:
    found = environment(scene.kernel)
    scene.kernel.evaluate(ASK)
    told = json.dumps(scene.server.ask("GET", "gift4code/api/status?look=1").json())

    for secret in (KEY, found["GIFT4CODE_API_KEY"], "unmistakable"):
        assert secret not in scene.server.log()
        assert secret not in told
    assert KEY not in scene.kernel.evaluate("print(answer)")


def test_the_panel_is_told_of_the_endpoint_and_not_its_key(scene: Scene) -> None:
    told = scene.server.ask("GET", "gift4code/api/status?look=1").json()

    assert told["policy"]["highest_level"] == "schema"
    assert told["endpoint"] == {"base_url": scene.model.base_url, "model": None, "template": None}
    assert told["has_key"] is True
    assert told["models"] == [{"id": "tiny", "template": None}]
    assert (told["model"]["status"], told["model"]["sentence"]) == ("ready", "")


def test_nothing_is_sent_to_an_endpoint_before_anybody_asks(tmp_path: Path) -> None:
    with endpoint.scripted() as model, jupyter(tmp_path, environment={"GIFT4CODE_BASE_URL": model.base_url}) as server:
        told = server.status()

        assert told["model"]["status"] == "unknown"
        assert model.requests() == []


def test_a_person_chooses_an_endpoint_and_their_key_goes_to_no_other(tmp_path: Path) -> None:
    with (
        endpoint.scripted(completions=[CELL]) as one,
        endpoint.scripted(completions=[CELL]) as other,
        jupyter(tmp_path / "server") as server,
        kernel(server) as running,
    ):
        found = environment(running)

        def complete() -> int:
            return httpx.post(
                f"{found['GIFT4CODE_BASE_URL']}/completions",
                json={"prompt": "x"},
                headers={"Authorization": f"Bearer {found['GIFT4CODE_API_KEY']}"},
                trust_env=False,
            ).status_code

        assert server.ask("PUT", "gift4code/api/endpoint", json={"base_url": one.base_url}).json()["has_key"] is False
        assert server.ask("PUT", "gift4code/api/key", json={"key": KEY}).json()["has_key"] is True
        assert complete() == 200
        told = server.ask("PUT", "gift4code/api/endpoint", json={"base_url": other.base_url}).json()
        assert complete() == 200

        assert f"Bearer {KEY}" in {request.get("authorization") for request in one.requests()}
        assert KEY.encode() not in other.heads()
        assert told["has_key"] is False
        assert told["model"]["sentence"] == (
            f"The key that is kept belongs to {one.base_url.removesuffix('/v1')} and is not sent to {other.base_url};"
            " enter the one of this endpoint if it needs one."
        )
        assert (server.kept / "key.json").stat().st_mode & 0o777 == 0o600
        assert server.kept.stat().st_mode & 0o777 == 0o700
        assert KEY not in (server.kept / "endpoint.json").read_text()
        assert server.ask("DELETE", "gift4code/api/key").json()["has_key"] is False
        assert not (server.kept / "key.json").exists()
        assert KEY not in server.log()


def test_a_server_stops_and_leaves_nothing_to_complain_of(tmp_path: Path) -> None:
    with endpoint.scripted() as model, jupyter(tmp_path, environment={"GIFT4CODE_BASE_URL": model.base_url}) as server:
        server.ask("GET", "gift4code/api/status?look=1")
        log = server.stop()

    assert "extension app 'gift4code' stopped" in log
    for complaint in ("Traceback", "was never awaited", "was destroyed", "never retrieved", "unclosed"):
        assert complaint not in log


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("c.Gift4Code.highest_level = 'everything'", "The configuration of gift4code cannot be read: "),
        ("c.Gift4Code.most_samples = 'few'", "The configuration of gift4code cannot be read: "),
        ("c.Gift4Code.endpoint = 'force-on'", "An endpoint is prescribed and none is named; "),
        ("c.Gift4Code.base_url = 'nowhere'", "The endpoint 'nowhere' is no address: "),
    ],
)
def test_a_configuration_that_cannot_be_read_closes_all(tmp_path: Path, config: str, said: str) -> None:
    with jupyter(tmp_path / "server", config) as server, kernel(server) as running:
        told = server.status()

        assert told["policy"]["hide"] is True
        assert told["model"]["sentence"].startswith(said)
        assert environment(running)["GIFT4CODE_HIDE"] == "1"
        assert said in server.log()


def test_a_configuration_holds(tmp_path: Path) -> None:
    config = "c.Gift4Code.models = ['a', 'b']\nc.Gift4Code.most_samples = 3\nc.Gift4Code.endpoint = 'force-off'"

    with jupyter(tmp_path / "server", config) as server:
        told = server.status()

    assert told["policy"] == {
        "hide": False,
        "highest_level": "rows",
        "most_samples": 3,
        "models": ["a", "b"],
        "endpoint": "force-off",
    }
    assert told["model"]["sentence"] == "The model gift4code-small is not allowed here; choose one of a, b."
