"""The gateway: an OpenAI-compatible ``/v1`` on a loopback port of its own, for the kernels of this server.

It has a port of its own so that kernels reach it in the same way whatever address, prefix, certificate, proxy or socket
the Jupyter server has. Programs are let in by a token that changes with each server; browsers are not let in at all.
"""

from __future__ import annotations

import hmac
import logging
import secrets
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.netutil import bind_sockets
from tornado.web import Application

from gift4code_ext.server.catalogue import Catalogue
from gift4code_ext.server.completions import MOST_ASKED, Completions, Door, Missing, Models, Passing
from gift4code_ext.server.errors import Refused
from gift4code_ext.server.settings import Settings
from gift4code_ext.server.upstream import Upstream

_LOG = logging.getLogger(__name__)
_ONLY_BROWSERS = ("Origin", "Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-Fetch-Dest")
_BODY_SECONDS = 60.0


class Gateway:
    """The listening gateway; ``base_url`` and ``token`` are what kernels need.

    Args:
        settings: what the administrator settled.
        catalogue: the models behind it.
        upstream: the connections to them.
    """

    def __init__(self, settings: Settings, catalogue: Catalogue, upstream: Upstream) -> None:
        self.token = secrets.token_urlsafe(32)
        self._settings = settings
        self._passing = Passing(self.check, settings.policy, catalogue, upstream)
        sockets = bind_sockets(0, "127.0.0.1")
        self._host = f"127.0.0.1:{sockets[0].getsockname()[1]}"
        self.base_url = f"http://{self._host}/v1"
        self._server = HTTPServer(_application(self._passing), max_body_size=2 * MOST_ASKED, body_timeout=_BODY_SECONDS)
        self._server.add_sockets(sockets)

    def check(self, request: HTTPServerRequest) -> None:
        """Whether a request may come in.

        Raises:
            Refused: it may not.
        """
        if any(name in request.headers for name in _ONLY_BROWSERS):
            raise Refused("The gateway is for kernels and not for web pages.", 403, code="browser")
        if request.headers.get_list("Host") != [self._host]:
            raise Refused(f"The gateway answers as {self._host} only.", 403, code="wrong_host")
        given = request.headers.get("Authorization", "").encode()
        if not hmac.compare_digest(given, f"Bearer {self.token}".encode()):
            raise Refused(
                "The gateway's token is missing or wrong; restart the kernel to get that of this server.",
                401,
                code="invalid_api_key",
            )
        if self._settings.problem:
            raise Refused(self._settings.problem, 403, code="settings")
        if self._settings.policy.hide:
            raise Refused("gift4code is switched off here; ask your administrator if you need it.", 403, code="policy")

    async def close(self) -> None:
        """Stop listening, and end what is going on."""
        self._server.stop()
        await self._passing.close()
        await self._server.close_all_connections()


def routes(passing: Passing) -> list[tuple[str, type[Door], dict[str, Any]]]:
    """All that the gateway answers."""
    return [
        ("/v1/models", Models, {"passing": passing}),
        ("/v1/completions", Completions, {"passing": passing, "path": "/completions"}),
        ("/v1/chat/completions", Completions, {"passing": passing, "path": "/chat/completions"}),
    ]


def _application(passing: Passing) -> Application:
    return Application(
        list(routes(passing)),
        default_handler_class=Missing,
        default_handler_args={"passing": passing},
        log_function=lambda handler: _LOG.debug("%s %s", handler.get_status(), handler.request.method),
    )
