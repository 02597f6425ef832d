"""What a prediction made against what the reference made, inside a contained process that runs neither.

Both come as parcels, and are read by a reader that knows data only: nothing of a prediction's runs beside the
judgement, and nothing of the reference was within its reach.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from gift4code_ext.execution.inside import parcel
from gift4code_ext.spec.values import known
from gift4code_ext.spec.values.kinds import type_name
from gift4code_training.evaluation.suites.arcade.matching import FIGURE, OUTPUT, fuzzy, rivals, strict, targets, unmet

_SHOWN = 2000

known.learn()


def judge(argument: Mapping[str, Any]) -> dict[str, Any]:
    """Compare.

    Args:
        argument: ``found`` and ``reference`` (lists of ``name``, ``changed``, ``parcel``), ``outputs``, ``shows``,
            ``strict`` (whether the second rule alone decides).

    Returns:
        ``status`` ``ok``, ``wrong``, or ``harness_error`` where the reference made nothing to compare; ``detail``,
        ``type_matches``, ``value``, ``expected`` of a verdict.
    """
    made = _values(argument["reference"])
    changed = sorted(each["name"] for each in argument["reference"] if each["changed"])
    wanted = targets(made, changed, argument["outputs"], shows=argument["shows"])
    if not wanted:
        return {"status": "harness_error", "detail": "the reference makes nothing that could be compared"}
    found = _values(argument["found"])
    missing = unmet(found, made, wanted, strict if argument["strict"] else fuzzy)
    first = (missing or wanted)[0]
    near = rivals(found, first)
    said: dict[str, Any] = {
        "type_matches": any(type_name(value) == type_name(made[first]) for value in near),
        "expected": _text(first, made[first]),
        "value": _text(first, near[0]) if near else "",
    }
    if not missing:
        return said | {"status": "ok", "detail": ""}
    return said | {"status": "wrong", "detail": _difference(first, near, made[first])}


def _values(made: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Variables by name; what is no data is none."""
    found = {}
    for each in made:
        try:
            found[each["name"]] = parcel.unpack([base64.b64decode(part) for part in each["parcel"]])
        except (parcel.NotData, ValueError, TypeError, KeyError):
            continue
    return found


def _difference(target: str, near: Sequence[Any], expected: Any) -> str:
    what = {OUTPUT: "the cell's value", FIGURE: "the figure"}.get(target, target)
    if not near:
        return f"{what} is missing" if target in (OUTPUT, FIGURE) else f"nothing was made that could be {what}"
    one, other = _size(near[0]), _size(expected)
    return f"{what} is {one} and not {other}" if one != other else f"{what}, {other}, has other values"


def _size(value: Any) -> str:
    if value is None:
        return "None"
    shape = getattr(value, "shape", None)
    if not isinstance(shape, tuple):
        shape = (len(value),) if isinstance(value, (list, tuple, set, dict)) else ()
    return " ".join([f"a {type_name(value)}", *([f"of {' x '.join(map(str, shape))}"] if shape else [])])


def _text(target: str, value: Any) -> str:
    if target == FIGURE:
        return _size(value)
    try:
        return str(value)[:_SHOWN]
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - data of any library
        return f"<{type(value).__name__}>"
