"""The live inputs of a request: found or given, and whether a request about them can be answered at all."""

from __future__ import annotations

import keyword
import re
import sys
from collections.abc import Mapping
from typing import Any

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.generation.slot import CAPS
from gift4code_ext.spec.model import Output
from gift4code_ext.spec.values.kinds import type_name

_WORD = re.compile(r"[^\W\d]\w*")


MOST_SAMPLES = 128


class AskError(Gift4CodeError):
    """A request that cannot be asked as it is, and what to change."""


def found(intent: str, namespace: Mapping[str, Any]) -> dict[str, Any]:
    """The dataframes of a namespace that the request mentions, else the only one there is.

    Raises:
        AskError: there is none, or several and none is mentioned.
    """
    pandas = sys.modules.get("pandas")
    kinds = (pandas.DataFrame, pandas.Series) if pandas is not None else ()
    live = {name: value for name, value in namespace.items() if not name.startswith("_") and isinstance(value, kinds)}
    said = set(_WORD.findall(intent))
    mentioned = {name: value for name, value in live.items() if name in said}
    if mentioned or len(live) == 1:
        return mentioned or live
    if not live:
        raise AskError('there is no dataframe to work on; give one, such as frames={"df": df}')
    raise AskError(f"there are several dataframes ({', '.join(list(live)[:8])}); name the ones you mean in the request")


def check_samples(n: int) -> None:
    """Whether so many samples can be asked for.

    Raises:
        AskError: they are too few or too many.
    """
    if not 1 <= n <= MOST_SAMPLES:
        raise AskError(f"{n} samples cannot be asked for; choose n from 1 to {MOST_SAMPLES}")


def check_inputs(intent: str, frames: Mapping[str, Any], output: Output) -> dict[str, Any]:
    """The inputs of a request, at most as many as there are frame slots.

    Raises:
        AskError: nothing is asked, nothing is given, or an input is of no use; the sentence says what to do.
    """
    result = output.name
    if not intent.strip() and output.example is None:
        raise AskError("the request is empty; say in words what should come out, or show it as an example")
    if not result.isidentifier() or keyword.iskeyword(result):
        raise AskError(f"{result!r} is no variable name; choose another name for the output")
    if not frames:
        raise AskError('there is no dataframe to work on; give one, such as frames={"df": df}')
    chosen = dict(frames)
    if len(chosen) > CAPS["frame"]:
        said = set(_WORD.findall(intent))
        chosen = {name: value for name, value in chosen.items() if name in said}
        if not 0 < len(chosen) <= CAPS["frame"]:
            raise AskError(f"{len(frames)} inputs are too many; name up to {CAPS['frame']} of them in the request")
    for name, value in chosen.items():
        if not isinstance(name, str) or not name.isidentifier() or keyword.iskeyword(name):
            raise AskError(f"the input {name!r} has no variable name; assign it to a variable first")
        _check_frame(name, value)
    return chosen


def _check_frame(name: str, value: Any) -> None:
    kind = type_name(value)
    if kind.startswith(("polars.", "pyarrow.")):
        how = f"{name} = {name}.to_pandas()"
        raise AskError(f"{name} is a {kind}, and cells are written in pandas; convert it first, such as {how}")
    if kind.endswith("GroupBy"):
        raise AskError(f"{name} is a groupby; ask about the dataframe it was made from and say what to group by")
    pandas = sys.modules.get("pandas")
    if pandas is None or not isinstance(value, pandas.DataFrame):
        return
    if not len(value.columns):
        raise AskError(f"{name} has no columns; load its data first")
    if not len(value):
        raise AskError(f"{name} has no rows, so no candidate could be checked; load its data first")
