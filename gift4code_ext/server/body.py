"""Request bodies that are bounded while they arrive, and read as JSON."""

from __future__ import annotations

import json
from typing import Any, ClassVar, NoReturn

from tornado.web import RequestHandler, stream_request_body

from gift4code_ext.server.errors import Refused


@stream_request_body
class Bounded(RequestHandler):
    """Keeps at most ``most_bytes`` of a body, which arrives only after ``prepare`` has let the request in."""

    most_bytes: ClassVar[int] = 1 << 16
    _arrived: bytearray | None = None
    _is_too_long = False

    def data_received(self, chunk: bytes) -> None:
        arrived = self._arrived = self._arrived if self._arrived is not None else bytearray()
        if len(arrived) + len(chunk) > self.most_bytes:
            self._is_too_long = True
            arrived.clear()
        if not self._is_too_long:
            arrived += chunk

    def json_object(self) -> dict[str, Any]:
        """The body.

        Raises:
            Refused: it is too long, or no JSON object.
        """
        if self._is_too_long:
            raise Refused(f"The body is longer than {self.most_bytes} bytes.", 413, code="too_long")
        return json_object(bytes(self._arrived or b""))


def json_object(body: bytes) -> dict[str, Any]:
    """A JSON object, as JSON has it: no NaN, and names that stand twice are read once.

    Raises:
        Refused: it is none.
    """
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise Refused("The body must be a JSON object.", code="bad_body")
    return value


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)
