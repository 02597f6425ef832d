"""Where a model answers, and what was learned about how: addresses, keys and remembered capabilities."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit, urlunsplit

from gift4code_ext.errors import Gift4CodeError


class ClientError(Gift4CodeError):
    """The model could not be asked, and why; never holds a key."""


class RequestRefused(ClientError):
    """The endpoint answers, and does not take this one request: its prompt is too long, a value is out of range."""


@dataclass(frozen=True)
class Endpoint:
    """An OpenAI-compatible endpoint. ``base_url`` ends in ``/v1`` or whatever stands before ``/completions``.

    ``model`` is an id or ``None`` for the first one offered; ``template`` overrides what the endpoint says of it.

    Raises:
        ClientError: the address is none, or the key can be none.
    """

    base_url: str
    model: str | None = None
    api_key: str | None = field(default=None, repr=False)
    template: str | None = None

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.base_url)
            is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:  # brackets that do not close, or a port that is no number
            is_address = False
        if not is_address or not self.base_url.isprintable():
            raise no_address(self)
        if self.api_key and not (self.api_key.isascii() and self.api_key.isprintable()):
            raise ClientError(
                "the key of the endpoint holds characters that no key has; copy it into GIFT4CODE_API_KEY again"
            )
        object.__setattr__(self, "base_url", self.base_url.rstrip("/"))

    @property
    def shown(self) -> str:
        """The address without a user, password or query, for messages."""
        try:
            parts = urlsplit(self.base_url)
        except ValueError:
            return self.base_url.partition("?")[0].rpartition("@")[2]
        return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))

    @property
    def is_local(self) -> bool:
        """Whether the endpoint is this machine's loopback."""
        return is_loopback(self.base_url)


def is_loopback(address: str) -> bool:
    """Whether an address is this machine's own."""
    try:
        return urlsplit(address).hostname in ("127.0.0.1", "localhost", "::1")
    except ValueError:
        return False


@dataclass(frozen=True)
class Whereabouts:
    """Where a prompt goes: the model in words, and whether it stays on this machine."""

    model: str
    local: bool


def whereabouts(endpoint: Endpoint) -> Whereabouts:
    """Where prompts to an endpoint go, as far as it was told: through a gateway, to the address behind it."""
    told = known(endpoint)
    # one elsewhere is not believed that it is here
    address = told.address if told.address and endpoint.is_local else endpoint.shown
    return Whereabouts(f"{endpoint.model or told.model or 'a model'} at {address}", is_loopback(address))


def no_address(endpoint: Endpoint) -> ClientError:
    """What to say of an address that nothing can be sent to."""
    hint = "it must begin with http:// or https:// and name a host, such as http://127.0.0.1:8000/v1"
    return ClientError(f"the endpoint {endpoint.shown!r} is no address: {hint}")


def from_environment(model: str | None = None, base_url: str | None = None) -> Endpoint | None:
    """The endpoint given, else that of ``GIFT4CODE_BASE_URL``; ``None`` when neither names one.

    The model falls back to ``GIFT4CODE_MODEL``; the key is ``GIFT4CODE_API_KEY``, read here and nowhere else. Where the
    environment names an address, the key belongs to that one's scheme, host and port and is sent to no other.

    Raises:
        ClientError: the address is none, or the key can be none.
    """
    settled = os.environ.get("GIFT4CODE_BASE_URL")
    address = base_url or settled
    if not address:
        return None
    key = os.environ.get("GIFT4CODE_API_KEY") or None
    if settled and _origin(address) != _origin(settled):
        key = None
    return Endpoint(address, model or os.environ.get("GIFT4CODE_MODEL") or None, key)


def _origin(address: str) -> tuple[str, str]:
    """Scheme, and host with port, of an address; empty if it is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    return parts.scheme, parts.netloc.lower()


@dataclass(frozen=True)
class Capabilities:
    """What an endpoint was seen to be and to accept; everything is tried until it is refused.

    ``many``: whether it gives several samples a request; ``refused``: fields of a request that it does not take;
    ``resample``: whether it says that asking again costs nothing; ``address``: where the model answers, if this only
    passes requests on.
    """

    model: str | None = None
    template: str | None = None
    completions: bool = True
    many: bool = True
    refused: frozenset[str] = frozenset()
    resample: bool = False
    address: str = ""


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


def renew(endpoint: Endpoint) -> None:
    """Have the template of an endpoint's model asked for once more: what answers there may be another model by now."""
    with _LOCK:
        name = (endpoint.base_url, endpoint.model)
        if name in _KNOWN:
            _KNOWN[name] = replace(_KNOWN[name], template=None)


def forget() -> None:
    """Forget every endpoint.

    Tests need it: the endpoints they start may get the address of one that was learned about and is gone.
    """
    with _LOCK:
        _KNOWN.clear()
