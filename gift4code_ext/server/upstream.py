"""Requests to where a model answers: the key is added here, and what goes wrong is said without it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx

from gift4code_ext.generation.endpoint import Endpoint
from gift4code_ext.server.aside import aside
from gift4code_ext.server.errors import Refused

CONNECT_SECONDS = 5.0
_MOST_OF_ERROR = 1 << 16
_LONG = 1 << 18  # bytes that take a moment to read, during which the server would answer nobody
_SHOWN = 300  # characters of what an endpoint says of an error
_PASSING = frozenset((408, 425, 429, 500, 502, 503, 504, 529))


class Upstream:
    """Connections to endpoints and to the host.

    Args:
        seconds: how long an endpoint may be silent.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._clients: dict[bool, asyncio.Future[httpx.AsyncClient]] = {}

    @asynccontextmanager
    async def send(
        self,
        endpoint: Endpoint,
        method: str,
        path: str,
        body: bytes | None = None,
        *,
        seconds: float | None = None,
    ) -> AsyncIterator[httpx.Response]:
        """One request, whose answer of status 200 is read in the block; leaving it closes the connection.

        Raises:
            Refused: nothing answers, it takes too long, or the answer has another status. Also in the block.
        """
        silent = seconds or self._seconds
        headers = {"Accept-Encoding": "identity", "User-Agent": "gift4code"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        if endpoint.api_key:
            headers["Authorization"] = f"Bearer {endpoint.api_key}"
        timeout = httpx.Timeout(silent, connect=min(CONNECT_SECONDS, silent))
        client = await self._client(endpoint)
        try:
            async with client.stream(
                method, f"{endpoint.base_url}{path}", headers=headers, content=body, timeout=timeout
            ) as response:
                client.cookies.clear()
                if response.headers.get("Content-Encoding", "identity") != "identity":
                    raise _incompatible(endpoint)  # unpacked it might be of any size
                if response.status_code != 200:
                    raise await _refusal(endpoint, response)
                yield response
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            if "CERTIFICATE" in str(error):
                raise Refused(
                    f"The certificate of {endpoint.shown} is not one that this server trusts; see SSL_CERT_FILE.",
                    502,
                    code="unreachable",
                ) from None
            raise Refused(
                f"No model answers at {endpoint.shown}; start it, or choose another endpoint.", 502, code="unreachable"
            ) from None
        except httpx.TimeoutException:
            raise Refused(
                f"The model at {endpoint.shown} did not answer within {silent:g} seconds; ask again, or for less.",
                504,
                code="slow",
            ) from None
        except httpx.InvalidURL:
            raise Refused(f"The endpoint {endpoint.shown} is no address.", 502, code="bad_endpoint") from None
        except httpx.HTTPError as error:
            what = type(error).__name__
            raise Refused(
                f"The connection to the model at {endpoint.shown} broke ({what}); ask again.", 502, retry=True
            ) from None

    async def json(self, endpoint: Endpoint, path: str, *, most: int, seconds: float) -> bytes:
        """The JSON object at a path, as it came, of at most ``most`` bytes.

        Raises:
            Refused: as for ``send``, or the answer is longer or something else.
        """
        async with self.send(endpoint, "GET", path, seconds=seconds) as response:
            return await read_json(endpoint, response, most)

    async def close(self) -> None:
        """Close all connections."""
        clients, self._clients = list(self._clients.values()), {}
        for each in clients:
            if not each.done() or each.exception() is None:
                await (await each).aclose()

    async def _client(self, endpoint: Endpoint) -> httpx.AsyncClient:
        local = endpoint.is_local
        if local not in self._clients or (self._clients[local].done() and self._clients[local].exception()):
            # reading the system's certificates takes a while; a proxy has no business on the loopback
            self._clients[local] = aside(lambda: httpx.AsyncClient(trust_env=not local))
        try:
            return await asyncio.shield(self._clients[local])
        except Exception as error:  # noqa: BLE001 - a proxy or certificates of the environment, in many ways
            raise Refused(
                f"The server's settings for proxies and certificates cannot be used ({type(error).__name__}).",
                502,
                code="proxy",
            ) from None


async def read_json(endpoint: Endpoint, response: httpx.Response, most: int) -> bytes:
    """The JSON object of an answer, as it came.

    Raises:
        Refused: it is longer than ``most`` bytes, or something else.
    """
    found = await _bytes(response, most)
    if found is None:
        raise Refused(
            f"The answer of {endpoint.shown} is longer than {most >> 20} MiB; ask for less.", 502, code="too_long"
        )
    whole = found
    if not (_is_object(whole) if len(whole) < _LONG else await aside(lambda: _is_object(whole))):
        raise _incompatible(endpoint)
    return whole


def _is_object(text: bytes) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _incompatible(endpoint: Endpoint) -> Refused:
    return Refused(
        f"{endpoint.shown} did not answer as an OpenAI-compatible endpoint does; check its address.",
        502,
        code="incompatible",
    )


async def _bytes(response: httpx.Response, most: int) -> bytes | None:
    found = bytearray()
    async for part in response.aiter_bytes():
        found += part
        if len(found) > most:
            return None
    return bytes(found)


async def _refusal(endpoint: Endpoint, response: httpx.Response) -> Refused:
    status = response.status_code
    if status in (401, 403):
        if endpoint.api_key:
            said = (
                f"{endpoint.shown} refuses the key; enter a valid one in gift4code's settings, or in GIFT4CODE_API_KEY."
            )
        else:
            said = f"{endpoint.shown} asks for a key; enter one in gift4code's settings, or set GIFT4CODE_API_KEY."
        return Refused(said, status, code="key")
    if status < 400:
        said = f"{endpoint.shown} answered with {status}, which is no answer; give the address it sends to."
        return Refused(said, 502, code="redirect")
    error = _error(await _bytes(response, _MOST_OF_ERROR))
    told = error.get("message") if isinstance(error, Mapping) else error
    text = str(told or response.reason_phrase or "it says no more")
    if endpoint.api_key:
        text = text.replace(endpoint.api_key, "***")  # some repeat it; before the cut, which might leave a part of it
    text = "".join(letter if letter.isprintable() else " " for letter in text)
    param = error.get("param") if isinstance(error, Mapping) else None
    after = response.headers.get("Retry-After", "")
    return Refused(
        f"{endpoint.shown} refused the request ({status}): {' '.join(text.split())[:_SHOWN]}",
        status,
        code="endpoint",
        param=param if isinstance(param, str) and param.isidentifier() and len(param) < 64 else None,
        retry=status in _PASSING,
        after=after if after.isdecimal() and len(after) < 6 else None,
    )


def _error(body: bytes | None) -> Any:
    try:
        data = json.loads(body or b"")
    except (ValueError, RecursionError):
        return None
    return data.get("error", data) if isinstance(data, dict) else None
