"""Column labels as a person types them on one line."""

from __future__ import annotations

import re

_ITEM = re.compile(r"""\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^,]*))\s*(?:,|$)""")


def labels(text: str) -> list[str]:
    """Labels separated by commas; one that holds a comma stands in quotes."""
    found = (next(part for part in match.groups() if part is not None) for match in _ITEM.finditer(text))
    return [label.strip() for label in found if label.strip()]
