"""Order: sorting by one or two columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gift4code_ext.operations import ranking
from gift4code_ext.operations.model import ChoiceArg, ColumnArg, Operation
from gift4code_ext.operations.words import (
    DATE_ORDER,
    NUMBER_ORDER,
    PLAIN_ORDER,
    TEXT_ORDER,
    ascending,
)

_SORT = "(sort|sort|sort|order|arrange)"
_DATA = "[the data|the table|the rows|rows|it|them|everything|the result]"
_SORTED = "(sorted|sorted|ordered|sort|order|arranged)"


def _sort_one(bound: Mapping[str, Any]) -> str:
    return f"{bound['table']}.sort_values({bound['column']!r}{ascending(bound)})"


def _sort_two(bound: Mapping[str, Any]) -> str:
    orders = [bound["ascending"], bound["ascending2"]]
    return f"{bound['table']}.sort_values([{bound['column']!r}, {bound['column2']!r}], ascending={orders})"


def _sort_together(bound: Mapping[str, Any]) -> str:
    return f"{bound['table']}.sort_values([{bound['column']!r}, {bound['column2']!r}]{ascending(bound)})"


OPERATIONS = (
    Operation(
        name="sort_numbers",
        family="sorting",
        arguments={"column": ColumnArg(("number",)), "ascending": NUMBER_ORDER},
        code=_sort_one,
        nouns=(
            "[the] (rows|records|table|data) " + _SORTED + " by [the] {column} {ascending}",
            "(everything|all rows|the whole table) " + _SORTED + " (by|on) {column} {ascending}",
        ),
        verbs=(
            _SORT + " " + _DATA + " (by|on) [the] [column] {column} {ascending}",
            "sort {ascending} by {column}",
            "sort values (by|on) {column} {ascending}",
            "order by {column} {ascending}",
        ),
        clauses=(
            _SORTED + " by [the] {column} {ascending}",
            "(order by|sort by|by) {column} {ascending}",
            "in order of {column} {ascending}",
            "with {column} {ascending}",
        ),
        place="after",
        weight=1.6,
    ),
    Operation(
        name="sort_dates",
        family="sorting",
        arguments={"column": ColumnArg(("date",)), "ascending": DATE_ORDER},
        code=_sort_one,
        nouns=(
            "[the] (rows|records|table|data) " + _SORTED + " by {column} {ascending}",
            "(timeline|everything in time order) by {column} {ascending}",
        ),
        verbs=(
            _SORT + " " + _DATA + " (by|on) [the] {column} {ascending}",
            "sort {ascending} by {column}",
            "put [the] [rows|records] {ascending} by {column}",
            "order by {column} {ascending}",
        ),
        clauses=(
            _SORTED + " by [the] {column} {ascending}",
            "(order by|sort by|by) {column} {ascending}",
            "{column} {ascending}",
        ),
        place="after",
    ),
    Operation(
        name="sort_text",
        family="sorting",
        arguments={"column": ColumnArg(("str", "cat")), "ascending": TEXT_ORDER},
        code=_sort_one,
        nouns=(
            "[the] (rows|records|table|data) " + _SORTED + " by {column} {ascending}",
            "(all rows|everything) {ascending} " + _SORTED + " by {column}",
        ),
        verbs=(
            _SORT + " " + _DATA + " (by|on) [the] {column} {ascending}",
            "sort {ascending} by {column}",
            "(alphabetise|alphabetize) by {column} {ascending}",
            "order by {column} {ascending}",
        ),
        clauses=(
            _SORTED + " by [the] {column} {ascending}",
            "(order by|sort by|by) {column} {ascending}",
            "{ascending} by {column}",
        ),
        place="after",
    ),
    Operation(
        name="sort_by_two",
        family="sorting",
        arguments={
            "column": ColumnArg(repeats=True),
            "ascending": PLAIN_ORDER,
            "column2": ColumnArg(("number", "str", "cat", "date"), not_in=("column",)),
            "ascending2": PLAIN_ORDER,
        },
        code=_sort_two,
        nouns=(
            "[the] (rows|records|table|data) "
            + _SORTED
            + " by {column} {ascending} (and|then|then by|and then by|,) {column2} {ascending2}",
            "(everything|all rows) "
            + _SORTED
            + " (first by|by) {column} {ascending} (and then|then|and) [by] {column2} {ascending2}",
        ),
        verbs=(
            _SORT + " " + _DATA + " by {column} {ascending} (and|then|then by|and then by|,) {column2} {ascending2}",
            _SORT + " by {column} {ascending}, (ties|break ties|breaking ties) by {column2} {ascending2}",
            "order by {column} {ascending} , {column2} {ascending2}",
            _SORT + " {column} {ascending} and within [it|each] {column2} {ascending2}",
        ),
        clauses=(
            _SORTED + " by {column} {ascending} (and|then|then by|and then by|,) {column2} {ascending2}",
            "(order by|sort by) {column} {ascending}, {column2} {ascending2}",
        ),
        place="after",
        needs=lambda frames, bound: bound["ascending"] is not bound["ascending2"],
    ),
    Operation(
        name="sort_together",
        family="sorting",
        arguments={
            "column": ColumnArg(repeats=True),
            "column2": ColumnArg(("number", "str", "cat", "date"), not_in=("column",)),
            "ascending": ChoiceArg(
                {
                    True: ("", "", "", "", "ascending", "both ascending", "in ascending order", "asc"),
                    False: ("both descending", "descending", "in descending order", "desc", "both from high to low"),
                }
            ),
        },
        code=_sort_together,
        nouns=(
            "[the] (rows|records|table|data) "
            + _SORTED
            + " by {column} (and|then|then by|and then by|,) {column2} {ascending}",
        ),
        verbs=(
            _SORT + " " + _DATA + " by {column} (and|then|then by|and then by|,) {column2} {ascending}",
            _SORT + " by {column} and within [each] {column} by {column2} {ascending}",
            "order by {column}, {column2} {ascending}",
        ),
        clauses=(
            _SORTED + " by {column} (and|then|then by|and then by|,) {column2} {ascending}",
            "(order by|sort by) {column}, {column2} {ascending}",
        ),
        place="after",
    ),
    *ranking.OPERATIONS,
)
