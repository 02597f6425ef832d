"""Which part of the work is whose, by keys alone."""

from __future__ import annotations

import argparse
from collections import Counter

import pytest
from gift4code_training.shards import Shard, shard


@pytest.mark.parametrize("count", [1, 2, 7])
def test_every_key_is_in_one_part_and_the_parts_are_alike_in_size(count: int) -> None:
    keys = [f"{number:016x}" for number in range(2000)]

    held = Counter(part for key in keys for part in range(1, count + 1) if Shard(part, count).holds(key))

    assert sum(held.values()) == len(keys)
    assert min(held.values()) > 0.8 * len(keys) / count


def test_a_part_is_written_as_it_is_read() -> None:
    assert shard("2/8") == Shard(2, 8)
    assert str(shard("2/8")) == "2/8"


@pytest.mark.parametrize("text", ["0/2", "3/2", "1", "a/b", "1/2/3", "-1/2", ""])
def test_what_is_no_part_is_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="is no part: write 1/8 for the first of eight"):
        shard(text)
