"""A kernel with a table in it, and a scripted model for it to ask."""

from __future__ import annotations

from collections.abc import Iterator

import endpoint
import pytest
from kernel.live import TABLE, Kernel, started

_MEAN = "```python\nresult = df.groupby('class', as_index=False)['fare'].mean()\n```"


@pytest.fixture(scope="module")
def model() -> Iterator[endpoint.Server]:
    with endpoint.scripted(completions=[_MEAN, "result = df['fare'].mean()", "import os"]) as server:
        yield server


@pytest.fixture(scope="module")
def kernel(model: endpoint.Server) -> Iterator[Kernel]:
    with started(model.base_url) as running:
        running.run("%load_ext gift4code_ext")
        running.run("%config Gift4Code.live_card = False")
        running.run(TABLE)
        yield running
