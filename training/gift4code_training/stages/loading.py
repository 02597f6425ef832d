"""Tables in files: read as the product reads them, and the statement that loads each in a notebook."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from gift4code_ext.files import FileError, read_table
from gift4code_training.stages.stage import StageError

TABLES = (".csv", ".tsv", ".tab", ".parquet", ".pq")
_PARQUET = (".parquet", ".pq")
_TABS = (".tsv", ".tab")


def load(path: Path) -> pd.DataFrame:
    """A table of a file.

    Raises:
        FileError: one sentence about what is wrong with it.
    """
    if path.suffix.lower() not in _PARQUET:
        return read_table(path)
    try:
        return pd.read_parquet(path)
    except FileNotFoundError:
        raise FileError(f"There is no file {path}.") from None
    except ImportError as error:
        raise StageError(f"{path} cannot be read without pyarrow: install gift4code[train].") from error
    except Exception as error:  # noqa: BLE001  pyarrow's errors have no common class but this one
        what = " ".join(str(error).split())[:200].rstrip(".")
        raise FileError(f"The file {path} does not parse as a table: {what}.") from None


def statement(name: str, path: Path, shown: str) -> str:
    """The line that binds the table to ``name``; ``shown`` is the path as it stands there."""
    quoted = json.dumps(shown, ensure_ascii=False)
    if path.suffix.lower() in _PARQUET:
        return f"{name} = pd.read_parquet({quoted})"
    separator = "\t" if path.suffix.lower() in _TABS else _separator(path)
    more = "" if separator == "," else f", sep={json.dumps(separator)}"
    return f"{name} = pd.read_csv({quoted}{more})"


def frames_of(context: Mapping[str, Any], folder: Path) -> dict[str, pd.DataFrame]:
    """The tables of a context as its load statement binds them; ``folder`` is that of the journal.

    Raises:
        StageError: one is no longer there or no longer a table.
    """
    try:
        return {str(name): load(folder / str(file)) for name, file in context["frames"].items()}
    except FileError as error:
        raise StageError(f"A table that the contexts name cannot be loaded. {error}") from error


def _separator(path: Path) -> str:
    """What :func:`read_table` takes for it: semicolons where commas give a single column."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        head = next(csv.reader(file), [])
    return ";" if len(head) == 1 and ";" in head[0] else ","
