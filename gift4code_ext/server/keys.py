"""Keys of endpoints. Each belongs to one origin and is given out for no other.

A key of the server's environment comes first; else the one that the person entered, which is kept in an owner-only file
or, where the administrator says so, in the system's keyring.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, TypeVar

from gift4code_ext.generation.endpoint import Endpoint
from gift4code_ext.server import private
from gift4code_ext.server.address import origin
from gift4code_ext.server.aside import aside
from gift4code_ext.server.errors import Refused

_LONGEST = 4096
_KEYRING_SECONDS = 20.0
_SERVICE, _USER = "gift4code", "endpoint"
_T = TypeVar("_T")


@dataclass(frozen=True)
class Key:
    """A key and the origin it belongs to."""

    origin: str
    text: str = field(repr=False)


class Store(Protocol):
    """Where the entered key is kept. All of it may block."""

    def read(self) -> Key | None:
        """The key, if one is kept."""

    def write(self, key: Key) -> None:
        """Keep this key and no other."""

    def remove(self) -> None:
        """Keep none."""


@dataclass(frozen=True)
class InFile:
    """An owner-only file."""

    path: Path

    def read(self) -> Key | None:
        value = private.read(self.path)
        if value is None:
            return None
        if not isinstance(value.get("origin"), str) or not isinstance(value.get("key"), str):
            raise private.odd(self.path)
        return Key(value["origin"], value["key"])

    def write(self, key: Key) -> None:
        private.write(self.path, {"origin": key.origin, "key": key.text})

    def remove(self) -> None:
        private.remove(self.path)


class InKeyring:
    """The system's keyring, through the ``keyring`` package."""

    def read(self) -> Key | None:
        text = self._do(lambda keyring: keyring.get_password(_SERVICE, _USER))
        found, _, key = (text or "").partition(" ")
        return Key(found, key) if key else None

    def write(self, key: Key) -> None:
        self._do(lambda keyring: keyring.set_password(_SERVICE, _USER, f"{key.origin} {key.text}"))

    def remove(self) -> None:
        if self._do(lambda keyring: keyring.get_password(_SERVICE, _USER)) is not None:
            self._do(lambda keyring: keyring.delete_password(_SERVICE, _USER))

    def _do(self, work: Callable[[Any], Any]) -> Any:
        try:
            keyring = import_module("keyring")
        except ImportError:
            raise private.FileProblem(
                "The administrator keeps keys in the system's keyring, and the package keyring is not installed."
            ) from None
        try:
            return work(keyring)
        except Exception as error:  # noqa: BLE001 - each system's keyring has errors of its own
            raise private.FileProblem(f"The system's keyring does not work ({type(error).__name__}).") from None


class Keys:
    """The key for an endpoint, wherever it is kept.

    Args:
        given: the key of the server's environment.
        store: where an entered key is kept.
    """

    def __init__(self, given: Key | None, store: Store) -> None:
        self._given = given
        self._store = store

    async def of(self, endpoint: Endpoint) -> str | None:
        """The key that belongs to the origin of an endpoint, if one does.

        Raises:
            Refused: the place where keys are kept cannot be read.
        """
        if self._is_given(endpoint):
            return self._given.text if self._given else None
        kept = await _done(self._store.read)
        return kept.text if kept is not None and kept.origin == origin(endpoint) else None

    async def elsewhere(self, endpoint: Endpoint) -> str | None:
        """The origin of a key that is kept and belongs to another endpoint, if there is one.

        Raises:
            Refused: the place where keys are kept cannot be read.
        """
        kept = await _done(self._store.read)
        return kept.origin if kept is not None and kept.origin != origin(endpoint) else None

    async def keep(self, endpoint: Endpoint, text: str) -> None:
        """Keep an entered key for the origin of an endpoint, in place of any other.

        Raises:
            Refused: it can be no key, the environment has one for this endpoint, or it cannot be kept.
        """
        key = text.strip()
        if not key or len(key) > _LONGEST or not key.isascii() or not key.isprintable():
            raise Refused("The key is empty, too long, or holds characters that no key has; copy it again.")
        if self._is_given(endpoint):
            raise Refused(
                f"The key of {endpoint.shown} is GIFT4CODE_API_KEY in the server's environment; change it there.",
                409,
            )
        await _done(lambda: self._store.write(Key(origin(endpoint), key)))

    async def forget(self) -> None:
        """Keep no entered key.

        Raises:
            Refused: the place where keys are kept cannot be written.
        """
        await _done(self._store.remove)

    def _is_given(self, endpoint: Endpoint) -> bool:
        return self._given is not None and self._given.origin == origin(endpoint)


async def _done(work: Callable[[], _T]) -> _T:
    try:
        return await asyncio.wait_for(aside(work), _KEYRING_SECONDS)
    except private.FileProblem as error:
        raise Refused(str(error), 409) from None
    except (TimeoutError, asyncio.TimeoutError):
        raise Refused("The place where keys are kept does not answer; unlock the system's keyring.", 409) from None
