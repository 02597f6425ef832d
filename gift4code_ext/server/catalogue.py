"""Which models may be asked, and what is known of where they answer."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from gift4code_ext.generation.endpoint import Endpoint
from gift4code_ext.server.errors import Refused
from gift4code_ext.server.local import Local
from gift4code_ext.server.setup import Setup, not_allowed
from gift4code_ext.server.upstream import Upstream

_SECONDS = 5.0  # for a list of models
_FRESH = 60.0  # seconds that a list holds
_MOST_BYTES = 1 << 20
_MOST_MODELS = 1000
_FIELDS = ("object", "created", "owned_by", "parent", "max_model_len", "template", "resample", "gift4code")

Entry = Mapping[str, Any]
Status = Literal["ready", "loading", "unreachable", "unknown"]


@dataclass(frozen=True)
class Seen:
    """What was seen last of an endpoint. ``entries`` are those of its ``/models`` that may be asked."""

    status: Status = "unknown"
    sentence: str = ""
    entries: tuple[Entry, ...] = ()
    listed: float = field(default=float("-inf"), compare=False)


class Catalogue:
    """The models behind the gateway, the chosen one first."""

    def __init__(self, setup: Setup, local: Local, upstream: Upstream) -> None:
        self._setup = setup
        self._local = local
        self._upstream = upstream
        self._last: tuple[Endpoint, Seen] | None = None

    async def target(self) -> tuple[Endpoint, bool]:
        """Where requests go now, and whether that is the local host, which is started if need be.

        Raises:
            Refused: nothing is there to be asked.
        """
        endpoint = await self._setup.endpoint()
        if endpoint is not None:
            return endpoint, False
        allowed = self._setup.settings.policy.models
        if allowed is not None and (name := (await self._local.files()).id) not in allowed:
            raise not_allowed(name, allowed)
        return await self._local.endpoint(), True

    async def entries(self) -> tuple[Entry, ...]:
        """The models that may be asked, the chosen one first. When they are told, the model is ready.

        Raises:
            Refused: it does not answer, or no model of it may be asked.
        """
        endpoint, is_local = await self.target()
        if not is_local:
            seen = self.seen(endpoint)
            is_fresh = seen.status == "ready" and time.monotonic() - seen.listed < _FRESH
            return seen.entries if is_fresh else (await self._look(endpoint)).entries
        try:
            return self._allowed(endpoint, await self._listed(endpoint))
        except Refused as error:
            if error.code != "unreachable":
                raise
            endpoint = await self._local.endpoint()  # it idled out in between
            return self._allowed(endpoint, await self._listed(endpoint))

    async def chosen(self, endpoint: Endpoint) -> str:
        """The model of an endpoint that is asked where a request names none.

        Raises:
            Refused: the endpoint does not answer, or no model of it may be asked.
        """
        return str((self.seen(endpoint).entries or (await self._look(endpoint)).entries)[0]["id"])

    def seen(self, endpoint: Endpoint) -> Seen:
        """What is known of an endpoint, without asking it."""
        if self._last is not None and self._last[0] == endpoint:
            return self._last[1]
        try:
            return Seen(entries=self._allowed(endpoint, []))
        except Refused:
            return Seen()

    async def look(self, endpoint: Endpoint) -> Seen:
        """Ask an endpoint for its models; what came of it is remembered."""
        try:
            return await self._look(endpoint)
        except Refused:
            return self.seen(endpoint)

    def note(self, endpoint: Endpoint, error: Refused | None = None) -> None:
        """Remember how a request to an endpoint ended."""
        before = self.seen(endpoint)
        if error is None:
            self._last = (endpoint, replace(before, status="ready", sentence=""))
        elif error.code in ("unreachable", "slow", "key", "redirect"):
            self._last = (endpoint, replace(before, status="unreachable", sentence=str(error)))

    async def _look(self, endpoint: Endpoint) -> Seen:
        try:
            entries = self._allowed(endpoint, await self._listed(endpoint))
        except Refused as error:
            self._last = (endpoint, Seen("unreachable", str(error)))
            raise
        self._last = (endpoint, Seen("ready", entries=entries, listed=time.monotonic()))
        return self._last[1]

    async def _listed(self, endpoint: Endpoint) -> list[Any]:
        try:
            body = await self._upstream.json(endpoint, "/models", most=_MOST_BYTES, seconds=_SECONDS)
        except Refused as error:
            if error.code == "endpoint" and error.status in (404, 405, 501):
                return []  # not all have such a list
            raise
        data = json.loads(body).get("data")
        return data if isinstance(data, list) else []

    def _allowed(self, endpoint: Endpoint, listed: list[Any]) -> tuple[Entry, ...]:
        allowed = self._setup.settings.policy.models
        found = {
            each["id"]: _entry(endpoint, each) for each in listed if isinstance(each, dict) and _is_name(each.get("id"))
        }
        for name in [endpoint.model] if endpoint.model else [] if found else allowed or []:
            found.setdefault(name, _entry(endpoint, {"id": name, "object": "model"}))
        if endpoint.model and endpoint.template:
            found[endpoint.model]["template"] = endpoint.template
        kept = [entry for name, entry in found.items() if allowed is None or name in allowed]
        if not kept and allowed is not None:
            raise Refused(
                f"{endpoint.shown} has none of the models that are allowed here: {', '.join(allowed)}.",
                403,
                code="policy",
            )
        if not kept:
            raise Refused(
                f"{endpoint.shown} does not say which models it has; name one in gift4code's settings.",
                502,
                code="no_models",
            )
        return tuple(sorted(kept, key=lambda entry: entry["id"] != endpoint.model)[:_MOST_MODELS])


def _entry(endpoint: Endpoint, told: Entry) -> dict[str, Any]:
    entry = {"id": told["id"], **{name: told[name] for name in _FIELDS if name in told}}
    behind = told.get("address")  # another gateway of this machine knows where it sends to; others are not believed
    return {**entry, "address": behind if endpoint.is_local and isinstance(behind, str) else endpoint.shown}


def _is_name(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 512 and value.isprintable()
