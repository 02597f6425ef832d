"""The gateway in the test's own event loop, and a client that has its token."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from gift4code_ext.server.open import Open
from gift4code_ext.server.settings import Settings, Stated


@dataclass(frozen=True)
class Opened:
    """What a test needs of it. ``client`` speaks to ``/v1`` as a kernel does."""

    open: Open
    client: httpx.AsyncClient


@asynccontextmanager
async def opened(
    folder: Path, environment: Mapping[str, str], *, stated: Stated | None = None, seconds: float = 20.0
) -> AsyncIterator[Opened]:
    """Open a gateway with the settings of an environment until the block ends."""
    settings = Settings.read(stated or Stated({}), environment)
    built = Open.build(settings, folder / "kept", seconds=seconds)
    gateway = built.gateway
    headers = {"Authorization": f"Bearer {gateway.token}"}
    try:
        async with httpx.AsyncClient(
            base_url=gateway.base_url, headers=headers, trust_env=False, timeout=30.0
        ) as client:
            yield Opened(built, client)
    finally:
        await built.close()
