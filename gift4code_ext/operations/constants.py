"""Columns computed with numbers: multiples, percentages, sums, and constant columns."""

from __future__ import annotations

from gift4code_ext.operations.model import ChoiceArg, ColumnArg, ConstantArg, NameArg, Operation


class Percent(float):
    """A share that people say in percent: printed into code as ``0.1``, said as ``10%``."""

    def __str__(self) -> str:
        return f"{self * 100:g}%"


_SHARES = tuple(Percent(share) for share in (0.01, 0.02, 0.05, 0.07, 0.08, 0.1, 0.12, 0.15, 0.19, 0.2, 0.25, 0.3, 0.5))
_FACTORS = (2, 3, 4, 5, 10, 12, 52, 60, 100, 365, 1000, 0.5, 0.9, 1.1, 1.2, 1.5, 2.54, 1.609)
_DIVISORS = (2, 3, 7, 10, 12, 24, 30, 60, 100, 365, 1000, 1024, 1000000, 2.54)
_NUMBER = ColumnArg(("number",))


OPERATIONS = (
    Operation(
        name="multiply_constant",
        family="columns",
        arguments={
            "column": _NUMBER,
            "factor": ConstantArg(_FACTORS),
            "name": NameArg(("{column}_scaled", "{column}_converted", "scaled", "{column}_adjusted")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}] * {factor!r}}})",
        nouns=(
            "{column} (times|multiplied by|*|x) {factor} [(as|in) a new column]",
            "{name} = {column} * {factor}",
            "[a] [new] column {name} with {column} (times|*|multiplied by) {factor}",
        ),
        verbs=(
            "multiply {column} by {factor} (in|into|as|to get) [a] (new column|{name})",
            (
                "(add|create|make) [a] [new] column [called|named] {name} (as|that is|=) {column} "
                "(times|*|multiplied by) {factor}"
            ),
            "(compute|calculate|define) {name} as {factor} (times|*) {column}",
            "(scale|convert) {column} (by|with) [a] [factor] [of] {factor} into [the] [column] {name}",
        ),
        clauses=("(where|with) {name} (is|being|=) {column} (times|*) {factor}",),
    ),
    Operation(
        name="scale_column",
        family="columns",
        arguments={"column": _NUMBER, "factor": ConstantArg(_FACTORS)},
        code="{table}.assign(**{{{column!r}: {table}[{column!r}] * {factor!r}}})",
        verbs=(
            "multiply [the] [column] {column} by {factor} [in place]",
            "multiply (all|every) {column} [values] by {factor}",
            "scale {column} by [a factor of] {factor}",
            "(update|change|set) {column} to {column} * {factor}",
            "{column} *= {factor}",
        ),
        clauses=(
            "(after multiplying|multiplying) {column} by {factor}",
            "with {column} (multiplied|scaled) by {factor}",
        ),
        weight=0.6,
    ),
    Operation(
        name="divide_constant",
        family="columns",
        arguments={"column": _NUMBER, "divisor": ConstantArg(_DIVISORS)},
        code="{table}.assign(**{{{column!r}: {table}[{column!r}] / {divisor!r}}})",
        nouns=("{column} (divided by|/|over) {divisor}", "{column} in units of {divisor}"),
        verbs=(
            "divide [the] [column] {column} by {divisor} [in place]",
            "(express|show) {column} (divided by|in units of) {divisor}",
            "(update|change|set) {column} to {column} / {divisor}",
            "{column} /= {divisor}",
            "scale {column} down by [a factor of] {divisor}",
        ),
        clauses=("with {column} divided by {divisor}", "(after dividing|dividing) {column} by {divisor}"),
        weight=0.6,
    ),
    Operation(
        name="increase_percent",
        family="columns",
        arguments={
            "column": _NUMBER,
            "sign": ChoiceArg(
                {
                    "+": ("increase", "raise", "bump", "mark up", "grow", "lift"),
                    "-": ("reduce", "decrease", "cut", "lower", "discount", "mark down"),
                }
            ),
            "share": ConstantArg(_SHARES),
        },
        code="{table}.assign(**{{{column!r}: {table}[{column!r}] * (1 {sign} {share!r})}})",
        verbs=(
            "{sign} [all|every|each|the] {column} [values] by {share}",
            "{sign} [the] [column] {column} by {share}",
            "{sign} {share} [on] {column}",
            "apply a {share} ({sign}) to {column}",
        ),
    ),
    Operation(
        name="percent_tax_column",
        family="columns",
        arguments={
            "column": _NUMBER,
            "share": ConstantArg(_SHARES),
            "name": NameArg(("tax", "vat", "commission", "fee", "discount", "bonus", "deposit")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}] * {share!r}}})",
        nouns=(
            "{share} of {column} [for each row|as a new column]",
            "[a] [new] column {name} with {share} of {column}",
            "{name} = {share} of {column}",
            "[a] {name} of {share} on {column}",
        ),
        verbs=(
            "(add|create|make) [a] [new] column [called] {name} (as|that is|with|equal to) {share} of [the] {column}",
            "(compute|calculate|work out) [a] [the] {name} (as|of|at) {share} (of|on) {column}",
            "take {share} of {column} as {name}",
        ),
        clauses=("(where|with) [the] {name} (is|being|=) {share} of {column}",),
        weight=0.8,
    ),
    Operation(
        name="add_constant",
        family="columns",
        arguments={
            "column": _NUMBER,
            "sign": ChoiceArg({"+": ("plus", "+", "increased by"), "-": ("minus", "-", "less", "reduced by")}),
            "amount": ConstantArg((1, 2, 3, 5, 10, 15, 20, 25, 32, 50, 100, 500, 1000, 0.5)),
            "name": NameArg(("{column}_new", "adjusted", "{column}_adjusted", "shifted")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}] {sign} {amount!r}}})",
        nouns=(
            "{column} {sign} {amount} [(as|in) a new column]",
            "{name} = {column} {sign} {amount}",
            "[a] [new] column {name} with {column} {sign} {amount}",
        ),
        verbs=(
            "(add|create|make) [a] [new] column [called|named] {name} (as|that is|equal to|=) {column} {sign} {amount}",
            "(compute|calculate|define) {name} as {column} {sign} {amount}",
        ),
        clauses=("(where|with) {name} (is|being|=) {column} {sign} {amount}",),
        weight=0.7,
    ),
    Operation(
        name="assign_constant",
        family="columns",
        arguments={
            "name": NameArg(("source", "status", "currency", "batch", "version", "checked", "region_code", "note")),
            "value": ConstantArg(
                (0, 1, 5, 100, 2023, 2024, "new", "unknown", "EUR", "USD", "pending", "A", "ok", True, False)
            ),
        },
        code="{table}.assign(**{{{name!r}: {value!r}}})",
        nouns=("[the] [same] table with [a] [new] [column] {name} (set to|equal to|=|of) {value}",),
        verbs=(
            (
                "(add|create|insert|append|make) [a] [new] [constant] column [called|named] {name} "
                "(with|with value|equal to|=|set to|holding) {value} [for all rows|for every row]"
            ),
            "set [a] [new] column {name} to {value} [everywhere|for all rows|in every row]",
            "(fill|put) [a] [new] [column] {name} with {value} (everywhere|in every row|for all rows)",
            "{name} = {value} (for all rows|for everyone|everywhere)",
        ),
        clauses=("(with|plus) [a] [constant] column {name} (set to|=|equal to) {value}",),
        place="after",
        weight=0.7,
    ),
    Operation(
        name="set_column_value",
        family="columns",
        arguments={
            "column": ColumnArg(("number", "cat")),
            "value": ConstantArg((0, 1, 5, 10, 100, "unknown", "none", "other")),
        },
        code="{table}.assign(**{{{column!r}: {value!r}}})",
        verbs=(
            (
                "(set|overwrite|replace) [the] [whole|entire] [column] {column} (to|with) [the value] "
                "{value} [everywhere|for all rows|in every row]"
            ),
            "(make|put) (all|every) [the] {column} [values] [equal to] {value}",
            "{column} = {value} (for all rows|in every row|everywhere)",
        ),
        weight=0.4,
    ),
)
