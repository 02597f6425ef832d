"""The extension's routes on the Jupyter server, for front ends: status, endpoint, key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from tornado.web import HTTPError, authenticated

from gift4code_ext.server import address
from gift4code_ext.server.body import json_object
from gift4code_ext.server.errors import Refused
from gift4code_ext.server.open import Open

_MOST_BYTES = 1 << 16


class Route(APIHandler):
    """Bounded bodies, and errors of one sentence: ``{"message": ...}``."""

    auth_resource = "gift4code"

    def initialize(self, behind: Open) -> None:
        self.behind = behind

    def write_error(self, status_code: int, **more: Any) -> None:
        """What went wrong, in one sentence and never with a traceback."""
        error = (more.get("exc_info") or (None, None))[1]
        if isinstance(error, Refused):
            text = str(error)
            self.set_status(error.status)
        elif status_code >= 500:
            text = "The server failed on this request; its log has the details."
        elif isinstance(error, HTTPError) and error.log_message:
            text = error.log_message % error.args if error.args else error.log_message
        else:
            text = {403: "This is not allowed; log in again.", 404: "There is nothing at this address."}.get(
                status_code, "The server cannot answer this request."
            )
        self.finish({"message": text})

    def log_exception(self, *of: Any) -> None:
        if not isinstance(of[1], Refused):  # what is refused is said to whoever asked, and is no fault
            super().log_exception(*of)

    def body(self, *names: str) -> Mapping[str, Any]:
        """The body, which holds texts or nothing under these names and no others."""
        found = json_object(self.request.body, _MOST_BYTES)
        for name, value in found.items():
            if name not in names:
                raise Refused(f"There is no field {name[:50]!r}; known are {', '.join(names)}.")
            if value is not None and not isinstance(value, str):
                raise Refused(f"The field {name} must be a text.")
        return found


class StatusRoute(Route):
    """``GET api/status``; with ``?look=1`` an endpoint is asked for its models first."""

    @authenticated
    @authorized
    async def get(self) -> None:
        self.finish(await self.behind.status.tell(look=self.get_query_argument("look", "") == "1"))


class EndpointRoute(Route):
    """``PUT api/endpoint``: the address, model and template, or ``{"base_url": null}`` for the local model.

    It is remembered whether anything answers there or not; the status that is returned says so.
    """

    @authenticated
    @authorized
    async def put(self) -> None:
        body = self.body("base_url", "model", "template")
        if "base_url" not in body:
            raise Refused("The field base_url is missing; null is the model of this machine.")
        where = body["base_url"]
        chosen = None if where is None else address.endpoint(where, body.get("model"), body.get("template"))
        await self.behind.setup.choose(chosen)
        self.finish(await self.behind.status.tell(look=True))


class KeyRoute(Route):
    """``PUT api/key`` and ``DELETE api/key``: a key goes in and never comes out."""

    @authenticated
    @authorized
    async def put(self) -> None:
        text = self.body("key").get("key")
        if text is None:
            raise Refused("The field key is missing.")
        endpoint = await self.behind.setup.chosen()
        if endpoint is None:
            raise Refused("The model of this machine needs no key; choose an endpoint first.", 409)
        await self.behind.setup.keys.keep(endpoint, text)
        self.finish(await self.behind.status.tell(look=True))

    @authenticated
    @authorized
    async def delete(self) -> None:
        await self.behind.setup.keys.forget()
        self.finish(await self.behind.status.tell(look=False))


def handlers(behind: Open) -> list[tuple[str, type[Route], dict[str, Any]]]:
    """The routes, below the server's base URL."""
    return [
        (r"/gift4code/api/status", StatusRoute, {"behind": behind}),
        (r"/gift4code/api/endpoint", EndpointRoute, {"behind": behind}),
        (r"/gift4code/api/key", KeyRoute, {"behind": behind}),
    ]
