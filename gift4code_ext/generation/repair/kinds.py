"""All edit kinds, in no order: the mismatch ranks their edits."""

from __future__ import annotations

from gift4code_ext.generation.repair.aggregates import add_aggregate, change_aggregate
from gift4code_ext.generation.repair.columns import change_keys, exchange_columns, swap_column
from gift4code_ext.generation.repair.conditions import (
    add_condition,
    change_comparison,
    change_connective,
    change_sign,
    drop_condition,
    negate_condition,
)
from gift4code_ext.generation.repair.constants import change_constant
from gift4code_ext.generation.repair.conversions import convert_column, convert_result
from gift4code_ext.generation.repair.edit import Kind
from gift4code_ext.generation.repair.labels import rename_columns, select_columns
from gift4code_ext.generation.repair.order import add_sort, add_step, drop_call
from gift4code_ext.generation.repair.parameters import change_parameter
from gift4code_ext.generation.repair.shapes import add_reset_index, move_level, to_plain, to_series, to_table

KINDS: tuple[Kind, ...] = (
    swap_column,
    exchange_columns,
    change_keys,
    change_aggregate,
    add_aggregate,
    change_parameter,
    change_constant,
    change_comparison,
    change_connective,
    change_sign,
    negate_condition,
    drop_condition,
    add_condition,
    add_sort,
    add_step,
    drop_call,
    add_reset_index,
    to_table,
    to_series,
    to_plain,
    move_level,
    rename_columns,
    select_columns,
    convert_column,
    convert_result,
)

GUESSES: tuple[Kind, ...] = (swap_column, change_keys, change_constant, drop_condition, drop_call)
"""Edits of what a program does that nobody asked for: another column or literal, or none."""

FITTING: tuple[Kind, ...] = (
    swap_column,
    change_keys,
    change_aggregate,
    change_parameter,
    change_constant,
    add_condition,
    add_sort,
    add_step,
)
"""Edits that may bring in what the words name."""
