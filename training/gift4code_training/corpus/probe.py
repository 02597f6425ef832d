"""What is told of a value inside the process that made it.

The function's source is put behind each program (:mod:`gift4code_training.corpus.executing`), so it stands alone: it
uses pandas and nothing of this package.
"""

from typing import Any

import pandas as pd


def probe(value: Any, before: dict[str, Any], variants: dict[str, Any]) -> dict[str, Any]:
    """Facts of a value, as JSON.

    Args:
        value: what the program made.
        before: the inputs as they were before the program ran.
        variants: functions of copies of the inputs: the program without one of its steps, by a number and the step.
    """

    def same(left: Any, right: Any) -> bool:
        if hasattr(left, "equals"):  # compares dtypes too: a conversion is a change
            return type(left) is type(right) and bool(left.equals(right))
        return type(left) is type(right) and bool(left == right)

    def single(column: Any) -> bool:
        try:
            return len(column) > 2 and column.astype(str).nunique(dropna=False) == 1
        except (TypeError, ValueError):
            return False

    def inert(variant: Any) -> bool:
        fresh = {name: each.copy() if hasattr(each, "copy") else each for name, each in before.items()}
        try:
            return same(value, variant(**fresh))
        except Exception:  # noqa: BLE001  a program without one of its steps may fail in any way: then it needs it
            return False

    known = set()
    sizes = {}
    for name, frame in before.items():
        if isinstance(frame, pd.DataFrame):
            known |= {str(label) for label in frame.columns}
            sizes[name] = len(frame)
        elif isinstance(frame, pd.Series):
            known.add(str(frame.name))
            sizes[name] = len(frame)
    told: dict[str, Any] = {
        "type": type(value).__name__,
        "known": sorted(known),
        "sizes": sizes,
        "inert": [step.partition(" ")[2] for step, variant in variants.items() if inert(variant)],
        "same": [name for name, frame in before.items() if same(value, frame)],
    }
    if isinstance(value, pd.DataFrame):
        labels = [str(label) for label in value.columns]
        told["rows"] = len(value)
        told["columns"] = labels
        told["repeated"] = len(set(labels)) < len(labels)
        told["null"] = [labels[at] for at in range(len(labels)) if len(value) and value.iloc[:, at].isna().all()]
        told["single"] = [labels[at] for at in range(len(labels)) if single(value.iloc[:, at])]
    elif isinstance(value, (pd.Series, pd.Index)):
        told["rows"] = len(value)
        told["columns"] = [str(value.name)]
        told["null"] = ["values"] if len(value) and bool(value.isna().all()) else []
        told["single"] = ["values"] if single(pd.Series(value)) else []
    elif isinstance(value, (str, list, tuple, dict, set)):
        told["rows"] = len(value)
    else:
        try:
            told["missing"] = bool(pd.isna(value))
        except (TypeError, ValueError):
            told["missing"] = False
    return told
