"""An odd endpoint for all tests of the gateway."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from server import odd


@pytest.fixture(scope="session")
def strange() -> Iterator[odd.Odd]:
    with odd.endpoint() as server:
        yield server
