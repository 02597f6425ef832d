"""Files as a request's inputs and expected output: CSV and TSV as live dataframes, an example as text."""

from __future__ import annotations

import keyword
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gift4code_ext.errors import Gift4CodeError

if TYPE_CHECKING:
    import pandas as pd

_TABLES = (".csv", ".tsv", ".tab")
_EXAMPLES = (*_TABLES, ".md", ".txt", ".html", ".htm")


class FileError(Gift4CodeError):
    """A file that is missing or is no table."""


def files_and_words(arguments: Sequence[str]) -> tuple[list[Path], str]:
    """Leading arguments that name files, and the rest as the request."""
    count = 0
    while count < len(arguments) and _is_file(arguments[count]):
        count += 1
    return [Path(name) for name in arguments[:count]], " ".join(arguments[count:]).strip()


def _is_file(name: str) -> bool:
    try:
        return Path(name).suffix.lower() in _TABLES or Path(name).exists()
    except OSError:  # longer than any file's name: a request
        return False


def read_frames(paths: Sequence[Path]) -> dict[str, pd.DataFrame]:
    """The tables by variable name: one is ``df``, several are named by their files.

    Raises:
        FileError: a file is missing, empty or no table, or two files give the same name.
    """
    if len(paths) == 1:
        return {"df": read_table(paths[0])}
    frames: dict[str, pd.DataFrame] = {}
    for path in paths:
        name = variable_name(path)
        if name in frames:
            raise FileError(f"Two of the files would be called {name}; rename one of them.")
        frames[name] = read_table(path)
    return frames


def variable_name(path: Path) -> str:
    """The stem of a file as a Python name: ``2024 sales.csv`` -> ``df_2024_sales``."""
    name = re.sub(r"\W+", "_", path.stem).strip("_") or "df"
    return f"df_{name}" if name[0].isdigit() or keyword.iskeyword(name) else name


def read_table(path: Path) -> pd.DataFrame:
    """Read one file; semicolons are tried where commas give a single column.

    Raises:
        FileError: one sentence about what is wrong with it.
    """
    import pandas as pd

    separator = "\t" if path.suffix.lower() in (".tsv", ".tab") else ","
    try:
        frame = pd.read_csv(path, sep=separator)
        if len(frame.columns) == 1 and ";" in str(frame.columns[0]):
            frame = pd.read_csv(path, sep=";")
    except pd.errors.EmptyDataError:
        raise FileError(f"The file {path} is empty.") from None
    except pd.errors.ParserError as error:
        what = " ".join(str(error).replace("Error tokenizing data.", "").replace("C error:", "").split()).rstrip(".")
        raise FileError(f"The file {path} does not parse as a table: {what}.") from None
    except UnicodeDecodeError:
        raise FileError(f"The file {path} is not UTF-8 text; save it as UTF-8 and try again.") from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    return frame


def example_text(stated: str) -> str:
    """What ``--example`` stands for: the text of a file, or the text itself where it is a pasted table or a value.

    Raises:
        FileError: the file is missing or cannot be read.
    """
    path = Path(stated)
    if "\n" in stated or (path.suffix.lower() not in _EXAMPLES and not _is_file(stated)):
        return stated
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise FileError(f"The file {path} is not UTF-8 text; save it as UTF-8 and try again.") from None
    except OSError as error:
        raise _unreadable(path, error) from None
    if not text.strip():
        raise FileError(f"The file {path} is empty.")
    return text


def _unreadable(path: Path, error: Exception) -> FileError:
    if isinstance(error, FileNotFoundError):
        return FileError(f"There is no file {path}.")
    if isinstance(error, IsADirectoryError):
        return FileError(f"{path} is a directory, not a table.")
    reason = getattr(error, "strerror", None) or str(error).splitlines()[0]
    return FileError(f"The file {path} cannot be read: {reason.rstrip('.')}.")
