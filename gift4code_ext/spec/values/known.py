"""Values of any class as values of classes we know, so that checking them runs no code of theirs.

A value may come from code that wants to be believed: a subclass of DataFrame that overrides ``equals``, a label with
its own ``__hash__``, a class that says it is ``str``. So a value is *settled* before it is looked at: exact instances
of Python's, numpy's and pandas' classes stay; instances of classes derived from them are read by the base's own methods
(no override is called); anything else becomes a :class:`Foreign`, which equals nothing that is not of its own class.
Classes are told apart by identity, since a class can lie about its name, its bases, its hash and its ``==``.

Private state of known objects that was tampered with is not examined, nor is a known class that was patched: the
worker puts those back before it checks.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import GetSetDescriptorType
from typing import Any

from gift4code_ext.spec.values.classes import type_name
from gift4code_ext.spec.values.zones import knows_zone

_bases_of: Callable[[type], tuple[type, ...]] = vars(type)["__mro__"].__get__
_space_of_class: Callable[[type], dict[str, Any]] = vars(type)["__dict__"].__get__
_name_of_class: Callable[[type], str] = vars(type)["__name__"].__get__
_flags_of_class: Callable[[type], int] = vars(type)["__flags__"].__get__
_MADE_BY_STATEMENT = 1 << 9
_Reader = Callable[[Any], Any]


@dataclass(frozen=True, eq=False, repr=False)
class Foreign:
    """A value of a class we do not know; nothing of it but its identity and the name of its class is looked at."""

    value: Any
    name: str


def settled(value: Any) -> Any:
    """``value`` as an exact instance of a known class, or a :class:`Foreign`. The contents of containers stay.

    Frames and series come back in a shell of their own around the same data, so that attributes set on an instance
    cannot stand in for methods.
    """
    cls = type(value)
    if id(cls) in _EXACT:
        return value
    learn()
    if id(cls) in _EXACT:
        return value
    reader = next((_READERS[id(base)] for base in _bases_of(cls) if id(base) in _READERS), None)
    found = None if reader is None else reader(value)
    return foreign(value) if found is None else found


def foreign(value: Any) -> Foreign:
    """``value`` as one that is not looked into."""
    return value if type(value) is Foreign else Foreign(value, class_name(value))


def class_name(value: Any) -> str:
    """The public name of a value's class; as :func:`type_name` gives it for classes we know."""
    cls = type(value)
    if cls is Foreign:
        name: str = value.name
        return name
    if id(cls) in _EXACT or id(cls) in _READERS:
        return type_name(value)
    for base in _bases_of(cls):
        if id(base) in _READERS and base.__name__ in ("DataFrame", "Series"):
            return f"pandas.{base.__name__}"
    module = _space_of_class(cls).get("__module__")
    root = module.split(".", 1)[0] if type(module) is str else ""
    own = _name_of_class(cls)[:80]
    return own if root in ("", "builtins") else f"{root}.{own}"


def class_names(value: Any) -> Iterator[str]:
    """The public names of a value's class and of its bases, of those that their module holds under that name."""
    for cls in _bases_of(type(value)):
        module, name = _space_of_class(cls).get("__module__"), _name_of_class(cls)
        if not _flags_of_class(cls) & _MADE_BY_STATEMENT:
            module = module if type(module) is str else "builtins"
        elif type(module) is not str or _instance_space(sys.modules.get(module)).get(name) is not cls:
            continue
        root = module.split(".", 1)[0]
        yield name if root == "builtins" else f"{root}.{name}"


def array_of(values: Any) -> Any:
    """The array of a settled Series or Index; other columns, and a MultiIndex, as they are."""
    return values if type(values).__name__ == "MultiIndex" else getattr(values, "array", values)


def readable(values: Any) -> bool:
    """Whether the cells of a settled Series, Index, array or container can be read without running code of theirs."""
    if type(values).__name__ == "MultiIndex":
        return all(map(readable, _instance_space(values).get("_levels", ())))
    array = array_of(values)
    if id(type(array)) not in _EXACT or _is_shadowed(array):
        return False
    dtype: Any = getattr(array, "dtype", None)
    return type(dtype).__name__ != "DatetimeTZDtype" or knows_zone(dtype.tz)


def _is_shadowed(value: Any) -> bool:
    """Whether an attribute of an instance of a known class hides a method of its class."""
    cls = type(value)
    methods = _METHODS.get(id(cls))
    if methods is None:
        held = [item for base in _bases_of(cls) for item in _space_of_class(base).items()]
        methods = _METHODS[id(cls)] = frozenset(name for name, attribute in held if callable(attribute))
    return not methods.isdisjoint(_instance_space(value))


def _instance_space(value: Any) -> dict[str, Any]:
    """The attributes of an instance, whatever its class does on ``__dict__``."""
    for base in _bases_of(type(value)):
        descriptor: Any = _space_of_class(base).get("__dict__")
        if type(descriptor) is GetSetDescriptorType:
            found: dict[str, Any] = descriptor.__get__(value)
            return found
    return {}


def _read_moment(value: Any) -> Any:
    cls: Any = dt.datetime
    zone = cls.tzinfo.__get__(value)
    if zone is not None and not knows_zone(zone):
        return None
    if type(value).__name__ == "Timestamp" and id(type(value)) in _READERS:
        return value
    names = ("year", "month", "day", "hour", "minute", "second", "microsecond")
    parts = {name: getattr(cls, name).__get__(value) for name in names}
    return dt.datetime(**parts, tzinfo=zone, fold=cls.fold.__get__(value))


def _read_date(value: Any) -> dt.date:
    cls: Any = dt.date
    return dt.date(cls.year.__get__(value), cls.month.__get__(value), cls.day.__get__(value))


