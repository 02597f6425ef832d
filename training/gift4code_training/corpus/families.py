"""Which family an operation of pandas belongs to: for counting what the corpus covers."""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(words.split())


_METHODS = {
    "sorting": "sort_values sort_index",
    "top": "head tail nlargest nsmallest idxmax idxmin first last nth cumcount sample",
    "grouping": "groupby",
    "aggregating": "agg aggregate sum mean median min max std var count nunique quantile size prod mode any all "
    "describe",
    "within groups": "transform rank pct_change",
    "counting": "value_counts",
    "pivoting": "pivot pivot_table unstack",
    "melting": "melt stack",
    "joining": "merge join map combine_first isin update",
    "missing": "fillna dropna isna notna ffill bfill interpolate isnull notnull",
    "duplicates": "drop_duplicates duplicated",
    "text": "contains startswith endswith strip lower upper title split extract replace cat findall zfill capitalize "
    "removeprefix removesuffix lstrip rstrip len slice get count pad match fullmatch extractall casefold swapcase "
    "center ljust rjust isdigit partition rsplit rpartition find repeat",
    "dates": "strftime day_name month_name normalize to_period to_timestamp isocalendar total_seconds tz_localize "
    "tz_convert floor ceil date_range",
    "resampling": "resample asfreq",
    "windows": "rolling shift diff cumsum cummax cummin cumprod expanding ewm",
    "columns": "rename drop filter select_dtypes reindex insert pop add_prefix add_suffix set_axis rename_axis",
    "index": "reset_index set_index droplevel swaplevel to_frame xs reorder_levels to_flat_index",
    "conditional": "where mask case_when",
    "new columns": "assign",
    "types": "astype to_numpy convert_dtypes infer_objects",
    "exploding": "explode",
    "statistics": "corr cov skew kurt autocorr",
    "filter": "query",
    "conditions": "between eq ne gt ge lt le",
    "arithmetic": "mul div add sub abs round clip pow floordiv mod",
    "lists": "unique tolist to_dict items keys nonzero",
    "python": "apply pipe applymap",
    "categories": "set_categories reorder_categories add_categories remove_categories rename_categories as_ordered "
    "remove_unused_categories",
    "plots": "plot hist boxplot",
    "copying": "copy",
    "single cells": "item squeeze",
}
_FUNCTIONS = {
    "dates": "to_datetime to_timedelta Timestamp Timedelta date_range period_range DateOffset Period",
    "types": "to_numeric Categorical CategoricalDtype",
    "binning": "cut qcut",
    "joining": "merge concat merge_asof",
    "pivoting": "crosstab pivot_table",
    "conditional": "where select",
    "melting": "melt wide_to_long",
    "dummies": "get_dummies",
    "factorizing": "factorize",
    "new tables": "DataFrame Series NamedAgg Grouper",
    "arithmetic": "sqrt log log10 log1p exp floor ceil sign maximum minimum abs round mod",
    "missing": "isnan isna notna",
}

METHODS = {name: family for family, names in _METHODS.items() for name in names.split()}
"""Family of a method of a frame, series, group or accessor."""

FUNCTIONS = {name: family for family, names in _FUNCTIONS.items() for name in names.split()}
"""Family of a function of pandas or NumPy."""

OPERATION_WORDS = frozenset(METHODS) | listed(
    "left right inner outer cross index columns both ignore coerce raise dense ordinal average first last all float "
    "int str bool object category datetime64[ns] Int64 string D W M ME MS Q QE Y YE YS h min s H linear number include "
    "exclude records list one_to_one many_to_one m:1 1:1 1:m left_only right_only _merge"
)
"""Texts in a program that choose an operation: they stay in its sketch."""
