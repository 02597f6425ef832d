"""Keeps the words after ``%gift4code`` from being read as IPython syntax.

IPython takes a trailing ``?`` for a request for help (``%gift4code who are our customers?``) and quotes for Python.
This input transformer turns such lines into a plain call before either happens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LINE = re.compile(r"(?P<indent>[ \t]*)%gift4code[ \t]+(?P<text>[^\s?].*?)[ \t]*(?P<end>\r?\n?)", re.DOTALL)


def keep_words(lines: Sequence[str]) -> list[str]:
    """The lines of a cell, those that ask with ``%gift4code`` as calls of the magic."""
    kept: list[str] = []
    inside_text = False
    for line in lines:
        found = None if inside_text or line.rstrip("\r\n").endswith("\\") else _LINE.fullmatch(line)
        if found is None:
            kept.append(line)
            inside_text ^= (line.count('"""') + line.count("'''")) % 2 == 1
        else:
            call = f"get_ipython().run_line_magic('gift4code', {found['text']!r})"
            kept.append(f"{found['indent']}{call}{found['end']}")
    return kept
