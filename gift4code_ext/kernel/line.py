"""Reading what a person wrote after ``%gift4code``: the words stay as they are, only known options are taken out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gift4code_ext.errors import Gift4CodeError

_OPTION = re.compile(r"(?<!\S)--(?P<name>[a-z][\w-]*)(?:=|(?!\S))")
_ITEM = r"""(?:"[^"]*"|'[^']*'|[^\s,]+)"""
_VALUE = re.compile(rf"\s*(?P<text>{_ITEM}(?:[^\S\n]*,[^\S\n]*{_ITEM})*,?)")  # one item or a list of them
_QUOTED = re.compile(r"""(?P<sign>["'])(?P<text>(?:(?!(?P=sign)).)*)(?P=sign)""")
_ARROW = re.compile(r"(?:^|\s)->\s*(?P<name>\S+)\s*$")
_FRAME = re.compile(r"@?(?P<name>[^\W\d]\w*)")


class LineError(Gift4CodeError):
    """A line that cannot be read."""


@dataclass(frozen=True)
class Line:
    """The words, the inputs and the output named, and the options as an argument list (``--name=value``)."""

    words: str
    frames: tuple[str, ...] = ()
    name: str = "result"
    options: tuple[str, ...] = ()


def read_line(text: str, *, flags: Collection[str], valued: Collection[str], is_head: bool) -> Line:
    """Read the line of a magic.

    Args:
        text: everything after the magic's name.
        flags: options without a value, without dashes.
        valued: options with one.
        is_head: whether this is the first line of a cell, which holds ``df, other -> result`` in place of the request.

    Raises:
        LineError: an unknown option, an option without its value, or inputs that are no names.
    """
    words, options = _options(text, flags, valued)
    name = "result"
    arrow = _ARROW.search(words)
    if arrow:
        words, name = words[: arrow.start()].strip(), arrow["name"]
    if not is_head:
        return Line(words, name=name, options=tuple(options))
    return Line("", _frames(words), name, tuple(options))


def _options(text: str, flags: Collection[str], valued: Collection[str]) -> tuple[str, list[str]]:
    words: list[str] = []
    options: list[str] = []
    place = 0
    while found := _OPTION.search(text, place):
        words.append(text[place : found.start()].strip())
        name, place = found["name"], found.end()
        if name in flags:
            options.append(f"--{name}")
        elif name in valued:
            value = _VALUE.match(text, place)
            if value is None or value["text"].startswith("--"):
                raise LineError(f"The option --{name} needs a value.")
            quoted = _QUOTED.fullmatch(value["text"])
            options.append(f"--{name}={(quoted or value)['text']}")
            place = value.end()
        else:
            known = ", ".join(f"--{other}" for other in sorted({*flags, *valued}))
            raise LineError(f"There is no option --{name}; the options are {known}.")
    words.append(text[place:].strip())
    return " ".join(word for word in words if word), options


def _frames(words: str) -> tuple[str, ...]:
    parts: Sequence[str] = re.split(r"[\s,]+", words) if words else []
    names = []
    for part in filter(None, parts):
        found = _FRAME.fullmatch(part)
        if found is None:
            raise LineError(f"{part!r} is no variable name; write %%gift4code df -> result and the request below it.")
        names.append(found["name"])
    return tuple(dict.fromkeys(names))
