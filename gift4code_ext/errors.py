"""The errors a person may see: each message is one sentence that says what was wrong, where, and what to do."""

from __future__ import annotations


class Gift4CodeError(Exception):
    """Base of every error raised on purpose; its text is meant for the person at the notebook."""
