"""What there is in a namespace, told without asking any object about itself."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pandas as pd

from gift4code_ext.kernel.live import Live, Name, live, modules


class Odd(pd.DataFrame):
    @property
    def shape(self) -> Any:  # type: ignore[override]
        raise AssertionError

    def __len__(self) -> int:
        raise AssertionError


class Spy:
    def __getattribute__(self, name: str) -> Any:
        raise AssertionError(name)

    __len__ = __repr__ = __str__ = __eq__ = __hash__ = __bool__ = None  # type: ignore[assignment]


class Items(list[int]):
    def __len__(self) -> int:
        raise AssertionError


def test_frames_and_values_by_name_type_and_size() -> None:
    frame = Odd({"a": [1, 2]})
    namespace = {
        "df": frame,
        "line": pd.Series([1, 2, 3]),
        "labels": pd.MultiIndex.from_product([["a"], [1, 2]]),
        "block": np.zeros((2, 3, 4)),
        "codes": pd.Categorical(["x"]),
        "items": Items([1, 2, 3]),
        "pairs": {"a": 1},
        "number": np.float64(2.5),
        "text": "words" * 10**6,
    }

    assert live(namespace, {}) == Live(
        (Name("df", "pandas.DataFrame", (2, 1)),),
        (
            Name("df", "pandas.DataFrame", (2, 1)),
            Name("line", "pandas.Series", (3,)),
            Name("labels", "pandas.MultiIndex", (2,)),
            Name("block", "numpy.ndarray", (2, 3, 4)),
            Name("codes", "pandas.Categorical", (1,)),
            Name("items", f"{Items.__module__.partition(chr(46))[0]}.Items", (3,)),
            Name("pairs", "dict", (1,)),
            Name("number", "float"),
            Name("text", "str"),
        ),
    )


def test_private_names_the_shells_own_and_what_is_no_value_are_left_out() -> None:
    history = ["", "a"]
    namespace = {"_1": 1, "__": 2, "In": history, "Out": {}, "spy": Spy(), "nothing": None, "pd": pd, "f": len}

    assert live(namespace, {"In": history, "Out": {}}) == Live((), (Name("Out", "dict", (0,)),))


def test_modules_are_there_where_their_short_names_are_bound_to_them() -> None:
    assert modules({"pd": pd, "np": np, "os": sys}) == {"pd", "np"}
    assert modules({"pd": np, "np": Spy(), "pandas": pd}) == frozenset()


def test_the_latest_names_are_told_where_there_are_many() -> None:
    found = live({f"v{number}": number for number in range(1000)}, {})

    assert len(found.values) == 200
    assert (found.values[0].name, found.values[-1].name) == ("v800", "v999")
