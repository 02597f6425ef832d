"""All that lives as long as the server, built from its settings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gift4code_ext.server.catalogue import Catalogue
from gift4code_ext.server.gateway import Gateway
from gift4code_ext.server.keys import InFile, Keys, Store
from gift4code_ext.server.local import Local
from gift4code_ext.server.settings import Settings
from gift4code_ext.server.setup import Setup
from gift4code_ext.server.status import Status
from gift4code_ext.server.upstream import Upstream


@dataclass(frozen=True)
class Open:
    """The open gateway and what the routes need."""

    setup: Setup
    status: Status
    gateway: Gateway
    upstream: Upstream

    @classmethod
    def build(cls, settings: Settings, folder: Path, *, seconds: float, store: Store | None = None) -> Open:
        """Open the gateway in the current event loop.

        Args:
            settings: what the administrator settled.
            folder: where the person's choice is kept, and their key if no other ``store`` is given.
            seconds: how long an endpoint may be silent.
            store: where the key is kept.
        """
        setup = Setup(settings, Keys(settings.key, store or InFile(folder / "key.json")), folder / "endpoint.json")
        local, upstream = Local(settings.local), Upstream(seconds)
        catalogue = Catalogue(setup, local, upstream)
        gateway = Gateway(settings, catalogue, upstream)
        return cls(setup, Status(setup, local, catalogue), gateway, upstream)

    async def close(self) -> None:
        """Close the gateway and all connections."""
        await self.gateway.close()
        await self.upstream.close()
