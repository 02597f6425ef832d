"""The host of the local model: found, started on demand, started again when it idled out."""

from __future__ import annotations

import asyncio
from pathlib import Path

from gift4code_ext.generation.endpoint import Endpoint
from gift4code_ext.host import launch
from gift4code_ext.host.errors import HostError
from gift4code_ext.host.models import ModelFiles, resolve
from gift4code_ext.host.runtime import Address, place
from gift4code_ext.server.aside import aside
from gift4code_ext.server.errors import Refused


class Local:
    """The model that this machine hosts.

    Args:
        model: as for ``models.resolve``: a directory, or None for the bundled model.
    """

    def __init__(self, model: str | Path | None) -> None:
        self.bundled = model is None
        self._model = model
        self._starting: asyncio.Future[Address] | None = None

    @property
    def is_starting(self) -> bool:
        """Whether somebody is waiting for the host."""
        return self._starting is not None

    async def endpoint(self) -> Endpoint:
        """Where the host answers, once it does. All who wait, wait for the same one.

        Raises:
            Refused: it cannot start, and why.
        """
        if self._starting is None:
            self._starting = aside(lambda: launch.ensure(self._model))
            self._starting.add_done_callback(self._ended)
        try:
            address = await asyncio.shield(self._starting)
        except HostError as error:
            raise Refused(str(error), 503, code="host") from None
        return Endpoint(address.base_url, address.model, address.token)

    async def files(self) -> ModelFiles:
        """The model's files.

        Raises:
            Refused: they are missing or damaged.
        """
        try:
            return await aside(lambda: resolve(self._model))
        except HostError as error:
            raise Refused(str(error), 503, code="host") from None

    async def runs(self) -> bool:
        """Whether a host lives, without asking it anything.

        Raises:
            Refused: the model's files are missing, or there is no place where hosts are written down.
        """
        files = await self.files()

        def look() -> bool:
            spot = place(files)
            return spot.read() is not None and spot.occupied()

        try:
            return await aside(look)
        except HostError as error:
            raise Refused(str(error), 503, code="host") from None

    def _ended(self, _: asyncio.Future[Address]) -> None:
        self._starting = None
