"""New names stated in a request: "call it total", "as revenue", "add a column profit", "margin = price - cost"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gift4code_ext.generation.words import STOP, word_set

_STOPS = (
    "and|then|sorted|sort|for|per|by|with|where|in|from|that|which|showing|containing|holding|as|is|equal|using|based"
)
_END = rf"(?=\s*(?:$|[,.;:)!?]|\b(?:{_STOPS})\b|=))"
_IDENTIFIER = r"[^\W\d]\w*"
_CALLED = re.compile(
    r"\b(?:call(?:ed)?(?:\s+it|\s+them|\s+the\s+(?:new\s+)?(?:result|column|series))?|named(?:\s+it)?|labell?ed|titled"
    r"|name\s+(?:it|them|the\s+(?:new\s+)?column))\s+"
    rf"(?:as\s+)?(?P<name>{_IDENTIFIER}(?:\s{_IDENTIFIER}){{0,2}}?){_END}",
    re.IGNORECASE,
)
_AS = re.compile(rf"\b(?:as|into)\s+(?:a\s+(?:new\s+)?column\s+)?(?P<name>{_IDENTIFIER}){_END}", re.IGNORECASE)
_NEW_COLUMN = re.compile(
    rf"\b(?:(?:new|extra|additional|add(?:\s+an?)?|create(?:\s+an?)?|make(?:\s+an?)?)\s+column)\s+(?P<name>{_IDENTIFIER}){_END}",
    re.IGNORECASE,
)
_IN_COLUMN = re.compile(
    rf"(?:\b(?:in|into|as)(?:\s+(?:the|a))?|,)\s+(?:new\s+)?column\s+(?P<name>{_IDENTIFIER}){_END}", re.IGNORECASE
)
_COLUMN_AFTER = re.compile(
    rf"\b(?:add|create|make|compute|insert)\s+(?:an?\s+)?(?:new\s+)?(?P<name>{_IDENTIFIER})\s+(?:column|field)\b",
    re.IGNORECASE,
)
_EQUALS = re.compile(
    rf"(?:^|\b(?:add|compute|create|assign|define|let|column|set|calculate)\s+)(?P<name>{_IDENTIFIER})\s*=(?!=)\s*(?=\S)",
    re.IGNORECASE,
)
_QUOTE_BEFORE = re.compile(
    r"(?:\b(?:call(?:ed)?(?:\s+it|\s+them)?|named?(?:\s+it)?|as|into|to|labell?ed|titled|(?:column|variable|field)(?:\s+(?:named|called))?))\s*$",
    re.IGNORECASE,
)

_NOT_NAMES = word_set(
    "a an the int integer integers float floats string strings str text date dates datetime datetimes number "
    "numbers numeric percent percentage percentages fraction fractions list lists frame dataframe index series "
    "category categories bool boolean well many much of possible column columns row rows before follows needed is "
    "new it them one two three four five bins groups buckets quartiles parts integer key keys header headers "
    "ascending descending zero nan null none missing dict array well long wide json markdown separate single each "
    "running total cumulative moving dummies ranks words digits characters indicators flags timestamps years months "
    "days hours minutes seconds"
)


def stated(text: str) -> Iterator[tuple[int, int, str]]:
    """Unquoted new names as ``(start, end, name)``; the same span may be found twice."""
    for pattern in (_CALLED, _NEW_COLUMN, _IN_COLUMN, _COLUMN_AFTER, _EQUALS, _AS):
        for found in pattern.finditer(text):
            name = found["name"]
            first = name.lower().split()[0]
            if (
                (first not in _NOT_NAMES or pattern is _CALLED)
                and first not in STOP
                and not (pattern is _AS and len(name) < 2)
            ):
                yield found.start("name"), found.end("name"), name


def introduces_name(text: str, start: int) -> bool:
    """Whether what stands before position ``start`` says that the quoted text there is a new name."""
    return _QUOTE_BEFORE.search(text[max(0, start - 40) : start]) is not None
