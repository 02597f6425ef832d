"""What a class is, for the classes we know: its family, its public name, which of its values are missing.

Classes are looked up in ``sys.modules``: a value can only be a DataFrame when pandas is already loaded, so nothing is
imported here. Methods of unknown classes are never called; not even ``repr``, ``==`` or ``hash``. Where a person's
class derives from a container, the container's own methods are used, not those put over them.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from gift4code_ext.spec.model import Shape

_T = TypeVar("_T")
CONTAINERS = (list, tuple, set, frozenset, range)
SCALARS = (str, int, float, complex, bytes, dt.date, dt.time, dt.timedelta, Decimal, Fraction, type(None))
_ABSENT = ("NAType", "NaTType")
_PUBLIC: tuple[tuple[str, str, str], ...] = (
    ("pandas", "DataFrame", "pandas.DataFrame"),
    ("pandas", "Series", "pandas.Series"),
    ("pandas", "RangeIndex", "pandas.Index"),
    ("polars", "DataFrame", "polars.DataFrame"),
    ("polars", "Series", "polars.Series"),
    ("numpy", "ndarray", "numpy.ndarray"),
)
_NUMPY_SCALARS: Mapping[str, str] = MappingProxyType(
    {"bool_": "bool", "integer": "int", "floating": "float", "str_": "str"}
)
_NAME_LENGTH = 80


def remembered(function: Callable[[type], _T]) -> Callable[[type], _T]:
    """Ask ``function`` once a class, without keeping a class alive that the person has dropped."""
    known: WeakKeyDictionary[type, _T] = WeakKeyDictionary()

    def answer(cls: type) -> _T:
        try:
            return known[cls]
        except KeyError:
            return known.setdefault(cls, function(cls))

    return answer


def is_a(cls: type, module: str, name: str) -> bool:
    """Whether ``cls`` is, or derives from, a class of a module; False where that module is not loaded."""
    base = getattr(sys.modules.get(module), name, None)
    return isinstance(base, type) and issubclass(cls, base)


def _is_absent(cls: type) -> bool:
    return cls is type(None) or (cls.__name__ in _ABSENT and str(cls.__module__).split(".", 1)[0] == "pandas")


@remembered
def shape_of_class(cls: type) -> Shape:
    """The family of a class's values."""
    if is_a(cls, "pandas", "DataFrame"):
        return "frame"
    if is_a(cls, "pandas", "Series"):
        return "series"
    if is_a(cls, "pandas", "Index"):
        return "index"
    if is_a(cls, "numpy", "ndarray") or is_a(cls, "pandas.api.extensions", "ExtensionArray"):
        return "array"
    if issubclass(cls, CONTAINERS):
        return "list"
    if issubclass(cls, dict):
        return "dict"
    known = issubclass(cls, SCALARS) or is_a(cls, "numpy", "generic")
    if known or any(is_a(cls, "pandas", name) for name in ("Period", "Interval")) or _is_absent(cls):
        return "scalar"
    return "other"


def shape(value: object) -> Shape:
    """The family of a value. Frames and series are pandas' own and those derived from them."""
    return shape_of_class(type(value))


@remembered
def _name_of_class(cls: type) -> str:
    for module, name, public in _PUBLIC:
        if is_a(cls, module, name):
            return public
    if cls is type(None):
        return "None"
    for name, public in _NUMPY_SCALARS.items():
        if is_a(cls, "numpy", name):
            return public
    module = cls.__module__ if isinstance(cls.__module__, str) else ""
    root = module.split(".", 1)[0]
    return (cls.__name__ if root in ("builtins", "") else f"{root}.{cls.__name__}")[:_NAME_LENGTH]


def type_name(value: object) -> str:
    """The public name of a value's type: ``"pandas.DataFrame"``, ``"float"``, ``"numpy.ndarray"``, ``"None"``.

    Subclasses of DataFrame and Series carry the base's name, numpy scalars that of their Python counterpart.
    """
    return _name_of_class(type(value))


@remembered
def _nullness(cls: type) -> str:
    if _is_absent(cls):
        return "always"
    if issubclass(cls, Decimal):
        return "decimal"
    if is_a(cls, "numpy", "datetime64") or is_a(cls, "numpy", "timedelta64"):
        return "numpy"
    return "float" if issubclass(cls, float) or is_a(cls, "numpy", "floating") else "never"


def is_null(cell: Any) -> bool:
    """Whether a cell is missing: None, NaN, NaT or pd.NA, of any class we know."""
    how = _nullness(type(cell))
    if how == "never" or how == "always":
        return how == "always"
    if how == "decimal":
        return Decimal.is_nan(cell)
    if how == "numpy":
        return bool(cell != cell)
    number = float.__float__(cell) if isinstance(cell, float) else float(cell)
    return number != number


def _container(value: object) -> type[Any] | None:
    return next((base for base in (*CONTAINERS, dict) if issubclass(type(value), base)), None)


def items_of(value: Any) -> Iterator[Any]:
    """The items of a container in its own order, whatever a class derived from it does on iteration."""
    base = _container(value)
    return iter(value) if base is None else base.__iter__(value)


def length_of(value: Any) -> int:
    """The number of items of a container or array, whatever a class derived from it says."""
    base = _container(value)
    return len(value) if base is None else base.__len__(value)
