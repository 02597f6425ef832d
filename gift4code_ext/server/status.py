"""What front ends are told: the policy, the model and its state, the endpoint, and whether there is a key."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from gift4code_ext import __version__
from gift4code_ext.generation.endpoint import Endpoint
from gift4code_ext.policy import Policy
from gift4code_ext.server.address import is_open
from gift4code_ext.server.catalogue import Catalogue, Entry, Seen
from gift4code_ext.server.errors import Refused
from gift4code_ext.server.local import Local
from gift4code_ext.server.setup import Setup, not_allowed


class Status:
    """Makes the answer of ``GET api/status``."""

    def __init__(self, setup: Setup, local: Local, catalogue: Catalogue) -> None:
        self._setup = setup
        self._local = local
        self._catalogue = catalogue

    async def tell(self, *, look: bool) -> dict[str, Any]:
        """All of it. Only with ``look`` is an endpoint asked for its models; else what is known of it is told."""
        told: dict[str, Any] = {
            "version": __version__,
            "policy": policy_json(self._setup.settings.policy),
            "endpoint": None,
            "has_key": False,
            "models": [],
        }
        try:
            chosen = await self._setup.chosen()
            if chosen is None:
                return {**told, **await self._of_local()}
            shown = {"base_url": chosen.base_url, "model": chosen.model, "template": chosen.template}
            return {**told, "endpoint": shown, **await self._of_endpoint(chosen, look)}
        except Refused as error:
            return {**told, "model": _model("unreachable", "", False, str(error))}

    async def _of_local(self) -> dict[str, Any]:
        files = await self._local.files()
        allowed = self._setup.settings.policy.models
        if allowed is not None and files.id not in allowed:
            raise not_allowed(files.id, allowed)
        state = "loading" if self._local.is_starting else "ready" if await self._local.runs() else "unknown"
        said = {"loading": "It is being loaded.", "unknown": "It starts with the first request."}.get(state, "")
        sentence = " ".join(part for part in (said, self._setup.settings.remark) if part)
        return {
            "model": _model(state, files.id, self._local.bundled, sentence),
            "models": [{"id": files.id, "template": files.template}],
        }

    async def _of_endpoint(self, chosen: Endpoint, look: bool) -> dict[str, Any]:
        name = f"{chosen.model or 'its first model'} at {chosen.shown}"
        remarks: list[str] = []
        key: str | None = None
        try:
            key = await self._setup.keys.of(chosen)
            if key is None and (other := await self._setup.keys.elsewhere(chosen)) is not None:
                remarks.append(
                    f"The key that is kept belongs to {other} and is not sent to {chosen.shown}; enter the one of this"
                    " endpoint if it needs one."
                )
        except Refused as error:
            remarks.append(str(error))
        if key is not None and is_open(chosen):
            remarks.append(f"The key travels to {chosen.shown} unencrypted.")
        endpoint = replace(chosen, api_key=key)
        seen: Seen = await self._catalogue.look(endpoint) if look else self._catalogue.seen(endpoint)
        sentence = " ".join(part for part in (seen.sentence, *remarks) if part)
        return {
            "has_key": key is not None,
            "model": _model(seen.status, name, False, sentence),
            "models": [_offered(entry) for entry in seen.entries],
        }


def policy_json(policy: Policy) -> dict[str, Any]:
    """A policy as front ends read it."""
    return {
        "hide": policy.hide,
        "highest_level": policy.highest_level.value,
        "most_samples": policy.most_samples,
        "models": None if policy.models is None else list(policy.models),
        "endpoint": policy.endpoint,
    }


def _offered(entry: Entry) -> dict[str, Any]:
    template = entry.get("template")
    return {"id": entry["id"], "template": template if isinstance(template, str) else None}


def _model(status: str, name: str, bundled: bool, sentence: str) -> dict[str, Any]:
    return {"status": status, "name": name, "bundled": bundled, "sentence": sentence}
