"""Request bodies, bounded and read as JSON."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from gift4code_ext.server.errors import Refused


def json_object(body: bytes, most: int) -> dict[str, Any]:
    """A JSON object of at most ``most`` bytes, as JSON has it: no NaN, and a name that stands twice is read once.

    Raises:
        Refused: it is longer, or none.
    """
    if len(body) > most:
        raise Refused(f"The body is longer than {most} bytes.", 413, code="too_long")
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise Refused("The body must be a JSON object.", code="bad_body")
    return value


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)
