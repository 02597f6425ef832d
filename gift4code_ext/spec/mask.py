"""Stand-ins of the same form for values: letters for letters, digits for digits, consistent under one salt."""

from __future__ import annotations

import hashlib
import re
import string
from dataclasses import dataclass

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WORDS = ("True", "False")


@dataclass(frozen=True)
class Mask:
    """``salt`` makes stand-ins unguessable between requests and equal within one."""

    salt: str

    def value(self, cell: str | bool | int | float) -> str | bool | int | float:
        """A value of the same class and form; True and False say nothing and stay."""
        if isinstance(cell, bool):
            return cell
        if isinstance(cell, str):
            return self.text(cell)
        masked = self.text(repr(cell))
        try:
            return int(masked) if isinstance(cell, int) else float(masked)
        except ValueError:
            return cell * 0

    def text(self, text: str) -> str:
        """Text with every letter and digit replaced; a leading ISO date stays a date."""
        if not text or text in _WORDS:
            return text
        if _DATE.match(text):
            return self._date(text[:10]) + self._letters(text[10:])
        return self._letters(text)

    def _letters(self, text: str) -> str:
        stream = self._stream(text)
        return "".join(_stand_in(letter, stream[place % len(stream)], place) for place, letter in enumerate(text))

    def _date(self, text: str) -> str:
        stream = self._stream(text)
        return f"{1950 + stream[0] % 100}-{1 + stream[1] % 12:02d}-{1 + stream[2] % 28:02d}"

    def _stream(self, text: str) -> bytes:
        return hashlib.blake2b(f"{self.salt}\0{text}".encode("utf-8", "surrogatepass"), digest_size=64).digest()


def _stand_in(letter: str, draw: int, place: int) -> str:
    if letter.isdigit():
        return str(1 + draw % 9) if place == 0 else str(draw % 10)
    if letter.isupper():
        return string.ascii_uppercase[draw % 26]
    if letter.isalpha():
        return string.ascii_lowercase[draw % 26]
    return letter
