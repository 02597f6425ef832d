"""Dates: parsing, parts, differences and shifted dates; aggregates by period from their own file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations import periods
from gift4code_ext.operations.model import ChoiceArg, ColumnArg, IntegerArg, NameArg, Operation, ValueArg
from gift4code_ext.operations.words import ADD, COLUMN, ROWS

if TYPE_CHECKING:
    import pandas as pd

_DATE = ColumnArg(("date",))
PART = ChoiceArg(
    {
        "year": ("year", "year", "calendar year"),
        "month": ("month", "month number", "month of the year"),
        "day": ("day", "day of the month", "day of month"),
        "quarter": ("quarter", "quarter number", "quarter of the year"),
        "day_of_week": ("weekday number", "day of week number", "day of the week as a number", "dayofweek"),
        "day_of_year": ("day of year", "day of the year", "day number in the year"),
        "hour": ("hour", "hour of the day", "hour of day"),
    }
)
FORMAT = ChoiceArg(
    {
        "%d/%m/%Y": ("dd/mm/yyyy", "DD/MM/YYYY", "day/month/year"),
        "%m/%d/%Y": ("mm/dd/yyyy", "MM/DD/YYYY", "month/day/year", "US format"),
        "%Y-%m-%d": ("yyyy-mm-dd", "YYYY-MM-DD", "ISO format", "iso"),
        "%d.%m.%Y": ("dd.mm.yyyy", "DD.MM.YYYY", "German format", "day.month.year"),
        "%d-%b-%Y": ("dd-mmm-yyyy", "day-month name-year", "like 05-Jan-2024"),
        "%Y%m%d": ("yyyymmdd", "YYYYMMDD", "compact form without separators"),
        "%B %Y": ("month name and year", "month name year", "like January 2024"),
    }
)


def _part_varies(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return int(getattr(frames[0][bound["date"]].dt, bound["part"]).nunique()) > 1


OPERATIONS = (
    Operation(
        name="to_datetime",
        family="dates",
        arguments={"column": ColumnArg(("datetext",))},
        code="{table}.assign(**{{{column!r}: pd.to_datetime({table}[{column!r}])}})",
        nouns=(
            "{column} as [a] (date|datetime|proper date|real dates|timestamp|dates)",
            "[the] (parsed|proper) {column} dates",
        ),
        verbs=(
            (
                "(convert|parse|turn|change|cast|make) [the] [column] {column} (to|into|as) [a] "
                "(datetime|date|dates|datetimes|timestamp|pandas datetime)"
            ),
            "(change|set) [the] (type|dtype|data type) of {column} to (datetime|date|datetime64)",
            "(read|interpret|treat) [the] [text in] {column} as (dates|datetime|a date)",
            "parse [the] dates (in|of) {column}",
            "to_datetime {column}",
        ),
        clauses=(
            "with {column} (parsed|read|converted) (as|to|into) [a] (date|dates|datetime)",
            "(after parsing|parsing) {column} as (dates|datetime)",
        ),
        weight=1.5,
    ),
    Operation(
        name="date_part",
        family="dates",
        arguments={"date": _DATE, "part": PART, "name": NameArg(("{part}", "{date}_{part}"))},
        code="{table}.assign(**{{{name!r}: {table}[{date!r}].dt.{part}}})",
        nouns=(
            "[the] {part} of [the] {date} [(as|in) a new column]",
            COLUMN + " (with|for|holding) the {part} of {date}",
            "{date} {part}",
        ),
        verbs=(
            "(extract|get|take|pull|pull out) [the] {part} (from|of|out of) [the] {date}",
            ADD + " " + COLUMN + " [{name}] (with|for|holding) [the] {part} (of|from) {date}",
            "(add|create) [the] {part} (from|of) {date} as {name}",
            "derive [the] {part} from {date}",
        ),
        clauses=("(with|plus|including) the {part} of {date} [as a column]",),
        needs=_part_varies,
        weight=1.5,
    ),
    Operation(
        name="weekday_name",
        family="dates",
        arguments={"date": _DATE, "name": NameArg(("weekday", "day_name", "day_of_week", "dow"))},
        code="{table}.assign(**{{{name!r}: {table}[{date!r}].dt.day_name()}})",
        nouns=(
            "[the] (weekday|name of the weekday|day of the week|weekday name|day name) (of|for) [the] {date}",
            "which (weekday|day of the week) [each] {date} (is|falls on|was)",
            COLUMN + " [{name}] with the (weekday|name of the weekday|day of the week|weekday name) of {date}",
        ),
        verbs=(
            (
                "(extract|get|add) [the] (weekday|name of the weekday|day of the week|weekday name|day name) "
                "(from|of) {date}"
            ),
            ADD
            + " "
            + COLUMN
            + " {name} (saying|with|showing) (which weekday|the day of the week) {date} (is|falls on|was)",
            "(turn|convert) {date} into [the] (weekday name|name of the weekday) [as {name}]",
        ),
        clauses=("(with|plus|including) the (weekday|day of the week|day name) of {date}",),
    ),
    Operation(
        name="month_name",
        family="dates",
        arguments={"date": _DATE, "name": NameArg(("month_name", "month", "name_of_month"))},
        code="{table}.assign(**{{{name!r}: {table}[{date!r}].dt.month_name()}})",
        nouns=(
            "[the] (month name|name of the month) (of|for) [the] {date}",
            COLUMN + " [{name}] with the (month name|name of the month|month as a word) of {date}",
        ),
        verbs=(
            "(extract|get|add) [the] (month name|name of the month) (from|of) {date}",
            ADD + " " + COLUMN + " {name} with [the] (month name|name of the month|month spelled out|month in words) "
            "(of|from) {date}",
        ),
        clauses=("(with|plus|including) the (month name|name of the month) of {date}",),
        weight=0.6,
    ),
    Operation(
        name="month_period",
        family="dates",
        arguments={"date": _DATE, "name": NameArg(("month", "year_month", "period", "yearmonth", "ym"))},
        code="{table}.assign(**{{{name!r}: {table}[{date!r}].dt.strftime('%Y-%m')}})",
        nouns=(
            "[the] (year and month|year-month|yyyy-mm|YYYY-MM|month with year) of [the] {date}",
            COLUMN + " [{name}] with the (year and month|year-month|YYYY-MM|month like 2024-01) of {date}",
            "{date} as (year-month|yyyy-mm|YYYY-MM)",
        ),
        verbs=(
            "(extract|get|add) [the] (year and month|year-month|month as YYYY-MM|yyyy-mm) (from|of) {date}",
            ADD + " " + COLUMN + " {name} with [the] (year-month|YYYY-MM|year and month) of {date}",
            (
                "(turn|convert|truncate|format) {date} (to|into|as) (year-month|YYYY-MM|yyyy-mm|months like "
                "2024-01) [in|as] {name}"
            ),
        ),
        clauses=("(with|plus|including) the (year-month|year and month|YYYY-MM) of {date}",),
    ),
    Operation(
        name="format_date",
        family="dates",
        arguments={"date": _DATE, "format": FORMAT},
        code="{table}.assign(**{{{date!r}: {table}[{date!r}].dt.strftime({format!r})}})",
        nouns=("{date} (in|as|formatted as|written as) {format}",),
        verbs=(
            "(format|show|print|write|display|convert) [the] {date} (as|in|to) {format}",
            "(change|set) [the] [date] format of {date} to {format}",
            "(turn|convert) {date} into [a] (text|string|strings) (like|in|of the form|as) {format}",
        ),
        clauses=("with {date} (formatted as|in|written as|as) {format}",),
        place="after",
        weight=0.8,
    ),
    Operation(
        name="date_only",
        family="dates",
        arguments={"date": _DATE},
        code="{table}.assign(**{{{date!r}: {table}[{date!r}].dt.normalize()}})",
        nouns=("{date} without [the] time [of day]", "[only] the (date|day) part of {date}"),
        verbs=(
            "(remove|drop|strip|cut off) [the] time [part|of day] (from|of|in) {date}",
            "(truncate|floor|round down|normalise|normalize) {date} to [the] (day|date|midnight)",
            "keep only the (date|day) [part] of {date}",
        ),
        clauses=("(ignoring|without) the time [of day] (in|of) {date}",),
        needs=lambda frames, bound: not frames[0][bound["date"]].dt.normalize().equals(frames[0][bound["date"]]),
        weight=0.5,
    ),
    Operation(
        name="week_number",
        family="dates",
        arguments={"date": _DATE, "name": NameArg(("week", "week_number", "iso_week", "calendar_week"))},
        code="{table}.assign(**{{{name!r}: {table}[{date!r}].dt.isocalendar().week}})",
        nouns=("[the] (ISO week|week number|calendar week|iso week number|week of the year) (of|for) [the] {date}",),
        verbs=(
            "(extract|get|add) [the] (ISO week|week number|calendar week|week of the year) (from|of) {date}",
            ADD + " " + COLUMN + " {name} with [the] (week number|ISO week|calendar week) of {date}",
        ),
        clauses=("(with|plus|including) the (week number|calendar week|ISO week) of {date}",),
        weight=0.6,
    ),
    Operation(
        name="weekend_flag",
        family="dates",
        arguments={"date": _DATE, "name": NameArg(("is_weekend", "weekend", "on_weekend"))},
        code="{table}.assign(**{{{name!r}: {table}[{date!r}].dt.day_of_week >= 5}})",
        nouns=(
            "whether [the] {date} (is|falls|was) (on|at|in) (a|the) weekend",
            "[a] weekend (flag|indicator) (for|from) {date}",
        ),
        verbs=(
            "(flag|mark|tag) " + ROWS + " (where|whose) {date} (is|falls) on (a|the) weekend",
            ADD + " [a] [boolean] (column|flag) [{name}] (for|telling|saying) (whether|if) {date} (is|falls) "
            "on (a|the) (weekend|Saturday or Sunday)",
            "(flag|mark) (weekends|weekend rows) (by|using|in) {date}",
        ),
        clauses=("(with|plus) a weekend flag (for|from) {date}",),
        weight=0.6,
    ),
    Operation(
        name="days_between",
        family="dates",
        arguments={
            "end": _DATE,
            "start": ColumnArg(("date",), not_in=("end",)),
            "name": NameArg(("days", "duration", "days_between", "lead_time", "delay", "length_days", "age_days")),
        },
        code="{table}.assign(**{{{name!r}: ({table}[{end!r}] - {table}[{start!r}]).dt.days}})",
        nouns=(
            "[the] [number of] days (between|from) {start} (and|to) {end}",
            "[the] (difference|gap|time|interval) (between {start} and|from {start} to) {end} [in days]",
            "how many days (passed|lie|there are) (between {start} and|from {start} to) {end}",
            "how long [it took] from {start} to {end} [in days]",
            "{name} = {end} - {start} in days",
        ),
        verbs=(
            "subtract {start} from {end} [in days]",
            "(compute|calculate|get|count) [the] [number of] days (between|from) {start} (and|to) {end}",
            ADD
            + " "
            + COLUMN
            + " {name} with [the] (days|number of days|duration|difference in days) (between|from) {start} "
            "(and|to) {end}",
        ),
        clauses=("(where|with) {name} (is|being|=) the [number of] days from {start} to {end}",),
        weight=1.3,
    ),
    Operation(
        name="hours_between",
        family="dates",
        arguments={
            "end": _DATE,
            "start": ColumnArg(("date",), not_in=("end",)),
            "unit": ChoiceArg({3600: ("hours", "hours", "hrs"), 60: ("minutes", "mins"), 604800: ("weeks",)}),
            "name": NameArg(("duration", "elapsed", "time_spent", "length")),
        },
        code="{table}.assign(**{{{name!r}: ({table}[{end!r}] - {table}[{start!r}]).dt.total_seconds() / {unit}}})",
        nouns=(
            "[the] [number of] {unit} (between|from) {start} (and|to) {end}",
            "[the] (difference|duration|time) (between {start} and|from {start} to) {end} in {unit}",
        ),
        verbs=(
            "(compute|calculate|get) [the] {unit} (between|from) {start} (and|to) {end}",
            ADD + " " + COLUMN + " {name} with [the] {unit} (between|from) {start} (and|to) {end}",
        ),
        clauses=("(where|with) {name} (is|being) the {unit} from {start} to {end}",),
        weight=0.5,
    ),
    Operation(
        name="days_until",
        family="dates",
        arguments={
            "date": _DATE,
            "value": ValueArg("date"),
            "name": NameArg(("days", "age_days", "days_since", "days_ago")),
        },
        code="{table}.assign(**{{{name!r}: (pd.Timestamp({value!r}) - {table}[{date!r}]).dt.days}})",
        nouns=(
            "[the] [number of] days (from|since) {date} (to|until|up to|till) {value}",
            "[the] age of [each] {date} in days (on|as of|at) {value}",
            "how many days before {value} [each] {date} (is|was)",
        ),
        verbs=(
            "(compute|calculate|count) [the] days (from|since|between) {date} (to|until|and) {value}",
            ADD + " " + COLUMN + " {name} with [the] [number of] days (from|since) {date} (to|until|as of) {value}",
        ),
        clauses=("(where|with) {name} (is|being) the days from {date} to {value}",),
        weight=0.6,
    ),
    Operation(
        name="days_before_latest",
        family="dates",
        arguments={"date": _DATE, "name": NameArg(("recency", "days_ago", "days_since", "age_days"))},
        code="{table}.assign(**{{{name!r}: ({table}[{date!r}].max() - {table}[{date!r}]).dt.days}})",
        nouns=(
            "[the] [number of] days (before|from [each] {date} to|until) the (latest|last|most recent) {date}",
            "[the] recency [in days] (by|of|from) {date}",
            "how (many days|old in days) each row is (compared to|relative to) the (latest|newest|last) {date}",
        ),
        verbs=(
            "(compute|calculate) [the] recency [in days] (from|by|using) {date}",
            ADD
            + " "
            + COLUMN
            + " {name} with [the] days (between|from) [each] {date} (and|to) the (latest|last|most recent) one",
        ),
        clauses=("(with|plus) the days (before|until) the (latest|last) {date}",),
        weight=0.5,
    ),
    Operation(
        name="add_days",
        family="dates",
        arguments={
            "date": _DATE,
            "sign": ChoiceArg({"+": ("after", "past", "later than"), "-": ("before", "ahead of", "earlier than")}),
            "days": IntegerArg(1, 90),
            "name": NameArg(("due_date", "deadline", "shifted", "reminder", "new_date", "follow_up")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{date!r}] {sign} pd.Timedelta(days={days})}})",
        nouns=(
            "[the] (date|day) {days} days {sign} [the] {date}",
            COLUMN + " {name} {days} days {sign} {date}",
            "{name} = {days} days {sign} {date}",
        ),
        verbs=(
            ADD + " " + COLUMN + " {name} (that is|with the date|lying|which is) {days} days {sign} {date}",
            "(compute|calculate|set) [the] {name} (as|to) {days} days {sign} {date}",
        ),
        clauses=("(where|with) [the] {name} (is|being) {days} days {sign} {date}",),
        weight=0.8,
    ),
    Operation(
        name="days_since_previous",
        family="dates",
        arguments={"date": _DATE, "name": NameArg(("gap", "days_since_previous", "days_since_last", "interval"))},
        code="{table}.assign(**{{{name!r}: {table}[{date!r}].diff().dt.days}})",
        nouns=(
            (
                "[the] [number of] days (since|from|between) the (previous|preceding|last|prior) {date} "
                "[(for|in) each row]"
            ),
            "[the] (gap|gaps|interval) in days between (consecutive|successive) {date} [values]",
        ),
        verbs=(
            (
                "(compute|calculate|get) [the] (days|gap in days|number of days) (since|from) the "
                "(previous|preceding|prior) (row|{date})"
            ),
            ADD + " " + COLUMN + " {name} with [the] days (since|from|to) the (previous|preceding) (row|{date})",
        ),
        clauses=("(with|plus) the days since the previous {date}",),
        place="after",
        weight=0.6,
    ),
    *periods.OPERATIONS,
)
