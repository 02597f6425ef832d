"""A cell's value on its way from the process that made it to the one that checks it.

The value is pickled where it is and read where it is checked, by a reader that knows data only: the classes of numpy,
pandas, pyarrow and the standard library that hold values, and the functions that rebuild them. A class of the cell's
own is none of these, so nothing of the cell's runs beside the check. The reading process is as confined as the cell's;
the worker and the kernel never read a parcel.
"""

from __future__ import annotations

import collections
import datetime
import decimal
import fractions
import io
import pickle
import sys
import types
import uuid
import zoneinfo
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
from pandas.tseries.offsets import BaseOffset

from gift4code_ext.spec.values.known import Foreign, settled

Buffer = bytes | bytearray | memoryview
_PLAIN = {
    *("int", "float", "complex", "bool", "str", "bytes", "bytearray", "list", "tuple", "dict", "set", "frozenset"),
    *("range", "slice", "Ellipsis", "NotImplemented"),
}
_MODULES = (
    "builtins",
    "collections",
    "datetime",
    "decimal",
    "fractions",
    "uuid",
    "zoneinfo",
    "dateutil",
    "numpy",
    "pandas",
)
_REBUILDERS = {
    "numpy": ("_reconstruct", "scalar", "_frombuffer", "_mareconstruct"),
    "pandas": ("_new_", "_unpickle", "__pyx_unpickle_", "_nat_unpickle", "__nat_unpickle", "_timedelta_unpickle"),
    "pytz": ("_p", "_UTC", "FixedOffset"),
    "pyarrow": (
        *("_restore_array", "chunked_array", "py_buffer", "type_for_alias", "field", "timestamp", "duration", "time32"),
        *("time64", "decimal128", "decimal256", "list_", "large_list", "struct", "map_", "dictionary"),
    ),
}
"""How the names of functions begin that rebuild values."""


class NotData(ValueError):
    """What was sent is no value that this process knows how to read."""


def pack(value: object) -> list[Buffer]:
    """The pickle of a value and its buffers; raises whatever the value raises on being pickled."""
    buffers: list[pickle.PickleBuffer] = []
    sink = io.BytesIO()
    _Packer(sink, protocol=5, buffer_callback=buffers.append).dump(value)
    return [sink.getbuffer(), *(buffer.raw() for buffer in buffers)]


class _Packer(pickle.Pickler):
    """What a class that data is made of cannot say of itself: instances of derived classes go as those of the base."""

    def reducer_override(self, obj: Any) -> Any:
        cls = type(obj)
        if cls is collections.defaultdict:
            return collections.defaultdict, (), None, None, iter(obj.items())  # its factory is the cell's function
        if cls in _VIEWS:
            return _VIEWS[cls], (list(obj),)
        if cls in _DATA or cls in _FUNCTIONS or isinstance(obj, type):
            return NotImplemented
        found = settled(obj)
        return NotImplemented if type(found) in (cls, Foreign) else (_same, (found,))


def _same(value: Any) -> Any:
    return value


def _keys(items: list[Any]) -> Any:
    return dict.fromkeys(items).keys()


def _values(items: list[Any]) -> Any:
    return dict(enumerate(items)).values()


def _items(items: list[Any]) -> Any:
    return dict(items).items()


_VIEWS: dict[type, Callable[[list[Any]], Any]] = {
    type({}.keys()): _keys,
    type({}.values()): _values,
    type({}.items()): _items,
}
_FUNCTIONS = (types.FunctionType, types.BuiltinFunctionType)


def unpack(buffers: Sequence[Buffer]) -> Any:
    """The value of :func:`pack`, or of whatever somebody put in its place.

    Raises:
        NotData: it holds something that is no data.
        MemoryError: there is no room for it.
    """
    reader = _Reader(io.BytesIO(buffers[0]), buffers=buffers[1:])
    try:
        value = reader.load()
    except (MemoryError, NotData):
        raise
    except Exception as problem:  # anything may have been sent, and every class refuses in its own way
        raise NotData(f"the value cannot be read ({type(problem).__name__})") from problem
    reader.check_unchanged()
    return value


class _Reader(pickle.Unpickler):
    """Finds data's own classes and nothing else."""

    def __init__(self, file: io.BytesIO, *, buffers: Sequence[Buffer]) -> None:
        super().__init__(file, buffers=buffers)
        self._before: dict[type, tuple[Any, ...]] = {}
        self._held: list[dict[str, Any]] = []  # as long as they live, their ids stay theirs

    def find_class(self, module: str, name: str) -> Any:
        root = module.partition(".")[0]
        if (module, name) in _STAND_INS:
            return _STAND_INS[module, name]
        if "." not in name:  # a name with dots would lead from what is allowed to its globals
            if name.startswith(_REBUILDERS.get(root, ())) or (module == "builtins" and name in _PLAIN):
                return self._known(super().find_class(module, name))
            if root in _MODULES and module != "builtins":
                found = super().find_class(module, name)
                if found is pd.NA or (isinstance(found, type) and issubclass(found, _DATA)):
                    return self._known(found)
        raise NotData(f"it holds a {module.removeprefix('builtins.')}.{name}, which is no data")

    def _known(self, found: Any) -> Any:
        if isinstance(found, type) and found not in self._before:
            self._before[found] = _looks(found)
            self._held.append(dict(vars(found)))
        return found

    def check_unchanged(self) -> None:
        """A pickle can set attributes of what it names, and so change a class under the check.

        Raises:
            NotData: it did.
        """
        for found, before in self._before.items():
            if _looks(found) != before:
                raise NotData("it changes classes")


def _looks(cls: type) -> tuple[Any, ...]:
    """What is said of a class: its names, its bases, and which object each of its attributes is."""
    return cls.__name__, cls.__qualname__, cls.__bases__, {name: id(value) for name, value in vars(cls).items()}


def _zone_reader(owner: object, name: str) -> Callable[..., Any]:
    if owner is zoneinfo.ZoneInfo and name == "_unpickle":
        return zoneinfo.ZoneInfo._unpickle  # type: ignore[attr-defined, no-any-return]
    raise NotData("it asks for attributes")


def _class_of(value: object) -> type:
    if value is None or value is ... or value is NotImplemented:
        return type(value)
    raise NotData("it makes a class")


_STAND_INS: dict[tuple[str, str], Callable[..., Any]] = {
    ("builtins", "getattr"): _zone_reader,
    ("builtins", "type"): _class_of,
    **{(__name__, function.__name__): function for function in (_same, *_VIEWS.values())},
}


def _data_classes() -> Iterator[type]:
    yield from (collections.OrderedDict, collections.defaultdict, collections.Counter, collections.deque)
    yield from (datetime.date, datetime.time, datetime.timedelta, datetime.tzinfo, decimal.Decimal, fractions.Fraction)
    yield from (uuid.UUID, np.ndarray, np.generic, np.dtype)
    yield from (pd.DataFrame, pd.Series, pd.Index, pd.Interval, pd.Period, pd.Timestamp, pd.Timedelta)
    yield from (pd.api.extensions.ExtensionArray, pd.api.extensions.ExtensionDtype, BaseOffset)
    yield from (type(pd.DataFrame()._mgr), type(pd.Series(dtype=object)._mgr))
    yield type(pd.arrays.SparseArray([0]).sp_index)
    if "dateutil.relativedelta" in sys.modules:
        yield sys.modules["dateutil.relativedelta"].relativedelta


_DATA = tuple(_data_classes())
