"""The clock of a process stopped at ARCADE's moment: some of its problems speak of "today".

Stopped are ``datetime.datetime`` and ``datetime.date`` themselves (so that every name they were imported by sees it, in
pandas too: ``pd.Timestamp.now``, ``pd.to_datetime("today")``), and the functions of :mod:`time` that tell the time of
the day. Not stopped are ``numpy.datetime64("now")``, which asks the system in C, a ``from time import time`` that ran
before, and the clocks that only measure (``perf_counter``, ``monotonic``), which the limits need. There is no way back:
it is called in a process that runs one cell.
"""

from __future__ import annotations

import calendar
import ctypes
import datetime
import gc
import time
from typing import Any

MOMENT = datetime.datetime(2022, 12, 10, 12, 0, 0)
_SECONDS = calendar.timegm(MOMENT.timetuple())
_SPACE: dict[str, Any] = gc.get_referents(datetime.datetime.__dict__)[0]  # its methods, behind a read-only view
_forget_cached = ctypes.pythonapi.PyType_Modified
_forget_cached.argtypes, _forget_cached.restype = [ctypes.py_object], None


def stop() -> None:
    """Stop the clock of this process for good."""
    _SPACE["now"] = classmethod(lambda cls, tz=None: cls.fromtimestamp(_SECONDS, tz))
    _SPACE["utcnow"] = classmethod(lambda cls: cls(*MOMENT.timetuple()[:6]))
    _forget_cached(datetime.datetime)
    for name, function in _functions().items():
        setattr(time, name, function)  # date.today and datetime.today ask time.time


def _functions() -> dict[str, Any]:
    localtime, gmtime, ctime, asctime, strftime = time.localtime, time.gmtime, time.ctime, time.asctime, time.strftime

    def seconds(given: float | None) -> float:
        return _SECONDS if given is None else given

    return {
        "time": lambda: float(_SECONDS),
        "time_ns": lambda: _SECONDS * 10**9,
        "localtime": lambda given=None: localtime(seconds(given)),
        "gmtime": lambda given=None: gmtime(seconds(given)),
        "ctime": lambda given=None: ctime(seconds(given)),
        "asctime": lambda given=None: asctime(localtime(_SECONDS) if given is None else given),
        "strftime": lambda form, given=None: strftime(form, localtime(_SECONDS) if given is None else given),
    }
