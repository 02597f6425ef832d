"""The JSON of a request, as ``labextension/src/protocol.ts`` has it -> :class:`Asked`, or one sentence."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any, get_args

from gift4code_ext.kernel.asked import Asked, Example, More, Named, Pasted, RequestError, Stated, Typed
from gift4code_ext.spec.sharing import Key, Level, Sharing

_MOST_SECONDS = 600.0
_LONGEST = 1_000_000  # characters of any one text


def asked(data: object) -> Asked:
    """IRequest.

    Raises:
        RequestError: a part is missing or is not what it should be.
        LevelError: a privacy level that does not exist.
    """
    request = _mapping(data, "request")
    overrides: dict[Key, Level] = {
        _text(key, "overrides"): Level.of(level) for key, level in _pairs(request, "overrides").items()
    }
    notes: dict[Key, str] = {
        _text(key, "notes"): _text(note, "notes") for key, note in _pairs(request, "notes").items()
    }
    return Asked(
        intent=_text(request.get("intent"), "intent"),
        frames=_texts(request.get("frames"), "frames"),
        context=_text(request.get("context", ""), "context"),
        output=stated(request.get("output")),
        n=_whole(request.get("n"), "n"),
        seconds=_seconds(request.get("seconds")),
        sharing=Sharing(
            Level.of(_text(request.get("level"), "level")), _whole(request.get("sample"), "sample"), overrides, notes
        ),
        model=_maybe(request.get("model"), "model") or None,
    )


def stated(data: object) -> Stated:
    """IOutputStated. What was left empty was not stated.

    Raises:
        RequestError: a part is not what it should be.
    """
    output = _mapping(data, "output")
    columns, index, rows = output.get("columns"), output.get("index"), output.get("rows")
    dtypes: dict[Hashable, str] = {
        _text(key, "dtypes"): _text(name, "dtypes") for key, name in _pairs(output, "dtypes").items()
    }
    ordered = output.get("ordered")
    if not (ordered is None or isinstance(ordered, bool)):
        raise _wrong("ordered")
    return Stated(
        name=_text(output.get("name"), "name").strip() or "result",
        type=_maybe(output.get("type"), "type") or None,
        columns=None
        if not columns
        else tuple(... if label == "..." else label for label in _texts(columns, "columns")),
        dtypes=dtypes or None,
        rows=None if rows is None else _whole(rows, "rows"),
        index=None if not index else _texts(index, "index"),
        example=None if output.get("example") is None else _example(output["example"]),
        summary=_maybe(output.get("summary"), "summary") or None,
        ordered=ordered,
    )


def _example(data: object) -> Example | None:
    example = _mapping(data, "example")
    match example.get("kind"):
        case "variable":
            return Named(_text(example.get("name"), "name of the example"))
        case "text":
            text = _text(example.get("text"), "text of the example")
            return Pasted(text) if text.strip() else None
        case "grid":
            rows = example.get("rows")
            more: More | None = next((word for word in get_args(More) if word == example.get("more")), None)
            if not isinstance(rows, list) or more is None:
                raise _wrong("example")
            columns = _texts(example.get("columns"), "columns of the example")
            typed = tuple(tuple(_maybe(cell, "cells of the example") for cell in _list(row, "example")) for row in rows)
            return Typed(columns, typed, more) if columns else None
    raise _wrong("example")


def _wrong(part: str) -> RequestError:
    return RequestError(
        f"This front end and this kernel do not understand each other ({part}): "
        "bring gift4code to the same version in both, and restart the kernel."
    )


def _mapping(data: object, part: str) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise _wrong(part)
    return data


def _pairs(data: Mapping[str, Any], part: str) -> Mapping[str, Any]:
    return _mapping(data.get(part) or {}, part)


def _list(data: object, part: str) -> list[Any]:
    if not isinstance(data, list):
        raise _wrong(part)
    return data


def _texts(data: object, part: str) -> tuple[str, ...]:
    return tuple(_text(item, part) for item in _list(data, part))


def _text(data: object, part: str) -> str:
    if not isinstance(data, str):
        raise _wrong(part)
    if len(data) > _LONGEST:
        raise RequestError(f"The {part} has more than {_LONGEST:,} characters; shorten it.")
    return data


def _maybe(data: object, part: str) -> str | None:
    return None if data is None else _text(data, part)


def _whole(data: object, part: str) -> int:
    if isinstance(data, float) and data.is_integer():
        data = int(data)  # JavaScript has one kind of numbers
    if not isinstance(data, int) or isinstance(data, bool):
        raise _wrong(part)
    return data


def _seconds(data: object) -> float:
    if not isinstance(data, (int, float)) or isinstance(data, bool):
        raise _wrong("seconds")
    if not (math.isfinite(data) and 0 < data <= _MOST_SECONDS):
        raise RequestError(f"{data:g} seconds cannot be spent on a request; choose up to {_MOST_SECONDS:g}.")
    return float(data)
