"""What columns are called: renaming one or two, tidying all."""

from __future__ import annotations

from gift4code_ext.operations.model import ChoiceArg, ColumnArg, ConstantArg, NameArg, Operation

_LABELS = (
    "name", "label", "category", "group", "type", "kind", "code", "amount", "total", "value", "price", "quantity",
    "score", "rate", "date",
    "day", "year", "id", "key", "status", "region", "city", "country", "product", "customer", "user", "item",
    "units", "weight", "size", "length",
    "level", "title", "description", "comment", "source", "target", "owner", "start", "end", "duration",
    "Total Amount", "Name", "Category",
    "Unit Price", "Customer Name", "order_date", "unit_price", "customer_id", "first_name", "full_name",
    "total_sales", "n_items", "isActive",
)  # fmt: skip

OPERATIONS = (
    Operation(
        name="rename_column",
        family="selection",
        arguments={"column": ColumnArg(), "name": NameArg(_LABELS)},
        code="{table}.rename(columns={{{column!r}: {name!r}}})",
        nouns=("[the] (table|data|frame) with [column] {column} (renamed to|called|named|renamed as) {name}",),
        verbs=(
            "rename [the] [column] {column} [column] (to|as|into|->) {name}",
            "(call|name) [the] [column] {column} {name} [instead]",
            "change [the] (name|column name|header|label) of {column} (to|into) {name}",
            "rename {column} {name}",
            "{column} should be (called|named) {name}",
        ),
        clauses=(
            "with {column} (renamed to|called|named|renamed as|as) {name}",
            "(rename|renaming) [column] {column} (to|as|into) {name}",
        ),
        place="after",
        weight=1.3,
    ),
    Operation(
        name="rename_two_columns",
        family="selection",
        arguments={
            "column": ColumnArg(),
            "name": NameArg(_LABELS),
            "column2": ColumnArg(not_in=("column",)),
            "name2": NameArg(_LABELS),
        },
        code="{table}.rename(columns={{{column!r}: {name!r}, {column2!r}: {name2!r}}})",
        nouns=(
            "[the] (table|data) with {column} (renamed to|called) {name} and {column2} (renamed to|called) {name2}",
        ),
        verbs=(
            "rename {column} (to|as|->) {name} and {column2} (to|as|->) {name2}",
            "rename [the] columns {column} and {column2} (to|as) {name} and {name2}",
            "call {column} {name} and {column2} {name2}",
        ),
        clauses=("(with|renaming) {column} (as|to) {name} and {column2} (as|to) {name2}",),
        place="after",
    ),
    Operation(
        name="tidy_column_names",
        family="selection",
        arguments={},
        code='{table}.set_axis({table}.columns.str.strip().str.lower().str.replace(" ", "_"), axis=1)',
        nouns=("[the] (table|data) with (clean|tidy|snake case|snake_case|normalised) column names",),
        verbs=(
            (
                "(clean|tidy|normalise|normalize|standardise) [up] [the] column (names|headers|labels) [to "
                "snake case|to "
                "snake_case|: lower case with underscores]"
            ),
            "(make|convert|turn) [the|all] column names [to|into] snake case",
            "lower-case [all] [the] column names and (replace spaces with underscores|use underscores for spaces)",
        ),
        clauses=("with (clean|tidy|snake case) column names",),
        place="after",
        needs=lambda frames, bound: (
            any(isinstance(label, str) and " " in label.strip() for label in frames[0].columns)
            and all(isinstance(label, str) for label in frames[0].columns)
        ),
        weight=0.5,
    ),
    Operation(
        name="change_case_of_names",
        family="selection",
        arguments={
            "how": ChoiceArg(
                {
                    "lower": ("lower case", "lowercase", "lower-case", "small letters"),
                    "upper": ("upper case", "uppercase", "capitals", "capital letters"),
                }
            )
        },
        code="{table}.rename(columns=str.{how})",
        nouns=(
            "[the] (table|data) with {how} column names",
            "[the] (table|data) with [all] column (names|headers) in {how}",
        ),
        verbs=(
            "(make|put|convert|turn|change) [all] [the] column (names|headers|labels) [to|in|into] {how}",
            "{how} [all] [the] column names",
        ),
        clauses=("with {how} column names",),
        place="after",
        needs=lambda frames, bound: all(isinstance(label, str) for label in frames[0].columns),
        weight=0.5,
    ),
    Operation(
        name="prefix_names",
        family="selection",
        arguments={
            "text": ConstantArg(("x_", "new_", "old_", "raw_", "left_", "col_", "src_", "data_")),
        },
        code="{table}.add_prefix({text!r})",
        nouns=("[the] (table|data) with [the] prefix {text} (on|before|in front of) (every|each) column name",),
        verbs=(
            "(add|put) [the] prefix {text} (to|before|in front of) (all|every|the|each) column (names|name)",
            "prefix [all] [the] (columns|column names) with {text}",
        ),
        clauses=("with [all] column names prefixed (by|with) {text}",),
        place="after",
        weight=0.3,
    ),
    Operation(
        name="suffix_names",
        family="selection",
        arguments={
            "text": ConstantArg(("_x", "_new", "_old", "_raw", "_right", "_value", "_2023")),
        },
        code="{table}.add_suffix({text!r})",
        nouns=("[the] (table|data) with [the] suffix {text} (on|after|at the end of) (every|each) column name",),
        verbs=(
            "(add|append) [the] suffix {text} to (all|every|the|each) column (names|name)",
            "suffix [all] [the] (columns|column names) with {text}",
        ),
        clauses=("with [all] column names suffixed (by|with) {text}",),
        place="after",
        weight=0.3,
    ),
)
