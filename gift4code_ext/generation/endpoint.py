"""Where a model answers, and what was learned about how: addresses, keys and remembered capabilities."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from gift4code_ext.errors import Gift4CodeError


class ClientError(Gift4CodeError):
    """The model could not be asked, and why; never holds a key."""


@dataclass(frozen=True)
class Endpoint:
    """An OpenAI-compatible endpoint. ``base_url`` ends in ``/v1`` or whatever stands before ``/completions``.

    ``model`` is an id or ``None`` for the first one offered; ``template`` overrides what the endpoint says of it.
    """

    base_url: str
    model: str | None = None
    api_key: str | None = field(default=None, repr=False)
    template: str | None = None

    def __post_init__(self) -> None:
        parts = urlsplit(self.base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ClientError(f"the endpoint {self.shown!r} is no address: it must begin with http:// or https://")
        object.__setattr__(self, "base_url", self.base_url.rstrip("/"))

    @property
    def shown(self) -> str:
        """The address without a user, password or query, for messages."""
        parts = urlsplit(self.base_url)
        return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))

    @property
    def is_local(self) -> bool:
        """Whether the endpoint is this machine's loopback."""
        return urlsplit(self.base_url).hostname in ("127.0.0.1", "localhost", "::1")


def from_environment(model: str | None = None, base_url: str | None = None) -> Endpoint | None:
    """The endpoint given, else that of ``GIFT4CODE_BASE_URL``; ``None`` when neither names one.

    The model falls back to ``GIFT4CODE_MODEL``; the key is ``GIFT4CODE_API_KEY``, read here and nowhere else.

    Raises:
        ClientError: the address is none.
    """
    address = base_url or os.environ.get("GIFT4CODE_BASE_URL")
    if not address:
        return None
    key = os.environ.get("GIFT4CODE_API_KEY") or None
    return Endpoint(address, model or os.environ.get("GIFT4CODE_MODEL") or None, key)


@dataclass(frozen=True)
class Capabilities:
    """What an endpoint was seen to be and to accept; everything is tried until it is refused.

    ``many``: whether it gives several samples a request; ``refused``: fields of a request that it does not take.
    """

    model: str | None = None
    template: str | None = None
    completions: bool = True
    many: bool = True
    refused: frozenset[str] = frozenset()


_KNOWN: dict[tuple[str, str | None], Capabilities] = {}
_LOCK = threading.Lock()


def known(endpoint: Endpoint) -> Capabilities:
    """What is remembered of an endpoint in this process."""
    with _LOCK:
        return _KNOWN.get((endpoint.base_url, endpoint.model), Capabilities())


def learn(endpoint: Endpoint, change: Callable[[Capabilities], Capabilities]) -> Capabilities:
    """Remember what an endpoint did or refused; returns all that is now known of it."""
    with _LOCK:
        name = (endpoint.base_url, endpoint.model)
        _KNOWN[name] = change(_KNOWN.get(name, Capabilities()))
        return _KNOWN[name]


def forget() -> None:
    """Forget every endpoint."""
    with _LOCK:
        _KNOWN.clear()
