"""Whatever arrives, nothing fails here: no status of the 500s, no traceback, nothing logged as a fault."""

from __future__ import annotations

import asyncio
import http.client
import json
import logging
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from server.odd import Odd
from server.opened import Opened, opened
from server.running import TOKEN, Running, jupyter

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    ["model", "prompt", "messages", "n", "best_of", "stream", "base_url", "template", "key", "max"]
)
BODIES = st.binary(max_size=200) | st.dictionaries(FIELDS, JSON, max_size=5).map(
    lambda value: json.dumps(value).encode()
)
HEADERS = st.dictionaries(
    st.sampled_from(
        ["Content-Type", "Accept", "X-Any", "Cookie", "Content-Encoding", "Range", "Expect", "If-None-Match"]
    ),
    st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=30),
    max_size=3,
)
DEEP = b'{"prompt": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
LONG = b'{"model": "plain", "n": ' + b"9" * 10_000 + b"}"
ODD_TEXT = b'{"model": "plain", "prompt": "\\ud800"}'
FOR_EVERYBODY = settings(max_examples=60, deadline=None)


@dataclass(frozen=True)
class Standing:
    """A gateway that stands for many requests, and what was logged as a fault of the program."""

    url: str
    token: str
    faults: list[str] = field(default_factory=list)


class _Faults(logging.Handler):
    def __init__(self, kept: list[str]) -> None:
        super().__init__(logging.ERROR)
        self.kept = kept

    def emit(self, record: logging.LogRecord) -> None:
        self.kept.append(self.format(record))


@pytest.fixture(scope="module")
def standing(strange: Odd, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    ready, ended = threading.Event(), threading.Event()
    found: list[Standing] = []

    async def stand() -> None:
        given = {"GIFT4CODE_BASE_URL": strange.base_url, "GIFT4CODE_MODELS": "plain", "GIFT4CODE_MODEL": "plain"}
        async with opened(tmp_path_factory.mktemp("standing"), given) as gate:
            found.append(_standing(gate))
            ready.set()
            await asyncio.to_thread(ended.wait)

    thread = threading.Thread(target=lambda: asyncio.run(stand()))
    thread.start()
    assert ready.wait(20)
    handler = _Faults(found[0].faults)
    for name in ("tornado.application", "asyncio"):
        logging.getLogger(name).addHandler(handler)
    yield found[0]
    for name in ("tornado.application", "asyncio"):
        logging.getLogger(name).removeHandler(handler)
    ended.set()
    thread.join(20)


def _standing(gate: Opened) -> Standing:
    return Standing(gate.open.gateway.base_url, gate.open.gateway.token)


def ask(url: str, method: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
    """One request, with headers as they are."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    try:
        connection.putrequest(method, parts.path)
        for name, value in headers.items():
            connection.putheader(name, value.encode("latin-1"))
        connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


@FOR_EVERYBODY
@given(body=BODIES, headers=HEADERS, path=st.sampled_from(["/completions", "/chat/completions"]))
@example(body=DEEP, headers={}, path="/completions")
@example(body=LONG, headers={}, path="/completions")
@example(body=ODD_TEXT, headers={}, path="/completions")
@example(body=b'{"prompt": 1e999}', headers={}, path="/completions")
@example(body=b'{"n": NaN}', headers={}, path="/completions")
@example(body=b'{"model": "\\u0000"}', headers={}, path="/completions")
@example(body="\ufeff{}".encode("utf-16"), headers={}, path="/completions")
def test_whatever_is_asked_the_gateway_does_not_fail(
    standing: Standing, body: bytes, headers: dict[str, str], path: str
) -> None:
    status, told = ask(f"{standing.url}{path}", "POST", {**headers, "Authorization": f"Bearer {standing.token}"}, body)

    assert status == 200 or 400 <= status < 500, told
    if status != 200:
        assert set(json.loads(told)["error"]) == {"message", "type", "param", "code"}
    assert b"Traceback" not in told
    assert standing.faults == []


@FOR_EVERYBODY
@given(raw=st.binary(max_size=100))
@example(raw=b"GET /v1/models HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")
@example(raw=b"GET http://evil.example/v1/models HTTP/1.1\r\nHost: x\r\n\r\n")
@example(raw=b"POST /v1/completions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")
@example(raw=b"POST /v1/completions HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n")
@example(raw=b"CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n")
@example(raw=b"GET /v1/%ff HTTP/1.1\r\nHost: x\r\n\r\n")
def test_the_gateway_lets_in_no_bytes_that_are_no_http(standing: Standing, raw: bytes) -> None:
    parts = urlsplit(standing.url)
    with socket.create_connection((parts.hostname, parts.port or 0), timeout=20) as connection:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        told = b""
        while part := connection.recv(1 << 16):
            told += part

    assert not told or 400 <= int(told.split()[1]) < 500
    assert standing.faults == []


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with jupyter(tmp_path_factory.mktemp("server"), "c.Gift4Code.endpoint = 'force-off'") as running:
        yield running


@FOR_EVERYBODY
@given(body=BODIES, headers=HEADERS, route=st.sampled_from([("PUT", "endpoint"), ("PUT", "key"), ("DELETE", "key")]))
@example(body=DEEP[:60_000], headers={}, route=("PUT", "key"))
@example(body=b'{"base_url": "http://[::1"}', headers={}, route=("PUT", "endpoint"))
@example(body=b'{"base_url": "http://a:99999/v1"}', headers={}, route=("PUT", "endpoint"))
@example(body=b'{"base_url": "http://\\ud800/v1"}', headers={}, route=("PUT", "endpoint"))
@example(body=b'{"base_url": null, "model": "%s %d %"}', headers={}, route=("PUT", "endpoint"))
@example(body=b'{"%s": 1}', headers={}, route=("PUT", "endpoint"))
def test_whatever_is_asked_the_servers_routes_do_not_fail(
    server: Running, body: bytes, headers: dict[str, str], route: tuple[str, str]
) -> None:
    verb, name = route

    status, told = ask(f"{server.url}gift4code/api/{name}", verb, {**headers, "Authorization": f"token {TOKEN}"}, body)

    answer: dict[str, Any] = json.loads(told)
    assert list(answer) == ["message"] if 400 <= status < 500 else status == 200 and answer["version"], told
    assert b"Traceback" not in told
    assert "Traceback" not in server.log()
