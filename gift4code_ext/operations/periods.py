"""Aggregates by period of a date: months, weeks, days, years, weekdays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations.model import ChoiceArg, ColumnArg, NameArg, Operation
from gift4code_ext.operations.words import AGGREGATE, COMMON_AGGREGATE, PER, ROWS

if TYPE_CHECKING:
    import pandas as pd

_DATE = ColumnArg(("date",))
_NUMBER = ColumnArg(("number",))
GROUP_PART = ChoiceArg(
    {
        "year": ("year", "calendar year"),
        "month": ("month number", "month of the year", "calendar month", "month regardless of year"),
        "quarter": ("quarter number", "quarter of the year"),
        "day": ("day of the month", "day of month"),
        "day_of_week": ("weekday number", "day of week number"),
        "hour": ("hour", "hour of the day", "hour of day"),
    }
)


def _part_varies(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return int(getattr(frames[0][bound["date"]].dt, bound["part"]).nunique()) > 1


def _resampled(name: str, freq: str, period: str, adjective: str) -> Operation:
    return Operation(
        name=name,
        family="dates",
        arguments={"date": _DATE, "how": AGGREGATE, "value": _NUMBER},
        code=f"{{table}}.resample({freq!r}, on={{date!r}})[{{value!r}}].{{how}}().reset_index()",
        nouns=(
            f"[the] {adjective} {{how}} [of] [the] {{value}} [by {{date}}]",
            f"[the] {{how}} [of] [the] {{value}} (per|by|each|for each|for every|in each) {period} [of {{date}}]",
            f"{{how}} {{value}} by {period} [of {{date}}]",
            f"[the] {{value}} {adjective} {{how}}",
            f"[a] [time] series of [the] {adjective} {{how}} {{value}}",
        ),
        verbs=(
            f"resample [{{value}}] [on {{date}}] to {adjective} [frequency] [and take] [the] {{how}} [of {{value}}]",
            (
                f"(aggregate|group|summarise|summarize|roll up) {{value}} (by|per) {period} [of {{date}}] "
                f"[(using|with|taking) the] {{how}}"
            ),
            f"(compute|calculate) [the] {{how}} [of] {{value}} (per|for each|by) {period}",
            f"(downsample|aggregate) [to] {adjective} {{how}} [of] {{value}}",
        ),
        weight=0.5,
    )


_PERIODS = (
    _resampled("resample_month", "MS", "month", "monthly"),
    _resampled("resample_week", "W", "week", "weekly"),
    _resampled("resample_day", "D", "day", "daily"),
    _resampled("resample_quarter", "QS", "quarter", "quarterly"),
    _resampled("resample_year", "YS", "year start", "yearly"),
)


OPERATIONS = (
    *_PERIODS,
    Operation(
        name="resample_count",
        family="dates",
        arguments={
            "date": _DATE,
            "freq": ChoiceArg({"MS": ("month",), "W": ("week",), "D": ("day",), "QS": ("quarter",)}),
            "name": NameArg(("count", "n", "size", "number", "orders", "events")),
        },
        code="{table}.resample({freq!r}, on={date!r}).size().reset_index(name={name!r})",
        nouns=(
            "[the] (number|count) of " + ROWS + " (per|by|each|for each|in each) {freq} [of {date}]",
            "how many " + ROWS + " [there are|we have] (per|each|by|in each) {freq} [of {date}]",
            "[the] " + ROWS + " per {freq} [of {date}]",
            "counts (by|per) {freq} [of {date}]",
        ),
        verbs=(
            "count [the] " + ROWS + " (per|by|for each|in each) {freq} [of {date}]",
            "resample [on {date}] by {freq} and count [(them|the rows|the records)]",
            "tally [the] " + ROWS + " (per|by) {freq} [of {date}]",
        ),
    ),
    Operation(
        name="group_by_date_part",
        family="dates",
        arguments={
            "date": _DATE,
            "part": GROUP_PART,
            "how": AGGREGATE,
            "value": _NUMBER,
            "name": NameArg(("{part}", "{date}_{part}")),
        },
        code=("{table}.groupby({table}[{date!r}].dt.{part}.rename({name!r}))[{value!r}].{how}().reset_index()"),
        nouns=(
            "[the] {how} [of] [the] {value} " + PER + " {part} [of {date}]",
            "{how} {value} by {part} [of {date}]",
            "[the] {value} {how} (per|by) {part} of {date}",
        ),
        verbs=(
            (
                "(group|aggregate|summarise|summarize) [the] {value} by [the] {part} [of {date}] "
                "[(using|with|taking) the] {how}"
            ),
            "(group by|group by the) {part} of {date} and (take|compute|get) [the] {how} [of] {value}",
            "(compute|calculate) [the] {how} [of] {value} (per|for each|by) {part} [of {date}]",
        ),
        needs=_part_varies,
    ),
    Operation(
        name="count_by_date_part",
        family="dates",
        arguments={
            "date": _DATE,
            "part": GROUP_PART,
            "name": NameArg(("{part}", "{date}_{part}")),
            "count": NameArg(("count", "n", "size")),
        },
        code="{table}.groupby({table}[{date!r}].dt.{part}.rename({name!r})).size().reset_index(name={count!r})",
        nouns=(
            "[the] (number|{count}) of " + ROWS + " " + PER + " {part} of {date} [as {name} and {count}]",
            "how many " + ROWS + " [there are] (per|for each|in each) {part} of {date}, in columns {name} and {count}",
        ),
        verbs=("count [the] " + ROWS + " (per|by|for each) {part} of {date} [into {name} and {count}]",),
        needs=_part_varies,
        weight=0.7,
    ),
    Operation(
        name="group_by_weekday",
        family="dates",
        arguments={
            "date": _DATE,
            "how": COMMON_AGGREGATE,
            "value": _NUMBER,
            "name": NameArg(("weekday", "day_name", "day")),
        },
        code="{table}.groupby({table}[{date!r}].dt.day_name().rename({name!r}))[{value!r}].{how}().reset_index()",
        nouns=(
            (
                "[the] {how} [of] [the] {value} (per|by|for each|on each) (weekday|day of the week|weekday "
                "name) [of {date}]"
            ),
            "{how} {value} by (weekday|day of the week|day name) [of {date}]",
        ),
        verbs=(
            (
                "(group|aggregate|summarise|summarize) {value} by [the] (weekday|day of the week|weekday "
                "name) [of {date}] [taking] [the] {how}"
            ),
            "(compute|calculate|compare) [the] {how} [of] {value} (per|across|by) (weekdays|weekday|days of the week)",
        ),
        weight=0.7,
    ),
    Operation(
        name="group_by_month_period",
        family="dates",
        arguments={
            "date": _DATE,
            "how": COMMON_AGGREGATE,
            "value": _NUMBER,
            "name": NameArg(("month", "year_month", "period")),
        },
        code="{table}.groupby({table}[{date!r}].dt.strftime('%Y-%m').rename({name!r}))[{value!r}].{how}().reset_index()",
        nouns=(
            (
                "[the] {how} [of] [the] {value} (per|by|for each) (year and month|year-month|month as "
                "YYYY-MM|YYYY-MM) [of {date}]"
            ),
            "{how} {value} by (year-month|yyyy-mm|month yyyy-mm) [of {date}]",
        ),
        verbs=(
            (
                "(group|aggregate|summarise|summarize) {value} by [the] (year-month|year and month|YYYY-MM) "
                "[of {date}] [taking] [the] {how}"
            ),
            (
                "(compute|calculate) [the] {how} [of] {value} (per|by) (year-month|year and month|month "
                "written as YYYY-MM)"
            ),
        ),
        weight=0.7,
    ),
)
