"""Every column at once: gaps filled, values replaced and counted anywhere, numbers rescaled, rows by their gaps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations.model import ChoiceArg, ConstantArg, IntegerArg, Operation
from gift4code_ext.operations.words import DROP, KEEP, ROWS

if TYPE_CHECKING:
    import pandas as pd

_VALUE = ConstantArg((0, 1, -1, 99, 999, "unknown", "none", "yes", "no"))
_CENTRE = ChoiceArg({"mean": ("mean", "average", "avg"), "median": ("median",)})
_GAPS = "(missing|null|NaN|nan|empty|blank) (values|cells|entries)"


def _numbers(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return all(dtype.kind in "iuf" for dtype in frames[0].dtypes)


def _varied_numbers(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return _numbers(frames, bound) and bool((frames[0].nunique() > 1).all())


def _number_gaps(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return bool(frames[0].select_dtypes("number").isna().any().any())


def _some_rows(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    gaps = frames[0].isna().sum(axis=1) > bound["n"]
    return bool(gaps.any()) and not bool(gaps.all())


def _repeated(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return bool(frames[0].duplicated().any())


def _holds(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return bool((frames[0] == bound["value"]).any().any())


OPERATIONS = (
    Operation(
        name="fillna_each_statistic",
        family="cleaning",
        arguments={"how": _CENTRE},
        code="{table}.fillna({table}.{how}(numeric_only=True))",
        nouns=("[the] table with " + _GAPS + " (filled|replaced) (by|with) [the] {how} of (the|its|their) column",),
        verbs=(
            "(fill|replace|impute) [all] [the] " + _GAPS + " (by|with) [the] {how} of (the|its|their|each) column",
            "(fill|impute) every column with its {how}",
        ),
        clauses=("with " + _GAPS + " (filled|replaced) by [the] column {how}",),
        needs=_number_gaps,
        weight=0.6,
    ),
    Operation(
        name="replace_everywhere",
        family="cleaning",
        arguments={"value": _VALUE, "new": _VALUE},
        code="{table}.replace({value!r}, {new!r})",
        nouns=("[the] table with {value} replaced (by|with) {new} (everywhere|in every column|in all columns)",),
        verbs=("(replace|change) [every|all|each] {value} (by|with|to|into) {new} [(everywhere|in all columns)]",),
        clauses=("with {value} (replaced by|as) {new} everywhere",),
        needs=lambda frames, bound: _holds(frames, bound) and bound["value"] != bound["new"],
        weight=0.4,
    ),
    Operation(
        name="minmax_all",
        family="cleaning",
        arguments={},
        code="({table} - {table}.min()) / ({table}.max() - {table}.min())",
        nouns=("[all] [the] columns (scaled|rescaled|normalised|normalized) (to 0-1|between 0 and 1|by min-max)",),
        verbs=(
            "(apply|do) min-max (normalization|normalisation|scaling) [(on|to) (the table|all columns)]",
            "(scale|rescale|normalise|normalize) (all columns|every column) (between 0 and 1|to 0-1|by min-max)",
        ),
        needs=_varied_numbers,
        weight=0.4,
    ),
    Operation(
        name="standardise_all",
        family="cleaning",
        arguments={},
        code="({table} - {table}.mean()) / {table}.std()",
        nouns=("[the] z-scores of (all|the) columns", "[all] [the] columns (standardised|standardized)"),
        verbs=(
            "(standardise|standardize|z-score) (all columns|every column|the table)",
            "(apply|do) mean (normalization|normalisation) [(on|to) (the columns|all columns)]",
        ),
        needs=_varied_numbers,
        weight=0.4,
    ),
    Operation(
        name="filter_many_missing",
        family="cleaning",
        arguments={"n": IntegerArg(1, 5)},
        code="{table}[{table}.isna().sum(axis=1) > {n}]",
        nouns=("[the] " + ROWS + " with more than {n} " + _GAPS,),
        verbs=(KEEP + " [only] [the] rows (with|that have|where there are) more than {n} " + _GAPS,),
        clauses=("(with|having) more than {n} " + _GAPS,),
        needs=_some_rows,
        weight=0.3,
    ),
    Operation(
        name="drop_many_missing",
        family="cleaning",
        arguments={"n": IntegerArg(1, 5)},
        code="{table}[{table}.isna().sum(axis=1) <= {n}]",
        nouns=("[the] " + ROWS + " with at most {n} " + _GAPS,),
        verbs=(DROP + " [the] rows (with|that have) more than {n} " + _GAPS,),
        clauses=("without rows that have more than {n} " + _GAPS,),
        needs=_some_rows,
        weight=0.3,
    ),
    Operation(
        name="count_cells",
        family="cleaning",
        arguments={"value": _VALUE},
        code="({table} == {value!r}).sum().sum()",
        makes="scalar",
        nouns=("[the] number of (times|cells) {value} (is|occurs|appears) [anywhere] [in the table]",),
        verbs=("count [how often|how many times|the cells in which] {value} (is|occurs|appears) [in the table]",),
        needs=_holds,
        weight=0.3,
    ),
    Operation(
        name="count_rows_holding",
        family="cleaning",
        arguments={"value": _VALUE},
        code="({table} == {value!r}).any(axis=1).sum()",
        makes="scalar",
        nouns=("[the] number of rows (in which|with|where) {value} (occurs|is|appears) [in any column]",),
        verbs=("count [the] rows (in which|where|that have) {value} (occurs|appears) [in any column]",),
        needs=_holds,
        weight=0.3,
    ),
    Operation(
        name="count_duplicate_rows",
        family="cleaning",
        arguments={},
        code="{table}.duplicated().sum()",
        makes="scalar",
        nouns=(
            "[the] (number|count) of (duplicate|duplicated|repeated) (rows|records)",
            "how many (rows|records) are (duplicates|repeated|duplicated)",
        ),
        verbs=("count [the] (duplicate|duplicated|repeated) (rows|records)",),
        needs=_repeated,
        weight=0.5,
    ),
    Operation(
        name="count_rows_in_duplicates",
        family="cleaning",
        arguments={},
        code="{table}.duplicated(keep=False).sum()",
        makes="scalar",
        nouns=("[the] number of (rows|records) that (occur|appear|are there) more than once",),
        verbs=("count [the] (rows|records) that (occur|appear) more than once",),
        needs=_repeated,
        weight=0.2,
    ),
)
