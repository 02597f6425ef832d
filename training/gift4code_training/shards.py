"""``--shard i/n``: which part of the work is this process's, decided by each record's key alone."""

from __future__ import annotations

import argparse
import re
import zlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Shard:
    """Part ``index`` (from 1) of ``count``; every key falls in one part."""

    index: int = 1
    count: int = 1

    def holds(self, key: str) -> bool:
        """Whether the record of this key is in this part."""
        return zlib.crc32(key.encode("utf-8")) % self.count == self.index - 1

    def __str__(self) -> str:
        return f"{self.index}/{self.count}"


def shard(text: str) -> Shard:
    """``"2/8"`` as a shard, for argparse."""
    found = re.fullmatch(r"(\d+)/(\d+)", text)
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        raise argparse.ArgumentTypeError(f"{text!r} is no part: write 1/8 for the first of eight")
    return Shard(int(found[1]), int(found[2]))
