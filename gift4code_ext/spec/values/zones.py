"""Time zones whose code is Python's, pytz' or dateutil's own."""

from __future__ import annotations

import datetime as dt
import sys
import zoneinfo
from collections.abc import Callable, Mapping
from typing import Any

_bases_of: Callable[[type], tuple[type, ...]] = vars(type)["__mro__"].__get__
_space_of_class: Callable[[type], Mapping[str, Any]] = vars(type)["__dict__"].__get__
_DATEUTIL = ("tzutc", "tzlocal", "tzoffset", "tzfile")
# pytz makes a class for every zone, of these attributes and of no method.
_OF_PYTZ = {"zone", "_utc_transition_times", "_transition_info", "_utcoffset", "_tzname", "__module__", "__doc__"}


def knows_zone(zone: Any) -> bool:
    """Whether asking a ``tzinfo`` for its offset runs no code of the value's own."""
    cls = type(zone)
    if cls is dt.timezone or cls is zoneinfo.ZoneInfo:
        return True
    modules = sys.modules.get("pytz"), sys.modules.get("dateutil.tz")
    known = [vars(modules[1]).get(name) for name in _DATEUTIL] if modules[1] is not None else []
    if modules[0] is None:
        return any(cls is one for one in known)
    made = [vars(modules[0].tzinfo).get(name) for name in ("StaticTzInfo", "DstTzInfo")]
    if any(cls is one for one in [*known, *made, type(modules[0].UTC)]):
        return True
    return any(_bases_of(cls)[1] is one for one in made) and set(_space_of_class(cls)) <= _OF_PYTZ
