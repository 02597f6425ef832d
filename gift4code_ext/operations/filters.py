"""Row filters on one column: numbers, equality, membership."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gift4code_ext.operations import flag_filters, text_filters
from gift4code_ext.operations.model import ColumnArg, Operation, ValueArg, ValuesArg
from gift4code_ext.operations.words import COMPARE, DROP, KEEP, ROWS, WHERE

_IS = "(is|equals|=|==|is equal to|is exactly|being)"
_IN = "(in|is in|is one of|is any of|is either|equals one of|among|equal to)"
_OPPOSITE = {">": "<=", "<": ">=", ">=": "<", "<=": ">"}


def _keep_opposite(bound: Mapping[str, Any]) -> str:
    table = bound["table"]
    return f"{table}[{table}[{bound['column']!r}] {_OPPOSITE[bound['op']]} {bound['value']!r}]"


OPERATIONS = (
    Operation(
        name="filter_compare",
        family="filters",
        arguments={"column": ColumnArg(("number",)), "op": COMPARE, "value": ValueArg("column")},
        code="{table}[{table}[{column!r}] {op} {value!r}]",
        nouns=(
            "[all] [the] " + ROWS + " " + WHERE + " [the] {column} [is|value is] {op} {value}",
            "(everything|anything|all|all those) (with|where|that has) [a|the] {column} [is] {op} {value}",
            "{column} {op} {value}",
            "which " + ROWS + " have [a] {column} {op} {value}",
        ),
        verbs=(
            KEEP + " [only] [the] " + ROWS + " " + WHERE + " [the] {column} [is] {op} {value}",
            DROP + " [all] [the] (rows|records) (unless|where not|except where) [the] {column} [is] {op} {value}",
            (
                "(filter|restrict|limit|narrow down|subset) [the data|the table|the rows|rows|data] (on|by|to|"
                "where|for) "
                "{column} {op} {value}"
            ),
            "only [keep] {column} {op} {value}",
            "filter {column} {op} {value}",
        ),
        clauses=(
            (
                "(where|with|having|when|for rows where|only where|considering only rows where|whenever) [the|their] "
                "{column} [is] {op} {value}"
            ),
            "(for|with) [a] {column} {op} {value}",
            "(for|among|of) (those|ones|rows|records) (with|where) {column} [is] {op} {value}",
            "if {column} [is] {op} {value}",
            "counting only {column} {op} {value}",
        ),
        weight=2.0,
    ),
    Operation(
        name="having_compare",
        family="filters",
        arguments={"column": ColumnArg(("number",)), "op": COMPARE, "value": ValueArg("column")},
        code="{table}[{table}[{column!r}] {op} {value!r}]",
        clauses=(
            "(keep|keeping|showing|show|leaving) only (those|the ones|results|groups|rows) "
            + WHERE
            + " {column} [is] {op} {value}",
            "only (those|the ones|results|groups) (with|where) {column} [is] {op} {value}",
            "(having|filtered to|limited to|restricted to) {column} {op} {value}",
        ),
        place="after",
    ),
    Operation(
        name="drop_compare",
        family="filters",
        arguments={"column": ColumnArg(("number",)), "op": COMPARE, "value": ValueArg("column")},
        code=_keep_opposite,
        nouns=(
            "[all] [the] "
            + ROWS
            + " (except|but|without|other than|excluding) (those|ones|rows) (with|where) [a] {column} [is] "
            "{op} {value}",
            "(everything|all rows) except where {column} is {op} {value}",
        ),
        verbs=(
            DROP + " [all] [the] " + ROWS + " " + WHERE + " [the] {column} [is] {op} {value}",
            DROP + " [everything|anything] [with] [a] {column} {op} {value}",
            "(filter out|remove|drop) {column} {op} {value}",
        ),
        clauses=(
            "(excluding|without|ignoring|leaving out|not counting|except) "
            + ROWS
            + " "
            + WHERE
            + " {column} [is] {op} {value}",
            "(excluding|ignoring|without|not counting) {column} {op} {value}",
        ),
        weight=0.8,
    ),
    Operation(
        name="filter_equal",
        family="filters",
        arguments={"column": ColumnArg(("cat",)), "value": ValueArg("column")},
        code="{table}[{table}[{column!r}] == {value!r}]",
        nouns=(
            "[all] [the] " + ROWS + " " + WHERE + " [the] {column} " + _IS + " {value}",
            "[all] [the] {value} " + ROWS,
            "(just|only) [the] {value} [rows|ones|records]",
            "(everything|all data|data|records|rows) (for|from|about|of) [{column}] {value}",
            "which " + ROWS + " (have|belong to) [{column}] {value}",
            "{column} {value} only",
        ),
        verbs=(
            KEEP + " [only] [the] " + ROWS + " " + WHERE + " {column} " + _IS + " {value}",
            (
                "(filter|restrict|limit|narrow down|subset) [the data|the table|rows|down] (to|on|by|for) "
                "[{column}] [=|"
                "is] {value}"
            ),
            "(keep|show|select) only {value}",
            DROP + " (everything|all rows|rows) (except|but|other than) [{column}] {value}",
            "filter {column} {value}",
        ),
        clauses=(
            "(where|with|when|only where|for rows where|if) [the] {column} " + _IS + " {value}",
            "(for|in|among|of|from|at) [the] {value}",
            "for {value} (only|rows|records)",
            "(within|inside|for) {column} {value}",
            "(considering|using|counting|looking at) only {value} [rows]",
            "(only {value}|{value} only)",
        ),
        weight=2.0,
    ),
    Operation(
        name="filter_equal_number",
        family="filters",
        arguments={"column": ColumnArg(("int",), repeats=True), "value": ValueArg("column")},
        code="{table}[{table}[{column!r}] == {value!r}]",
        nouns=(
            "[all] [the] " + ROWS + " " + WHERE + " [the] {column} [is|equals|=|==|of|equal to|exactly] {value}",
            "(rows|records|everything) (for|from|of) {column} {value}",
            "(only|just) {column} {value}",
        ),
        verbs=(
            KEEP + " [only] " + ROWS + " " + WHERE + " {column} (is|equals|=|==|is exactly) {value}",
            "filter [to|on|by] {column} [=|==|is|of] {value}",
            "(restrict|limit|subset) [the data|rows] to {column} {value}",
        ),
        clauses=(
            "(where|with|when|for rows where|if) [the] {column} (is|equals|=|==) {value}",
            "(for|in|of|with) {column} {value}",
        ),
    ),
    Operation(
        name="filter_not_equal",
        family="filters",
        arguments={"column": ColumnArg(("cat",)), "value": ValueArg("column")},
        code="{table}[{table}[{column!r}] != {value!r}]",
        nouns=(
            "[all] [the] "
            + ROWS
            + " "
            + WHERE
            + " {column} (is not|isn't|is different from|!=|does not equal|is anything but|is other than) {value}",
            "[all] " + ROWS + " (except|excluding|other than|but|without|not) {column} {value}",
            "(everything|all rows|all) (except|but|besides|other than) {column} {value}",
        ),
        verbs=(
            DROP + " [all] [the] " + ROWS + " " + WHERE + " {column} (is|equals|=|==) {value}",
            KEEP + " [only] " + ROWS + " " + WHERE + " {column} (is not|isn't|!=|<>) {value}",
            DROP + " [{column}] {value}",
        ),
        clauses=(
            "(where|when|for rows where|only where|if) {column} (is not|isn't|!=|does not equal|<>) {value}",
            "(excluding|without|except|ignoring|leaving out|apart from|not counting|other than) [{column}] {value}",
        ),
    ),
    Operation(
        name="filter_isin",
        family="filters",
        arguments={"column": ColumnArg(("cat",)), "values": ValuesArg("column")},
        code="{table}[{table}[{column!r}].isin({values!r})]",
        nouns=(
            "[all] [the] " + ROWS + " " + WHERE + " [the] {column} " + _IN + " {values}",
            "[all] [the] " + ROWS + " (for|from|with|of) [{column}] {values}",
            "(only|just) [{column}] {values}",
        ),
        verbs=(
            KEEP + " [only] " + ROWS + " " + WHERE + " {column} " + _IN + " {values}",
            "(filter|restrict|limit|subset) [the data|rows] [to|on|by] {column} [in|to] {values}",
            DROP + " (everything|all rows|rows) (except|but|not in) [{column}] {values}",
        ),
        clauses=(
            "(where|for|with|when|if) [the] {column} " + _IN + " {values}",
            "(for|among|in|from|of) [{column}] {values} [only]",
            "(considering|using|counting) only {values}",
        ),
        weight=1.3,
    ),
    Operation(
        name="filter_not_isin",
        family="filters",
        arguments={"column": ColumnArg(("cat",)), "values": ValuesArg("column")},
        code="{table}[~{table}[{column!r}].isin({values!r})]",
        nouns=(
            "[all] [the] "
            + ROWS
            + " "
            + WHERE
            + " {column} (is not in|is not one of|not in|is neither|is none of|isn't any of) {values}",
            "(everything|all rows|all) (except|but|excluding|besides|other than) {column} {values}",
        ),
        verbs=(
            DROP + " [all] " + ROWS + " " + WHERE + " {column} " + _IN + " {values}",
            KEEP + " only " + ROWS + " " + WHERE + " {column} (is not in|not in|is none of|isn't one of) {values}",
            DROP + " [{column}] {values}",
        ),
        clauses=(
            "(where|when|if) {column} (is not|is not in|not in|is none of|is neither) {values}",
            "(excluding|without|except|ignoring|leaving out|apart from|not counting) [{column}] {values}",
        ),
    ),
    Operation(
        name="filter_not_equal_number",
        family="filters",
        arguments={"column": ColumnArg(("int",), repeats=True), "value": ValueArg("column")},
        code="{table}[{table}[{column!r}] != {value!r}]",
        nouns=(
            "[all] [the] "
            + ROWS
            + " "
            + WHERE
            + " {column} (is not|isn't|!=|<>|does not equal|is different from) {value}",
        ),
        verbs=(
            DROP + " [all] [the] " + ROWS + " " + WHERE + " {column} (is|equals|=|==) {value}",
            KEEP + " [only] " + ROWS + " " + WHERE + " {column} (is not|isn't|!=|<>) {value}",
        ),
        clauses=(
            "(where|when|if) {column} (is not|isn't|!=|<>) {value}",
            "(excluding|without|ignoring|except) {column} {value}",
        ),
        weight=0.7,
    ),
    Operation(
        name="filter_isin_numbers",
        family="filters",
        arguments={"column": ColumnArg(("int",), repeats=True), "values": ValuesArg("column")},
        code="{table}[{table}[{column!r}].isin({values!r})]",
        nouns=(
            "[all] [the] " + ROWS + " " + WHERE + " [the] {column} " + _IN + " {values}",
            "[all] [the] " + ROWS + " (for|from|with|of) {column} {values}",
        ),
        verbs=(
            KEEP + " [only] " + ROWS + " " + WHERE + " {column} " + _IN + " {values}",
            "(filter|restrict|limit) [to] {column} [in] {values}",
        ),
        clauses=("(where|for|with|if) {column} " + _IN + " {values}", "(for|in|with) {column} {values} [only]"),
        weight=0.7,
    ),
    *flag_filters.OPERATIONS,
    *text_filters.OPERATIONS,
)
