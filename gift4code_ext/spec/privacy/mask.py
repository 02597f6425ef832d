"""Stand-ins of the same form for values: letters for letters, digits for digits, a date for a date."""

from __future__ import annotations

import hashlib
import re
import string
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count, cycle

from gift4code_ext.spec.read import cell_text

_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d{2}(?:-\d{2})?)(?:(?P<sign>[ T])(?P<time>\d{2}:\d{2}(?::\d{2})?))?(?P<rest>.*)", re.S
)
_TIME = re.compile(r"\d{2}:\d{2}(?::\d{2})?")
_ZONE = re.compile(r"(\.\d+)?([+-]\d\d:\d\d|Z)?")
_FRACTION = re.compile(r"[-+]?\d*\.\d+")
_EXPONENT = re.compile(r"([-+]?\d+(?:\.\d+)?)(e[-+]?\d+)")
_ENDLESS = ("inf", "-inf")
_TRUTH = {"True": "False", "False": "True"}
_TRIES = 16


@dataclass(frozen=True)
class Mask:
    """The stand-ins of one request: equal values have equal ones, unequal values unequal ones as far as there are any.

    Args:
        salt: what makes them unguessable.
    """

    salt: str
    _given: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _taken: set[str] = field(default_factory=set, init=False, repr=False, compare=False)

    def value(self, cell: bool | int | float) -> bool | int | float:
        """A number of the same class, sign and count of digits; a truth value, the same or the other."""
        masked = self.text(cell_text(cell))
        if isinstance(cell, bool):
            return masked == "True"
        try:
            return int(masked) if isinstance(cell, int) else float(masked)
        except ValueError:  # too long for its digits to be told
            return cell * 0

    def text(self, text: str) -> str:
        """Text with every letter and digit replaced, signs between them kept; a date stays one, an empty cell empty."""
        if not text or text in _ENDLESS:
            return text
        if text in _TRUTH:
            return _TRUTH[text] if self._stream("truth", 0)[0] % 2 else text
        if _TIME.fullmatch(text):
            return self._unlike(text, self._time)
        moment, number = _MOMENT.fullmatch(text), _EXPONENT.fullmatch(text)
        if number:
            return self._unlike(number[1], self._letters) + number[2]
        if moment is None:
            return self._unlike(text, self._letters)
        time = f"{moment['sign']}{self._unlike(moment['time'], self._time)}" if moment["time"] else ""
        rest = _ZONE.fullmatch(moment["rest"])
        if rest is None:
            return self._unlike(moment["day"], self._day) + time + self._unlike(moment["rest"], self._letters)
        fraction = self._unlike(rest[1], self._letters) if rest[1] else ""
        return self._unlike(moment["day"], self._day) + time + fraction + (rest[2] or "")

    def _unlike(self, text: str, draw: Callable[[str, bytes], str]) -> str:
        """The stand-in of a text, by preference one that no other text has."""
        if text not in self._given:
            drawn = (draw(text, self._stream(text, attempt)) for attempt in range(_TRIES))
            free = next((each for each in drawn if each not in self._taken), None)
            self._given[text] = draw(text, self._stream(text, 0)) if free is None else free
            self._taken.add(self._given[text])
        return self._given[text]

    def _letters(self, text: str, stream: bytes) -> str:
        digits = [place for place, letter in enumerate(text) if letter.isdigit()]
        # neither a leading zero nor one that ends a fraction would outlast being read as a number
        ends = {*digits[:1], *(digits[-1:] if _FRACTION.fullmatch(text) else ())}
        draws = zip(text, cycle(stream), count(), strict=False)
        return "".join(_stand_in(letter, draw, is_end=place in ends) for letter, draw, place in draws)

    def _day(self, text: str, stream: bytes) -> str:
        return f"{1950 + stream[0] % 100}-{1 + stream[1] % 12:02d}-{1 + stream[2] % 28:02d}"[: len(text)]

    def _time(self, text: str, stream: bytes) -> str:
        return f"{stream[0] % 24:02d}:{stream[1] % 60:02d}:{stream[2] % 60:02d}"[: len(text)]

    def _stream(self, text: str, attempt: int) -> bytes:
        drawn = f"{self.salt}\0{attempt}\0{text}".encode("utf-8", "surrogatepass")
        return hashlib.blake2b(drawn, digest_size=64).digest()


def _stand_in(letter: str, draw: int, *, is_end: bool) -> str:
    if letter.isdigit():
        return str(1 + draw % 9) if is_end else str(draw % 10)
    if letter.isupper():
        return string.ascii_uppercase[draw % 26]
    sort = unicodedata.category(letter)
    is_form = letter.isspace() or sort[0] in "PZ" or sort in ("Sc", "Sm")  # punctuation, currency and the like
    return letter if is_form else string.ascii_lowercase[draw % 26]
