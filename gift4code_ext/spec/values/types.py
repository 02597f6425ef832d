"""The names people and programs give to types, brought to one form, and which values such a name accepts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from gift4code_ext.spec.model import Shape, ValueKind
from gift4code_ext.spec.values.kinds import shape, type_name

_ALIASES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("dataframe", "frame", "table", "df", "data frame"), "pandas.DataFrame"),
        **dict.fromkeys(("series", "column"), "pandas.Series"),
        **dict.fromkeys(("index", "rangeindex"), "pandas.Index"),
        **dict.fromkeys(("multiindex", "multi-index"), "pandas.MultiIndex"),
        "datetimeindex": "pandas.DatetimeIndex",
        "categorical": "pandas.Categorical",
        "timestamp": "pandas.Timestamp",
        "timedelta": "pandas.Timedelta",
        "period": "pandas.Period",
        **dict.fromkeys(("ndarray", "array", "numpy array"), "numpy.ndarray"),
        **dict.fromkeys(("number", "numeric", "real"), "number"),
        **dict.fromkeys(("scalar", "value", "single value"), "scalar"),
        **dict.fromkeys(("str", "string", "text"), "str"),
        **dict.fromkeys(("int", "integer", "int64", "int32", "whole number"), "int"),
        **dict.fromkeys(("float", "double", "float64", "float32"), "float"),
        **dict.fromkeys(("bool", "boolean", "bool_"), "bool"),
        **dict.fromkeys(("dict", "dictionary", "mapping"), "dict"),
        **dict.fromkeys(("none", "nonetype"), "None"),
        "datetime": "datetime.datetime",
        "date": "datetime.date",
        **{name: name for name in ("list", "tuple", "set", "frozenset", "complex", "bytes")},
    }
)
_MODULES: Mapping[str, str] = MappingProxyType({"pd": "pandas", "np": "numpy", "pl": "polars", "pa": "pyarrow"})
_SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        "pandas.DataFrame": "frame",
        "pandas.Series": "series",
        "numpy.ndarray": "array",
        "pandas.Categorical": "array",
        "dict": "dict",
        **dict.fromkeys(("list", "tuple", "set", "frozenset"), "list"),
        **dict.fromkeys(("number", "scalar", "str", "int", "float", "bool", "None", "complex", "bytes"), "scalar"),
        **dict.fromkeys(("pandas.Timestamp", "datetime.datetime", "datetime.date", "numpy.datetime64"), "scalar"),
        **dict.fromkeys(("pandas.Timedelta", "datetime.timedelta", "numpy.timedelta64", "pandas.Period"), "scalar"),
    }
)
_KINDS: Mapping[str, ValueKind] = MappingProxyType(
    {
        "str": "str",
        "int": "int",
        "float": "float",
        "number": "float",
        "bool": "bool",
        "pandas.Timestamp": "date",
        "datetime.datetime": "date",
        "datetime.date": "date",
        "numpy.datetime64": "date",
        "pandas.Timedelta": "delta",
        "datetime.timedelta": "delta",
        "numpy.timedelta64": "delta",
        "pandas.Period": "period",
    }
)


def canonical(stated: object) -> str:
    """One spelling of a stated type: ``"dataframe"``, ``"pd.DataFrame"`` and the class are ``"pandas.DataFrame"``."""
    if isinstance(stated, type):
        stated = f"{stated.__module__.split('.', 1)[0]}.{stated.__name__}".removeprefix("builtins.")
    text = re.sub(r"^<class '(.*)'>$", r"\1", str(stated).strip())
    text = re.sub(r"[\[(].*$", "", text).strip()
    words = re.sub(r"^(an?|the)\s+", "", text.lower())
    found = _ALIASES.get(words) or _ALIASES.get(words.rsplit(".", 1)[-1])
    if found and words.split(".", 1)[0] not in ("polars", "pl", "pyarrow", "pa"):
        return found
    module, dot, name = text.partition(".")
    return f"{_MODULES.get(module, module)}{dot}{name}"


def shape_of_type(name: str) -> Shape | None:
    """The family a canonical type name belongs to; None when the name is not known."""
    return "index" if name.startswith("pandas.") and name.endswith("Index") else _SHAPES.get(name)


def kind_of_type(name: str) -> ValueKind | None:
    """The kind of a single value of a canonical type name."""
    return _KINDS.get(name)


def accepts(value: object, name: str) -> int | None:
    """The grade at which ``value`` is of the canonical type ``name``: 0 exactly, 1 after conversion; else None."""
    actual = type_name(value)
    bases = (f"{str(cls.__module__).split('.', 1)[0]}.{cls.__name__}" for cls in type(value).__mro__)
    if actual == name or name in (base.removeprefix("builtins.") for base in bases):
        return 0
    if name == "scalar":
        return 0 if shape(value) == "scalar" else None
    if name == "number":
        return 0 if actual in ("int", "float", "decimal.Decimal", "fractions.Fraction", "complex") else None
    if name == "pandas.Index":
        return 0 if shape(value) == "index" else None
    if name in ("int", "float") and actual in ("int", "float"):
        return 1 if name == "float" or value == value // 1 else None  # type: ignore[operator]
    alike = kind_of_type(name)
    return 1 if alike in ("date", "delta") and alike == kind_of_type(actual) else None


_DTYPE_NAMES: tuple[tuple[str, ValueKind], ...] = (
    ("interval", "interval"),
    ("int", "int"),
    ("uint", "int"),
    ("float", "float"),
    ("number", "float"),
    ("double", "float"),
    ("bool", "bool"),
    ("str", "str"),
    ("object", "str"),
    ("text", "str"),
    ("date", "date"),
    ("timestamp", "date"),
    ("timedelta", "delta"),
    ("duration", "delta"),
    ("cat", "cat"),
    ("period", "period"),
)
_ALIKE = ({"int", "float"}, {"str", "cat"})


def kind_of_dtype_name(stated: object) -> ValueKind | None:
    """The kind named by a dtype as people write it (``"Int64"``, ``"datetime"``, ``int``); None when unknown."""
    if stated is None:
        return None
    name = (stated.__name__ if isinstance(stated, type) else str(stated)).strip().lower()
    name = name.removeprefix("pandas.").removeprefix("pd.").removeprefix("numpy.").removeprefix("np.")
    return next((kind for start, kind in _DTYPE_NAMES if name.startswith(start)), None)


def dtype_accepts(dtype: object, kind: ValueKind, stated: object) -> int | None:
    """The grade at which a column of ``dtype`` (None for lists) whose values are ``kind`` has the stated dtype."""
    name = stated.__name__ if isinstance(stated, type) else str(stated).strip()
    wanted = kind_of_dtype_name(stated)
    if dtype is not None and name == str(dtype):
        return 0
    if wanted == kind:
        return 0 if name.lower() in (kind, "string", "datetime", "category", "number") else 1
    if name.lower() == "object" and str(dtype) == "object":
        return 0
    return 1 if wanted is not None and any({wanted, kind} <= alike for alike in _ALIKE) else None
