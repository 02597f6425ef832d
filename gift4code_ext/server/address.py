"""Addresses of endpoints: which are taken, and the origin that a key belongs to."""

from __future__ import annotations

from urllib.parse import urlsplit

import httpx

from gift4code_ext.generation.endpoint import ClientError, Endpoint
from gift4code_ext.server.errors import Refused, sentence

_PORTS = {"http": 80, "https": 443}
_LONGEST = {"base_url": 2048, "model": 512, "template": 64}


def endpoint(base_url: str, model: str | None = None, template: str | None = None) -> Endpoint:
    """A checked endpoint, without a key.

    Raises:
        Refused: the address is none, or holds what belongs elsewhere, or a name is none.
    """
    for name, text in (("base_url", base_url), ("model", model), ("template", template)):
        if text is not None and (len(text) > _LONGEST[name] or not text.isprintable()):
            raise Refused(f"The {_word(name)} is too long or holds characters that none has.", code="bad_endpoint")
    try:
        found = Endpoint(base_url.strip(), (model or "").strip() or None, None, (template or "").strip() or None)
        httpx.URL(found.base_url)
    except ClientError as error:
        raise Refused(sentence(str(error)), code="bad_endpoint") from None
    except httpx.InvalidURL:
        raise Refused(f"The address {found.shown} names no host.", code="bad_endpoint") from None
    parts = urlsplit(found.base_url)
    if parts.username is not None or parts.password is not None:
        raise Refused(
            f"The address {found.shown} is given with a user or a password; leave them out and state the key apart.",
            code="bad_endpoint",
        )
    if parts.query or parts.fragment or "?" in found.base_url or "#" in found.base_url:
        raise Refused(
            f"The address {found.shown} must end before any ? or #; give it as in http://127.0.0.1:8000/v1.",
            code="bad_endpoint",
        )
    return found


def origin(of: Endpoint) -> str:
    """Scheme, host and port, as they are read by what connects to them: what a key belongs to."""
    url = httpx.URL(of.base_url)
    host = url.raw_host.decode("ascii").rstrip(".")
    return f"{url.scheme}://{f'[{host}]' if ':' in host else host}:{url.port or _PORTS[url.scheme]}"


def is_open(of: Endpoint) -> bool:
    """Whether what is sent there travels unencrypted through a network."""
    return of.base_url.startswith("http:") and not of.is_local


def _word(name: str) -> str:
    return "address" if name == "base_url" else f"name of the {name}"
