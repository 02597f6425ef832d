"""The gateway and what is behind it: an endpoint process that is slow, endless, talkative or gone."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from server.odd import Odd
from server.opened import Opened, opened

from gift4code_ext.server.completions import Passing
from gift4code_ext.server.gateway import routes

PATHS = [pattern.removeprefix("/v1") for pattern, *_ in routes(cast(Passing, None))]
KEY = "sk-a-key-of-the-provider-0123456789"

Body = dict[str, Any]


def through(folder: Path, environment: dict[str, str], act: Callable[[Opened], Awaitable[Any]], **more: Any) -> Any:
    """What ``act`` gives, with a gateway of these settings."""

    async def run() -> Any:
        async with opened(folder, environment, **more) as found:
            return await act(found)

    return asyncio.run(run())


def to(strange: Odd, **more: str) -> dict[str, str]:
    return {"GIFT4CODE_BASE_URL": strange.base_url, "GIFT4CODE_API_KEY": KEY, **more}


def answer(
    folder: Path, environment: dict[str, str], body: Body, path: str = "/completions", **more: Any
) -> httpx.Response:
    """The answer to one request."""
    found: httpx.Response = through(folder, environment, lambda each: each.client.post(path, json=body), **more)
    return found


def said(response: httpx.Response) -> tuple[int, str]:
    """Status and sentence of an error."""
    return response.status_code, response.json()["error"]["message"]


def test_a_request_is_passed_on_with_the_providers_key_and_nothing_of_the_callers(strange: Odd, tmp_path: Path) -> None:
    async def act(gate: Opened) -> httpx.Response:
        headers = {"Cookie": "a=b", "X-Mine": "1", "Connection": "keep-alive, X-Mine", "Accept-Encoding": "gzip"}
        return await gate.client.post("/completions", json={"model": "plain", "prompt": "café <c0>"}, headers=headers)

    came = through(tmp_path, to(strange), act).json()

    assert json.loads(came["raw"]) == {"model": "plain", "prompt": "café <c0>"}
    assert came["heads"]["authorization"] == f"Bearer {KEY}"
    assert sorted(came["heads"]) == [
        "accept", "accept-encoding", "authorization", "connection", "content-length", "content-type", "host",
        "user-agent",
    ]  # fmt: skip
    assert came["heads"]["accept-encoding"] == "identity"


def test_a_name_that_stands_twice_is_read_once_here_and_behind(strange: Odd, tmp_path: Path) -> None:
    raw = '{"model": "strict", "model": "plain", "prompt": "x", "n": 1}'
    allowed = to(strange, GIFT4CODE_MODELS="plain")

    came = through(tmp_path, allowed, lambda gate: gate.client.post("/completions", content=raw)).json()

    assert came["raw"].count('"model"') == 1
    assert json.loads(came["raw"])["model"] == "plain"


def test_a_request_without_a_model_goes_to_the_chosen_one(strange: Odd, tmp_path: Path) -> None:
    came = answer(tmp_path, to(strange, GIFT4CODE_MODEL="plain"), {"prompt": "x"}).json()

    assert json.loads(came["raw"])["model"] == "plain"


def test_models_come_with_the_chosen_one_first_and_where_they_are(strange: Odd, tmp_path: Path) -> None:
    stated = to(strange, GIFT4CODE_MODEL="even")

    listed = through(tmp_path, stated, lambda gate: gate.client.get("/models")).json()

    assert [entry["id"] for entry in listed["data"]] == ["even", "odd"]
    assert [entry["address"] for entry in listed["data"]] == [strange.base_url, "http://127.0.0.1:1/v1"]


def test_an_endpoint_elsewhere_is_not_believed_that_it_is_here(strange: Odd, tmp_path: Path) -> None:
    elsewhere = strange.base_url.replace("127.0.0.1", "127.1")  # leads here, and is not known to

    listed = through(tmp_path, {"GIFT4CODE_BASE_URL": elsewhere}, lambda gate: gate.client.get("/models")).json()

    assert {entry["address"] for entry in listed["data"]} == {elsewhere}


def test_only_allowed_models_are_listed_and_asked(strange: Odd, tmp_path: Path) -> None:
    allowed = to(strange, GIFT4CODE_MODELS="even, plain")

    listed = through(tmp_path, allowed, lambda gate: gate.client.get("/models")).json()

    assert [entry["id"] for entry in listed["data"]] == ["even"]
    assert said(answer(tmp_path, allowed, {"model": "odd", "prompt": "x"})) == (
        403,
        "The model odd is not allowed here; choose one of even, plain.",
    )
    assert answer(tmp_path, allowed, {"model": "plain", "prompt": "x"}).status_code == 200


@pytest.mark.parametrize("field", ["models", "tools", "route", "service_tier"])
def test_fields_that_might_name_another_model_or_cost_are_not_passed_on(
    strange: Odd, tmp_path: Path, field: str
) -> None:
    refused = answer(tmp_path, to(strange), {"model": "plain", "prompt": "x", field: ["large"]})

    assert said(refused) == (400, f"The field '{field}' is not passed on by the gateway.")


@pytest.mark.parametrize("text", ["\ud800", "café", "\u2028"])
def test_text_arrives_as_it_was(strange: Odd, tmp_path: Path, text: str) -> None:
    raw = json.dumps({"model": "plain", "prompt": text})

    came = through(tmp_path, to(strange), lambda gate: gate.client.post("/completions", content=raw)).json()

    assert json.loads(came["raw"])["prompt"] == text


def test_an_endpoint_gets_no_cookie_back(strange: Odd, tmp_path: Path) -> None:
    async def act(gate: Opened) -> list[httpx.Response]:
        return [await gate.client.post("/completions", json={"model": "plain"}) for _ in range(2)]

    assert all("cookie" not in came.json()["heads"] for came in through(tmp_path, to(strange), act))


@pytest.mark.parametrize(
    ("body", "samples"),
    [({"n": 5}, 5), ({"best_of": 9}, 9), ({"prompt": ["a", "b", "c"], "n": 2}, 6), ({"prompt": [[1], [2]], "n": 3}, 6)],
)
def test_more_samples_than_allowed_are_refused_however_they_are_asked_for(
    strange: Odd, tmp_path: Path, body: Body, samples: int
) -> None:
    refused = answer(tmp_path, to(strange, GIFT4CODE_MOST_SAMPLES="4"), {"model": "plain", "prompt": "x", **body})

    assert said(refused) == (403, f"{samples} samples are not allowed here; ask for 4 at most.")


def test_as_many_samples_as_allowed_are_passed_on(strange: Odd, tmp_path: Path) -> None:
    body = {"model": "plain", "prompt": [1, 2, 3, 4, 5], "n": 4}  # one prompt of five tokens

    assert answer(tmp_path, to(strange, GIFT4CODE_MOST_SAMPLES="4"), body).status_code == 200


def test_nothing_is_answered_where_gift4code_is_hidden(strange: Odd, tmp_path: Path) -> None:
    before = strange.notes()

    refused = answer(tmp_path, to(strange, GIFT4CODE_HIDE="1"), {"model": "plain", "prompt": "x"})

    assert said(refused) == (403, "gift4code is switched off here; ask your administrator if you need it.")
    assert strange.notes() == before


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Authorization": ""}, 401),
        ({"Authorization": "Bearer x"}, 401),
        ({"Authorization": "Bearer café".encode().decode("latin-1")}, 401),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Host": "evil.example"}, 403),
        ({"Host": "localhost"}, 403),
    ],
)
@pytest.mark.parametrize("path", [*PATHS, "/elsewhere"])
def test_browsers_and_programs_without_the_token_stay_outside(
    strange: Odd, tmp_path: Path, path: str, headers: dict[str, str], status: int
) -> None:
    before = strange.notes()

    async def act(gate: Opened) -> list[int]:
        url = f"{gate.client.base_url}{path[1:]}".encode()
        found = []
        for method in ("GET", "POST", "OPTIONS", "HEAD"):
            given = {**gate.client.headers, **{name: value.encode("latin-1") for name, value in headers.items()}}
            if not headers.get("Authorization", "-"):
                given.pop("authorization")
            request = httpx.Request(method, url.decode(), headers=list(_pairs(given)), content=b"{}")
            found.append((await gate.client.send(request)).status_code)
        return found

    assert through(tmp_path, to(strange), act) == [status] * 4
    assert strange.notes() == before


def _pairs(headers: dict[str, Any]) -> Any:
    last = {name.lower(): value for name, value in headers.items()}
    return last.items()


def test_a_preflight_is_refused_even_with_the_token(strange: Odd, tmp_path: Path) -> None:
    found = through(tmp_path, to(strange), lambda gate: gate.client.options("/completions"))

    assert found.status_code == 405
    assert not [name for name in found.headers if name.startswith("access-control")]


def test_an_endless_answer_arrives_in_pieces_and_ends_upstream_when_the_client_leaves(
    strange: Odd, tmp_path: Path
) -> None:
    async def act(gate: Opened) -> tuple[str, list[bytes], httpx.Headers]:
        parts: list[bytes] = []
        body = {"model": "endless", "stream": True, "user": "one who leaves a stream"}
        async with gate.client.stream("POST", "/completions", json=body) as response:
            async for part in response.aiter_bytes():
                parts.append(part)
                if len(parts) == 3:
                    break
        await asyncio.to_thread(lambda: strange.wait(left="one who leaves a stream"))
        return response.headers["Content-Type"], parts, response.headers

    kind, parts, headers = through(tmp_path, to(strange), act)

    assert kind.startswith("text/event-stream")
    assert all(part.startswith(b'data: {"choices"') for part in parts)
    assert "set-cookie" not in headers


def test_a_silent_endpoint_is_left_when_the_client_leaves(strange: Odd, tmp_path: Path) -> None:
    async def act(gate: Opened) -> None:
        asking = asyncio.ensure_future(
            gate.client.post("/completions", json={"model": "silent", "user": "one who leaves"})
        )
        await asyncio.to_thread(lambda: strange.wait(came="one who leaves"))
        asking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asking
        await asyncio.to_thread(lambda: strange.wait(left="one who leaves"))
        assert await gate.client.get("/models")

    through(tmp_path, to(strange), act)


def test_closing_the_gateway_leaves_the_endpoint_and_nothing_running(strange: Odd, tmp_path: Path) -> None:
    async def act(gate: Opened) -> None:
        body = {"model": "silent", "user": "one who stays"}
        asking = asyncio.ensure_future(gate.client.post("/completions", json=body))
        await asyncio.to_thread(lambda: strange.wait(came="one who stays"))
        await gate.open.close()
        with contextlib.suppress(httpx.HTTPError):
            assert said(await asking) == (503, "The Jupyter server is stopping.")
        await asyncio.to_thread(lambda: strange.wait(left="one who stays"))
        assert asyncio.all_tasks() == {asyncio.current_task()}

    through(tmp_path, to(strange), act)


def test_a_stream_that_is_torn_upstream_does_not_look_whole(strange: Odd, tmp_path: Path) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        answer(tmp_path, to(strange), {"model": "torn", "stream": True})


@pytest.mark.parametrize(
    ("model", "status", "sentence"),
    [
        ("packed", 502, "{at} did not answer as an OpenAI-compatible endpoint does; check its address."),
        ("strict", 401, "{at} refuses the key; enter a valid one in gift4code's settings, or in GIFT4CODE_API_KEY."),
        ("elsewhere", 502, "{at} answered with 307, which is no answer; give the address it sends to."),
        ("html", 502, "{at} did not answer as an OpenAI-compatible endpoint does; check its address."),
        ("huge", 502, "The answer of {at} is longer than 16 MiB; ask for less."),
        ("busy", 429, "{at} refused the request (429): Too Many Requests"),
    ],
)
def test_what_goes_wrong_upstream_is_one_sentence(
    strange: Odd, tmp_path: Path, model: str, status: int, sentence: str
) -> None:
    found = answer(tmp_path, to(strange), {"model": model, "prompt": "x"})

    assert said(found) == (status, sentence.format(at=strange.base_url))
    assert found.headers.get("X-Should-Retry") == (None if model == "busy" else "false")
    assert found.headers.get("Retry-After") == ("7" if model == "busy" else None)


def test_a_key_that_an_endpoint_repeats_is_taken_out_whole(strange: Odd, tmp_path: Path) -> None:
    found = answer(tmp_path, to(strange), {"model": "talkative", "seed": 1})

    assert found.status_code == 400
    assert found.json()["error"]["param"] == "seed"
    assert "not with Bearer ***" in said(found)[1]
    assert "sk-a" not in found.text  # nor the beginning of one that was cut off


def test_a_silent_endpoint_is_given_up(strange: Odd, tmp_path: Path) -> None:
    found = answer(tmp_path, to(strange), {"model": "silent"}, seconds=0.2)

    assert said(found) == (
        504,
        f"The model at {strange.base_url} did not answer within 0.2 seconds; ask again, or for less.",
    )


def test_an_endpoint_that_is_not_there(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        gone = {"GIFT4CODE_BASE_URL": f"http://127.0.0.1:{taken.getsockname()[1]}/v1"}
        found = answer(tmp_path, gone, {"model": "m", "prompt": "x"})
        listed = through(tmp_path, gone, lambda gate: gate.client.get("/models"))

    told = (502, f"No model answers at {gone['GIFT4CODE_BASE_URL']}; start it, or choose another endpoint.")
    assert said(found) == told
    assert said(listed) == told


def test_a_proxy_of_the_environment_sees_nothing_of_the_loopback(
    strange: Odd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)

    assert answer(tmp_path, to(strange), {"model": "plain", "prompt": "x"}).status_code == 200


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_that_is_too_long_is_refused(strange: Odd, tmp_path: Path, chunked: bool) -> None:
    before = strange.notes()

    async def parts() -> Any:
        yield b'{"model": "plain", "prompt": "'
        for _ in range(5):
            yield b"x" * (1 << 20)
        yield b'"}'

    async def act(gate: Opened) -> httpx.Response:
        whole = b"".join([part async for part in parts()])
        return await gate.client.post("/completions", content=parts() if chunked else whole)

    assert through(tmp_path, to(strange), act).status_code == 413
    assert strange.notes() == before
