"""CSV text of a corpus file -> the frame a person has in the notebook."""

from __future__ import annotations

import io

import pandas as pd

from gift4code_training.corpus.model import CorpusError, Table


def frame(table: Table) -> pd.DataFrame:
    """The table as a frame, its hints applied.

    Raises:
        CorpusError: the text is no table, or a hint names no column or does not fit its values.
    """
    where = f"table {table.name} (line {table.line})"
    width = None
    try:
        read = pd.read_csv(io.StringIO(table.csv), dtype=dict.fromkeys(table.text, "str"), index_col=False)
        width = len(read.columns)
    except (ValueError, pd.errors.ParserError) as problem:
        raise CorpusError(f"{where} cannot be read: {problem}") from None
    hinted = (*table.dates, *table.text, *table.category, *table.ordered, *table.integer, *filter(None, [table.index]))
    unknown = [name for name in hinted if name not in read.columns]
    if unknown:
        raise CorpusError(f"{where} has no column {unknown[0]!r}; it has {', '.join(map(repr, read.columns))}")
    if any(str(name).startswith("Unnamed:") or str(name) != str(name).strip() for name in read.columns):
        raise CorpusError(f"{where} has a column without a name, or with blanks around it")
    short = [line for line in table.csv.splitlines() if line.count(",") < width - 1]
    if short:
        raise CorpusError(f"{where}: this row has too few cells: {short[0]!r}")
    try:
        for name, form in table.dates.items():
            read[name] = pd.to_datetime(read[name], format=form or None)
        for name, levels in table.ordered.items():
            strange = set(read[name].dropna().astype(str)) - set(levels)
            if strange:
                raise ValueError(f"{name!r} holds {sorted(strange)[0]!r}, which is none of its categories")
            read[name] = pd.Categorical(read[name].astype("object"), categories=list(levels), ordered=True)
        for name in table.category:
            read[name] = read[name].astype("category")
        for name in table.integer:
            read[name] = read[name].astype("Int64")
    except (ValueError, TypeError) as problem:
        raise CorpusError(f"{where}: a hint does not fit: {problem}") from None
    return read.set_index(table.index) if table.index else read
