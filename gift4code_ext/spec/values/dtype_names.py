"""The name of a dtype without what people put into it: fill values, names of nested fields, names of made-up zones."""

from __future__ import annotations

import re
from functools import lru_cache
from zoneinfo import ZoneInfo

_KNOWN = """
    int uint float double half_float halffloat complex bool boolean object category string str large_string string_view
    utf large_utf bytes binary large_binary binary_view fixed_size_binary void null datetime timestamp timedelta
    duration date time day interval period decimal list large_list fixed_size_list list_view item element map
    dictionary values indices ordered month_day_nano_interval tz s ms us ns d h m right left both neither pyarrow not
    geometry delta cat dict mixed other enum categorical struct array
"""
_WORDS = frozenset(_KNOWN.split())
_WORD = re.compile(r"[^\W\d]\w*?(?=\d*(?!\w))")
_SPARSE = re.compile(r"Sparse\[(\w+)\b.*")
_PERIOD = re.compile(r"period\[\d{0,4}[A-Za-z]{1,3}(-[A-Z]{3})?\]")
_ZONE = re.compile(r"(?<=, )(tz=)?(?P<zone>[^,\[\]<>=]+)(?=\])")
_OFFSET = re.compile(r"UTC([+-]\d\d:\d\d)?")


def told(name: str, kind: str) -> str:
    """The dtype's name as it may leave; ``kind`` where nothing in it is known.

    Args:
        name: as pandas prints it, such as ``"datetime64[ns, Europe/Berlin]"`` or ``"Sparse[float64, 0]"``.
        kind: of the column's values.
    """
    sparse = _SPARSE.fullmatch(name)
    if sparse is not None:
        return f"Sparse[{told(sparse[1], kind)}]"
    if _PERIOD.fullmatch(name):
        return name
    zone = _ZONE.search(name) if name.startswith(("datetime64[", "timestamp[")) else None
    bare = name if zone is None else f"{name[: zone.start('zone')]}tz{name[zone.end('zone') :]}"
    words = _WORD.findall(bare)
    if words and all(word.lower() in _WORDS for word in words):
        return name if zone is not None and _is_zone(zone["zone"]) else bare
    suffix = "[pyarrow]" if name.endswith("[pyarrow]") else ""
    first = words[0] if words else ""
    return f"{first}{suffix}" if first.lower() in _WORDS else kind


@lru_cache(maxsize=256)
def _is_zone(name: str) -> bool:
    """Whether it is a zone of the public database, or an offset from UTC."""
    if _OFFSET.fullmatch(name):
        return True
    try:
        return bool(ZoneInfo(name).key)
    except (OSError, ValueError, KeyError):  # a folder or no key of the database, or none of that name
        return False
