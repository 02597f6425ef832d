"""Pairs of values with the verdict that ARCADE's rules give: name, found, reference, fuzzy, strict.

The number in a name is the rule that decides (``7``: none of the six lets it pass).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

NAN = float("nan")
TABLE = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
WIDE = pd.DataFrame({"k": ["x", "y"], "n": [1, 2], "m": [3.0, 4.0]})
COUNTS = pd.Series([3, 2], index=["x", "y"])
DAYS = pd.to_datetime(["2022-01-01", "2022-01-02"])

PAIRS: list[tuple[str, Any, Any, bool, bool]] = [
    # 1: what numpy and missing values become
    ("1 numpy integer, int", np.int64(3), 3, True, False),
    ("1 zero-dimensional array, int", np.array(3), 3, True, False),
    ("1 numpy bool, bool", np.True_, True, True, type(np.True_).__name__ == "bool"),  # numpy 2 calls it so
    ("1 NaN of its own, NaN", NAN, float("nan"), True, False),
    ("1 NaN, 0", NAN, 0, True, False),
    ("1 a Series' NaN, 0", pd.Series([1.0, NAN]), pd.Series([1.0, 0.0]), True, False),
    ("1 a frame's missing text, 0", pd.DataFrame({"a": ["x", None]}), pd.DataFrame({"a": ["x", 0]}), True, False),
    ("1 an array's NaN, 0", np.array([1.0, NAN]), np.array([1.0, 0.0]), True, False),
    ("1 a list's NaN, 0", [1.0, NAN], [1.0, 0.0], True, False),
    ("7 a tuple's NaN stays", (1.0, NAN), [1.0, 0.0], False, False),
    ("7 None in a list is no NaN", [1, None], [1, 0], False, False),
    ("1 missing dates on both sides", pd.Series([DAYS[0], pd.NaT]), pd.Series([DAYS[0], pd.NaT]), True, True),
    # 2: the same type, equal
    ("2 equal frames", TABLE, TABLE.copy(), True, True),
    ("2 equal text", "x", "x", True, True),
    ("2 None", None, None, True, True),
    ("2 equal dicts", {"a": 1}, {"a": 1}, True, True),
    ("2 dicts in another order", {"a": 1, "b": 2}, {"b": 2, "a": 1}, True, True),
    ("2 equal sets", {"x", "y"}, {"y", "x"}, True, True),
    ("2 equal times", pd.Timestamp("2022-12-10"), pd.Timestamp("2022-12-10"), True, True),
    ("7 dicts are compared exactly", {"a": 1.0000001}, {"a": 1.0}, False, False),
    ("7 a dict and a Series", {"x": 3, "y": 2}, COUNTS, False, False),
    ("7 a dict and its only value", {"a": 1}, 1, False, False),
    ("7 a list of a dict and the dict", [{"a": 1}], {"a": 1}, False, False),
    ("2 lists of lists that differ in length", [[1], [2, 3]], [[1], [2, 3]], True, True),
    # 3: collections by their values
    ("3 other column names", TABLE, TABLE.rename(columns={"a": "z"}), True, False),
    ("3 another index", TABLE, TABLE.set_axis(["p", "q"]), True, False),
    ("3 int and float columns", TABLE, TABLE.astype({"a": float}), True, False),
    ("7 rows in another order", TABLE.iloc[::-1], TABLE, False, False),
    ("7 a list in another order", [2, 1], [1, 2], False, False),
    ("3 a list and an array", [1, 2], np.array([1, 2]), True, False),
    ("3 a tuple and a list", (1, 2), [1, 2], True, False),
    ("3 an index and a list", pd.Index(["x", "y"]), ["x", "y"], True, False),
    ("3 a Series and a list", COUNTS, [3, 2], True, False),
    ("3 a Series and an array", pd.Series([0.5, 1.5]), np.array([0.5, 1.5]), True, False),
    ("3 lists of one item are flattened", [[1], [2]], [1, 2], True, False),
    ("3 a frame of one column and a list", pd.DataFrame({"a": [1, 2]}), [1, 2], True, False),
    ("3 a frame and its rows", TABLE, [[1, "x"], [2, "y"]], True, False),
    ("7 a list in a list is another shape", [[1, 2]], [1, 2], False, False),
    ("7 longer", [1, 2, 3], [1, 2], False, False),
    ("7 a list of pairs and one of lists", [(1, 2), (3, 4)], [[1, 2], [3, 4]], False, False),
    ("3 lists of pairs, nearly equal", [(1, 2.0), (3, 4.0)], ((1, 2.000001), (3, 4.0)), True, False),
    ("3 within 1e-5", [1.000005], [1.0], True, False),
    ("3 within 1e-5 of a large number", [100000.5], [100000.0], True, False),
    ("7 beyond 1e-5", [1.0001], [1.0], False, False),
    ("3 truths and numbers", [True, False], [1, 0], True, True),  # == of lists says so
    ("3 nothing and nothing", [], (), True, False),
    ("3 empty frames of other columns", pd.DataFrame({"a": []}), pd.DataFrame({"b": [], "c": []}), True, False),
    ("7 numbers and their text", ["1", "2"], [1, 2], False, False),
    ("7 text in another case", ["X"], ["x"], False, False),
    ("7 a mixture is compared exactly", ["x", 1.000001], ["x", 1.0], False, False),
    ("3 a mixture, int and float", ["x", 1.0], ("x", 1), True, False),
    ("3 dates in a Series and an index", pd.Series(DAYS), DAYS, True, False),
    ("3 columns of a transposed square", pd.DataFrame([[1, 1], [1, 1]]), pd.DataFrame([[1, 1], [1, 1]]).T, True, True),
    ("7 a category and its codes", pd.Series(["x", "y"], dtype="category"), [0, 1], False, False),
    ("3 a category and its text", pd.Series(["x", "y"], dtype="category"), pd.Series(["x", "y"]), True, False),
    ("3 nullable integers", pd.Series([1, 2], dtype="Int64"), pd.Series([1, 2]), True, False),
    # 4: columns
    ("4 more columns than asked for", WIDE, WIDE[["k", "n"]], True, False),
    ("7 fewer columns than asked for", WIDE[["k", "n"]], WIDE, False, False),
    ("4 columns in another order", WIDE[["m", "k", "n"]], WIDE, True, False),
    ("4 other names and another order", WIDE.set_axis(["1", "2", "3"], axis=1)[["3", "1", "2"]], WIDE, True, False),
    (
        "4 one column serves twice",
        pd.DataFrame({"a": [1, 2], "b": [5, 6]}),
        pd.DataFrame([[1, 1], [2, 2]]),
        True,
        False,
    ),
    ("7 more rows", pd.concat([WIDE, WIDE]), WIDE[["k", "n"]], False, False),
    ("4 a Series' index is a column", COUNTS, pd.DataFrame({"k": ["x", "y"], "n": [3, 2]}), True, False),
    ("7 a frame's index is none", COUNTS.to_frame(), pd.DataFrame({"k": ["x", "y"], "n": [3, 2]}), False, False),
    ("4 a reference Series has no index", pd.DataFrame({"k": ["x", "y"], "n": [3, 2]}), COUNTS, True, False),
    ("4 a Series' index for its values", pd.Series([9, 9], index=[3, 2]), COUNTS, True, False),
    ("4 row numbers for values", pd.Series(["x", "y"]), pd.Series([0, 1], index=["p", "q"]), True, False),
    ("4 nearly equal columns", pd.DataFrame({"a": ["x"], "b": [1.000001]}), pd.DataFrame({"b": [1.0]}), True, False),
    ("7 a mixed row in another order", TABLE[["b", "a"]].iloc[::-1], TABLE, False, False),
    ("4 a Series of two levels", WIDE.set_index(["k", "n"])["m"], WIDE, True, False),
    # 5: one element
    ("5 a list of one", [3], 3, True, False),
    ("5 a number and a frame of one cell", 3.0, pd.DataFrame({"a": [3]}), True, False),
    ("5 nested", [[["x"]]], "x", True, False),
    ("5 a set of one", {"x"}, "x", True, False),
    ("5 None in a list", [None], None, True, False),
    ("5 a Series of one, nearly equal", pd.Series([2.000001]), 2, True, False),
    ("7 one of several", [3, 4], 3, False, False),
    ("7 twice the same", [3, 3], 3, False, False),
    ("7 text is no collection", "abc", ["a", "b", "c"], False, False),
    # 6: scalars
    ("6 int and float", 3, 3.0, True, False),
    ("6 within 1e-5", 0.333333, 1 / 3, True, False),
    ("7 a large number is compared absolutely", 100000.5, 100000.0, False, False),
    ("6 a truth is a number", True, 1, True, False),
    ("7 another truth", False, True, False, False),
    ("7 a number and its text", "3", 3, False, False),
    ("7 rounded", 0.33, 1 / 3, False, False),
    ("7 None and 0", None, 0, False, False),
    ("6 a time and a datetime", pd.Timestamp("2022-12-10"), pd.Timestamp("2022-12-10").to_pydatetime(), True, False),
]