def _read_time(value: Any) -> Any:
    cls: Any = dt.time
    zone = cls.tzinfo.__get__(value)
    if zone is not None and not knows_zone(zone):
        return None
    names = ("hour", "minute", "second", "microsecond")
    parts = {name: getattr(cls, name).__get__(value) for name in names}
    return dt.time(**parts, tzinfo=zone, fold=cls.fold.__get__(value))


def _read_duration(value: Any) -> dt.timedelta:
    cls: Any = dt.timedelta
    return dt.timedelta(cls.days.__get__(value), cls.seconds.__get__(value), cls.microseconds.__get__(value))


def _read_fraction(value: Any) -> Any:
    cls: Any = Fraction
    parts = cls._numerator.__get__(value), cls._denominator.__get__(value)
    return Fraction(*parts) if all(type(part) is int for part in parts) and parts[1] else None


def _read_complex(value: Any) -> complex:
    cls: Any = complex
    return complex(cls.real.__get__(value), cls.imag.__get__(value))


def _read_masked(value: Any) -> Any:
    """An array of objects with None for what is masked."""
    numpy = sys.modules["numpy"]
    if type(value) is not numpy.ma.MaskedArray:
        return None
    held = value.data.astype(object)
    held[numpy.ma.getmaskarray(value)] = None
    return held


def _read_mapping(value: Any) -> Any:
    pairs = list(dict.items(value))
    return dict(pairs) if all(hashes_safely(key) for key, _ in pairs) else None


def hashes_safely(key: Any) -> bool:
    """Whether hashing a label, or a tuple of labels, runs no code of its own and has an end."""
    return all(id(type(part)) in _HASHED for part in (key if type(key) is tuple else (key,)))


def _read_range(value: range) -> range | None:
    return value if abs(value.stop - value.start) // abs(value.step) < sys.maxsize else None


def _read_table(value: Any) -> Any:
    """A frame or series around the same data, or None where its labels or its data are of unknown classes."""
    pandas = sys.modules["pandas"]
    space = _instance_space(value)
    manager = space.get("_mgr")
    family = _MANAGERS.get(id(type(manager)))
    if family is None:
        return None
    shell = pandas.DataFrame() if family == "DataFrame" else pandas.Series(dtype=object)
    object.__setattr__(shell, "_mgr", manager)
    if family == "Series":
        object.__setattr__(shell, "_name", space.get("_name"))
    axes = shell.axes
    known = all(id(type(axis)) in _EXACT and not _is_shadowed(axis) and readable(axis) for axis in axes)
    return shell if known else None


def learn() -> None:
    """Take in the classes of numpy and pandas once these are loaded: before anything runs that could add its own."""
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if numpy is not None and "numpy" not in _LEARNT:
        _LEARNT.add("numpy")
        scalars = {numpy.dtype(code).type for code in "?bhilqpBHILQPefdgFDGSUMmV"}
        _EXACT.update(map(id, [numpy.ndarray, *scalars]))
        _READERS[id(numpy.ndarray)] = lambda value: numpy.ndarray.view(value, numpy.ndarray)
        _READERS[id(numpy.ma.MaskedArray)] = _read_masked
        _READERS.update({id(scalar): numpy.generic.item for scalar in scalars if numpy.dtype(scalar).kind in "iufb"})
    if hasattr(pandas, "DataFrame") and "pandas" not in _LEARNT:
        assert pandas is not None
        _LEARNT.add("pandas")
        for family in (pandas.Index, pandas.api.extensions.ExtensionArray):
            _EXACT.update(map(id, _pandas_classes(family)))
        _EXACT.update(map(id, (pandas.Timedelta, pandas.Period, pandas.Interval, type(pandas.NA), type(pandas.NaT))))
        for empty in (pandas.DataFrame(), pandas.Series(dtype=object)):
            _MANAGERS[id(type(_instance_space(empty)["_mgr"]))] = type(empty).__name__
            _READERS[id(type(empty))] = _read_table
        _READERS[id(pandas.Timestamp)] = _read_moment


def _pandas_classes(family: type) -> Iterator[type]:
    module = _space_of_class(family).get("__module__")
    if type(module) is str and module.split(".", 1)[0] == "pandas":
        yield family
        derived: list[type] = type.__subclasses__(family)
        for one in derived:
            yield from _pandas_classes(one)


_HASHED = set(map(id, (str, int, float, bool, type(None), bytes, dt.date, dt.timedelta, Decimal)))
_EXACT = _HASHED | set(map(id, (complex, type(...), list, tuple, set, frozenset, dict)))
_READERS: dict[int, _Reader] = {
    id(str): str.__str__,
    id(int): int.__int__,
    id(float): float.__float__,
    id(bytes): lambda value: bytes.__getitem__(value, slice(None)),
    id(complex): _read_complex,
    id(Decimal): Decimal,
    id(Fraction): _read_fraction,
    id(dt.datetime): _read_moment,
    id(dt.date): _read_date,
    id(dt.time): _read_time,
    id(dt.timedelta): _read_duration,
    id(list): lambda value: list.__getitem__(value, slice(None)),
    id(tuple): lambda value: tuple.__getitem__(value, slice(None)),
    id(dict): _read_mapping,
    id(range): _read_range,
    id(deque): lambda value: list(deque.__iter__(value)),
    **dict.fromkeys(map(id, (type({}.keys()), type({}.values()), type({}.items()))), list),
}
_MANAGERS: dict[int, str] = {}
_METHODS: dict[int, frozenset[str]] = {}  # of known classes, which stay
_LEARNT: set[str] = set()
learn()
