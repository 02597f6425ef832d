"""Words that several families share: choices with the ways people say them, and pieces of phrase rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gift4code_ext.operations.model import ChoiceArg

ROWS = "(rows|rows|records|entries|lines|observations|items|cases)"
WHERE = "(where|with|whose|in which|that have|having|for which|when)"
PER = "(by|by|per|per|for each|for every|in each|for|across|within each|grouped by|broken down by|split by|based on)"
KEEP = "(keep|select|filter|show|get|give me|take|return|find|extract|pull out|list)"
DROP = "(drop|remove|exclude|delete|discard|throw away|throw out|get rid of|filter out|leave out|ignore|skip)"
ADD = "(add|create|make|append|compute|include|insert|put in)"
COLUMN = "[a] [new] (column|col|field|variable)"

COMPARE = ChoiceArg(
    {
        ">": (
            "above", "over", "greater than", "more than", "higher than", "larger than", ">", "exceeding",
            "bigger than",
            "strictly greater than", "gt", "beyond", "older than", "longer than",
        ),
        "<": (
            "below", "under", "less than", "lower than", "smaller than", "<", "fewer than", "strictly less than",
            "lt", "beneath",
            "younger than", "shorter than",
        ),
        ">=": (
            "at least", ">=", "no less than", "from", "of at least", "greater than or equal to", "not below",
            "equal to or above", "starting at", "not less than",
        ),
        "<=": (
            "at most", "<=", "no more than", "up to", "not above", "less than or equal to", "equal to or below",
            "not more than", "not exceeding",
        ),
    }
)  # fmt: skip

_MEAN = ("average", "average", "mean", "mean", "avg", "avg.")
_SUM = ("total", "total", "sum", "sum", "summed", "overall", "combined", "aggregate")
_MAX = ("maximum", "max", "highest", "largest", "biggest", "greatest", "peak", "top")
_MIN = ("minimum", "min", "lowest", "smallest", "least")
_MEDIAN = ("median", "median", "med")
_STD = ("standard deviation", "std", "stdev", "std dev", "sd", "spread", "variability")

AGGREGATE = ChoiceArg({"mean": _MEAN, "sum": _SUM, "max": _MAX, "min": _MIN, "median": _MEDIAN, "std": _STD})
"""Aggregates of a numeric column; how many values and how many different ones are operations of their own."""

COMMON_AGGREGATE = ChoiceArg({"mean": _MEAN, "sum": _SUM, "max": _MAX, "min": _MIN})

ANY_AGGREGATE = ChoiceArg(
    {
        "mean": _MEAN,
        "sum": _SUM,
        "max": _MAX,
        "min": _MIN,
        "median": _MEDIAN,
        "count": ("count", "number", "number of values", "n"),
        "std": _STD,
        "nunique": ("number of distinct", "unique count", "distinct", "nunique", "number of unique"),
    }
)

NUMBER_ORDER = ChoiceArg(
    {
        False: (
            "descending", "descending", "desc", "highest first", "largest first", "from highest to lowest",
            "high to low",
            "in descending order", "biggest first", "from largest to smallest", "decreasing", "top first",
            "largest to smallest",
            "in decreasing order", "from high to low", "most first", "greatest first",
        ),
        True: (
            "", "", "", "ascending", "ascending", "asc", "lowest first", "smallest first",
            "from lowest to highest", "low to high",
            "in ascending order", "from smallest to largest", "increasing", "in increasing order", "from low to high",
            "smallest to largest",
        ),
    }
)  # fmt: skip
PLAIN_ORDER = ChoiceArg(
    {
        False: ("descending", "desc", "in descending order", "decreasing", "(desc)", "from high to low"),
        True: ("ascending", "asc", "in ascending order", "increasing", "(asc)", "from low to high"),
    }
)
"""Either order said aloud, for columns of any kind."""

DATE_ORDER = ChoiceArg(
    {
        False: (
            "latest first", "newest first", "most recent first", "descending", "desc", "newest to oldest",
            "in reverse chronological order",
            "reverse chronologically", "from newest to oldest", "with the latest on top", "in descending order",
            "recent first",
        ),
        True: (
            "", "", "", "oldest first", "earliest first", "ascending", "asc", "chronologically",
            "in chronological order", "oldest to newest",
            "from oldest to newest", "in ascending order", "in time order",
        ),
    }
)  # fmt: skip
TEXT_ORDER = ChoiceArg(
    {
        False: (
            "z to a",
            "descending",
            "desc",
            "reverse alphabetically",
            "in reverse alphabetical order",
            "z-a",
            "in descending order",
        ),
        True: (
            "",
            "",
            "",
            "alphabetically",
            "in alphabetical order",
            "a to z",
            "ascending",
            "asc",
            "a-z",
            "in ascending order",
        ),
    }
)

LARGEST = ChoiceArg(
    {
        "idxmax": ("highest", "largest", "biggest", "maximum", "max", "greatest", "most", "top"),
        "idxmin": ("lowest", "smallest", "minimum", "min", "least", "fewest"),
    }
)
"""Which row of a number, by the method that finds it."""

LATEST = ChoiceArg(
    {
        "tail": ("latest", "last", "most recent", "newest"),
        "head": ("earliest", "first", "oldest"),
    }
)
"""Which end of rows in time order, by the method that takes it."""

PERCENTILE = ChoiceArg(
    {
        0.9: (
            "90th percentile",
            "90th percentile",
            "0.9 quantile",
            "p90",
            "90% quantile",
            "90 percentile",
            "top decile cutoff",
        ),
        0.75: ("75th percentile", "0.75 quantile", "upper quartile", "third quartile", "p75", "q3", "75% quantile"),
        0.25: ("25th percentile", "0.25 quantile", "lower quartile", "first quartile", "p25", "q1", "25% quantile"),
        0.95: ("95th percentile", "0.95 quantile", "p95", "95% quantile"),
        0.99: ("99th percentile", "0.99 quantile", "p99", "99% quantile"),
        0.1: ("10th percentile", "0.1 quantile", "p10", "10% quantile", "bottom decile cutoff"),
        0.05: ("5th percentile", "0.05 quantile", "p5"),
    }
)

SHARE = ChoiceArg(
    {
        0.1: ("10%", "10%", "10 percent", "ten percent", "decile", "tenth", "10 %"),
        0.25: ("25%", "25 percent", "quarter", "quartile", "25 %"),
        0.2: ("20%", "20 percent", "fifth", "quintile", "20 %"),
        0.05: ("5%", "5 percent", "five percent", "5 %"),
        0.01: ("1%", "1 percent", "one percent"),
        0.3: ("30%", "30 percent", "30 %"),
        0.5: ("50%", "half", "50 percent"),
    }
)
"""A part of all rows, as people say it after "top" or "bottom"."""


def ascending(bound: Mapping[str, Any], name: str = "ascending") -> str:
    """The keyword that follows another argument; ascending is pandas' default and is never written."""
    return "" if bound[name] else ", ascending=False"
