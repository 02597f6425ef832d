"""The HTTP server: OpenAI's completion routes on the loopback, a bearer token on every one.

Generation runs in one worker thread, one request after the other, since it takes all cores anyway; the event loop stays
free to answer ``/v1/models`` and to notice a client that went away, whose generation then stops at the next token.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import threading
import time
import uuid
from collections.abc import AsyncGenerator
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

from tornado.iostream import StreamClosedError
from tornado.web import Application, HTTPError, RequestHandler

from gift4code_ext.host import api
from gift4code_ext.host.backend import Cancelled, Model
from gift4code_ext.host.errors import RequestError
from gift4code_ext.host.generate import Event, Usage, generate
from gift4code_ext.host.models import ModelFiles
from gift4code_ext.host.transcript import Finish, Token

MOST_BYTES = 8 * 2**20
_LOG = logging.getLogger(__name__)


@dataclass
class Service:
    """The loaded model and what is going on with it."""

    files: ModelFiles
    model: Model
    token: str
    started: int = field(default_factory=lambda: int(time.time()))
    executor: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "generate"))
    cancels: set[threading.Event] = field(default_factory=set)
    last_used: float = field(default_factory=time.monotonic)

    def idle_seconds(self) -> float:
        """Seconds since the last request ended; 0 while a completion runs."""
        return 0.0 if self.cancels else time.monotonic() - self.last_used

    def use(self) -> None:
        """Somebody has just asked for something."""
        self.last_used = time.monotonic()

    async def events(self, request: api.CompletionRequest, cancel: threading.Event) -> AsyncGenerator[Event, None]:
        """Run a request in the worker thread and yield its events here; raises what generation raises."""
        loop, queue = asyncio.get_running_loop(), asyncio.Queue[Event | Exception | None]()

        def work() -> None:
            end: Exception | None = None
            try:
                for event in generate(self.model, self._tokens(request), request.n, request.sampling, cancel):
                    loop.call_soon_threadsafe(queue.put_nowait, event)
            except Exception as error:  # noqa: BLE001 - handed to the handler, which answers or logs it
                end = error
            loop.call_soon_threadsafe(queue.put_nowait, end)

        self.cancels.add(cancel)
        try:
            loop.run_in_executor(self.executor, work)
            while (item := await queue.get()) is not None:
                if isinstance(item, Exception):
                    raise item
                yield item
        finally:
            cancel.set()
            self.cancels.discard(cancel)
            self.use()

    def _tokens(self, request: api.CompletionRequest) -> list[int]:
        if request.messages is not None:
            return self.model.chat(request.messages)
        return self.model.encode(request.prompt) if isinstance(request.prompt, str) else list(request.prompt or ())


class Handler(RequestHandler):
    """Token check and JSON errors."""

    def initialize(self, service: Service) -> None:
        self.service = service

    def prepare(self) -> None:
        given = self.request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
        if not hmac.compare_digest(given, self.service.token.encode()):
            text = "The bearer token is missing or wrong; the host's runtime file has it."
            self.fail(RequestError(text, 401, "invalid_api_key"))

    def fail(self, error: RequestError) -> None:
        """Answer with the error and end the request."""
        self.set_status(error.status)
        self.finish(api.error(str(error), error.status, error.code))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        text = f"There is nothing at {self.request.path} for {self.request.method}."
        if status_code >= 500:
            text = "The host failed on this request; its log has the details."
        self.finish(api.error(text, status_code, None))


class Missing(Handler):
    """Any other path."""

    def prepare(self) -> None:
        super().prepare()
        if not self._finished:
            raise HTTPError(404)


class Models(Handler):
    """``GET /v1/models``."""

    def get(self) -> None:
        self.service.use()  # who asks is about to use the model: `launch.ensure` promises that it answers
        files, model = self.service.files, self.service.model
        entry = {
            "id": files.id,
            "object": "model",
            "created": self.service.started,
            "owned_by": "gift4code",
            "parent": files.directory.name if files.adapter else None,
            "max_model_len": model.context,
            "template": files.template,
            "resample": True,  # a local model: another round costs its own machine a moment, and nobody money
            "gift4code": {name: value for name, value in files.manifest.items() if name != "files"},
        }
        self.finish({"object": "list", "data": [entry]})


class Completions(Handler):
    """``POST /v1/completions`` and ``POST /v1/chat/completions``."""

    def initialize(self, service: Service, chat: bool = False) -> None:
        super().initialize(service)
        self.chat = chat
        self.cancel, self.gone = threading.Event(), False
        self.id = ("chatcmpl-" if chat else "cmpl-") + uuid.uuid4().hex

    def on_connection_close(self) -> None:
        self.gone = True
        self.cancel.set()

    async def post(self) -> None:
        try:
            request = self._parse()
            await (self._stream(request) if request.stream else self._whole(request))
        except RequestError as error:
            self.fail(error)
        except StreamClosedError:
            return  # the client went away; leaving the events has stopped the generation
        except Cancelled:
            if not self.gone and not self._headers_written:
                self.fail(RequestError("The host is stopping; ask again.", 503))

    def _parse(self) -> api.CompletionRequest:
        try:
            body = json.loads(self.request.body)
        except ValueError as error:
            raise RequestError(f"The request body is no JSON: {error}.") from error
        request = api.parse(body, chat=self.chat)
        if request.model not in (None, self.service.files.id):
            text = f"This host serves {self.service.files.id}, not {request.model}."
            raise RequestError(text, 404, "model_not_found")
        return request

    async def _whole(self, request: api.CompletionRequest) -> None:
        texts: list[list[str]] = [[] for _ in range(request.n)]
        tokens: list[list[Token]] = [[] for _ in range(request.n)]
        finishes: list[Finish] = ["length"] * request.n
        usage = Usage(0, 0, 0)
        async with aclosing(self.service.events(request, self.cancel)) as events:
            async for event in events:
                if isinstance(event, Usage):
                    usage = event
                    continue
                texts[event.index].append(event.text)
                tokens[event.index].extend(event.tokens)
                finishes[event.index] = event.finish or "length"
        parts = zip(texts, tokens, finishes, strict=True)
        samples = [api.Sample("".join(text), tuple(made), finish) for text, made, finish in parts]
        self.finish(api.completion(request, self.id, self.service.files.id, samples, usage))

    async def _stream(self, request: api.CompletionRequest) -> None:
        name = self.service.files.id
        async with aclosing(self.service.events(request, self.cancel)) as events:
            async for event in events:
                if isinstance(event, Usage):
                    if request.stream_usage:
                        await self._send(json.dumps(api.usage_chunk(request, self.id, name, event)))
                elif event.text or event.finish or request.logprobs:
                    await self._send(json.dumps(api.chunk(request, self.id, name, event)))
        await self._send("[DONE]")

    async def _send(self, data: str) -> None:
        if not self._headers_written:  # only now: an error before the first token is still an ordinary JSON answer
            self.set_header("Content-Type", "text/event-stream")
            self.set_header("Cache-Control", "no-cache")
        self.write(f"data: {data}\n\n")
        await self.flush()


def application(service: Service) -> Application:
    """The routes of a host."""
    arguments = {"service": service}
    return Application(
        [
            ("/v1/models", Models, arguments),
            ("/v1/completions", Completions, arguments),
            ("/v1/chat/completions", Completions, {**arguments, "chat": True}),
        ],
        default_handler_class=Missing,
        default_handler_args=arguments,
        log_function=lambda handler: _LOG.debug("%s %s", handler.get_status(), handler.request.path),
    )
