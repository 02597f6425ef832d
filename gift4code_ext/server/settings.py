"""What the administrator settled: configuration, and over it the environment of the server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from gift4code_ext import policy
from gift4code_ext.generation.endpoint import Endpoint
from gift4code_ext.policy import Policy, PolicyError
from gift4code_ext.server import address
from gift4code_ext.server.errors import Refused
from gift4code_ext.server.keys import Key

BASE_URL = "GIFT4CODE_BASE_URL"
MODEL = "GIFT4CODE_MODEL"
API_KEY = "GIFT4CODE_API_KEY"
_POLICY = (policy.HIDE, policy.HIGHEST_LEVEL, policy.MOST_SAMPLES, policy.MODELS, policy.ENDPOINT)
_CLOSED = Policy(hide=True, endpoint="force-off")


@dataclass(frozen=True)
class Stated:
    """What is written in configuration: the policy as its environment variables would say it, and the model."""

    policy: Mapping[str, str]
    base_url: str = ""
    model: str = ""
    template: str = ""


@dataclass(frozen=True)
class Settings:
    """What holds for this server.

    Attributes:
        policy: what requests may be.
        endpoint: the administrator's endpoint, without its key; None for the local model.
        key: the key of the server's environment, which belongs to that endpoint.
        local: directory of the model to host where no endpoint is chosen; None for the bundled one.
        problem: why nothing works, if something that was settled cannot be read.
        remark: what else an administrator should know.
    """

    policy: Policy
    endpoint: Endpoint | None = None
    key: Key | None = field(default=None, repr=False)
    local: str | None = None
    problem: str = ""
    remark: str = ""

    @classmethod
    def read(cls, stated: Stated, environment: Mapping[str, str]) -> Settings:
        """The environment comes first.

        What cannot be read closes everything: what was meant to be forbidden is not guessed.
        """
        try:
            return _read(stated, environment)
        except (PolicyError, Refused) as error:
            return cls.closed(str(error))

    @classmethod
    def closed(cls, problem: str) -> Settings:
        """Nothing is allowed, and why."""
        return cls(_CLOSED, problem=problem)


def _read(stated: Stated, environment: Mapping[str, str]) -> Settings:
    over = {name: environment[name] for name in _POLICY if environment.get(name, "").strip()}
    written = {**stated.policy, **over}
    found = policy.from_environment(written)
    base_url = environment.get(BASE_URL, "").strip()
    if base_url and not written.get(policy.ENDPOINT):
        found = replace(found, endpoint="force-on")  # whoever starts a server with an address means that one
    model = environment.get(MODEL, "").strip() or stated.model
    where = base_url or stated.base_url
    if not where:
        if found.endpoint == "force-on":
            raise PolicyError(
                f"An endpoint is prescribed and none is named; set {BASE_URL} or c.Gift4Code.base_url, or allow others."
            )
        lost = f"{API_KEY} is set and {BASE_URL} is not: the key belongs to no endpoint and is sent nowhere."
        return Settings(found, local=model or None, remark=lost if environment.get(API_KEY) else "")
    endpoint = address.endpoint(where, model or None, stated.template or None)
    key = environment.get(API_KEY, "").strip()
    if key and not (key.isascii() and key.isprintable()):
        raise PolicyError(f"{API_KEY} holds characters that no key has; copy it again.")
    return Settings(found, endpoint, Key(address.origin(endpoint), key) if key else None)
