"""The conversation that tests of front ends read is the one that a kernel has today."""

from __future__ import annotations

import json

from kernel.sample import FILE, conversation


def test_the_sample_is_what_a_kernel_says_today() -> None:
    assert conversation() == json.loads(FILE.read_text(encoding="utf-8"))
