"""Where requests go now: what the administrator settled and, where that leaves it open, what the person chose."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gift4code_ext.generation.endpoint import Endpoint
from gift4code_ext.server import address, private
from gift4code_ext.server.aside import aside
from gift4code_ext.server.errors import Refused
from gift4code_ext.server.keys import Keys
from gift4code_ext.server.settings import Settings


class Setup:
    """The settings of this server, the person's choice and the keys, read anew each time: other servers write them too.

    Args:
        settings: what the administrator settled.
        keys: the keys.
        choice: file of the person's choice.
    """

    def __init__(self, settings: Settings, keys: Keys, choice: Path) -> None:
        self.settings = settings
        self.keys = keys
        self._choice = choice

    async def endpoint(self) -> Endpoint | None:
        """The endpoint that answers requests, with its key; None for the local model.

        Raises:
            Refused: nothing works as it is settled, or what was chosen cannot be read.
        """
        chosen = await self.chosen()
        return None if chosen is None else replace(chosen, api_key=await self.keys.of(chosen))

    async def chosen(self) -> Endpoint | None:
        """The same without its key.

        Raises:
            Refused: nothing works as it is settled, or what was chosen cannot be read.
        """
        settings = self.settings
        if settings.problem:
            raise Refused(settings.problem, 409, code="settings")
        match settings.policy.endpoint:
            case "force-on":
                return settings.endpoint
            case "force-off":
                return None
            case "user-choice":
                return await self._persons()

    async def choose(self, endpoint: Endpoint | None) -> None:
        """Remember the person's choice; None is the local model.

        Raises:
            Refused: the choice is the administrator's, the model is not allowed, or it cannot be written.
        """
        policy = self.settings.policy
        if endpoint == await self.chosen():
            return
        if policy.endpoint != "user-choice":
            what = "prescribes this endpoint" if policy.endpoint == "force-on" else "allows no endpoint"
            raise Refused(f"The administrator of this server {what}; it cannot be changed here.", 403, code="policy")
        if endpoint and endpoint.model and policy.models is not None and endpoint.model not in policy.models:
            raise not_allowed(endpoint.model, policy.models)
        value = {"base_url": None} if endpoint is None else _written(endpoint)
        try:
            await aside(lambda: private.write(self._choice, value))
        except private.FileProblem as error:
            raise Refused(str(error), 409) from None

    async def _persons(self) -> Endpoint | None:
        try:
            value = await aside(lambda: private.read(self._choice))
        except private.FileProblem as error:
            raise Refused(str(error), 409, code="settings") from None
        if value is None:
            return self.settings.endpoint
        base_url, model, template = (value.get(name) for name in ("base_url", "model", "template"))
        if base_url is None:
            return None
        return address.endpoint(str(base_url), model and str(model), template and str(template))


def not_allowed(model: str, allowed: tuple[str, ...]) -> Refused:
    """What to say of a model that the administrator does not allow."""
    return Refused(
        f"The model {model[:200]} is not allowed here; choose one of {', '.join(allowed)}.", 403, code="policy"
    )


def _written(endpoint: Endpoint) -> dict[str, str | None]:
    return {"base_url": endpoint.base_url, "model": endpoint.model, "template": endpoint.template}
