"""Which columns and rows, by name and position: select, drop, reorder, first and last rows."""

from __future__ import annotations

from gift4code_ext.operations import naming
from gift4code_ext.operations.model import ChoiceArg, ColumnArg, ColumnsArg, IntegerArg, Operation
from gift4code_ext.operations.words import DROP, ROWS

OPERATIONS = (
    Operation(
        name="select_columns",
        family="selection",
        arguments={"columns": ColumnsArg(low=2, high=4)},
        code="{table}[{columns!r}]",
        nouns=(
            "[only|just] [the] [columns] {columns} [columns]",
            "[the] {columns} (columns|fields|only) [of each row|for all rows|of every record]",
            "[the] {columns} (of|for) (each|every|all) (row|record|entry|rows)",
        ),
        verbs=(
            (
                "(keep|select|take|show|get|return|extract|pick|choose) [only|just] [the] [columns|fields] "
                "{columns} [columns]"
            ),
            (
                "(drop|remove|delete) (every column|all columns|all other columns|everything) (except|but|other "
                "than) {columns}"
            ),
            "(limit|restrict|reduce|narrow) [the table|the data|it] to [the] [columns] {columns}",
            "select {columns}",
        ),
        clauses=(
            "(showing|keeping|with|returning|show|keep) only [the] [columns] {columns} [columns]",
            "(just|only) [the] {columns} [columns]",
        ),
        place="after",
        weight=2.0,
    ),
    Operation(
        name="select_column",
        family="selection",
        arguments={"column": ColumnArg()},
        code="{table}[[{column!r}]]",
        nouns=(
            "[only|just] [the] {column} column [as a dataframe|as a table|as a frame]",
            "[a] (table|frame|dataframe) with (only|just) [the] {column} [column]",
            "[the] {column} (of|for) (each|every|all) (row|record|rows)",
        ),
        verbs=(
            "(keep|select|take|show|get) only [the] [column] {column} [column]",
            "(drop|remove) (every column|all columns|everything) (except|but) {column}",
            "select {column}",
        ),
        clauses=("(showing|keeping|show|keep) only [the] {column} [column]", "(just|only) [the] {column} [column]"),
        place="after",
    ),
    Operation(
        name="drop_column",
        family="selection",
        arguments={"column": ColumnArg()},
        code="{table}.drop(columns={column!r})",
        nouns=(
            "[the] (table|data|frame) without [the] [column] {column} [column]",
            "(everything|all columns) (but|except|without) [the] [column] {column}",
        ),
        verbs=(
            DROP + " [the] [column] {column} [column]",
            "(drop|delete|remove) column {column}",
            "(drop|remove) {column}",
        ),
        clauses=(
            "(without|dropping|leaving out|excluding|minus) [the] {column} column",
            "(drop|remove) [the] [column] {column}",
        ),
        place="after",
        needs=lambda frames, bound: frames[0].shape[1] > 1,
        weight=1.3,
    ),
    Operation(
        name="drop_columns",
        family="selection",
        arguments={"columns": ColumnsArg(low=2, high=3)},
        code="{table}.drop(columns={columns!r})",
        nouns=(
            "[the] (table|data|frame) without [the] [columns] {columns}",
            "(everything|all columns) (but|except|without) [the] [columns] {columns}",
        ),
        verbs=(
            DROP + " [the] [columns] {columns} [columns]",
            "(drop|delete|remove) columns {columns}",
            "(drop|remove) {columns}",
        ),
        clauses=(
            "(without|dropping|leaving out|excluding) [the] [columns] {columns}",
            "(drop|remove) [the] [columns] {columns}",
        ),
        place="after",
        needs=lambda frames, bound: frames[0].shape[1] > len(bound["columns"]),
    ),
    Operation(
        name="column_to_front",
        family="selection",
        arguments={"column": ColumnArg()},
        code="{table}[[{column!r}, *{table}.columns.drop({column!r})]]",
        nouns=(
            "[the] (table|data) with {column} as [the] (first|leftmost) column",
            "{column} first, then all other columns",
        ),
        verbs=(
            (
                "(move|put|bring|place) [the] [column] {column} (first|to the front|to the beginning|in front|"
                "to the left|"
                "at the start|as first column)"
            ),
            "make {column} the first column",
            "reorder [the] columns (so that|such that|with) {column} [is|comes] first",
        ),
        clauses=("with {column} (first|as the first column|in front)",),
        place="after",
        needs=lambda frames, bound: frames[0].columns[0] != bound["column"],
        weight=0.6,
    ),
    Operation(
        name="column_to_end",
        family="selection",
        arguments={"column": ColumnArg()},
        code="{table}[[*{table}.columns.drop({column!r}), {column!r}]]",
        nouns=("[the] (table|data) with {column} as [the] (last|rightmost) column",),
        verbs=(
            (
                "(move|put|bring|place) [the] [column] {column} (last|to the end|to the back|to the right|at "
                "the end|as "
                "last column)"
            ),
            "make {column} the last column",
        ),
        clauses=("with {column} (last|as the last column|at the end)",),
        place="after",
        needs=lambda frames, bound: frames[0].columns[-1] != bound["column"],
        weight=0.6,
    ),
    Operation(
        name="sort_columns",
        family="selection",
        arguments={},
        code="{table}.sort_index(axis=1)",
        nouns=("[the] (table|data) with [its|the] columns in alphabetical order",),
        verbs=(
            "(sort|order|arrange|reorder) [the] columns (alphabetically|by name|in alphabetical order|from a to z)",
            "alphabetize [the] columns",
        ),
        clauses=("with [the] columns (sorted|in alphabetical order|ordered by name)",),
        place="after",
        needs=lambda frames, bound: (
            all(isinstance(label, str) for label in frames[0].columns) and not frames[0].columns.is_monotonic_increasing
        ),
        weight=0.4,
    ),
    Operation(
        name="numeric_columns",
        family="selection",
        arguments={},
        code='{table}.select_dtypes("number")',
        nouns=(
            "[only|just|all] [the] (numeric|number|numerical) (columns|fields)",
            "columns (with|containing|holding) numbers",
        ),
        verbs=(
            "(keep|select|take|show) [only] [the] (numeric|number|numerical) columns",
            "(drop|remove) [all] [the] (non-numeric|non numeric|text) columns",
        ),
        clauses=("(only|keeping only) [the] numeric columns",),
        place="after",
        needs=lambda frames, bound: 0 < frames[0].select_dtypes("number").shape[1] < frames[0].shape[1],
        weight=0.6,
    ),
    Operation(
        name="non_numeric_columns",
        family="selection",
        arguments={},
        code='{table}.select_dtypes(exclude="number")',
        nouns=("[only|just|all] [the] (non-numeric|non numeric|text) columns",),
        verbs=(
            "(keep|select|take) [only] [the] (non-numeric|non numeric) columns",
            "(drop|remove|exclude) [all] [the] (numeric|number|numerical) columns",
        ),
        clauses=("without [the] numeric columns",),
        place="after",
        needs=lambda frames, bound: 0 < frames[0].select_dtypes("number").shape[1] < frames[0].shape[1],
        weight=0.4,
    ),
    Operation(
        name="head",
        family="selection",
        arguments={"n": IntegerArg(2, 20)},
        code="{table}.head({n})",
        nouns=(
            "[the] first {n} " + ROWS,
            "[the] (top|leading|initial) {n} (rows|records|entries)",
            "(head|first) {n}",
            "{n} (rows|records) from the (top|start|beginning)",
        ),
        verbs=(
            "(keep|take|show|select|get) [only] [the] first {n} [rows|records]",
            "(limit|restrict) [it|the result|the data] to {n} [rows]",
            "(preview|peek at) {n} rows",
        ),
        clauses=(
            "[only|just] the first {n} [rows|ones]",
            "(limit|limited to|limit to) {n} [rows]",
            "(keep|keeping|show|showing) [only] the first {n}",
            "top {n}",
        ),
        place="after",
        weight=1.5,
    ),
    Operation(
        name="tail",
        family="selection",
        arguments={"n": IntegerArg(2, 20)},
        code="{table}.tail({n})",
        nouns=(
            "[the] last {n} " + ROWS,
            "[the] (bottom|final|trailing) {n} (rows|records|entries)",
            "tail {n}",
            "{n} rows from the (bottom|end)",
        ),
        verbs=("(keep|take|show|select|get) [only] [the] last {n} [rows|records]", "tail {n}"),
        clauses=("[only|just] the last {n} [rows|ones]", "(keep|keeping|show|showing) [only] the last {n}"),
        place="after",
    ),
    Operation(
        name="skip_first",
        family="selection",
        arguments={"n": IntegerArg(1, 10)},
        code="{table}.iloc[{n}:]",
        nouns=(
            "[all|the] rows (after|except|but|without) the first {n}",
            "everything (after|but) the first {n} rows",
            "[the] rows from position {n} on",
        ),
        verbs=("(skip|drop|remove|discard|ignore) [the] first {n} [rows|records|lines]",),
        clauses=("(skipping|without|ignoring|after dropping) the first {n} [rows]",),
        needs=lambda frames, bound: len(frames[0]) > bound["n"],
        weight=0.6,
    ),
    Operation(
        name="skip_last",
        family="selection",
        arguments={"n": IntegerArg(1, 10)},
        code="{table}.iloc[:-{n}]",
        nouns=("[all|the] rows (except|but|without) the last {n}", "everything (before|but) the last {n} rows"),
        verbs=("(drop|remove|discard|ignore|cut off) [the] last {n} [rows|records|lines]",),
        clauses=("(without|ignoring|except) the last {n} [rows]",),
        needs=lambda frames, bound: len(frames[0]) > bound["n"],
        weight=0.5,
    ),
    Operation(
        name="every_nth",
        family="selection",
        arguments={
            "n": ChoiceArg(
                {
                    2: ("second", "other", "2nd"),
                    3: ("third", "3rd"),
                    4: ("fourth", "4th"),
                    5: ("fifth", "5th"),
                    10: ("tenth", "10th"),
                }
            )
        },
        code="{table}.iloc[::{n}]",
        nouns=("every {n} (row|record|line)",),
        verbs=("(keep|take|select|get) [only] every {n} (row|record|line)",),
        clauses=("[only|taking] every {n} row",),
        needs=lambda frames, bound: len(frames[0]) > bound["n"],
        weight=0.5,
    ),
    Operation(
        name="reverse_rows",
        family="selection",
        arguments={},
        code="{table}.iloc[::-1]",
        nouns=("[the] (rows|table|data) in (reverse|reversed|opposite) order", "[the] (table|data) upside down"),
        verbs=("(reverse|flip|invert) [the] [order of] [the] (rows|table|row order)", "turn the table upside down"),
        clauses=("in reverse [row] order", "(reversed|last row first)"),
        place="after",
        weight=0.5,
    ),
    Operation(
        name="sample_rows",
        family="selection",
        arguments={"n": IntegerArg(2, 10)},
        code="{table}.sample({n}, random_state=0)",
        nouns=(
            "[a] (random sample|sample) of {n} (rows|records)",
            "{n} (random|randomly chosen|randomly picked) (rows|records)",
        ),
        verbs=(
            "(sample|randomly pick|randomly select) {n} (rows|records)",
            "(pick|choose|take) {n} (rows|records) (at random|randomly)",
        ),
        clauses=("[only] {n} random rows",),
        place="after",
        needs=lambda frames, bound: len(frames[0]) > bound["n"],
        weight=0.4,
    ),
    Operation(
        name="reset_index",
        family="selection",
        arguments={},
        code="{table}.reset_index(drop=True)",
        nouns=("[the] (table|data|rows) with a (fresh|clean|new|default) index",),
        verbs=(
            "(reset|renumber|clean) [the] (index|row index|row numbers|row labels)",
            "(number|renumber) [the] rows from (0|zero)",
            "reset index [and drop the old one|drop=True]",
        ),
        clauses=(
            "with [a] (fresh|clean|new|reset|default) index",
            "(and|then) reset [the] index",
            "(renumbered|with index) from 0",
        ),
        place="after",
        needs=lambda frames, bound: list(frames[0].index[:50]) != list(range(min(50, len(frames[0])))),
        weight=0.8,
    ),
    *naming.OPERATIONS,
)
