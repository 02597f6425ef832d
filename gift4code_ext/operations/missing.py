"""Missing values: rows and columns without them, and ways to fill them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations.model import ChoiceArg, ColumnArg, ColumnsArg, ConstantArg, Operation

if TYPE_CHECKING:
    import pandas as pd

CENTRE = ChoiceArg({"mean": ("mean", "average", "avg", "column mean"), "median": ("median", "column median")})
DIRECTION = ChoiceArg(
    {
        "ffill": ("previous", "last known", "preceding", "last", "previous valid"),
        "bfill": ("next", "following", "next known", "next valid"),
    }
)
_GAPS = "(missing|null|NaN|nan|empty|blank|NA) (values|entries|cells|ones)"


def _missing(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return bool(frames[0].isna().any().any())


def _numbers_missing(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    gaps = frames[0].isna().any()
    return bool(gaps.any()) and all(frames[0][label].dtype.kind in "iuf" for label in gaps[gaps].index)


def _pair_missing(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return bool(frames[0][bound["columns"]].isna().any().all())


OPERATIONS = (
    Operation(
        name="dropna_any",
        family="cleaning",
        arguments={},
        code="{table}.dropna()",
        nouns=(
            "[the] (complete|full) (rows|records|cases) [only]",
            "[the] (rows|records|table|data) without [any] " + _GAPS,
        ),
        verbs=(
            "(drop|remove|delete|discard|throw out) [all] [the] (rows|records) (with|containing|that "
            "have|having) [any] " + _GAPS,
            "(drop|remove) (NaN|nan|nulls|NAs|NaNs|missing data|" + "missing values)",
            "keep only [the] (complete|fully filled) (rows|records|cases)",
            "dropna",
        ),
        clauses=(
            "(without|ignoring|excluding|after dropping|leaving out) [the] [rows with] [any] " + _GAPS,
            "(using|for|with) complete (rows|cases|records) only",
        ),
        needs=_missing,
    ),
    Operation(
        name="dropna_column",
        family="cleaning",
        arguments={"column": ColumnArg(nulls=True)},
        code="{table}.dropna(subset=[{column!r}])",
        nouns=(
            (
                "[the] (rows|records) (with a|with|that have a|where) [known|non-null|non-missing] {column} "
                "[is] (present|known|filled in|not missing|not null|given)"
            ),
            "[the] rows without missing {column}",
        ),
        verbs=(
            (
                "(drop|remove|delete|discard|exclude) [the] (rows|records) (with|where|having|that have) [a] "
                "(missing|null|NaN|no|empty|blank) {column}"
            ),
            "(drop|remove|delete) [the] (rows|records) where {column} is (missing|null|NaN|nan|empty|not available|NA)",
            "(drop|remove) " + _GAPS + " (in|from|of) {column}",
            "dropna (on|in) {column}",
            "keep [only] rows (where|with) {column} (is not null|is known|is not missing|filled in|present)",
        ),
        clauses=(
            "(without|ignoring|excluding|leaving out) [rows with] (missing|null|empty|NaN) {column}",
            "(where|when) {column} (is known|is not missing|is not null|is present|exists)",
        ),
    ),
    Operation(
        name="dropna_columns",
        family="cleaning",
        arguments={"columns": ColumnsArg(("any",), 2, 3)},
        code="{table}.dropna(subset={columns!r})",
        nouns=("[the] (rows|records) (with|that have) both {columns} (present|known|filled in|not missing)",),
        verbs=(
            (
                "(drop|remove|delete) [the] (rows|records) (with|where|having) (missing|null|NaN|empty) "
                "[values in] {columns}"
            ),
            "(drop|remove) (rows|records) (missing|without|with no) {columns}",
            "(drop|remove) " + _GAPS + " (in|from) [the columns] {columns}",
        ),
        clauses=("(without|ignoring|excluding) [rows with] (missing|null|NaN) {columns}",),
        needs=_pair_missing,
        weight=0.6,
    ),
    Operation(
        name="drop_missing_columns",
        family="cleaning",
        arguments={},
        code="{table}.dropna(axis=1)",
        nouns=("[the] columns without [any] " + _GAPS, "[the] (complete|fully filled|gapless) columns [only]"),
        verbs=(
            "(drop|remove|delete) [all] [the] columns (with|containing|that have|having) [any] " + _GAPS,
            "keep only [the] columns (without|that have no|with no) " + _GAPS,
        ),
        clauses=("(without|ignoring|excluding) columns with [any] " + _GAPS,),
        needs=_missing,
        weight=0.6,
    ),
    Operation(
        name="fillna_number",
        family="cleaning",
        arguments={
            "column": ColumnArg(("number",), nulls=True),
            "value": ConstantArg((0, 0, 0, 1, -1, 5, 10, 99, 100, 999)),
        },
        code="{table}.fillna({{{column!r}: {value!r}}})",
        nouns=("{column} with {value} (for|in place of|instead of) [the] " + _GAPS,),
        verbs=(
            "(fill|replace|impute|substitute) [the] "
            + _GAPS
            + " (in|of|for) [the] [column] {column} (with|by|as|using) {value}",
            "(fill|replace|set) [the] (missing|null|NaN|empty|blank) {column} [values] (with|by|to) {value}",
            "fillna {column} [with] {value}",
            "(put|use|write) {value} (where|wherever|when) {column} is (missing|null|NaN|empty|not given)",
        ),
        clauses=(
            "(treating|counting|taking|with) (missing|null|NaN|empty) {column} as {value}",
            "with (missing|empty) {column} (set to|filled with|replaced by) {value}",
        ),
    ),
    Operation(
        name="fillna_text",
        family="cleaning",
        arguments={
            "column": ColumnArg(("str",), nulls=True),
            "value": ConstantArg(("unknown", "Unknown", "missing", "none", "other", "n/a", "N/A", "not given")),
        },
        code="{table}.fillna({{{column!r}: {value!r}}})",
        nouns=("{column} with {value} (for|in place of|instead of) [the] " + _GAPS,),
        verbs=(
            "(fill|replace|substitute) [the] " + _GAPS + " (in|of|for) [the] [column] {column} (with|by|as) {value}",
            "(fill|replace|set|label|mark) [the] (missing|null|NaN|empty|blank) {column} [values] (with|as|to) {value}",
            "(put|use|write) {value} (where|wherever|when) {column} is (missing|null|NaN|empty|not given)",
        ),
        clauses=("(treating|counting|with|labelling) (missing|null|NaN|empty) {column} as {value}",),
    ),
    Operation(
        name="fillna_all",
        family="cleaning",
        arguments={"value": ConstantArg((0, 0, 0, -1, 1, 999))},
        code="{table}.fillna({value!r})",
        nouns=("[the] table with {value} (for|in place of|instead of) [all] [the] " + _GAPS,),
        verbs=(
            "(fill|replace) [all] [the] " + _GAPS + " [in the (table|data|dataframe)] (with|by) {value}",
            "(fill|replace) (NaN|nan|nulls|NaNs|NAs) (with|by) {value} [everywhere|in all columns]",
            "fillna [with] {value}",
        ),
        clauses=(
            "(treating|counting) [all] " + _GAPS + " as {value}",
            "with " + _GAPS + " (as|set to|filled with) {value}",
        ),
        needs=_numbers_missing,
    ),
    Operation(
        name="fillna_statistic",
        family="cleaning",
        arguments={"column": ColumnArg(("number",), nulls=True), "how": CENTRE},
        code="{table}.fillna({{{column!r}: {table}[{column!r}].{how}()}})",
        nouns=("{column} with [the] {how} (for|in place of|instead of) [the] " + _GAPS,),
        verbs=(
            "(fill|replace|impute) [the] "
            + _GAPS
            + " (in|of|for) [the] [column] {column} (with|by|using) [the|its] {how}",
            "(fill|replace|impute) [the] (missing|null|NaN|empty) {column} (with|by) [the|its] {how} [of the column]",
            "impute {column} (with|by|using) [the|its] {how}",
            "fillna {column} [with] {how}",
        ),
        clauses=("with (missing|empty) {column} (filled with|replaced by|imputed by) [the|its] {how}",),
    ),
    Operation(
        name="fillna_mode",
        family="cleaning",
        arguments={"column": ColumnArg(("cat",), nulls=True)},
        code="{table}.fillna({{{column!r}: {table}[{column!r}].mode()[0]}})",
        nouns=(
            "{column} with [the] (most common value|most frequent value|mode) (for|in place of|instead "
            "of) [the] " + _GAPS,
        ),
        verbs=(
            "(fill|replace|impute) [the] "
            + _GAPS
            + " (in|of|for) {column} (with|by) [the|its] (mode|most common value|most frequent value|most "
            "common one)",
            (
                "(fill|impute) (missing|null|NaN|empty) {column} (with|by) [the|its] (mode|most common|most "
                "frequent) [value]"
            ),
            "impute {column} (with|by) [the|its] (mode|most frequent value)",
        ),
        clauses=("with (missing|empty) {column} (filled with|replaced by) [the] (mode|most common value)",),
    ),
    Operation(
        name="fill_direction_column",
        family="cleaning",
        arguments={"column": ColumnArg(nulls=True), "how": DIRECTION},
        code="{table}.assign(**{{{column!r}: {table}[{column!r}].{how}()}})",
        nouns=("{column} with [the] " + _GAPS + " taken from [the] {how} (row|value|entry)",),
        verbs=(
            "(fill|replace|impute) [the] "
            + _GAPS
            + " (in|of|for) {column} (with|by|from|using) [the] {how} (value|row|entry|observation)",
            "(fill|replace) (missing|null|NaN|empty) {column} (with|by|from) [the] {how} (value|row|one)",
            "(carry|copy|propagate) [the] {how} {column} [value] into [the] (gaps|blanks|missing cells)",
        ),
        clauses=("with (gaps|blanks|missing values) in {column} (filled from|taken from) the {how} (row|value)",),
    ),
    Operation(
        name="fill_direction_all",
        family="cleaning",
        arguments={
            "how": ChoiceArg(
                {"ffill": ("forward", "down", "downward"), "bfill": ("backward", "backwards", "up", "upward")}
            )
        },
        code="{table}.{how}()",
        nouns=("[the] table with [all] [the] (gaps|blanks|missing values) filled {how}",),
        verbs=(
            "(fill|pad) [the] (gaps|blanks|missing values|NaNs|nulls|empty cells) {how} [in all columns]",
            "{how} fill [the] [table|data|missing values|everything]",
            "fill {how}",
        ),
        clauses=("after {how} filling", "with (gaps|missing values) filled {how}"),
        needs=_missing,
        weight=0.7,
    ),
    Operation(
        name="interpolate_column",
        family="cleaning",
        arguments={"column": ColumnArg(("float",), nulls=True)},
        code="{table}.assign(**{{{column!r}: {table}[{column!r}].interpolate()}})",
        nouns=("(interpolated|linearly interpolated) {column}",),
        verbs=(
            "[linearly] interpolate [the] (gaps|missing values|missing points|NaNs|nulls) (in|of) {column}",
            "interpolate [the] [missing] {column} [values] [linearly]",
            "(fill|replace) [the] " + _GAPS + " (in|of) {column} (by|with|using) [linear] interpolation",
        ),
        clauses=("with {column} interpolated", "after interpolating {column}"),
        weight=0.6,
    ),
)
