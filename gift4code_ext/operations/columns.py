"""Computed columns: arithmetic between columns and along rows, and what the other column files hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations import across, constants, flags, rescaling
from gift4code_ext.operations.model import ChoiceArg, ColumnArg, ColumnsArg, NameArg, Operation

if TYPE_CHECKING:
    import pandas as pd

ROW_STATISTIC = ChoiceArg(
    {
        "mean": ("average", "mean", "avg"),
        "max": ("maximum", "max", "largest", "highest", "greatest", "biggest"),
        "min": ("minimum", "min", "smallest", "lowest"),
        "median": ("median", "middle value"),
    }
)
_NUMBER = ColumnArg(("number",))
_PAIR = {"left": _NUMBER, "right": ColumnArg(("number",), not_in=("left",))}


def _divisible(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return not bool((frames[0][bound["right"]] == 0).any())


OPERATIONS = (
    Operation(
        name="add_columns",
        family="columns",
        arguments={**_PAIR, "name": NameArg(("total", "sum", "combined", "overall", "subtotal", "grand_total"))},
        code="{table}.assign(**{{{name!r}: {table}[{left!r}] + {table}[{right!r}]}})",
        nouns=(
            "[the] (sum|total) of {left} and {right} [for (each|every) row]",
            "{left} (plus|+|added to) {right} [(as|in) a new column]",
            "[a] [new] column {name} (with|holding|containing) the (sum|total) of {left} and {right}",
            "{name} = {left} + {right}",
        ),
        verbs=(
            "add [up] {left} and {right} [row by row|for each row|in each row]",
            (
                "(add|create|make) [a] [new] column [called|named] {name} (as|that is|equal to|=) [the sum "
                "of] {left} (+|plus|and) {right}"
            ),
            "sum [the] [columns] {left} and {right} into {name}",
            "(compute|calculate|work out|define) {name} as {left} (plus|+) {right}",
            "(combine|total) {left} (and|with) {right} (into|in) [a] [new column] {name}",
        ),
        clauses=(
            "(where|with) {name} (is|being|=|defined as|as) {left} (plus|+) {right}",
            "(using|with) {name} = {left} + {right}",
        ),
    ),
    Operation(
        name="subtract_columns",
        family="columns",
        arguments={
            **_PAIR,
            "name": NameArg(("difference", "diff", "profit", "gap", "net", "change", "delta", "margin")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{left!r}] - {table}[{right!r}]}})",
        nouns=(
            "[the] (difference|gap|spread) between {left} and {right} [for (each|every) row]",
            "{left} (minus|less|-|net of|without) {right} [(as|in) a new column]",
            "[a] [new] column {name} with {left} (minus|less|-) {right}",
            "{name} = {left} - {right}",
            "how much {left} (exceeds|is above|is over) {right}",
        ),
        verbs=(
            "subtract {right} from {left} [for each row|row by row]",
            (
                "(add|create|make) [a] [new] column [called|named] {name} (as|that is|equal to|=) {left} "
                "(minus|-|less) {right}"
            ),
            "(compute|calculate|work out|define) {name} as {left} (minus|-|less) {right}",
            "(take|deduct) {right} (off|from) {left}",
            "(compute|calculate|get) the difference (of|between) {left} and {right} (in|as) {name}",
        ),
        clauses=(
            "(where|with) {name} (is|being|=|defined as|as) {left} (minus|-|less) {right}",
            "(using|with) {name} = {left} - {right}",
        ),
    ),
    Operation(
        name="multiply_columns",
        family="columns",
        arguments={
            **_PAIR,
            "name": NameArg(("total", "revenue", "amount", "product", "value", "cost", "sales", "turnover")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{left!r}] * {table}[{right!r}]}})",
        nouns=(
            "[the] product of {left} and {right} [for (each|every) row]",
            "{left} (times|multiplied by|*|x) {right} [(as|in) a new column]",
            "[a] [new] column {name} with {left} (times|*|multiplied by) {right}",
            "{name} = {left} * {right}",
        ),
        verbs=(
            "multiply {left} (by|with|and) {right} [for each row|row by row]",
            (
                "(add|create|make) [a] [new] column [called|named] {name} (as|that is|equal to|=) {left} "
                "(times|*|multiplied by|x) {right}"
            ),
            "(compute|calculate|work out|define|derive) [the] {name} as {left} (times|*|x) {right}",
            "(compute|calculate|get) {name} (from|out of) {left} and {right} by multiplying [them]",
        ),
        clauses=(
            "(where|with) {name} (is|being|=|defined as|as) {left} (times|*|multiplied by|x) {right}",
            "(using|with) {name} = {left} * {right}",
        ),
        weight=1.3,
    ),
    Operation(
        name="divide_columns",
        family="columns",
        arguments={**_PAIR, "name": NameArg(("ratio", "rate", "per_unit", "quotient", "average", "share"))},
        code="{table}.assign(**{{{name!r}: {table}[{left!r}] / {table}[{right!r}]}})",
        nouns=(
            "[the] ratio (of|between) {left} (to|and|over) {right} [for (each|every) row]",
            "{left} (divided by|/|over) {right} [(as|in) a new column]",
            "{left} per {right} [for each row|as a new column]",
            "[a] [new] column {name} with {left} (divided by|/|over) {right}",
            "{name} = {left} / {right}",
        ),
        verbs=(
            "divide {left} by {right} [for each row|row by row]",
            (
                "(add|create|make) [a] [new] column [called|named] {name} (as|that is|equal to|=) {left} "
                "(divided by|/|over) {right}"
            ),
            "(compute|calculate|work out|define|derive) [the] {name} as {left} (/|divided by|over) {right}",
        ),
        clauses=(
            "(where|with) {name} (is|being|=|defined as|as) {left} (divided by|/|over|per) {right}",
            "(using|with) {name} = {left} / {right}",
        ),
        needs=_divisible,
    ),
    Operation(
        name="percent_of_column",
        family="columns",
        arguments={**_PAIR, "name": NameArg(("percent", "pct", "percentage", "rate_pct", "share_pct"))},
        code="{table}.assign(**{{{name!r}: {table}[{left!r}] / {table}[{right!r}] * 100}})",
        nouns=(
            "{left} as [a] (percent|percentage|%) of {right} [for each row]",
            "[the] (percentage|percent|%) of {right} that {left} (is|makes up|represents)",
            "{name} = {left} / {right} * 100",
            "[the] percentage {left} over {right}",
        ),
        verbs=(
            "(express|show|give|compute|calculate) {left} as [a] (percent|percentage|%) of {right}",
            (
                "(add|create|make) [a] [new] column {name} (with|as) {left} (as a percentage of|in percent "
                "of|as % of) {right}"
            ),
            "(compute|calculate) what (percent|percentage) of {right} {left} is",
        ),
        clauses=(
            "with {name} = {left} / {right} * 100",
            "(where|with) {name} (is|being) {left} (in percent of|as % of) {right}",
        ),
        needs=_divisible,
    ),
    Operation(
        name="percent_change_between",
        family="columns",
        arguments={**_PAIR, "name": NameArg(("growth", "pct_change", "change_pct", "increase_pct", "growth_rate"))},
        code="{table}.assign(**{{{name!r}: ({table}[{left!r}] - {table}[{right!r}]) / {table}[{right!r}] * 100}})",
        nouns=(
            "[the] (percent|percentage|relative|%) (change|increase|difference|growth) from {right} to {left}",
            "[the] growth from {right} to {left} in (percent|%)",
            "by (how many|what) percent {left} (exceeds|is above|differs from|is up on) {right}",
            "{left} (vs|versus|compared to|against|over) {right} in percent change",
        ),
        verbs=(
            "(compute|calculate|work out) [the] (percent|percentage|%) (change|growth|increase) from {right} to {left}",
            "(add|create) [a] [new] column {name} with [the] (percent|percentage|%) change (from|of) {right} to {left}",
            "(compare|show) {left} (with|to|against) {right} as [a] (percentage|percent) change",
        ),
        clauses=("with {name} [as|being] the (percent|percentage) change from {right} to {left}",),
        needs=_divisible,
        weight=0.7,
    ),
    Operation(
        name="row_sum",
        family="columns",
        arguments={"columns": ColumnsArg(("number",), 3, 4), "name": NameArg(("total", "sum", "row_total", "overall"))},
        code="{table}.assign(**{{{name!r}: {table}[{columns!r}].sum(axis=1)}})",
        nouns=(
            "[the] (sum|total) of {columns} (for|in) (each|every) row",
            "[the] (row total|row-wise sum|rowwise sum|row sum) (of|over|across) {columns}",
            "[a] [new] column {name} with the (sum|total) of {columns}",
        ),
        verbs=(
            "(sum|add|add up|total) {columns} (across|row by row|per row|for each row|row-wise|horizontally)",
            "(add|create|make) [a] [new] column [called|named] {name} (as|with|=) [the] (sum|total) of {columns}",
            "(sum|add up|total) [the columns] {columns} into {name}",
        ),
        clauses=("(where|with) {name} (is|being|=|as) the (sum|total) of {columns}",),
    ),
    Operation(
        name="row_statistic",
        family="columns",
        arguments={
            "how": ROW_STATISTIC,
            "columns": ColumnsArg(("number",), 2, 4),
            "name": NameArg(("{how}", "row_{how}", "{how}_value")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{columns!r}].{how}(axis=1)}})",
        nouns=(
            "[the] {how} of {columns} (for|in) (each|every) row",
            "[the] row-wise {how} (of|over|across) {columns}",
            "[the] {how} (across|over) [the columns] {columns}",
            "[a] [new] column {name} with the {how} of {columns}",
        ),
        verbs=(
            "(add|create|make) [a] [new] column [called|named] {name} (as|with|=) [the] {how} of {columns}",
            "(compute|calculate|take|get) [the] {how} of {columns} (row by row|per row|for each row|row-wise)",
        ),
        clauses=("(where|with) {name} (is|being|=|as) the {how} of {columns} [in each row]",),
    ),
    Operation(
        name="row_number",
        family="columns",
        arguments={"name": NameArg(("row_number", "id", "n", "row", "number", "position", "row_id"))},
        code="{table}.assign(**{{{name!r}: range(1, len({table}) + 1)}})",
        nouns=(
            "[the] row (number|numbers) [(from|starting at) 1] [as a new column]",
            "[a] [new] column {name} (counting|numbering) the rows [from 1]",
            "[a] running [row] number",
        ),
        verbs=(
            "(add|create|insert) [a] [column with] [the] row (number|numbers) [(starting at|from) 1]",
            "number [all] the rows [from 1|starting at one|1, 2, 3 ...]",
            (
                "(add|create|make) [a] [new] [sequential] [id] column {name} (from 1 to n|counting from "
                "1|with 1, 2, 3|numbering the rows)"
            ),
        ),
        clauses=("with [a] row (number|numbers)", "numbered [from 1]"),
        place="after",
        weight=0.6,
    ),
    *across.OPERATIONS,
    *constants.OPERATIONS,
    *flags.OPERATIONS,
    *rescaling.OPERATIONS,
)
