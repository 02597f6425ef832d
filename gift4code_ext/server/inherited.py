"""What kernels find in their environment: they are given a copy of the server's, so it is written there."""

from __future__ import annotations

import os
from collections.abc import Mapping

from gift4code_ext import policy
from gift4code_ext.server.settings import API_KEY, BASE_URL, MODEL, Settings


def state(settings: Settings) -> dict[str, str | None]:
    """The policy; a provider's key and a model's name, which the gateway knows, are taken out (None)."""
    return {**policy.to_environment(settings.policy), API_KEY: None, MODEL: None, BASE_URL: None}


def way(base_url: str, token: str) -> dict[str, str | None]:
    """The way to the gateway."""
    return {BASE_URL: base_url, API_KEY: token}


class Inherited:
    """Changes of this process's environment that can be taken back."""

    def __init__(self) -> None:
        self._before: dict[str, str | None] = {}

    def change(self, variables: Mapping[str, str | None]) -> None:
        """Set variables, or take those out that are None."""
        for name, value in variables.items():
            self._before.setdefault(name, os.environ.get(name))
            _put(name, value)

    def restore(self) -> None:
        """Make the variables what they were."""
        for name, value in self._before.items():
            _put(name, value)
        self._before.clear()


def _put(name: str, value: str | None) -> None:
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value
