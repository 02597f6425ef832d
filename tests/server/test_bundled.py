"""The bundled model behind the gateway: its host is started on demand, and again when it is gone."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from server.opened import Opened, opened

from gift4code_ext.host import launch

BODY = {"prompt": "<ask> first rows\n<code>\n", "n": 2, "max_tokens": 8, "temperature": 0.7}


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A runtime directory of the test's own, from which every host is gone afterwards."""
    monkeypatch.setenv("GIFT4CODE_RUNTIME_DIR", str(tmp_path / "runtime"))
    yield
    launch.stop()


def test_the_host_is_started_for_the_first_question_and_again_when_it_is_gone(tmp_path: Path) -> None:
    async def act() -> tuple[list[str], httpx.Response, httpx.Response]:
        async with opened(tmp_path, {}) as gate:
            states = [await state(gate)]
            first = await gate.client.post("/completions", json=BODY)
            states.append(await state(gate))
            assert await asyncio.to_thread(launch.stop) == 1
            states.append(await state(gate))
            return states, first, await gate.client.post("/completions", json=BODY)

    async def state(gate: Opened) -> str:
        told: dict[str, Any] = await gate.open.status.tell(look=False)
        return str(told["model"]["status"])

    states, first, again = asyncio.run(act())

    assert states == ["unknown", "ready", "unknown"]
    assert [len(response.json()["choices"]) for response in (first, again)] == [2, 2]


def test_all_who_come_at_once_wait_for_one_host_and_see_its_entry(tmp_path: Path) -> None:
    async def act() -> list[httpx.Response]:
        async with opened(tmp_path, {}) as gate:
            return list(await asyncio.gather(*(gate.client.get("/models") for _ in range(5))))

    entries = [response.json()["data"] for response in asyncio.run(act())]

    assert len(launch.running()) == 1
    assert all(entry == entries[0] for entry in entries)
    entry = entries[0][0]
    assert (entry["id"], entry["template"], entry["resample"]) == ("gift4code-small", "slots/1", True)
    assert entry["address"] == launch.running()[0].base_url


def test_a_stream_of_the_host_arrives_whole(tmp_path: Path) -> None:
    async def act() -> httpx.Response:
        async with opened(tmp_path, {}) as gate:
            return await gate.client.post("/completions", json={**BODY, "stream": True})

    found = asyncio.run(act())

    assert found.headers["Content-Type"] == "text/event-stream"
    assert found.text.endswith("data: [DONE]\n\n")


@pytest.mark.parametrize("verb", ["GET", "POST"])
def test_a_host_that_is_not_allowed_is_not_started(tmp_path: Path, verb: str) -> None:
    async def act() -> httpx.Response:
        async with opened(tmp_path, {"GIFT4CODE_MODELS": "another"}) as gate:
            return await gate.client.request(verb, "/models" if verb == "GET" else "/completions", json=BODY)

    found = asyncio.run(act())

    assert found.status_code == 403
    assert found.json()["error"]["message"] == "The model gift4code-small is not allowed here; choose one of another."
    assert launch.running() == []


def test_a_model_that_is_missing_is_said(tmp_path: Path) -> None:
    async def act() -> tuple[httpx.Response, dict[str, Any]]:
        async with opened(tmp_path, {"GIFT4CODE_MODEL": str(tmp_path / "nothing")}) as gate:
            return await gate.client.get("/models"), await gate.open.status.tell(look=False)

    found, told = asyncio.run(act())

    assert found.json()["error"]["message"] == f"There is no model directory {tmp_path / 'nothing'}."
    assert told["model"] == {
        "status": "unreachable",
        "name": "",
        "bundled": False,
        "sentence": f"There is no model directory {tmp_path / 'nothing'}.",
    }


def test_leaving_while_the_host_starts_does_not_stop_it(tmp_path: Path) -> None:
    async def act() -> int:
        async with opened(tmp_path, {}) as gate:
            asking = asyncio.ensure_future(gate.client.get("/models"))
            while (await gate.open.status.tell(look=False))["model"]["status"] != "loading":
                await asyncio.sleep(0.01)
            asking.cancel()
            return (await gate.client.post("/completions", json=BODY)).status_code

    assert asyncio.run(act()) == 200
