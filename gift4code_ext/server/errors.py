"""What the extension refuses, with the status it is refused with."""

from __future__ import annotations

from gift4code_ext.errors import Gift4CodeError


class Refused(Gift4CodeError):
    """A request that is not answered. The text is a sentence without a key, fit for the browser and the notebook.

    Attributes:
        status: the HTTP status.
        code: a word that a client may act on.
        param: the field of the request that is meant, if one is.
        retry: whether the same request may work in a moment.
        after: the seconds to wait until then, if they were told.
    """

    def __init__(
        self,
        text: str,
        status: int = 400,
        *,
        code: str | None = None,
        param: str | None = None,
        retry: bool = False,
        after: str | None = None,
    ) -> None:
        super().__init__(text)
        self.status = status
        self.code = code
        self.param = param
        self.retry = retry
        self.after = after


def sentence(text: str) -> str:
    """A message as a sentence: a capital first, a full stop last."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."
