"""What a request for completions asks, as far as the policy has a say in it. Pure functions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gift4code_ext.policy import Policy
from gift4code_ext.server.errors import Refused
from gift4code_ext.server.setup import not_allowed

_TOLD = ("model", "prompt", "messages", "suffix", "echo", "user")
_COUNTED = ("n", "best_of", "max_tokens", "max_completion_tokens")
_SAMPLED = ("temperature", "top_p", "stop", "seed", "frequency_penalty", "presence_penalty", "logit_bias")
_GIVEN = ("stream", "stream_options", "logprobs", "top_logprobs", "response_format")
_PASSED = frozenset((*_TOLD, *_COUNTED, *_SAMPLED, *_GIVEN))
"""Fields that are known to ask for nothing that the policy would have a say in: others may name a model or cost."""


@dataclass(frozen=True)
class Asked:
    """One request for completions.

    Attributes:
        body: the object that was read.
        model: the model that it names, if it names one.
        samples: how many completions it would make.
    """

    body: Mapping[str, Any]
    model: str | None
    samples: int

    @classmethod
    def read(cls, body: Mapping[str, Any]) -> Asked:
        """Read a body.

        Raises:
            Refused: a field that the policy has a say in is none.
        """
        for name in body:
            if name not in _PASSED:
                raise Refused(f"The field {name[:50]!r} is not passed on by the gateway.", param=name[:50])
        model = body.get("model")
        if model is not None and (not isinstance(model, str) or not model.isprintable() or len(model) > 512):
            raise Refused("The field model must be the name of a model.", param="model")
        prompt = body.get("prompt")
        prompts = (
            len(prompt) if isinstance(prompt, list) and any(isinstance(each, str | list) for each in prompt) else 1
        )
        return cls(body, model or None, max(_count(body, "n"), _count(body, "best_of")) * max(1, prompts))

    def to(self, model: str) -> bytes:
        """What is sent on: written anew, so that nobody behind reads the body differently.

        Raises:
            Refused: it holds a number that JSON has no word for.
        """
        try:
            return json.dumps({**self.body, "model": model}, allow_nan=False).encode("ascii")
        except ValueError:
            raise Refused("The body holds a number that is too large.", code="bad_body") from None

    def check(self, policy: Policy) -> None:
        """Hold the request against the policy.

        Raises:
            Refused: it is not allowed.
        """
        if self.samples > policy.most_samples:
            raise Refused(
                f"{self.samples} samples are not allowed here; ask for {policy.most_samples} at most.",
                403,
                code="policy",
            )
        if policy.models is not None and self.model is not None and self.model not in policy.models:
            raise not_allowed(self.model, policy.models)


def _count(body: Mapping[str, Any], name: str) -> int:
    value = body.get(name)
    if value is None:
        return 1
    if type(value) is not int or value < 1:
        raise Refused(f"The field {name} must be a whole number above 0.", param=name)
    return value
