"""The text of one sample as its tokens arrive: characters split over tokens, stop strings, what may already be sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Finish: TypeAlias = Literal["stop", "length"]
_BROKEN = "\ufffd"
_LONGEST_CHARACTER = 4  # bytes of UTF-8, so tokens that one character can be spread over


@dataclass(frozen=True)
class Token:
    """A sampled token. ``text`` pieces joined give the sample's text; ``offset`` is where this one starts in it.

    ``logprob`` and ``alternatives`` (text, logprob; best first) belong to the untempered distribution.
    """

    text: str
    offset: int
    logprob: float
    alternatives: tuple[tuple[str, float], ...] = ()


class Transcript:
    """Collects one sample. ``add`` tokens, then ``release`` what can no longer change."""

    def __init__(self, decode: Callable[[Sequence[int]], str], stop: Sequence[str]) -> None:
        self._decode = decode
        self._stop = tuple(stop)
        self._ids: list[int] = []
        self._from = self._to = 0  # ids[from:to] give the context that decoding the next ones needs
        self._text = ""
        self._waiting: list[Token] = []
        self._sent = 0
        self.stopped = False

    def add(self, token: int, logprob: float, alternatives: tuple[tuple[str, float], ...] = ()) -> None:
        """Append a token; sets ``stopped`` when a stop string appears, and cuts the text before it."""
        self._ids.append(token)
        piece = self._read(final=len(self._ids) - self._to >= _LONGEST_CHARACTER)
        start = len(self._text)
        self._waiting.append(Token(piece, start, logprob, alternatives))
        self._text += piece
        self._cut(start)

    def release(self, finish: Finish | None) -> tuple[str, tuple[Token, ...]]:
        """New text and tokens that no later token can take back; everything left when ``finish`` is given."""
        if finish is None:
            safe = len(self._text) - self._held()
            ready = [token for token in self._waiting if token.offset + len(token.text) <= safe]
        else:
            if not self.stopped:
                self._text += self._read(final=True)
            safe = len(self._text)
            ready = [token for token in self._waiting if not self.stopped or token.offset < safe]
        text, self._sent = self._text[self._sent : safe], max(self._sent, safe)
        self._waiting = self._waiting[len(ready) :]
        return text, tuple(ready)

    def _read(self, *, final: bool) -> str:
        known, full = self._decode(self._ids[self._from : self._to]), self._decode(self._ids[self._from :])
        if full.endswith(_BROKEN) and not final:
            return ""
        self._from, self._to = self._to, len(self._ids)
        return full[len(known) :]

    def _cut(self, start: int) -> None:
        found = [self._text.find(stop, max(0, start - len(stop) + 1)) for stop in self._stop]
        if places := [place for place in found if place >= 0]:
            self._text, self.stopped = self._text[: min(places)], True

    def _held(self) -> int:
        """Length of the text's end that may be the beginning of a stop string."""
        return max(
            (size for stop in self._stop for size in range(1, len(stop)) if self._text.endswith(stop[:size])), default=0
        )
