"""The gateway's routes: who asks is let in or not, held against the policy, and passed on until they leave."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tornado.httputil import HTTPServerRequest
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError, RequestHandler

from gift4code_ext.generation.endpoint import Endpoint
from gift4code_ext.policy import Policy
from gift4code_ext.server.asked import Asked
from gift4code_ext.server.body import json_object
from gift4code_ext.server.catalogue import Catalogue
from gift4code_ext.server.errors import Refused
from gift4code_ext.server.upstream import Upstream, read_json

MOST_ASKED = 4 << 20  # bytes of a request
MOST_ANSWERED = 16 << 20  # bytes of an answer
_STREAM = "text/event-stream"


@dataclass
class Passing:
    """What the routes share, and the requests that are under way."""

    check: Callable[[HTTPServerRequest], None]
    policy: Policy
    catalogue: Catalogue
    upstream: Upstream
    works: set[asyncio.Future[None]] = field(default_factory=set)

    async def close(self) -> None:
        """End the requests that are under way."""
        for work in self.works:
            work.cancel()
        await asyncio.gather(*self.works, return_exceptions=True)


class Door(RequestHandler):
    """Lets programs in that have the token; errors are OpenAI's JSON."""

    def initialize(self, passing: Passing, path: str = "") -> None:
        self.passing = passing
        self.path = path

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")

    def prepare(self) -> None:
        try:
            self.passing.check(self.request)
        except Refused as error:
            self.refuse(error)

    def refuse(self, error: Refused) -> None:
        """Answer with the error and end the request."""
        self.set_status(error.status)
        if not error.retry:
            self.set_header("X-Should-Retry", "false")
        if error.after is not None:
            self.set_header("Retry-After", error.after)
        told = {"message": str(error), "type": "gift4code", "param": error.param, "code": error.code}
        self.finish({"error": told})

    def write_error(self, status_code: int, **_: Any) -> None:
        said = {404: "There is nothing at this address.", 405: "This address does not take that method."}
        text = said.get(status_code, "The request cannot be read.")
        if status_code >= 500:
            text = "The gateway failed on this request; the log of the Jupyter server has the details."
        self.refuse(Refused(text, status_code))


class Missing(Door):
    """Any other path."""

    def prepare(self) -> None:
        super().prepare()
        if not self._finished:
            raise HTTPError(404)


class Working(Door):
    """A route whose work ends when whoever asked leaves, or the gateway closes."""

    _work: asyncio.Future[None] | None = None
    _is_left = False

    def on_connection_close(self) -> None:
        self._is_left = True
        if self._work is not None:
            self._work.cancel()

    async def work(self) -> None:
        """Do :meth:`answer`, and end it early if nobody waits for it."""
        if self._is_left:
            return
        self._work = work = asyncio.ensure_future(self.answer())
        self.passing.works.add(work)
        try:
            await work
        except Refused as error:
            self._end(error)
        except StreamClosedError:
            return
        except asyncio.CancelledError:
            if not self._is_left:
                self._end(Refused("The Jupyter server is stopping.", 503))
        except Exception:
            if self._headers_written:
                self._break_off()
            raise
        finally:
            self.passing.works.discard(work)

    async def answer(self) -> None:
        """Answer the request."""
        raise NotImplementedError

    def _end(self, error: Refused) -> None:
        if self._headers_written:
            self._break_off()
        else:
            self.refuse(error)

    def _break_off(self) -> None:
        self.detach().close()  # a broken answer must not look like a whole one


class Models(Working):
    """``GET /v1/models``: what may be asked, the chosen one first; a local model is started for it."""

    async def get(self) -> None:
        await self.work()

    async def answer(self) -> None:
        entries = await self.passing.catalogue.entries()
        self.finish({"object": "list", "data": list(entries)})


class Completions(Working):
    """``POST /v1/completions`` and ``POST /v1/chat/completions``."""

    async def post(self) -> None:
        await self.work()

    async def answer(self) -> None:
        asked = Asked.read(json_object(self.request.body, MOST_ASKED))
        asked.check(self.passing.policy)
        catalogue = self.passing.catalogue
        endpoint, is_local = await catalogue.target()
        body = asked.to(asked.model or await self._model(endpoint, is_local))
        try:
            await self._pass(endpoint, body)
        except Refused as error:
            if is_local and error.code == "unreachable" and not self._headers_written:
                again, _ = await catalogue.target()  # it idled out in between
                await self._pass(again, body)
                return
            if not is_local:
                catalogue.note(endpoint, error)
            raise
        if not is_local:
            catalogue.note(endpoint)

    async def _model(self, endpoint: Endpoint, is_local: bool) -> str:
        name = endpoint.model if is_local and endpoint.model else await self.passing.catalogue.chosen(endpoint)
        Asked({}, name, 1).check(self.passing.policy)
        return name

    async def _pass(self, endpoint: Endpoint, body: bytes) -> None:
        async with self.passing.upstream.send(endpoint, "POST", self.path, body) as response:
            if not response.headers.get("Content-Type", "").startswith(_STREAM):
                found = await read_json(endpoint, response, MOST_ANSWERED)
                self.set_header("Content-Type", "application/json")
                await self.finish(found)
                return
            self.set_header("Content-Type", _STREAM)
            passed = 0
            async for part in response.aiter_bytes():
                passed += len(part)
                if passed > MOST_ANSWERED:
                    raise Refused("The answer is too long.", 502, code="too_long")
                self.write(part)
                await self.flush()
            await self.finish()
