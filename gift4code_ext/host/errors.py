"""What can go wrong between a request and its completion."""

from __future__ import annotations

from gift4code_ext.errors import Gift4CodeError


def first_line(error: Exception) -> str:
    """The beginning of a library's message, fit to be quoted in one sentence."""
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__).rstrip(".")[:200]


class HostError(Gift4CodeError):
    """The model host cannot start, stop or answer."""


class ModelFilesError(HostError):
    """A model's files are missing, damaged or of a kind the host cannot run; the text names the file."""


class RequestError(Gift4CodeError):
    """A request the server refuses. ``status`` is the HTTP status; ``code`` the OpenAI error code."""

    def __init__(self, text: str, status: int = 400, code: str | None = None) -> None:
        super().__init__(text)
        self.status = status
        self.code = code
